"""Sides on paper: right size, right place, right order. The printer is a PDF file."""

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
from desktop.forms.page import MM, Box, Line, Page, Piece, Placed
from desktop.session.imposition import Side, sides_of
from desktop.session.printsettings import PrintSettings, Scale, Shift, Sides, Stock
from desktop.ui.printers import Printers
from desktop.ui.printing import print_sides, repeated, set_up, taken_back
from tests.ui.filedprinters import HALL, OFFICE, FiledPrinters, dark

A4, A3 = (210 * MM, 297 * MM), (297 * MM, 420 * MM)
_open: Any = pymupdf.open  # only part of it has types


def page(number: int = 1, size: tuple[float, float] = A4) -> Page:
    word = Placed(63, 116, Line(42, (Piece(0, 42, "绩效目标", Face.SERIF, 0),)))
    box = Box(60, 100, 200, 24, 10.5, (word,), Cell(0, 0, 1, 1, (Run("绩效目标"),)))
    return Page(*size, number, number, (box,))


def sides(*sizes: tuple[float, float], settings: PrintSettings | None = None, shift: Shift | None = None) -> list[Side]:
    pages = [page(number, size) for number, size in enumerate(sizes, 1)]
    return sides_of([pages], settings or PrintSettings(), shift or Shift())


@pytest.fixture
def printers(qapp: QApplication, tmp_path: Path) -> FiledPrinters:
    assert qapp is not None
    return FiledPrinters(tmp_path)


def frame(pixels: set[tuple[int, int]], dpi: int) -> list[float]:
    """Left, top, right and bottom of what is dark, pt."""
    across, down = [x for x, _ in pixels], [y for _, y in pixels]
    return [value * 72 / dpi for value in (min(across), min(down), max(across), max(down))]


@pytest.mark.parametrize(
    ("sizes", "paper"),
    [
        ([A4], [(595, 842)]),
        ([A4[::-1], A4[::-1]], [(842, 595)] * 2),
        # A job has one kind of sheet: what is wider than high is drawn onto it turned.
        ([A4, A4[::-1], A4], [(595, 842)] * 3),
        ([A3], [(842, 1191)]),
    ],
)
def test_each_side_is_a_sheet(
    printers: FiledPrinters, sizes: list[tuple[float, float]], paper: list[tuple[int, int]]
) -> None:
    assert print_sides(printers.open(OFFICE, ""), sides(*sizes), PrintSettings())
    assert printers.paper() == paper


def test_sheets_of_another_size_are_a_job_of_their_own(printers: FiledPrinters) -> None:
    sent: list[int] = []

    def go_on(count: int) -> bool:
        sent.append(count)
        return True

    print_sides(printers.open(OFFICE, ""), sides(A4, A4, A3), PrintSettings(), progress=go_on)
    assert sent == [1, 2, 3]
    assert printers.paper() == [(842, 1191)], "the second job lies in the file, the first was there before it"


def test_the_table_stands_where_the_page_says(printers: FiledPrinters) -> None:
    print_sides(printers.open(OFFICE, ""), sides(A4), PrintSettings())
    assert frame(dark(printers.file, 0, dpi=144), 144) == pytest.approx([60, 100, 260, 124], abs=1)


def test_a_turned_page_stands_there_too_with_its_head_at_the_sheets_left(printers: FiledPrinters) -> None:
    print_sides(printers.open(OFFICE, ""), sides(A4, A4[::-1]), PrintSettings())
    assert frame(dark(printers.file, 1, dpi=144, turned=True), 144) == pytest.approx([60, 100, 260, 124], abs=1)


@pytest.mark.parametrize(("size", "turned"), [(A4, False), (A4[::-1], True)])
def test_a_shift_moves_everything_on_the_upright_sheet(
    printers: FiledPrinters, size: tuple[float, float], turned: bool
) -> None:
    where = []
    for shift in (Shift(), Shift(right=10, down=5)):
        moved = sides(size, shift=shift)
        print_sides(printers.open(OFFICE, ""), moved, PrintSettings(), upright=True)
        where.append(frame(dark(printers.file, 0, dpi=144), 144))
    assert printers.paper() == [(595, 842)], "upright, so that it is known which way the shift goes"
    by = [after - before for before, after in zip(*where, strict=True)]
    assert by == pytest.approx([10 * MM, 5 * MM] * 2, abs=1)
    if turned:
        assert where[0][0] == pytest.approx(100, abs=1), "the head is at the left"


def test_a_form_on_a3_is_made_smaller_for_a4_when_that_is_asked_for(printers: FiledPrinters) -> None:
    settings = PrintSettings(stock=Stock.A4, scale=Scale.FIT)
    print_sides(printers.open(OFFICE, ""), sides(A3, settings=settings), settings)
    assert printers.paper() == [(595, 842)]
    expected = [value * 210 / 297 for value in (60, 100, 260, 124)]
    assert frame(dark(printers.file, 0, dpi=144), 144) == pytest.approx(expected, abs=1)


def test_a_blank_back_is_a_side_of_its_own(printers: FiledPrinters) -> None:
    settings = PrintSettings(sides=Sides.LONG)
    pile = sides_of([[page()], [page()]], settings, Shift())
    print_sides(printers.open(OFFICE, ""), pile, settings)
    assert len(printers.paper()) == 3
    assert dark(printers.file, 1) == set()
    assert dark(printers.file, 2)


@pytest.mark.parametrize(
    ("settings", "order"),
    [
        (PrintSettings(copies=2), [1, 2, 3, 1, 2, 3]),
        (PrintSettings(copies=2, collate=False), [1, 1, 2, 2, 3, 3]),
        (PrintSettings(copies=2, sides=Sides.LONG), [1, 2, 3, None, 1, 2, 3, None]),
        (PrintSettings(copies=2, sides=Sides.LONG, collate=False), [1, 2, 1, 2, 3, None, 3, None]),
        (PrintSettings(copies=1, sides=Sides.LONG), [1, 2, 3]),
    ],
)
def test_copies_come_set_by_set_or_sheet_by_sheet(settings: PrintSettings, order: list[int | None]) -> None:
    made = repeated(sides(A4, A4, A4), settings.copies, settings)
    assert [side.number if side.page is not None else None for side in made] == order


def test_copies_are_made_here_where_the_printer_makes_none(printers: FiledPrinters) -> None:
    settings = PrintSettings(copies=3)
    printer = printers.open(OFFICE, "")
    set_up(printer, settings)
    assert not printer.supportsMultipleCopies()
    print_sides(printer, sides(A4, A4), settings)
    assert len(printers.paper()) == 6


@pytest.mark.parametrize("collate", [True, False])
def test_a_printer_is_told_what_it_can_do_itself(printers: FiledPrinters, collate: bool) -> None:
    printer = printers.open(OFFICE, "")
    set_up(printer, PrintSettings(collate=collate, tray="Manual", sides=Sides.LONG))
    assert printer.collateCopies() is collate
    set_up(printer, PrintSettings(tray="没有的纸盒"))
    assert printer.isValid()


class Adjusted(QPrinter):
    """As it is after its own dialog."""

    def printerName(self) -> str:
        return HALL

    def copyCount(self) -> int:
        return 4

    def supportsMultipleCopies(self) -> bool:
        return True

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexShortSide


def test_what_was_set_in_the_printers_own_dialog_is_taken_over(qapp: QApplication) -> None:
    assert qapp is not None
    printer = Adjusted(QPrinter.PrinterMode.ScreenResolution)
    printer.setCollateCopies(False)
    before = PrintSettings(OFFICE, "Manual", scale=Scale.FIT)
    assert taken_back(printer, before) == PrintSettings(HALL, "Manual", 4, False, Sides.SHORT, scale=Scale.FIT)


def test_a_printer_that_keeps_its_mind_to_itself_changes_nothing(printers: FiledPrinters) -> None:
    settings = PrintSettings(OFFICE, copies=3)
    assert taken_back(printers.open(OFFICE, ""), settings) == settings


def test_the_machines_own_printers_can_be_asked(qapp: QApplication) -> None:
    assert qapp is not None
    printers = Printers()
    assert printers.usual() in ("", *printers.names())
    assert printers.open("", "目标批复表").docName() == "目标批复表"
    assert min(printers.abilities("").edges) >= 0


def test_it_stops_when_told(printers: FiledPrinters) -> None:
    seen: list[int] = []

    def one_page(sent: int) -> bool:
        seen.append(sent)
        return False

    assert not print_sides(printers.open(OFFICE, ""), sides(A4, A4), PrintSettings(), progress=one_page)
    assert seen == [1]


def test_nothing_to_print_prints_nothing(printers: FiledPrinters) -> None:
    assert print_sides(printers.open(OFFICE, ""), [], PrintSettings())
    assert not printers.file.exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_one_line(printers: FiledPrinters, tmp_path: Path) -> None:
    printer = printers.open(OFFICE, "")
    printer.setOutputFileName(str(tmp_path / "no folder" / "out.pdf"))
    with pytest.raises(UserError, match="打印机没有接受任务"):
        print_sides(printer, sides(A4), PrintSettings())
    assert printer.printerState() is not QPrinter.PrinterState.Active
