"""What a page carries beside the form: the word 草稿, the place or the picture of the seal, the line in the margin.

One decision for screen, printer and PDF: `dress` turns it into marks at absolute places (`desktop.forms.page`), and the
two drawers draw those. Nothing here moves a word of the form: the official grid stands as it is. So `Seal.FREE` prints
nothing at the seal's place; a ring and a picture lie under the words, as a seal pressed over a name does.

Where: the margin line and its QR code take the upper right corner of the page, the one place that no table, no page
number and no binding ever needs (beside the title, above a table that goes on). All marks keep `EDGE` from the paper's
edge, because office printers print no nearer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import atan2, ceil, cos, degrees, hypot, sin, sqrt

from desktop.forms.grid import Align, Run
from desktop.forms.page import MM, Box, Image, Mark, Matrix, Page, Picture, Ring, Wording
from desktop.forms.typeset import ASCENT, typeset

EDGE = 6.0
"""mm from the paper's edge that stay white: what no office printer prints on."""
GREATEST_CODE = 19.0
"""mm of the QR code at most, without the white around it."""
DIAMETER, LEAST_DIAMETER, GREATEST_DIAMETER = 42.0, 38.0, 50.0
"""mm of a seal: usual, least, greatest."""
OFFICIAL_SEAL = "公章"
"""The seal place that the unit's own picture belongs to; others stay free for the seals they name."""
DRAFT_WORD = "草稿"

_DOT = 72 / 600
"""pt of a dot of an office printer. Modules are whole dots, or they come out unequal."""
_LEAST_DOTS = 5
"""Dots of a module at least: 0.21 mm, and the symbol with the most modules still fits the bare margins."""
_QUIET_MODULES = 4
"""Modules around a QR code that must stay white (ISO/IEC 18004)."""
_DRAFT_GREY, _DRAFT_SHARE = 0.9, 0.42
"""Grey of the word 草稿, and the part of the page's diagonal it takes."""
_RING_GREY, _RING_WIDTH = 0.7, 0.4
_LINE_SIZE, _LEAST_LINE_SIZE, _MOST_LINES = 7.0, 5.5, 3
"""pt of the margin line; names that would take a fourth line are set smaller."""
_LINE_FACTOR = 1.35
_GAP = 2.2
"""mm between the QR code and the words beside it, and between a seal and either."""
_MARGIN_TOP = 18.0
"""mm at the head of a page that the form leaves free."""
_FOOT = 12.0
"""mm at a page's foot for the page number."""
_ACROSS_PAGES = 8
"""Pages that share one seal over their edges; of more, each would get too little to be recognised."""
_INK_MIDDLE = ASCENT - 0.5
"""Middle of the em box above the baseline, in type sizes."""


class Seal(StrEnum):
    """What is printed at the places of a seal."""

    FREE = "free"
    """Nothing: the place is the seal's."""
    RING = "ring"
    """A faint circle for the person who presses the seal."""
    PICTURE = "picture"
    """The unit's own picture."""


@dataclass(frozen=True, slots=True)
class SealChoice:
    """How a unit has its seal places printed. `diameter` in mm; `image` is needed for `Seal.PICTURE` and square.

    `across`: the picture is also spread over the right edges of all pages of a document (骑缝章).
    """

    kind: Seal = Seal.FREE
    diameter: float = DIAMETER
    image: Image | None = None
    across: bool = False


FREE = SealChoice()
"""The usual choice: nothing is printed."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What ties every page to its content: the words of the margin line, and the modules of each page's QR code.

    `matrices` has one for all pages, or one for each.
    """

    form: str
    unit: str
    revision: int
    code: str
    matrices: tuple[tuple[tuple[bool, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Dressing:
    """What the pages of one document carry. A draft has no stamp, and no picture: a seal belongs to what is final."""

    draft: bool = False
    seal: SealChoice = FREE
    stamp: Stamp | None = None


def dress(pages: Sequence[Page], dressing: Dressing) -> list[Page]:
    """The pages of one document with their marks; pages are left as they are when there is nothing to add."""
    seal = dressing.seal
    rings = _rings(pages, seal) if seal.kind is not Seal.FREE else [()] * len(pages)
    stamp = None if dressing.draft else dressing.stamp
    module = _module(pages, stamp) if stamp is not None else 0.0
    edge_y = _edge_y(pages, rings, seal.diameter * MM)
    dressed = []
    for number, page in enumerate(pages):
        marks: list[Mark] = []
        if dressing.draft:
            marks.append(_draft_word(page))
        if seal.kind is Seal.RING:
            marks += rings[number]
        elif seal.kind is Seal.PICTURE and seal.image is not None and not dressing.draft:
            marks += (_pressed(seal.image, ring) for ring in rings[number])
            if seal.across:
                marks += _across(page, number, len(pages), seal.image, (seal.diameter * MM, edge_y))
        if stamp is not None:
            marks += _stamp(page, stamp, module)
        # Under the charts that are there already, as under all words.
        dressed.append(replace(page, marks=(*marks, *page.marks)) if marks else page)
    return dressed


# 草稿


def _draft_word(page: Page) -> Wording:
    """The word along the page's rising diagonal, in its middle."""
    size = _DRAFT_SHARE * hypot(page.width, page.height) / len(DRAFT_WORD)
    (line,) = typeset((Run(DRAFT_WORD),), page.width + page.height, size, bold=True).lines
    slope = atan2(page.height, page.width)
    along, up = line.width / 2, _INK_MIDDLE * size
    x = page.width / 2 - along * cos(slope) + up * sin(slope)
    y = page.height / 2 + along * sin(slope) + up * cos(slope)
    return Wording(x, y, size, line, _DRAFT_GREY, degrees(slope))


# The seal


def _rings(pages: Sequence[Page], seal: SealChoice) -> list[tuple[Ring, ...]]:
    """The circles of each page: one at each seal place, on the page where its words end."""
    last: dict[int, tuple[int, Box]] = {}
    for number, page in enumerate(pages):
        for box in page.boxes:
            wanted = bool(box.cell.seal) and (seal.kind is Seal.RING or box.cell.seal == OFFICIAL_SEAL)
            if wanted and (box.lines or id(box.cell) not in last):
                last[id(box.cell)] = number, box
    rings: list[list[Ring]] = [[] for _ in pages]
    for number, box in last.values():
        rings[number].append(_ring(pages[number], box, seal.diameter))
    return [tuple(found) for found in rings]


def _ring(page: Page, box: Box, diameter: float) -> Ring:
    """Over the end of the unit's name, as a seal is pressed; clear of paper's edge, margin line, QR, page number."""
    radius = diameter / 2 * MM
    if box.lines:
        placed = box.lines[-1]
        # Words at the right are a signature with its date, and the seal goes over that (骑年盖月).
        share = 0.5 if box.cell.align is Align.RIGHT else 1.0
        x, y = placed.x + share * placed.line.width, placed.baseline - _INK_MIDDLE * box.size
    else:
        x, y = box.x + box.width / 2, box.y + box.height / 2
    x = min(max(x, EDGE * MM + radius), page.width - EDGE * MM - radius)
    corner = (EDGE + GREATEST_CODE + _GAP) * MM
    beside = max(page.width - corner - x, 0.0)
    below_code = corner + sqrt(radius**2 - beside**2) if beside < radius else 0.0
    y = max(y, (_MARGIN_TOP - _GAP) * MM + radius, below_code)
    return Ring(x, min(y, page.height - _FOOT * MM - radius), radius, _RING_WIDTH, _RING_GREY)


def _pressed(image: Image, ring: Ring) -> Picture:
    side = 2 * ring.radius
    return Picture(image, ring.x - ring.radius, ring.y - ring.radius, side, side)


def _edge_y(pages: Sequence[Page], rings: Sequence[Sequence[Ring]], side: float) -> float:
    """The upper edge of the strips on all pages: in the middle, or where no seal is pressed at that height."""
    middle = min(page.height for page in pages) / 2 if pages else 0.0
    for centre in (middle, middle * 1.5, middle * 0.5):
        if all(abs(ring.y - centre) >= ring.radius + side / 2 for found in rings for ring in found):
            return centre - side / 2
    return middle - side / 2


def _across(page: Page, number: int, count: int, image: Image, place: tuple[float, float]) -> Iterator[Picture]:
    """This page's strip of the seal over the right edges of all; laid in a fan, the sheets show it whole.

    `place` is the seal's diameter and the strips' upper edge, pt. The strip ends where printers end, not where the
    paper does: at the very edge a third of it would be missing.
    """
    if count < 2:
        return
    groups = ceil(count / _ACROSS_PAGES)
    group = number * groups // count
    first, end = ceil(group * count / groups), ceil((group + 1) * count / groups)
    share, at = end - first, number - first
    side, top = place
    left = page.width - EDGE * MM - side / share
    yield Picture(image, left, top, side / share, side, at / share, (at + 1) / share)


# The margin line


def _module(pages: Sequence[Page], stamp: Stamp) -> float:
    """pt of a module: the same on all pages, as large as leaves the words and lines of each of them alone."""
    modules = max(len(rows) for rows in stamp.matrices)
    most = int(GREATEST_CODE * MM / modules / _DOT)
    for dots in range(most, _LEAST_DOTS, -1):
        module = dots * _DOT
        needed = EDGE * MM + (modules + _QUIET_MODULES) * module
        if not any(_reaches_corner(box, page.width - needed, needed) for page in pages for box in page.boxes):
            return module
    return _LEAST_DOTS * _DOT


def _reaches_corner(box: Box, left: float, bottom: float) -> bool:
    """Whether ink of a box lies right of `left` and above `bottom`."""
    if box.y >= bottom or box.x + box.width <= left:
        return False
    if not box.frameless:
        return True
    return any(
        placed.baseline - ASCENT * box.size < bottom and placed.x + placed.line.width > left for placed in box.lines
    )


def _stamp(page: Page, stamp: Stamp, module: float) -> Iterator[Mark]:
    """The QR code in the corner, and the line's words left of it."""
    rows = stamp.matrices[(page.number - 1) % len(stamp.matrices)]
    code = Matrix(page.width - EDGE * MM - module * len(rows), EDGE * MM, module, rows)
    yield code
    yield from _margin_line(page, stamp, code.x - _GAP * MM)


def _margin_line(page: Page, stamp: Stamp, right: float) -> Iterator[Wording]:
    """Form and unit, below them page, revision and code; ending at `right`, in the middle of the margin's height."""
    paging = f"第{page.number}页 共{page.count}页"
    text = f"{stamp.form}　{stamp.unit}\n{paging}　修订{stamp.revision}　核对码 {stamp.code}"
    width = right - EDGE * MM
    size = _LINE_SIZE
    while True:
        block = typeset((Run(text),), width, size, line_factor=_LINE_FACTOR)
        if len(block.lines) <= _MOST_LINES or size <= _LEAST_LINE_SIZE:
            break
        size -= 0.5
    top = max((EDGE + _MARGIN_TOP) / 2 * MM - block.height / 2, EDGE * MM)
    for at, line in enumerate(block.lines):
        yield Wording(right - line.width, top + at * block.line_height + block.ascent, size, line)
