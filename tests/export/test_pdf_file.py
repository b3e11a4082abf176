"""The PDF file around the pages: paper, bookmarks, properties, embedded fonts, size, and the same bytes every time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pypdf.generic import DictionaryObject

from desktop.export.pdf import PdfDocument, write_pdf
from desktop.export.pdf.fonts import font_file
from desktop.forms.page import MM, Page
from tests.export import pdf_pages

CREATED = datetime(2023, 3, 4, 5, 6, 7, tzinfo=UTC)
PROJECTS = [f"村级道路养护第{number}标段" for number in range(1, 101)]


def project(name: str) -> PdfDocument:
    rows = [["项目名称", name, pdf_pages.GOES_ON, pdf_pages.GOES_ON], *pdf_pages.PROJECT_ROWS[1:]]
    return PdfDocument(name, [pdf_pages.project_page(rows)])


def single(page: Page | None = None, **properties: str) -> bytes:
    return write_pdf(
        [PdfDocument("一份", [page or pdf_pages.project_page()])], **{"title": "一份", **properties}, created=CREATED
    )


def test_several_documents_are_bound_into_one_file_with_a_bookmark_each() -> None:
    landscape = pdf_pages.page(pdf_pages.table([["单位", "总分"]], (120, 60)), pdf_pages.A4_LANDSCAPE)
    reader = pdf_pages.pypdf(
        write_pdf(
            [
                PdfDocument("部门整体支出 2023", [pdf_pages.project_page(), pdf_pages.project_page()]),
                PdfDocument("同名", [landscape]),
                PdfDocument("同名", [pdf_pages.one_box_page("𡋤")]),
                PdfDocument("张𡋤的项目", [pdf_pages.one_box_page("末页")]),
            ],
            title="合订本",
            created=CREATED,
        )
    )
    assert len(reader.pages) == 5
    bookmarks = [(entry.title, reader.get_destination_page_number(entry)) for entry in reader.outline]
    assert bookmarks == [("部门整体支出 2023", 0), ("同名", 2), ("同名", 3), ("张𡋤的项目", 4)]
    assert reader.trailer["/Root"]["/PageMode"] == "/UseOutlines"


def test_paper_is_a4_upright_or_across() -> None:
    across = pdf_pages.page(pdf_pages.table([["单位"]], (60,)), pdf_pages.A4_LANDSCAPE)
    pages = pdf_pages.pypdf(write_pdf([PdfDocument("甲", [pdf_pages.project_page(), across])], title="甲")).pages
    assert [float(value) / MM for value in pages[0].mediabox] == pytest.approx([0, 0, 210, 297], abs=0.01)
    assert [float(value) / MM for value in pages[1].mediabox] == pytest.approx([0, 0, 297, 210], abs=0.01)
    assert [page.rotation for page in pages] == [0, 0]


def test_properties() -> None:
    reader = pdf_pages.pypdf(single(title="绩效目标表（张𡋤）", author="某县水利局", subject="2023年度"))
    properties = reader.metadata
    assert (properties.title, properties.author, properties.subject) == ("绩效目标表（张𡋤）", "某县水利局", "2023年度")
    assert properties.creator.startswith("绩表 ")
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/OpenAction"][1] == "/Fit"
    assert root["/OpenAction"][0].get_object() == reader.pages[0]
    assert root["/ViewerPreferences"] == {"/DisplayDocTitle": True, "/PrintScaling": "/None"}


@pytest.mark.parametrize(
    ("created", "text"),
    [
        (datetime(2023, 3, 4, 5, 6, 7), "D:20230304050607"),  # noqa: DTZ001  # without zone is a case of its own
        (CREATED, "D:20230304050607+00'00'"),
        (CREATED.astimezone(timezone(timedelta(hours=8))), "D:20230304130607+08'00'"),
        (CREATED.astimezone(timezone(timedelta(hours=-3, minutes=-30))), "D:20230304013607-03'30'"),
    ],
)
def test_date_of_creation(created: datetime, text: str) -> None:
    properties = pdf_pages.pypdf(write_pdf([project("甲")], title="甲", created=created)).metadata
    assert (properties["/CreationDate"], properties["/ModDate"]) == (text, text)


def test_properties_with_stray_characters_do_no_harm() -> None:
    properties = pdf_pages.pypdf(single(title="一\ud800份\n表", author="\x00", subject="\udfff")).metadata
    assert properties.title == "一 份 表"


def test_fonts_are_embedded_as_subsets_and_no_other_font_is_named() -> None:
    reader = pdf_pages.pypdf(single(pdf_pages.one_box_page("张𡋤☑ 合计219.13")))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert len(fonts) == 3
    for font in fonts.values():
        descendant = font["/DescendantFonts"][0]
        program = descendant["/FontDescriptor"]["/FontFile2"].get_data()
        assert re.fullmatch(r"/[A-Z]{6}\+[\w-]+", font["/BaseFont"])
        assert descendant["/BaseFont"] == descendant["/FontDescriptor"]["/FontName"] == font["/BaseFont"]
        assert len(program) == descendant["/FontDescriptor"]["/FontFile2"]["/Length1"] < 20_000
        assert "/ToUnicode" in font
    everywhere = {str(entry["/Subtype"]) for entry in _objects(reader, "/Font")}
    assert everywhere == {"/Type0", "/CIDFontType2"}


def _objects(reader: Any, kind: str) -> list[DictionaryObject]:
    every = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    return [entry for entry in every if isinstance(entry, DictionaryObject) and entry.get("/Type") == kind]


def test_a_face_is_embedded_once_however_many_pages_use_it() -> None:
    reader = pdf_pages.pypdf(write_pdf([project(name) for name in PROJECTS[:20]], title="合订本", created=CREATED))
    assert len(reader.pages) == 20
    assert len(_objects(reader, "/FontDescriptor")) == 3  # body, title, ☑


def test_the_font_of_rare_characters_is_opened_when_one_is_drawn() -> None:
    common, rare = pdf_pages.one_box_page("合计"), pdf_pages.one_box_page("𡋤")
    font_file.cache_clear()
    single(common)
    assert font_file.cache_info().currsize == 1
    single(rare)
    assert font_file.cache_info().currsize == 2


def test_files_are_small() -> None:
    one = len(write_pdf([project(PROJECTS[0])], title="一份", created=CREATED))
    hundred = len(write_pdf([project(name) for name in PROJECTS], title="合订本", created=CREATED))
    assert one < 60_000
    assert hundred < one + 100 * 3_000  # a page, its structure and its bookmark


def test_the_same_input_gives_the_same_bytes() -> None:
    assert single() == single()


def test_the_same_bytes_in_another_process() -> None:
    code = "import hashlib; from tests.export.test_pdf_file import single; print(hashlib.sha256(single()).hexdigest())"
    assert _printed(code) == hashlib.sha256(single()).hexdigest()


def _printed(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return run.stdout.strip()


def test_the_identifier_follows_what_is_shown() -> None:
    one = pdf_pages.pypdf(single(pdf_pages.one_box_page("36.50万元"))).trailer["/ID"]
    other = pdf_pages.pypdf(single(pdf_pages.one_box_page("36.05万元"))).trailer[
        "/ID"
    ]  # the same codes, other characters
    assert one != other


def test_a_sheet_of_hundreds_of_boxes() -> None:
    columns = 12
    rows = [[f"{row}.{column}" for column in range(columns)] for row in range(60)]
    boxes = list(pdf_pages.table(rows, (20,) * columns))
    sheet = pdf_pages.page(boxes, (297 * MM, 420 * MM * 2))
    reader = pdf_pages.pypdf(single(sheet))
    assert len(boxes) == 720
    text = reader.pages[0].extract_text().split()
    assert text == [cell for row in rows for cell in row]


def test_without_a_page_there_is_no_file() -> None:
    with pytest.raises(ValueError, match="page"):
        write_pdf([PdfDocument("空", [])], title="空")


def test_a_document_without_pages_gets_no_bookmark() -> None:
    reader = pdf_pages.pypdf(write_pdf([PdfDocument("空", []), project("甲")], title="甲", created=CREATED))
    assert [entry.title for entry in reader.outline] == ["甲"]


def test_reportlab_is_loaded_by_the_first_export_only() -> None:
    assert _printed("import sys, desktop.export.pdf; print('reportlab' in sys.modules)") == "False"
