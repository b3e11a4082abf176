"""Gets a form onto one page where its edition asks for it: less space first, then smaller type.

forms.md, Typography.
"""

from __future__ import annotations

from bisect import bisect_left

from desktop.forms.grid import Grid, Paper
from desktop.forms.page import MM
from desktop.forms.sheet import Sheet
from desktop.forms.typography import SIZE_STEP, SMALLEST, Typography, typography_of

_EPSILON = 1e-6
_HOPELESS = 0.55
"""A form whose page is smaller than this part of its height is not tried: small type and spaces save 45 % at most
(lines of 10.62 pt in place of 13.65, 14 % fewer of them, rows 32 % lower)."""
_SPACINGS = 8
"""Steps of spacing between the least and the full."""


def body_height(paper: Paper) -> float:
    """Height between the margins, pt."""
    return (paper.height - paper.top - paper.bottom) * MM


def fitted_sheet(grid: Grid, typography: Typography | None = None) -> Sheet:
    """The sheet as it is printed: with `typography` (the form's own), or tightened as little as gets it onto one page.

    The largest type that fits with the least spacing is taken, then the widest spacing that fits with this type, so
    that the page is filled. Where the edition does not ask for one page, or nothing gets it there, it is the sheet with
    `typography`: a form on two pages is no better for small type.
    """
    typography = typography or typography_of(grid)
    sheet = Sheet(grid, typography)
    room = body_height(grid.paper) + _EPSILON
    if not grid.paper.fit_one_page or sheet.height <= room or room < sheet.height * _HOPELESS:
        return sheet
    sizes = [typography.size - step * SIZE_STEP for step in range(int((typography.size - SMALLEST) / SIZE_STEP) + 1)]
    best: Sheet | None = None

    def fits(size: float, spacing: float) -> bool:
        nonlocal best
        tried = Sheet(grid, typography.tightened(size, spacing))
        if tried.height > room:
            return False
        best = tried
        return True

    # Each size costs line breaks; at a size known to fit, spacings cost next to nothing.
    if not fits(sizes[0], 0.0):
        if not fits(sizes[-1], 0.0):
            return sheet
        smaller = sizes[1:-1]
        first = bisect_left(smaller, True, key=lambda size: fits(size, 0.0))
        size = [*smaller, sizes[-1]][first]
    else:
        size = sizes[0]
    bisect_left(range(1, _SPACINGS), True, key=lambda step: not fits(size, step / _SPACINGS))
    return best or sheet
