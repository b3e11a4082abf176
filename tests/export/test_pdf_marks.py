"""What stands beside the form, in the PDF: beneath the words, embedded once, and no content of the form."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from desktop.export.official import pages_of, pdf_of
from desktop.export.pdf import PdfDocument, write_pdf
from desktop.export.seal import cleaned_seal
from desktop.forms.dressing import Seal, SealChoice
from desktop.forms.page import MM, Image, Matrix, Page, Picture, Ring
from desktop.forms.standing import Standing
from tests.export.pdf_pages import A4, mupdf, project_page, pypdf
from tests.forms.samples import evaluated, sample
from tests.seals import data, seal

CREATED = datetime(2023, 3, 4)  # noqa: DTZ001  # a fixed date without zone
IMAGE = cleaned_seal(data(seal(420)))
PICTURE = SealChoice(Seal.PICTURE, 42, IMAGE, across=True)


def written(*pages: Page) -> bytes:
    return write_pdf([PdfDocument("表", pages)], title="表", created=CREATED)


def with_marks(*marks: Picture | Matrix | Ring) -> Page:
    return replace(project_page(), marks=marks)


def content(pdf: bytes, page: int = 0) -> str:
    found: str = pypdf(pdf).pages[page].get_contents().get_data().decode("ascii")
    return found


def passed(name: str) -> Any:
    document = sample(name)
    document.revision = 1
    return evaluated(document)


def test_marks_come_before_the_form_and_are_no_content_of_it() -> None:
    pdf = written(with_marks(Ring(200, 200, 60, 0.4, 0.7)))
    operators = content(pdf)
    assert operators.index("0.7 G") < operators.index("EMC") < operators.index("BDC")
    assert operators.startswith("/Artifact")


def test_a_page_without_marks_is_drawn_as_ever() -> None:
    plain, marked = written(project_page()), written(with_marks(Ring(200, 200, 60, 0.4, 0.7)))
    assert content(plain).split("BDC", 1)[1] == content(marked).split("BDC", 1)[1]


def test_a_seal_is_embedded_once_for_all_pages_of_all_documents() -> None:
    pdf = pdf_of([passed("C-示例"), passed("B-示例")], [Standing(seal=PICTURE)] * 2, created=CREATED)
    with mupdf(pdf) as file:
        numbers = {found[0] for page in file for found in page.get_images()}
        shown = [page.number for page in file for _ in page.get_image_info()]
    assert len(numbers) == 1
    assert shown == [0, 0, 1, 2, 3], "the seal on the first page of each, its part on the three pages of one"


def test_a_seal_is_as_wide_as_was_asked_for_and_where() -> None:
    mark = Picture(IMAGE, 100 * MM, 50 * MM, 42 * MM, 42 * MM)
    with mupdf(written(with_marks(mark))) as file:
        (found,) = file[0].get_image_info()
    assert found["bbox"] == pytest.approx((100 * MM, 50 * MM, 142 * MM, 92 * MM), abs=0.02)


def test_of_a_part_only_the_part_is_shown() -> None:
    """The middle third: the seal's star is there, its ring to the left and right is not."""
    whole = Picture(IMAGE, 100 * MM, 50 * MM, 42 * MM, 42 * MM)
    part = replace(whole, x=114 * MM, width=14 * MM, start=1 / 3, end=2 / 3)
    pictures = []
    for mark in (whole, part):
        with mupdf(written(Page(*A4, 1, 1, (), (mark,)))) as file:
            pictures.append(file[0].get_pixmap(dpi=127))
    for x in range(101, 142, 2):
        for y in range(51, 92, 2):
            in_whole, in_part = (picture.pixel(x * 5, y * 5) for picture in pictures)
            assert in_part == pytest.approx(in_whole if 114 < x < 128 else (255, 255, 255), abs=12)


@pytest.mark.parametrize("many_colours", [False, True], ids=["one ink", "many colours"])
def test_the_picture_keeps_its_colours_on_white(many_colours: bool) -> None:
    picture = seal(400)
    if many_colours:
        picture.paste((20, 60, 160, 255), (150, 205, 250, 219))
    image = cleaned_seal(data(picture))
    mark = Picture(image, 0, 0, 400 * 0.72, 400 * 0.72)
    with mupdf(written(Page(*A4, 1, 1, (), (mark,)))) as file:
        pixels = file[0].get_pixmap(dpi=100)
    assert pixels.pixel(200, 190) == pytest.approx((214, 30, 36), abs=4)
    assert pixels.pixel(200, 212) == pytest.approx((20, 60, 160) if many_colours else (214, 30, 36), abs=4)
    assert pixels.pixel(200, 100) == (255, 255, 255)


def test_nothing_in_it_is_transparent() -> None:
    """Transparency is what old printers' interpreters and archives stumble over."""
    pdf = pypdf(written(with_marks(Picture(IMAGE, 100, 100, 119, 119))))
    for image in pdf.pages[0]["/Resources"]["/XObject"].values():
        assert "/SMask" not in image.get_object()
    states = pdf.pages[0]["/Resources"]["/ExtGState"].values()
    assert not any({"/ca", "/CA", "/BM", "/SMask"} & set(state.get_object()) for state in states)


def test_a_code_is_one_path_of_exactly_its_dark_modules() -> None:
    rows = ((True, True, False), (False, True, False), (True, False, True))
    operators = content(written(with_marks(Matrix(100, 100, 2.4, rows))))
    assert re.findall(r"^(\d+) (\d+) (\d+) 1 re$", operators, re.MULTILINE) == [
        ("0", "0", "2"), ("1", "1", "1"), ("0", "2", "1"), ("2", "2", "1"),
    ]  # fmt: skip
    assert operators.count("f Q") == 1


@pytest.mark.parametrize("name", ["B-示例", "C-示例"])
def test_the_code_of_each_page_can_be_copied_out(name: str) -> None:
    evaluation = passed(name)
    count = len(pages_of(evaluation))
    with mupdf(pdf_of([evaluation], [Standing()], created=CREATED)) as file:
        texts = ["".join(page.get_text().split()) for page in file]
    codes = {re.search(r"核对码((?:[2-9A-Z]{4}-){3}[2-9A-Z]{4})", text) for text in texts}
    assert len({found[1] for found in codes if found}) == 1
    for number, text in enumerate(texts, 1):
        assert f"第{number}页共{count}页修订1核对码" in text


def test_the_same_document_gives_the_same_bytes() -> None:
    first, again = (pdf_of([passed("C-示例")], [Standing(seal=PICTURE)], created=CREATED) for _ in range(2))
    assert first == again


def test_another_seal_makes_it_another_file() -> None:
    other = Image(IMAGE.png, "another", IMAGE.width, IMAGE.height)
    one, two = (written(with_marks(Picture(image, 100, 100, 119, 119))) for image in (IMAGE, other))
    assert pypdf(one).trailer["/ID"] != pypdf(two).trailer["/ID"]
