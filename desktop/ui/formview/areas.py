"""Rectangles and names of places on the sheet, in pt, before zoom and scrolling come in."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Section(IntEnum):
    """Part of the sheet a cell stands in, from top to bottom."""

    HEAD = 0
    TITLE = 1
    ABOVE = 2
    TABLE = 3
    BELOW = 4


class CellKey(NamedTuple):
    """A cell by where it stands. Survives the exchange of the cell's content; sorts in reading order."""

    section: Section
    row: int
    col: int


class Spot(NamedTuple):
    """Where the cursor can be: a place of a cell, or one option of a place with boxes to tick.

    Sorts in reading order. `place` is the index in `Cell.places`, `option` that in `Place.options`, else -1.
    """

    section: Section
    row: int
    col: int
    place: int
    option: int = -1

    @property
    def cell(self) -> CellKey:
        """The cell it lies in."""
        return CellKey(self.section, self.row, self.col)


class Area(NamedTuple):
    """A rectangle on the sheet, pt."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2

    def distance(self, x: float, y: float) -> tuple[float, float]:
        """How far a point is above or below it, then how far beside it: whoever is in the same line is nearer."""
        return max(self.y - y, 0.0, y - self.bottom), max(self.x - x, 0.0, x - self.right)

    def united(self, other: Area) -> Area:
        """The smallest rectangle that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Area(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


def bounds(areas: list[Area]) -> Area:
    """The smallest rectangle that holds all; `areas` must not be empty."""
    result = areas[0]
    for area in areas[1:]:
        result = result.united(area)
    return result
