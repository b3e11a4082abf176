"""Seals for the tests, drawn here: no real one is kept in the project."""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

RED = (214, 30, 36)


def seal(side: int = 900, color: tuple[int, int, int] = RED) -> Image.Image:
    """A ring, a bar in its middle and a short stroke at its upper left, on nothing."""
    found = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(found)
    ink = (*color, 255)
    draw.ellipse((0, 0, side - 1, side - 1), outline=ink, width=side // 30)
    draw.rectangle((side * 0.35, side * 0.45, side * 0.65, side * 0.55), fill=ink)
    draw.rectangle((side * 0.25, side * 0.25, side * 0.32, side * 0.32), fill=ink)
    return found


def scanned(side: int = 700, *, paper: tuple[int, int, int] = (238, 234, 226), shade: int = 110) -> Image.Image:
    """A seal pressed beside black print and below a red line, on paper that grows darker towards the top."""
    sheet = Image.new("RGB", (side * 3, side * 2), paper)
    draw = ImageDraw.Draw(sheet)
    draw.line((60, 80, side * 3 - 60, 80), fill=(200, 40, 40), width=6)
    for row in range(4):
        draw.rectangle((80, 200 + 90 * row, side, 235 + 90 * row), fill=(35, 35, 35))
    mark = seal(side)
    grain = Image.frombytes("L", mark.size, Random(1).randbytes(side * side))
    worn = grain.point([255 - value // 3 for value in range(256)])
    mark.putalpha(ImageChops.multiply(mark.getchannel("A"), worn))
    sheet.paste(mark, (side + 200, side // 2), mark)
    darkness = (
        Image.linear_gradient("L")
        .resize(sheet.size)
        .point([255 - shade + value * shade // 255 for value in range(256)])
    )
    sheet = ImageChops.multiply(sheet, Image.merge("RGB", [darkness] * 3))
    return sheet.filter(ImageFilter.GaussianBlur(1))


def data(picture: Image.Image, kind: str = "PNG") -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()
