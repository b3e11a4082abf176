"""Which rows of which list a command is about."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.forms.paths import Path, list_of
from desktop.ui.formview.areas import Spot
from desktop.ui.formview.openform import OpenForm


@dataclass(frozen=True, slots=True)
class SelectedRows:
    """Rows of one list. `indices` ascending; rows that are only padding on the paper are not among them."""

    rows: Path
    indices: tuple[int, ...]
    at: int
    """Index of the row the cursor is in."""
    column: str
    """The column they are chosen by: the leftmost one selected."""
    last_column: str
    """The rightmost one selected."""


def selected_rows(form: OpenForm) -> SelectedRows | None:
    """The rows the selection touches, of the list the cursor is in; None outside lists whose rows may come and go."""
    rows = rows_in_reach(form)
    return None if rows is None or _is_fixed(form, rows.rows) else rows


def rows_in_reach(form: OpenForm) -> SelectedRows | None:
    """The same for rows that are printed on the form as well; None outside lists."""
    here = form.place()
    rows = list_of(here.path) if here is not None else None
    if here is None or rows is None:
        return None
    depth = len(rows)
    indices: set[int] = set()
    chosen: list[Spot] = []
    for spot in form.selection.spots():
        place = form.places.place(spot)
        if place.path[:depth] == rows:
            chosen.append(spot)
        for path in () if place.virtual else (place.covers or (place.path,)):
            if len(path) > depth and path[:depth] == rows and isinstance(index := path[depth], int):
                indices.add(index)
    at = here.path[depth]
    assert isinstance(at, int)
    chosen.sort(key=lambda spot: (spot.col, spot.place))
    left, right = (str((form.places.place(spot) if spot else here).path[-1]) for spot in _ends(chosen))
    return SelectedRows(rows, tuple(sorted(indices)), at, left, right)


def _ends(spots: list[Spot]) -> tuple[Spot | None, Spot | None]:
    return (spots[0], spots[-1]) if spots else (None, None)


def row_of_cursor(form: OpenForm) -> Path | None:
    """The cursor's column in the row it came along: of a cell that stands for several rows not always the first one."""
    here, spot = form.place(), form.selection.current
    if here is None or spot is None or list_of(here.path) is None:
        return None
    lane = form.selection.lane
    in_lane = (path for path in here.covers if form.places.lane_of(path) == lane)
    return next(in_lane, here.path)


def _is_fixed(form: OpenForm, rows: Path) -> bool:
    node = tuple(part for part in rows if isinstance(part, str))
    definition = form.session.edition.lists.get(node)
    return definition is None or definition.fixed
