"""The sheets as they come out of the printer, to scroll through. Draws sides; knows nothing of forms or printers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.session.imposition import Side
from desktop.session.printjob import Edges, edges_of
from desktop.ui import theme
from desktop.ui.fonts import GlyphRuns
from desktop.ui.printing import paint_side
from desktop.ui.printpreview.stack import CAPTION, GAP, Fit, Stack

_STEP = 60
"""px of an arrow key and of a wheel's notch."""
_EDGE = "#B9C2CB"
_BLANK = "空白"


class PaperView(QAbstractScrollArea):
    """The desk with the sheets."""

    moved = Signal(int)
    """The sheet one looks at, from 0."""
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打印预览")
        self.stack = Stack()
        self.sides: Sequence[Side] = ()
        self._captions: Sequence[str] = ()
        self._edges: Edges = (0.0, 0.0, 0.0, 0.0)
        self._runs: dict[float, GlyphRuns] = {}
        """By pixels per pt; those of one zoom."""
        self.verticalScrollBar().valueChanged.connect(lambda _: self.moved.emit(self.current))

    def show_sides(self, sides: Sequence[Side], captions: Sequence[str], edges: Edges) -> None:
        """Show these; one stays where one was."""
        self.sides, self._captions, self._edges = sides, captions, edges
        self._runs.clear()
        self.stack.set_sides(sides)
        self._scroll_range()
        self.zoomed.emit(self.stack.zoom)

    def set_fit(self, fit: Fit) -> None:
        """Whole sheets, or their width; it follows the window from now on."""
        self.stack.fit = fit
        self._zoom_by(self.stack.lay_out)

    def set_zoom(self, zoom: float) -> None:
        """1.0 is the size of the paper."""
        self._zoom_by(lambda: self.stack.set_zoom(zoom), centred=True)

    def step_zoom(self, *, up: bool) -> None:
        """Larger, smaller."""
        self._zoom_by(lambda: self.stack.step(up=up), centred=True)

    @property
    def current(self) -> int:
        """The sheet whose upper part is at the head of the window."""
        top = self.verticalScrollBar().value()
        if top >= self.verticalScrollBar().maximum() > 0:
            return len(self.sides) - 1
        reach = top + self.viewport().height() // 3
        below = [number for number, rect in enumerate(self.stack.rects) if rect.bottom() + CAPTION >= top]
        return next((number for number in below if self.stack.rects[number].top() <= reach), below[0] if below else 0)

    def go_to(self, number: int) -> None:
        """Bring a sheet to the head of the window."""
        if self.sides:
            rect = self.stack.rects[min(max(number, 0), len(self.sides) - 1)]
            self.verticalScrollBar().setValue(rect.top() - GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows scroll, PgUp and PgDn turn pages, Home and End go to the first and the last."""
        key, bar = event.key(), self.verticalScrollBar()
        row = self.current // self.stack.columns
        match key:
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self._turn(row + 1)
            case Qt.Key.Key_PageUp:
                self._turn(row - 1 if bar.value() <= self.stack.rects[row * self.stack.columns].top() else row)
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                bar.setValue(bar.value() + (_STEP if key == Qt.Key.Key_Down else -_STEP))
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                across = self.horizontalScrollBar()
                across.setValue(across.value() + (_STEP if key == Qt.Key.Key_Right else -_STEP))
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(up=event.angleDelta().y() > 0)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the sheets out anew."""
        super().resizeEvent(event)
        self._zoom_by(lambda: self.stack.set_window(self.viewport().size()))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is drawn; only what comes into view is painted."""
        self.viewport().scroll(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The desk, and the sheets that are in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.DESK))
        origin = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        shown = event.rect().translated(origin)
        painter.translate(-origin)
        for number, rect in enumerate(self.stack.rects):
            if rect.adjusted(-1, -1, 1, CAPTION).intersects(shown):
                self._paint(painter, self.sides[number], rect)
                self._paint_caption(painter, self._captions[number], rect)

    def _paint(self, painter: QPainter, side: Side, rect: QRect) -> None:
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), QColor(theme.LINE))
        painter.fillRect(rect, QColor(theme.PAPER))
        painter.save()
        painter.setClipRect(rect)
        painter.translate(rect.topLeft())
        self._paint_edges(painter, side, rect)
        scale = self.stack.scale
        pixels = scale * side.scale
        runs = self._runs.setdefault(pixels, GlyphRuns(pixels))
        paint_side(painter, side, runs, scale)
        painter.restore()
        if side.page is None:
            painter.setPen(QColor(theme.SOFT))
            painter.setFont(theme.font(theme.SMALL))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _BLANK)

    def _paint_edges(self, painter: QPainter, side: Side, rect: QRect) -> None:
        """A faint dashed line around what the printer reaches."""
        left, right, top, bottom = (edge * self.stack.scale for edge in edges_of(side, self._edges))
        if not any((left, right, top, bottom)):
            return
        painter.setPen(QPen(QColor(_EDGE), 1, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(left, top, rect.width() - left - right, rect.height() - top - bottom).toRect())

    def _paint_caption(self, painter: QPainter, caption: str, rect: QRect) -> None:
        painter.setPen(QColor(theme.SOFT))
        painter.setFont(theme.font(theme.SMALL))
        below = QRect(rect.left(), rect.bottom() + 2, rect.width(), CAPTION)
        text = painter.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)

    def _turn(self, row: int) -> None:
        rows = -(-len(self.sides) // self.stack.columns)
        self.go_to(min(max(row, 0), rows - 1) * self.stack.columns)

    def _zoom_by(self, change: Callable[[], None], *, centred: bool = False) -> None:
        """Change the zoom and keep the sheet one looks at in view; `centred`: the very spot."""
        current, before = self.current, self.stack.scale
        looked_at = self._spot_on(current)
        change()
        if self.stack.scale != before:
            self._runs.clear()
        self._scroll_range()
        if centred and self.stack.scale != before and self.sides:
            self._bring(current, looked_at)
        elif current:
            self.go_to(current)
        self.zoomed.emit(self.stack.zoom)

    def _spot_on(self, number: int) -> tuple[float, float]:
        """Where on a sheet the middle of the window is, in parts of its width and height."""
        if not self.sides:
            return 0.5, 0.5
        rect, window = self.stack.rects[number], self.viewport().size()
        x = self.horizontalScrollBar().value() + window.width() / 2 - rect.left()
        y = self.verticalScrollBar().value() + window.height() / 2 - rect.top()
        return min(max(x / max(rect.width(), 1), 0.0), 1.0), min(max(y / max(rect.height(), 1), 0.0), 1.0)

    def _bring(self, number: int, spot: tuple[float, float]) -> None:
        """Scroll so that a spot of a sheet is in the middle of the window, as far as there is something to scroll."""
        rect, window = self.stack.rects[number], self.viewport().size()
        x, y = rect.left() + spot[0] * rect.width(), rect.top() + spot[1] * rect.height()
        self.horizontalScrollBar().setValue(round(x - window.width() / 2))
        self.verticalScrollBar().setValue(round(y - window.height() / 2))

    def _scroll_range(self) -> None:
        size, window = self.stack.size, self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), size.height(), window.height()),
            (self.horizontalScrollBar(), size.width(), window.width()),
        ):
            bar.setRange(0, max(whole - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(_STEP)
        self.viewport().update()
        self.moved.emit(self.current)
