"""A Word document: what it says is the grid, as headings, paragraphs and tables that Word itself understands."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from desktop.export.docx import write_docx
from desktop.export.official import bookmark, text_of
from desktop.forms.document import Document
from desktop.forms.fit import fitted_sheet
from desktop.forms.grid import Grid
from desktop.forms.resolve import resolve
from tests.forms.samples import evaluated, grown, sample

SAMPLES = sorted(file.stem for file in (Path(__file__).parents[3] / "assets" / "samples").glob("*.json"))


def grid_of(document: Document) -> Grid:
    return resolve(evaluated(document))


def written(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(text_of(evaluated(document))))


def style_of(paragraph: Paragraph) -> ParagraphStyle:
    style = paragraph.style
    assert style is not None
    return style


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def words(document: WordDocument) -> str:
    """Everything in the body, in order, without blanks; a merged cell once."""
    return squeezed("".join(node.text or "" for node in document.element.body.iter(qn("w:t"))))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_form_says_in_word_what_its_grid_says(name: str) -> None:
    document = sample(name)
    grid = grid_of(document)
    lines = [cell.text for line in (*grid.head, *grid.above) for cell in line.cells]
    below = [cell.text for line in grid.below for cell in line.cells]
    head = [cell.text for line in grid.head for cell in line.cells]
    around = [*head, grid.title.text, *lines[len(head) :]]
    expected = squeezed("".join([*around, *(cell.text for cell in grid.cells), *below]))
    assert words(written(document)) == expected


def test_a_report_has_headings_that_word_knows() -> None:
    report = written(sample("H-示例"))
    outline = [
        (style_of(part).name, part.text) for part in report.paragraphs if str(style_of(part).name).startswith("Heading")
    ]
    assert outline[:3] == [
        ("Heading 1", "一、项目概况"), ("Heading 2", "（一）基本情况"), ("Heading 2", "（二）绩效目标"),
    ]  # fmt: skip
    assert [text for style, text in outline if style == "Heading 1"][-1] == "五、评价结论及建议"
    assert style_of(report.paragraphs[0]).name == "Title"


def test_each_paragraph_of_a_text_is_one_of_word_indented_by_two_characters() -> None:
    document = sample("H-示例")
    document.data["基本情况"] = "　　第一段。\n  第二段。"
    paragraphs = [part for part in written(document).paragraphs if part.text in {"第一段。", "第二段。"}]
    assert [style_of(part).name for part in paragraphs] == ["Body Text"] * 2
    indent = style_of(paragraphs[0]).element.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")
    spacing = style_of(paragraphs[0]).element.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("560", "exact")


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [("Title", "方正小标宋简体", 22), ("Heading 1", "黑体", 16), ("Heading 2", "楷体", 16), ("Body Text", "仿宋", 16)],
)
def test_the_faces_are_those_of_official_letters(style: str, font: str, size: int) -> None:
    found = written(sample("H-示例")).styles[style]
    fonts = found.element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == size


def test_a_font_that_is_missing_has_the_next_of_kin() -> None:
    with zipfile.ZipFile(io.BytesIO(text_of(evaluated(sample("H-示例"))))) as file:
        table = file.read("word/fontTable.xml").decode()
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>' in table


def test_a_table_in_a_report_is_a_table_with_its_caption_repeated() -> None:
    report = written(sample("H-示例"))
    (table,) = report.tables
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert [squeezed(text) for text in texts[0]] == [
        "序号", "项目名称", "全年预算数（万元）", "执行数（万元）", "执行率", "自评得分", "等级",
    ]  # fmt: skip
    assert texts[2] == ["2", "流动人员档案整理", "20.00", "18.60", "93.00%", "94.30", "优"]
    assert texts[3][:2] == ["合计", "合计"], "one cell over two columns"
    repeated = [row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True, False, False, False]


def merges(table: Table) -> list[tuple[int, int, int, int]]:
    """Cells of a Word table that span several: row, column, rows, columns."""
    areas: dict[object, list[tuple[int, int]]] = {}
    for row, line in enumerate(table.rows):
        for col, cell in enumerate(line.cells):
            areas.setdefault(cell._tc, []).append((row, col))
    found = []
    for places in areas.values():
        rows, cols = {row for row, _ in places}, {col for _, col in places}
        if len(places) > 1:
            assert len(places) == len(rows) * len(cols), "a rectangle"
            found.append((min(rows), min(cols), len(rows), len(cols)))
    return sorted(found)


@pytest.mark.parametrize("name", ["A-示例", "B-示例", "C-示例", "D-示例", "E-示例"])
def test_cells_are_merged_as_on_paper(name: str) -> None:
    document = sample(name)
    expected = sorted(
        (cell.row, cell.col, cell.rowspan, cell.colspan)
        for cell in grid_of(document).cells
        if cell.rowspan > 1 or cell.colspan > 1
    )
    (table,) = written(document).tables
    assert merges(table) == expected


def test_the_paper_is_that_of_the_form() -> None:
    letter, sheet = written(sample("H-示例")).sections[0], written(sample("C-示例")).sections[0]
    margins = letter.top_margin, letter.left_margin, sheet.page_width, sheet.page_height
    assert [round(length.mm) for length in margins if length is not None] == [37, 27, 297, 210]
    assert "landscape" in str(sheet.orientation).lower()


def test_pages_are_numbered_where_there_are_several() -> None:
    footer = written(sample("H-示例")).sections[0].footer
    assert footer.paragraphs[0].text == "— 1 —"
    assert " PAGE " in "".join(node.text for node in footer._element.iter(qn("w:instrText")))
    assert written(sample("D-示例")).sections[0].footer.is_linked_to_previous, "one page has no number"


def test_the_same_form_gives_the_same_file_without_a_date() -> None:
    first, second = (text_of(evaluated(sample("H-示例"))) for _ in range(2))
    assert first == second
    properties = docx.Document(io.BytesIO(first)).core_properties
    assert properties.title == bookmark(evaluated(sample("H-示例")))
    assert properties.author == "某县人力资源和社会保障局"
    assert properties.created is None
    assert properties.modified is None


def test_rare_characters_go_through_and_control_characters_become_blanks() -> None:
    document = sample("H-示例")
    document.data["监管情况"] = "由䶮某、㛃某、𬭎某、𫖯某、𡋤某\x07组成检查组。\ud842"
    (paragraph,) = [part.text for part in written(document).paragraphs if "检查组" in part.text]
    assert paragraph == "由䶮某、㛃某、𬭎某、𫖯某、𡋤某 组成检查组。 "


def test_a_captions_lines_are_those_of_the_paper() -> None:
    document = sample("D-示例")
    sheet = fitted_sheet(grid_of(document))
    (table,) = docx.Document(io.BytesIO(write_docx(sheet, title="", author=""))).tables
    number = next(at for at, cell in enumerate(sheet.cells) if cell.text.startswith("1.项目年度目标"))
    lines = ["".join(piece.text for piece in line.pieces) for line in sheet.contents[number].block.lines]
    cell = sheet.cells[number]
    assert len(lines) > 1
    assert [part.text for part in table.cell(cell.row, cell.col).paragraphs] == lines


def test_a_long_table_is_written_without_going_through_all_for_each_cell() -> None:
    document = grown("D-示例", "绩效指标", 400)
    (table,) = written(document).tables
    assert len(table._tbl.tr_lst) == len(grid_of(document).rows)
