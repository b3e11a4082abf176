"""Reading `[[carry]]` of a definition file: which fields and rows come from which other form.

What comes in is checked against the edition itself here: the places exist, are not computed, and are given once. The
expressions are only parsed: whose names they use is known when a document of the other form is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.forms.carry import Carry, CarryRows, Given, Match, NodePath, Target, Wording
from desktop.forms.edition import Field, ListField
from desktop.forms.expression import ExpressionError, Name, Node, parse
from desktop.forms.tables import Table

Fields = Mapping[str, Field | ListField]

_PLACE = re.compile(r"\{([^{}]+)\}")
_FURTHEST = 20
"""Years a form may lie back or ahead."""


def carries_of(entries: list[Table], fields: Fields) -> tuple[Carry, ...]:
    """All that can be taken over into a form with these fields. Raises `DefinitionFault`."""
    return tuple(_carry(entry, fields) for entry in entries)


def _carry(entry: Table, fields: Fields) -> Carry:
    years = entry.take("years", int, 0)
    if abs(years) > _FURTHEST:
        raise entry.fault("years", f"相差的年数应在 -{_FURTHEST} 到 {_FURTHEST} 之间")
    try:
        match = Match(entry.text("match"))
    except ValueError:
        raise entry.fault("match", f"应是 {'、'.join(Match)}") from None
    units = entry.texts("unit")
    for name in units:
        if not isinstance(fields.get(name), Field):
            raise entry.fault("unit", f"fields 里没有“{name}”")
    carry = Carry(
        title=entry.text("title"), form=entry.text("from"), years=years, match=match, place=entry.key,
        targets=_targets(entry, fields),
        rows=tuple(_rows(item, fields, (), ()) for item in entry.tables("rows")),
        editions=entry.texts("editions"), units=units, note=entry.take("note", str, ""),
        where=entry.expression("where"),
    )  # fmt: skip
    entry.done()
    if not carry.targets and not carry.rows:
        raise entry.fault("set", "没有写带入什么，请补上 set、text、sum 或 rows")
    return carry


def _targets(entry: Table, fields: Fields) -> tuple[Target, ...]:
    found: dict[Name, Target] = {}
    for kind in ("set", "text", "sum"):
        table = entry.table(kind)
        for key in table.data:
            at = _place(table, key, fields)
            if at in found:
                raise table.fault(key, "这一格在上面已经写了带入什么")
            found[at] = Target(at, _what(table, key, kind), table.place(key), add=kind == "sum")
    return tuple(found.values())


def _place(table: Table, key: str, fields: Fields) -> Name:
    """The place a key means: a field, or `列表[行名].列`."""
    if isinstance(item := fields.get(key), Field):
        return Name((_enterable(table, key, item),))
    try:
        name = parse(key)
    except ExpressionError:
        name = None
    if not isinstance(name, Name) or name.key is None or len(name.parts) != 2:
        raise table.fault(key, "没有这个字段；固定行的一格写成“列表[行名].列”")
    rows = fields.get(name.parts[0])
    if not isinstance(rows, ListField) or name.key not in {row.get(rows.row_key) for row in rows.blank if rows.row_key}:
        raise table.fault(key, f"没有“{name.parts[0]}”这个固定行的列表，或其中没有“{name.key}”这一行")
    _enterable(table, key, rows.columns.get(name.parts[1]))
    return name


def _enterable(table: Table, key: str, item: Field | ListField | None) -> str:
    if not isinstance(item, Field):
        raise table.fault(key, "没有这个字段或列")
    if item.calculation is not None and not item.calculation.overrule:
        raise table.fault(key, "这一格由程序计算，不能带入")
    return item.key


def _what(table: Table, key: str, kind: str) -> Node | Wording:
    text = table.text(key)
    if kind != "text":
        return table.parsed(key, text)
    # Split by a pattern with one group: wording and expressions in turn.
    parts = (table.parsed(key, part) if at % 2 else part for at, part in enumerate(_PLACE.split(text)))
    return Wording(tuple(part for part in parts if part != ""))


def _rows(entry: Table, fields: Fields, around: NodePath, outer: NodePath) -> CarryRows:
    """Rows of a list among `fields`, which stand in the list `around`; `outer` is the source's list there."""
    name = entry.text("list")
    item = fields.get(name)
    if not isinstance(item, ListField):
        raise entry.fault("list", f"没有叫“{name}”的列表")
    table = (*around, name)
    each = tuple(part.strip("「」") for part in entry.text("each", " ").strip().split(".") if part)
    given = _given(entry, item.columns)
    inner = tuple(_rows(part, item.columns, table, each or outer) for part in entry.tables("rows"))
    key, drop = _key(entry, item, given), entry.take("drop", bool, False)
    rows = CarryRows(table, each or outer, entry.expression("where"), given, key, inner, entry.key, drop)
    entry.done()
    return rows


def _given(entry: Table, columns: Fields) -> Given:
    found: dict[str, Node | Wording] = {}
    for kind in ("set", "text"):
        table = entry.table(kind)
        for key in table.data:
            _enterable(table, key, columns.get(key))
            if key in found:
                raise table.fault(key, "这一列在 set 里已经写了")
            found[key] = _what(table, key, kind)
    if not found:
        raise entry.fault("set", "没有写带入哪些列，请补上 set 或 text")
    return found


def _key(entry: Table, item: ListField, given: Given) -> str:
    """The column by which a row is found again: the one named, the fixed one, or the first that is no group."""
    named = entry.take("key", str, item.row_key or "")
    if named and named not in given:
        raise entry.fault("key", f"set 里没有“{named}”，认不出是哪一行")
    own = (column for column in item.columns if column in given and column not in item.groups)
    return named or next(own, next(iter(given)))
