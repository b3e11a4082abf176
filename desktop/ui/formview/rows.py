"""Which rows of which list a command is about."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.forms.paths import Path, list_of
from desktop.ui.formview.openform import OpenForm


@dataclass(frozen=True, slots=True)
class SelectedRows:
    """Rows of one list. `indices` ascending; rows that are only padding on the paper are not among them."""

    rows: Path
    indices: tuple[int, ...]
    at: int
    """Index of the row the cursor is in."""


def selected_rows(form: OpenForm) -> SelectedRows | None:
    """The rows the selection touches, of the list the cursor is in; None outside lists whose rows may come and go."""
    here = form.place()
    rows = list_of(here.path) if here is not None else None
    if here is None or rows is None or _is_fixed(form, rows):
        return None
    depth = len(rows)
    indices: set[int] = set()
    for spot in form.selection.spots():
        place = form.places.place(spot)
        for path in () if place.virtual else (place.covers or (place.path,)):
            if len(path) > depth and path[:depth] == rows and isinstance(index := path[depth], int):
                indices.add(index)
    at = here.path[depth]
    assert isinstance(at, int)
    return SelectedRows(rows, tuple(sorted(indices)), at)


def _is_fixed(form: OpenForm, rows: Path) -> bool:
    node = tuple(part for part in rows if isinstance(part, str))
    definition = form.session.edition.lists.get(node)
    return definition is None or definition.fixed
