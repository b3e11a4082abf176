"""Numbers as people type them into a form, and how numbers are written back. Decimal only.

What stands in a number field is blank, a number, or something else; the three are never mixed up, and a blank is never
zero. Reading is generous where there is no doubt (full width, thousands groups, blanks around) and refuses where there
is (`12万` in a 万元 field could be 12 or 120,000), telling what to type instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

from desktop.forms.numerals import read_numeral
from desktop.forms.units import base_unit, convert, plain
from desktop.forms.values import BLANK, UNKNOWN, Missing

MAX_DIGITS: Final = 18
"""Digits of a number in all; more is a slip of the keyboard (a national budget has 16, in 元 with 分)."""

_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．－−﹣＋％，", "0123456789.---+%,")
_INVISIBLE = " \t\r\n\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff"
_PLAIN = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text in a number field is: blank (`value` and `reason` empty), a number, or refused with a reason.

    `text` is the plain spelling that is stored. A percentage keeps its scale: 100 for `100%`.
    """

    value: Decimal | None = None
    text: str = ""
    reason: str = ""
    remedy: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing was entered."""
        return self.value is None and not self.reason

    @property
    def message(self) -> str:
        """Reason and remedy in one line, `""` unless refused."""
        return f"{self.reason}，{self.remedy}" if self.reason else ""


@lru_cache(maxsize=8192)
def parse_number(text: str | None, *, percent: bool = False, unit: str = "") -> Reading:
    """Read what was typed. `percent`: the field allows a `%`; `unit`: the field's unit, for the remedies only."""
    typed = (text or "").strip(_INVISIBLE)
    if not typed:
        return Reading()
    body = typed.translate(_HALF_WIDTH)
    if percent and body.endswith("%"):
        body = body[:-1].rstrip(_INVISIBLE)
    match = _PLAIN.fullmatch(body.replace(",", "") if _GROUPED.fullmatch(body) else body)
    if match is None or not (match[2] or match[3]):
        return Reading(None, typed, *_objection(typed, body, unit))
    sign, whole, decimals = match.groups()
    if len(whole) + len(decimals or "") > MAX_DIGITS:
        return Reading(None, typed, f"“{_short(typed)}”超过{MAX_DIGITS}位数字", "请核对位数")
    spelling = (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
    value = Decimal(spelling)
    if sign == "-" and value:
        return Reading(-value, "-" + spelling)
    return Reading(value, spelling)


@lru_cache(maxsize=8192)
def read_number(text: str | None, *, percent: bool = False) -> Decimal | Missing:
    """The value alone: a Decimal, `BLANK`, or `UNKNOWN` for what is no number."""
    reading = parse_number(text, percent=percent)
    if reading.value is not None:
        return reading.value
    return BLANK if reading.is_blank else UNKNOWN


def number_fault(text: str | None, unit: str = "") -> str:
    """Why a text is no number and what to type instead, one line without full stop; `""` when nothing is wrong."""
    return parse_number(text, percent=unit == "%", unit=unit).message


def normalise_number(text: str | None, *, percent: bool = False) -> str:
    """The plain decimal spelling that is stored (`１，２３４.50`: `1234.50`); what is no number comes back as typed."""
    return parse_number(text, percent=percent).text


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Rounded as in bookkeeping: half away from zero. `decimals` digits stay after the point."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


def format_number(value: Decimal, decimals: int | None, *, exact: bool = True) -> str:
    """Plain notation with at least `decimals` digits after the point; None: as many as the value has.

    Digits that say something are never hidden: 1.239 with two decimals stays `1.239`, because a form that shows 1.24
    and adds up 1.239 looks wrong to whoever checks it by hand. `exact=False` rounds half up instead (quotients).
    No exponent, no thousands groups, no `-0`.
    """
    if not value:
        value = abs(value)
    if decimals is not None:
        rounded = round_half_up(value, decimals)
        value = rounded if not exact or rounded == value else _EXACT.normalize(value)
    return f"{value:f}"


def _short(text: str) -> str:
    return text if len(text) <= 12 else text[:12] + "…"


_NUMBER = r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?"
_WITH_UNIT = re.compile(rf"[¥￥$]?\s*({_NUMBER})\s*([^\W\d_]+|[%‰℃㎡])?")
_DASHES = re.compile(r"[-—–―/\\\s]+|无|暂无|没有|不适用|N/?A", re.IGNORECASE)
_EXPONENT = re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]{1,9}")
_SIGNED = re.compile(rf"(?:[≥≤＞＜＝><=≧≦]+|不低于|不少于|不超过|大于|小于|超过|达到?|以上|以下)\s*({_NUMBER}).*")
_INEXACT = re.compile(r"[余多]|左右|上下|以[上下内]")
_VAGUE = re.compile(r"[约近]|左右|大概|大约|上下|余|多")
_RANGE = re.compile(rf"{_NUMBER}\S{{0,2}}\s*[-—–~～至到]\s*{_NUMBER}.*")
_BRACKETS = re.compile(rf"[(（]({_NUMBER})[)）]")
_MAX_EXPONENT = 12


def _objection(typed: str, body: str, unit: str) -> tuple[str, str]:
    """Reason and remedy for what is no number. The most particular case first."""
    quoted = f"“{_short(typed)}”"
    return (
        _shape_objection(quoted, body)
        or _unit_objection(quoted, body, unit)
        or _word_objection(quoted, body)
        or (f"{quoted}不是数", "请只填数字，如 30 或 30.50")
    )


def _shape_objection(quoted: str, body: str) -> tuple[str, str] | None:
    """Digits, points, commas and blanks in the wrong places."""
    if _DASHES.fullmatch(body):
        return f"{quoted}不是数", "没有就留空，是零就填 0"
    if re.fullmatch(r"[+-]?[0-9.,\s]+", body):
        if re.search(r"\s", body):
            joined = re.sub(r"[\s,]", "", body)
            return f"{quoted}数字中间有空格", f"若是一个数，请填 {joined}"
        if body.count(".") > 1:
            return f"{quoted}有不止一个小数点", "请核对后重填"
        return f"{quoted}逗号的位置不对", "千分位每三位一个逗号，也可不用逗号；小数点请用“.”"
    if re.fullmatch(r"[+-]?[0-9]+[。·、][0-9]+", body):
        return f"{quoted}的小数点不对", f"请填 {re.sub('[。·、]', '.', body)}"
    if _EXPONENT.fullmatch(body):
        return f"{quoted}是科学记数法", _spelt_out(body)
    if match := _BRACKETS.fullmatch(body):
        return f"{quoted}带括号", f"负数请填 -{match[1]}，否则请填 {match[1]}"
    return None


def _spelt_out(body: str) -> str:
    mantissa, _, exponent = body.lower().partition("e")
    if _PLAIN.fullmatch(mantissa) and mantissa.strip("+-.") and abs(int(exponent)) <= _MAX_EXPONENT:
        return f"请填 {Decimal(body):f}"
    return "请写成普通数字"


def _unit_objection(quoted: str, body: str, unit: str) -> tuple[str, str] | None:
    """A number with a unit behind it, or a currency sign before it."""
    match = _WITH_UNIT.fullmatch(body)
    if match is None:
        return None
    number, suffix = match[1], match[2] or ""
    if _INEXACT.search(suffix):
        return f"{quoted}不是确切的数", f"请只填数字 {number}"
    if suffix in ("%", "‰"):
        return f"{quoted}带百分号", f"这里填数，不填比率；若确是这个数，请只填 {number}"
    if not unit or not suffix or len(number) > MAX_DIGITS:
        return f"{quoted}带着单位", f"请只填数字 {number}"
    base = base_unit(unit)[1]
    value = Decimal(number.replace(",", ""))
    written = suffix if base_unit(suffix)[1] else suffix + base  # 12万 in a 万元 field: 万元 is meant
    converted = convert(value, written, unit)
    if converted is None:
        return f"{quoted}带着单位", f"这里的单位是{unit}，请换算后只填数字"
    if converted == value:
        return f"{quoted}带着单位", f"单位已是{unit}，请只填数字 {number}"
    return f"{quoted}带着单位", f"这里的单位是{unit}，若确是{number}{written}，请填 {plain(converted):f}"


def _word_objection(quoted: str, body: str) -> tuple[str, str] | None:
    """Words that belong elsewhere: comparison signs, 约, ranges, Chinese numerals."""
    if match := _SIGNED.fullmatch(body):
        return f"{quoted}带比较符号", f"这里请只填数字 {match[1]}"
    if _RANGE.fullmatch(body):
        return f"{quoted}是一个范围", "请填一个确切的数"
    if _VAGUE.search(body) and (match := re.search(_NUMBER, body)):
        return f"{quoted}不是确切的数", f"请只填数字 {match[0]}"
    numeral = read_numeral(body)
    if numeral is not None:
        return f"{quoted}是中文数字", f"请填 {plain(numeral):f}"
    return None
