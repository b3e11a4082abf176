"""The QR code in the margin, found in a photograph or a scan of a page.

A page arrives crooked, grey, noisy, from an office scanner at 150 dpi or a telephone. The reader finds a symbol at any
angle; what it misses at first is tried again on the picture prepared in other ways, the cheap ones first. Each way was
put in because pictures were read with it that no other one read (the tests hold them).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from desktop.errors import UserError
from desktop.forms import qr
from desktop.forms.qr import PageCode

if TYPE_CHECKING:
    from PIL.Image import Image

Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""
MOST_PIXELS: Final = 120_000_000
"""An A3 sheet at 600 dpi has 70 million; a picture beyond this would take the memory of an office PC."""
MOST_FRAMES: Final = 200
_COARSE: Final = 2_600
"""A picture with a shorter side below this (A4 at 300 dpi has 2,480) is enlarged for another try."""
_VERY_COARSE: Final = 1_700
"""The same for a shorter side of A4 at 200 dpi."""
_MOST_SPOTS: Final = 4
_MAGIC: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")


def is_picture(data: bytes) -> bool:
    """Whether a file's first bytes are those of a picture that can be read here."""
    return data.startswith(_MAGIC)


def recognise(data: bytes, *, name: str) -> list[PageCode]:
    """The codes of all pages in a picture (a TIFF may hold several), each once, in their order.

    Raises `UserError` when it is no readable picture, or when there is no code of ours in it.
    """
    found: list[PageCode] = []
    refused: UserError | None = None
    for frame in _frames(data, name):
        for text in _symbols(frame):
            try:
                page = qr.decode(text)
            except UserError as error:
                refused = UserError(error.what, where=name, remedy=error.remedy)
                continue
            if page not in found:
                found.append(page)
    if not found:
        raise refused or UserError(
            "图片里没有找到核对码的二维码",
            where=name,
            remedy="请把带核对码的页边拍清楚、拍完整，或直接打二维码旁边的核对码",
        )
    return found


def _frames(data: bytes, name: str) -> Iterator[Image]:
    """The pictures in a file, in grey, the way up they were taken."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415  # loaded with the first picture

    def broken() -> UserError:
        return UserError("图片读不出来，文件可能已损坏", where=name, remedy="请重新拍照或扫描")

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd tags and of sizes, which are looked at below
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP"))
            for number in range(min(getattr(image, "n_frames", 1), MOST_FRAMES)):
                image.seek(number)
                if image.width * image.height > MOST_PIXELS:
                    raise UserError("图片太大", where=name, remedy="请用 300 dpi 灰度扫描")
                yield ImageOps.exif_transpose(image).convert("L")
    except UnidentifiedImageError:
        raise broken() from None
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        raise broken() from None


def _symbols(image: Image) -> list[str]:
    """The texts of the QR codes in a picture. Where one is seen but not read, that spot is prepared in more ways."""
    foreign: list[str] = []
    spots: list[Box] = []
    for prepared, scale in _ways(image):
        texts, unread = _read(prepared)
        if any(map(qr.looks_like_payload, texts)):
            return texts
        foreign += texts
        spots += [tuple(round(edge / scale) for edge in spot) for spot in unread]  # type: ignore[misc]  # four stay four
    for spot in _apart(spots):
        for prepared in _closer_ways(image.crop(spot)):
            texts, _ = _read(prepared)
            if any(map(qr.looks_like_payload, texts)):
                return texts
    return foreign


def _read(image: Image) -> tuple[list[str], list[Box]]:
    """The texts that were read, and where symbols lie that were seen and not read."""
    import zxingcpp  # noqa: PLC0415  # loaded with the first picture

    texts, unread = [], []
    for binarizer in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
        for item in zxingcpp.read_barcodes(
            image,
            formats=zxingcpp.barcode_formats_from_str("QRCode"),
            binarizer=binarizer,
            text_mode=zxingcpp.TextMode.Plain,
            return_errors=True,
        ):
            if item.valid:
                texts.append(item.text)
                continue
            spot = item.position
            corners = (spot.top_left, spot.top_right, spot.bottom_left, spot.bottom_right)
            xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
            unread.append((min(xs), min(ys), max(xs), max(ys)))
        if any(map(qr.looks_like_payload, texts)):
            break
    return texts, unread


def _apart(spots: list[Box]) -> list[Box]:
    """The spots with room around them, each once; the largest first, because what is no symbol is small."""
    found: list[Box] = []
    for left, top, right, bottom in sorted(spots, key=lambda box: (box[0] - box[2]) * (box[3] - box[1])):
        x, y = (left + right) / 2, (top + bottom) / 2
        if any(box[0] < x < box[2] and box[1] < y < box[3] for box in found):
            continue
        room = max(right - left, bottom - top) // 3
        found.append((left - room, top - room, right + room, bottom + room))
    return found[:_MOST_SPOTS]


def _ways(image: Image) -> Iterator[tuple[Image, float]]:
    """The picture as it is, then prepared in ways that help where it is noisy, coarse or flat; with its scale."""
    from PIL import Image, ImageFilter, ImageOps  # noqa: PLC0415  # see `_frames`

    yield image, 1
    short = min(image.size)
    if short < _COARSE:
        yield image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC), 2
    if short < _VERY_COARSE:
        smooth = image.filter(ImageFilter.GaussianBlur(0.5))
        yield smooth.resize((image.width * 3, image.height * 3), Image.Resampling.BICUBIC), 3
    yield ImageOps.autocontrast(image.filter(ImageFilter.GaussianBlur(0.8)), cutoff=1), 1
    if short > _VERY_COARSE:
        yield image.filter(ImageFilter.GaussianBlur(1.6)), 1
    if short > _COARSE:
        yield image.reduce(2), 0.5


def _closer_ways(spot: Image) -> Iterator[Image]:
    """A spot where a symbol was seen, in sizes and degrees of smoothing that are too many for a whole page."""
    from PIL import Image, ImageFilter  # noqa: PLC0415  # see `_frames`

    for blur in (0.0, 0.7, 1.2, 1.8, 2.4):
        smooth = spot.filter(ImageFilter.GaussianBlur(blur)) if blur else spot
        for side in (400, 700, 1_100):
            size = max(1, round(spot.width * side / max(spot.size))), max(1, round(spot.height * side / max(spot.size)))
            yield smooth.resize(size, Image.Resampling.BICUBIC)
    median = spot.filter(ImageFilter.MedianFilter(3))
    for side in (400, 900):
        yield median.resize((side, max(1, side * spot.height // spot.width)), Image.Resampling.BICUBIC)
