"""The list that lies on top of a pile of forms: what is in it, one line each. A grid, printed by the one renderer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.forms.grid import Align, Cell, Grid, Paper, RowInfo, Run, TextLine
from desktop.forms.page import Page
from desktop.forms.pagination import paginate

TITLE = "清单"
_CAPTIONS = ("序号", "表名", "项目", "页数", "状态", "修订", "核对码")
_WIDTHS = (10.0, 43.0, 32.0, 10.0, 18.0, 10.0, 49.0)
"""mm; they add up to the width between the margins."""
_NAMES = (1, 2)
_ROW = 8.0
_NONE = "—"


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One document of the pile. `revision` 0 and `code` `""`: it never passed 审核."""

    form: str
    year: int
    unit: str
    project: str
    pages: int
    state: str
    revision: int = 0
    code: str = ""


def cover_grid(lines: Sequence[CoverLine]) -> Grid:
    """A row for each document, a row with the sum, and who it is of where that is the same for all."""
    rows = [_CAPTIONS, *(_row(number, line) for number, line in enumerate(lines, 1))]
    cells = [
        Cell(row, col, 1, 1, (Run(text),) if text else (), align=Align.LEFT if row and col in _NAMES else Align.CENTER)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    ]
    last = len(rows)
    total = sum(line.pages for line in lines)
    cells.append(Cell(last, 0, 1, 3, (Run(f"共 {len(lines)} 份"),)))
    cells.append(Cell(last, 3, 1, 1, (Run(str(total)),)))
    cells.append(Cell(last, 4, 1, 3))
    return Grid(
        title=Cell(0, 0, 1, 1, (Run(TITLE),), bold=True),
        columns=_WIDTHS,
        rows=[RowInfo(_ROW, header=True), *_infos(len(lines)), RowInfo(_ROW)],
        cells=cells,
        above=_above(lines),
        paper=Paper(),
    )


def cover_pages(lines: Sequence[CoverLine]) -> list[Page]:
    """The list as it is printed, on as many pages as it takes."""
    return paginate(cover_grid(lines))


def _row(number: int, line: CoverLine) -> tuple[str, ...]:
    revision = str(line.revision) if line.code else _NONE
    return str(number), line.form, line.project, str(line.pages), line.state, revision, line.code or _NONE


def _infos(count: int) -> list[RowInfo]:
    """Rows of one list, so that its captions are repeated where it goes on."""
    return [RowInfo(_ROW, bands=(((TITLE,), number),)) for number in range(count)]


def _above(lines: Sequence[CoverLine]) -> tuple[TextLine, ...]:
    """Unit at the left, year at the right."""
    units, years = {line.unit for line in lines}, {line.year for line in lines}
    unit = f"单位：{units.pop()}" if len(units) == 1 and "" not in units else ""
    year = f"{years.pop()} 年度" if len(years) == 1 else ""
    if not unit and not year:
        return ()
    left = Cell(0, 0, 1, 1, (Run(unit),) if unit else (), align=Align.LEFT)
    return (TextLine((left, Cell(0, 1, 1, 1, (Run(year),) if year else (), align=Align.RIGHT))),)
