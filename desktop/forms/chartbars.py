"""Draws the bars of a chart as marks at absolute places.

A chart reads like a table whose last column is drawn: name, number (set to the right), bar. So the number stands beside
its bar however short that is, and no scale, grid or legend has to be read. The parts of a bar are named in the bar; a
key is printed only where some part is too narrow for its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.forms.chart import ChartKind
from desktop.forms.charted import Bar, Figure, Number, share_of
from desktop.forms.chartmarks import ACCENT, AMBER, AXIS, LIMIT, SOFT, WHITE, edge_of, ink_on, tints, width_of, words
from desktop.forms.chartscale import GAP, SMALL, TEXT, Columns, Scale, shows_shares
from desktop.forms.page import Color, Mark, Patch, Stroke

SUBLINE = 13.0
"""Height of the line between title and bars, pt."""
_BAR, _HIGHEST = 0.64, 13.0
"""Height of a bar in rows, and at most, pt."""
_INSET = 2.5
"""Room of a part's words left and right within it, pt."""
_SEAM = 0.8
"""White between two parts, pt; where one is narrower than twice that there is none."""
_SQUARE = 6.5
_AXIS, _LIMIT, _AROUND_LIMIT = 0.5, 0.7, 2.2
_BREAK_WIDTH, _BREAK_SLANT, _BREAK_AT = 1.8, 2.2, (0.86, 0.885)


@dataclass(frozen=True, slots=True)
class BarDrawing:
    """The bars of one panel. `x`, `y`: upper left corner of the line above them; `row` is the height of each, pt."""

    figure: Figure
    scale: Scale
    columns: Columns
    bars: Sequence[Bar]
    width: float
    x: float
    y: float
    row: float
    with_rest: bool

    @property
    def _colors(self) -> list[Color]:
        chart = self.figure.chart
        return tints(chart.values, chart.notable)

    @property
    def _top(self) -> float:
        return self.y + subline_height(self.figure, self.scale, self.columns, self.width)

    @property
    def _start(self) -> float:
        return self.x + self.columns.start

    def marks(self) -> Iterator[Mark]:
        """All of it, from top to bottom."""
        yield from self._subline()
        for number, bar in enumerate(self.bars):
            yield from self._bar(bar, self._top + number * self.row)
        bottom = self._top + len(self.bars) * self.row
        yield Stroke(self._start, self._top, self._start, bottom, _AXIS, AXIS)
        if self.figure.line is not None:
            at = self._start + self.scale.part(self.figure.line) * self.columns.room
            yield Stroke(at, self._top, at, bottom, _AROUND_LIMIT, WHITE)
            yield Stroke(at, self._top - 1.0, at, bottom, _LIMIT, LIMIT)
        if self.with_rest and self.figure.rest is not None:
            yield from self._rest(bottom + self.row / 2)

    def _subline(self) -> Iterator[Mark]:
        """The unit above the numbers; the limit above its line, or what the tints mean."""
        figure, columns = self.figure, self.columns
        middle = self.y + SUBLINE / 2
        if figure.unit:
            yield words(figure.unit, self.x + columns.number_end, middle, SMALL, grey=SOFT, share=1.0)
        if figure.line is not None:
            half = width_of(figure.line_text, SMALL) / 2
            at = self._start + self.scale.part(figure.line) * columns.room
            at = min(max(at, self._start + half), self.x + self.width - half)
            yield words(figure.line_text, at, middle, SMALL, share=0.5)
        if needs_key(figure, self.scale, columns):
            for name, place, color in zip(figure.names, key_places(figure, columns, self.width), self._colors,
                                          strict=True):  # fmt: skip
                left, line = self.x + place[0], self.y + (place[1] + 0.5) * SUBLINE
                yield Patch(left, line - _SQUARE / 2, _SQUARE, _SQUARE, color, edge_of(color))
                yield words(name, left + _SQUARE + 3.0, line, SMALL, grey=SOFT)

    def _bar(self, bar: Bar, top: float) -> Iterator[Mark]:
        middle = top + self.row / 2
        lacking = bar.total is None
        yield words(self.columns.names[bar.label], self.x, middle, TEXT)
        yield words(bar.text, self.x + self.columns.number_end, middle, TEXT, grey=SOFT if lacking else 0.0, share=1.0)
        high = min(_BAR * self.row, _HIGHEST)
        if self.figure.chart.kind is ChartKind.STACKED:
            yield from self._parts(bar, middle, high)
            return
        length = self.scale.part(bar.length) * self.columns.room
        if bar.length > 0:
            yield Patch(self._start, middle - high / 2, length, high, AMBER if bar.warned else ACCENT)
        if self.scale.breaks(bar):
            for at in _BREAK_AT:
                cut = self._start + at * length
                yield Stroke(cut - _BREAK_SLANT, middle + high / 2, cut + _BREAK_SLANT, middle - high / 2,
                             _BREAK_WIDTH, WHITE)  # fmt: skip
        if shows_shares(self.figure) and not lacking:
            share = share_of(bar.length, self.figure.whole)
            yield words(share, self._start + length + GAP / 2, middle, SMALL, grey=SOFT)

    def _parts(self, bar: Bar, middle: float, high: float) -> Iterator[Mark]:
        left = self._start
        seams = []
        for name, value, color in zip(self.figure.names, bar.parts, self._colors, strict=True):
            if value is None or value <= 0:
                continue
            length = self.scale.part(value) * self.columns.room
            yield Patch(left, middle - high / 2, length, high, color, edge_of(color))
            text = part_text(self.figure, name, value, length)
            if text:
                yield words(text, left + length / 2, middle, SMALL, grey=ink_on(color), share=0.5)
            if left > self._start and length > 2 * _SEAM:
                seams.append(left)
            left += length
        for seam in seams:
            at = seam - _SEAM / 2  # in the part before: the next may have an edge
            yield Stroke(at, middle - high / 2, at, middle + high / 2, _SEAM, WHITE)

    def _rest(self, middle: float) -> Iterator[Mark]:
        rest = self.figure.rest
        assert rest is not None  # asked by the caller
        yield words(rest.label, self.x, middle, TEXT, grey=SOFT)
        yield words(rest.text, self.x + self.columns.number_end, middle, TEXT, grey=SOFT, share=1.0)
        yield words(rest.words, self._start + GAP / 2, middle, SMALL, grey=SOFT)


def subline_height(figure: Figure, scale: Scale, columns: Columns, width: float) -> float:
    """pt; a long key takes several lines."""
    if not needs_key(figure, scale, columns):
        return SUBLINE
    return SUBLINE * (1 + max(line for _, line in key_places(figure, columns, width)))


def part_text(figure: Figure, name: str, value: Number, length: float) -> str:
    """What is written into a part of a bar: its name and number, the number alone, or nothing."""
    number = figure.shown(value)
    for text in (f"{name} {number}", number):
        if width_of(text, SMALL) + 2 * _INSET <= length:
            return text
    return ""


def needs_key(figure: Figure, scale: Scale, columns: Columns) -> bool:
    """Whether some part could not be named where it is."""
    if figure.chart.kind is not ChartKind.STACKED:
        return False
    return any(
        not part_text(figure, name, value, scale.part(value) * columns.room).startswith(name)
        for bar in figure.bars
        for name, value in zip(figure.names, bar.parts, strict=True)
        if value is not None and value > 0
    )


def key_places(figure: Figure, columns: Columns, width: float) -> list[tuple[float, int]]:
    """Where the key's entries stand: pt from the left edge, and on which line. Over the bars if they fit there."""
    widths = [_SQUARE + 3.0 + width_of(name, SMALL) + 2 * GAP for name in figure.names]
    start = columns.start if sum(widths) - 2 * GAP <= width - columns.start else 0.0
    places: list[tuple[float, int]] = []
    # Beside the unit there is no room for a key that begins at the left.
    at, line = start, 0 if start or not figure.unit else 1
    for wide in widths:
        if at > start and at + wide - 2 * GAP > width:
            at, line = start, line + 1
        places.append((at, line))
        at += wide
    return places
