"""The parts of cells on one page of a table: whole cells, carried texts, and lines shared out over pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from desktop.forms.cellbox import box_of, placed
from desktop.forms.page import Box
from desktop.forms.rowbreak import PageRows, Progress, RowBreaker
from desktop.forms.sheet import Sheet

_EPSILON = 1e-6


class PartsOfPage:
    """Makes the boxes of a page's rows and notes in `progress` what they show."""

    def __init__(self, breaker: RowBreaker, progress: Progress, page: PageRows, x: float, y: float) -> None:
        """The table's left edge on paper is `x`, the upper edge of its part on this page `y`."""
        self._breaker, self._progress, self._page = breaker, progress, page
        self._sheet: Sheet = breaker.sheet
        self._x = x
        self._row_y = list(accumulate(page.heights, initial=y))

    @property
    def bottom(self) -> float:
        """The lower edge of the table's part on this page."""
        return self._row_y[-1]

    def boxes(self) -> Iterator[Box]:
        """The parts in reading order. Go through them once: it moves `progress` on."""
        page, progress = self._page, self._progress
        was_cut = progress.row if progress.cut else -1
        for number in self._breaker.cells_on(page.rows):
            cell = self._sheet.cells[number]
            first = bisect_left(page.rows, cell.row)
            end = bisect_left(page.rows, cell.row + cell.rowspan)
            begins = first >= page.headers and page.rows[first] == cell.row and cell.row != was_cut
            repeated = end <= page.headers
            ends = page.rows[end - 1] == cell.row + cell.rowspan - 1 and not (page.cut and end == len(page.rows))
            yield self._part(number, first, end, whole=repeated or (begins and ends), ends=ends)
        progress.row = page.rows[-1] + (0 if page.cut else 1)
        progress.cut = page.cut

    def _part(self, number: int, first: int, end: int, *, whole: bool, ends: bool) -> Box:
        """The part of a cell in the page's rows from `first` to before `end`."""
        sheet = self._sheet
        cell, content = sheet.cells[number], sheet.contents[number]
        x = self._x + sheet.col_x[cell.col]
        width = self._x + sheet.col_x[cell.col + cell.colspan] - x
        y = self._row_y[first]
        height = self._row_y[end] - y
        if whole:
            return box_of(cell, content, x, y, width, height)
        start, stop = self._lines(number, height, ends=ends)
        block = content.block
        if stop - start == len(block.lines):
            return box_of(cell, content, x, y, width, height)
        lines = placed(cell, content, block.lines[start:stop], x, y + content.pad_y, width)
        return Box(x, y, width, height, block.size, lines, cell, cell.is_text)

    def _lines(self, number: int, height: float, *, ends: bool) -> tuple[int, int]:
        """Which lines of a cell stand in a part of it that is `height` high."""
        breaker, progress = self._breaker, self._progress
        total = breaker.lines(number)
        merged = self._sheet.cells[number].rowspan > 1
        if merged and number not in progress.shown:
            fits = self._sheet.need(number) <= height + _EPSILON
            if fits or number in progress.complete or breaker.is_short(number):
                progress.complete.add(number)
                return (0, total) if fits or breaker.is_short(number) else (0, 0)
        start = progress.shown.get(number, 0)
        content = self._sheet.contents[number]
        room = int((height - 2 * content.pad_y + _EPSILON) / content.block.line_height)
        stop = total if ends else min(total, start + (max(room, 0) if merged else max(room, 1)))
        progress.shown[number] = stop
        return start, stop
