"""Reading `[[chart]]` of a definition file. Raises `DefinitionFault` with the key and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from desktop.forms.chart import Chart, ChartKind, Order, Warned, Wording
from desktop.forms.edition import Field, FieldType, ListField, item_at
from desktop.forms.expression import Node
from desktop.forms.rule_text import hints_of
from desktop.forms.tables import Table

Fields = Mapping[str, Field | ListField]

LEAST_TOP, MOST_VALUES = 3, 8
"""Fewer bars than three are no chart; more than eight parts of a bar cannot be told apart on grey paper."""


def charts_of(entries: list[Table], fields: Fields) -> tuple[Chart, ...]:
    """The charts of a form with these fields, in the order in which they are drawn."""
    return tuple(_chart(entry, fields) for entry in entries)


def _chart(entry: Table, fields: Fields) -> Chart:
    kind = _kind(entry)
    rows, columns = _rows(entry, fields)
    label = _label(entry, kind, columns, listed=bool(rows))
    values = _values(entry, kind, columns, alone=bool(label) and kind is ChartKind.BARS)
    adds = entry.take("adds", bool, True) and not any(columns[name].type is FieldType.PERCENT for name in values)
    if rows and not label and not adds:
        raise entry.fault("values", "不能相加的数（百分比、得分），请写 label，一行画一条")
    notable = entry.texts("notable")
    for name in notable:
        if name not in values or kind is ChartKind.BARS:
            raise entry.fault("notable", f"“{name}”不在 values 里，或不是 {ChartKind.STACKED} 和 {ChartKind.STRIP}")
    chart = Chart(
        kind=kind, title=_wording(entry, "title", entry.text("title")), rows=rows, label=label, values=values,
        where=_where(entry, listed=bool(rows)), order=_order(entry, kind), top=_top(entry, label),
        unit=entry.take("unit", str, ""), line=_line(entry, kind), warned=_warned(entry), notable=notable, adds=adds,
        note=_wording(entry, "note", entry.text("note")) if "note" in entry.data else None, place=entry.key,
    )  # fmt: skip
    entry.done()
    return chart


def _kind(entry: Table) -> ChartKind:
    try:
        return ChartKind(entry.text("kind"))
    except ValueError:
        raise entry.fault("kind", f"应是 {'、'.join(ChartKind)}") from None


def _rows(entry: Table, fields: Fields) -> tuple[tuple[str, ...], Mapping[str, Field]]:
    """The list's path and its columns, or the form's own fields."""
    path = tuple(part for part in entry.text("list", " ").strip().split(".") if part)
    columns = fields
    if path:
        item = item_at(fields, path)
        if not isinstance(item, ListField):
            raise entry.fault("list", f"没有叫“{'.'.join(path)}”的列表")
        columns = item.columns
    return path, {key: item for key, item in columns.items() if isinstance(item, Field)}


def _label(entry: Table, kind: ChartKind, columns: Mapping[str, Field], *, listed: bool) -> str:
    label = entry.take("label", str, "")
    if label and not listed:
        raise entry.fault("label", "写了 list 才能写 label")
    if label and label not in columns:
        raise entry.fault("label", f"列表里没有“{label}”这一列")
    if label and kind is ChartKind.STRIP:
        raise entry.fault("label", f"{ChartKind.STRIP}只有一条，不写 label")
    if not label and kind is ChartKind.STACKED:
        raise entry.fault("label", f"{ChartKind.STACKED}要写 label（每条的名称是哪一列）和 list")
    return label


def _values(entry: Table, kind: ChartKind, columns: Mapping[str, Field], *, alone: bool) -> tuple[str, ...]:
    values = entry.texts("values")
    for name in values:
        if name not in columns:
            raise entry.fault("values", f"没有“{name}”这个字段或列")
        if not columns[name].type.numeric:
            raise entry.fault("values", f"“{name}”不是数")
    if alone and len(values) != 1:
        raise entry.fault("values", f"{kind}一行画一条，只能写一列")
    if not alone and not 2 <= len(values) <= MOST_VALUES:
        raise entry.fault("values", f"应写 2 到 {MOST_VALUES} 项")
    return values


def _where(entry: Table, *, listed: bool) -> Node | None:
    if "where" in entry.data and not listed:
        raise entry.fault("where", "写了 list 才能写 where")
    return entry.expression("where")


def _order(entry: Table, kind: ChartKind) -> Order:
    try:
        order = Order(entry.text("order", Order.FALLING))
    except ValueError:
        raise entry.fault("order", f"应是 {'、'.join(Order)}") from None
    if "order" in entry.data and kind is ChartKind.STRIP:
        raise entry.fault("order", f"{ChartKind.STRIP}照 values 的顺序，不写这一项")
    return order


def _top(entry: Table, label: str) -> int:
    top = entry.take("top", int, 0)
    if "top" in entry.data and (not label or top < LEAST_TOP):
        raise entry.fault("top", f"应是不小于 {LEAST_TOP} 的整数，并要写 label")
    return top


def _line(entry: Table, kind: ChartKind) -> Node | None:
    """A number, or an expression (`参数.执行率线`)."""
    value = entry.data.get("line")
    if value is not None and kind is not ChartKind.BARS:
        raise entry.fault("line", f"只有{ChartKind.BARS}能画一条线")
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        entry.taken.add("line")
        return entry.parsed("line", f"{value:f}" if isinstance(value, Decimal) else str(value))
    return entry.expression("line")


def _warned(entry: Table) -> Warned:
    if "warned" in entry.data and "line" not in entry.data:
        raise entry.fault("warned", "写了 line 才能写这一项")
    try:
        return Warned(entry.text("warned", Warned.BELOW))
    except ValueError:
        raise entry.fault("warned", f"应是 {'、'.join(Warned)}") from None


def _wording(entry: Table, name: str, text: str) -> Wording:
    return Wording(text, hints_of(entry, name, text))
