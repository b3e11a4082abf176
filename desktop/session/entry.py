"""What becomes of text that a person types, pastes or ticks, by the type of its field."""

from __future__ import annotations

from typing import TypeAlias

from desktop.errors import UserError
from desktop.forms.document import Value
from desktop.forms.edition import Field, FieldType
from desktop.forms.jsonio import text_fault
from desktop.forms.numbers import normalise_number
from desktop.forms.privateuse import modern

Entered: TypeAlias = "str | list[str] | None"


def value_of(field: Field, text: str) -> Entered:
    """The stored value for typed text: numbers in plain spelling, ticks as options, blank as None.

    Text that is no number is kept as typed (finding X02 tells); text that can stand nowhere raises `UserError`.
    """
    text = modern(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    if fault := text_fault(text):
        raise UserError(f"{field.name}{fault}", remedy="没有填入，请缩短或检查后再填")
    if field.type in {FieldType.TICK, FieldType.TICKS}:
        return _ticks(field, text)
    if not text:
        return None
    if field.type.numeric:
        return normalise_number(text, percent=field.type is FieldType.PERCENT)
    if field.type is not FieldType.PROSE:
        return text
    return text


def toggled(field: Field, value: Value, option: str) -> Entered:
    """Ticks after one box was clicked: several may stand together, or one takes the other's place."""
    if field.type is FieldType.TICKS:
        now = (
            [item for item in value if isinstance(item, str)]
            if isinstance(value, list)
            else ([value] if isinstance(value, str) and value else [])
        )
        chosen = set(now) ^ {option}
        return [item for item in field.options if item in chosen]
    return None if value == option else option


def _ticks(field: Field, text: str) -> Entered:
    """Options named in a text, as copied from a sheet: `□新增项目 ☑延续项目`, or the bare words."""
    marked = [item for item in field.options if f"☑{item}" in text or f"√{item}" in text]
    if not marked and "□" not in text:
        words = text.replace("、", " ").replace("，", " ").replace(",", " ").split()
        marked = [item for item in field.options if item in words]
        unknown = [word for word in words if word not in field.options]
        if unknown:
            raise UserError(f"{field.name}没有“{unknown[0][:20]}”这一项", remedy=f"可选 {'、'.join(field.options)}")
    if field.type is FieldType.TICKS:
        return list(marked)
    if len(marked) > 1:
        raise UserError(f"{field.name}只能勾一项")
    return marked[0] if marked else None
