"""Screen, printer and PDF show the same page: the form's words and lines, and everything it carries beside them.

Each page is drawn three times at 150 dpi and compared dot by dot: what is dark, coloured or grey in one drawing is so
in the others, at the same place within a third of a millimetre.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import reduce
from itertools import permutations, product
from pathlib import Path
from random import Random
from typing import Any

import pymupdf
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from desktop.export.official import pages_of
from desktop.export.pdf import PdfDocument, write_pdf
from desktop.export.seal import cleaned_seal
from desktop.forms.dressing import Seal, SealChoice
from desktop.forms.page import MM, Matrix, Page, Stroke
from desktop.forms.qr import decode
from desktop.forms.standing import Standing
from desktop.session.imposition import sides_of
from desktop.session.printsettings import PrintSettings, Shift
from desktop.ui.fonts import GlyphRuns
from desktop.ui.painter import paint_page
from desktop.ui.printing import print_sides
from tests.forms.charted_form import SOURCES, departments, summary
from tests.forms.samples import evaluated, sample
from tests.seals import data, seal

DPI = 150
NEAR = 2
"""Dots within which a dot must find its like: a third of a millimetre."""
TILE = 150
"""Dots of the squares that are looked at one by one: an inch."""
FEW = 30
"""Dots of a tile that may be alone: of its 22 500 those where an edge or a hairline is rounded differently."""
CREATED = datetime(2023, 3, 4)  # noqa: DTZ001  # a fixed date without zone
_open: Any = pymupdf.open  # only part of it has types

FORMS = ["B-示例", "C-示例", "E-示例", "H-示例"]
"""Portrait, landscape on three pages, landscape, a report."""
PICTURE = SealChoice(Seal.PICTURE, 42, cleaned_seal(data(seal())), across=True)
STANDINGS = {
    "draft": Standing(draft=True, seal=SealChoice(Seal.RING)),
    "passed": Standing(seal=PICTURE),
}
BARE = Standing()


def pages(name: str, standing: Standing) -> list[Page]:
    document = sample(name)
    document.revision = 2
    return pages_of(evaluated(document), standing)


def on_screen(pages: list[Page], dpi: int = DPI) -> Iterator[Image.Image]:
    """As the window paints it."""
    runs = GlyphRuns(dpi / 72)
    for page in pages:
        image = QImage(round(page.width * dpi / 72), round(page.height * dpi / 72), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_page(painter, page, runs)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt wants str
        yield Image.open(io.BytesIO(buffer.data().data())).convert("RGB")


def from_printer(pages: list[Page], folder: Path, dpi: int = DPI) -> Iterator[Image.Image]:
    """As the printer gets it: Qt's own PDF driver in its place."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    settings = PrintSettings()
    print_sides(printer, sides_of([pages], settings, Shift()), settings)
    yield from rasterised((folder / "printed.pdf").read_bytes(), dpi)


def in_pdf(pages: list[Page], dpi: int = DPI) -> Iterator[Image.Image]:
    """As the PDF file shows it."""
    yield from rasterised(write_pdf([PdfDocument("表", pages)], title="表", created=CREATED), dpi)


def rasterised(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    with _open(stream=pdf, filetype="pdf") as paper:
        for page in paper:
            pixels = page.get_pixmap(dpi=dpi)
            yield Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)


def inks(picture: Image.Image) -> dict[str, Image.Image]:
    """What is dark, what is red, and what is not white at all, as masks."""
    red, green, blue = picture.split()
    lead = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    return {
        "dark": picture.convert("L").point([255 if value < 140 else 0 for value in range(256)]),
        "red": lead.point([255 if value > 90 else 0 for value in range(256)]),
        "grey": picture.convert("L").point([255 if value < 242 else 0 for value in range(256)]),
    }


def grown(mask: Image.Image) -> Image.Image:
    """The mask with everything that is near its dots."""
    for across, down in ((1, 0), (0, 1)):
        for _ in range(NEAR):
            beside = (ImageChops.offset(mask, way * across, way * down) for way in (-1, 1))
            mask = reduce(ImageChops.lighter, beside, mask)
    return mask


def alone(one: Image.Image, around: Image.Image) -> int:
    """The dots of one mask that do not lie within the other, in the tile that has most of them."""
    strays = ImageChops.subtract(one, around)
    tiles = product(range(0, one.width, TILE), range(0, one.height, TILE))
    return max(strays.crop((x, y, x + TILE, y + TILE)).histogram()[255] for x, y in tiles)


def differences(drawings: dict[str, Image.Image]) -> dict[tuple[str, str, str], int]:
    """Of all pairs of drawings and all inks those that do not agree."""
    width = min(drawing.width for drawing in drawings.values())
    height = min(drawing.height for drawing in drawings.values())
    masks = {name: inks(drawing.crop((0, 0, width, height))) for name, drawing in drawings.items()}
    near = {name: {ink: grown(mask) for ink, mask in found.items()} for name, found in masks.items()}
    counts = {
        (one, other, ink): alone(mask, near[other][ink])
        for one, other in permutations(masks, 2)
        for ink, mask in masks[one].items()
    }
    return {pair: count for pair, count in counts.items() if count > FEW}


@pytest.mark.parametrize("standing", STANDINGS.values(), ids=STANDINGS.keys())
@pytest.mark.parametrize("name", FORMS)
def test_all_three_show_the_same(qapp: QApplication, tmp_path: Path, name: str, standing: Standing) -> None:
    made = pages(name, standing)
    drawn = zip(on_screen(made), from_printer(made, tmp_path), in_pdf(made), strict=True)
    for screen, printer, pdf in drawn:
        assert screen.size == pytest.approx(pdf.size, abs=1)
        assert printer.size == pytest.approx(pdf.size, abs=1)
        assert not differences({"screen": screen, "printer": printer, "pdf": pdf})


def test_charts_too(qapp: QApplication, tmp_path: Path) -> None:
    made = pages_of(summary(departments(25), dict.fromkeys(SOURCES, "10")))
    assert any(isinstance(mark, Stroke) for mark in made[0].marks)
    drawn = zip(on_screen(made), from_printer(made, tmp_path), in_pdf(made), strict=True)
    for screen, printer, pdf in drawn:
        assert not differences({"screen": screen, "printer": printer, "pdf": pdf})


def test_the_comparison_sees_a_mark_that_is_a_millimetre_off(qapp: QApplication) -> None:
    (page,) = pages("B-示例", STANDINGS["passed"])
    for at, mark in enumerate(page.marks):
        assert not isinstance(mark, Stroke), "no chart on this page"
        moved = replace(mark, x=mark.x + MM)
        other = replace(page, marks=(*page.marks[:at], moved, *page.marks[at + 1 :]))
        (one,), (two,) = on_screen([page]), in_pdf([other])
        assert differences({"screen": one, "pdf": two}), type(mark).__name__


@pytest.mark.parametrize("name", FORMS)
def test_the_code_is_read_off_all_three(qapp: QApplication, tmp_path: Path, name: str) -> None:
    made = pages(name, STANDINGS["passed"])
    dpi = 200  # what office scanners are set to
    drawings = (on_screen(made, dpi), from_printer(made, tmp_path, dpi), in_pdf(made, dpi))
    for drawing in drawings:
        for page, picture in zip(made, drawing, strict=True):
            (found,) = zxingcpp.read_barcodes(picture)
            assert decode(found.text).page == page.number


@pytest.mark.parametrize("share", [0.1, 0.16])
def test_the_code_is_read_off_a_poor_copy(qapp: QApplication, share: float) -> None:
    """A sheet copied and scanned askew, grey and grainy."""
    made = pages("C-示例", BARE)
    picture = next(in_pdf(made, 300)).convert("L").filter(ImageFilter.GaussianBlur(1.5))
    grain = Image.frombytes("L", picture.size, Random(1).randbytes(picture.width * picture.height))
    copy = Image.blend(picture, grain, share).rotate(1.5, fillcolor=200)
    assert decode(zxingcpp.read_barcodes(copy)[0].text).count == 3


def test_on_screen_the_code_is_sharp_at_every_zoom(qapp: QApplication) -> None:
    (page,) = pages("B-示例", BARE)
    (code,) = [mark for mark in page.marks if isinstance(mark, Matrix)]
    for dpi in (96, 110, 144):
        scale = dpi / 72
        (picture,) = on_screen([page], dpi)
        left, top = round(code.x * scale), round(code.y * scale)
        shown = picture.crop((left, top, round((code.x + code.size) * scale), round((code.y + code.size) * scale)))
        assert {color for _, color in shown.getcolors() or []} == {(0, 0, 0), (255, 255, 255)}
