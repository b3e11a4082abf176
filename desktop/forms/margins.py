"""A person's own margins: the form laid out anew between them, and paginated by the one renderer like any other.

For the binder that needs a wider edge, or the printer that leaves out more than the edition does. The columns keep
their proportions. Only paper that is printed from the window has them; files carry the edition's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.forms.grid import Grid, Paper


@dataclass(frozen=True, slots=True)
class Margins:
    """mm."""

    left: float
    right: float
    top: float
    bottom: float


LEAST = Margins(5.0, 5.0, 18.0, 12.0)
"""The top keeps the room of the line with 核对码, the bottom that of the page number (`desktop.forms.dressing`)."""
GREATEST = 60.0


def margins_of(paper: Paper) -> Margins:
    """Those of the edition."""
    return Margins(paper.left, paper.right, paper.top, paper.bottom)


def with_margins(grid: Grid, margins: Margins) -> Grid:
    """The same cells between other margins; margins beyond the limits are taken as the limit."""
    paper = replace(
        grid.paper,
        left=_within(margins.left, LEAST.left),
        right=_within(margins.right, LEAST.right),
        top=_within(margins.top, LEAST.top),
        bottom=_within(margins.bottom, LEAST.bottom),
    )
    share = paper.table_width / grid.paper.table_width
    return replace(grid, columns=tuple(width * share for width in grid.columns), paper=paper)


def _within(margin: float, least: float) -> float:
    return min(max(margin, least), GREATEST)
