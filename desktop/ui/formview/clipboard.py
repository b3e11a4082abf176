"""From the selection to a block of text and back, so that cells travel to and from Excel and WPS."""

from __future__ import annotations

from desktop.forms.grid import Cell, Role
from desktop.forms.paths import Path
from desktop.ui.formview import tsv
from desktop.ui.formview.openform import OpenForm


def copied(form: OpenForm) -> str:
    """The selection as text for the clipboard. A merged cell stands once, in the corner of what it spans."""
    selection = form.selection
    spot = selection.current
    if spot is None:
        return ""
    if selection.block() is None:
        cell = form.places.cells[spot.cell]
        if spot.option >= 0:
            return cell.text
        place = form.places.place(spot)
        return place.raw or place.text
    keys = selection.cells()
    rows = {row: number for number, row in enumerate(sorted({key.row for key in keys}))}
    columns = {col: number for number, col in enumerate(sorted({key.col for key in keys}))}
    block = [[""] * len(columns) for _ in rows]
    for key in keys:
        block[rows[key.row]][columns[key.col]] = _content(form.places.cells[key])
    return tsv.render(block)


def _content(cell: Cell) -> str:
    """What a cell is worth in a spreadsheet: the stored value, without grouping, or all its words."""
    if cell.role is Role.FIELD:
        return cell.places[0].raw or cell.places[0].text
    return cell.text


def target(form: OpenForm) -> Path | None:
    """Where a pasted block begins: the first place of the selection that can be filled."""
    for spot in form.selection.spots():
        place = form.places.place(spot)
        if place.editable and spot.option < 0:
            return place.path
    return None


def block_to_paste(form: OpenForm, text: str) -> list[list[str]]:
    """The copied cells; one cell pasted on a selected block is repeated over its rows and columns."""
    block = tsv.parse(text)
    selection = form.selection
    if len(block) == len(block[0]) == 1 and selection.block() is not None:
        keys = [key for key in selection.cells() if form.places.cells[key].places]
        rows, columns = len({key.row for key in keys}), len({key.col for key in keys})
        return [block[0] * columns for _ in range(rows)]
    return block


def to_clear(form: OpenForm) -> list[Path]:
    """The paths that Delete blanks: all selected places that can be filled."""
    paths: dict[Path, None] = {}
    for spot in form.selection.spots():
        place = form.places.place(spot)
        if place.editable:
            paths.setdefault(place.path)
    return list(paths)
