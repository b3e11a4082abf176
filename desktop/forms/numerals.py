"""Chinese numerals: 一百二十万, 三点五, 壹仟贰佰, to exact decimals.

Strict about order (`二十三百` is no number) because the callers look for numbers in prose, where 十堰, 百姓 and
千家万户 begin with the same characters. Bare magnitudes (`百`, `千万`) are no number either: they mean 「许多」.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    "〇": 0,
    "两": 2,
    "兩": 2,
    "貳": 2,
    "陸": 6,
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_WAN, _YI = 10**4, 10**8
NUMERAL_CHARACTERS = "".join(DIGITS) + "".join(_TENS) + "万萬亿億点"
"""All that may stand in a numeral."""

_ONE_FORM = str.maketrans("萬億", "万亿")
_DIGITS_ONLY = re.compile(f"[{''.join(DIGITS)}]+")


def read_numeral(text: str) -> Decimal | None:
    """The value of a numeral written out in Chinese, None when it is not a well-formed one.

    `一百二` is 120 and `三万五` 35,000, as spoken. Digits in a row without magnitudes (`二〇二二`) are a year, a number
    of a document or a name, no quantity: None, except a single one.
    """
    whole, point, decimals = text.translate(_ONE_FORM).partition("点")
    value = _large(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    if not _DIGITS_ONLY.fullmatch(decimals):
        return None
    return Decimal(f"{value}.{''.join(str(DIGITS[digit]) for digit in decimals)}")


def _large(text: str) -> int | None:
    """亿 splits first, then 万; each left side is a number of its own (`一万亿`)."""
    for mark, size in (("亿", _YI), ("万", _WAN)):
        if mark not in text:
            continue
        left, _, right = text.rpartition(mark)
        if mark in left or not (high := _large(left)):
            return None
        low = _rest(right, size)
        return None if low is None else high * size + low
    return _section(text)


def _rest(text: str, size: int) -> int | None:
    """What follows a magnitude: nothing, a smaller number, or one spoken digit (`三万五` is 35,000)."""
    if not text:
        return 0
    if len(text) == 1 and DIGITS.get(text):
        return DIGITS[text] * size // 10
    low = _large(text.lstrip("零〇"))
    return low if low is not None and low < size else None


def _section(text: str) -> int | None:
    """A number below 10,000: magnitudes fall from left to right."""
    total, digit, last = 0, None, _WAN
    for position, char in enumerate(text):
        if char in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[char]
            continue
        size = _TENS.get(char)
        if size is None or size >= last or (not digit and not (size == min(_TENS.values()) and position == 0)):
            return None
        total, digit, last = total + (digit or 1) * size, None, size
    if digit is None:
        return total if text else None
    spoken = last in (100, 1000) and text[-2] in _TENS
    return total + digit * (last // 10 if spoken else 1)
