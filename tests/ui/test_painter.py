"""What is drawn lies where the boxes say: words inside their cells, lines on whole pixels."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.forms.catalogue import bundled
from desktop.forms.faces import Face
from desktop.forms.fresh import new_document
from desktop.forms.grid import Cell, Run
from desktop.forms.page import Box, Line, Page, Piece, Placed
from desktop.forms.pagination import paginate
from desktop.session.session import Session
from desktop.ui.fonts import GlyphRuns
from desktop.ui.painter import BoxPainter, paint_page

SIZE = 10.5
SAMPLES = [
    ("年度资金总额", Face.SERIF, 6.0),
    ("部门预算", Face.SERIF_BOLD, 4.0),
    ("绩效目标", Face.SANS, 4.0),
    ("𡋤𬭎", Face.RARE, 2.0),
    ("☑", Face.SYMBOLS, 1.0),
]
"""Text, face, width in ems: an ideograph is as wide as it is high."""


def _box(text: str, face: Face, ems: float, x: float = 40.0, y: float = 30.0) -> Box:
    width = ems * SIZE
    piece = Piece(0.0, width, text, face, 0)
    placed = Placed(x + 3, y + 16, Line(width, (piece,)))
    return Box(x, y, width + 6, 24, SIZE, (placed,), Cell(0, 0, 1, 1, (Run(text),)))


def _drawn(boxes: list[Box], scale: float, *, lines: bool = False, words: bool = False) -> QImage:
    image = QImage(round(260 * scale), round(120 * scale), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    drawing = BoxPainter(painter, GlyphRuns(scale))
    if lines:
        drawing.lines(boxes)
    if words:
        drawing.text(boxes)
    painter.end()
    return image


def _grey(image: QImage) -> list[bytes]:
    """Lightness 0–255 of every pixel, row by row."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    line: Any = grey.constScanLine  # a memoryview, which its types do not tell
    return [bytes(line(y))[: grey.width()] for y in range(grey.height())]


def _ink(image: QImage) -> QRect:
    """The rectangle around everything that is not nearly white."""
    columns: set[int] = set()
    rows: list[int] = []
    for y, row in enumerate(_grey(image)):
        dark = [x for x, shade in enumerate(row) if shade < 200]
        if dark:
            rows.append(y)
            columns.update((dark[0], dark[-1]))
    assert rows, "nothing was drawn"
    return QRect(min(columns), rows[0], max(columns) - min(columns) + 1, rows[-1] - rows[0] + 1)


@pytest.mark.parametrize(("text", "face", "ems"), SAMPLES, ids=[str(face) for _, face, _ in SAMPLES])
def test_words_stand_in_their_piece(qapp: QApplication, text: str, face: Face, ems: float) -> None:
    scale = 150 / 72
    box = _box(text, face, ems)
    ink = _ink(_drawn([box], scale, words=True))
    placed = box.lines[0]
    left, right = placed.x * scale, (placed.x + placed.line.width) * scale
    assert left - 1 <= ink.left()
    assert ink.right() <= right + 1
    assert ink.width() > 0.8 * (right - left)
    assert placed.baseline * scale - 1.0 * SIZE * scale <= ink.top()
    assert ink.bottom() <= placed.baseline * scale + 0.3 * SIZE * scale


@pytest.mark.parametrize("scale", [0.67, 1.0, 4 / 3, 1.777, 2.0, 2.6667, 600 / 72])
def test_lines_frame_the_box_on_whole_pixels(qapp: QApplication, scale: float) -> None:
    box = _box("年度", Face.SERIF, 2.0, x=40.3, y=30.7)
    image = _drawn([box], scale, lines=True)
    assert set().union(*_grey(image)) == {0, 255}, "a line lies between two pixels"
    ink, thick = _ink(image), max(1, round(0.5 * scale))
    wanted = (box.x * scale, box.y * scale, (box.x + box.width) * scale, (box.y + box.height) * scale)
    found = (ink.left(), ink.top(), ink.right() + 1, ink.bottom() + 1)
    assert all(abs(one - other) <= 0.5 * thick + 0.6 for one, other in zip(found, wanted, strict=True))


def test_neighbours_share_one_line(qapp: QApplication) -> None:
    left = _box("年度", Face.SERIF, 2.0)
    right = _box("年度", Face.SERIF, 2.0, x=left.x + left.width)
    image = _drawn([left, right], 4 / 3, lines=True)
    row = round((left.y + left.height / 2) * 4 / 3)
    assert _grey(image)[row].count(0) == 3


def test_a_frameless_box_has_no_lines(qapp: QApplication) -> None:
    plain = _box("年度", Face.SERIF, 2.0)
    title = Box(plain.x, plain.y, plain.width, plain.height, SIZE, plain.lines, plain.cell, frameless=True)
    image = _drawn([title], 4 / 3, lines=True)
    assert set().union(*_grey(image)) == {255}


def test_lines_are_one_device_pixel_on_a_scaled_screen(qapp: QApplication) -> None:
    image = QImage(600, 200, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.5)
    image.fill(QColor("white"))
    painter = QPainter(image)
    BoxPainter(painter, GlyphRuns(1.0)).lines([_box("年度", Face.SERIF, 2.0, x=40.3)])
    painter.end()
    row = round(42 * 1.5)
    assert _grey(image)[row].count(0) == 2
    assert set(_grey(image)[row]) == {0, 255}


def test_ink_may_differ_by_run(qapp: QApplication) -> None:
    image = QImage(300, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    grey = QColor("#808080")
    BoxPainter(painter, GlyphRuns(2.0)).text([_box("年", Face.SERIF, 1.0)], lambda _cell, _run: grey)
    painter.end()
    assert min(set().union(*_grey(image))) >= grey.lightness() - 1


def test_a_page_is_lines_and_words(qapp: QApplication) -> None:
    box = _box("年度", Face.SERIF, 2.0)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_page(painter, Page(210, 140, 1, 1, (box,)), GlyphRuns(4 / 3))
    painter.end()
    both = _drawn([box], 4 / 3, lines=True, words=True)
    assert _ink(image) == _ink(both)


@pytest.fixture(scope="module")
def project_pages() -> list[Page]:
    """A B form with words in every kind of cell, set and cut into pages."""
    edition = bundled().for_document("部门预算项目支出绩效目标批复表", None, 2022)
    document = new_document(edition, 2022, "某县人力资源和社会保障局")
    document.data |= {
        "项目名称": "职业技能提升培训费", "项目属性": "延续项目", "立项依据": ["上级文件要求", "其他"],
        "年度资金总额": "219.13", "年度财政拨款": "219.13", "政府采购": "12.5", "以前年度预算安排": "180",
        "年度目标": "全年举办培训班12期，参训600人次，合格率≥96%，2022年12月31日前完成。" * 8,
    }  # fmt: skip
    return paginate(Session(edition, document).grid)


def test_all_words_of_a_real_form_stay_in_their_cells(qapp: QApplication, project_pages: list[Page]) -> None:
    """The picture of each cell's words alone: some ink, and all of it inside the cell."""
    scale = 150 / 72
    for page in project_pages:
        for box in page.boxes:
            if not box.cell.text.strip():
                continue
            near = Box(0, 0, box.width, box.height, box.size, _moved(box), box.cell)
            image = QImage(
                round((box.width + 20) * scale), round((box.height + 20) * scale), QImage.Format.Format_RGB32
            )
            image.fill(QColor("white"))
            painter = QPainter(image)
            painter.translate(10 * scale, 10 * scale)
            BoxPainter(painter, GlyphRuns(scale)).text([near])
            painter.end()
            ink = _ink(image)
            edge = 10 * scale
            inside = QRect(int(edge), int(edge), round(box.width * scale) + 1, round(box.height * scale) + 1)
            assert inside.contains(ink), box.cell.text


def _moved(box: Box) -> tuple[Placed, ...]:
    return tuple(Placed(placed.x - box.x, placed.baseline - box.y, placed.line) for placed in box.lines)
