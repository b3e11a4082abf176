"""Characters that cannot be drawn or stored: they become blanks, because a stray byte must not cost an export."""

from __future__ import annotations

import re

_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and halves of surrogate pairs (from files cut or converted badly)."""


def is_undrawable(code: int) -> bool:
    """Whether the character is to be replaced by a blank."""
    return _UNDRAWABLE.match(chr(code)) is not None


def drawable(text: str) -> str:
    """The text with a blank in place of every undrawable character."""
    return _UNDRAWABLE.sub(" ", text)
