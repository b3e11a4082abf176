"""What a page carries beside the form, as PDF drawing operators: drawn before the form, so that it stays readable.

Nothing is transparent: a seal lies under the words, and its picture is laid on white once, when it is embedded. So the
file keeps to what every archive and every printer's interpreter takes. Operators: PDF 32000-1:2008, 8.4, 8.5 and 8.8.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from math import cos, radians, sin
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop.export.pdf.embedding import EmbeddedFonts
from desktop.forms.page import PATCH_EDGE, Color, Image, Matrix, Page, Patch, Picture, Ring, Stroke, Wording

_ROUND = 0.5522847498
"""Handles of the four Bézier curves that make a circle, in radii."""
_WHITE = (255, 255, 255, 255)
_DARK = re.compile(b"\x01+")
"""Modules of a row that touch, the row as bytes."""


class Images:
    """The pictures of one PDF file; each is embedded once, however many pages it is on."""

    def __init__(self) -> None:
        self._images: dict[str, tuple[str, Image]] = {}
        self.resources = pdfdoc.PDFDictionary({})
        """The pages' resources have it under `XObject`."""

    def name(self, image: Image) -> str:
        """What the drawing operators call it (`Im1`)."""
        if image.key not in self._images:
            self._images[image.key] = f"Im{len(self._images) + 1}", image
        return self._images[image.key][0]

    def embed(self, document: Any) -> None:
        """Put them into a `pdfdoc.PDFDocument`. Call when all is drawn."""
        for name, image in self._images.values():
            document.updateSignature(image.key)
            self.resources[name] = document.Reference(_image_object(image))


def marks_content(page: Page, fonts: EmbeddedFonts, images: Images) -> list[str]:
    """The operators for all marks of a page; they leave the graphics state as it was."""
    if not page.marks:
        return []
    operators = ["q"]
    for mark in page.marks:
        match mark:
            case Wording():
                operators += _wording(mark, page.height, fonts)
            case Ring():
                operators += _ring(mark, page.height)
            case Picture():
                operators += _picture(mark, page.height, images)
            case Matrix():
                operators += _matrix(mark, page.height)
            case Patch():
                operators += _patch(mark, page.height)
            case Stroke():
                operators += _stroke(mark, page.height)
    operators.append("Q")
    return operators


def _wording(mark: Wording, height: float, fonts: EmbeddedFonts) -> Iterator[str]:
    along, up = cos(radians(mark.angle)), sin(radians(mark.angle))
    turned = f"{_n(along, 5)} {_n(up, 5)} {_n(-up, 5)} {_n(along, 5)}"
    yield f"BT {_n(mark.grey)} g"
    for piece in mark.line.pieces:
        font = fonts[piece.face]
        x, y = mark.x + piece.x * along, height - mark.baseline + piece.x * up
        yield f"/{font.name} {_n(mark.size)} Tf"
        yield f"{turned} {_n(x)} {_n(y)} Tm <{font.encode(piece.text)}> Tj"
    yield "ET"


def _ring(mark: Ring, height: float) -> Iterator[str]:
    x, y, r, h = mark.x, height - mark.y, mark.radius, mark.radius * _ROUND
    curves = (
        (x + r, y + h, x + h, y + r, x, y + r),
        (x - h, y + r, x - r, y + h, x - r, y),
        (x - r, y - h, x - h, y - r, x, y - r),
        (x + h, y - r, x + r, y - h, x + r, y),
    )
    yield f"{_n(mark.grey)} G {_n(mark.width)} w {_n(x + r)} {_n(y)} m"
    for curve in curves:
        yield f"{' '.join(map(_n, curve))} c"
    yield "s"


def _picture(mark: Picture, height: float, images: Images) -> Iterator[str]:
    """The whole image, cut to the part's rectangle."""
    whole = mark.width / (mark.end - mark.start)
    bottom = height - mark.y - mark.height
    yield f"q {_n(mark.x)} {_n(bottom)} {_n(mark.width)} {_n(mark.height)} re W n"
    yield f"{_n(whole)} 0 0 {_n(mark.height)} {_n(mark.x - mark.start * whole)} {_n(bottom)} cm"
    yield f"/{images.name(mark.image)} Do Q"


def _matrix(mark: Matrix, height: float) -> Iterator[str]:
    """All dark modules as one path in units of a module, those of a row that touch as one rectangle."""
    yield f"q {_n(mark.module)} 0 0 {_n(-mark.module)} {_n(mark.x)} {_n(height - mark.y)} cm 0 g"
    for y, row in enumerate(mark.rows):
        for run in _DARK.finditer(bytes(row)):
            x, end = run.span()
            yield f"{x} {y} {end - x} 1 re"
    yield "f Q"


def _patch(mark: Patch, height: float) -> Iterator[str]:
    yield f"{_color(mark.color)} rg {_rectangle(mark, height)} f"
    if mark.edge is not None:
        yield f"q {_color(mark.edge)} RG {_n(PATCH_EDGE)} w {_rectangle(mark, height, PATCH_EDGE / 2)} S Q"


def _rectangle(mark: Patch, height: float, inset: float = 0.0) -> str:
    bottom = height - mark.y - mark.height + inset
    return f"{_n(mark.x + inset)} {_n(bottom)} {_n(mark.width - 2 * inset)} {_n(mark.height - 2 * inset)} re"


def _stroke(mark: Stroke, height: float) -> Iterator[str]:
    path = f"{_n(mark.x0)} {_n(height - mark.y0)} m {_n(mark.x1)} {_n(height - mark.y1)} l S"
    yield f"q {_color(mark.color)} RG {_n(mark.width)} w {path} Q"


def _color(color: Color) -> str:
    return " ".join(_n(part / 255, 4) for part in color)


def _n(value: float, digits: int = 2) -> str:
    """A number as PDF reads it: never with an exponent."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"


def _image_object(image: Image) -> Any:
    """An image XObject: laid on white; of one ink, as a cleaned seal is, a byte for each dot says how much of it."""
    from PIL import Image as Pictures  # noqa: PLC0415  # only files with a picture in them load Pillow

    with Pictures.open(io.BytesIO(image.png)) as opened:
        picture = opened.convert("RGBA")
    *channels, opacity = picture.split()
    inks = [set(channel.tobytes()) for channel in channels]
    if all(len(values) == 1 for values in inks):
        ink = [values.pop() for values in inks]
        space = f"[/Indexed /DeviceRGB 255 <{''.join(_tint(ink, share) for share in range(256))}>]"
        data = opacity.tobytes()
    else:
        white = Pictures.new("RGBA", picture.size, _WHITE)
        space = "/DeviceRGB"
        data = Pictures.alpha_composite(white, picture).convert("RGB").tobytes()
    stream = pdfdoc.PDFStream(content=zlib.compress(data))
    stream.dictionary.dict |= {
        "Type": "/XObject", "Subtype": "/Image", "Width": picture.width, "Height": picture.height,
        "ColorSpace": space, "BitsPerComponent": 8, "Filter": "/FlateDecode",
    }  # fmt: skip
    return stream


def _tint(ink: Sequence[int], share: int) -> str:
    """An ink that covers so many of 255 parts of white paper, as hexadecimal digits."""
    return "".join(f"{round((part * share + 255 * (255 - share)) / 255):02X}" for part in ink)
