"""The form as one endless sheet: what the editor shows, and the row heights that paper and workbook start from.

Coordinates are pt from the upper left corner of the printed area: the title, the lines of text above the table, the
table, the lines below it. A sheet keeps every cell's lines; an edit sets only the cells that changed, adds the rows up
again and leaves the rest alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from desktop.forms.cellbox import Content, box_of, content_of
from desktop.forms.grid import Cell, Grid
from desktop.forms.page import MM, Box
from desktop.forms.rowheights import Need, raise_rows
from desktop.forms.strips import Strip, text_strips, title_strip
from desktop.forms.typography import Typography, typography_of

__all__ = ["Sheet", "Typography"]


class Sheet:
    """A grid set with one typography.

    `col_x` and `row_y` are the table's lines, pt from its upper left corner, one more than columns and rows.
    `head_height` is that of the lines over the title. `title_height`, `above_height` and `below_height` include the
    space towards the table; `height` is all together.
    """

    def __init__(self, grid: Grid, typography: Typography | None = None) -> None:
        """`grid` is kept: cells that are replaced must stand in it already. `typography`: the form's own when None."""
        self.grid, self.typography = grid, typography or typography_of(grid)
        self.col_x = list(accumulate((width * MM for width in grid.columns), initial=0.0))
        self.width = self.col_x[-1]
        self.cells = list(grid.cells)
        self._numbers = {(cell.row, cell.col): number for number, cell in enumerate(self.cells)}
        self._index_rows()
        self.contents = [self._content(cell) for cell in self.cells]
        scale = self.typography.min_height_scale * MM
        self._least = [row.min_height * scale for row in grid.rows]
        self._fixed = [row.header for row in grid.rows]
        self.base = [self._base(row) for row in range(len(grid.rows))]
        self.row_y: list[float] = []
        self._boxes: dict[int, Box] = {}
        self._set_strips()
        self._add_up()

    # Setting

    def _index_rows(self) -> None:
        """By row: the numbers of the cells that begin in it, and of merged cells that come into it from above."""
        self.starting: list[list[int]] = [[] for _ in self.grid.rows]
        self.covering: list[list[int]] = [[] for _ in self.grid.rows]
        self.merged: list[int] = []
        for number, cell in enumerate(self.cells):
            self.starting[cell.row].append(number)
            if cell.rowspan > 1:
                self.merged.append(number)
                for row in range(cell.row + 1, cell.row + cell.rowspan):
                    self.covering[row].append(number)

    def _content(self, cell: Cell) -> Content:
        return content_of(cell, self.col_x[cell.col + cell.colspan] - self.col_x[cell.col], self.typography)

    def need(self, number: int) -> float:
        """Height that a cell of the table needs for all its lines, pt."""
        return self.contents[number].height

    def _base(self, row: int) -> float:
        """What a row needs by itself, without the merged cells."""
        needs = (self.need(number) for number in self.starting[row] if self.cells[number].rowspan == 1)
        return max(self._least[row], *needs, 0.0)

    def _set_strips(self) -> None:
        grid, width, typography = self.grid, self.width, self.typography
        self.title = title_strip(grid.title, width, typography)
        self.head = text_strips(grid.head, width, typography)
        self.above = text_strips(grid.above, width, typography)
        self.below = text_strips(grid.below, width, typography)
        self.head_height = sum(strip.height for strip in self.head)
        self.title_height = self.title.height + typography.title_gap if self.title.height else 0.0
        gap = typography.text_gap
        self.above_height = sum(strip.height for strip in self.above) + gap if self.above else 0.0
        self.below_height = sum(strip.height for strip in self.below) + gap if self.below else 0.0

    def _add_up(self) -> bool:
        """Compute the rows' places anew; True when they changed."""
        heights = list(self.base)
        cells = self.cells
        raise_rows(
            heights,
            [Need(cells[at].row, cells[at].row + cells[at].rowspan, self.need(at)) for at in self.merged],
            self._fixed,
        )
        row_y = list(accumulate(heights, initial=0.0))
        changed = row_y != self.row_y
        self.row_y = row_y
        return changed

    def replace(self, cells: Iterable[Cell]) -> bool:
        """Take over cells that replace those at the same places. True when any height changed.

        The time taken grows with the cells given and, slightly, with the number of rows.
        """
        heights = self.head_height, self.title_height, self.above_height, self.below_height
        outside = {id(cell) for cell in self._outside_cells()}
        rows: set[int] = set()
        merged = strips = False
        for cell in cells:
            if id(cell) in outside:
                strips = True
                continue
            number = self._numbers[cell.row, cell.col]
            before = self.need(number)
            self.cells[number], self.contents[number] = cell, self._content(cell)
            self._boxes.pop(number, None)
            if self.need(number) != before:
                merged = merged or cell.rowspan > 1
                rows.add(cell.row)
        if strips:
            self._set_strips()
        bases = {row: self._base(row) for row in rows}
        higher = any(self.base[row] != base for row, base in bases.items())
        for row, base in bases.items():
            self.base[row] = base
        changed = self._add_up() if higher or merged else False
        return changed or heights != (self.head_height, self.title_height, self.above_height, self.below_height)

    def _outside_cells(self) -> Iterator[Cell]:
        yield self.grid.title
        for line in (*self.grid.head, *self.grid.above, *self.grid.below):
            yield from line.cells

    # Reading

    @property
    def table_y(self) -> float:
        """The table's upper edge."""
        return self.head_height + self.title_height + self.above_height

    @property
    def height(self) -> float:
        """Of everything."""
        return self.table_y + self.row_y[-1] + self.below_height

    def strips(self) -> Iterator[tuple[float, Strip]]:
        """Title and lines of text with their upper edges."""
        y = 0.0
        for strip in self.head:
            yield y, strip
            y += strip.height
        yield y, self.title
        y += self.title_height
        for strip in self.above:
            yield y, strip
            y += strip.height
        y = self.table_y + self.row_y[-1] + self.typography.text_gap
        for strip in self.below:
            yield y, strip
            y += strip.height

    def boxes(self, y0: float, y1: float) -> list[Box]:
        """The boxes that touch the band from `y0` to `y1`, from top to bottom, in the table in reading order."""
        around = [(y, strip) for y, strip in self.strips() if y <= y1 and y + strip.height >= y0]
        top = self.table_y
        found = [box for y, strip in around if y < top for box in strip.boxes(0.0, y)]
        first = max(bisect_left(self.row_y, y0 - top) - 1, 0)
        last = min(bisect_right(self.row_y, y1 - top), len(self.starting))
        if first < last:
            found.extend(map(self._box, self.covering[first]))
            for row in range(first, last):
                found.extend(map(self._box, self.starting[row]))
        found.extend(box for y, strip in around if y >= top for box in strip.boxes(0.0, y))
        return found

    def _box(self, number: int) -> Box:
        x, y, width, height = self._table_rect(self.cells[number])
        box = self._boxes.get(number)
        if box is None or box.y != y or box.height != height:
            box = box_of(self.cells[number], self.contents[number], x, y, width, height)
            self._boxes[number] = box
        return box

    def _table_rect(self, cell: Cell) -> tuple[float, float, float, float]:
        x, y = self.col_x[cell.col], self.row_y[cell.row]
        width = self.col_x[cell.col + cell.colspan] - x
        return x, self.table_y + y, width, self.row_y[cell.row + cell.rowspan] - y

    def rect(self, cell: Cell) -> tuple[float, float, float, float]:
        """Left, top, width and height of a cell; of the table, of the title or of a line of text."""
        for y, strip in self.strips():
            for item in strip.cells:
                if item.cell is cell:
                    return item.x, y, item.width, strip.height
        return self._table_rect(cell)

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell at a point, None beside everything."""
        for top, strip in self.strips():
            if top <= y < top + strip.height:
                return next((item.cell for item in strip.cells if item.x <= x < item.x + item.width), None)
        row = bisect_right(self.row_y, y - self.table_y) - 1
        col = bisect_right(self.col_x, x) - 1
        if not (0 <= row < len(self.starting) and 0 <= col < len(self.col_x) - 1):
            return None
        for number in (*self.starting[row], *self.covering[row]):
            cell = self.cells[number]
            if cell.col <= col < cell.col + cell.colspan:
                return cell
        return None
