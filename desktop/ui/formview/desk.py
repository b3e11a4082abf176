"""The desk the paper lies on: zoom, and from pt on the sheet to pixels in the viewport and back.

The sheet is shown without the wide margins of the paper: a slim white border is enough on a screen and leaves the room
to the form. In fit mode the zoom follows the width of the window, as long as the page still feels like paper.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize

from desktop.ui.formview.areas import Area

MIN_ZOOM, MAX_ZOOM = 0.5, 2.0
MAX_FIT = 1.3
"""The most that fitting enlarges: beyond it, seeing more of the form is worth more than larger letters."""
MAX_FIT_REPORT = 1.0
"""The same for a report, whose letters are half as large again."""
STEPS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_PIXELS_PER_POINT = 96 / 72
"""At 100 %: one logical inch of the screen shows one inch of the paper."""
BORDER = 20
"""White paper around the printed area, px at every zoom."""
_GAP = 12
"""Desk around the paper, px."""


class Desk:
    """Geometry only; the view owns the scroll bars and tells the offsets."""

    def __init__(self) -> None:
        """Starts in fit mode, with an empty sheet."""
        self.fit = True
        self.zoom = 1.0
        self.offset = QPointF(0, 0)
        """How far the content is scrolled, px."""
        self._sheet = (0.0, 0.0)
        self._max_fit = MAX_FIT
        self._window = QSize(0, 0)

    @property
    def scale(self) -> float:
        """Logical pixels per pt."""
        return self.zoom * _PIXELS_PER_POINT

    def set_sheet(self, width: float, height: float, *, report: bool = False) -> None:
        """Size of the printed area, pt."""
        self._sheet = (width, height)
        self._max_fit = MAX_FIT_REPORT if report else MAX_FIT
        self._refit()

    def set_window(self, size: QSize) -> None:
        """Size of the viewport, px."""
        self._window = size
        self._refit()

    def set_zoom(self, zoom: float) -> None:
        """Leave fit mode; the zoom is kept within its bounds."""
        self.fit, self.zoom = False, min(max(zoom, MIN_ZOOM), MAX_ZOOM)

    def set_fit(self) -> None:
        """Follow the window's width from now on."""
        self.fit = True
        self._refit()

    def _refit(self) -> None:
        width = self._sheet[0]
        if self.fit and width > 0 and self._window.width() > 0:
            room = self._window.width() - 2 * (BORDER + _GAP)
            self.zoom = min(max(room / (width * _PIXELS_PER_POINT), MIN_ZOOM), self._max_fit)

    def step(self, up: bool) -> float:
        """The next larger (smaller) zoom of the usual steps."""
        if up:
            return next((zoom for zoom in STEPS if zoom > self.zoom + 0.005), MAX_ZOOM)
        return next((zoom for zoom in reversed(STEPS) if zoom < self.zoom - 0.005), MIN_ZOOM)

    def content(self) -> QSize:
        """Size of all there is to scroll over, px: paper and desk."""
        paper = self._paper_size()
        # A width that fits but for a rounding error must not bring up a scroll bar.
        width = paper[0] + 2 * _GAP
        if self.fit and self.zoom > MIN_ZOOM:
            width = min(width, self._window.width())
        return QSize(int(width), int(paper[1] + 2 * _GAP))

    def _paper_size(self) -> tuple[float, float]:
        return self._sheet[0] * self.scale + 2 * BORDER, self._sheet[1] * self.scale + 2 * BORDER

    def paper(self) -> QRectF:
        """The paper in the viewport, px."""
        origin, (width, height) = self.origin(), self._paper_size()
        return QRectF(origin.x() - BORDER, origin.y() - BORDER, width, height)

    def origin(self) -> QPointF:
        """Where the printed area's corner is in the viewport, px; whole numbers, so that lines stay crisp."""
        width = self._paper_size()[0]
        x = max(_GAP, (self._window.width() - width) / 2) + BORDER
        return QPointF(round(x) - self.offset.x(), _GAP + BORDER - self.offset.y())

    def to_view(self, area: Area) -> QRectF:
        """Where an area of the sheet is in the viewport, px."""
        origin, scale = self.origin(), self.scale
        return QRectF(origin.x() + area.x * scale, origin.y() + area.y * scale, area.width * scale, area.height * scale)

    def to_sheet(self, x: float, y: float) -> tuple[float, float]:
        """The point of the sheet, pt, at a point of the viewport, px."""
        origin = self.origin()
        return (x - origin.x()) / self.scale, (y - origin.y()) / self.scale

    def band(self, rect: QRect) -> tuple[float, float]:
        """The y range of the sheet, pt, that a rectangle of the viewport shows."""
        origin = self.origin().y()
        return (rect.top() - 1 - origin) / self.scale, (rect.bottom() + 2 - origin) / self.scale
