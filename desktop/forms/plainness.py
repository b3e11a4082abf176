"""Whether a field's value is so plain that no check of the field itself has anything to say.

Nearly all are: a number in ASCII, a text of common characters. To see that costs a tenth of looking for each fault, and
a text that stands in a hundred rows is looked at once. What is not plain may still be in order.
"""

from __future__ import annotations

from functools import lru_cache

from desktop.forms import printable, wording
from desktop.forms.document import Value
from desktop.forms.edition import Field
from desktop.forms.numbers import read_number
from desktop.forms.values import Missing


def is_plain(field: Field, raw: Value) -> bool:
    """Of a value that is there; what is computed is never plain."""
    if raw.__class__ is not str or field.calculation is not None:
        return False
    assert isinstance(raw, str)
    if field.max_chars is not None and len(raw) > field.max_chars:
        return False
    return _is_number(raw, field.type == "percent") if field.type.numeric else _is_wording(raw)


@lru_cache(maxsize=8192)
def _is_number(text: str, percent: bool) -> bool:  # positional, because it is cached
    return text.isascii() and not isinstance(read_number(text, percent=percent), Missing)


@lru_cache(maxsize=8192)
def _is_wording(text: str) -> bool:
    return bool(text.strip()) and not wording.template_leftover(text) and not printable.missing(text)
