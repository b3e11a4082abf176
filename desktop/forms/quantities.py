"""Quantities in Chinese prose: `分别达到204万人、14.35万人` is ≥204 万人 and ≥14.35 万人.

The forms carry amounts inside sentences, and the checks compare them with the columns. A number is taken only where
the words around it make it a quantity; dates, document numbers, ordinals, telephones and codes are passed over, because
a false quantity becomes a false finding. Chinese numerals count only before a known unit and outside of slogans in
quotation marks (“三支一扶”).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from desktop.forms import quantity_words as words
from desktop.forms.numerals import DIGITS, NUMERAL_CHARACTERS, read_numeral
from desktop.forms.units import base_unit, convert

_START = re.compile(f"[0-9{words.NUMERAL_START}]|[百千万]分之|零(?=点)")
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?")
_NUMERAL = re.compile(f"[{NUMERAL_CHARACTERS}]+")
_BOUNDARY = re.compile(r"[，,。；;、：()\s/|+”\"’-]|以[上下内]|之内|左右|\Z")
_MAX_BARE_DIGITS = 6
_MAX_DIGITS = 18
_VAGUE_WITHIN = 3
_CLAUSE_REACH = 60
"""Characters before a quantity that are looked at for 每 and 分别."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity. `text[start:end]` of the source is number and unit as written, without the comparison.

    `sign` is `≥ ≤ ＞ ＜ ＝` or `""` when none was written; 达到 and 以上 are ≥, 以内 and 以下 ≤, 超过 is ＞.
    `unit` carries its magnitude (`万元`), so `value` is as written; `""` for a bare number, `万` for a bare 万.
    `upper` is the other end of a range (`3-5万元`: value 3, upper 5). `per`: a quantity for each (`每人3000元`,
    `3000元/人`: 人). `vague`: 约, 左右, 余.
    """

    value: Decimal
    unit: str
    sign: str
    start: int
    end: int
    text: str
    upper: Decimal | None = None
    per: str = ""
    vague: bool = False


@dataclass(frozen=True, slots=True)
class _Amount:
    """Number and unit, before the words around are looked at."""

    value: Decimal
    unit: str
    end: int
    vague: bool = False
    upper: Decimal | None = None


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text in their order."""
    prepared = _prepared(text)
    found: list[Quantity] = []
    position = 0
    while start := _START.search(prepared, position):
        at = start.start()
        skipped = _no_quantity(prepared, at)
        if skipped:
            position = skipped
            continue
        amount = _amount_at(prepared, at)
        if amount is None:
            position = _passed_over(prepared, at)
            continue
        found.append(_in_context(text, prepared, at, amount, found[-1] if found else None))
        position = found[-1].end
    return tuple(_shared_unit(found) if "分别" in prepared else found)


def _shared_unit(found: list[Quantity]) -> list[Quantity]:
    """`分别为20、30万元`: the bare number takes the unit of the next."""
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1]
        if not one.unit and following.start - one.end == 1:
            found[index] = replace(one, unit=following.unit)
    return found


def _prepared(text: str) -> str:
    """Half-width, titles of documents and numerals in slogans blotted out, every character at its place."""
    text = text.translate(words.HALF_WIDTH)
    if "《" in text:
        text = words.TITLE.sub(lambda match: "□" * len(match[0]), text)
    if words.QUOTED.search(text):
        text = words.QUOTED.sub(lambda match: re.sub(f"[{words.NUMERAL_START}百千万]", "□", match[0]), text)
    return text


def _no_quantity(text: str, at: int) -> int:
    """The end of a date or code that begins here, 0 when none does."""
    if not "0" <= text[at] <= "9":
        return 0
    if at and words.BEFORE_CODE.search(text, max(0, at - 4), at) and not _measured_name(text, at):
        match = words.CODE_REST.match(text, at)
        return match.end() if match else at + 1
    match = words.DATE.match(text, at) or words.CODE.match(text, at)
    if match:
        return match.end()
    mark = words.LIST_MARK.match(text, at)
    return mark.end() if mark and (not at or text[at - 1] in words.CLAUSE_START) else 0


def _measured_name(text: str, at: int) -> bool:
    """`LED20万元`, `GDP6.5%`: letters right before, but money or a rate all the same."""
    if not text[at - 1].isascii() or not text[at - 1].isalpha():
        return False
    amount = _in_digits(text, at)
    return amount is not None and base_unit(amount.unit)[1] in ("元", "%")


def _passed_over(text: str, at: int) -> int:
    match = _NUMBER.match(text, at) or _NUMERAL.match(text, at)
    return match.end() if match else at + 1


def _amount_at(text: str, at: int) -> _Amount | None:
    if match := words.PER_HUNDRED.match(text, at):
        numeral = match["numeral"]
        value = Decimal(100) if numeral == "百" else read_numeral(numeral) if numeral[0] > "9" else Decimal(numeral)
        return None if value is None else _Amount(value, words.HUNDREDTHS[match["base"]], match.end())
    if not "0" <= text[at] <= "9":
        words_amount = _in_words(text, at)
        return _with_small_money(text, words_amount) if words_amount else None
    amount = _in_digits(text, at)
    if amount is None:
        return None
    amount = _ranged(text, _with_small_money(text, amount))
    if amount.unit or amount.upper is not None:
        return amount
    return amount if _may_stand_bare(text, at, amount) else None


def _in_digits(text: str, at: int, levels: int = 3) -> _Amount | None:
    """`8.04万元`, `58万余元`, `3棵`; up to `levels` smaller magnitudes behind the first: `3万5千元`."""
    number = _NUMBER.match(text, at)
    if number is None or len(number[0]) > _MAX_DIGITS + _VAGUE_WITHIN:
        return None
    value = Decimal(number[0].replace(",", ""))
    tail = words.UNIT_AFTER_DIGITS.match(text, number.end())
    unit = (tail["magnitude"] or "") + (tail["base"] or "") if tail else ""
    if tail is None or not unit:
        unknown = words.UNKNOWN_UNIT.match(text, number.end())
        return _Amount(value, unknown[0] if unknown else "", unknown.end() if unknown else number.end())
    vague = bool(tail["vague"] or tail["more"])
    if levels and tail["magnitude"] and not tail["base"] and text[tail.end() : tail.end() + 1].isdigit():
        lower = _in_digits(text, tail.end(), levels - 1)
        if lower is not None and (base := base_unit(lower.unit)[1]):
            high, low = convert(value, unit + base, base), convert(lower.value, lower.unit, base)
            if high is not None and low is not None and low < base_unit(unit)[0]:
                return _Amount(high + low, lower.unit[-len(base) :], lower.end, lower.vague)
    return _Amount(value, unit, tail.end(), vague)


def _in_words(text: str, at: int) -> _Amount | None:
    """`一百二十万元` is 120 万元; only with a known unit and where the numeral is not part of a word."""
    run = _NUMERAL.match(text, at)
    if run is None or (at and words.BEFORE_NUMERAL.search(text, at - 1, at)):
        return None
    numeral = run[0].rstrip("点")
    tail = words.UNIT_AFTER_NUMERAL.match(text, at + len(numeral))
    if tail is None or (numeral == "一" and tail["base"] in words.ARTICLE_UNITS):
        return None
    magnitude = ""
    if numeral[-1] in "万亿萬億" and not re.search("[万亿萬億]" if numeral[-1] in "万萬" else "[亿億]", numeral[:-1]):
        numeral, magnitude = numeral[:-1], "万" if numeral[-1] in "万萬" else "亿"
    value = read_numeral(numeral) if numeral else None
    if value is None:
        return None
    base = "元" if tail["base"] == "圆" else tail["base"]
    return _Amount(value, magnitude + base, tail.end(), bool(tail["vague"]))


def _with_small_money(text: str, amount: _Amount) -> _Amount:
    """角 and 分 behind 元."""
    match = words.SMALL_MONEY.match(text, amount.end) if amount.unit == "元" else None
    if match is None or match.end() == amount.end:
        return amount
    jiao, fen = (Decimal(DIGITS.get(digit or "0", digit or "0")) for digit in match.group("jiao", "fen"))
    return replace(amount, value=amount.value + jiao / 10 + fen / 100, end=match.end())


def _ranged(text: str, low: _Amount) -> _Amount:
    """The amount with its upper end when a range follows (`3-5万元`, `80%至90%`), else as it is."""
    dash = words.RANGE.match(text, low.end)
    if dash is None or words.DATE.match(text, dash.end()):
        return low
    high = _in_digits(text, dash.end())
    if high is None or (low.unit and not high.unit):
        return low
    first: Decimal | None = low.value
    if low.unit != high.unit and low.unit:
        base = base_unit(high.unit)[1]
        first = convert(low.value, low.unit if base_unit(low.unit)[1] else low.unit + base, high.unit)
    if first is None:
        return low
    return _Amount(min(first, high.value), high.unit, high.end, low.vague or high.vague, max(first, high.value))


def _may_stand_bare(text: str, at: int, amount: _Amount) -> bool:
    """A number without unit: only at the end of a clause, not alone in brackets, and no long number (a code)."""
    if not _BOUNDARY.match(text, amount.end):
        return False
    if at and text[at - 1] in "([〔" and text[amount.end : amount.end + 1] in (")", "]", "〕"):
        return False
    return len(text[at : amount.end].partition(".")[0].replace(",", "")) <= _MAX_BARE_DIGITS


def _in_context(text: str, prepared: str, at: int, amount: _Amount, before: Quantity | None) -> Quantity:
    """The amount with comparison, 每 and 约 from the words around it."""
    value, start = amount.value, at
    if at and prepared[at - 1] == "-" and (at == 1 or prepared[at - 2] in words.NEGATIVE_AFTER):
        value, start = -value, at - 1
    sign, vague = "", amount.vague
    last = prepared[start - 1 : start].strip() or prepared[max(0, start - 2) : start - 1] if start else ""
    if last in words.SIGN_LAST:
        if match := words.SIGN_BEFORE.search(prepared, max(0, start - words.SIGN_REACH), start):
            sign = words.SIGNS[match.lastgroup or ""]
        vague = vague or bool(words.VAGUE_BEFORE.search(prepared, max(0, start - _VAGUE_WITHIN), start))
    end, per = amount.end, ""
    if match := words.PER.match(prepared, end):
        end, per = match.end(), match["per"]
    after = words.AFTER.match(prepared, end)
    if after:
        vague = vague or bool(after["vague"])
        sign = "≥" if after["ge"] else "≤" if after["le"] else sign
    if not sign and before is not None and before.sign and _joined(prepared, before, start):
        sign = before.sign
    per = per or _each(prepared, start)
    return Quantity(value, amount.unit, sign, start, end, text[start:end], amount.upper, per, vague)


def _joined(text: str, before: Quantity, start: int) -> bool:
    """Whether `分别` spreads the comparison of the quantity before over this one."""
    near = text.rfind("分别", max(0, before.start - _CLAUSE_REACH), before.start) >= 0
    return near and words.JOINT.fullmatch(text, before.end, start) is not None


def _each(text: str, start: int) -> str:
    """What the quantity is for each of, when 每…, 人均 or 单价 stands before it in its clause; 每完成… is 次."""
    clause = max(0, start - _CLAUSE_REACH)
    if all(text.find(mark, clause, start) < 0 for mark in ("每", "均", "单价")):
        return ""
    for match in words.CLAUSE_END.finditer(text, clause, start):
        clause = match.end()
    each = words.EACH.search(text, clause, start)
    return (each["per"] or each["mean"] or ("次" if each["verb"] else "件")) if each else ""
