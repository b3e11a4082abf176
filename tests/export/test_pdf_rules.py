"""The table's lines: every edge there, each stretch drawn once, closed at the corners and equally thick."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.export.pdf import PdfDocument, write_pdf
from desktop.export.pdf.rules import UNIT, rules
from desktop.forms.page import LINE_WIDTH, Box, Page
from tests.export import pdf_pages

CREATED = datetime(2023, 3, 4)  # noqa: DTZ001  # a fixed date without zone keeps the bytes the same
DOT = 72 / 600


def box(x: float, y: float, width: float, height: float, *, frameless: bool = False) -> Box:
    framed = pdf_pages.box(x, y, width, "", height=height)
    return pdf_pages.free_line(y, "题", 12) if frameless else framed


def lines(*boxes: Box) -> list[tuple[float, float, float, float]]:
    return [(rule.x0 / UNIT, rule.y0 / UNIT, rule.x1 / UNIT, rule.y1 / UNIT) for rule in rules(boxes)]


def test_a_box_has_four_edges() -> None:
    assert lines(box(12, 24, 60, 36)) == [(12, 24, 72, 24), (12, 60, 72, 60), (12, 24, 12, 60), (72, 24, 72, 60)]


def test_neighbours_share_their_edge_and_collinear_edges_become_one() -> None:
    assert lines(box(12, 24, 60, 36), box(72, 24, 60, 36)) == [
        (12, 24, 132, 24),
        (12, 60, 132, 60),
        (12, 24, 12, 60),
        (72, 24, 72, 60),
        (132, 24, 132, 60),
    ]


def test_a_gap_stays_open() -> None:
    across = [line for line in lines(box(12, 24, 60, 36), box(84, 24, 60, 36)) if line[1] == line[3]]
    assert across == [(12, 24, 72, 24), (84, 24, 144, 24), (12, 60, 72, 60), (84, 60, 144, 60)]


def test_a_box_within_a_longer_edge_adds_nothing_to_it() -> None:
    tall, short = box(12, 24, 60, 72), box(72, 36, 60, 24)
    down = [line for line in lines(tall, short) if line[0] == line[2]]
    assert down == [(12, 24, 12, 96), (72, 24, 72, 96), (132, 36, 132, 60)]


def test_frameless_boxes_have_no_edges() -> None:
    assert lines(box(12, 24, 60, 36, frameless=True)) == []


@pytest.mark.parametrize("x", [30.06, 30.18, 41.7, 57.3, 99.06])
def test_edges_that_differ_only_in_the_last_bit_are_one_line(x: float) -> None:
    near = x + 2**-40
    assert near != x
    down = [line for line in lines(box(12, 24, x - 12, 36), box(near, 24, 60, 36)) if line[0] == line[2]]
    assert len(down) == 3


def test_lines_lie_on_the_dots_of_a_printer_and_near_their_boxes() -> None:
    boxes = pdf_pages.project_page().boxes
    exact = {edge for box in boxes for edge in (box.x, box.x + box.width, box.y, box.y + box.height)}
    for place in {place for line in lines(*boxes) for place in line}:
        assert place / DOT == pytest.approx(round(place / DOT), abs=1e-6)
        assert min(abs(place - edge) for edge in exact) <= DOT / 2 + 1e-6


def test_a_page_without_frames_draws_no_lines() -> None:
    assert drawn(pdf_pages.page([pdf_pages.free_line(80, "附件", 12)])) == []


def test_the_lines_are_one_black_path_half_a_point_wide_with_closed_corners() -> None:
    (path,) = drawn(pdf_pages.project_page())
    assert (path["type"], path["width"], path["color"]) == ("s", LINE_WIDTH, (0.0, 0.0, 0.0))
    assert path["lineCap"] == (2, 2, 2)


def drawn(page: Page) -> list[dict[str, object]]:
    data = write_pdf([PdfDocument("一份", [page])], title="一份", created=CREATED)
    with pdf_pages.mupdf(data) as document:
        drawings: list[dict[str, object]] = document[0].get_drawings()
    return drawings
