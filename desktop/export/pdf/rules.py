"""The lines of a page's table: every edge of every box, each stretch drawn exactly once.

Neighbouring boxes share their edges. Drawn twice, a line 0.18 mm thin comes out darker or thicker where the printer
rounds the two strokes differently; so equal stretches fall together and adjoining ones become one. And every line
lies on the dots of an office printer, so that all come out equally thick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from desktop.forms.page import Box

UNIT = 100
"""Coordinates are whole hundredths of a pt (0.0035 mm), so that equal places are equal numbers."""
_DOT = 12
"""Lines are moved to whole dots at 600 dpi, which is 0.02 mm at most: 0.5 pt is 4.17 dots there, and would be drawn as
4 or 5 as it falls."""

_Stretches: TypeAlias = dict[int, set[tuple[int, int]]]


class Segment(NamedTuple):
    """A straight line from one point to another, hundredths of a pt from the page's upper left corner."""

    x0: int
    y0: int
    x1: int
    y1: int


def rules(boxes: Iterable[Box]) -> Iterator[Segment]:
    """The lines around all boxes that have a frame: the horizontal ones from top to bottom, then the vertical ones."""
    horizontal: _Stretches = {}
    vertical: _Stretches = {}
    for box in boxes:
        if box.frameless:
            continue
        left, right = _on_dot(box.x), _on_dot(box.x + box.width)
        top, bottom = _on_dot(box.y), _on_dot(box.y + box.height)
        horizontal.setdefault(top, set()).add((left, right))
        horizontal.setdefault(bottom, set()).add((left, right))
        vertical.setdefault(left, set()).add((top, bottom))
        vertical.setdefault(right, set()).add((top, bottom))
    for y, stretches in sorted(horizontal.items()):
        for start, end in _joined(stretches):
            yield Segment(start, y, end, y)
    for x, stretches in sorted(vertical.items()):
        for start, end in _joined(stretches):
            yield Segment(x, start, x, end)


def _on_dot(pt: float) -> int:
    """A place in pt as hundredths on the nearest dot.

    Sums of widths may differ in their last bit and must not fall on different dots for it. Rounding to thousandths
    first puts the boundaries between dots at odd places (…0.0595, 0.1795…), where measures in pt do not lie.
    """
    return (round(pt * 1000) + 5 * _DOT) // (10 * _DOT) * _DOT


def _joined(stretches: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches of one line, those that touch or overlap made one."""
    ordered = sorted(stretches)
    start, end = ordered[0]
    for next_start, next_end in ordered[1:]:
        if next_start > end:
            yield start, end
            start, end = next_start, next_end
        elif next_end > end:
            end = next_end
    yield start, end
