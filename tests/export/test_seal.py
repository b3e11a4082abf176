"""A unit's picture of its seal: what is taken, what comes out, what is refused in one line."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from desktop.errors import UserError
from desktop.export.seal import GREATEST_SIDE, LEAST_SIDE, cleaned_file, cleaned_seal, seal_image
from tests.seals import RED, data, scanned, seal


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGBA")


def near(one: object, other: tuple[int, ...], tolerance: int = 40) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def test_a_picture_with_transparency_is_cut_to_the_seal_and_keeps_its_colour() -> None:
    sheet = Image.new("RGBA", (1400, 1200))
    sheet.paste(seal(600), (500, 300))
    cleaned = cleaned_seal(data(sheet))
    assert (cleaned.width, cleaned.height) == pytest.approx((600, 600), abs=2)
    picture = opened(cleaned.png)
    assert picture.getpixel((300, 300)) == (*RED, 255)
    assert near(picture.getpixel((300, 400)), (*RED, 0), 0), "nothing between ring and bar"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF"])
@pytest.mark.parametrize("paper", [(255, 255, 255), (238, 234, 226), (190, 190, 190)], ids=["white", "warm", "grey"])
def test_of_a_scan_the_seal_alone_is_left(kind: str, paper: tuple[int, int, int]) -> None:
    cleaned = cleaned_seal(data(scanned(paper=paper), kind))
    assert cleaned.width == cleaned.height == pytest.approx(700, abs=8)
    picture = opened(cleaned.png)
    middle = cleaned.width // 2
    assert picture.getchannel("A").getpixel((middle, middle)) > 180  # type: ignore[operator]  # one channel: a number
    assert near(picture.getpixel((middle, middle))[:3], RED, 60)  # type: ignore[index]  # four channels
    for clear in ((middle, middle // 2), (4, 4), (cleaned.width - 5, 4)):
        assert picture.getpixel(clear)[3] < 12, "paper is gone, in the light and in the shadow"  # type: ignore[index]


def test_a_large_scan_comes_out_no_larger_than_is_printed() -> None:
    cleaned = cleaned_seal(data(scanned(1500), "JPEG"))
    assert cleaned.width == GREATEST_SIDE


def test_equal_pictures_are_known_as_the_same_one() -> None:
    first, again, other = cleaned_seal(data(seal())), cleaned_seal(data(seal())), cleaned_seal(data(seal(800)))
    assert first.key == again.key != other.key
    assert seal_image(first.png) == first


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 60 000 dots wide and high."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def half() -> Image.Image:
    return scanned().crop((0, 0, 1080, 1400))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "不是图片"),
        ("表".encode() * 500, "不是图片"),
        (data(seal())[:2000], "损坏"),
        (bomb(), "太大"),
        (data(Image.new("RGB", (900, 900), "white")), "没有找到红色的印章"),
        (data(Image.new("RGB", (900, 900), "black")), "没有找到红色的印章"),
        (data(Image.new("RGBA", (900, 900))), "空白"),
        (data(seal(LEAST_SIDE - 20)), "太小"),
        (data(scanned(LEAST_SIDE - 40)), "太小"),
        (data(half()), "不完整"),
    ],
    ids=["empty", "text", "cut off", "bomb", "white", "black", "clear", "small", "small scan", "half a seal"],
)
def test_what_is_no_seal_is_refused_in_one_line(file: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        cleaned_seal(file, name="公章.png")
    assert "公章.png" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="图片读不了"):
        cleaned_file(tmp_path / "没有.png")


def test_a_damaged_picture_in_store_is_one_line() -> None:
    with pytest.raises(UserError, match="损坏"):
        seal_image(b"no picture")
