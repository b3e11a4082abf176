"""Pages as they come back: printed, scanned, photographed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pymupdf
from PIL import Image, ImageChops, ImageFilter

from desktop.export.official import pdf_of
from desktop.forms.calculation import Evaluation
from desktop.forms.standing import Standing
from tests.forms.samples import edition_of, sample

_open: Any = pymupdf.open  # only part of it has types


def passed(name: str, revision: int = 3) -> Evaluation:
    """A sample that passed 审核."""
    document = sample(name)
    document.revision = revision
    return Evaluation(edition_of(document), document)


def printed(name: str, dpi: int) -> list[Image.Image]:
    """Its pages on paper, in grey."""
    with _open(stream=pdf_of([passed(name)], [Standing()])) as file:
        found = []
        for page in file:
            pixels = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
            found.append(Image.frombytes("L", (pixels.width, pixels.height), pixels.samples))
        return found


@dataclass(frozen=True, slots=True)
class Camera:
    """How a picture was taken.

    `angle` degrees; `noise` its deviation in greys; `blur` px; `tilt` the part by which the far edge is shorter; `ink`
    and `paper` greys.
    """

    angle: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    tilt: float = 0.0
    ink: int = 0
    paper: int = 255

    def taken(self, sheet: Image.Image) -> Image.Image:
        """The picture."""
        greyed = sheet.point([self.ink + value * (self.paper - self.ink) // 255 for value in range(256)])
        room = round(max(sheet.size) * 0.06)
        desk = Image.new("L", (sheet.width + 2 * room, sheet.height + 2 * room), 140)
        desk.paste(greyed, (room, room))
        bicubic = Image.Resampling.BICUBIC
        turned = desk.rotate(self.angle, expand=True, fillcolor=140, resample=bicubic)
        if self.tilt:
            width, height = turned.size
            corners = (0, 0, width * self.tilt, height, width * (1 - self.tilt / 2), height, width, height * self.tilt)
            turned = turned.transform(turned.size, Image.Transform.QUAD, corners, resample=bicubic, fillcolor=140)
        if self.blur:
            turned = turned.filter(ImageFilter.GaussianBlur(self.blur))
        if self.noise:
            turned = ImageChops.add(turned, Image.effect_noise(turned.size, self.noise), 1, -128)
        return turned


def file_of(picture: Image.Image, kind: str = "JPEG") -> bytes:
    """The picture as a file; a photograph loses some more by being one."""
    stream = io.BytesIO()
    picture.save(stream, kind, **({"quality": 60} if kind == "JPEG" else {}))
    return stream.getvalue()
