"""催报: which units still owe what, as lines and as sheets of paper for the telephone or the notice board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.collect.board import Board, State
from desktop.export.pdf import PdfDocument, write_pdf
from desktop.forms.grid import Align, Cell, Grid, Paper, RowInfo, Run, TextLine
from desktop.forms.pagination import paginate
from desktop.forms.typography import STANDARD

_CAPTIONS = ("序号", "单位", "联系人", "还没有报的表", "退回后没有重报的表")
_WIDTHS = (10.0, 40.0, 28.0, 56.0, 38.0)
_ROW = 7.0
"""Least height of a row, mm."""
_PAPER = Paper()


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that owes something. `late`: the day of one of the forms is over."""

    unit: str
    contact: str
    missing: tuple[str, ...]
    returned: tuple[str, ...]
    late: bool


def owing(board: Board) -> list[Owing]:
    """The units of the list that owe a form, in its order. What is due is asked for; where nothing is, what came in."""
    asked = [form for form in board.forms if form in board.due] or list(board.forms)
    found = []
    for line in board.lines:
        missing = tuple(form for form in asked if line.state(form) is State.MISSING)
        returned = tuple(form for form in board.forms if line.state(form) is State.RETURNED and line.owes(form))
        if line.listed and (missing or returned):
            found.append(Owing(line.unit.name, line.unit.contact, missing, returned, bool(line.late)))
    return found


def reminder_grid(board: Board, rows: Sequence[Owing], made: datetime) -> Grid:
    """The list as a grid, so that the one renderer prints it."""
    cells = [_cell(0, col, word) for col, word in enumerate(_CAPTIONS)]
    for number, one in enumerate(rows, 1):
        cells.append(_cell(number, 0, str(number)))
        texts = (one.unit, one.contact, _forms(board, one.missing), _forms(board, one.returned))
        cells += [_cell(number, col, text, align=Align.LEFT) for col, text in enumerate(texts, 1)]
    share = _PAPER.table_width / sum(_WIDTHS)
    listed = sum(line.listed for line in board.lines)
    said = f"截至 {made:%Y年%m月%d日 %H:%M}：应报 {listed} 个单位，还有 {len(rows)} 个没有报齐。"
    return Grid(
        title=Cell(0, 0, 1, 1, (Run(f"{board.year}年度报表催报单"),), bold=True),
        columns=tuple(width * share for width in _WIDTHS),
        rows=[RowInfo(_ROW, header=True), *(RowInfo(_ROW) for _ in rows)],
        cells=cells,
        above=(TextLine((Cell(0, 0, 1, 1, (Run(said),), align=Align.LEFT),)),),
        paper=_PAPER,
    )


def reminder_pdf(board: Board, *, made: datetime) -> bytes:
    """The list on paper; `made` with its zone. Raises `UserError` when a font is missing."""
    pages = paginate(reminder_grid(board, owing(board), made), STANDARD)
    title = f"{board.year}年度报表催报单"
    return write_pdf([PdfDocument(title, pages)], title=title, created=made)


def _forms(board: Board, forms: Sequence[str]) -> str:
    days = ((form, board.due.get(form, "")) for form in forms)
    return "；".join(f"{form}（{day} 前）" if day else form for form, day in days)


def _cell(row: int, col: int, text: str, *, align: Align = Align.CENTER) -> Cell:
    return Cell(row, col, 1, 1, (Run(text),), align=align)
