"""Reading `[[gather]]` and `[summary]` of a definition file: which columns of a summary are gathered from where.

What is gathered is checked against the summary itself here: the list and its columns exist, are not computed, numbers
are added into columns of numbers. The expressions are only parsed: whose names they use is known when a document of the
other form is there.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.forms.edition import Field, FieldType, ListField
from desktop.forms.expression import Node, expanded
from desktop.forms.gather import Gather, GatherColumn, Gathering, How
from desktop.forms.rule_text import Terms, terms_of
from desktop.forms.tables import Table

Fields = Mapping[str, "Field | ListField"]


def gathering_of(summary: Table, entries: list[Table], fields: Fields) -> Gathering | None:
    """What makes a form with these fields a summary, None for one that is filled by hand. Raises `DefinitionFault`."""
    if not entries:
        if summary.data:
            raise summary.fault(next(iter(summary.data)), "没有 [[gather]] 的不是汇总表，请删去")
        return None
    gathers: list[Gather] = []
    shared = terms_of(summary.table("terms"), {})
    for entry in entries:
        gather = _gather(entry, fields, shared)
        same = next((other for other in gathers if other.table == gather.table), None)
        if same is not None and same.key != gather.key:
            raise entry.fault("key", f"与上面同一列表的那一条不同，应是 {'、'.join(same.key) or '不写'}")
        gathers.append(gather)
    found = Gathering(tuple(gathers), _text_field(summary, "day", fields), _text_field(summary, "scope", fields))
    summary.done()
    return found


def _text_field(entry: Table, name: str, fields: Fields) -> str:
    key = entry.take(name, str, "")
    item = fields.get(key)
    if key and not (isinstance(item, Field) and item.calculation is None and not item.type.numeric):
        raise entry.fault(name, f"fields 里没有“{key}”这个文字字段")
    return key


def _gather(entry: Table, fields: Fields, shared: Terms) -> Gather:
    name = entry.text("list")
    item = fields.get(name)
    if not isinstance(item, ListField) or item.fixed:
        raise entry.fault("list", f"没有叫“{name}”的列表，或它的行是印好的")
    own = terms_of(entry.table("terms"), {})
    terms = {**shared, **{term: expanded(node, shared) for term, node in own.items()}}
    columns = _columns(entry, item, terms)
    gather = Gather(
        table=name,
        form=entry.text("from"),
        columns=columns,
        place=entry.key,
        each=tuple(part.strip("「」") for part in entry.text("each", " ").strip().split(".") if part),
        where=_expanded(entry.expression("where"), terms),
        key=entry.texts("key"),
        editions=entry.texts("editions"),
    )
    for column in gather.key:
        if not any(one.column == column and one.how is How.FIRST for one in columns):
            raise entry.fault("key", f"set 里没有“{column}”，认不出是哪一行")
    entry.done()
    return gather


def _columns(entry: Table, item: ListField, terms: Terms) -> tuple[GatherColumn, ...]:
    found: dict[str, GatherColumn] = {}
    for how in How:
        table = entry.table(how.value)
        for key in table.data:
            column = item.columns.get(key)
            if not isinstance(column, Field):
                raise table.fault(key, "没有这一列")
            if column.calculation is not None:
                raise table.fault(key, "这一列由程序计算，不能汇总进来")
            if how is not How.FIRST and not column.type.numeric:
                raise table.fault(key, f"要加起来的列应是数，现在是 {FieldType(column.type)}")
            if key in found:
                raise table.fault(key, "这一列在上面已经写了")
            found[key] = GatherColumn(key, how, expanded(table.parsed(key, table.text(key)), terms), table.place(key))
    if not found:
        raise entry.fault("set", "没有写汇总哪些列，请补上 set、sum 或 count")
    return tuple(found.values())


def _expanded(node: Node | None, terms: Terms) -> Node | None:
    return None if node is None else expanded(node, terms)
