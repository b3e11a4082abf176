"""Draws boxes (`desktop.forms.page`) with a QPainter: the same code for screen, printer and picture.

Decides nothing: line breaks, heights and positions are in the boxes. The one freedom it takes is to move table lines
to whole device pixels and to make them at least one pixel wide, so that they are crisp at every zoom and on every
screen scale; text stays where the typesetting put it.

Coordinates are those of the boxes times `scale`; move the painter's origin for margins and scrolling.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from desktop.forms.grid import Cell
from desktop.forms.page import LINE_WIDTH, Box, Page
from desktop.ui.fonts import GlyphRuns
from desktop.ui.markpainter import paint_marks

Ink: TypeAlias = Callable[[Cell, int], QColor]
"""Colour of a cell's run, by its index: the editor greys what is provisional, paper is black."""

BLACK = QColor(0, 0, 0)


class BoxPainter:
    """Draws boxes on one painter at one scale."""

    def __init__(self, painter: QPainter, runs: GlyphRuns, line_color: QColor = BLACK) -> None:
        """`painter` must be active; its device tells how many device pixels a unit of the painter has."""
        self._painter, self._runs, self._line_color = painter, runs, line_color
        self._scale = runs.scale
        self._ratio = painter.device().devicePixelRatioF()
        self._thick = max(1, round(LINE_WIDTH * self._scale * self._ratio))

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """A rectangle in pt with the lines around it, on whole device pixels: what is filled, tinted and framed."""
        left, top = self._line_at(x), self._line_at(y)
        right, bottom = self._line_at(x + width), self._line_at(y + height)
        ratio, thick = self._ratio, self._thick
        return QRectF(left / ratio, top / ratio, (right - left + thick) / ratio, (bottom - top + thick) / ratio)

    def text(self, boxes: Iterable[Box], ink: Ink | None = None) -> None:
        """Draw the words of the boxes, black unless `ink` says otherwise."""
        painter, scale, run_of = self._painter, self._scale, self._runs.run
        color = BLACK
        painter.setPen(color)
        for box in boxes:
            for placed in box.lines:
                y = placed.baseline * scale
                for piece in placed.line.pieces:
                    if ink is not None and (wanted := ink(box.cell, piece.run)) is not color:
                        color = wanted
                        painter.setPen(color)
                    run = run_of(piece.text, piece.face, box.size)
                    painter.drawGlyphRun(QPointF((placed.x + piece.x) * scale, y), run)

    def lines(self, boxes: Iterable[Box]) -> None:
        """Draw the four edges of every framed box; an edge that two boxes share is drawn once."""
        thick, line_at = self._thick, self._line_at
        edges: set[tuple[int, int, int, int]] = set()
        for box in boxes:
            if box.frameless:
                continue
            left, top = line_at(box.x), line_at(box.y)
            right, bottom = line_at(box.x + box.width), line_at(box.y + box.height)
            wide, tall = right - left + thick, bottom - top + thick
            edges.update(
                ((left, top, wide, thick), (left, bottom, wide, thick), (left, top, thick, tall),
                 (right, top, thick, tall))
            )  # fmt: skip
        painter = self._painter
        painter.save()
        painter.scale(1 / self._ratio, 1 / self._ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._line_color)
        painter.drawRects([QRect(*edge) for edge in edges])
        painter.restore()

    def _line_at(self, points: float) -> int:
        """The first device pixel of the line whose middle is at a coordinate in pt."""
        # The tiny addend makes equal sums of different parts agree.
        return math.floor(points * self._scale * self._ratio - self._thick / 2 + 0.5 + 1e-4)


def paint_page(painter: QPainter, page: Page, runs: GlyphRuns) -> None:
    """Draw a whole page; the painter's origin is the paper's upper left corner."""
    paint_marks(painter, page, runs)
    boxes = BoxPainter(painter, runs)
    boxes.lines(page.boxes)
    boxes.text(page.boxes)
