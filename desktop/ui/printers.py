"""The printers of this machine. Behind one class, so that a test puts a file in their place.

Asking for a printer's name costs nothing; asking what it can do opens its driver, which on a network printer that is
switched off takes seconds. So that is asked of the printer that was chosen, and of no other.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

TRAYS = {
    "": "自动选择",
    "Upper": "上层纸盒",
    "Middle": "中层纸盒",
    "Lower": "下层纸盒",
    "LargeCapacity": "大容量纸盒",
    "Cassette": "纸盒",
    "Manual": "手动进纸",
}
"""Names of `QPrinter.PaperSource`, and what they are called here."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a printer can do. `edges`: left, right, top and bottom of the upright sheet that stay white, pt."""

    both_sides: bool
    edges: tuple[float, float, float, float]


class Printers:
    """Asks the system."""

    trays: bool = sys.platform == "win32"
    """Whether Qt can choose the tray: it can on Windows alone. Elsewhere the printer's own dialog does it."""

    def names(self) -> list[str]:
        """All of them, in the system's order."""
        return QPrinterInfo.availablePrinterNames()

    def usual(self) -> str:
        """The one the system proposes, `""` when there is none."""
        return QPrinterInfo.defaultPrinterName()

    def open(self, name: str, title: str) -> QPrinter:
        """A printer to set up and print on; `title` is shown in its queue."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        printer.setDocName(title)
        return printer

    def abilities(self, name: str) -> Abilities:
        """What a printer can do with a sheet of A4."""
        info = QPrinterInfo.printerInfo(name)
        printer = self.open(name, "")
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        layout = printer.pageLayout()
        layout.setUnits(QPageLayout.Unit.Point)
        least = layout.minimumMargins()
        both = any(mode is not QPrinter.DuplexMode.DuplexNone for mode in info.supportedDuplexModes())
        return Abilities(both, (least.left(), least.right(), least.top(), least.bottom()))

    def adjust(self, printer: QPrinter, owner: QWidget) -> bool:
        """The printer's own dialog, for what only its driver knows; False when it was cancelled."""
        from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415  # seldom needed

        dialog = QPrintDialog(printer, owner)
        dialog.setWindowTitle("打印机的设置")
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted
