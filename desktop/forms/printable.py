"""Which characters of a text cannot be printed: no font of the program holds them.

A character that no font has is a finding, never a box on paper. Nearly every text is made of common characters alone,
which the fonts are known to hold; the fonts' tables are looked at only for the others, and loaded only then.
"""

from __future__ import annotations

import re

from desktop.forms import fontmetrics

_BLANK = " \t\n\r\u00a0\u3000\u200b\ufeff"
"""Shown as room, or not at all."""
_UNCOMMON = re.compile("[^\x20-\x7e\\s\u00b7\u00d7\u2014\u2018-\u201d\u2026\u3000-\u3015\u4e00-\u9fa5\uff01-\uff5e]")
"""All but ASCII, Chinese and full-width punctuation and the ideographs of Unicode 1.1."""


def missing(text: str) -> str:
    """The characters of a text that cannot be printed, each once, in order of appearance."""
    uncommon = _UNCOMMON.findall(text)
    return fontmetrics.missing("".join(char for char in uncommon if char not in _BLANK)) if uncommon else ""
