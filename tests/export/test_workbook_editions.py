"""Every form that comes with the program, through the workbook and back."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from desktop.export.workbook import ReadBack, WorkbookForm, read_workbook, write_workbook
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document, Row, Value
from desktop.forms.edition import Edition, Field, FieldType, ListField
from desktop.forms.fit import fitted_sheet
from desktop.forms.fresh import new_document
from desktop.forms.grid import Grid, Place, PlaceKind
from desktop.forms.paths import Path
from desktop.forms.resolve import resolve
from tests.export.workbook_edits import NAME, Edited

EDITIONS = {f"{edition.letter} {edition.form} {edition.edition}": edition for edition in bundled().editions}
every_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)


def filled(edition: Edition) -> Document:
    """A document with something in every place: three rows in every list, the first two of one group."""
    document = new_document(edition, edition.first_year, "某某局")
    numbers = count(1)
    document.data.update(_row(edition.fields, document.data, numbers))
    return document


def _row(fields: dict[str, Field | ListField], old: Row, numbers: Any) -> Row:
    row: Row = {**old}
    for key, item in fields.items():
        if isinstance(item, ListField):
            stored: Any = old.get(key) or []
            rows = [*stored] if item.fixed else [*stored, {}, {}, {}][:3]
            row[key] = [_row(item.columns, line, numbers) for line in rows]
        elif not old.get(key) and item.calculation is None:
            row[key] = _value(item, next(numbers))
    return row


def _value(field: Field, number: int) -> Value:
    match field.type:
        case FieldType.NUMBER | FieldType.MONEY | FieldType.PERCENT:
            return f"{number % 90}.5"
        case FieldType.CHOICE | FieldType.TICK:
            return field.options[0]
        case FieldType.TICKS:
            return [*field.options[:2]]
        case _:
            return f"第{number}处"


def drawn(edition: Edition, document: Document) -> tuple[Grid, bytes]:
    grid = resolve(Evaluation(edition, document))
    return grid, write_workbook([WorkbookForm(document, fitted_sheet(grid))])


@every_edition
def test_a_blank_form_comes_back_as_it_was(edition: Edition) -> None:
    document = new_document(edition, edition.first_year, "某某局")
    assert read_workbook(drawn(edition, document)[1], name=NAME) == ReadBack((document,))


@every_edition
def test_a_filled_form_comes_back_as_it_was_also_saved_by_another_program(edition: Edition) -> None:
    document = filled(edition)
    data = drawn(edition, document)[1]
    assert read_workbook(data, name=NAME) == ReadBack((document,))
    assert read_workbook(Edited(data).data, name=NAME) == ReadBack((document,))


@every_edition
def test_every_single_field_that_stands_alone_in_its_cell_can_be_changed(edition: Edition) -> None:
    """One workbook, every such cell typed over; every path of it, and no other, has the new value."""
    document = filled(edition)
    grid, data = drawn(edition, document)
    book = Edited(data)
    first = 2 + len(grid.head) + len(grid.above)
    expected = document.copy()
    for cell in grid.cells:
        place = cell.places[0] if len(cell.runs) == len(cell.places) == 1 else None
        if place is None or place.virtual or not place.editable:
            continue
        typed = 77.25 if place.kind is PlaceKind.NUMBER else "改了"
        book.set((cell.row + first, cell.col + 1), typed)
        for path in place.covers or (place.path,):
            _put(expected, path, str(typed))
    assert read_workbook(book.data, name=NAME).documents == (expected,)


def _put(document: Document, path: Path, value: str) -> None:
    row: Any = document.data
    for part in path[:-1]:
        row = row[part]
    row[path[-1]] = value


@every_edition
def test_every_list_can_lose_a_row(edition: Edition) -> None:
    """Each printed row of a list deleted in its turn takes its own rows and nothing else."""
    document = filled(edition)
    grid, data = drawn(edition, document)
    for at, info in enumerate(grid.rows):
        if not info.bands or any(len(path) > 1 for path, _ in info.bands) or _has_inner_rows(grid, info.bands):
            continue
        if _is_about_a_row_above(grid, at):
            continue
        expected = document.copy()
        for (key,), index in info.bands:
            rows: Any = expected.data[str(key)]
            del rows[index]
        book = Edited(data)
        book.delete_row(at + 2 + len(grid.head) + len(grid.above))
        assert read_workbook(book.data, name=NAME).documents == (expected,), at


def _has_inner_rows(grid: Grid, bands: tuple[tuple[Path, int], ...]) -> bool:
    """Whether the list's rows have lists of their own printed below them."""
    tables = {path[0] for path, _ in bands}
    return any(len(path) > 1 and path[0] in tables for info in grid.rows for path, _ in info.bands)


@every_edition
def test_every_list_can_gain_a_row(edition: Edition) -> None:
    """A copy of a list's row, inserted below it, is a new row with what the columns say."""
    document = filled(edition)
    grid, data = drawn(edition, document)
    for at, info in enumerate(grid.rows):
        tables = [path for path, _ in info.bands]
        if len(tables) != 1 or len(tables[0]) > 1 or _has_inner_rows(grid, info.bands) or _is_fixed(edition, tables[0]):
            continue
        if _is_about_a_row_above(grid, at):
            continue
        row = at + 2 + len(grid.head) + len(grid.above)
        book = Edited(data)
        book.insert_row(row + 1, *(book.get((row, column)) for column in range(1, len(grid.columns) + 1)))
        (table,), index = info.bands[0]
        before: Any = document.data[str(table)]
        after: Any = read_workbook(book.data, name=NAME).documents[0].data[str(table)]
        assert [*after[: index + 1], *after[index + 2 :]] == before
        shown = {place.path[-1]: place for place in _places(grid, info.bands[0], at) if place.editable}
        assert {key: after[index + 1].get(key) for key in shown} == {key: before[index].get(key) for key in shown}


def _is_fixed(edition: Edition, table: Path) -> bool:
    item = edition.fields[str(table[0])]
    return isinstance(item, ListField) and item.fixed


def _is_about_a_row_above(grid: Grid, at: int) -> bool:
    """Whether a report's paragraph stands here, about a row that its table has already."""
    is_text = any(cell.is_text for cell in grid.cells if cell.row == at)
    return is_text and any(grid.rows[at].bands == info.bands for info in grid.rows[:at])


def _places(grid: Grid, band: tuple[Path, int], at: int) -> list[Place]:
    row = (*band[0], band[1])
    return [
        place
        for cell in grid.cells
        for place in cell.places
        if cell.row <= at < cell.row + cell.rowspan and any(path[:-1] == row for path in (place.path, *place.covers))
    ]
