"""How high a row has to be so that a spreadsheet program cuts nothing off.

Row heights come from the typesetting with the bundled fonts. A spreadsheet breaks lines by itself, with the fonts of
the machine, so a row may need a line more; here its lines are estimated generously, and a row is made higher, never
lower.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import TypeAlias

from desktop.forms.grid import Cell

LINE = 1.44
"""Line distance in ems: 宋体 has 1.14–1.3, Noto Serif SC, which Linux machines put in its place, 1.437."""
_NARROW = 0.56
"""Width of a Latin letter or digit in ems; 0.5 in 宋体."""
_INSET = 6.0
"""Room that a spreadsheet leaves beside the text, pt, both sides together."""
_WORD = re.compile(r"[!-~]+|.", re.DOTALL)
_WIDE_FROM = "\u2000"
"""From here on (quotes, ≥, …, ideographs) characters are a full em wide in Chinese fonts."""


SizeOf: TypeAlias = Callable[[Cell], float]


def lines_needed(text: str, width: float, size: float) -> int:
    """Lines that `text` takes in a cell `width` pt wide with type of `size` pt."""
    room = max(width - _INSET, size) / size
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(_lines_of(paragraph, room) for paragraph in text.split("\n"))


def _lines_of(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in _WORD.findall(paragraph):
        width = 1.0 if word >= _WIDE_FROM else _NARROW * len(word)
        if used + width <= room:
            used += width
        elif width <= room:
            lines, used = lines + 1, width
        else:  # a word wider than the cell is broken
            lines += int((used + width) / room)
            used = (used + width) % room
    return lines


def height_needed(text: str, width: float, size: float) -> float:
    """Height in pt of a cell with this text."""
    return lines_needed(text, width, size) * size * LINE if text.strip() else 0.0


def row_heights(
    given: Sequence[float], cells: Iterable[Cell], widths: Sequence[float], size_of: SizeOf, scale: float = 1.0
) -> list[float]:
    """The given heights, raised where a cell needs more; all in pt on the sheet.

    `given` and `widths` (of rows and columns) are pt on paper; the sheet is `scale` times as large, its type (whose
    size `size_of` a cell tells) is not.
    """
    heights = [height * scale for height in given]
    edges = list(accumulate((width * scale for width in widths), initial=0.0))
    for cell in sorted(cells, key=lambda cell: cell.rowspan):
        last = cell.row + cell.rowspan - 1
        needed = height_needed(cell.text, edges[cell.col + cell.colspan] - edges[cell.col], size_of(cell))
        missing = needed - sum(heights[cell.row : last + 1])
        if missing > 0:
            heights[last] += missing
    return heights


SCALES = tuple(1 + step / 100 for step in range(61))


def scale_for_one_page(
    given: Sequence[float], cells: Sequence[Cell], widths: Sequence[float], size_of: SizeOf, room: float
) -> float | None:
    """The smallest scale at which all rows fit on a page with `room` pt for them on paper. None when none does.

    A sheet that is larger than the paper is printed smaller, to the paper's width; its words then need fewer and, on
    paper, lower lines. So a form that the typesetting got onto one page stays on it, as wide as the paper.
    """

    def fits(at: int) -> bool:
        return sum(row_heights(given, cells, widths, size_of, SCALES[at])) / SCALES[at] <= room

    found = bisect_left(range(len(SCALES)), True, key=fits)
    return SCALES[found] if found < len(SCALES) else None


def columns_for(lengths: Sequence[float], widths: Sequence[float]) -> list[tuple[int, int]]:
    """Columns for the segments of a line outside the table: (first column, number), each at least one column.

    `lengths` are the segments' lengths from left to right; a segment ends at the column line nearest to where it
    should. There must not be more segments than columns.
    """
    edges = list(accumulate(widths, initial=0.0))
    found: list[tuple[int, int]] = []
    start, wanted = 0, 0.0
    for number, length in enumerate(lengths):
        wanted += length
        left = len(lengths) - number - 1
        ends = range(start + 1, len(widths) - left + 1)
        end = min((abs(edges[end] - wanted), end) for end in ends)[1] if left else len(widths)
        found.append((start, end - start))
        start = end
    return found
