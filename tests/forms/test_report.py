"""A report: headings and paragraphs in place of a ruled table, set as official letters are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.forms.calculation import Evaluation
from desktop.forms.faces import Face
from desktop.forms.fresh import new_document
from desktop.forms.grid import Align, Cell, Grid, Paper, RowInfo, Run, Style
from desktop.forms.loader import parse_edition
from desktop.forms.page import MM, Box, Page
from desktop.forms.pagination import CONTINUED, paginate
from desktop.forms.resolve import resolve
from desktop.forms.sheet import Sheet
from desktop.forms.typography import REPORT, REPORT_MARGINS
from tests.forms.printed import band, cell, words
from tests.forms.samples import edition_of, evaluated, sample

EM, LINE = 16.0, 28.0
CHARS = 28
"""To a line."""
PAPER = Paper(**REPORT_MARGINS)  # type: ignore[arg-type]  # the one that is no length has another name
FIELDS = """
format = 1
[form]
name = "工作总结"
letter = "Z"
edition = "某局-2024"
years = [2024]
source = "某局"
unit = "单位名称"
[fields]
"单位名称" = { type = "text" }
"日期" = { type = "text" }
"人员情况" = { type = "prose" }
"项目个数" = { type = "number", calc = "count(项目.名称)" }
"支出合计" = { type = "money", calc = "sum(项目.金额)" }
[lists."项目".columns]
"名称" = { type = "text" }
"金额" = { type = "money" }
"完成情况" = { type = "prose", copy = true }
"""
LINES = 22
"""Lines of text that a page takes."""


def report(rows: Sequence[tuple[Style, str]], *, align: Align = Align.LEFT, infos: Sequence[RowInfo] = ()) -> Grid:
    """A report of one column without a title; a row of a table is written with `Style.TABLE`."""
    cells = [
        Cell(at, 0, 1, 1, (Run(text),), align=Align.CENTER if style is Style.TABLE else align, style=style)
        for at, (style, text) in enumerate(rows)
    ]
    least = [RowInfo(0.0 if style is not Style.TABLE else 7.0) for style, _ in rows]
    return Grid(cell(""), (PAPER.table_width,), list(infos) or least, cells, paper=PAPER, report=True)


def of_lines(count: int) -> str:
    """A paragraph that takes so many lines; the first has two characters of space."""
    return "绩" * (CHARS * count - 3)


def body(grid: Grid) -> list[Box]:
    """The boxes of the rows on the endless sheet."""
    return [box for box in Sheet(grid).boxes(0, 1000) if box.cell is not grid.title]


def text_lines(page: Page) -> list[tuple[float, Box]]:
    """The baselines on a page with the boxes they belong to, without the page number."""
    return [(put.baseline, box) for box in page.boxes for put in box.lines if box.cell.is_text]


def test_a_line_takes_28_characters_and_the_first_26() -> None:
    (box,) = body(report([(Style.TEXT, "绩" * 100)]))
    assert [len("".join(piece.text for piece in put.line.pieces)) for put in box.lines] == [26, 28, 28, 18]
    assert [round(put.line.pieces[0].x / EM, 2) for put in box.lines] == [2, 0, 0, 0]
    assert {
        round(below.baseline - above.baseline, 2) for above, below in zip(box.lines, box.lines[1:], strict=False)
    } == {LINE}
    assert box.size == EM


def test_paragraphs_and_headings_have_no_frame_and_their_own_faces() -> None:
    rows = [
        (Style.HEADING, "一、项目概况"),
        (Style.SUBHEADING, "（一）基本情况"),
        (Style.TEXT, "已完成。"),
        (Style.TABLE, "合计"),
    ]
    heading, sub, text, table = body(report(rows))
    faces = [box.lines[0].line.pieces[0].face for box in (heading, sub, text)]
    assert faces == [Face.SANS, Face.SERIF_BOLD, Face.SERIF]
    assert [box.frameless for box in (heading, sub, text, table)] == [True, True, True, False]


def test_blanks_typed_before_a_paragraph_do_not_add_to_its_indent() -> None:
    (box,) = body(report([(Style.TEXT, "　　第一段。\n  第二段。\n第三段。")]))
    assert [(round(put.line.pieces[0].x / EM, 2), put.line.pieces[0].text) for put in box.lines] == [
        (2, "第一段。"), (2, "第二段。"), (2, "第三段。"),
    ]  # fmt: skip


def test_lines_are_drawn_out_to_the_right_edge_but_for_the_last_of_a_paragraph() -> None:
    text = (
        "通过项目实施，全年共举办招聘会36场次，提供岗位1250个，达成就业意向860人，群众满意度达到96.5%，超过年初目标。"
    )
    (box,) = body(report([(Style.TEXT, text)]))
    *full, last = box.lines
    assert full
    for put in full:
        end = max(piece.x + piece.width for piece in put.line.pieces)
        assert end == pytest.approx(PAPER.table_width * MM, abs=0.5 * EM), "but for a mark that hangs out"
        assert put.line.width == pytest.approx(PAPER.table_width * MM)
    assert last.line.width < PAPER.table_width * MM
    assert "".join(piece.text for put in box.lines for piece in put.line.pieces) == text
    numbers = [piece.text for put in box.lines for piece in put.line.pieces if piece.text.isascii()]
    assert numbers == ["36", "1250", "860", "96.5%"], "numbers stay as they are"


def test_who_signs_stands_two_characters_from_the_right() -> None:
    (box,) = body(report([(Style.TEXT, "某县财政局")], align=Align.RIGHT))
    (put,) = box.lines
    assert put.x + put.line.width == pytest.approx(PAPER.table_width * MM - 2 * EM)


def test_a_blank_paragraph_has_the_height_of_a_line() -> None:
    assert Sheet(report([(Style.TEXT, "")])).row_y[-1] == LINE


@pytest.mark.parametrize("before", range(17, 23))
@pytest.mark.parametrize("lines", range(2, 8))
def test_a_paragraph_goes_on_over_the_page_two_lines_at_least_on_each(before: int, lines: int) -> None:
    rows = [*[(Style.TEXT, "逐条说明。")] * before, (Style.TEXT, of_lines(lines))]
    pages = paginate(report(rows))
    assert sum(len(text_lines(page)) for page in pages) == before + lines, "each line once"
    parts = [sum(box.cell.row == before for _, box in text_lines(page)) for page in pages]
    assert all(part == 0 or part >= 2 for part in parts), parts
    if before + lines <= LINES:
        assert len(pages) == 1
    elif LINES - before >= 2 and before + lines - LINES >= 2:
        assert parts[0] == LINES - before, "the page is filled"


@pytest.mark.parametrize("lines", [30, 44, 45, 46, 70])
def test_a_paragraph_of_several_pages_fills_them(lines: int) -> None:
    counts = [len(text_lines(page)) for page in paginate(report([(Style.TEXT, of_lines(lines))]))]
    assert sum(counts) == lines, "each line once"
    assert counts[-1] >= 2
    assert all(count >= LINES - 1 for count in counts[:-1])


@pytest.mark.parametrize("before", range(15, 23))
def test_a_heading_never_stands_at_the_foot_of_a_page(before: int) -> None:
    rows = [*[(Style.TEXT, "逐条说明。")] * before, (Style.HEADING, "二、资金"), (Style.SUBHEADING, "（一）申报"),
            (Style.TEXT, of_lines(5))]  # fmt: skip
    for page in paginate(report(rows)):
        assert text_lines(page)[-1][1].cell.style is Style.TEXT


@pytest.mark.parametrize("before", range(18, 24))
def test_who_signs_is_never_alone_on_a_page(before: int) -> None:
    grid = report([(Style.TEXT, "逐条说明。")] * before + [(Style.TEXT, "\n某县财政局\n2023年3月10日")])
    signed = grid.cells[-1]
    grid.cells[-1] = Cell(signed.row, 0, 1, 1, signed.runs, align=Align.RIGHT, style=Style.TEXT)
    last = [box.cell.row for _, box in text_lines(paginate(grid)[-1])]
    assert last.count(before) == 3, "in one piece"
    assert before - 1 in last


def test_only_a_table_is_continued_not_the_text() -> None:
    def notes(pages: list[Page]) -> list[bool]:
        return [any(words([box]) == CONTINUED for box in page.boxes) for page in pages]

    assert notes(paginate(report([(Style.TEXT, of_lines(60))]))) == [False] * 3
    header = RowInfo(header=True)
    rows = [
        (Style.TEXT, "见下表。"),
        (Style.TABLE, "项目"),
        *[(Style.TABLE, "档案整理")] * 60,
        (Style.TEXT, of_lines(20)),
    ]
    infos = [RowInfo(0.0), header, *[band(at, "项目") for at in range(60)], RowInfo(0.0)]
    pages = paginate(report(rows, infos=infos))
    begins_with_a_row = [any(not box.frameless for box in page.boxes) for page in pages]
    assert notes(pages) == [False, *begins_with_a_row[1:]]
    assert begins_with_a_row == [True, True, True, False]
    assert ["项目" in words(page.boxes) for page in pages] == begins_with_a_row, "the captions are repeated"


def test_the_bundled_report_is_set_as_one() -> None:
    grid = resolve(evaluated(sample("H-示例")))
    sheet = Sheet(grid)
    assert sheet.typography == REPORT
    assert sheet.title.cells[0].content.block.size == 22
    lines = ["".join(piece.text for piece in line.pieces) for line in sheet.title.cells[0].content.block.lines]
    assert lines == ["某县人力资源和社会保障局", "2022年度项目支出绩效自评报告"]
    headings = [item.text for item in grid.cells if item.style is Style.HEADING]
    assert [text[:2] for text in headings] == ["一、", "二、", "三、", "四、", "五、"]
    assert edition_of(sample("H-示例")).letter == "H"


def test_the_report_on_paper_shows_every_word_once() -> None:
    document = sample("H-示例")
    pages = paginate(resolve(evaluated(document)))
    shown = "".join(words(page.boxes) for page in pages)
    for key in ("基本情况", "监管情况", "相关建议"):
        text = "".join(str(document.data[key]).split())
        assert shown.count(text) == 1, key


def test_the_guides_example_of_a_report_is_one() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "表样.md").read_text(encoding="utf-8")
    layout = next(block for block in re.findall(r"```toml\n(.*?)```", guide, re.DOTALL) if 'style = "report"' in block)
    edition = parse_edition(f"{FIELDS}\n{layout}".encode(), "总结.toml")
    grid = resolve(Evaluation(edition, new_document(edition, 2024)))
    assert [item.style for item in grid.cells if item.is_heading] == [
        Style.HEADING, Style.SUBHEADING, Style.HEADING, Style.SUBHEADING,
    ]  # fmt: skip
    assert len(paginate(grid)) == 1
