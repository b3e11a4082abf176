"""From a typeset form to a spreadsheet: which rows and columns each cell takes, and how high and wide these are.

Title and lines stand in rows of their own above and below the table. A row higher than a spreadsheet allows stands in
several rows of the sheet, every cell merged over them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from desktop.export.workbook import WorkbookForm
from desktop.export.workbook.fitting import SizeOf, columns_for, height_needed, row_heights, scale_for_one_page
from desktop.forms.fit import body_height
from desktop.forms.grid import Cell, Grid, Role, RowInfo, Run
from desktop.forms.page import MM
from desktop.forms.paths import Path
from desktop.forms.strips import Strip, StripCell

_HIGHEST = 400.0
"""pt; Excel allows 409."""
_ROUNDING = 0.5
"""pt by which a page may seem too full."""


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """A cell at its place on the sheet; rows and columns from 1. `framed`: it belongs to the table."""

    cell: Cell
    row: int
    col: int
    rowspan: int
    colspan: int
    size: float
    framed: bool = True


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the sheet: its height in pt and the printed row it shows, -1 outside the table.

    `free`: the row is one of a list and may be deleted whole. `caption`: the wording that only this row has.
    """

    height: float
    printed: int = -1
    info: RowInfo | None = None
    free: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All of one sheet. `scale`: how much larger than the paper it is; printing makes it smaller again.

    `widths` of columns in mm on the sheet, `header` first and last row to repeat on further pages.
    """

    grid: Grid
    size: float
    scale: float
    one_page: bool
    widths: tuple[float, ...]
    rows: tuple[PlannedRow, ...]
    cells: tuple[PlannedCell, ...]
    header: tuple[int, int] | None


def plan_sheet(form: WorkbookForm) -> Plan:
    """Lays one form out."""
    grid, typeset = form.sheet.grid, form.sheet
    size, size_of = typeset.typography.size, typeset.typography.size_of
    given = [below - above for above, below in pairwise(typeset.row_y)]
    written = [cell for cell in grid.cells if cell.runs]
    on_paper = [width * MM for width in grid.columns]
    one_page = typeset.height <= body_height(grid.paper) + _ROUNDING
    scale = 1.0
    if one_page:
        room = body_height(grid.paper) - (typeset.height - typeset.row_y[-1])
        scale = scale_for_one_page(given, written, on_paper, size_of, room) or 1.0
    builder = _Builder([width * scale for width in on_paper], size, scale)
    builder.add_lines(typeset.head)
    builder.add_title(typeset.title, typeset.title_height)
    builder.add_lines(typeset.above, gap_below=typeset.typography.text_gap)
    builder.add_table(grid, row_heights(given, written, on_paper, size_of, scale), size_of)
    builder.add_lines(typeset.below, gap_above=typeset.typography.text_gap)
    widths = tuple(width * scale for width in grid.columns)
    rows = tuple(builder.rows)
    # What a spreadsheet repeats it repeats on every page, over a report's text as well.
    header = None if grid.report else _header(rows)
    return Plan(grid, size, scale, one_page, widths, rows, tuple(builder.cells), header)


class _Builder:
    """Puts rows under one another. `widths` in pt on the sheet."""

    def __init__(self, widths: Sequence[float], size: float, scale: float) -> None:
        self.widths, self.size, self.scale = widths, size, scale
        self.rows: list[PlannedRow] = []
        self.cells: list[PlannedCell] = []

    def add_title(self, title: Strip, height: float) -> None:
        """The title over all columns, in type that is printed as large as typeset."""
        for item in title.cells:
            size = round(item.content.block.size * self.scale * 2) / 2
            needed = height_needed(item.cell.text, sum(self.widths), size)
            self.rows.append(PlannedRow(max(height * self.scale, needed)))
            self.cells.append(PlannedCell(item.cell, len(self.rows), 1, 1, len(self.widths), size, framed=False))

    def add_lines(self, lines: Sequence[Strip], *, gap_above: float = 0.0, gap_below: float = 0.0) -> None:
        """Lines outside the table; the space towards it belongs to the line next to it."""
        edges = list(accumulate(self.widths, initial=0.0))
        for number, line in enumerate(lines):
            segments = _at_most(line.cells, len(self.widths))
            gap = (gap_above if number == 0 else 0.0) + (gap_below if number == len(lines) - 1 else 0.0)
            height = (line.height + gap) * self.scale
            lengths = [segment.width * self.scale for segment in segments]
            for segment, (start, count) in zip(segments, columns_for(lengths, self.widths), strict=True):
                planned = PlannedCell(segment.cell, len(self.rows) + 1, start + 1, 1, count, self.size, framed=False)
                self.cells.append(planned)
                width = edges[start + count] - edges[start]
                height = max(height, height_needed(segment.cell.text, width, self.size))
            self.rows.append(PlannedRow(height))

    def add_table(self, grid: Grid, heights: Sequence[float], size_of: SizeOf) -> None:
        """The table's rows and cells; `heights` in pt on the sheet. A report's paragraphs have no frame."""
        infos = _infos(grid)
        free, captions = _list_rows(grid, infos)
        spans: list[tuple[int, int]] = []  # of each printed row: first sheet row, number of sheet rows
        for printed, height in enumerate(heights):
            count = max(1, math.ceil(height / _HIGHEST))
            spans.append((len(self.rows) + 1, count))
            row = PlannedRow(height / count, printed, infos[printed], free[printed], captions[printed])
            self.rows.extend([row] * count)
        for cell in grid.cells:
            first, (last, count) = spans[cell.row][0], spans[cell.row + cell.rowspan - 1]
            planned = PlannedCell(
                cell, first, cell.col + 1, last + count - first, cell.colspan, size_of(cell), not cell.is_text
            )
            self.cells.append(planned)


def _at_most(cells: tuple[StripCell, ...], columns: int) -> tuple[StripCell, ...]:
    """No more segments than the sheet has columns: the last ones share one."""
    while len(cells) > columns:
        left, right = cells[-2:]
        shift = len(left.cell.places)
        runs = [replace(run, place=run.place + shift if run.place >= 0 else -1) for run in right.cell.runs]
        joined = replace(
            left.cell,
            runs=(*left.cell.runs, Run("\u3000"), *runs),
            places=(*left.cell.places, *right.cell.places),
            role=Role.MIXED if left.cell.places or right.cell.places else Role.LABEL,
        )
        cells = (*cells[:-2], StripCell(joined, left.x, left.width + right.width, left.content))
    return cells


def _infos(grid: Grid) -> list[RowInfo]:
    """The rows' bands. A paragraph of a report about a list's row that is printed above is not that row once more."""
    texts = {cell.row for cell in grid.cells if cell.is_text}
    seen: set[tuple[Path, int]] = set()
    infos = []
    for row, info in enumerate(grid.rows):
        infos.append(replace(info, bands=()) if row in texts and seen.issuperset(info.bands) else info)
        seen.update(info.bands)
    return infos


def _list_rows(grid: Grid, infos: Sequence[RowInfo]) -> tuple[list[bool], list[str]]:
    """Which printed rows are rows of a list that can be deleted whole, and the wording that is a row's alone."""
    listed = [bool(row.bands) for row in infos]
    captions = [""] * len(grid.rows)
    for cell in grid.cells:
        if any(place.virtual for place in cell.places) and not cell.is_text:
            listed[cell.row] = True
        if cell.rowspan == 1 and cell.role is Role.LABEL:
            captions[cell.row] += "".join(run.text for run in cell.runs if not run.counts).strip()
    return [is_listed and not caption for is_listed, caption in zip(listed, captions, strict=True)], captions


def _header(rows: Sequence[PlannedRow]) -> tuple[int, int] | None:
    """The block of header rows with the longest list below it; a spreadsheet repeats only one block."""
    blocks: list[tuple[int, int]] = []
    for number in _marked(rows):
        if blocks and blocks[-1][1] == number - 1:
            blocks[-1] = (blocks[-1][0], number)
        else:
            blocks.append((number, number))

    def below(block: tuple[int, int]) -> int:
        end = next((at for at in range(block[1], len(rows)) if not rows[at].free), len(rows))
        return end - block[1]

    return max(blocks, key=below, default=None)


def _marked(rows: Sequence[PlannedRow]) -> Iterable[int]:
    return (number for number, row in enumerate(rows, 1) if row.info is not None and row.info.header)
