"""Where a cell's places lie on its box: what the editor's cursor and mouse ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from desktop.forms.grid import Role
from desktop.forms.page import Box
from desktop.forms.typeset import ASCENT

_LEADING = 0.15
"""Space above and below the em box that belongs to a line, em."""


class Rect(NamedTuple):
    """pt, in the coordinates of the box."""

    x: float
    y: float
    width: float
    height: float


def place_rects(box: Box, place: int, option: int = -1) -> list[Rect]:
    """Where a place stands: one rectangle for each line it runs over; with `option` that option's alone.

    The whole box for a cell that is one field. Empty when the place shows nothing here (a part of a cut cell, words
    without a blank to fill).
    """
    if box.cell.role is Role.FIELD and option < 0:
        return [Rect(box.x, box.y, box.width, box.height)]
    return [rect for rect, of, its_option in _stretches(box) if of == place and option in (-1, its_option)]


def _stretches(box: Box) -> Iterator[tuple[Rect, int, int]]:
    """Neighbouring pieces of one run as a rectangle, with place and option; line by line."""
    size, runs = box.size, box.cell.runs
    for placed in box.lines:
        y = placed.baseline - (ASCENT + _LEADING) * size
        pieces = placed.line.pieces
        at = 0
        while at < len(pieces):
            first, run = pieces[at], pieces[at].run
            while at < len(pieces) and pieces[at].run == run:
                last = pieces[at]
                at += 1
            width = last.x + last.width - first.x
            yield (
                Rect(placed.x + first.x, y, width, (1 + 2 * _LEADING) * size), runs[run].place, runs[run].option
            )  # fmt: skip
