"""Draws one planned sheet: texts, numbers, looks, merges, and the marks by which each cell is read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from desktop.export.formulas import LIKE_A_FORMULA
from desktop.export.workbook.contents import clean, escaped
from desktop.export.workbook.marks import CellMark, PlaceMark
from desktop.export.workbook.names import PlaceNames
from desktop.export.workbook.plan import Plan, PlannedCell
from desktop.export.workbook.styles import Look, Looks, column_width, number_format
from desktop.export.workbook.wording import tokens_of
from desktop.forms.grid import Cell, Place, PlaceKind, PlaceState, Role

_MAX_TEXT = 32_000
"""Characters in a cell; Excel holds 32,767."""
_EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps; a longer number is written as text."""


@dataclass(frozen=True, slots=True)
class _Content:
    value: str | Decimal | None
    written: str
    number_format: str = "General"


def draw(sheet: Worksheet, plan: Plan, looks: Looks, names: PlaceNames) -> list[CellMark]:
    """Fills a worksheet and says what stands where."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  # as all of this module: only when a workbook is written

    for number, mm in enumerate(plan.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column_width(mm)
    blank = looks.array(Look(plan.size, framed=False, locked=False))
    for number, row in enumerate(plan.rows, 1):
        dimension = sheet.row_dimensions[number]
        dimension.height = round(row.height, 2)
        if row.free:
            dimension._style = blank  # noqa: SLF001  # Excel deletes only rows that hold no locked cell to the last column
    return [mark for cell in plan.cells if (mark := _draw_cell(sheet, cell, plan, looks, names)) is not None]


def _draw_cell(sheet: Worksheet, planned: PlannedCell, plan: Plan, looks: Looks, names: PlaceNames) -> CellMark | None:
    cell = planned.cell
    content = _content(cell)
    bold = cell.bold or cell.is_heading
    locked = not any(place.editable or place.virtual for place in cell.places)
    look = Look(
        size=planned.size,
        align=cell.align,
        bold=bold,
        framed=planned.framed,
        locked=locked,
        number_format=content.number_format,
        one_line=isinstance(content.value, Decimal),
        text_prefix=isinstance(content.value, str) and content.value.startswith(LIKE_A_FORMULA),
    )
    array = looks.array(look)
    rest = looks.array(Look(planned.size, cell.align, bold, planned.framed, locked=False)) if locked else array
    for row, col in _area(planned):
        first = (row, col) == (planned.row, planned.col)
        loose = locked and planned.rowspan > 1 and row > planned.row and plan.rows[row - 1].free
        sheet.cell(row, col)._style = array if first or not loose else rest  # noqa: SLF001  # see styles
    _write(sheet.cell(planned.row, planned.col), content)
    if planned.rowspan > 1 or planned.colspan > 1:
        last = planned.col + planned.colspan - 1, planned.row + planned.rowspan - 1
        # Not merge_cells(): that would replace the cells just styled and draw borders of its own.
        sheet.merged_cells.add(CellRange(None, planned.col, planned.row, *last))
    if not cell.places:
        return None
    return CellMark(
        planned.row, planned.col, planned.rowspan, planned.colspan, content.written,
        isinstance(content.value, Decimal), tokens_of(cell), tuple(_mark(place, names) for place in cell.places),
    )  # fmt: skip


def _area(planned: PlannedCell) -> Iterator[tuple[int, int]]:
    for row in range(planned.row, planned.row + planned.rowspan):
        for col in range(planned.col, planned.col + planned.colspan):
            yield row, col


def _write(target: Any, content: _Content) -> None:
    if isinstance(content.value, Decimal):
        target.value = content.value
    elif content.value:
        target.value = content.value
        target.data_type = "s"  # openpyxl takes `=…` for a formula and `#N/A` for an error


def _content(cell: Cell) -> _Content:
    """What the sheet's cell holds for a cell of the grid."""
    text = clean(cell.text)[:_MAX_TEXT]
    if cell.role is not Role.FIELD:
        return _Content(escaped(text), text)
    place = cell.places[0]
    if place.kind is not PlaceKind.NUMBER:
        # As text, so that a code keeps its zeros and 96% stays 96%. Old Excel shows long text in this format as ####.
        return _Content(escaped(text), text, "General" if place.long else "@")
    form = number_format(place.text, place.decimals, percent=place.unit == "%")
    number = _exact(place)
    if number is not None:
        return _Content(number, f"{number:f}", form)
    return _Content(escaped(text), text, form if not text else "@")


def _exact(place: Place) -> Decimal | None:
    """The number as shown, when a spreadsheet can hold it without losing a digit."""
    if place.number is None or place.state is PlaceState.INVALID:
        return None
    try:
        shown = Decimal(place.text.removesuffix("%"))
    except InvalidOperation:
        return None
    return shown if shown.is_finite() and len(shown.as_tuple().digits) <= _EXACT_DIGITS else None


def _mark(place: Place, names: PlaceNames) -> PlaceMark:
    return PlaceMark(
        path=place.path,
        kind=place.kind,
        name=names.name(place.path),
        editable=place.editable,
        virtual=place.virtual,
        percent=place.unit == "%",
        options=place.options if place.kind in {PlaceKind.TICK_ONE, PlaceKind.TICK_MANY} else (),
        covers=place.covers,
        presets=place.presets,
    )
