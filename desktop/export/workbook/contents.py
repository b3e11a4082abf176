"""What stands in a cell of a workbook that came back, as the text the person sees there.

Numbers come as floats, dates and percentages as numbers with a format; a form holds texts and exact decimals. A float
is read at the 15 digits spreadsheets work with, so 0.1+0.2 is 0.3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal

_DIGITS = 15
_CONTEXT = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_GENERAL = "General"
_LARGEST = Decimal(10) ** _DIGITS


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell's content: its text, the number when it is one, and what is wrong with it (`""` mostly)."""

    text: str
    number: Decimal | None = None
    fault: str = ""


def entry_of(value: object, number_format: str | None, *, is_error: bool = False) -> Entry:
    """From what openpyxl reads to what the person sees."""
    if is_error:
        return Entry(str(value), fault=f"这一格是错误值 {value}")
    if isinstance(value, bool):
        return Entry("TRUE" if value else "FALSE")
    if isinstance(value, int | float | Decimal):
        return _number(Decimal(repr(value)), number_format or _GENERAL)
    if isinstance(value, datetime | date | time | timedelta):
        return Entry(_moment(value, number_format or ""))
    return Entry(unescaped(str(value)))


def exact(value: Decimal) -> Decimal:
    """A number at the digits a spreadsheet keeps."""
    return value.normalize(_CONTEXT)


def plain(value: Decimal) -> str:
    """Plain notation without exponent and trailing zeros."""
    text = f"{exact(value):f}"
    return "0" if text == "-0" else text


def unescaped(text: str) -> str:
    """`_x000D_` and its like resolved, one kind of line end, characters no form holds left out."""
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return clean(text)


def clean(text: str) -> str:
    """Text as it can stand in a workbook: plain line feeds, no control characters, no half surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if _printable(char))


def _printable(char: str) -> bool:
    if char < " ":
        return char in "\n\t"
    return not ("\ud800" <= char <= "\udfff" or char in "\x7f\ufffe\uffff")


def escaped(text: str) -> str:
    """The reverse of `unescaped`: text that looks like an escape is kept from being taken for one."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", clean(text))


def _number(value: Decimal, number_format: str) -> Entry:
    if not value.is_finite() or abs(value) >= _LARGEST:
        return Entry(str(value), fault=f"这一格的数超过{_DIGITS}位，表格软件已把后面的数字改成零")
    bare = _LITERAL.sub("", number_format)
    if "%" in bare:
        value = exact(value).scaleb(2)
        places = len(match[1]) if (match := re.search(r"\.(0+)", bare)) else 0
        shown = f"{value:f}" if exact(value) != round(value, places) else f"{round(value, places):f}"
        return Entry(shown + "%", exact(value))
    return Entry(plain(value), exact(value))


def _moment(value: datetime | date | time | timedelta, number_format: str) -> str:
    """A date a person typed where words belong, written as words: 2022年12月31日 when the cell shows it so."""
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    words = "年" in number_format
    bare = _LITERAL.sub("", number_format).lower()
    has_day = "d" in bare or not bare or number_format == _GENERAL
    if words:
        text = f"{value.year}年{value.month}月" + (f"{value.day}日" if has_day else "")
    else:
        text = f"{value.year}-{value.month:02}" + (f"-{value.day:02}" if has_day else "")
    if isinstance(value, datetime) and (value.hour or value.minute):
        text += f" {value:%H:%M}"
    return text
