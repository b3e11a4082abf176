"""A page of a form, printed and photographed, is recognised by its QR code."""

from __future__ import annotations

import io

import pytest
import segno
from PIL import Image

from desktop.errors import UserError
from desktop.export.recognise import is_picture, recognise
from desktop.forms.canonical import digest
from tests.export.photographs import Camera, file_of, passed, printed


def test_every_page_of_a_form_is_recognised() -> None:
    evaluation = passed("D-示例")
    whole = digest(evaluation.edition, evaluation.document)
    pages = printed("D-示例", 300)
    for number, sheet in enumerate(pages, 1):
        (page,) = recognise(file_of(sheet), name="页.jpg")
        assert (page.page, page.count, page.revision, page.digest) == (number, len(pages), 3, whole)
        assert (page.form, page.year, page.project) == ("D", 2022, "东西部协作联络站建设")


@pytest.mark.parametrize(
    ("dpi", "camera"),
    [
        (300, Camera(angle=180)),
        (300, Camera(angle=90, noise=20)),
        (300, Camera(angle=3, noise=30, blur=0.6, ink=40, paper=215)),
        (300, Camera(angle=17, noise=20, blur=0.8, ink=60, paper=190)),
        (300, Camera(angle=-44, noise=15, blur=0.6, tilt=0.04)),
        (300, Camera(angle=271, noise=25, blur=1.2, ink=50, paper=180)),
        (200, Camera(angle=2, noise=15, blur=0.5, ink=40, paper=210)),
        (150, Camera()),
        (150, Camera(angle=1.5, noise=12, blur=0.4, ink=30, paper=225)),
        (150, Camera(angle=181, noise=15, blur=0.4, ink=30, paper=225)),
    ],
    ids=str,
)
def test_a_photographed_page_is_recognised(dpi: int, camera: Camera) -> None:
    (page,) = recognise(file_of(camera.taken(printed("B-示例", dpi)[0])), name="照片.jpg")
    evaluation = passed("B-示例")
    assert page.digest == digest(evaluation.edition, evaluation.document)


def test_a_black_and_white_fax_scan() -> None:
    sheet = Camera(angle=0.7, noise=20, ink=40, paper=225).taken(printed("B-示例", 300)[0])
    (page,) = recognise(file_of(sheet.convert("1"), "PNG"), name="扫描.png")
    assert page.project == "干部人事档案整理工作经费"


def test_a_scan_of_several_pages() -> None:
    sheets = printed("G-示例", 200) + printed("B-示例", 200)
    stream = io.BytesIO()
    sheets[0].save(stream, "TIFF", save_all=True, append_images=sheets[1:], compression="tiff_lzw")
    assert [page.form for page in recognise(stream.getvalue(), name="扫描.tif")] == ["G5"] * (len(sheets) - 1) + ["B"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP"])
def test_the_usual_kinds_of_pictures(kind: str) -> None:
    data = file_of(printed("B-示例", 150)[0], kind)
    assert is_picture(data)
    assert recognise(data, name="页")[0].form == "B"


def foreign_code() -> bytes:
    stream = io.BytesIO()
    segno.make_qr("https://example.invalid/01,10,2022").save(stream, kind="png", scale=6, border=8)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (foreign_code(), "页.png：这个二维码不是绩表的核对码"),
        (file_of(Image.new("L", (400, 400), 255), "PNG"), "没有找到核对码"),
        (file_of(Image.new("L", (400, 400), 255), "PNG")[:60], "图片读不出来"),
        (b"\x89PNG rest", "图片读不出来"),
        (b"\xff\xd8\xff\x00\x00", "图片读不出来"),
        (file_of(Image.new("1", (12_000, 11_000)), "PNG"), "图片太大"),
    ],
    ids=["foreign", "empty", "cut", "broken PNG", "broken JPEG", "huge"],
)
def test_what_cannot_be_recognised_is_said_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        recognise(data, name="页.png")
