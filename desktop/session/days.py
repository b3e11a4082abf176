"""A day as people type it: 2022-3-31, 2022.3.31, 2022年3月31日, 20220331, or 3.31 of the year one speaks of."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from desktop.errors import UserError

_FULL = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))")
_SHORT = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?")


def parse_day(text: str, year: int) -> str:
    """The day in ISO's way, `""` for none; without a year in `year`. Raises `UserError` for what is no day."""
    words = "".join(unicodedata.normalize("NFKC", text).split())
    if not words:
        return ""
    if found := _FULL.fullmatch(words):
        parts = [part for part in found.groups() if part is not None]
    elif found := _SHORT.fullmatch(words):
        parts = [str(year), *found.groups()]
    else:
        parts = []
    try:
        return date(*map(int, parts)).isoformat()
    except (TypeError, ValueError):
        raise UserError(f"“{text.strip()[:20]}”不是日期", remedy=f"请写成 {year}-3-31 这样") from None
