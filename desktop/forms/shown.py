"""How a value is written out: the one place that knows, for cells and for messages alike."""

from __future__ import annotations

from decimal import Decimal

from desktop.forms.edition import Field, FieldType
from desktop.forms.numbers import format_number
from desktop.forms.values import NO_VALUE_TEXT, NONE, Missing, Val


def shown_value(field: Field | None, value: Val) -> str:
    """A value as the form shows it: decimals of the field, `%` for percentages, `""` for a blank, `—` for none."""
    if isinstance(value, Decimal):
        text = format_number(value, field.decimals if field is not None else None)
        return text + "%" if field is not None and field.type is FieldType.PERCENT else text
    if isinstance(value, Missing):
        return NO_VALUE_TEXT if value is NONE else ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(shown_value(None, item) for item in value)
    return value
