"""上报清单: the sheet of paper that goes with a package. A grid like that of a form, printed by the one renderer.

It says what the package holds and the code of the package as a whole; signed and sealed it stands for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.forms.grid import Align, Cell, Grid, Paper, RowInfo, Run, TextLine
from desktop.forms.page import Page
from desktop.forms.pagination import paginate

TITLE = "上报清单"
_CAPTIONS = ("序号", "表名", "项目", "页数", "修订", "核对码")
_WIDTHS = (14.0, 52.0, 34.0, 10.0, 10.0, 52.0)
"""mm; they add up to the width between the margins."""
_UNIT_CAPTIONS = ("序号", "填报单位", "经由", "表数", "签名", "原清单核对码")
_NAMES = (1, 2)
_ROW = 8.0
_SEAL_ROW = 46.0
"""mm; room for a seal of 42."""
_PROOFS = "附件"


@dataclass(frozen=True, slots=True)
class SendLine:
    """One document of the package."""

    form: str
    project: str
    pages: int
    revision: int
    code: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of those whose forms an office sends on.

    `via`: the offices between; `firsts`: codes of its own notes, on the paper that it sealed; `signed`: how many of
    these notes bear its electronic signature.
    """

    unit: str
    via: tuple[str, ...]
    forms: int
    firsts: tuple[str, ...]
    signed: int


@dataclass(frozen=True, slots=True)
class SendNote:
    """What the sheet says. `made`: when, as printed. `proofs`: names of the attachments.

    Of the forms of others there are no `lines` but `units`.
    """

    unit: str
    year: int
    period: str
    made: str
    lines: tuple[SendLine, ...]
    proofs: tuple[str, ...]
    code: str
    units: tuple[UnitLine, ...] = ()


def note_grid(note: SendNote) -> Grid:
    """A row for each document, the sum, the attachments, the package's code, and the places to sign and seal.

    Where forms of others are sent on, a row for each unit.
    """
    captions = _UNIT_CAPTIONS if note.units else _CAPTIONS
    texts_of_rows = list(_unit_rows(note.units) if note.units else _rows(note.lines))
    cells = [
        Cell(row, col, 1, 1, (Run(text),) if text else (), align=Align.LEFT if row and col in _NAMES else Align.CENTER)
        for row, texts in enumerate([captions, *texts_of_rows])
        for col, text in enumerate(texts)
    ]
    rows = [RowInfo(_ROW, header=True)]
    rows += [RowInfo(_ROW, bands=(((TITLE,), number),)) for number in range(len(texts_of_rows))]
    foot = len(rows)
    number = sum(line.forms for line in note.units) or sum(line.pages for line in note.lines)
    units = len({(line.unit, line.via) for line in note.units})
    count = f"共 {units} 个单位" if units else f"共 {len(note.lines)} 份"
    cells += [_cell(foot, 0, count, 3), _cell(foot, 3, str(number)), Cell(foot, 4, 1, 2)]
    proofs = "；".join(note.proofs) or "无"
    count = f"{_PROOFS}（{len(note.proofs)} 个）" if note.proofs else _PROOFS
    cells += [_cell(foot + 1, 0, count, 2), _cell(foot + 1, 2, proofs, 4, align=Align.LEFT)]
    cells += [_cell(foot + 2, 0, "上报包核对码", 2), _cell(foot + 2, 2, note.code, 4, bold=True)]
    # Two people sign at the left, one above the other; the seal has the right side to itself.
    cells += [_cell(foot + 3, 0, "经办人", 1), Cell(foot + 3, 1, 1, 1)]
    cells += [Cell(foot + 3, 2, 3, 4, (Run("报送单位（公章）"),), seal="公章")]
    cells += [_cell(foot + 4, 0, "负责人", 1), Cell(foot + 4, 1, 1, 1)]
    cells += [_cell(foot + 5, 0, "日期", 1), _cell(foot + 5, 1, "　　　　年　　月　　日")]
    rows += [RowInfo(_ROW)] * 3 + [RowInfo(_SEAL_ROW / 3)] * 3
    return Grid(
        title=Cell(0, 0, 1, 1, (Run(TITLE),), bold=True),
        columns=_WIDTHS,
        rows=rows,
        cells=cells,
        above=_above(note),
        paper=Paper(),
    )


def note_pages(note: SendNote) -> list[Page]:
    """The sheet as it is printed, on as many pages as it takes."""
    return paginate(note_grid(note))


def _rows(lines: Sequence[SendLine]) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(lines, 1):
        yield str(number), line.form, line.project, str(line.pages), str(line.revision), line.code


def _unit_rows(lines: Sequence[UnitLine]) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(lines, 1):
        signed = f"{line.signed}份" if line.signed else "无"
        yield str(number), line.unit, "\n".join(line.via), str(line.forms), signed, "\n".join(line.firsts) or "无"


def _cell(row: int, col: int, text: str, colspan: int = 1, *, align: Align = Align.CENTER, bold: bool = False) -> Cell:
    return Cell(row, col, 1, colspan, (Run(text),), align=align, bold=bold)


def _above(note: SendNote) -> tuple[TextLine, ...]:
    season = f"{note.year} 年度{f'（{note.period}）' if note.period else ''}"
    left, right = f"报送单位：{note.unit}", f"{season}　{note.made}"
    return (TextLine((_cell(0, 0, left, align=Align.LEFT), _cell(0, 1, right, align=Align.RIGHT))),)
