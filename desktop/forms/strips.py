"""What stands around the table: the title, and the lines of text above and below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.forms.cellbox import Content, box_of
from desktop.forms.grid import Align, Cell, TextLine
from desktop.forms.page import Block, Box
from desktop.forms.typeset import typeset
from desktop.forms.typography import Typography

_TITLE_STEP = 0.5
_UNBROKEN = 1e6


class StripCell(NamedTuple):
    """A cell of a strip; `x` and `width` pt from the printed area's left edge."""

    cell: Cell
    x: float
    width: float
    content: Content


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """One line of cells without frames over the whole width, as high as its highest cell."""

    cells: tuple[StripCell, ...]

    @property
    def height(self) -> float:
        """pt."""
        return max((item.content.block.height for item in self.cells), default=0.0)

    def boxes(self, x: float, y: float) -> Iterator[Box]:
        """The cells, their first lines side by side, when the printed area begins at `x` and the strip at `y`."""
        for item in self.cells:
            height = item.content.block.height
            yield box_of(item.cell, item.content, x + item.x, y, item.width, height, frameless=True)


def title_strip(cell: Cell, width: float, typography: Typography) -> Strip:
    """The title in one line if it can be, made smaller for that a little; else in lines of equal length."""
    return Strip((StripCell(cell, 0.0, width, Content(_title_block(cell, width, typography), 0.0)),))


def _title_block(cell: Cell, width: float, typography: Typography) -> Block:
    full = typography.title_size
    size = full
    while size >= typography.title_least:
        block = typeset(cell.runs, width, size, bold=cell.bold, line_factor=typography.line_factor)
        if len(block.lines) <= 1:
            return block
        size -= _TITLE_STEP
    return typeset(cell.runs, width, full, bold=cell.bold, line_factor=typography.line_factor, even=True)


def text_strips(lines: Iterable[TextLine], width: float, typography: Typography) -> list[Strip]:
    """The lines of text above or below the table."""
    return [_text_strip(line.cells, width, typography) for line in lines]


def _text_strip(cells: Sequence[Cell], width: float, typography: Typography) -> Strip:
    x = 0.0
    items = []
    for cell, share in zip(cells, _shares(cells, width, typography), strict=True):
        items.append(StripCell(cell, x, share, _content(cell, share, typography)))
        x += share
    return Strip(tuple(items))


def _shares(cells: Sequence[Cell], width: float, typography: Typography) -> list[float]:
    """Each cell's width: its share of the line, or, where one cannot hold its words, what each needs and equal rest."""
    total = sum(cell.colspan for cell in cells) or 1
    shares = [width * cell.colspan / total for cell in cells]
    natural = [
        max((line.width for line in _content(cell, _UNBROKEN, typography).block.lines), default=0.0) for cell in cells
    ]
    rest = width - sum(natural)
    if rest < 0.0 or all(needed <= share for needed, share in zip(natural, shares, strict=True)):
        return shares
    return [needed + rest / len(cells) for needed in natural]


def _content(cell: Cell, width: float, typography: Typography) -> Content:
    block = typeset(
        cell.runs, width, typography.size, bold=cell.bold, line_factor=typography.line_factor,
        even=cell.align is Align.CENTER,
    )  # fmt: skip
    return Content(block, 0.0)
