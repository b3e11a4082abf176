"""Where the rows and columns of an exported sheet are now.

Rows were inserted, deleted or moved since; names moved with them. A row is where its hidden name points, and deleted
when that points nowhere. Should a program have dropped all hidden names, the names of the cells lead the way, and where
names contradict what stands on the sheet, its contents do.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.errors import UserError
from desktop.export.workbook.alignment import realigned
from desktop.export.workbook.marks import SheetMark
from desktop.export.workbook.opening import Opened, OpenedSheet


@dataclass(frozen=True, slots=True)
class Trace:
    """`rows[n]` is where the sheet's row n (from 1) is now, None when it was deleted; columns likewise."""

    sheet: OpenedSheet
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]

    def at(self, row: int) -> int | None:
        """The present number of an exported row."""
        return self.rows[row - 1]

    def column(self, col: int) -> int | None:
        """The present number of an exported column."""
        return self.columns[col - 1]


def trace(opened: Opened, mark: SheetMark, *, name: str) -> Trace | None:
    """Finds a form's sheet and its rows. None when the whole sheet was deleted.

    Raises:
        UserError: the sheet is there but neither names nor contents tell anything apart.
    """
    sheet = _sheet(opened, mark)
    if sheet is None:
        return None
    rows = [_line(opened, sheet, row.name, 0) for row in mark.rows]
    columns = [_line(opened, sheet, column, 1) for column in mark.columns]
    if not any(rows):
        _follow_places(opened, sheet, mark, rows)
    if not any(columns):
        columns = list(range(1, len(columns) + 1))
    rows = realigned(mark, sheet, rows, columns)
    if not any(rows):
        what = f"工作表“{sheet.title}”不像导出的表了，认不出各格"
        raise UserError(what, where=name, remedy="请在本程序导出的原工作簿上直接修改")
    return Trace(sheet, tuple(rows), tuple(columns))


def _follow_places(opened: Opened, sheet: OpenedSheet, mark: SheetMark, rows: list[int | None]) -> None:
    """Where rows are by the names of their cells, the hidden names having been lost altogether."""
    for cell in mark.cells:
        for place in cell.places:
            if cell.rowspan == 1 and (point := _point(opened, sheet, place.name)) is not None:
                rows[cell.row - 1] = point[0]


def _sheet(opened: Opened, mark: SheetMark) -> OpenedSheet | None:
    """By where the hidden names point (the tab may have been renamed), else by its title."""
    for row in mark.rows:
        point = opened.names.get(row.name.casefold())
        if point is not None and point[0] in opened.sheets:
            return opened.sheets[point[0]]
    return opened.sheets.get(mark.sheet)


def _point(opened: Opened, sheet: OpenedSheet, name: str) -> tuple[int, int] | None:
    key = name.casefold()
    point = opened.local_names.get((sheet.title, key)) or opened.names.get(key)
    return None if point is None or point[0] != sheet.title else point[1:]


def _line(opened: Opened, sheet: OpenedSheet, name: str, axis: int) -> int | None:
    point = _point(opened, sheet, name)
    return None if point is None else point[axis]
