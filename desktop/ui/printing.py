"""Paper: the paginated pages onto a printer, exactly as they are in the PDF.

Nothing is scaled to fit and the driver adds no margins: a page's coordinates start at the corner of the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop.errors import UserError
from desktop.forms.page import Page
from desktop.ui.fonts import GlyphRuns
from desktop.ui.painter import paint_page

_A4 = (595.28, 841.89)
_TOLERANCE = 2.0
"""pt; a page within this of A4 is A4, so that the driver takes the tray and not a paper of its own."""


def print_pages(printer: QPrinter, pages: Sequence[Page], progress: Callable[[int], bool] | None = None) -> bool:
    """Print pages in order, each with its own orientation. One copy; copies and collation are the driver's.

    Args:
        printer: set up by the print dialog. Paper size, orientation and margins are taken from the pages.
        pages: what to print; an empty sequence prints nothing.
        progress: told the number of pages sent; returning False stops.

    Returns:
        False when `progress` stopped it.

    Raises:
        UserError: the printer does not take the job.
    """
    if not pages:
        return True
    printer.setFullPage(True)
    _lay_out(printer, pages[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError("打印机没有接受任务", where=printer.printerName(), remedy="请检查打印机是否接通、有无纸张")
    try:
        runs = GlyphRuns(printer.resolution() / 72)
        for index, page in enumerate(pages):
            if index:
                _lay_out(printer, page)
                if not printer.newPage():
                    raise UserError("打印中断", where=f"第{index + 1}页", remedy="请检查打印机后从该页起重新打印")
            paint_page(painter, page, runs)
            if progress is not None and not progress(index + 1):
                printer.abort()
                return False
    finally:
        painter.end()
    return True


def _lay_out(printer: QPrinter, page: Page) -> None:
    """Set the paper of the page that comes next."""
    short, long = sorted((page.width, page.height))
    if abs(short - _A4[0]) < _TOLERANCE and abs(long - _A4[1]) < _TOLERANCE:
        size = QPageSize(QPageSize.PageSizeId.A4)
    else:
        size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point)
    landscape = page.width > page.height
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0)))
