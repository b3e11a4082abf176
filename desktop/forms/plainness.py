"""Whether a field's value is so plain that no check of the field itself has anything to say.

Nearly all are: a number in ASCII, a text of common characters. To see that costs a tenth of looking for each fault, and
a text that stands in a hundred rows is looked at once. What is not plain may still be in order.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from desktop.forms import printable, wording
from desktop.forms.edition import Field, FieldType
from desktop.forms.numbers import read_number
from desktop.forms.values import Missing

Plain: TypeAlias = Callable[[str], bool]
"""Whether a text is plain."""


def plainness_of(field: Field) -> Plain:
    """How texts in a field are looked at, settled once for all of its places; what is computed is never plain."""
    if field.calculation is not None:
        return _never
    look = _is_percentage if field.type is FieldType.PERCENT else _is_number if field.type.numeric else _is_wording
    most = field.max_chars
    return look if most is None else lambda text: len(text) <= most and look(text)


def _never(text: str) -> bool:  # noqa: ARG001  # as every field's texts are looked at
    return False


@lru_cache(maxsize=8192)
def _is_number(text: str) -> bool:
    return text.isascii() and not isinstance(read_number(text), Missing)


@lru_cache(maxsize=1024)
def _is_percentage(text: str) -> bool:
    return text.isascii() and not isinstance(read_number(text, percent=True), Missing)


@lru_cache(maxsize=8192)
def _is_wording(text: str) -> bool:
    return bool(text.strip()) and not wording.template_leftover(text) and not printable.missing(text)
