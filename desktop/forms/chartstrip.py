"""Draws one bar over the whole width, its parts named below it: how a whole divides (优、良、中、差)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.forms.chart import ChartKind
from desktop.forms.charted import Bar, Figure, share_of
from desktop.forms.chartmarks import AXIS, SOFT, WHITE, edge_of, tints, width_of, words
from desktop.forms.chartscale import SMALL, TEXT, part_of
from desktop.forms.page import Mark, Patch, Stroke

_ABOVE, _STRIP, _LEADER, _LINE = 14.0, 26.0, 8.0, 12.0
"""Heights: the line above it, the bar, the leaders below it, each of two lines of words; pt."""
STRIP_HEIGHT = _ABOVE + _STRIP + _LEADER + 2 * _LINE
_BETWEEN = 10.0
"""Between the words of two parts, pt."""
_SEAM, _THIN = 0.8, 0.5


def strip_fits(figure: Figure, width: float) -> bool:
    """Whether the words of all parts stand beside each other."""
    widths = [_width(lines) for lines in _words(figure)]
    return sum(widths) + _BETWEEN * (len(widths) - 1) <= width


def strip_marks(figure: Figure, x: float, y: float, width: float) -> Iterator[Mark]:
    """Everything below the title."""
    numbers, whole = figure.parts, figure.whole
    yield words(f"共 {figure.shown(whole)} {figure.unit}".rstrip(), x, y + _ABOVE / 2, SMALL, grey=SOFT)
    top, bottom = y + _ABOVE, y + _ABOVE + _STRIP
    middles, left, seams = [], x, []
    chart = figure.chart
    for number, color in zip(numbers, tints(chart.values, chart.notable), strict=True):
        length = part_of(number, whole) * width
        if number > 0:
            yield Patch(left, top, length, _STRIP, color, edge_of(color))
            if left > x and length > 2 * _SEAM:
                seams.append(left)
        middles.append(left + length / 2)
        left += length
    for seam in seams:
        yield Stroke(seam - _SEAM / 2, top, seam - _SEAM / 2, bottom, _SEAM, WHITE)
    texts = _words(figure)
    places = _apart(middles, [_width(lines) for lines in texts], x, x + width)
    for middle, place, lines, number in zip(middles, places, texts, numbers, strict=True):
        if number > 0:
            yield Stroke(middle, bottom, place, bottom + _LEADER - 1.5, _THIN, AXIS)
        for at, (text, grey) in enumerate(zip(lines, (0.0, SOFT), strict=True)):
            yield words(text, place, bottom + _LEADER + (at + 0.5) * _LINE, TEXT, grey=grey, share=0.5)


def unrolled(figure: Figure) -> Figure:
    """The same as a bar for each part, for parts with more words than there is room below a strip."""
    bars = tuple(
        Bar(name, (number,), figure.shown(number)) for name, number in zip(figure.names, figure.parts, strict=True)
    )
    return replace(figure, chart=replace(figure.chart, kind=ChartKind.BARS), bars=bars)


def _words(figure: Figure) -> list[tuple[str, str]]:
    return [
        (f"{name} {figure.shown(number)}", share_of(number, figure.whole))
        for name, number in zip(figure.names, figure.parts, strict=True)
    ]


def _width(lines: tuple[str, str]) -> float:
    return max(width_of(text, TEXT) for text in lines)


def _apart(middles: list[float], widths: list[float], left: float, right: float) -> list[float]:
    """Places for words as near to their middles as goes without touching each other or leaving the width."""
    places: list[float] = []
    edge = left
    for middle, width in zip(middles, widths, strict=True):
        places.append(max(middle, edge + width / 2))
        edge = places[-1] + width / 2 + _BETWEEN
    edge = right
    for at in reversed(range(len(places))):
        places[at] = min(places[at], edge - widths[at] / 2)
        edge = places[at] - widths[at] / 2 - _BETWEEN
    return places
