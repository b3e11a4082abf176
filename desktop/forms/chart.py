"""What a chart of a summary shows, as its definition says it: `[[chart]]`, read by `desktop.forms.chart_text`.

A chart is data like everything else of a form. It names columns of the summary's own table, so it can show nothing that
the table behind it does not say in figures. There are three kinds and no pie: lengths along one line are compared at a
glance, also on a black-and-white print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from desktop.forms.expression import Node

NodePath: TypeAlias = tuple[str, ...]
"""As in `desktop.forms.edition`."""


class ChartKind(StrEnum):
    """How it is drawn; the words are those of the definition."""

    BARS = "横条"
    """A bar for each row of a list, or for each field."""
    STACKED = "叠条"
    """A bar for each row, its parts one behind the other."""
    STRIP = "分布"
    """One bar for all, its parts one behind the other."""


class Order(StrEnum):
    """How the bars follow each other."""

    FALLING = "大到小"
    RISING = "小到大"
    AS_LISTED = "照表"


class Warned(StrEnum):
    """Which side of the line is to be noticed."""

    BELOW = "低于"
    ABOVE = "高于"
    AT_MOST = "不高于"
    AT_LEAST = "不低于"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with expressions in it: `{count(各单位.单位)} 个单位`; `hints` are those, by what stands there."""

    text: str
    hints: dict[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    `rows` is the list whose rows are the bars, `()` when the bars are fields of the form itself. `values` are its
    columns (or those fields): one for `BARS` over rows, several else. Without `label` the rows are added up, and each
    value is a bar of its own. `where` chooses among the rows. `top`: only so many bars, the rest in one line; 0 is all.
    """

    kind: ChartKind
    title: Wording
    rows: NodePath
    label: str
    values: tuple[str, ...]
    where: Node | None = None
    order: Order = Order.FALLING
    top: int = 0
    unit: str = ""
    """In place of the unit of the first value."""
    line: Node | None = None
    """A limit that is drawn across the bars."""
    warned: Warned = Warned.BELOW
    notable: tuple[str, ...] = ()
    """Those of `values` that are to be noticed (差)."""
    adds: bool = True
    """Whether two of its numbers may be added up: money may, scores and rates may not."""
    note: Wording | None = None
    place: str = ""
    """Where it stands in the file, for messages."""
