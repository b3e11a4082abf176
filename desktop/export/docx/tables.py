"""The ruled rows of a form as a Word table: fixed columns, cells merged as on paper, rows at least as high.

Captions are broken where they are on paper, because Word would break them inside words; what is filled in flows.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from desktop.export.docx.elements import JUSTIFY, element, exactly, paragraph, run, twips, value
from desktop.export.docx.styles import TABLE
from desktop.forms.grid import Align, Cell, Role
from desktop.forms.page import LINE_WIDTH
from desktop.forms.sheet import Sheet

_NOT_CUT = 200.0
"""pt: rows up to this height are not cut by the end of a page."""


def table(sheet: Sheet, first: int, end: int) -> Any:
    """The rows from `first` to before `end`, none of which is text."""
    covering: dict[tuple[int, int], int] = {}
    for number, cell in enumerate(sheet.cells):
        for row in range(max(cell.row, first), min(cell.row + cell.rowspan, end)):
            covering[row, cell.col] = number
    columns = len(sheet.grid.columns)
    head = next((row for row in range(first, end) if not sheet.grid.rows[row].header), end)
    made = element("w:tbl", children=[_properties(sheet), _columns(sheet)])
    for row in range(first, end):
        # Word repeats only rows that the table begins with.
        properties = [
            *([element("w:cantSplit")] if sheet.row_y[row + 1] - sheet.row_y[row] <= _NOT_CUT else []),
            element("w:trHeight", {"w:val": twips(sheet.row_y[row + 1] - sheet.row_y[row]), "w:hRule": "atLeast"}),
            *([element("w:tblHeader")] if row < head < end else []),
        ]
        numbers = [covering[row, col] for col in range(columns) if (row, col) in covering]
        cells = [_cell(sheet, number, row) for number in numbers]
        made.append(element("w:tr", children=[element("w:trPr", children=properties), *cells]))
    return made


def _properties(sheet: Sheet) -> Any:
    line = {"w:val": "single", "w:sz": str(round(LINE_WIDTH * 8)), "w:space": "0", "w:color": "000000"}
    borders = [element(f"w:{side}", line) for side in ("top", "left", "bottom", "right", "insideH", "insideV")]
    none = {"w:w": "0", "w:type": "dxa"}
    return element("w:tblPr", children=[
        element("w:tblW", {"w:w": twips(sheet.width), "w:type": "dxa"}),
        value("w:jc", "center"),
        element("w:tblBorders", children=borders),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblCellMar", children=[element(f"w:{side}", none) for side in ("top", "left", "bottom", "right")]),
    ])  # fmt: skip


def _columns(sheet: Sheet) -> Any:
    widths = [right - left for left, right in pairwise(sheet.col_x)]
    return element("w:tblGrid", children=[element("w:gridCol", {"w:w": twips(width)}) for width in widths])


def _cell(sheet: Sheet, number: int, row: int) -> Any:
    cell = sheet.cells[number]
    width = sheet.col_x[cell.col + cell.colspan] - sheet.col_x[cell.col]
    begins = row == cell.row
    properties = [element("w:tcW", {"w:w": twips(width), "w:type": "dxa"})]
    if cell.colspan > 1:
        properties.append(value("w:gridSpan", str(cell.colspan)))
    if cell.rowspan > 1:
        properties.append(value("w:vMerge", "restart") if begins else element("w:vMerge"))
    if cell.align is not Align.CENTER:
        # Room on one side only: digits in another font are a little wider, and the line must hold as much as ours.
        pad = {"w:w": twips(sheet.contents[number].pad), "w:type": "dxa"}
        properties.append(element("w:tcMar", children=[element(f"w:{cell.align}", pad)]))
    properties.append(value("w:vAlign", "center"))
    words = _words(sheet, number) if begins else [paragraph(TABLE)]
    return element("w:tc", children=[element("w:tcPr", children=properties), *words])


def _words(sheet: Sheet, number: int) -> list[Any]:
    """A paragraph for each line of the text."""
    cell, block = sheet.cells[number], sheet.contents[number].block
    size = str(round(block.size * 2))
    return [
        paragraph(TABLE, [exactly(block.line_height), value("w:jc", JUSTIFY[cell.align])],
                  [run(line, [*_bold(cell), value("w:sz", size), value("w:szCs", size)])] if line else [])
        for line in _lines(sheet, number)
    ]  # fmt: skip


def _lines(sheet: Sheet, number: int) -> list[str]:
    cell = sheet.cells[number]
    if cell.role is Role.LABEL:
        lines = sheet.contents[number].block.lines
        return ["".join(piece.text for piece in line.pieces) for line in lines] or [""]
    return cell.text.rstrip("\n").split("\n")


def _bold(cell: Cell) -> list[Any]:
    return [element("w:b")] if cell.bold else []
