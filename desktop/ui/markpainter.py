"""Draws what a page carries beside the form (`desktop.forms.page.Mark`) with a QPainter, for screen and printer alike.

Decides nothing but pixels: modules of a QR code and hairlines lie on whole device pixels. A seal's picture is drawn
before the words, so it needs no blending, which printers' drivers do not have.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QImage, QPainter, QPainterPath, QPen

from desktop.forms.page import PATCH_EDGE, Image, Matrix, Page, Patch, Picture, Ring, Stroke, Wording
from desktop.ui.fonts import GlyphRuns

_LARGEST_RUN = 48.0
"""pt of type that is drawn as glyphs; larger type is drawn as shapes."""
_SMOOTH_STEP = 64
"""Pictures on screen are made smaller in steps of so many pixels, so that zooming does not make one for each size."""


def paint_marks(painter: QPainter, page: Page, runs: GlyphRuns) -> None:
    """Draw the marks of a page; the painter's origin is the paper's upper left corner."""
    for mark in page.marks:
        painter.save()
        match mark:
            case Wording():
                _paint_wording(painter, mark, runs)
            case Ring():
                _paint_ring(painter, mark, runs.scale)
            case Picture():
                _paint_picture(painter, mark, runs.scale)
            case Matrix():
                _paint_matrix(painter, mark, runs.scale)
            case Patch():
                _paint_patch(painter, mark, runs.scale)
            case Stroke():
                _paint_stroke(painter, mark, runs.scale)
        painter.restore()


def _paint_wording(painter: QPainter, mark: Wording, runs: GlyphRuns) -> None:
    painter.translate(mark.x * runs.scale, mark.baseline * runs.scale)
    painter.rotate(-mark.angle)
    painter.setPen(_grey(mark.grey))
    for piece in mark.line.pieces:
        run = runs.run(piece.text, piece.face, mark.size)
        if mark.size <= _LARGEST_RUN:
            painter.drawGlyphRun(QPointF(piece.x * runs.scale, 0.0), run)
        else:
            painter.translate(piece.x * runs.scale, 0.0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(_outline(run), _grey(mark.grey))
            painter.translate(-piece.x * runs.scale, 0.0)


def _outline(run: QGlyphRun) -> QPainterPath:
    """The glyphs' shapes: of large ones Qt's raster engine draws nothing when they are turned."""
    path, face = QPainterPath(), run.rawFont()
    path.setFillRule(Qt.FillRule.WindingFill)
    for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
        path.addPath(face.pathForGlyph(glyph).translated(place))
    return path


def _paint_ring(painter: QPainter, mark: Ring, scale: float) -> None:
    pixel = 1 / painter.device().devicePixelRatioF()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_grey(mark.grey), max(mark.width * scale, pixel)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = mark.radius * scale
    painter.drawEllipse(QPointF(mark.x * scale, mark.y * scale), radius, radius)


def _paint_picture(painter: QPainter, mark: Picture, scale: float) -> None:
    whole = mark.width / (mark.end - mark.start) * scale * painter.device().devicePixelRatioF()
    image = _image(mark.image, (int(whole) // _SMOOTH_STEP + 1) * _SMOOTH_STEP)
    part = QRectF(mark.start * image.width(), 0, (mark.end - mark.start) * image.width(), image.height())
    target = QRectF(mark.x * scale, mark.y * scale, mark.width * scale, mark.height * scale)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image, part)


def _paint_matrix(painter: QPainter, mark: Matrix, scale: float) -> None:
    ratio = painter.device().devicePixelRatioF()
    count = len(mark.rows) + 1
    across = [round((mark.x + at * mark.module) * scale * ratio) for at in range(count)]
    down = [round((mark.y + at * mark.module) * scale * ratio) for at in range(count)]
    painter.scale(1 / ratio, 1 / ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0))
    rects = []
    for y, row in enumerate(mark.rows):
        x = 0
        for dark, modules in groupby(row):
            end = x + len(tuple(modules))
            if dark:
                rects.append(QRect(across[x], down[y], across[end] - across[x], down[y + 1] - down[y]))
            x = end
    painter.drawRects(rects)


def _paint_patch(painter: QPainter, mark: Patch, scale: float) -> None:
    """Its edges on whole device pixels, so that neighbours touch without a seam; what is there is a pixel at least."""
    ratio = painter.device().devicePixelRatioF()
    left, top = round(mark.x * scale * ratio), round(mark.y * scale * ratio)
    right, bottom = round((mark.x + mark.width) * scale * ratio), round((mark.y + mark.height) * scale * ratio)
    painter.scale(1 / ratio, 1 / ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    rect = QRect(left, top, max(right - left, 1), max(bottom - top, 1))
    painter.fillRect(rect, QColor(*mark.color))
    if mark.edge is not None:
        thick = min(max(1, round(PATCH_EDGE * scale * ratio)), rect.width(), rect.height())
        inner = rect.adjusted(thick, thick, -thick, -thick)
        painter.fillRect(rect, QColor(*mark.edge))
        if inner.isValid():
            painter.fillRect(inner, QColor(*mark.color))


def _paint_stroke(painter: QPainter, mark: Stroke, scale: float) -> None:
    ratio = painter.device().devicePixelRatioF()
    upright = mark.x0 == mark.x1
    if upright or mark.y0 == mark.y1:
        # On whole device pixels, as the lines of a table are.
        thick = max(1, round(mark.width * scale * ratio))
        middle = round((mark.x0 if upright else mark.y0) * scale * ratio - thick / 2)
        ends = sorted((mark.y0, mark.y1) if upright else (mark.x0, mark.x1))
        start, end = (round(at * scale * ratio) for at in ends)
        rect = QRect(middle, start, thick, end - start) if upright else QRect(start, middle, end - start, thick)
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(rect, QColor(*mark.color))
        return
    pen = QPen(QColor(*mark.color), max(mark.width * scale, 1 / ratio))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawLine(QLineF(mark.x0 * scale, mark.y0 * scale, mark.x1 * scale, mark.y1 * scale))


def _grey(share: float) -> QColor:
    return QColor.fromRgbF(share, share, share)


@lru_cache(maxsize=8)
def _image(image: Image, most: int) -> QImage:
    """The picture, made smaller to `most` pixels of width where it is larger."""
    opened = QImage.fromData(image.png)
    if opened.width() <= most:
        return opened
    return opened.scaledToWidth(most, Qt.TransformationMode.SmoothTransformation)
