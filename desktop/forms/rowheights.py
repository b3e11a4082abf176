"""Heights of rows: each as high as its own cells need, raised where a merged cell needs more than its rows have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_EPSILON = 1e-6


class Need(NamedTuple):
    """A merged cell over the rows `first` to before `end` needs `height` pt."""

    first: int
    end: int
    height: float


def raise_rows(heights: list[float], needs: Iterable[Need], fixed: Sequence[bool]) -> None:
    """Raise rows in place until every merged cell has its height.

    The lowest rows of a cell are raised first, and to one level: neighbouring rows then come out equally high, which
    is what makes a page look calm. Rows that are `fixed` (captions) are raised only where a cell has no others.
    Smaller cells come before larger ones, so that the larger find their work partly done.
    """
    for first, end, height in sorted(needs, key=_extent):
        lack = height - sum(heights[first:end])
        if lack > _EPSILON:
            rows = [row for row in range(first, end) if not fixed[row]] or list(range(first, end))
            _level(heights, rows, lack)


def _extent(need: Need) -> tuple[int, int]:
    return need.end - need.first, need.first


def _level(heights: list[float], rows: list[int], lack: float) -> None:
    """Share `lack` out over the lowest of these rows so that they end on one level."""
    rows.sort(key=heights.__getitem__)
    level, count = heights[rows[0]], 0
    for count, row in enumerate(rows):
        rise = (heights[row] - level) * count
        if rise >= lack:
            break
        lack -= rise
        level = heights[row]
    else:
        count = len(rows)
    level += lack / count
    for row in rows[:count]:
        heights[row] = level
