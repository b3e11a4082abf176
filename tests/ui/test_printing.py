"""Pages on paper: right size, right place, one sheet each. The printer is a PDF file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop.errors import UserError
from desktop.forms.faces import Face
from desktop.forms.grid import Cell, Run
from desktop.forms.page import Box, Line, Page, Piece, Placed
from desktop.ui.printing import print_pages

A4 = (595.28, 841.89)
_open: Any = pymupdf.open  # only part of it has types


def _page(number: int, count: int, *, landscape: bool = False) -> Page:
    width, height = A4[::-1] if landscape else A4
    word = Placed(63, 116, Line(42, (Piece(0, 42, "绩效目标", Face.SERIF, 0),)))
    box = Box(60, 100, 200, 24, 10.5, (word,), Cell(0, 0, 1, 1, (Run("绩效目标"),)))
    return Page(width, height, number, count, (box,))


def _printer(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_every_page_is_a_sheet_of_its_own_size(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"
    assert print_pages(_printer(file), [_page(1, 3), _page(2, 3, landscape=True), _page(3, 3)])
    with _open(file) as paper:
        sizes = [(round(page.rect.width), round(page.rect.height)) for page in paper]
    assert sizes == [(595, 842), (842, 595), (595, 842)]


def test_the_table_stands_where_the_page_says(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"
    print_pages(_printer(file), [_page(1, 1)])
    with _open(file) as paper:
        pixels = paper[0].get_pixmap(dpi=144, colorspace=pymupdf.csGRAY)
    dark = [(index % pixels.width, index // pixels.width) for index, shade in enumerate(pixels.samples) if shade < 128]
    columns, rows = [x / 2 for x, _ in dark], [y / 2 for _, y in dark]
    assert (min(columns), min(rows)) == pytest.approx((60, 100), abs=1)
    assert (max(columns), max(rows)) == pytest.approx((260, 124), abs=1)


def test_it_stops_when_told(qapp: QApplication, tmp_path: Path) -> None:
    seen: list[int] = []

    def one_page(sent: int) -> bool:
        seen.append(sent)
        return False

    assert not print_pages(_printer(tmp_path / "out.pdf"), [_page(1, 2), _page(2, 2)], one_page)
    assert seen == [1]


def test_nothing_to_print_prints_nothing(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"
    assert print_pages(_printer(file), [])
    assert not file.exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_one_line(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="打印机"):
        print_pages(_printer(tmp_path / "no folder" / "out.pdf"), [_page(1, 1)])
