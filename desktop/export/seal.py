"""A unit's picture of its own seal, made fit to be set under the words of a form.

Two kinds are taken: a picture with transparency, whose colours stay as they are, and a scan or photo of a seal on
paper. Of the latter only the red is kept, measured as the lead of red over green and blue, because that is the same in
the light and in the shadow of a photo, and nothing for grey paper and black print. What comes out is the seal alone,
square, one even ink on nothing. A picture is not an electronic seal; the window says so.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image as Pictures
from PIL import ImageChops, ImageFilter, ImageOps, ImageStat, UnidentifiedImageError

from desktop.errors import UserError, os_fault
from desktop.forms.page import Image

LEAST_SIDE = 300
"""Pixels across a seal at least: 180 dpi at 42 mm. Less is blurred on paper."""
GREATEST_SIDE = 1000
"""Pixels kept: 600 dpi at 42 mm."""
MOST_BYTES = 40 * 2**20
MOST_PIXELS = 45_000_000
"""A sheet of A4 at 600 dpi has 35 million; more is no scan of a seal."""

_FORMATS = ("PNG", "JPEG", "BMP", "TIFF")
_MAP_SIDE = 200
"""Pixels of the small copy on which the seal is looked for."""
_LEAST_RED = 24
"""Lead of red over the paper's own tint from which a pixel is ink."""
_SOLID = 96
"""Opacity that counts when the edges are looked for; specks and shine are fainter."""
_TRACES = 12
"""Deviation of the ink's colours, 0–255, that is no second colour."""
_LONGEST = 1.6
"""Greatest ratio of the sides: oval seals are 45 × 30 mm."""
_LEAST_CLEAR = 0.05
"""Part of a picture that must be transparent for its transparency to be meant."""


def cleaned_seal(data: bytes, *, name: str = "") -> Image:
    """The seal in a picture file (PNG, JPEG, BMP, TIFF), square, on nothing, at most 1000 pixels across.

    Raises:
        UserError: no picture, damaged, too large, without a seal in it, or too small to print.
    """
    picture = _opened(data, name)
    seal = _cut_out(picture, name) if _is_transparent(picture) else _lifted(picture.convert("RGB"), name)
    side = max(seal.size)
    if min(seal.size) * _LONGEST < side:
        raise UserError("图片里的印章不完整，或者不是一枚印章", where=name, remedy="请只扫描印章，四周留一点白边")
    if side < LEAST_SIDE:
        raise UserError(
            f"图片太小：印章只有 {side} 像素宽，印出来会发虚", where=name, remedy="请用 300 dpi 以上重新扫描"
        )
    square = Pictures.new("RGBA", (side, side))
    square.paste(seal, ((side - seal.width) // 2, (side - seal.height) // 2))
    if side > GREATEST_SIDE:
        square = square.resize((GREATEST_SIDE, GREATEST_SIDE), Pictures.Resampling.LANCZOS)
    out = io.BytesIO()
    _evened(square).save(out, "PNG", optimize=True)
    return seal_image(out.getvalue())


def _evened(seal: Pictures.Image) -> Pictures.Image:
    """The same in exactly one ink, where it is in one already but for traces: smaller, and without dark fringes."""
    colors, opacity = seal.convert("RGB"), seal.getchannel("A")
    inked = ImageStat.Stat(colors, opacity.point(lambda value: 255 * (value >= _SOLID)))
    if max(inked.stddev) > _TRACES:
        return seal
    even = Pictures.new("RGB", seal.size, tuple(map(round, inked.mean)))
    even.putalpha(opacity)
    return even


def cleaned_file(path: Path) -> Image:
    """The seal in a file. Raises `UserError` also when it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path.name)
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"图片读不了（{os_fault(error)}）", where=str(path), remedy="请检查文件还在不在") from None
    return cleaned_seal(data, name=path.name)


def seal_image(png: bytes) -> Image:
    """A cleaned seal from its stored bytes. Raises `UserError` when they are damaged."""
    try:
        with Pictures.open(io.BytesIO(png), formats=("PNG",)) as picture:
            width, height = picture.size
    except (OSError, SyntaxError, ValueError):
        raise UserError("保存的印章图片已经损坏", remedy="请重新选择印章图片") from None
    return Image(png, hashlib.sha256(png).hexdigest()[:24], width, height)


def _opened(data: bytes, name: str) -> Pictures.Image:
    """The picture, upright. Its size is looked at before it is unpacked."""
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pictures.DecompressionBombWarning)
            picture = Pictures.open(io.BytesIO(data), formats=_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_large(name)
        picture.load()
        return ImageOps.exif_transpose(picture)
    except Pictures.DecompressionBombError:
        raise _too_large(name) from None
    except UnidentifiedImageError:
        raise UserError("这个文件不是图片", where=name, remedy="请选 PNG 或 JPG 图片") from None
    except (OSError, SyntaxError, ValueError):
        raise UserError("图片已经损坏，打不开", where=name, remedy="请重新扫描或另存一次") from None


def _too_large(name: str) -> UserError:
    return UserError("图片太大", where=name, remedy="请只裁出印章那一块再用")


def _is_transparent(picture: Pictures.Image) -> bool:
    if not picture.has_transparency_data:
        return False
    clear = picture.convert("RGBA").getchannel("A").histogram()
    return sum(clear[:128]) >= _LEAST_CLEAR * picture.width * picture.height


def _cut_out(picture: Pictures.Image, name: str) -> Pictures.Image:
    """A picture with transparency, cut to what shows."""
    picture = picture.convert("RGBA")
    edges = _edges(picture.getchannel("A"))
    if edges is None:
        raise UserError("图片是空白的", where=name, remedy="请选有印章的图片")
    return picture.crop(edges)


def _lifted(picture: Pictures.Image, name: str) -> Pictures.Image:
    """The red of a scan, cut to the seal, in one ink of varying opacity."""
    factor = max(1, max(picture.size) // _MAP_SIDE)
    small = _redness(picture.reduce(factor))
    tint = int(ImageStat.Stat(small).median[0])
    found = _largest(small.point(lambda red: 255 if red - tint >= _LEAST_RED else 0))
    if found is None:
        raise UserError("图片里没有找到红色的印章", where=name, remedy="请在白纸上盖章后彩色扫描")
    left, top, right, bottom = ((edge * factor) for edge in found)
    spare = 2 * factor
    part = picture.crop(
        (max(left - spare, 0), max(top - spare, 0), min(right + spare, picture.width),
         min(bottom + spare, picture.height))
    )  # fmt: skip
    red = _redness(part)
    full = _usual(red, tint + _LEAST_RED)
    low = tint + _LEAST_RED // 2
    opacity = red.point(lambda value: max(0, min(255, round((value - low) * 255 / max(full - low, 1)))))
    seal = Pictures.new("RGB", part.size, _ink(part, red.point(lambda value: 255 * (value >= full)), opacity))
    seal.putalpha(opacity)
    edges = _edges(opacity)
    return seal.crop(edges) if edges else seal


def _ink(part: Pictures.Image, inked: Pictures.Image, opacity: Pictures.Image) -> tuple[int, ...]:
    """The colour of the ink in the light in which the paper would be white."""
    ink = ImageStat.Stat(part, inked).mean
    paper = ImageStat.Stat(part, opacity.point(lambda value: 255 * (value == 0))).mean
    return tuple(min(255, round(one * 255 / max(white, 1))) for one, white in zip(ink, paper, strict=True))


def _redness(picture: Pictures.Image) -> Pictures.Image:
    """By how much red leads over the stronger of green and blue."""
    red, green, blue = picture.split()
    return ImageChops.subtract(red, ImageChops.lighter(green, blue))


def _usual(red: Pictures.Image, least: int) -> int:
    """The redness of full ink: a third of all that is ink is redder."""
    counts = red.histogram()
    inked = sum(counts[least:])
    seen = 0
    for value in range(255, least, -1):
        seen += counts[value]
        if seen * 3 >= inked:
            return value
    return least


def _edges(opacity: Pictures.Image) -> tuple[int, int, int, int] | None:
    """The rectangle around what is solid; specks of dust do not count."""
    solid = opacity.point(lambda value: 255 * (value >= _SOLID))
    return solid.filter(ImageFilter.MedianFilter(3)).getbbox()


def _largest(mask: Pictures.Image) -> tuple[int, int, int, int] | None:
    """The rectangle of the piece that reaches farthest: a seal's ring, and not the red line of a letterhead."""
    width, height = mask.size
    joined = mask.filter(ImageFilter.MaxFilter(5))
    dots = {(at % width, at // width) for at, value in enumerate(joined.tobytes()) if value}
    best, extent = None, 0
    while dots:
        piece = list(_piece(dots))
        columns, rows = [x for x, _ in piece], [y for _, y in piece]
        reach = min(max(columns) - min(columns), max(rows) - min(rows))
        if reach > extent:
            best, extent = (min(columns), min(rows), max(columns) + 1, max(rows) + 1), reach
    return best if extent >= min(width, height) // 20 else None


def _piece(dots: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Takes a connected piece out of the dots."""
    open_ends = [dots.pop()]
    while open_ends:
        x, y = open_ends.pop()
        yield x, y
        for neighbour in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if neighbour in dots:
                dots.remove(neighbour)
                open_ends.append(neighbour)
