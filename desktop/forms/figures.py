"""Which field an expression's number is like, so that a message writes `15.00 万元` wherever its finding stands.

A field knows its decimals, an expression does not: the sum of a money column is an amount, a finding at a whole list or
at a text has no decimals of its own. Looked up once, when the definition is loaded.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

from desktop.forms.binding import PARAMETERS, PARENT, ROW_NUMBER, Binder
from desktop.forms.edition import Field, FieldType, NodePath, item_at
from desktop.forms.expression import Call, ExpressionError, Name, Node, Operation, Where
from desktop.forms.numbers import format_number
from desktop.forms.shown import shown_value
from desktop.forms.values import Val

_WRITTEN = Field("金额", FieldType.MONEY, "万元", 2)
"""What amounts written in a text are like."""
_AMOUNTS = frozenset({"amounts", "all_amounts", "written_amounts"})
_LIKE = {
    "sum": slice(None), "min": slice(None), "max": slice(None), "difference": slice(None), "column": slice(None),
    "or_zero": slice(1), "pick": slice(1), "nth": slice(1), "below": slice(1, 2), "if": slice(1, None),
}  # fmt: skip
"""Functions whose result is like these of their arguments."""


def figure_of(node: Node | None, scope: NodePath, binder: Binder) -> Field | None:
    """The field whose decimals a number of this expression has; None for none, as for a quotient, a count, a parameter.

    Of several operands the first that is like a field decides.
    """
    parts: tuple[Node, ...] = ()
    match node:
        case Name():
            return _field(node, scope, binder)
        case Where(source):
            return figure_of(source, scope, binder)
        case Call(function) if function in _AMOUNTS:
            return _WRITTEN
        case Call(function, arguments) if function in _LIKE:
            parts = arguments[_LIKE[function]]
        case Operation("+" | "-", operands):
            parts = operands
    return next((field for part in parts if (field := figure_of(part, scope, binder)) is not None), None)


def figure(field: Field | None, value: Val) -> str:
    """A value within a sentence, which has the unit and the sign of a percentage itself."""
    if isinstance(value, Decimal):
        return format_number(value, field.decimals if field is not None else None)
    return "、".join(figure(field, item) for item in value) if isinstance(value, tuple) else shown_value(None, value)


def _field(name: Name, scope: NodePath, binder: Binder) -> Field | None:
    if name.parts[0] == PARAMETERS or name.parts[-1] == ROW_NUMBER:
        return None
    try:
        if PARENT in name.parts[1:-1]:
            at = name.parts.index(PARENT)
            table, _ = binder.find(Name(name.parts[:at]), scope)
            path = tuple(chain(table[:-1], name.parts[at + 1 :]))
        else:
            path, _ = binder.find(name, scope)
    except ExpressionError:  # 年度 and 单位 are of the document, not of the form
        return None
    item = item_at(binder.fields, path)
    return item if isinstance(item, Field) else None
