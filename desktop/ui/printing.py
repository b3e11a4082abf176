"""Paper: the sides of sheets onto a printer, exactly as the preview shows them.

The driver adds no margins and scales nothing: a page's coordinates start at the corner of the sheet. Size and
orientation are set one by one and before the job begins: Qt checks a whole page layout against the printer's margins
and drops it when the form needs less, and refuses it while a job is running. So sheets of another size are a job of
their own; and a job in which some pages are wider than high goes through the printer upright, those pages drawn with
their head at the sheet's left edge. That is also how a printer's shift is corrected: on the upright sheet it is known
which way it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.errors import UserError
from desktop.session.imposition import Side, is_size, paper_of
from desktop.session.printsettings import PrintSettings, Sides, Stock
from desktop.ui.fonts import GlyphRuns
from desktop.ui.painter import paint_page

_DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}
_SIZES = {Stock.A4: QPageSize.PageSizeId.A4, Stock.A3: QPageSize.PageSizeId.A3}
Progress = Callable[[int], bool]


def set_up(printer: QPrinter, settings: PrintSettings) -> None:
    """Everything but the paper: copies, both sides, tray. A tray the system does not know is left to the printer."""
    printer.setDuplex(_DUPLEX[settings.sides])
    printer.setCollateCopies(settings.collate)
    if printer.supportsMultipleCopies():
        printer.setCopyCount(settings.copies)
    source = QPrinter.PaperSource.__members__.get(settings.tray)
    if source is not None:
        printer.setPaperSource(source)


def taken_back(printer: QPrinter, settings: PrintSettings) -> PrintSettings:
    """The settings as a person changed them in the printer's own dialog."""
    return replace(
        settings,
        printer=printer.printerName() or settings.printer,
        copies=printer.copyCount() if printer.supportsMultipleCopies() else settings.copies,
        collate=printer.collateCopies(),
        sides=next((sides for sides, mode in _DUPLEX.items() if mode is printer.duplex()), settings.sides),
    )


def print_sides(
    printer: QPrinter,
    sides: Sequence[Side],
    settings: PrintSettings,
    *,
    upright: bool = False,
    progress: Progress | None = None,
) -> bool:
    """Print sides in order, `settings.copies` times.

    Args:
        printer: its size of paper and orientation are set here, everything else as `set_up` leaves it.
        sides: what to print; an empty sequence prints nothing.
        settings: copies and their order, where the printer itself cannot make copies.
        upright: send even a job of landscape pages alone as upright sheets; needed where a shift is corrected.
        progress: told the number of sides sent; returning False stops.

    Returns:
        False when `progress` stopped it.

    Raises:
        UserError: the printer does not take the job.
    """
    sent = 0
    again = 1 if printer.supportsMultipleCopies() else settings.copies
    for _, group in groupby(repeated(sides, again, settings), key=_same_paper):
        job = _Job(printer, tuple(group), upright=upright)
        for _ in job.sides_done():
            sent += 1
            if progress is not None and not progress(sent):
                printer.abort()
                return False
    return True


def repeated(sides: Sequence[Side], copies: int, settings: PrintSettings) -> list[Side]:
    """The sides `copies` times: set by set, or sheet by sheet when they are not collated."""
    double = settings.sides is not Sides.ONE
    if copies > 1 and double and len(sides) % 2:
        last = sides[-1]
        sides = [*sides, Side(None, last.number, last.width, last.height)]
    if settings.collate:
        return [*sides] * copies
    step = 2 if double else 1
    sheets = [sides[at : at + step] for at in range(0, len(sides), step)]
    return [side for sheet in sheets for _ in range(copies) for side in sheet]


def paint_side(painter: QPainter, side: Side, runs: GlyphRuns, scale: float) -> None:
    """Draw one side; the painter's origin is its upper left corner, `scale` the painter's units in a pt.

    `runs` are of the page's scale: that times the side's own.
    """
    if side.page is None:
        return
    painter.save()
    painter.translate(side.x * scale, side.y * scale)
    paint_page(painter, side.page, runs)
    painter.restore()


def _same_paper(side: Side) -> tuple[int, int]:
    short, long = paper_of(side)
    return round(short), round(long)


@dataclass
class _Job:
    """Sides on one size of paper."""

    printer: QPrinter
    sides: Sequence[Side]
    upright: bool

    def sides_done(self) -> Iterator[int]:
        """Prints them, telling after each. Raises `UserError`."""
        printer = self.printer
        landscape = not self.upright and all(side.landscape for side in self.sides)
        _lay_out(printer, self.sides[0], landscape=landscape)
        painter = QPainter()
        if not painter.begin(printer):
            raise UserError("打印机没有接受任务", where=printer.printerName(), remedy="请检查打印机是否接通、有无纸张")
        try:
            runs: dict[float, GlyphRuns] = {}
            scale = printer.resolution() / 72
            for index, side in enumerate(self.sides):
                if index and not printer.newPage():
                    raise UserError("打印中断", where=f"第{side.number}页", remedy="请检查打印机后从该页起重新打印")
                glyphs = runs.setdefault(side.scale, GlyphRuns(scale * side.scale))
                painter.save()
                if side.landscape and not landscape:
                    painter.translate(0, side.width * scale)
                    painter.rotate(-90)
                paint_side(painter, side, glyphs, scale)
                painter.restore()
                yield index
        finally:
            painter.end()
        if printer.printerState() is QPrinter.PrinterState.Error:
            raise UserError("打印机报告出错", where=printer.printerName(), remedy="请检查打印机，再看打出了哪几页")


def _lay_out(printer: QPrinter, side: Side, *, landscape: bool) -> None:
    """Set the paper of the job that comes next."""
    paper = paper_of(side)
    usual = next((size for stock, size in _SIZES.items() if is_size(paper, stock)), None)
    size = QPageSize(usual) if usual is not None else QPageSize(QSizeF(*paper), QPageSize.Unit.Point)
    printer.setFullPage(True)
    printer.setPageSize(size)
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if landscape else orientation.Portrait)
