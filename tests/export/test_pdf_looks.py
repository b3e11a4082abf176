"""The printed page, as ink: frames closed and equally dark, text inside its cell, nothing where nothing belongs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pymupdf
import pytest

from desktop.export.pdf import PdfDocument, write_pdf
from desktop.forms.page import MM, Page
from tests.export import pdf_pages

CREATED = datetime(2023, 3, 4)  # noqa: DTZ001  # a fixed date without zone keeps the bytes the same
DPI = 300
DOTS = DPI / 72
DARK = 128
NEGATIVE = bytes(range(255, -1, -1))


@dataclass
class Ink:
    """A page as grey dots, 0 white to 255 black."""

    width: int
    height: int
    dots: bytes

    def at(self, x: float, y: float) -> int:
        """The darkest of the nine dots around a place in pt."""
        column, row = int(x * DOTS), int(y * DOTS)
        return max(
            self.dots[r * self.width + c] for r in range(row - 1, row + 2) for c in range(column - 1, column + 2)
        )

    def within(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether there is any ink in a rectangle."""
        first, last = int(left * DOTS), int(right * DOTS)
        rows = (row * self.width for row in range(int(top * DOTS), int(bottom * DOTS)))
        return any(max(self.dots[row + first : row + last]) > DARK for row in rows)


def printed(page: Page) -> Ink:
    data = write_pdf([PdfDocument("一份", [page])], title="一份", created=CREATED)
    with pdf_pages.mupdf(data) as document:
        picture = document[0].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
        assert picture.stride == picture.width
        return Ink(picture.width, picture.height, picture.samples.translate(NEGATIVE))


@pytest.fixture(scope="module")
def page() -> Page:
    return pdf_pages.project_page()


@pytest.fixture(scope="module")
def ink(page: Page) -> Ink:
    return printed(page)


def test_every_frame_is_closed_all_around(page: Page, ink: Ink) -> None:
    for box in (box for box in page.boxes if not box.frameless):
        right, bottom = box.x + box.width, box.y + box.height
        for step in range(51):
            x, y = box.x + box.width * step / 50, box.y + box.height * step / 50
            assert min(ink.at(x, box.y), ink.at(x, bottom), ink.at(box.x, y), ink.at(right, y)) > DARK, box.cell.text


def test_outer_corners_are_square(page: Page, ink: Ink) -> None:
    framed = [box for box in page.boxes if not box.frameless]
    right, bottom = max(box.x + box.width for box in framed), max(box.y + box.height for box in framed)
    for x, y in ((framed[0].x, framed[0].y), (right, framed[0].y), (framed[0].x, bottom), (right, bottom)):
        assert ink.at(x, y) > DARK


def test_horizontal_lines_are_equally_thick(page: Page, ink: Ink) -> None:
    x = int((page.boxes[1].x + 1.5) * DOTS)
    column = ink.dots[x :: ink.width]
    thicknesses, thickness = set(), 0
    for dot in column:
        thickness += dot
        if not dot and thickness:
            thicknesses.add(round(thickness / 255, 1))
            thickness = 0
    assert len(thicknesses) <= 2
    assert max(thicknesses) - min(thicknesses) < 0.15


def test_text_stands_inside_its_cell_and_the_margins_are_blank(page: Page, ink: Ink) -> None:
    for box in (box for box in page.boxes if box.lines):
        for placed in box.lines:
            left, right = placed.x, placed.x + placed.line.width
            assert ink.within(left, placed.baseline - box.size, right, placed.baseline), placed.line
            assert left >= box.x
            assert right <= box.x + box.width
    for margin in (
        (0, 0, 19 * MM, page.height - 1),
        (193 * MM, 0, 209 * MM, page.height - 1),
        (0, 0, page.width - 1, 17 * MM),
    ):
        assert not ink.within(*margin)


def test_a_character_that_no_font_has_is_drawn_as_a_crossed_box() -> None:
    missing = printed(pdf_pages.one_box_page("\U000f0000"))
    blank = printed(pdf_pages.one_box_page("\u3000"))
    place = (pdf_pages.LEFT + 2, pdf_pages.TOP + 80, pdf_pages.LEFT + 16, pdf_pages.TOP + 120)
    assert missing.within(*place)
    assert not blank.within(*place)


def test_rare_characters_are_drawn_and_differ() -> None:
    pictures = {printed(pdf_pages.one_box_page(character)).dots for character in "䶮㛃𬭎𫖯𡋤\U000f0000"}
    assert len(pictures) == 6
