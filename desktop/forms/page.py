"""A page as it is drawn: boxes with lines of text at absolute places, in pt from the page's upper left corner.

Made by `desktop.forms.pagination` (paper) and `desktop.forms.sheet` (the editor's endless sheet); drawn by the PDF
writer and by the Qt painter, which decide nothing: every line break, height and position is already here. That is why
screen, printer and PDF agree line for line.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.forms.faces import Face
from desktop.forms.grid import Cell

LINE_WIDTH = 0.5
"""Width of the table's lines, pt (forms.md, Typography)."""
MM = 72 / 25.4
"""pt in a mm."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one face, drawn at `x` pt from the line's left end on the line's baseline."""

    x: float
    width: float
    text: str
    face: Face
    run: int
    """Index into the cell's runs."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; its pieces follow each other from left to right. `width` pt without trailing blanks."""

    width: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Text broken into lines for a width. Baseline of line i: top + i * line_height + ascent (pt)."""

    lines: tuple[Line, ...]
    size: float
    line_height: float
    ascent: float

    @property
    def height(self) -> float:
        """pt."""
        return len(self.lines) * self.line_height


@dataclass(frozen=True, slots=True)
class Placed:
    """A line at its final place: left end and baseline, pt."""

    x: float
    baseline: float
    line: Line


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A cell, or the part of it that stands on this page. Its four edges are drawn unless `frameless`."""

    x: float
    y: float
    width: float
    height: float
    size: float
    """Type size of its lines, pt."""
    lines: tuple[Placed, ...]
    cell: Cell
    frameless: bool = False
    """Title, lines above and below the table, page number."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page; `number` counts from 1 within the document's `count`. Sizes in pt."""

    width: float
    height: float
    number: int
    count: int
    boxes: tuple[Box, ...]
