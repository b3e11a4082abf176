"""The sizes and spaces a form is set with (forms.md, Typography).

An edition may ask for one page; then spaces and type are tightened step by step (`desktop.forms.fit`).
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.forms.page import MM

SMALLEST_TITLE = 15.0
"""pt: a title is made smaller down to here before it takes two lines."""
TIGHT = 0.5 * MM
"""pt: what is left of a cell's side padding when a number or a date would not fit otherwise."""
SMALLEST = 9.0
"""pt: type is made smaller down to here; `（续表）` has this size."""
SIZE_STEP = 0.5
_LEAST_LINE_FACTOR, _LEAST_PAD_Y, _LEAST_HEIGHT_SCALE = 1.18, 0.4 * MM, 0.68


@dataclass(frozen=True, slots=True)
class Typography:
    """Lengths in pt. The defaults are those of a form that has room."""

    size: float = 10.5
    """五号."""
    line_factor: float = 1.3
    """Distance of baselines in type sizes."""
    pad_x: float = 1.2 * MM
    pad_y: float = 1.0 * MM
    min_height_scale: float = 1.0
    """Factor for the rows' least heights, and for the space around title and lines of text."""
    title_size: float = 18.0

    @property
    def title_gap(self) -> float:
        """Between the title and what follows it."""
        return 10.0 * self.min_height_scale

    @property
    def text_gap(self) -> float:
        """Between the table and the lines of text above and below it."""
        return 4.0 * self.min_height_scale

    def tightened(self, size: float, spacing: float) -> Typography:
        """The same with smaller type, and with spaces between the least that reads well (0) and these (1)."""
        return Typography(
            size=size,
            line_factor=_between(_LEAST_LINE_FACTOR, self.line_factor, spacing),
            pad_x=self.pad_x * size / self.size,
            pad_y=_between(_LEAST_PAD_Y, self.pad_y, spacing),
            min_height_scale=_between(_LEAST_HEIGHT_SCALE, self.min_height_scale, spacing),
            title_size=self.title_size,
        )


def _between(least: float, full: float, part: float) -> float:
    return least + (full - least) * part


STANDARD = Typography()
