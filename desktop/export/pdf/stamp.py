"""What a signature looks like on the page: who and when, in a small frame. Drawn like any page, with our own fonts."""

from __future__ import annotations

from datetime import datetime

from desktop.forms.grid import Align, Cell, Run
from desktop.forms.page import LINE_WIDTH, Box, Page, Placed
from desktop.forms.typeset import typeset

_SIZES = (7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
"""pt, the largest first: the name in one line if it can be."""
_PAD = 2.5
_WORDS = "电子签名"


def stamp(name: str, when: datetime, width: float, height: float) -> bytes:
    """A file of one page of this size (pt): the name, under it `电子签名 2026-03-04 05:06`."""
    from desktop.export.pdf.writer import write_drawing  # noqa: PLC0415  # loads reportlab

    frame = LINE_WIDTH / 2
    inner = width - 2 * _PAD
    runs = ((Run(name or _WORDS),), (Run(f"{_WORDS} {when:%Y-%m-%d %H:%M}"),))
    for size in _SIZES:
        blocks = [typeset(one, inner, size, line_factor=1.2) for one in runs]
        if sum(block.height for block in blocks) <= height - 2:
            break
    y = (height - sum(block.height for block in blocks)) / 2
    placed = []
    for block in blocks:
        for line in block.lines:
            if y + block.line_height > height + 1:
                break  # a name that is longer than any
            placed.append(Placed((width - line.width) / 2, y + block.ascent, line))
            y += block.line_height
    cell = Cell(0, 0, 1, 1, runs[0], align=Align.CENTER)
    box = Box(frame, frame, width - 2 * frame, height - 2 * frame, blocks[0].size, tuple(placed), cell)
    return write_drawing(Page(width, height, 1, 1, (box,)))
