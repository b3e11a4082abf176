"""Preview, printer and PDF show the same paper: the same lines at the same places.

Three roads from one page: the preview's own widget, Qt's print engine, and the file that is written without Qt.
Nothing may be on one of them alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.export.official import pages_of, pdf_of
from desktop.forms.standing import Standing
from desktop.session.imposition import Side, sides_of
from desktop.session.printsettings import PrintSettings, Shift
from desktop.ui.printing import print_sides
from desktop.ui.printpreview.paperview import PaperView
from tests.forms.samples import evaluated, sample
from tests.ui.filedprinters import DARK, INK, OFFICE, FiledPrinters, Shown, shown

DPI = 96
"""The preview's at 100 %."""
SAMPLES = ["B-示例", "C-示例", "H-示例"]
"""Upright on one page, across on three, and a report."""


@dataclass
class Roads:
    """A page on all three."""

    preview: Shown
    paper: Shown
    file: Shown


def previewed(qtbot: QtBot, side: Side) -> Shown:
    """A side as the preview draws it at 100 %, from the sheet's corner."""
    view = PaperView()
    qtbot.addWidget(view)
    view.resize(1400, 1400)
    view.show()
    view.show_sides([side], [""], (0.0, 0.0, 0.0, 0.0))
    view.set_zoom(1.0)
    grey = view.viewport().grab(view.stack.rects[0]).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    shades, stride = bytes(grey.constBits()), grey.bytesPerLine()
    wide = grey.width()
    ink = {(at % stride, at // stride): shade for at, shade in enumerate(shades) if shade < INK and at % stride < wide}
    return Shown({at for at, shade in ink.items() if shade < DARK}, set(ink))


def roads(qtbot: QtBot, name: str, folder: Path) -> list[Roads]:
    evaluation, standing = evaluated(sample(name)), Standing(draft=True)
    sides = sides_of([pages_of(evaluation, standing)], PrintSettings(), Shift())
    printers = FiledPrinters(folder)
    print_sides(printers.open(OFFICE, ""), sides, PrintSettings())
    file = folder / "official.pdf"
    file.write_bytes(pdf_of([evaluation], [standing]))
    return [
        Roads(previewed(qtbot, side), shown(printers.file, number, dpi=DPI), shown(file, number, dpi=DPI))
        for number, side in enumerate(sides[:2])
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_preview_paper_and_file_are_the_same(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    pages = roads(qtbot, name, tmp_path)
    for page in pages:
        for one, other in ((page.paper, page.file), (page.preview, page.paper), (page.preview, page.file)):
            assert len(one.dark) > 1000
            assert one.alone(other) == set()
            assert other.alone(one) == set()
    moved = Shown({(x + 2, y) for x, y in pages[0].paper.dark}, set())
    assert len(moved.alone(pages[0].file)) > 100, "half a millimetre would be seen"
