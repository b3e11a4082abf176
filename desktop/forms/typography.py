"""The sizes and spaces a form is set with (forms.md, Typography).

An edition may ask for one page; then spaces and type are tightened step by step (`desktop.forms.fit`). A report is set
as official letters are (GB/T 9704-2012): title 22 pt, text 16 pt in lines of 28 pt, 28 characters to the line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.forms.grid import Cell, Grid
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
    title_least: float = SMALLEST_TITLE
    """Down to here the title is made smaller before it takes two lines."""
    title_room: float = 10.0
    text_size: float = 16.0
    """三号: headings and paragraphs of a report."""
    text_line: float = 28.0
    """Distance of their baselines, pt."""

    @property
    def title_gap(self) -> float:
        """Between the title and what follows it."""
        return self.title_room * self.min_height_scale

    def size_of(self, cell: Cell) -> float:
        """The type size a cell is set in, as long as nothing has to be made smaller."""
        return self.text_size if cell.is_text else self.size

    @property
    def text_gap(self) -> float:
        """Between the table and the lines of text above and below it."""
        return 4.0 * self.min_height_scale

    def tightened(self, size: float, spacing: float) -> Typography:
        """The same with smaller type, and with spaces between the least that reads well (0) and these (1)."""
        return replace(
            self,
            size=size,
            line_factor=_between(_LEAST_LINE_FACTOR, self.line_factor, spacing),
            pad_x=self.pad_x * size / self.size,
            pad_y=_between(_LEAST_PAD_Y, self.pad_y, spacing),
            min_height_scale=_between(_LEAST_HEIGHT_SCALE, self.min_height_scale, spacing),
        )


def _between(least: float, full: float, part: float) -> float:
    return least + (full - least) * part


STANDARD = Typography()
REPORT = Typography(size=12.0, title_size=22.0, title_least=20.0, title_room=28.0)
"""Its tables are in 小四."""
REPORT_MARGINS = {"left": 27.0, "right": 24.9, "top": 37.0, "bottom": 35.0}
"""mm: as in official letters (37 above, 28 left, an area of 156 × 225), with the hair more that 28 characters need."""


def typography_of(grid: Grid) -> Typography:
    """What a form is set with when it has all the room it wants."""
    return REPORT if grid.report else STANDARD
