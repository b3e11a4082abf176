"""What a person does to a workbook in Excel or WPS, done to the file.

openpyxl moves neither names nor merges when rows come and go; these functions do what the programs do.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.worksheet.cell_range import CellRange

NAME = "批复表.xlsx"


class Edited:
    """A workbook opened for editing; `data` are its bytes afterwards."""

    def __init__(self, data: bytes) -> None:
        self.book: Any = load_workbook(io.BytesIO(data))
        self.sheet: Any = self.book.worksheets[0]

    @property
    def data(self) -> bytes:
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()

    def set(self, at: tuple[int, int], value: object, number_format: str | None = None) -> None:
        """Types into a cell; None empties it."""
        cell = self.sheet.cell(*at)
        cell.value = value
        if number_format is not None:
            cell.number_format = number_format

    def get(self, at: tuple[int, int]) -> Any:
        return self.sheet.cell(*at).value

    def find(self, value: object) -> tuple[int, int]:
        """Where a value stands."""
        return next(
            (cell.row, cell.column) for cells in self.sheet.iter_rows() for cell in cells if cell.value == value
        )

    def rename(self, sheet: int, title: str) -> None:
        """Another name on a tab; defined names follow."""
        target = self.book.worksheets[sheet]
        old, new = (f"'{text.replace(chr(39), chr(39) * 2)}'!" for text in (target.title, title))
        target.title = title
        for names in (self.book.defined_names, target.defined_names):
            for name in names.values():
                name.attr_text = name.attr_text.replace(old, new)

    def insert_row(self, at: int, *values: object) -> None:
        """A new row before row `at`, with these values from column A on.

        A merge across it grows, and keeps its own text.
        """
        self._shift(lambda row: row + 1 if row >= at else row)
        for column, value in enumerate(values, 1):
            if value is not None and not isinstance(self.sheet.cell(at, column), MergedCell):
                self.set((at, column), value)

    def delete_row(self, at: int) -> None:
        """A row deleted: its cells go, with the text of a merged cell that began in it; its names point nowhere."""
        self._shift(lambda row: None if row == at else row - 1 if row > at else row)

    def move_row(self, at: int, to: int) -> None:
        """A row cut and inserted further up; it takes its names along."""
        assert to < at

        def moved(row: int) -> int:
            return to if row == at else row + 1 if to <= row < at else row

        self._shift(moved)

    def _shift(self, moved: Callable[[int], int | None]) -> None:
        merged = [CellRange(item.coord) for item in self.sheet.merged_cells.ranges]
        for item in merged:
            self.sheet.unmerge_cells(item.coord)
        cells = dict(self.sheet._cells)
        self.sheet._cells.clear()
        for (row, column), cell in cells.items():
            if (new := moved(row)) is not None:
                cell.row = new
                self.sheet._cells[new, column] = cell
        for item in merged:
            rows = [new for row in range(item.min_row, item.max_row + 1) if (new := moved(row)) is not None]
            if rows:
                self.sheet.merge_cells(
                    start_row=min(rows), end_row=max(rows), start_column=item.min_col, end_column=item.max_col
                )
        for names in (self.book.defined_names, self.sheet.defined_names):
            for name in names.values():
                name.attr_text = re.sub(r"(\$[A-Z]+\$)(\d+)", lambda match: _moved(match, moved), name.attr_text)
                if "#REF!" in name.attr_text:
                    name.attr_text = "#REF!"


def _moved(match: re.Match[str], moved: Callable[[int], int | None]) -> str:
    new = moved(int(match[2]))
    return "#REF!" if new is None else f"{match[1]}{new}"
