"""Pages built by hand for the tests of the PDF writer: a table of given columns and rows, without any form behind it.

Just enough typesetting to stand on a page: pieces cut by face, one line per line given, set from the cell's left.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import pymupdf
from pypdf import PdfReader

from desktop.export.pdf import PdfDocument, write_pdf
from desktop.export.pdf.fonts import font_file
from desktop.forms.faces import Face
from desktop.forms.grid import Cell, Run
from desktop.forms.page import MM, Box, Line, Page, Piece, Placed

A4 = (210 * MM, 297 * MM)
A4_LANDSCAPE = (297 * MM, 210 * MM)
LEFT, TOP, WIDTH = 20 * MM, 18 * MM, 172 * MM
SIZE = 10.5
ROW_HEIGHT = 24.0
GOES_ON = "<"
"""In a row of `table`: the cell before it takes this column as well."""


def face_of(character: str, *, bold: bool = False) -> Face:
    """The first face that has the character; the body face when none has it."""
    faces = [Face.SERIF_BOLD] if bold else []
    faces += [Face.SERIF, Face.RARE, Face.SYMBOLS]
    return next((face for face in faces if font_file(face).glyph(ord(character))), Face.SERIF)


def line(text: str, size: float = SIZE, *, bold: bool = False) -> Line:
    """A line cut into pieces of one face each."""
    pieces: list[Piece] = []
    x = 0.0
    for face, characters in groupby(text, lambda character: face_of(character, bold=bold)):
        stretch = "".join(characters)
        file = font_file(face)
        width = sum(file.advance(file.glyph(ord(character))) for character in stretch) * size / 1000
        pieces.append(Piece(x, width, stretch, face, 0))
        x += width
    return Line(x, tuple(pieces))


def box(x: float, y: float, width: float, text: str, *, height: float = ROW_HEIGHT) -> Box:
    """A framed box, its text from the left, a line per line given."""
    lines = text.split("\n") if text else []
    first = y + (height - len(lines) * SIZE * 1.3) / 2 + SIZE * 1.05
    placed = tuple(Placed(x + 3, first + at * SIZE * 1.3, line(one)) for at, one in enumerate(lines))
    return Box(x, y, width, height, SIZE, placed, Cell(0, 0, 1, 1, (Run(text),)))


def free_line(y: float, text: str, size: float, *, bold: bool = False) -> Box:
    """A box without frame across the page, its line centred: a title, a page number."""
    one = line(text, size, bold=bold)
    placed = Placed(LEFT + (WIDTH - one.width) / 2, y + size * 1.05, one)
    return Box(LEFT, y, WIDTH, size * 1.3, size, (placed,), Cell(0, 0, 1, 1, (Run(text),), bold=bold), frameless=True)


def table(rows: Sequence[Sequence[str]], widths: Sequence[float], y: float = TOP) -> Iterator[Box]:
    """Boxes row by row, columns `widths` mm wide."""
    for row in rows:
        height = max(ROW_HEIGHT, *(len(text.split("\n")) * SIZE * 1.3 + 6 for text in row))
        x, col = LEFT, 0
        while col < len(row):
            end = next((at for at in range(col + 1, len(row)) if row[at] != GOES_ON), len(row))
            width = sum(widths[col:end]) * MM
            yield box(x, y, width, row[col], height=height)
            x, col = x + width, end
        y += height


def page(boxes: Iterator[Box] | Sequence[Box], size: tuple[float, float] = A4) -> Page:
    """A page of boxes."""
    return Page(size[0], size[1], 1, 1, tuple(boxes))


def one_box_page(text: str) -> Page:
    """A page with one box, wide enough for a line of the tests."""
    return page([box(LEFT, TOP, WIDTH, text, height=200)])


PROJECT_TITLE = "2023年项目支出绩效目标表"
_INDICATORS = [
    [f"{kind}指标", f"第{at}项", "≥96%", "219.13"] for at, kind in enumerate(["数量", "质量", "时效", "成本"] * 4, 1)
]
PROJECT_ROWS = [
    ["项目名称", "农村饮水安全巩固提升", GOES_ON, GOES_ON],
    ["预算单位", "某县水利局", "实施单位及责任人", "供水管理站 张某"],
    ["项目属性", "□新增项目 ☑延续项目", "项目期限", "☑一次性 □经常性"],
    ["项目资金", "年度资金总额：36.50 万元", "财政拨款 30.00 万元", "其他资金 6.50 万元"],
    ["年度目标", "完成3处水厂改造，受益人口1.2万人；\n水质合格率≥95%，2023年11月30日前完工。", GOES_ON, GOES_ON],
    *_INDICATORS,
]


def project_page(rows: Sequence[Sequence[str]] = PROJECT_ROWS) -> Page:
    """A page like those of the trade: title, merged cells, ticks, prose, amounts, page number."""
    title = free_line(TOP, PROJECT_TITLE, 18, bold=True)
    foot = free_line(280 * MM, "— 1 —", 9)
    return page([title, *table(rows, (24, 54, 44, 50), TOP + 40), foot])


_mupdf_open: Any = pymupdf.open  # only part of it has types


def mupdf(data: bytes) -> Any:
    """A file as MuPDF reads it: for text with places, drawings and pictures."""
    return _mupdf_open(stream=data, filetype="pdf")


def pypdf(data: bytes) -> Any:
    """A file as pypdf reads it, strictly: for its objects, which have types too wide to be of use here."""
    return PdfReader(io.BytesIO(data), strict=True)


def written(title: str) -> bytes:
    """A file of one page, with a title and nothing else said about it."""
    return write_pdf([PdfDocument(title, [project_page()])], title=title)
