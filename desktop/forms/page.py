"""A page as it is drawn: boxes with lines of text at absolute places, in pt from the page's upper left corner.

Made by `desktop.forms.pagination` (paper) and `desktop.forms.sheet` (the editor's endless sheet); drawn by the PDF
writer and by the Qt painter, which decide nothing: every line break, height and position is already here. That is why
screen, printer and PDF agree line for line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from desktop.forms.faces import Face
from desktop.forms.grid import Cell

LINE_WIDTH = 0.5
"""Width of the table's lines, pt (forms.md, Typography)."""
PATCH_EDGE = 0.7
"""Width of the edge of a filled rectangle, pt."""
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
    artefact: bool = False
    """The printer's words, not the form's: page number, `（续表）`."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A line of words beside the form, in a grey from 0 (black) to 1 (white).

    Its left end on the baseline is at (`x`, `baseline`) pt; `angle` degrees counter-clockwise it runs upwards.
    """

    x: float
    baseline: float
    size: float
    line: Line
    grey: float = 0.0
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Ring:
    """A thin circle around (`x`, `y`), pt, in a grey from 0 (black) to 1 (white)."""

    x: float
    y: float
    radius: float
    width: float
    grey: float


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as the bytes of a PNG file; pictures with one `key` are the same picture. Sizes in pixels."""

    png: bytes
    key: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An image over a rectangle of the page, pt; of its width only the part from `start` to `end` (0–1) is drawn.

    The rectangle is that of the part.
    """

    image: Image
    x: float
    y: float
    width: float
    height: float
    start: float = 0.0
    end: float = 1.0


@dataclass(frozen=True, slots=True)
class Matrix:
    """A QR code without its quiet zone: rows of dark (True) and light modules, each a square of `module` pt."""

    x: float
    y: float
    module: float
    rows: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> float:
        """Of the whole square, pt."""
        return self.module * len(self.rows)


Color: TypeAlias = tuple[int, int, int]
"""Red, green and blue, 0–255."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle filled with a colour, pt; `edge` is the colour of a line around it, inside its bounds."""

    x: float
    y: float
    width: float
    height: float
    color: Color
    edge: Color | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, pt."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    color: Color


Mark: TypeAlias = "Wording | Ring | Picture | Matrix | Patch | Stroke"


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page; `number` counts from 1 within the document's `count`. Sizes in pt."""

    width: float
    height: float
    number: int
    count: int
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...] = ()
    """What it carries beside the form (`desktop.forms.dressing`), drawn in this order before the form, which so stays
    readable over everything: black over red is what a stamped sheet shows too."""
