"""What the length of a chart's bars means, and how the width is shared between names, numbers and bars.

Here exact numbers become lengths on paper, and nowhere else; no length becomes a number again. One answer for all
panels of a chart, so that a bar on the second page compares with one on the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.forms.chart import ChartKind
from desktop.forms.charted import Bar, Figure
from desktop.forms.chartmarks import shortened_names, width_of

TEXT, SMALL = 9.0, 8.0
"""Type sizes of names and numbers, and of what is said beside them, pt."""
GAP = 6.0
"""Between name, number and bar, pt."""
_MOST_NAME = 0.38
"""Part of the width that names may take."""
_HUNDRED = Decimal(100)
_OUTLIER, _BEYOND = 6, Decimal("1.3")
"""A bar so many times as long as the next is broken; the whole width is so many times the next."""
_MOST_BROKEN, _LEAST_OTHERS = 2, 3
_LINE_ROOM = Decimal("1.04")
_SHARE = "100.0%"


@dataclass(frozen=True, slots=True)
class Scale:
    """`full` takes the whole width; a bar of `broken_from` or more is cut."""

    full: Decimal
    broken_from: Decimal | None = None

    def part(self, value: Decimal) -> float:
        """How much of the width a value takes, 0 to 1."""
        return min(part_of(value, self.full), 1.0)

    def breaks(self, bar: Bar) -> bool:
        """Whether the bar is drawn with a gap."""
        return self.broken_from is not None and bar.length >= self.broken_from


def scale_of(figure: Figure) -> Scale:
    """Lengths are in proportion; only what is many times as long as all others is cut, lest those vanish."""
    lengths = sorted((bar.length for bar in figure.bars), reverse=True)
    least = max(_HUNDRED if figure.percent else Decimal(0), (figure.line or Decimal(0)) * _LINE_ROOM)
    if figure.chart.kind is ChartKind.BARS and figure.chart.label:
        for count in range(1, _MOST_BROKEN + 1):
            others = lengths[count:]
            if sum(length > 0 for length in others) < _LEAST_OTHERS:
                break
            following = max(others[0], least)
            if lengths[count - 1] > _OUTLIER * following:
                return Scale(following * _BEYOND, lengths[count - 1])
    return Scale(max(lengths[0] if lengths else Decimal(0), least))


@dataclass(frozen=True, slots=True)
class Columns:
    """Places across a panel, pt from its left edge: names end before `number_end`, bars lie from `start` to `end`."""

    names: dict[str, str]
    """Each name as it is printed."""
    number_end: float
    start: float
    end: float

    @property
    def room(self) -> float:
        """Of the longest bar."""
        return self.end - self.start


def columns_of(figure: Figure, width: float) -> Columns:
    """The places for a figure in a column of the page, `width` pt wide."""
    rest = figure.rest
    full_names = [bar.label for bar in figure.bars]
    texts = [bar.text for bar in figure.bars] + ([rest.text] if rest is not None else [])
    number = max([width_of(text, TEXT) for text in texts] + [width_of(figure.unit, SMALL)])
    most = min(width * _MOST_NAME, max(width - number - 2 * GAP, 0) * 0.5)
    names = dict(zip(full_names, shortened_names(full_names, most, TEXT), strict=True))
    if rest is not None:
        names[rest.label] = rest.label
    name = max(width_of(text, TEXT) for text in names.values())
    number_end = name + GAP + number
    share = width_of(_SHARE, SMALL) + GAP if shows_shares(figure) else 0.0
    return Columns(names, number_end, number_end + GAP, width - share)


def shows_shares(figure: Figure) -> bool:
    """Whether its bars are parts of one whole."""
    alone = figure.chart.kind is ChartKind.BARS and not figure.chart.label
    return alone and not figure.percent and len(figure.bars) > 1 and figure.whole > 0


def part_of(value: Decimal, whole: Decimal) -> float:
    """How much of a length for `whole` a value takes."""
    return float(value / whole) if whole else 0.0
