"""The list of all checks as a sheet of paper: a grid like that of a form, so that the one renderer prints it.

For the wall of an office: two pages of A4, in the largest type that gets them there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from desktop.forms.grid import Align, Cell, Grid, Paper, RowInfo, Run, TextLine
from desktop.forms.page import Page
from desktop.forms.pagination import paginate
from desktop.forms.rulelist import RuleLine, Section
from desktop.forms.typography import STANDARD

TITLE = "审核规则一览"
PAGES = 2
_LEGEND = "错误：不改正不能审核通过和上报。需说明：写了说明可以通过。提示：只是提醒。"
_CAPTIONS = ("表", "代码", "级别", "查什么", "依据")
_PAPER = Paper()
_WIDTHS = (24.0, 12.0, 17.0, 82.0, 37.0)
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""pt; smaller type is not read any more on a wall."""
_ROW = 4.0
"""Least height of a row, mm: each is as high as its words."""


def handout_grid(sections: Sequence[Section]) -> Grid:
    """One row for each code; the form and its source stand once beside all of theirs."""
    lines = [(section, line) for section in sections for line in section.lines]
    cells = [_cell(0, col, word) for col, word in enumerate(_CAPTIONS)]
    row = 1
    for first, count in _runs(lines, lambda item: item[0].title):
        cells.append(_cell(row + first, 0, lines[first][0].title, count))
    for number, (_, line) in enumerate(lines):
        cells.append(_cell(row + number, 1, line.code))
        cells.append(_cell(row + number, 2, line.level_words))
        cells.append(_cell(row + number, 3, line.about, align=Align.LEFT))
    for first, count in _runs(lines, lambda item: (item[0].title, item[1].source)):
        cells.append(_cell(row + first, 4, lines[first][1].source, count, align=Align.LEFT))
    cells.sort(key=lambda cell: (cell.row, cell.col))
    share = _PAPER.table_width / sum(_WIDTHS)
    legend = Cell(0, 0, 1, 1, (Run(_LEGEND),), align=Align.LEFT)
    return Grid(
        title=Cell(0, 0, 1, 1, (Run(TITLE),), bold=True),
        columns=tuple(width * share for width in _WIDTHS),
        rows=[RowInfo(_ROW, header=True), *(RowInfo(_ROW) for _ in lines)],
        cells=cells,
        above=(TextLine((legend,)),),
        paper=_PAPER,
    )


def handout_pages(sections: Sequence[Section]) -> list[Page]:
    """Two pages if type of 7.5 pt gets it there; more forms of one's own may take more."""
    grid = handout_grid(sections)
    pages: list[Page] = []
    # Type half a point smaller reads better than lines that touch each other.
    for size, spacing in (*product(_SIZES, (1.0, 0.5)), (_SIZES[-1], 0.0)):
        pages = paginate(grid, STANDARD.tightened(size, spacing))
        if len(pages) <= PAGES:
            return pages
    return pages


def _cell(row: int, col: int, text: str, rowspan: int = 1, *, align: Align = Align.CENTER) -> Cell:
    return Cell(row, col, rowspan, 1, (Run(text),), align=align)


def _runs(
    lines: Sequence[tuple[Section, RuleLine]], key: Callable[[tuple[Section, RuleLine]], object]
) -> list[tuple[int, int]]:
    """Where equal neighbours begin and how many they are: they print as one cell."""
    found: list[tuple[int, int]] = []
    for number, item in enumerate(lines):
        if found and key(item) == key(lines[found[-1][0]]):
            found[-1] = found[-1][0], found[-1][1] + 1
        else:
            found.append((number, 1))
    return found
