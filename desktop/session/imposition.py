"""Pages onto paper: which side of which sheet a page comes to, how large, and where on it.

The preview draws these sides and the printer prints them, so the preview is the paper. Sizes in pt, of a side as it is
read: a page that is wider than high lies on a sheet turned by a quarter.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.forms.page import MM, Page
from desktop.session.printsettings import PrintSettings, Scale, Shift, Sides, Stock

SIZES = {Stock.A4: (210.0, 297.0), Stock.A3: (297.0, 420.0)}
"""mm of the upright sheet."""
_SAME = 2.0
"""pt by which sizes differ that are the same: 595.28 and 595.276."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side of a sheet. `x` and `y` are where the page's corner comes to lie, `scale` its size against the real one.

    `number` counts all pages of the print from 1, whichever of them were chosen. `page` is None for a side that stays
    white: the back of a document's last page, so that the next document does not begin there.
    """

    page: Page | None
    number: int
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0

    @property
    def landscape(self) -> bool:
        """Whether the sheet is read turned by a quarter."""
        return self.width > self.height

    @property
    def cut(self) -> bool:
        """Whether the paper is too small for the page."""
        if self.page is None:
            return False
        wide, high = self.page.width * self.scale, self.page.height * self.scale
        return wide > self.width + _SAME or high > self.height + _SAME


def sides_of(
    documents: Sequence[Sequence[Page]], settings: PrintSettings, shift: Shift, chosen: Collection[int] | None = None
) -> list[Side]:
    """The sides that come out, one document after the other; `chosen` numbers pages over all of them, None is all."""
    sides: list[Side] = []
    number = 0
    for pages in documents:
        if settings.sides is not Sides.ONE and len(sides) % 2:
            sides.append(Side(None, number, sides[-1].width, sides[-1].height))
        for page in pages:
            number += 1
            if chosen is None or number in chosen:
                sides.append(_side(page, number, settings, shift))
    return sides


def paper_of(side: Side) -> tuple[float, float]:
    """The upright sheet it is printed on, pt: short and long edge."""
    short, long = sorted((side.width, side.height))
    return short, long


def is_size(paper: tuple[float, float], stock: Stock) -> bool:
    """Whether an upright sheet, pt, is one of the usual sizes."""
    return all(abs(edge - mm * MM) < _SAME for edge, mm in zip(paper, SIZES[stock], strict=True))


def _side(page: Page, number: int, settings: PrintSettings, shift: Shift) -> Side:
    width, height = page.width, page.height
    if settings.stock is not Stock.FORM:
        short, long = (mm * MM for mm in SIZES[settings.stock])
        width, height = (long, short) if page.width > page.height else (short, long)
    scale = min(width / page.width, height / page.height, 1.0) if settings.scale is Scale.FIT else 1.0
    # In the middle of a larger sheet; on one that is too small the page begins at the corner, as on the press.
    x, y = max((width - page.width * scale) / 2, 0.0), max((height - page.height * scale) / 2, 0.0)
    right, down = shift.right * MM, shift.down * MM
    if width > height:
        # The sheet goes through the printer upright, with the page's head at its left edge.
        right, down = -down, right
    return Side(page, number, width, height, x + right, y + down, scale)
