"""A chart, or the part of it that stands in one column of a page: title, bars, note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from desktop.forms.chart import ChartKind
from desktop.forms.chartbars import BarDrawing, subline_height
from desktop.forms.charted import Bar, Figure
from desktop.forms.chartmarks import SOFT, words
from desktop.forms.chartscale import SMALL, Columns, Scale, columns_of, scale_of
from desktop.forms.chartstrip import STRIP_HEIGHT, strip_fits, strip_marks, unrolled
from desktop.forms.faces import Face
from desktop.forms.grid import Align, Cell, Run
from desktop.forms.page import Block, Box, Mark, Placed
from desktop.forms.typeset import typeset_checked

TITLE = 11.0
"""Type size, pt."""
CONTINUED = "（续）"
BROKEN_NOTE = "带断口的条太长，没有按比例画。"
_NOTE_GAP = 3.0
_NOTE_FACTOR = 1.4


@dataclass(frozen=True, slots=True)
class Shape:
    """What all panels of a figure have in common."""

    figure: Figure
    width: float
    scale: Scale
    columns: Columns


@dataclass(frozen=True)
class Panel:
    """Some of a figure's bars. `first`, `last`: which ends of the figure it has."""

    shape: Shape
    bars: tuple[Bar, ...]
    first: bool = True
    last: bool = True

    def parted(self, rows: int) -> list[Panel]:
        """The same in panels of at most so many bars, all about as long."""
        count = max(-(-len(self.bars) // max(rows, 1)), 1)
        ends = [len(self.bars) * at // count for at in range(count + 1)]
        return [
            Panel(self.shape, self.bars[start:end], start == 0, end == len(self.bars)) for start, end in pairwise(ends)
        ]

    @property
    def is_strip(self) -> bool:
        """Whether it is one bar for all."""
        return self.shape.figure.chart.kind is ChartKind.STRIP

    @cached_property
    def title(self) -> Block:
        """The title's lines."""
        text = self.shape.figure.title + ("" if self.first else CONTINUED)
        return typeset_checked((Run(text),), self.shape.width, TITLE, face=Face.SANS).block

    @cached_property
    def note(self) -> Block:
        """What is said below the bars."""
        parts = [BROKEN_NOTE] if self.shape.scale.broken_from is not None else []
        parts += [self.shape.figure.note] if self.shape.figure.note else []
        text = "\n".join(parts) if self.last else ""
        return typeset_checked((Run(text),), self.shape.width, SMALL, line_factor=_NOTE_FACTOR).block

    def height(self, row: float) -> float:
        """pt, with bars in rows of `row` pt."""
        return self._body(row) + self.title.height + (self.note.height + _NOTE_GAP if self.note.lines else 0.0)

    def _body(self, row: float) -> float:
        shape = self.shape
        if self.is_strip:
            return STRIP_HEIGHT
        rows = len(self.bars) + (self.last and shape.figure.rest is not None)
        return subline_height(shape.figure, shape.scale, shape.columns, shape.width) + rows * row

    def box(self, x: float, y: float) -> Box:
        """The title: content for a screen reader too. What is drawn below it, the table says again."""
        block = self.title
        step = block.line_height
        lines = tuple(Placed(x, y + block.ascent + at * step, line) for at, line in enumerate(block.lines))
        cell = Cell(0, 0, 1, 1, (Run(self.shape.figure.title),), align=Align.LEFT)
        return Box(x, y, self.shape.width, block.height, block.size, lines, cell, frameless=True)

    def marks(self, x: float, y: float, row: float) -> Iterator[Mark]:
        """Everything below the title; `x` and `y` are the panel's upper left corner, pt."""
        shape, top = self.shape, y + self.title.height
        if self.is_strip:
            yield from strip_marks(shape.figure, x, top, shape.width)
        else:
            drawing = BarDrawing(
                shape.figure, shape.scale, shape.columns, self.bars, shape.width, x, top, row, with_rest=self.last
            )
            yield from drawing.marks()
        below, step = top + self._body(row) + _NOTE_GAP, self.note.line_height
        for at, line in enumerate(self.note.lines):
            text = "".join(piece.text for piece in line.pieces)
            yield words(text, x, below + (at + 0.5) * step, SMALL, grey=SOFT)


def panel_of(figure: Figure, width: float) -> Panel:
    """A whole figure in a column `width` pt wide."""
    if figure.chart.kind is ChartKind.STRIP and not strip_fits(figure, width):
        figure = unrolled(figure)
    return Panel(Shape(figure, width, scale_of(figure), columns_of(figure, width)), figure.bars)
