"""Cuts a form into pages for paper: the printer and the PDF writer draw what comes out of here.

The first page begins with the title and the lines of text above the table; the lines below follow its last row. On
each further page of the table `（续表）` stands at the upper right, and the header rows of a list that goes on there
are repeated; not where a report's text goes on. Which rows a page takes is decided in `desktop.forms.rowbreak`, whether
all fits onto one in `desktop.forms.fit`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.forms.cellbox import Content, box_of, placed
from desktop.forms.cellparts import PartsOfPage
from desktop.forms.fit import body_height, fitted_sheet
from desktop.forms.grid import Align, Cell, Grid, Run
from desktop.forms.page import MM, Box, Page
from desktop.forms.rowbreak import Progress, RowBreaker
from desktop.forms.sheet import Sheet
from desktop.forms.strips import Strip
from desktop.forms.typeset import typeset
from desktop.forms.typography import SMALLEST, Typography

CONTINUED = "（续表）"
NUMBER_SIZE = 10.5
"""pt: `— 1 —`."""
_EPSILON = 1e-6
_CONTINUED_FACTOR = 2.0
"""Height of the line `（续表）` stands in, in type sizes."""
_CONTINUED_INSET = 25.0 * MM
"""`（续表）` ends so far from the paper's right edge: the QR code of `desktop.forms.dressing` stands there."""
_LEAST_TABLE = 0.4
"""The table begins below the title when this part of a page is free, even if its first row must be cut for that."""


def paginate(grid: Grid, typography: Typography | None = None, *, before: Sequence[Page] = ()) -> list[Page]:
    """The pages of a form; `typography` is tightened where the edition asks for one page and that gets it there.

    `before` are pages of another kind (charts) that stand before the form's own and are numbered with them.
    """
    return paginate_sheet(fitted_sheet(grid, typography), before)


def paginate_sheet(sheet: Sheet, before: Sequence[Page] = ()) -> list[Page]:
    """The pages of a sheet as it is set, behind the pages `before`."""
    pages = _Pages(sheet)
    pages.add_strips(sheet.head, 0.0)
    pages.add_strips([sheet.title], sheet.typography.title_gap)
    pages.add_strips(sheet.above, sheet.typography.text_gap)
    pages.add_table()
    if sheet.below:
        pages.skip(sheet.typography.text_gap)
        pages.add_strips(sheet.below, 0.0)
    return pages.finished(before)


class _Pages:
    """The pages while they are filled from top to bottom."""

    def __init__(self, sheet: Sheet) -> None:
        paper = sheet.grid.paper
        self._sheet, self._paper = sheet, paper
        self._x, self._top = paper.left * MM, paper.top * MM
        self._bottom = self._top + body_height(paper)
        self._pages: list[list[Box]] = []
        self._new_page()

    def _new_page(self) -> None:
        self._boxes: list[Box] = []
        self._pages.append(self._boxes)
        self._y = self._top

    def skip(self, gap: float) -> None:
        """Leave room, but not at the head of a page."""
        if self._boxes:
            self._y += gap

    def add_strips(self, strips: Sequence[Strip], gap: float) -> None:
        """Strips below each other and `gap` pt below them."""
        for strip in strips:
            if self._y + strip.height > self._bottom + _EPSILON:
                self._add_high_strip(strip)
            else:
                self._boxes.extend(strip.boxes(self._x, self._y))
                self._y += strip.height
        if any(strip.height for strip in strips):
            self._y += gap

    def _add_high_strip(self, strip: Strip) -> None:
        """A strip for which there is no room: on the next page, or, when it is higher than a page, cut."""
        if self._boxes and strip.height <= self._bottom - self._top:
            self._new_page()
        shown = 0
        total = max(len(item.content.block.lines) for item in strip.cells)
        while shown < total:
            step = max(item.content.block.line_height for item in strip.cells)
            room = int((self._bottom - self._y + _EPSILON) / step)
            if room < 1 and self._boxes:
                self._new_page()
                continue
            stop = min(total, shown + max(room, 1))
            for item in strip.cells:
                lines = item.content.block.lines[shown:stop]
                x = self._x + item.x
                set_lines = placed(item.cell, item.content, lines, x, self._y, item.width)
                height = (stop - shown) * step
                size = item.content.block.size
                self._boxes.append(Box(x, self._y, item.width, height, size, set_lines, item.cell, frameless=True))
            self._y += (stop - shown) * step
            shown = stop

    def add_table(self) -> None:
        """The table, on as many pages as it takes."""
        sheet = self._sheet
        label = SMALLEST * _CONTINUED_FACTOR
        room = self._bottom - self._top - label
        breaker, progress = RowBreaker(sheet, room, sheet.below_height), Progress()
        count, begun = len(sheet.grid.rows), False
        while progress.row < count:
            forced = not self._boxes or (not begun and self._bottom - self._y >= _LEAST_TABLE * room)
            if begun and breaker.goes_on(progress):
                end = min(self._x + sheet.width, self._paper.width * MM - _CONTINUED_INSET)
                note = (self._x, self._y, end - self._x, label)
                self._boxes.append(_note(CONTINUED, SMALLEST, Align.RIGHT, note))
                self._y += label
            rows = breaker.page(progress, self._bottom - self._y, forced=forced)
            if rows is not None:
                parts = PartsOfPage(breaker, progress, rows, self._x, self._y)
                self._boxes.extend(parts.boxes())
                self._y, begun = parts.bottom, True
            if progress.row < count:
                self._new_page()

    def finished(self, before: Sequence[Page]) -> list[Page]:
        """All pages, numbered when there are several."""
        paper, count = self._paper, len(before) + len(self._pages)
        width, height = paper.width * MM, paper.height * MM
        foot = (self._x, self._bottom, self._sheet.width, height - self._bottom)
        own = [Page(width, height, 0, 0, tuple(boxes)) for boxes in self._pages]
        pages = []
        for number, page in enumerate((*before, *own), 1):
            note = (_note(f"— {number} —", NUMBER_SIZE, Align.CENTER, foot),) if count > 1 else ()
            pages.append(replace(page, number=number, count=count, boxes=(*page.boxes, *note)))
        return pages


def _note(text: str, size: float, align: Align, rect: tuple[float, float, float, float]) -> Box:
    """Words that are the printer's, not the form's, in a rectangle (left, top, width, height)."""
    x, y, width, height = rect
    cell = Cell(0, 0, 1, 1, (Run(text),), align=align)
    box = box_of(cell, Content(typeset(cell.runs, width, size), 0.0), x, y, width, height, frameless=True)
    return replace(box, artefact=True)
