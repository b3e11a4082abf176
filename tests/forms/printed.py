"""Grids built by hand for the tests of typesetting and pages: forms of the trade without a definition behind them.

A table is written as rows of `Part`s; `UP` goes on with the cell above. Widths are in mm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.forms.grid import Align, Cell, Grid, Paper, Place, Role, RowInfo, Run, TextLine
from desktop.forms.page import Box, Page

A4 = Paper()
LANDSCAPE = Paper(width=297, height=210)


@dataclass(frozen=True)
class Part:
    """A cell as it is written down: its text, the columns it spans, its alignment."""

    text: str = ""
    span: int = 1
    align: Align = Align.CENTER


UP = Part("^")


def prose(text: str, span: int = 1) -> Part:
    return Part(text, span, Align.LEFT)


def amount(text: str, span: int = 1) -> Part:
    return Part(text, span, Align.RIGHT)


def band(index: int, name: str = "绩效指标") -> RowInfo:
    """The row of a list."""
    return RowInfo(bands=(((name,), index),))


HEADER = RowInfo(header=True)
PLAIN = RowInfo()


def cell(text: str, *, align: Align = Align.CENTER, bold: bool = False, row: int = 0, col: int = 0) -> Cell:
    """A cell beside the table."""
    return Cell(row, col, 1, 1, (Run(text),), align=align, bold=bold)


def line(*texts: str) -> TextLine:
    """A line of text above or below the table."""
    return TextLine(tuple(cell(text, align=Align.LEFT, col=col) for col, text in enumerate(texts)))


def grid(
    columns: Sequence[float],
    rows: Sequence[tuple[RowInfo, Sequence[Part]]],
    *,
    title: str = "项目支出绩效自评表（2023年度）",
    above: Sequence[TextLine] = (),
    below: Sequence[TextLine] = (),
    paper: Paper = A4,
) -> Grid:
    """A grid of these rows; the columns are stretched to the paper's width."""
    cells: list[Cell] = []
    owners: dict[int, int] = {}
    for at, (_, parts) in enumerate(rows):
        col = 0
        for part in parts:
            if part.text == UP.text:
                number = owners[col]
                cells[number] = replace(cells[number], rowspan=at - cells[number].row + 1)
                col += cells[number].colspan
                continue
            places: tuple[Place, ...] = ()
            run = Run(part.text)
            if part.align is not Align.CENTER:
                places, run = (Place((f"{at}.{col}",), text=part.text),), Run(part.text, 0)
            owners[col] = len(cells)
            role = Role.FIELD if places else Role.LABEL
            cells.append(Cell(at, col, 1, part.span, (run,), places, role, part.align))
            col += part.span
        assert col == len(columns), f"row {at} has {col} columns"
    factor = paper.table_width / sum(columns)
    return Grid(
        cell(title, bold=True), tuple(width * factor for width in columns), [info for info, _ in rows], cells,
        tuple(above), tuple(below), paper,
    )  # fmt: skip


GOAL = "组织县级公共就业服务活动，为返乡人员提供岗位信息，年底前新增城镇就业1,250人；"


def indicators(count: int, *, goal: str = GOAL, paper: Paper = A4) -> Grid:
    """A self-evaluation with a list of indicators: merged cells on the left, a header row, a total, lines around."""
    rows: list[tuple[RowInfo, Sequence[Part]]] = [
        (PLAIN, [Part("项目名称"), prose("公共就业服务专项经费", 5)]),
        (PLAIN, [Part("年度目标"), prose(goal, 5)]),
        (HEADER, [Part("绩效指标（90分）"), *map(Part, ("一级指标", "二级指标", "三级指标", "指标值", "得分"))]),
    ]
    kinds = ("数量指标", "质量指标", "时效指标", "经济成本指标")
    for at in range(count):
        first = Part("产出指标") if at % 20 == 0 else UP
        second = Part(kinds[at // 5 % 4]) if at % 5 == 0 else UP
        rest = [prose(f"第{at + 1}项：举办招聘会、送岗下乡场次"), prose("≥96%"), amount(f"{at}.50")]
        rows.append((band(at), [UP, first, second, *rest]))
    rows.append((PLAIN, [Part("合计", 5), amount("90.00")]))
    return grid(
        (15, 16, 20, 60, 31, 20), rows, above=[line("填报单位：某县就业服务局", "填报日期：2024年1月15日")],
        below=[line("填报人：张某", "联系电话：")], paper=paper,
    )  # fmt: skip


def words(boxes: Sequence[Box]) -> str:
    """All that boxes show, without blanks."""
    shown = "".join(piece.text for box in boxes for put in box.lines for piece in put.line.pieces)
    return "".join(shown.split())


def framed(page: Page) -> list[Box]:
    """The table's boxes."""
    return [box for box in page.boxes if not box.frameless]


def notes(page: Page) -> list[str]:
    """What stands around the table, box by box."""
    return [words([box]) for box in page.boxes if box.frameless]
