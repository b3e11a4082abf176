"""Charts onto pages: as many as fit side by side and below each other, in the order of the definition.

The pages stand before the table and are drawn like everything else, as boxes and marks at absolute places, by the two
drawers that know nothing of charts. Two columns on a page that lies, one on a page that stands. A chart with more bars
than a column holds goes on in the next one; before that the rows are made lower, down to what still reads well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.forms.calculation import Evaluation
from desktop.forms.charted import Figure, figures_of
from desktop.forms.chartpanel import Panel, panel_of
from desktop.forms.fit import body_height
from desktop.forms.grid import Cell, Grid, Paper, Run
from desktop.forms.page import MM, Box, Mark, Page, Placed
from desktop.forms.typeset import typeset
from desktop.forms.typography import SMALLEST, STANDARD

_GUTTER, _BETWEEN = 12.0 * MM, 8.0 * MM
"""Between columns, and between charts below each other."""
_WIDE = 200.0
"""mm from which there are two columns."""
_WIDEST = 170.0 * MM
"""A column is no wider."""
_ROWS = (8.0, 7.4, 6.8, 6.2, 5.7, 5.2, 4.8)
"""Heights of a bar's row, mm, the best first."""
_HEAD = SMALLEST * 2
"""What stays free at the head of further pages, as for （续表）: the QR code's corner."""
_TITLE_FACTOR = 1.3
_EPSILON = 1e-6

_Columns = list[list[Panel]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The room on a page, pt."""

    paper: Paper
    title: Box
    columns: int
    width: float
    """Of a column."""

    @property
    def height(self) -> float:
        """Of the columns of further pages; the first has the title."""
        return body_height(self.paper) - _HEAD

    @property
    def first_height(self) -> float:
        """Of the first page's columns."""
        return body_height(self.paper) - self.title.height - STANDARD.title_gap

    @property
    def least(self) -> float:
        """What every page has."""
        return min(self.height, self.first_height)


def chart_pages(evaluation: Evaluation, grid: Grid) -> list[Page]:
    """The pages of a document's charts, on the paper and under the title of its table; `[]` when there are none.

    `pagination` numbers them together with those of the table.
    """
    figures = figures_of(evaluation)
    if not figures:
        return []
    pages: list[Page] = []
    if len(figures) == 1:
        pages = _set_out(figures, _sheet(grid, alone=True))
    return pages if len(pages) == 1 else _set_out(figures, _sheet(grid))


def _set_out(figures: Sequence[Figure], sheet: _Sheet) -> list[Page]:
    """With the highest rows that get them onto the fewest pages, with as few as goes parted between columns."""
    panels = [panel_of(figure, sheet.width) for figure in figures]
    tried = ((row, _packed(panels, sheet, row * MM)) for row in _ROWS)
    row, pages = min(tried, key=lambda one: (len(one[1]), sum(len(column) for page in one[1] for column in page)))
    return [_page(sheet, columns, row * MM, first=number == 0) for number, columns in enumerate(pages)]


def _sheet(grid: Grid, *, alone: bool = False) -> _Sheet:
    """`alone`: one column in the middle, for one chart."""
    paper = grid.paper
    whole = paper.table_width * MM
    count = 2 if paper.table_width >= _WIDE and not alone else 1
    width = min((whole - _GUTTER * (count - 1)) / count, _WIDEST)
    return _Sheet(paper, _title(grid), count, width)


def _title(grid: Grid) -> Box:
    """As on the table's first page, on one line."""
    paper, size = grid.paper, STANDARD.title_size
    width = paper.table_width * MM
    cell = Cell(0, 0, 1, 1, (Run(grid.title.text.replace("\n", "")),), bold=True)
    block = typeset(cell.runs, width, size, bold=True, line_factor=_TITLE_FACTOR, even=True)
    while len(block.lines) > 1 and size > STANDARD.title_least:
        size -= 0.5
        block = typeset(cell.runs, width, size, bold=True, line_factor=_TITLE_FACTOR, even=True)
    x, y = paper.left * MM, paper.top * MM
    lines = tuple(
        Placed(x + (width - line.width) / 2, y + block.ascent + at * block.line_height, line)
        for at, line in enumerate(block.lines)
    )
    return Box(x, y, width, block.height, size, lines, cell, frameless=True)


def _packed(panels: Sequence[Panel], sheet: _Sheet, row: float) -> list[_Columns]:
    """The panels of each page's columns, in order; those too long for a column are parted."""
    waiting = [part for panel in panels for part in _parts(panel, sheet.least, row)]
    pages: list[_Columns] = []
    while waiting:
        room = sheet.height if pages else sheet.first_height
        count = next(
            count for count in range(len(waiting), 0, -1)
            if count == 1 or _split(waiting[:count], sheet.columns, room, row) is not None
        )  # fmt: skip
        pages.append(_split(waiting[:count], sheet.columns, room, row) or [waiting[:count]])
        waiting = waiting[count:]
    return pages


def _parts(panel: Panel, room: float, row: float) -> list[Panel]:
    if panel.is_strip or panel.height(row) <= room + _EPSILON:
        return [panel]
    for rows in range(len(panel.bars) - 1, 1, -1):
        parts = panel.parted(rows)
        if all(part.height(row) <= room + _EPSILON for part in parts):
            return parts
    return panel.parted(1)


def _split(panels: Sequence[Panel], columns: int, room: float, row: float) -> _Columns | None:
    """The panels in columns, in order, the columns as equal as goes; None when they do not fit."""
    if columns == 1:
        return [list(panels)] if _stacked(panels, row) <= room + _EPSILON else None
    best: _Columns | None = None
    for end in range(1, len(panels) + 1):
        if _stacked(panels[:end], row) > room + _EPSILON:
            break
        others = _split(panels[end:], columns - 1, room, row) if panels[end:] else []
        if others is None:
            continue
        tried = [list(panels[:end]), *others]
        if best is None or _highest(tried, row) < _highest(best, row) - _EPSILON:
            best = tried
    return best


def _highest(columns: _Columns, row: float) -> float:
    return max(_stacked(column, row) for column in columns)


def _stacked(panels: Sequence[Panel], row: float) -> float:
    """Height of panels below each other."""
    return sum(panel.height(row) for panel in panels) + _BETWEEN * max(len(panels) - 1, 0)


def _page(sheet: _Sheet, columns: _Columns, row: float, *, first: bool) -> Page:
    paper = sheet.paper
    top = paper.top * MM + (sheet.title.height + STANDARD.title_gap if first else _HEAD)
    boxes: list[Box] = [sheet.title] if first else []
    marks: list[Mark] = []
    for panel, x, y in _placed(sheet, columns, top, row):
        boxes.append(panel.box(x, y))
        marks += panel.marks(x, y, row)
    return Page(paper.width * MM, paper.height * MM, 0, 0, tuple(boxes), tuple(marks))


def _placed(sheet: _Sheet, columns: _Columns, top: float, row: float) -> Iterator[tuple[Panel, float, float]]:
    """Each panel with its upper left corner."""
    taken = sheet.columns * sheet.width + _GUTTER * (sheet.columns - 1)
    left = sheet.paper.left * MM + (sheet.paper.table_width * MM - taken) / 2
    for number, column in enumerate(columns):
        y = top
        for panel in column:
            yield panel, left + number * (sheet.width + _GUTTER), y
            y += panel.height(row) + _BETWEEN
