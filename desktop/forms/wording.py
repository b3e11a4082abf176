"""What counts as wording left over from a template, and how long a text is.

The patterns are those the county forms are handed out with: years not filled in (`20**年`, `20XX年`), dots as an
indicator (`……`), and the guide's own words in brackets. forms.md, check X03.
"""

from __future__ import annotations

import re

NONE_MARKS = frozenset({"—", "——", "-", "/", "－", "／"})
"""What people write where a computed value does not exist."""

_LEFTOVERS = re.compile(
    r"20\s*(?:\*\*|××|XX|xx|__|□□|〇〇)\s*年|^\s*(?:…+|\.{3,}|。{3,}|\*{2,}|×{2,}|X{3,})\s*[。；;]?\s*$"
)


def template_leftover(text: str) -> str:
    """The leftover found in a text, `""` when there is none."""
    match = _LEFTOVERS.search(text)
    return match.group().strip() if match else ""


def length(text: str) -> int:
    """Characters as the forms count them: blanks and line breaks are none."""
    return len("".join(text.split()))
