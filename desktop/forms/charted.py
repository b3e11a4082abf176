"""A chart with its numbers: the same bars in the same order for the page (`charting`) and for the workbook.

Every number is one that the table behind the chart shows, or a sum of such. Blank is not zero: a bar without a number
says so and stands last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from operator import ge, gt, le, lt
from typing import TypeAlias

from desktop.forms.calculation import Evaluation, rows_of
from desktop.forms.chart import Chart, ChartKind, Order, Warned, Wording
from desktop.forms.edition import Edition, Field, FieldType, item_at
from desktop.forms.expression import Node
from desktop.forms.figures import figure, figure_of
from desktop.forms.names import plain
from desktop.forms.numbers import format_number, round_half_up
from desktop.forms.paths import Path
from desktop.forms.shown import shown_value
from desktop.forms.values import NO_VALUE_TEXT, NONE, UNKNOWN, Val

Number: TypeAlias = Decimal
"""What a bar stands for; where it becomes a length is `desktop.forms.chartscale`."""
MOST_BARS = 60
"""A page of bars; who wants to look at more of them reads the table."""
BLANK_TEXT = "未填"
UNKNOWN_TEXT = "算不出"
"""Where there are figures, but one of them cannot be read."""
NAMELESS = "（没有名称）"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its parts (None: no number), and what is printed beside it."""

    label: str
    parts: tuple[Decimal | None, ...]
    text: str
    warned: bool = False

    @property
    def total(self) -> Decimal | None:
        """The parts that are numbers, added up."""
        numbers = [part for part in self.parts if part is not None]
        return sum(numbers, Decimal(0)) if numbers else None

    @property
    def length(self) -> Decimal:
        """What the bar's length stands for: nothing runs backwards."""
        return sum((max(part, Decimal(0)) for part in self.parts if part is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class Rest:
    """What the bars beyond the first few come to, in words: a bar of its own would dwarf those it is not one of."""

    label: str
    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart ready to be drawn."""

    chart: Chart
    title: str
    note: str
    names: tuple[str, ...]
    """Of the parts."""
    unit: str
    bars: tuple[Bar, ...]
    rest: Rest | None
    line: Decimal | None
    line_text: str
    field: Field
    """What its numbers are like."""

    @property
    def percent(self) -> bool:
        """Whether 100 is the whole."""
        return self.field.type is FieldType.PERCENT

    @property
    def parts(self) -> tuple[Number, ...]:
        """Of a chart with one bar: its parts, 0 for those that are not there."""
        (bar,) = self.bars
        return tuple(max(part or Decimal(0), Decimal(0)) for part in bar.parts)

    @property
    def whole(self) -> Number:
        """All lengths together."""
        return sum((bar.length for bar in self.bars), Decimal(0))

    def shown(self, value: Number) -> str:
        """A number of the chart as the table writes it."""
        return shown_value(self.field, value)


def figures_of(evaluation: Evaluation) -> list[Figure]:
    """The charts of a document that have something to show."""
    figures = (_figure(evaluation, chart) for chart in evaluation.edition.charts)
    return [figure for figure in figures if _has_something(figure)]


def _has_something(figure: Figure) -> bool:
    """A bar of no length is one among others; of a whole that is nothing there are no parts."""
    if figure.chart.kind is ChartKind.STRIP:
        return figure.whole > 0
    return any(bar.total is not None for bar in figure.bars)


def share_of(part: Decimal, whole: Decimal) -> str:
    """`38.5%`; a dash where there is nothing to be a part of."""
    return f"{round_half_up(part * 100 / whole, 1)}%" if whole else NO_VALUE_TEXT


def _figure(evaluation: Evaluation, chart: Chart) -> Figure:
    fields = [_field(evaluation.edition, chart, name) for name in chart.values]
    limit = _number(_value(evaluation, chart.line)) if chart.line is not None else None
    shown = partial(shown_value, fields[0])
    bars = [*_bars(evaluation, chart, fields, limit)]
    if chart.label or chart.kind is ChartKind.BARS:
        bars.sort(key=_by_length(chart.order))
    kept, rest = _cut(bars, chart, shown)
    return Figure(
        chart=chart,
        title=_words(evaluation, chart.title),
        note=_words(evaluation, chart.note) if chart.note is not None else "",
        names=tuple(field.name for field in fields),
        unit=chart.unit or (fields[0].unit if fields[0].type is not FieldType.PERCENT else ""),
        bars=tuple(kept),
        rest=rest,
        line=limit,
        line_text=_limit_text(limit, fields[0]) if limit is not None else "",
        field=fields[0],
    )


def _limit_text(limit: Decimal, field: Field) -> str:
    """`80%`, though rates have two decimals: a limit is a round number."""
    return format_number(limit.normalize(), None) + ("%" if field.type is FieldType.PERCENT else "")


def _field(edition: Edition, chart: Chart, name: str) -> Field:
    item = item_at(edition.fields, (*chart.rows, name))
    assert isinstance(item, Field)  # the definition was checked when it was loaded
    return item


def _bars(evaluation: Evaluation, chart: Chart, fields: Sequence[Field], limit: Decimal | None) -> list[Bar]:
    """All bars in the order of the table."""
    if not chart.label:
        parts = tuple(_added(evaluation, chart, name) for name in chart.values)
        if chart.kind is ChartKind.STRIP:
            return [Bar("", parts, "")]
        return [
            Bar(field.name, (part,), shown_value(field, part), _is_warned(chart, part, limit))
            for field, part in zip(fields, parts, strict=True)
            if part is not None  # no money from this source is no bar
        ]
    rows = _named(evaluation, chart)
    if chart.adds:
        rows = _by_name(rows)
    bars = []
    for label, values in rows:
        bar = Bar(label, tuple(map(_number, values)), "")
        text = shown_value(fields[0], bar.total) if bar.total is not None else _lacking(values)
        bars.append(Bar(label, bar.parts, text, len(values) == 1 and _is_warned(chart, bar.total, limit)))
    return bars


def _named(evaluation: Evaluation, chart: Chart) -> list[tuple[str, list[Val]]]:
    """Each row's name and values."""
    found = []
    for path in _rows(evaluation, chart):
        label = shown_value(None, evaluation.value((*path, chart.label))).replace("\n", " ").strip()
        found.append((label or NAMELESS, [evaluation.value((*path, name)) for name in chart.values]))
    return found


def _by_name(rows: list[tuple[str, list[Val]]]) -> list[tuple[str, list[Val]]]:
    """Rows of one name as one, their numbers added up: a department whose projects stand in rows of their own.

    A name is the same as where rows are gathered: whatever its width and spaces. It is written as it came first.
    """
    found: dict[str, tuple[str, list[Val]]] = {}
    for label, values in rows:
        known = found.setdefault(plain(label), (label, values))
        if known[1] is not values:
            added = [_plus(one, other) for one, other in zip(known[1], values, strict=True)]
            found[plain(label)] = known[0], added
    return list(found.values())


def _plus(one: Val, other: Val) -> Val:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one + other
    return one if isinstance(one, Decimal) else other


def _rows(evaluation: Evaluation, chart: Chart) -> list[Path]:
    """The paths of the rows that are drawn."""
    where = None
    if chart.where is not None:
        where = evaluation.program.binder.bind(chart.where, chart.rows)
    paths = [path[:-1] for path in evaluation.paths((*chart.rows, chart.values[0]))]
    return [path for path in paths if where is None or where.run(evaluation, rows_of(path)) is True]


def _added(evaluation: Evaluation, chart: Chart, name: str) -> Decimal | None:
    """A field's number, or the sum of a column's numbers; None when there is not one."""
    paths: Sequence[Path] = _rows(evaluation, chart) if chart.rows else [()]
    numbers = [number for path in paths if (number := _number(evaluation.value((*path, name)))) is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def _lacking(values: Sequence[Val]) -> str:
    if any(value is UNKNOWN for value in values):
        return UNKNOWN_TEXT
    return NO_VALUE_TEXT if all(value is NONE for value in values) else BLANK_TEXT


_BEYOND: dict[Warned, Callable[[Decimal, Decimal], bool]] = {
    Warned.BELOW: lt, Warned.ABOVE: gt, Warned.AT_MOST: le, Warned.AT_LEAST: ge,
}  # fmt: skip


def _is_warned(chart: Chart, value: Decimal | None, limit: Decimal | None) -> bool:
    if value is None or limit is None:
        return False
    return _BEYOND[chart.warned](value, limit)


def _by_length(order: Order) -> Callable[[Bar], tuple[bool, Decimal]]:
    """Equal ones stay as the table has them; what has no number stands last."""

    def key(bar: Bar) -> tuple[bool, Decimal]:
        total = bar.total
        if total is None or order is Order.AS_LISTED:
            return total is None and order is not Order.AS_LISTED, Decimal(0)
        return False, -total if order is Order.FALLING else total

    return key


def _cut(bars: list[Bar], chart: Chart, shown: Callable[[Decimal], str]) -> tuple[list[Bar], Rest | None]:
    """The first few bars and the rest; a single one more is drawn, because its line would say less.

    Who stands on the wrong side of the line is drawn too, as far as there may be so many bars.
    """
    warned = max((at for at, bar in enumerate(bars, 1) if bar.warned), default=0)
    most = min(max(chart.top, warned), MOST_BARS) if chart.top else MOST_BARS
    if not chart.label or len(bars) <= most + 1:
        return bars, None
    kept, others = bars[:most], bars[most:]
    label = f"其余 {len(others)} 个合计" if chart.adds else f"其余 {len(others)} 个"
    totals = [bar.total for bar in others if bar.total is not None]
    lacking = len(others) - len(totals)
    words = [f"{lacking} 个没有数"] if lacking else []
    if not chart.adds:
        if totals:
            least, greatest = shown(min(totals)), shown(max(totals))
            words.insert(0, least if least == greatest else f"{least} 到 {greatest}")
        return kept, Rest(label, "", "，".join(words))
    return kept, Rest(label, shown(sum(totals, Decimal(0))) if totals else BLANK_TEXT, "，".join(words))


def _number(value: Val) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _value(evaluation: Evaluation, node: Node) -> Val:
    return evaluation.run(node, (), ())


def _words(evaluation: Evaluation, wording: Wording) -> str:
    """A text with its numbers; what is not known is a dash."""
    words, binder = wording.text, evaluation.program.binder
    for spot, node in wording.hints.items():
        shown = figure(figure_of(node, (), binder), _value(evaluation, node))
        words = words.replace("{" + spot + "}", shown or NO_VALUE_TEXT)
    return words
