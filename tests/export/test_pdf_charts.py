"""Charts in a PDF: before the table, drawn in colours that the archive format allows, and readable as text."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest

from desktop.export.official import pages_of, pdf_of
from desktop.export.pdf import PdfDocument, write_pdf
from desktop.forms.chartmarks import ACCENT, AMBER
from desktop.forms.page import Page, Patch, Stroke
from tests.forms.charted_form import SOURCES, departments, summary

_open: Any = pymupdf.open  # only part of it has types


def opened(count: int = 12) -> Any:
    return _open(stream=pdf_of([summary(departments(count), dict.fromkeys(SOURCES, "10"))]), filetype="pdf")


def test_the_charts_come_first_and_say_in_words_what_they_show() -> None:
    document = opened()
    first, last = document[0].get_text(), document[-1].get_text()
    for words in ("2024年部门执行情况汇总表", "12 个部门共安排 11340.00 万元", "某县财政局", "1000.00", "80%", "— 1 —"):
        assert words in first
    assert "执行数（万元）" not in first
    assert "执行数（万元）" in last
    assert f"— {len(document)} —" in last


def test_the_pages_of_the_file_are_those_of_the_window() -> None:
    evaluation = summary(departments(40), dict.fromkeys(SOURCES, "10"))
    pages = pages_of(evaluation)
    document = _open(stream=pdf_of([evaluation]), filetype="pdf")
    assert len(document) == len(pages)
    for page, drawn in zip(pages, document, strict=True):
        patches = [mark for mark in page.marks if isinstance(mark, Patch)]
        filled = [found for found in drawn.get_drawings() if found["type"] == "f"]
        assert len(filled) == len(patches)
        for mark, found in zip(patches, filled, strict=True):
            assert tuple(found["rect"]) == pytest.approx(
                (mark.x, mark.y, mark.x + mark.width, mark.y + mark.height), abs=0.02
            )
            assert tuple(round(part * 255) for part in found["fill"]) == mark.color


def test_lines_have_their_colour_and_width() -> None:
    page = Page(200, 100, 1, 1, (), (Stroke(10, 20, 190, 20, 1.5, AMBER), Stroke(10, 40, 60, 90, 0.5, ACCENT)))
    level, slanted = _open(stream=write_pdf([PdfDocument("线", [page])], title="线"), filetype="pdf")[0].get_drawings()
    assert (level["width"], slanted["width"]) == (1.5, 0.5)
    assert tuple(round(part * 255) for part in level["color"]) == AMBER
    assert tuple(round(part * 255) for part in slanted["color"]) == ACCENT
    assert tuple(level["rect"]) == pytest.approx((10, 20, 190, 20), abs=1)
    assert tuple(slanted["rect"]) == pytest.approx((10, 40, 60, 90), abs=1)
