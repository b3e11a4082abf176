"""The logical structure of the PDF: a form is a title, lines of text and a table whose rows and merged cells add up."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.export.official import pdf_of
from desktop.export.pdf import PdfDocument, write_pdf
from desktop.forms.calculation import Evaluation
from desktop.forms.resolve import resolve
from desktop.resources import asset
from tests.export import pdf_pages
from tests.export.pdf_structure import Element, marks, structure
from tests.forms.samples import evaluated, grown, sample

NAMES = sorted(file.stem for file in asset("samples").glob("*.json"))


def read(*evaluations: Evaluation) -> Any:
    return pdf_pages.pypdf(pdf_of(evaluations))


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_a_form_reads_as_its_grid_says(name: str) -> None:
    evaluation = evaluated(sample(name))
    grid = resolve(evaluation)
    top = structure(read(evaluation))
    assert (top.tag, [section.tag for section in top.kids]) == ("Document", ["Sect"])
    around = [cell for line in (*grid.head, *grid.above, *grid.below) for cell in line.cells]
    cells = sorted([grid.title, *around, *grid.cells], key=lambda cell: plain(cell.text))
    said = sorted(
        plain(element.text) for element in top.walk() if element.tag not in {"Document", "Sect", "Table", "TR"}
    )
    assert said == [plain(cell.text) for cell in cells if cell.text or cell in grid.cells]
    assert [plain(element.text) for element in top.walk() if element.tag == "H1"] == [plain(grid.title.text)]


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_of_a_table_are_all_equally_wide(name: str) -> None:
    for table in (element for element in structure(read(evaluated(sample(name)))).walk() if element.tag == "Table"):
        assert {row.tag for row in table.kids} == {"TR"}
        assert len(set(widths(table))) == 1


def widths(table: Element) -> list[int]:
    """How many columns each row takes, cells that reach down from above counted in."""
    taken = [0] * len(table.kids)
    for at, row in enumerate(table.kids):
        for cell in row.kids:
            down, across = cell.spans
            for below in range(at, at + down):
                taken[below] += across
    return taken


def test_captions_are_headers_and_fields_are_not() -> None:
    cells = {plain(element.text): element.tag for element in structure(read(evaluated(sample("D-示例")))).walk()}
    assert cells["项目名称"] == "TH"
    assert cells["51322322T000001234567-东西部协作联络站建设"] == "TD"


def test_a_long_table_is_one_table_and_what_the_printer_repeats_is_no_content() -> None:
    evaluation = evaluated(grown("D-示例", "绩效指标", 120))
    reader = read(evaluation)
    assert len(reader.pages) > 2
    tables = [element for element in structure(reader).walk() if element.tag == "Table"]
    assert len(tables) == 1
    assert len(set(widths(tables[0]))) == 1
    said = [plain(element.text) for element in tables[0].walk() if element.tag in {"TH", "TD"}]
    assert said == [plain(cell.text) for cell in sorted(resolve(evaluation).cells, key=lambda c: (c.row, c.col))]
    for number, page in enumerate(reader.pages, 1):
        artefacts = [plain(text) for text in marks(page)[1]]
        assert f"—{number}—" in artefacts
        assert ("（续表）" in artefacts) is (number > 1)
        assert ("三级指标" in artefacts) is (number > 1)


def test_every_mark_finds_its_element_from_the_page() -> None:
    reader = read(evaluated(sample("A-示例")), evaluated(sample("D-示例")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"] == {"/Marked": True}
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert len(parents) == len(reader.pages)
    for page in reader.pages:
        elements = parents[page["/StructParents"]]
        assert sorted(marks(page)[0]) == list(range(len(elements)))
        for number, element in enumerate(elements):
            kids = element.get_object()["/K"]
            assert number == kids or number in [
                kid if isinstance(kid, int) else kid["/MCID"] for kid in map(bare, kids)
            ]


def bare(kid: Any) -> Any:
    return kid.get_object()


def test_forms_bound_together_are_sections_with_their_names() -> None:
    data = write_pdf(
        [PdfDocument(name, [pdf_pages.project_page(), pdf_pages.project_page()]) for name in ("甲𡋤", "乙")],
        title="合订本",
    )
    reader = pdf_pages.pypdf(data)
    sections = reader.trailer["/Root"]["/StructTreeRoot"]["/K"]["/K"]
    assert [section.get_object()["/T"] for section in sections] == ["甲𡋤", "乙"]


def test_nothing_is_drawn_outside_of_what_is_marked() -> None:
    for page in read(evaluated(sample("B-示例"))).pages:
        content = page.get_contents().get_data().decode("ascii")
        depth = 0
        for line in content.split("\n"):
            depth += line.endswith(("BDC", "BMC")) - (line == "EMC")
            assert depth in {0, 1}
            assert depth == 1 or line == "EMC", line
