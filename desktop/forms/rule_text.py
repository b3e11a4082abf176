"""The rules of a definition file: `[terms]`, wording for what several rules need, and `[[rules]]` themselves.

A rule written once for several lists or columns (`each`) has `{}` in its texts for the name; a term is an expression
with a name, written out wherever a later term or a rule uses the name, so that a long one stands in the file once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from desktop.forms.edition import Field, ListField, Rule
from desktop.forms.expression import ExpressionError, Name, Node, expanded, parse
from desktop.forms.findings import Level
from desktop.forms.tables import Table

LONGEST_ABOUT = 60
"""Characters of a rule in plain words: a line or two of the list of rules."""

Terms = Mapping[str, Node]
EXPECTED, ACTUAL = "应为", "实为"
"""In a message: what the rule's own `expected` and `actual` come to."""
_PLACE = re.compile(r"\{([^{}]+)\}")
_CODE = re.compile(r"[A-Z]{1,3}\d{2}")


def code_of(entry: Table, name: str, default: str | None = None) -> str:
    """A check's code. Raises `DefinitionFault` for anything else."""
    code = entry.take(name, str, default) if default is not None else entry.text(name)
    if code and not _CODE.fullmatch(code):
        raise entry.fault(name, "代码应像 B02：一个大写字母加两位数字")
    return code


def terms_of(table: Table, fields: Mapping[str, Field | ListField]) -> Terms:
    """The named expressions of `[terms]`, later ones with the earlier ones written out."""
    found: dict[str, Node] = {}
    known = set(_names(fields))
    for name in table.data:
        if name in known:
            raise table.fault(name, f"“{name}”已经是字段或列，请换一个名字")
        node = table.expression(name)
        if node is not None:
            found[name] = expanded(node, found)
    return found


def _names(fields: Mapping[str, Field | ListField]) -> Iterator[str]:
    for key, item in fields.items():
        yield key
        if isinstance(item, ListField):
            yield from _names(item.columns)


def rules_of(entry: Table, terms: Terms) -> list[Rule]:
    """One rule, or one for each list or name in `each`: `{}` in its texts stands for it."""
    each = entry.texts("each") or ("",)
    code = code_of(entry, "code")
    try:
        level = Level(entry.text("level"))
    except ValueError:
        raise entry.fault("level", "级别应是 E、W 或 I") from None
    rules = [_rule(entry, code, level, item, terms) for item in each]
    entry.done()
    return rules


def _rule(entry: Table, code: str, level: Level, item: str, terms: Terms) -> Rule:
    def text(name: str, default: str | None = None) -> str:
        return entry.text(name, default).replace("{}", item)

    def parsed(name: str, words: str) -> Node:
        return expanded(entry.parsed(name, words), terms)

    def node(name: str) -> Node | None:
        return parsed(name, text(name)) if name in entry.data else None

    message = text("message")
    own = {EXPECTED: node("expected"), ACTUAL: node("actual")}
    hints = {spot: own.get(spot) or parsed("message", spot) for spot in _PLACE.findall(message)}
    at = tuple(_name(entry, spot.replace("{}", item)) for spot in entry.texts("at"))
    if not at:
        raise entry.fault("at", "要写明问题标在哪个字段上")
    scope = text("rows", " ").strip()
    return Rule(
        code=code, level=level, test=parsed("test", text("test")), text=text("test"), message=message,
        scope=tuple(part.strip("「」") for part in scope.split(".") if scope), when=node("when"), at=at,
        expected=own[EXPECTED], actual=own[ACTUAL], unless=entry.texts("unless"),
        blank=entry.take("blank", bool, False), hints=hints, item=item,
        about=about_of(entry), source=entry.take("source", str, ""),
    )  # fmt: skip


def about_of(entry: Table) -> str:
    """A check in plain words, one line, as the list of rules prints it; `""` when it is not written."""
    about = entry.take("about", str, "")
    if "\n" in about or len(about) > LONGEST_ABOUT:
        raise entry.fault("about", f"应是一句话，不超过{LONGEST_ABOUT}个字")
    return about


def hints_of(entry: Table, name: str, text: str) -> dict[str, Node]:
    """The expressions in the `{…}` of a text, by what stands there."""
    return {spot: entry.parsed(name, spot) for spot in _PLACE.findall(text)}


def _name(entry: Table, text: str) -> Name:
    try:
        node = parse(text)
    except ExpressionError as error:
        raise entry.fault("at", str(error)) from None
    if not isinstance(node, Name):
        raise entry.fault("at", f"“{text}”应是字段名")
    return node
