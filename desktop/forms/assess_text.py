"""Reading `[assess]` of a definition file: which scores a superior judges, and where its own stand.

All names are looked up when the file is loaded, so that an edition that loads can be judged without surprises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from desktop.forms.assess_spec import Ask, Assess, Judged, NodePath
from desktop.forms.edition import Edition, Field, ListField, item_at
from desktop.forms.expression import ExpressionError, Name, Node, parse
from desktop.forms.program import DefinitionFault, program_of
from desktop.forms.tables import Table

Fields: TypeAlias = Mapping[str, Field | ListField]

_PLACE = re.compile(r"\{([^{}]+)\}")


def assess_of(table: Table, fields: Fields) -> Assess | None:
    """What is judged of a form with these fields, None where nothing is. Raises `DefinitionFault`."""
    if not table.data:
        return None
    scores = tuple(_judged(entry, fields) for entry in table.tables("scores"))
    if all(score.listed for score in scores):
        raise table.fault("scores", "没有可以考评的得分，请写上 [[assess.scores]]")
    seen: set[tuple[NodePath, str | None]] = set()
    for score in scores:
        if (score.path, score.at.key) in seen:
            raise DefinitionFault(f"{score.place}.at", "这一列在上面已经写了")
        seen.add((score.path, score.at.key))
    total = table.expression("total")
    if total is None:
        raise table.fault("total", "缺了这一项，请补上（总分是哪个字段，或怎样相加）")
    own = table.expression("own") or total
    grade = table.expression("grade")
    table.done()
    return Assess(scores, total, own, grade)


def bind_assess(edition: Edition) -> None:
    """Looks up all names in it. Raises `DefinitionFault` for one that there is not."""
    assess = edition.assess
    if assess is None:
        return
    _bind(edition, assess.total, (), "assess.total")
    _bind(edition, assess.own, (), "assess.own")
    _bind(edition, assess.grade, (), "assess.grade")
    for score in assess.scores:
        _bind(edition, score.full, score.scope, f"{score.place}.full")
        _bind(edition, score.least, score.scope, f"{score.place}.least")
        for part in score.name:
            if not isinstance(part, str):
                _bind(edition, part, score.scope, f"{score.place}.name")


def _bind(edition: Edition, node: Node | None, scope: NodePath, key: str) -> None:
    try:
        if node is not None:
            program_of(edition).binder.bind(node, scope)
    except ExpressionError as error:
        raise DefinitionFault(key, str(error)) from None


def _judged(entry: Table, fields: Fields) -> Judged:
    at, path, field = _score(entry, fields)
    columns = _columns(fields, path)
    calculation = field.calculation
    listed = calculation is not None and not calculation.overrule
    into = _column(entry, "into", columns) or field.key
    if into != field.key:
        listed = False
        _refuse_computed(entry, "into", columns[into])
        if not columns[into].type.numeric:
            raise entry.fault("into", "考评的得分要写在数字的列里")
    if listed:
        for key in ("reason", "why", "least"):
            if key in entry.data:
                raise entry.fault(key, "这一格由程序计算、不能改，只列出来，不写这一项")
    reason = _column(entry, "reason", columns)
    if reason:
        _refuse_computed(entry, "reason", columns[reason])
    elif calculation is not None and into == field.key:
        reason = calculation.overrule
    try:
        ask = Ask(entry.text("why", Ask.DIFFERENT.value))
    except ValueError:
        raise entry.fault("why", f"应是 {'、'.join(Ask)}") from None
    full = entry.expression("full")
    if full is None:
        raise entry.fault("full", "缺了这一项，请补上（满分是哪一列，或是多少）")
    words, least = tuple(_wording(entry)), entry.expression("least")
    entry.done()
    return Judged(at, path, path[:-1], words, full, least, into, reason, ask, listed, entry.key)


def _score(entry: Table, fields: Fields) -> tuple[Name, NodePath, Field]:
    """The column of scores: a field, `列表.列`, `外层.内层.列`, or `列表[行名].列`."""
    text = entry.text("at")
    try:
        name = parse(text)
    except ExpressionError:
        name = None
    item = item_at(fields, name.parts) if isinstance(name, Name) else None
    if not isinstance(name, Name) or not isinstance(item, Field):
        raise entry.fault("at", f"没有“{text}”这一列；写成“字段”“列表.列”或“列表[行名].列”")
    if not item.type.numeric:
        raise entry.fault("at", f"“{text}”不是数字，不能是得分")
    if name.key is not None:
        rows = item_at(fields, name.parts[:-1])
        printed = {row.get(rows.row_key) for row in rows.blank} if isinstance(rows, ListField) and rows.fixed else set()
        if len(name.parts) != 2 or name.key not in printed:
            raise entry.fault("at", f"“{name.parts[0]}”不是固定行的列表，或其中没有“{name.key}”这一行")
    return name, name.parts, item


def _columns(fields: Fields, path: NodePath) -> dict[str, Field]:
    """The fields that stand beside a score."""
    around = item_at(fields, path[:-1])
    beside = around.columns if isinstance(around, ListField) else fields
    return {key: item for key, item in beside.items() if isinstance(item, Field)}


def _column(entry: Table, name: str, columns: Mapping[str, Field]) -> str:
    key = entry.take(name, str, "")
    if key and key not in columns:
        raise entry.fault(name, f"得分旁边没有“{key}”这一列")
    return key


def _refuse_computed(entry: Table, name: str, field: Field) -> None:
    if field.calculation is not None:
        raise entry.fault(name, "这一列由程序计算，不能写进去")


def _wording(entry: Table) -> Iterator[str | Node]:
    """Wording and expressions in turn, as split by a pattern with one group."""
    for at, part in enumerate(_PLACE.split(entry.text("name"))):
        if at % 2:
            yield entry.parsed("name", part)
        elif part:
            yield part
