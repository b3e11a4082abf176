"""The scrolled, zoomed surface a form is seen on: painting, zoom and scrolling, nothing of editing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.ui.formview.areas import Area, Spot
from desktop.ui.formview.canvas import OVERHANG, Canvas
from desktop.ui.formview.desk import Desk
from desktop.ui.formview.openform import OpenForm

_SCROLL_STEP = 48
_KEEP_VISIBLE = 24
"""Room kept around the cursor when scrolling to it, px."""


class Surface(QAbstractScrollArea):
    """Shows a form at a zoom; an empty desk while there is none."""

    zoomChanged = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty desk, in fit mode."""
        super().__init__(parent)
        self.form: OpenForm | None = None
        self.desk = Desk()
        self._canvas = Canvas()
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Always there: a bar that comes and goes would change the width the zoom is fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def surface_moved(self) -> None:
        """Called after scrolling and zooming; for what lies on the surface."""

    def has_keyboard(self) -> bool:
        """Whether the cursor's frame is drawn as active."""
        return self.hasFocus()

    # Zoom

    @property
    def zoom(self) -> float:
        """1.0 is the size of the paper."""
        return self.desk.zoom

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom (0.5 to 2.0) and leave fit mode. The point `around` of the viewport stays where it is."""
        around = around or QPointF(self.viewport().width() / 2, 0)
        held = self.desk.to_sheet(around.x(), around.y())
        self.desk.set_zoom(zoom)
        self._rezoomed(held, around)

    def set_fit_width(self) -> None:
        """Fit the sheet to the window's width, now and whenever the window changes."""
        held = self.desk.to_sheet(0, 0)
        self.desk.set_fit()
        self._rezoomed(held, QPointF(0, 0))

    def zoom_step(self, up: bool, around: QPointF | None = None) -> None:
        """The next of the usual zooms."""
        self.set_zoom(self.desk.step(up), around)

    def _rezoomed(self, held: tuple[float, float], around: QPointF) -> None:
        self.relayout()
        now = self.desk.to_view(Area(*held, 0, 0)).topLeft()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + round(now.x() - around.x()))
        down.setValue(down.value() + round(now.y() - around.y()))
        self.viewport().update()
        self.surface_moved()
        self.zoomChanged.emit(self.desk.zoom)

    # Scrolling

    def relayout(self) -> None:
        """Take over the size of the sheet and of the window."""
        sheet = self.form.sheet if self.form is not None else None
        report = sheet is not None and sheet.grid.report
        self.desk.set_sheet(sheet.width if sheet else 0.0, sheet.height if sheet else 0.0, report=report)
        self.desk.set_window(self.viewport().size())
        content, window = self.desk.content(), self.viewport().size()
        for bar, whole, part in (
            (self.verticalScrollBar(), content.height(), window.height()),
            (self.horizontalScrollBar(), content.width(), window.width()),
        ):
            bar.setPageStep(part)
            bar.setSingleStep(_SCROLL_STEP)
            bar.setRange(0, max(0, whole - part) if sheet else 0)

    def show_area(self, area: Area) -> None:
        """Scroll as little as is needed to have an area of the sheet in view."""
        rect = self.desk.to_view(area)
        size = self.viewport().size()
        for bar, low, high, room in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), size.height()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), size.width()),
        ):
            first, last = _KEEP_VISIBLE, room - _KEEP_VISIBLE
            if low < first or high - low > last - first:
                bar.setValue(bar.value() + round(low - first))
            elif high > last:
                bar.setValue(bar.value() + round(high - last))

    def show_spot(self, spot: Spot) -> None:
        """Scroll as little as is needed to have a place in view, with the words around it when there is room."""
        if self.form is not None:
            cell, place = self.form.places.cell_area(spot.cell), self.form.places.area(spot)
            size, scale = self.viewport().size(), self.desk.scale
            fits = cell.width * scale < size.width() and cell.height * scale < size.height() / 2
            self.show_area(cell if fits else place)

    def selection_rect(self) -> QRectF:
        """The selected cells in the viewport, px; empty when there are none."""
        form = self.form
        if form is None or form.selection.current is None:
            return QRectF()
        rect = self.desk.to_view(form.places.area(form.selection.current))
        block = form.selection.block_area()
        return rect if block is None else rect.united(self.desk.to_view(block))

    def repaint_view(self, rect: QRectF) -> None:
        """A rectangle of the viewport is stale, with the frames that reach over its edge."""
        self.viewport().update(rect.toAlignedRect().adjusted(-OVERHANG, -OVERHANG, OVERHANG, OVERHANG))

    def repaint_from(self, y: float) -> None:
        """Everything of the sheet from `y` pt down is stale."""
        top = int(self.desk.to_view(Area(0, y, 0, 0)).top()) - OVERHANG
        size = self.viewport().size()
        self.viewport().update(QRect(0, top, size.width(), max(0, size.height() - top)))

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is stale."""
        painter = QPainter(self.viewport())
        self._canvas.paint(painter, event.rect(), self.form, self.desk, focused=self.has_keyboard())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In fit mode the zoom follows."""
        before = self.desk.zoom
        top = self.desk.to_sheet(0, 0)[1]
        self.relayout()
        if self.desk.zoom != before:
            down = self.verticalScrollBar()
            down.setValue(down.value() + round(self.desk.to_view(Area(0, top, 0, 0)).top()))
            self.zoomChanged.emit(self.desk.zoom)
        self.surface_moved()
        super().resizeEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the pixels that stay, paint the rest."""
        self.desk.offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self.viewport().scroll(dx, dy)
        self.surface_moved()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl: zoom around the mouse."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y():
            self.zoom_step(event.angleDelta().y() > 0, event.position())
