"""What is copied or searched out of a written PDF is what stands on the paper, character for character."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from desktop.export.pdf import PdfDocument, write_pdf
from desktop.forms.faces import Face
from desktop.forms.page import Page
from tests.export import pdf_pages

CREATED = datetime(2023, 3, 4, 5, 6, 7)  # noqa: DTZ001  # a fixed date without zone keeps the bytes the same


def written(*pages: Page) -> bytes:
    return write_pdf([PdfDocument("一份", pages)], title="一份", created=CREATED)


def by_pypdf(data: bytes) -> str:
    text: str = pdf_pages.pypdf(data).pages[0].extract_text()
    return text


def by_mupdf(data: bytes) -> str:
    text: str = pdf_pages.mupdf(data)[0].get_text()
    return text.removesuffix("\n")


readers = pytest.mark.parametrize("read", [by_pypdf, by_mupdf])

EXACT = {
    "rare names of GB 18030-2022 level 3": "䶮㛃𬭎𫖯𡋤",
    "a rare name among common ones": "张𬭎、李䶮、王𡋤同志",
    "beyond the second plane": "\U00030000\U00031350",
    "boxes to tick": "☑□☐",
    "ticks in a sentence": "□新增项目 ☑延续项目",
    "full-width punctuation": "，。；：？！（）《》「」『』【】“”‘’…—、·",
    "half-width and full-width digits": "1,234.50 １２３ ≥96% ≤5％",
    "radicals stay radicals beside the ideographs with the same outline": "⼀一⾦金⺟母⼈人",
    "no-break and ideographic blanks": "万\u00a0元\u3000整",
    "a ligature's own character": "ﬁ fi",
    "Latin and signs": "A (B) <C> \\ / [D] % ~ §",
}


@readers
@pytest.mark.parametrize("text", EXACT.values(), ids=EXACT.keys())
def test_text_comes_out_exactly(text: str, read: Callable[[bytes], str]) -> None:
    assert read(written(pdf_pages.one_box_page(text))) == text


@readers
def test_a_character_that_no_font_has_still_copies_out_as_itself(read: Callable[[bytes], str]) -> None:
    text = "姓名：\U000f0000（กรม）\U0001f600"
    assert read(written(pdf_pages.one_box_page(text))) == text


@readers
@pytest.mark.parametrize("stray", [0xD840, 0xDCFF, 0x00, 0x07, 0x1B, 0x09, 0x7F, 0x85], ids=hex)
def test_half_surrogates_and_control_characters_become_blanks(stray: int, read: Callable[[bytes], str]) -> None:
    assert read(written(pdf_pages.one_box_page(f"供水{chr(stray)}工程"))) == "供水 工程"


def test_a_cell_reads_line_by_line_and_the_page_box_by_box() -> None:
    page = pdf_pages.project_page()
    blocks = [box.cell.text for box in page.boxes]
    positions = [0]
    text = by_mupdf(written(page)).replace("\n", "")
    for block in blocks:
        found = text.find(block.replace("\n", ""), positions[-1])
        assert found >= 0, f"{block!r} is missing or out of order"
        positions.append(found + len(block.replace("\n", "")))
    assert positions[-1] == len(text)


def test_every_piece_stands_where_the_page_says() -> None:
    page = pdf_pages.project_page()
    expected = [
        (piece.text, round(box.size, 2), placed.x + piece.x, placed.baseline)
        for box in page.boxes
        for placed in box.lines
        for piece in placed.line.pieces
    ]
    spans = _spans(written(page))
    assert [(text, size) for text, size, _, _ in spans] == [(text, size) for text, size, _, _ in expected]
    for (text, _, x, y), (_, _, expected_x, expected_y) in zip(spans, expected, strict=True):
        assert (x, y) == pytest.approx((expected_x, expected_y), abs=0.02), text


def _spans(data: bytes) -> list[tuple[str, float, float, float]]:
    blocks = pdf_pages.mupdf(data)[0].get_text("dict")["blocks"]
    return [
        (span["text"], round(span["size"], 2), *span["origin"])
        for block in blocks
        for line in block["lines"]
        for span in line["spans"]
    ]


def test_pieces_use_the_faces_they_name() -> None:
    pieces = [piece for box in pdf_pages.one_box_page("张𡋤☑").boxes for piece in box.lines[0].line.pieces]
    assert [piece.face for piece in pieces] == [Face.SERIF, Face.RARE, Face.SYMBOLS]
    reader = pdf_pages.pypdf(written(pdf_pages.one_box_page("张𡋤☑")))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    names = [fonts[name]["/BaseFont"].split("+")[1] for name in sorted(fonts)]
    assert names == ["NotoSerifSC-Regular", "HanaMinB", "HanaMinA-symbols"]
