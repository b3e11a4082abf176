"""Which rows of a table stand on a page, and how high they are there.

A page takes whole rows. A merged cell that goes on over the break is open there: if its text is short it stands in
each part, and a part too low for it grows; if it is long it is shared out over the parts. A row higher than a page is
cut: its cells are shared out between lines over as many pages as it takes. The paragraphs of a report are cut between
lines wherever a page ends, but not so that a single line is parted from the others; a heading stands with what it is
over, and whoever signs with what is signed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from desktop.forms.grid import Align, Style
from desktop.forms.paths import Path
from desktop.forms.rowheights import Need, raise_rows
from desktop.forms.sheet import Sheet

_EPSILON = 1e-6
_SHORT = 0.2
"""A merged cell's text up to this part of a page is short."""
_SMALL_GROUP, _GROUP_PRICE = 0.25, 0.06
"""A merged cell up to this part of a page is kept whole where that leaves at most so much of the page empty."""
_LOOK_BACK = 0.2
"""Part of the page that may be left empty for a better break."""
_HEADERS_AT_MOST = 0.5
"""Header rows higher than this part of a page are not repeated."""
_LEAST_CUT = 0.2
"""A row that must be cut anyway begins on a page with this part of it still free, not on the next."""
_TOTALS, _FIGURES = 2, 4
"""So many rows at the end of a table may be totals of its list; such a row has at least so many cells."""
_TOGETHER = 2
"""Lines of a paragraph that stand together at the foot and at the head of a page."""


@dataclass(slots=True)
class Progress:
    """How far the table has been put on pages."""

    row: int = 0
    """The next row; the one that was cut when `cut`."""
    cut: bool = False
    shown: dict[int, int] = field(default_factory=dict)
    """By number of the cell: its lines that are on pages already, for cells that are shared out."""
    complete: set[int] = field(default_factory=set)
    """Long merged cells that go on, but whose text stood whole in an earlier part."""


@dataclass(frozen=True, slots=True)
class PageRows:
    """The rows of one page: repeated header rows, then the rows that follow. `cut`: the last one goes on."""

    headers: int
    rows: list[int]
    heights: list[float]
    cut: bool = False


class RowBreaker:
    """Breaks one sheet's table for pages with `room` pt for rows (repeated header rows included)."""

    def __init__(self, sheet: Sheet, room: float, below: float = 0.0) -> None:
        """`below` is what follows the last row: it shall not stand on a page without one."""
        self.sheet, self._room, self._below = sheet, room, below
        self._infos = sheet.grid.rows
        self._base_y = list(accumulate(sheet.base, initial=0.0))
        self._text = [_text_of(sheet, row) for row in range(len(self._infos))]

    # What a cell needs

    def lines(self, number: int) -> int:
        """Lines of a cell."""
        return len(self.sheet.contents[number].block.lines)

    def is_short(self, number: int) -> bool:
        """Whether the text of a merged cell is carried whole into each part."""
        return self.sheet.need(number) <= _SHORT * self._room

    def needed(self, number: int, lines: int) -> float:
        """Height for some lines of a cell; none need nothing."""
        content = self.sheet.contents[number]
        return lines * content.block.line_height + 2 * content.pad_y if lines else 0.0

    def _merged_need(self, number: int, progress: Progress, *, ends: bool) -> float:
        if number in progress.shown:
            return self.needed(number, self.lines(number) - progress.shown[number]) if ends else 0.0
        if self.is_short(number) or (ends and number not in progress.complete):
            return self.sheet.need(number)
        return 0.0

    # Rows on a page

    def headers(self, progress: Progress) -> list[int]:
        """The header rows to repeat above the next row: those its list began with, when the list goes on there.

        A list that follows without header rows of its own stands below the same ones. None where they would take most
        of the page, or just the room that lets a high row stand in one piece.
        """
        row, infos = progress.row, self._infos
        above = row - 1
        if progress.cut and infos[row].header:
            return []
        while above >= 0 and not infos[above].header and infos[above].bands:
            above -= 1
        if not infos[row].bands or above < 0 or not infos[above].header or (above == row - 1 and not progress.cut):
            return []
        first = above
        while first > 0 and infos[first - 1].header:
            first -= 1
        height = self._base_y[above + 1] - self._base_y[first]
        alone = not progress.cut and self._room - height < self.sheet.base[row] <= self._room
        return list(range(first, above + 1)) if height <= _HEADERS_AT_MOST * self._room and not alone else []

    def _heights(self, headers: list[int], last: int, progress: Progress) -> tuple[list[int], list[float]]:
        """The rows of a page that ends with row `last`, and their heights."""
        sheet, first = self.sheet, progress.row
        rows = [*headers, *range(first, last + 1)]
        heights = [sheet.base[row] for row in rows]
        if progress.cut:
            heights[len(headers)] = max(
                (
                    self.needed(number, self.lines(number) - progress.shown.get(number, 0))
                    for number in sheet.starting[first]
                    if sheet.cells[number].rowspan == 1
                ),
                default=0.0,
            )
        needs = []
        headers_end = headers[-1] + 1 if headers else first
        for number in self.cells_on(rows):
            cell = sheet.cells[number]
            if cell.rowspan > 1:
                end = cell.row + cell.rowspan
                height = self._merged_need(number, progress, ends=end <= last + 1 and not headers_end < end <= first)
                needs.append(Need(bisect_left(rows, cell.row), bisect_left(rows, end), height))
        raise_rows(heights, needs, [at < len(headers) or self._infos[row].header for at, row in enumerate(rows)])
        return rows, heights

    def cells_on(self, rows: list[int]) -> Iterator[int]:
        """The numbers of the cells that have a part in these rows, each once."""
        before = -1
        for row in rows:
            if row != before + 1 or before < 0:
                # Cells from above: those that reach over a gap in the rows have been met already.
                for number in self.sheet.covering[row]:
                    if before < 0 or self.sheet.cells[number].row > before:
                        yield number
            yield from self.sheet.starting[row]
            before = row

    def page(self, progress: Progress, room: float, *, forced: bool) -> PageRows | None:
        """The rows of the next page, of which `room` pt are free; None when nothing fits and nothing is `forced`."""
        headers = self.headers(progress)
        found = self._best(headers, progress, room, strict=True)
        if found is None and forced:
            found = self._best(headers, progress, room, strict=False)
        after = found.rows[-1] + 1 if found is not None else progress.row
        rest = room - sum(found.heights) if found is not None else room
        if after >= len(self._infos):
            return found
        if (found is not None or not progress.cut) and self._begins(after, rest):
            return self._with_cut_row(found, headers, progress, room)
        if found is None and forced:
            return self._with_cut_row(None, headers, progress, room)
        return self._stretched(found, progress, rest) if found is not None else None

    def _begins(self, row: int, rest: float) -> bool:
        """Whether a row begins where `rest` pt of a page are left, to go on over the break."""
        number = self._text[row]
        if number is None:
            return self._must_cut(row) and rest >= _LEAST_CUT * self._room
        if self.sheet.cells[number].align is Align.RIGHT:
            return False
        fits = int((rest + _EPSILON) / self.sheet.contents[number].block.line_height)
        return min(fits, self.lines(number) - _TOGETHER) >= _TOGETHER

    def is_text(self, row: int) -> bool:
        """Whether a row is a paragraph or a heading of a report."""
        return any(self.sheet.cells[number].is_text for number in self.sheet.starting[row])

    def _must_cut(self, row: int) -> bool:
        """Whether a row does not even fit on a page of its own."""
        return self.sheet.base[row] > self._room

    def _with_cut_row(self, found: PageRows | None, headers: list[int], progress: Progress, room: float) -> PageRows:
        """The rows found and the beginning of the next one, which fills the page."""
        if found is None:
            rows, heights = [*headers, progress.row], [self.sheet.base[row] for row in headers]
        else:
            rows, heights = [*found.rows, found.rows[-1] + 1], list(found.heights)
        height = room - sum(heights)
        if (number := self._text[rows[-1]]) is not None:
            line, begun = self.sheet.contents[number].block.line_height, progress.shown.get(number, 0)
            left = self.lines(number) - (begun if rows[-1] == progress.row else 0)
            height = max(min(int((height + _EPSILON) / line), left - _TOGETHER), 1) * line
        return PageRows(len(headers), rows, [*heights, height], cut=True)

    def _best(self, headers: list[int], progress: Progress, room: float, *, strict: bool) -> PageRows | None:
        """The rows up to the best break; `strict`: no header row stands at the foot without a row of its list."""
        first, base_y = progress.row, self._base_y
        start = base_y[first + 1 if progress.cut else first]
        free = room + _EPSILON
        used = sum(self.sheet.base[row] for row in headers)
        last = min(bisect_right(base_y, start + free - used) - 2, len(self._infos) - 1)
        if progress.cut:
            last = max(last, first)
        best: tuple[float, PageRows] | None = None
        for end in range(last, first - 1, -1):
            empty = room - used - (base_y[end + 1] - start)
            if best is not None and empty > _LOOK_BACK * self._room:
                break
            if strict and not self._may_end(end, free, empty):
                continue
            rows, heights = self._heights(headers, end, progress)
            if sum(heights) > free:
                continue
            page = PageRows(len(headers), rows, heights)
            if end == len(self._infos) - 1:
                if sum(heights) + self._below <= free or not strict:
                    return page
                continue
            price = (room - sum(heights)) / self._room + self._groups_open(end) * _GROUP_PRICE
            if best is None or price < best[0]:
                best = price, page
        return best[1] if best is not None else None

    def _may_end(self, row: int, free: float, empty: float) -> bool:
        """Whether a page may end with this row."""
        infos = self._infos
        if row == len(infos) - 1:
            return True
        if infos[row].header or _leads(infos[row].bands, infos[row + 1].bands) or self._is_tied(row):
            return self._begins(row + 1, min(free, empty))
        return not self._leaves_totals(row)

    def _leaves_totals(self, row: int) -> bool:
        """Whether only the totals of a list would stand on the next page: figures without the captions over them."""
        infos, count = self._infos, len(self._infos)
        if not infos[row].bands or count - row - 1 > _TOTALS:
            return False
        following = range(row + 1, count)
        return not any(infos[at].bands or infos[at].header or self.is_text(at) for at in following) and any(
            len(self.sheet.starting[at]) >= _FIGURES for at in following
        )

    def goes_on(self, progress: Progress) -> bool:
        """Whether the next row goes on with a table that stands on the page before."""
        row = progress.row
        return not self.is_text(row) and (progress.cut or (row > 0 and not self.is_text(row - 1)))

    def _is_tied(self, row: int) -> bool:
        """Whether a report's row stands on one page with the next: it is a heading, or the next one is who signs."""
        if self.is_text(row) and self._text[row] is None:
            return True
        following = self._text[row + 1]
        return following is not None and self.sheet.cells[following].align is Align.RIGHT

    def _groups_open(self, row: int) -> int:
        """How many small merged cells a break below this row goes through."""
        row_y, cells = self.sheet.row_y, self.sheet.cells
        return sum(
            row_y[cells[number].row + cells[number].rowspan] - row_y[cells[number].row] <= _SMALL_GROUP * self._room
            for number in self.sheet.covering[row + 1]
        )

    def _stretched(self, found: PageRows, progress: Progress, rest: float) -> PageRows:
        """Let the last row take what is left of the page when a long merged cell that goes on has use for it."""
        lack = 0.0
        last = found.rows[-1]
        for number in self.sheet.covering[last + 1]:
            if number in progress.complete or (number not in progress.shown and self.is_short(number)):
                continue
            cell = self.sheet.cells[number]
            part = sum(found.heights[bisect_left(found.rows, cell.row) :])
            lack = max(lack, self.needed(number, self.lines(number) - progress.shown.get(number, 0)) - part)
        if lack <= 0.0:
            return found
        return PageRows(found.headers, found.rows, [*found.heights[:-1], found.heights[-1] + min(lack, rest)])


def _text_of(sheet: Sheet, row: int) -> int | None:
    """The number of the cell that is a row's paragraph; None for rows of a table and for headings."""
    return next((number for number in sheet.starting[row] if sheet.cells[number].style is Style.TEXT), None)


def _leads(bands: tuple[tuple[Path, int], ...], below: tuple[tuple[Path, int], ...]) -> bool:
    """Whether a row heads the row below it: that one belongs to a list inside this one's list row."""
    rows = [(*path, index) for path, index in bands]
    inside = [path for path, _ in below]
    return any(path[: len(row)] == row for row in rows for path in inside) and not any(
        path[: len(row)] == row for row in rows for path, _ in bands
    )
