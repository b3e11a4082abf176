"""Fills lines with the units of a paragraph (`desktop.forms.textunits`): greedily, or evenly for captions.

Full-width marks have their ink in one half of their square. Where a line would overflow by no more than the empty half
of the mark at its end, that half is left to hang out; where a unit is too wide for any line, the empty half of the
opening mark at its beginning as well. Widths are in em throughout.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import NamedTuple

from desktop.forms.textunits import BLANKS, inside_terms, is_han, smaller_units, units_of

_HALF = 0.5
"""Empty part of a full-width mark's square, em."""
_EPSILON = 1e-6
RIGHT_HALF_EMPTY = frozenset("、，。．；：！？）》」』】〕〉｝］”’〗")
LEFT_HALF_EMPTY = frozenset("（《「『【〔〈｛［“‘〖")
"""Marks whose ink is in one half of their square, in both faces of the body."""
_COMPANY_FROM = 4
"""Units a line must have to give one of them to the last line."""
_EVEN_UNITS, _EVEN_LINES = 60, 6
"""Up to here a caption's lines are evened out; longer text is prose."""
_INSIDE_BRACKETS, _INSIDE_TERM = 4.0, 6.0
"""Prices of a break inside brackets and inside a word when lines are evened out, in em² of raggedness."""


class Span(NamedTuple):
    """One line: characters `start` to `end` of the paragraph, its visible width, and what hangs out at its left."""

    start: int
    end: int
    width: float
    shift: float


class Broken(NamedTuple):
    """A paragraph in lines. `cut`: a date, a number, a word, an option had to be broken for want of width."""

    spans: list[Span]
    cut: bool


def break_lines(
    text: str, mask: str, limit: float, advances: Mapping[str, float], *, even: bool = False, indent: float = 0.0
) -> Broken:
    """Break a paragraph (no line breaks in it) into lines of at most `limit` em.

    `mask` is the text with `PEN` and `WHOLE` in place of what they stand for, else the text itself. `even`: spread the
    text evenly over as many lines as it needs (captions). The first line has `indent` em less room.
    """
    if len(text) <= limit * 4 and (width := sum(map(advances.__getitem__, text))) <= limit - indent + _EPSILON:
        end = len(mask.rstrip(BLANKS))
        return Broken([Span(0, end, width - sum(map(advances.__getitem__, text[end:])), 0.0)], cut=False)
    units = _Units(text, mask, limit, advances, indent)
    lines = units.filled()
    if even and 1 < len(lines) <= _EVEN_LINES and len(units.ends) <= _EVEN_UNITS:
        lines = units.evened(len(lines)) or lines
    return Broken([units.span(first, last) for first, last in lines], units.cut)


class _Units:
    """The units of one paragraph, numbered from 0; a line is a pair of numbers, its first unit and the next line's."""

    def __init__(self, text: str, mask: str, limit: float, advances: Mapping[str, float], indent: float) -> None:
        self._text, self._limit, self._indent = text, limit + _EPSILON, indent
        self._width_of = advances.__getitem__
        self.cut = False
        self.ends: list[int] = []
        self._widths: list[float] = []
        self._blank: list[bool] = []
        self._add(units_of(mask), 0)
        self._sums = [0.0, *accumulate(self._widths)]

    def _add(self, units: list[str], start: int) -> None:
        """Take over units (parts of the mask) that follow each other from character `start` on."""
        text, width_of = self._text, self._width_of
        add_end, add_width, add_blank = self.ends.append, self._widths.append, self._blank.append
        for unit in units:
            end = start + len(unit)
            width = width_of(text[start]) if end - start == 1 else sum(map(width_of, text[start:end]))
            blank = unit[0] in BLANKS
            limit = self._limit if start else self._limit - self._indent
            if width > limit and end - start > 1 and not blank and sum(self._room(start, end)) < width - limit:
                parts, broken = smaller_units(unit, text[start:end])
                self.cut = self.cut or broken
                self._add(parts, start)
            else:
                add_end(end)
                add_width(width)
                add_blank(blank)
            start = end

    def _room(self, start: int, end: int) -> tuple[float, float]:
        """What may hang out of a line of these characters, at its right and at its left."""
        text = self._text
        return _HALF * (text[end - 1] in RIGHT_HALF_EMPTY), _HALF * (text[start] in LEFT_HALF_EMPTY)

    def filled(self) -> list[tuple[int, int]]:
        """Lines that each take as much as they can."""
        ends, sums, blank, limit = self.ends, self._sums, self._blank, self._limit
        count, first = len(ends), 0
        lines = []
        while first < count:
            room = sums[first] + (limit if first else limit - self._indent)
            last = max(bisect_right(sums, room, first + 1) - 1, first + 1)
            if last < count and sums[last + 1] - room <= _HALF and self._text[ends[last] - 1] in RIGHT_HALF_EMPTY:
                last += 1
            while last < count and blank[last]:
                last += 1
            lines.append((first, last))
            first = last
        if len(lines) > 1:
            self._keep_company(lines)
        return lines

    def _keep_company(self, lines: list[tuple[int, int]]) -> None:
        """Let a character that would stand alone in the last line have the one before it with it."""
        (first, last), (lone, total) = lines[-2:]
        start = self.ends[lone - 1]
        is_lone = total - lone == 1 and self._widths[lone] <= 2.0 and is_han(self._text[start])
        may_give = last - first >= _COMPANY_FROM and not self._blank[lone - 1]
        if is_lone and may_give and self._sums[total] - self._sums[lone - 1] <= self._limit:
            lines[-2:] = [(first, last - 1), (lone - 1, total)]

    def evened(self, count: int) -> list[tuple[int, int]]:
        """`count` lines as even as they can be, breaks inside brackets avoided; empty when there is no such way."""
        total = len(self.ends)
        prices = self._break_prices()
        # best[j]: price of the units before j in the lines so far, and where each of those lines begins
        best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for number in range(1, count + 1):
            better: dict[int, tuple[float, tuple[int, ...]]] = {}
            for first, (price, firsts) in best.items():
                for last in range(first + 1, total + 1):
                    if (last == total) != (number == count) or (last < total and self._blank[last]):
                        continue
                    rest = self._limit - self.span(first, last).width
                    if rest < 0.0:
                        break
                    found = price + rest * rest + prices[last]
                    if last not in better or found <= better[last][0] + _EPSILON:
                        better[last] = found, (*firsts, first)
            best = better
        if total not in best:
            return []
        firsts = best[total][1]
        return list(zip(firsts, (*firsts[1:], total), strict=True))

    def _break_prices(self) -> list[float]:
        """What a line break costs, by the number of units before it."""
        inside = inside_terms(self._text)
        prices, depth, start = [0.0], 0, 0
        for end in self.ends:
            stretch = self._text[start:end]
            depth += sum(map(stretch.count, "（(")) - sum(map(stretch.count, "）)"))
            prices.append(_INSIDE_BRACKETS * (depth > 0) + _INSIDE_TERM * (end in inside))
            start = end
        prices[-1] = 0.0
        return prices

    def span(self, first: int, last: int) -> Span:
        """The line of the units from `first` to before `last`, without the blanks at its end."""
        start = self.ends[first - 1] if first else 0
        while last > first and self._blank[last - 1]:
            last -= 1
        if last == first:
            return Span(start, start, 0.0, 0.0)
        end = self.ends[last - 1]
        width, shift = self._sums[last] - self._sums[first], 0.0
        limit = self._limit if start else self._limit - self._indent
        if width > limit:
            right, left = self._room(start, end)
            width -= right
            if width > limit:
                width, shift = width - left, left
        return Span(start, end, width, shift)
