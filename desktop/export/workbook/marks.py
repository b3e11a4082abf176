"""What a workbook remembers about itself, so that it can be read back after somebody edited it.

One `SheetMark` for each form: the document as it was, the rows and columns of the sheet by name, and for each cell with
places what was written there and how its wording divides it. It travels in the hidden sheet (`memory`). Everything in
it is checked on the way in, because a workbook comes back through other people's hands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from desktop.forms.document import Document, Row
from desktop.forms.grid import PlaceKind
from desktop.forms.notes import Note
from desktop.forms.paths import Path

Token: TypeAlias = str | int | tuple[int, int]
"""A piece of a cell: wording, a place (index into `CellMark.places`), or the box before an option of a place."""
T = TypeVar("T")


class DamagedMark(ValueError):
    """The remembered data are not what this program writes."""


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """One place of a cell. `covers` as in `grid.Place`; `name` is its defined name in the workbook."""

    path: Path
    kind: PlaceKind
    name: str
    editable: bool = True
    virtual: bool = False
    percent: bool = False
    options: tuple[str, ...] = ()
    covers: tuple[Path, ...] = ()
    presets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CellMark:
    """One cell with places: sheet rows `row`…`row+rowspan-1` and columns likewise, both from 1, as exported.

    `written` is the text it showed; `number` whether it was written as a number.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    written: str
    number: bool
    tokens: tuple[Token, ...]
    places: tuple[PlaceMark, ...]


@dataclass(frozen=True, slots=True)
class RowMark:
    """One row of the sheet. `printed` numbers the printed row, -1 for title and lines outside the table.

    A row too tall for a spreadsheet stands in several sheet rows of the same `printed` number. `caption` is the wording
    that only this row has.
    """

    name: str
    printed: int = -1
    bands: tuple[tuple[Path, int], ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SheetMark:
    """One form on one sheet. `labels` are the wordings printed on it, with row and column."""

    sheet: str
    document: Document
    rows: tuple[RowMark, ...]
    columns: tuple[str, ...]
    cells: tuple[CellMark, ...]
    labels: tuple[tuple[int, int, str], ...]


def to_json(mark: SheetMark) -> dict[str, object]:
    """Plain data for the hidden sheet."""
    document = mark.document
    return {
        "sheet": mark.sheet,
        "表": document.form,
        "版式": document.edition,
        "版式未写": document.edition_implied,
        "年度": document.year,
        "单位": document.unit,
        "修订": document.revision,
        "说明": [[note.code, list(note.field), list(note.row), note.basis, note.text] for note in document.notes],
        "数据": document.data,
        "rows": [
            [row.name, row.printed, [[list(path), index] for path, index in row.bands], row.caption]
            for row in mark.rows
        ],
        "columns": list(mark.columns),
        "cells": [_cell_to_json(cell) for cell in mark.cells],
        "labels": [list(label) for label in mark.labels],
    }


def _cell_to_json(cell: CellMark) -> list[object]:
    tokens = [list(token) if isinstance(token, tuple) else token for token in cell.tokens]
    places = [
        {
            "path": list(place.path),
            "kind": place.kind.value,
            "name": place.name,
            "editable": place.editable,
            "virtual": place.virtual,
            "percent": place.percent,
            "options": list(place.options),
            "covers": [list(path) for path in place.covers],
            "presets": [list(pair) for pair in place.presets],
        }
        for place in cell.places
    ]
    return [cell.row, cell.col, cell.rowspan, cell.colspan, cell.written, cell.number, tokens, places]


def from_json(raw: object) -> SheetMark:
    """The way back. Raises `DamagedMark` for anything `to_json` does not write."""
    data = _dict(raw)
    unit = data.get("单位")
    document = Document(
        form=_text(data.get("表")),
        edition=_text(data.get("版式")),
        year=_int(data.get("年度")),
        data=_row(data.get("数据")),
        unit=None if unit is None else _text(unit),
        # A workbook of an earlier program has neither.
        revision=_int(data.get("修订", 0), least=0),
        notes=_tuple(data.get("说明", []), _note),
        edition_implied=_bool(data.get("版式未写")),
    )
    mark = SheetMark(
        sheet=_text(data.get("sheet")),
        document=document,
        rows=_tuple(data.get("rows"), _row_mark),
        columns=_tuple(data.get("columns"), _text),
        cells=_tuple(data.get("cells"), _cell_mark),
        labels=_tuple(data.get("labels"), _label),
    )
    areas = [(cell.row, cell.col, cell.rowspan, cell.colspan) for cell in mark.cells]
    for row, col, rowspan, colspan in (*areas, *((row, col, 1, 1) for row, col, _ in mark.labels)):
        inside = row + rowspan - 1 <= len(mark.rows) and col + colspan - 1 <= len(mark.columns)
        if not inside or min(row, col, rowspan, colspan) < 1:
            raise DamagedMark("outside the sheet")
    return mark


def _note(raw: object) -> Note:
    code, field, row, basis, text = _list(raw, 5)
    return Note(_text(code), _tuple(field, _text), _tuple(row, _text), _text(basis), _text(text))


def _row_mark(raw: object) -> RowMark:
    name, printed, bands, caption = _list(raw, 4)
    return RowMark(_text(name), _int(printed, least=-1), _tuple(bands, _band), _text(caption))


def _label(raw: object) -> tuple[int, int, str]:
    row, col, text = _list(raw, 3)
    return _int(row), _int(col), _text(text)


def _band(raw: object) -> tuple[Path, int]:
    path, index = _list(raw, 2)
    return _path(path), _int(index)


def _cell_mark(raw: object) -> CellMark:
    row, col, rowspan, colspan, written, number, tokens, places = _list(raw, 8)
    mark = CellMark(
        _int(row), _int(col), _int(rowspan), _int(colspan), _text(written), _bool(number),
        _tuple(tokens, _token), _tuple(places, _place_mark),
    )  # fmt: skip
    for token in mark.tokens:
        index = token[0] if isinstance(token, tuple) else token
        if isinstance(index, int) and not 0 <= index < len(mark.places):
            raise DamagedMark("token without place")
        if isinstance(token, tuple) and not 0 <= token[1] < len(mark.places[token[0]].options):
            raise DamagedMark("token without option")
    return mark


def _token(raw: object) -> Token:
    if isinstance(raw, list):
        place, option = _list(raw, 2)
        return _int(place), _int(option)
    return raw if isinstance(raw, str) else _int(raw)


def _place_mark(raw: object) -> PlaceMark:
    data = _dict(raw)
    try:
        kind = PlaceKind(_text(data.get("kind")))
    except ValueError:
        raise DamagedMark("kind") from None
    return PlaceMark(
        path=_path(data.get("path")),
        kind=kind,
        name=_text(data.get("name")),
        editable=_bool(data.get("editable")),
        virtual=_bool(data.get("virtual")),
        percent=_bool(data.get("percent")),
        options=_tuple(data.get("options"), _text),
        covers=_tuple(data.get("covers"), _path),
        presets=_tuple(data.get("presets"), _preset),
    )


def _preset(raw: object) -> tuple[str, str]:
    column, value = _list(raw, 2)
    return _text(column), _text(value)


def _path(raw: object) -> Path:
    """Field keys and row indices in turn, a key first and last."""
    path = _tuple(raw, lambda part: part if isinstance(part, str) else _int(part))
    if len(path) % 2 == 0 or any(isinstance(part, int) != bool(at % 2) for at, part in enumerate(path)):
        raise DamagedMark("path")
    return path


def _row(raw: object) -> Row:
    found: Row = {}
    for key, value in _dict(raw).items():
        if value is None or isinstance(value, str):
            found[key] = value
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            found[key] = [_text(item) for item in value]
        else:
            found[key] = list(_tuple(value, _row))
    return found


def _dict(raw: object) -> dict[str, object]:
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        raise DamagedMark("object expected")
    return raw


def _list(raw: object, length: int) -> list[object]:
    if not isinstance(raw, list) or len(raw) != length:
        raise DamagedMark(f"{length} items expected")
    return raw


def _tuple(raw: object, item: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(raw, list):
        raise DamagedMark("list expected")
    return tuple(item(part) for part in raw)


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise DamagedMark("text expected")
    return raw


def _int(raw: object, *, least: int = 0) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < least:
        raise DamagedMark("number expected")
    return raw


def _bool(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise DamagedMark("yes or no expected")
    return raw
