"""Where the sheets lie on the desk: side by side as far as there is room, row under row. Geometry only."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QRect, QSize

from desktop.session.imposition import Side

CAPTION = 22
"""px under each sheet for its name."""
GAP = 20
"""px of desk around the sheets."""
_PIXELS_PER_POINT = 96 / 72
_LEAST, _MOST = 0.15, 3.0
STEPS = (0.25, 0.35, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class Fit(Enum):
    """What the zoom follows when it was not chosen by hand."""

    PAGE = auto()
    WIDTH = auto()


class Stack:
    """Sheets at a zoom; `rects` are theirs on the desk, logical pixels."""

    def __init__(self) -> None:
        self.fit: Fit | None = Fit.PAGE
        self.zoom = 1.0
        self.rects: list[QRect] = []
        self.size = QSize()
        self.columns = 1
        self._sides: Sequence[Side] = ()
        self._window = QSize()

    @property
    def scale(self) -> float:
        """Logical pixels per pt."""
        return self.zoom * _PIXELS_PER_POINT

    def set_sides(self, sides: Sequence[Side]) -> None:
        """Lay these out."""
        self._sides = sides
        self.lay_out()

    def set_window(self, window: QSize) -> None:
        """Lay out for a viewport of this size."""
        self._window = window
        self.lay_out()

    def set_zoom(self, zoom: float) -> None:
        """A zoom by hand."""
        self.fit, self.zoom = None, min(max(zoom, _LEAST), _MOST)
        self.lay_out()

    def step(self, *, up: bool) -> None:
        """The next larger (smaller) of the usual zooms."""
        if up:
            self.set_zoom(next((zoom for zoom in STEPS if zoom > self.zoom + 0.005), _MOST))
        else:
            self.set_zoom(next((zoom for zoom in reversed(STEPS) if zoom < self.zoom - 0.005), STEPS[0]))

    def lay_out(self) -> None:
        """Compute places anew."""
        widest = max((side.width for side in self._sides), default=1.0)
        highest = max((side.height for side in self._sides), default=1.0)
        if self.fit is not None:
            across = (self._window.width() - 2 * GAP) / widest
            down = (self._window.height() - 2 * GAP - CAPTION) / highest
            fitting = across if self.fit is Fit.WIDTH else min(across, down)
            self.zoom = min(max(fitting / _PIXELS_PER_POINT, _LEAST), _MOST)
        cell = QSize(round(widest * self.scale) + GAP, round(highest * self.scale) + CAPTION + GAP)
        room = (self._window.width() - GAP) // cell.width()
        self.columns = columns = max(1, min(room, len(self._sides)))
        left = max((self._window.width() - GAP - columns * cell.width()) // 2, 0) + GAP
        self.rects = []
        for number, side in enumerate(self._sides):
            row, column = divmod(number, columns)
            width, height = round(side.width * self.scale), round(side.height * self.scale)
            x = left + column * cell.width() + (cell.width() - GAP - width) // 2
            self.rects.append(QRect(x, GAP + row * cell.height(), width, height))
        rows = -(-len(self._sides) // columns)
        # A sheet that just fits must not bring up a scroll bar for the sake of the desk beside it.
        across = GAP + columns * cell.width()
        self.size = QSize(across if across > self._window.width() + 2 else 0, rows * cell.height() + GAP)
