"""What an entered value is worth for its field's type.

Text is stripped, what cannot be read is `UNKNOWN`. Which way a field is read is settled once for all of its places:
receiving a batch reads some hundred thousand of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from desktop.forms.edition import Field, FieldType
from desktop.forms.numbers import read_number
from desktop.forms.values import BLANK, NONE, UNKNOWN, Val
from desktop.forms.wording import NONE_MARKS

if TYPE_CHECKING:
    from desktop.forms.document import Value

Reading: TypeAlias = "Callable[[Value], Val]"


def read_value(field: Field, raw: Value) -> Val:
    """What an entered value is worth in a field."""
    return reading_of(field)(raw)


def reading_of(field: Field) -> Reading:
    """How the values entered in a field are read."""
    if field.type is FieldType.TICKS:
        return ticks
    if not field.type.numeric:
        return _text
    if field.dash:
        return partial(_with_dash, percent=field.type is FieldType.PERCENT)
    return _percent if field.type is FieldType.PERCENT else _number


def ticks(raw: Value) -> Val:
    """What is ticked; nothing is an empty tuple and not a blank."""
    if isinstance(raw, list):
        return tuple(item for item in raw if isinstance(item, str))
    return (raw,) if isinstance(raw, str) and raw.strip() else ()


def _text(raw: Value) -> Val:
    if raw.__class__ is str:
        return raw.strip() or BLANK
    return BLANK if raw is None else UNKNOWN


def _number(raw: Value) -> Val:
    if raw.__class__ is str:
        return read_number(raw) if raw.strip() else BLANK
    return BLANK if raw is None else UNKNOWN


def _percent(raw: Value) -> Val:
    if raw.__class__ is str:
        return read_number(raw, percent=True) if raw.strip() else BLANK
    return BLANK if raw is None else UNKNOWN


def _with_dash(raw: Value, *, percent: bool) -> Val:
    if isinstance(raw, str) and raw.strip() in NONE_MARKS:
        return NONE
    return _percent(raw) if percent else _number(raw)
