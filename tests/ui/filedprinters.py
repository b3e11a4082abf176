"""Printers that print into files: Qt's own print engine draws, only the device is a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from desktop.ui.printers import Abilities, Printers

OFFICE, HALL = "办公室打印机", "走廊打印机"
DARK, INK = 110, 222
"""Shades below: surely printed, and printed at all. The word 草稿 is lighter: it is the forms that are compared."""
_REACH = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
Pixels = set[tuple[int, int]]
_open: Any = pymupdf.open  # only part of it has types


class FiledPrinters(Printers):
    """Two printers; what is printed lies in `file`."""

    trays = False

    def __init__(self, folder: Path) -> None:
        self.file = folder / "printed.pdf"
        self.there = [OFFICE, HALL]
        self.opened: list[QPrinter] = []
        self.edges = (12.0, 12.0, 12.0, 12.0)
        self.both_sides = True
        self.accepts = True
        """What the person answers in the printer's own dialog."""

    def names(self) -> list[str]:
        return self.there

    def usual(self) -> str:
        return OFFICE if OFFICE in self.there else ""

    def open(self, name: str, title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        printer.setDocName(f"{title} @ {name}")
        self.opened.append(printer)
        return printer

    def abilities(self, name: str) -> Abilities:
        assert name in self.there
        return Abilities(self.both_sides, self.edges)

    def adjust(self, printer: QPrinter, owner: QWidget) -> bool:
        assert owner.isVisible()
        return self.accepts

    def paper(self) -> list[tuple[int, int]]:
        """Width and height of each printed side, pt."""
        with _open(self.file) as paper:
            return [(round(page.rect.width), round(page.rect.height)) for page in paper]


def dark(file: Path, page: int, *, dpi: int = 72, turned: bool = False, below: int = 128) -> Pixels:
    """The pixels of a page of a PDF darker than `below`; `turned`: seen with the sheet's left edge at the head."""
    with _open(file) as paper:
        shown = paper[page]
        if turned:
            shown.set_rotation(90)
        pixels = shown.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    wide = pixels.width
    return {(at % wide, at // wide) for at, shade in enumerate(pixels.samples) if shade < below}


@dataclass
class Shown:
    """A page as one of those that draw it draws it.

    They smooth edges differently (a thin line between two pixels is one black or two grey ones), so what is dark in one
    must have some ink within a pixel in the other.
    """

    dark: Pixels
    ink: Pixels

    def alone(self, other: Shown) -> Pixels:
        """What is dark here and has no ink near there."""
        left = self.dark - other.ink
        return {(x, y) for x, y in left if not any((x + right, y + down) in other.ink for right, down in _REACH)}


def shown(file: Path, page: int, *, dpi: int, turned: bool = False) -> Shown:
    """A page of a PDF."""
    return Shown(*(dark(file, page, dpi=dpi, turned=turned, below=below) for below in (DARK, INK)))
