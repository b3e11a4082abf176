"""Which amounts of a text can be added up: `共30万元，其中设备12万元、材料18万元` is 30, not 60.

All amounts are in 万元. What is left out, and why:

- parts behind 其中, 包括, 含, or in a bracket right behind an amount (`30万元（财政拨款10万元、其他资金20万元）`): they
  are inside the amount before. They end with the bracket, at 另 or 此外, with the sentence, and when they make up the
  whole. Where it is doubtful (they do not make it up) they end at the first semicolon unless `其中：` announced a
  list, and unless the whole is a 共, at the first comma and before an amount that would make them more than the whole
  (`办公费40万元，其中印刷费8万元，水费5万元` is 45).
- a total (共, 共计, 合计, 总计, 小计… at the head of its clause) beside the amounts it adds up: before it in the same
  segment (up to 。 or ；), behind it without 其中, or in other segments when it is a segment of its own. A total that
  stands alone, or whose parts stand behind 其中, is kept.
- an amount for each (`每人3000元`, `500元/次`): the number of times is not part of it. `每年30万元` is an amount.
- everything, when a range is among the amounts (`3-5万元`): then there is no sum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desktop.forms.quantities import Quantity, quantities
from desktop.forms.units import base_unit, convert

YUAN, WAN_YUAN = "元", "万元"
_MONEY_WORD = re.compile(
    r"(?:[费款额]|资金|金额|经费|预算|投资|补助|补贴|成本|奖金|人民币|[¥￥])"
    r"[为约共计需：: 不低高超少多过于达到≤≥＜＞<>=＝]{0,6}\Z"
)
_STOP = re.compile(r"[。；;\n]")
_FULL_STOP = re.compile(r"[。\n]")
_HEAD = (
    r"(?:以上|上述|全部|各项|[一二两三四五六七八九十\d]+[项笔]|经费|资金|费用|预算|项目|全年|年度|年初|本年|财政"
    r"|所需|支出|投入|安排|总)*"
)
_TOTAL = re.compile(
    rf"{_HEAD}(?:总?共计?|合计|总计|一共|小计|累计|总额|总投资|总经费|总费用|总金额|总预算|总成本|计)"
    r"[为约是需要投入安排预算资金经费费用支出金额人民币：: ≤≥＜＞<>=＝不超过]*"
)
_CLAUSE = re.compile(r"[，,、：:()（）]")
_AMONG = re.compile(r"其中|包括|包含|含(?![税量有水金])")
_AMONG_LIST = re.compile(r"其中[：:]")
_OUTSIDE = re.compile(r"[，,、]\s*(?:另|此外|同时|外加|除此)")
_OPENED = re.compile(r"[(（][^)）]*\Z")
_CLOSED = re.compile(r"[^(（]*[)）]")
_NAME_END = re.compile(r"(?:[≤≥＜＞=＝约为]|共需?|共?计|合计|总计|小计|不超过|不低于|达到?)+\Z")
_USE = re.compile(r"(?:主要)?(?:用于|用作)([^。；;，,、\n]+)")
_NAME_MARKS = "，,、：:)） \u3000"
_BRACKETED_START = re.compile(r"^[(（][^)）]*[)）]")
_LIST_NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])\s*")


@dataclass(frozen=True, slots=True)
class NamedAmount:
    """An amount in 万元 with the words before it: `人事考试考务经费30万元`."""

    name: str
    amount: Decimal


def _is_money(quantity: Quantity, text: str, assume_money: bool) -> bool:
    factor, base = base_unit(quantity.unit)
    if base == YUAN:
        return True
    if base or factor == 1:
        return False
    return assume_money or _MONEY_WORD.search(text, max(0, quantity.start - 12), quantity.start) is not None


def _wan(value: Decimal, unit: str) -> Decimal:
    """In 万元; a bare 万 or 亿 that was found to be money is of 元."""
    converted = convert(value, unit if base_unit(unit)[1] else unit + YUAN, WAN_YUAN)
    return value if converted is None else converted


@lru_cache(maxsize=2048)
def _money(text: str, assume_money: bool) -> tuple[Quantity, ...]:
    if "元" not in text and "圆" not in text and "万" not in text and "亿" not in text and "萬" not in text:
        return ()
    return tuple(quantity for quantity in quantities(text) if _is_money(quantity, text, assume_money))


def money_amounts(text: str, *, assume_money: bool = False) -> tuple[Decimal, ...]:
    """All amounts of money in a text, in 万元, also parts, totals, prices for each and both ends of ranges.

    `12万` without 元 counts when a word like 经费 or 资金 stands before it, or with `assume_money` (a cell that can
    only hold money).
    """
    amounts: list[Decimal] = []
    for quantity in _money(text, assume_money):
        amounts.append(_wan(quantity.value, quantity.unit))
        if quantity.upper is not None:
            amounts.append(_wan(quantity.upper, quantity.unit))
    return tuple(amounts)


def additive_amounts(text: str, *, assume_money: bool = False) -> tuple[Decimal, ...]:
    """The amounts in 万元 that add up to what the text is about; `()` when there are none or no sum can be made."""
    return tuple(_wan(quantity.value, quantity.unit) for quantity in _additive(text, assume_money))


def named_amounts(text: str) -> tuple[NamedAmount, ...]:
    """The additive amounts with their names: the words before each, or behind it after 用于; `""` for none."""
    kept = _additive(text, False)
    everything = _money(text, False)
    found = []
    for quantity in kept:
        use = _USE.match(text, quantity.end)
        since = max((other.end for other in everything if other.end <= quantity.start), default=0)
        name = use[1].strip() if use else _name(text[since : quantity.start])
        found.append(NamedAmount(name, _wan(quantity.value, quantity.unit)))
    return tuple(found)


def _name(words: str) -> str:
    """The last clause of the words before an amount, without 共, 计 and list numbers; before a colon if all else is."""
    clause = re.split(r"[。；;\n，,]", _BRACKETED_START.sub("", words).rstrip(_NAME_MARKS))[-1]
    for piece in reversed(re.split(r"[：:]|[(（](?=[^)）]*\Z)", clause)):
        name = _NAME_END.sub("", _LIST_NUMBER.sub("", piece.strip(_NAME_MARKS))).strip(_NAME_MARKS)
        if name:
            return name
    return ""


@lru_cache(maxsize=2048)
def _additive(text: str, assume_money: bool) -> tuple[Quantity, ...]:
    money = [quantity for quantity in _money(text, assume_money) if quantity.per in ("", "年")]
    if any(quantity.upper is not None for quantity in money):
        return ()
    return tuple(_Structure(text, money).additive()) if len(money) > 1 else tuple(money)


class _Structure:
    """The amounts of a text with what stands between them."""

    def __init__(self, text: str, amounts: list[Quantity]) -> None:
        self.amounts = amounts
        self.values = [_wan(quantity.value, quantity.unit) for quantity in amounts]
        ends = [0, *(quantity.end for quantity in amounts)]
        self.between = [text[ends[index] : quantity.start] for index, quantity in enumerate(amounts)]
        self.head = [_STOP.split(words)[-1] for words in self.between]
        """The words before each amount within its segment."""
        self.segments: list[list[int]] = []
        for index, words in enumerate(self.between):
            if not index or _STOP.search(words):
                self.segments.append([])
            self.segments[-1].append(index)

    def additive(self) -> list[Quantity]:
        parts = self._parts()
        kept = [self._kept(segment, parts) for segment in self.segments]
        plain = {
            index
            for segment, left in zip(self.segments, kept, strict=True)
            for index in left
            if not self._is_lone_total(segment, left)
        }
        return [
            self.amounts[index]
            for left in kept
            for index in left
            if index in plain or not self._adds_up(index, plain, parts)
        ]

    def _kept(self, segment: list[int], parts: set[int]) -> list[int]:
        """A segment's amounts without parts and without totals of others in it."""
        wholes = [index for index in segment if index not in parts]
        plain = [index for index in wholes if not self._is_total(index)]
        return [index for index in wholes if index in plain or not self._adds_up(index, set(plain), parts)]

    @staticmethod
    def _adds_up(total: int, others: set[int], parts: set[int]) -> bool:
        """Whether a total has others to add up: any, or only those before it when its own parts stand behind it."""
        return any(other < total for other in others) if total + 1 in parts else bool(others)

    def _is_lone_total(self, segment: list[int], kept: list[int]) -> bool:
        """A segment that is nothing but `共计30万元`, perhaps with its parts behind 其中."""
        return kept == segment[:1] and _TOTAL.fullmatch(self.head[segment[0]].strip()) is not None

    def _is_total(self, index: int) -> bool:
        clause = _CLAUSE.split(self.head[index].rstrip("：: "))[-1]
        return _TOTAL.fullmatch(clause.strip()) is not None

    def _parts(self) -> set[int]:
        """Indices of the amounts that are inside an amount before them."""
        parts: set[int] = set()
        index = 1
        while index < len(self.amounts):
            among = _AMONG.search(self.head[index])
            new_segment = _STOP.search(self.between[index]) is not None
            bracket = not new_segment and _OPENED.search(self.between[index]) is not None
            directly = bracket and self.between[index].lstrip()[:1] in "(（"
            if not directly and (among is None or (new_segment and self.head[index][: among.start()].strip())):
                index += 1
                continue
            whole = next(before for before in range(index - 1, -1, -1) if before not in parts)
            scope = self._scope(whole, index, bracket)
            parts.update(scope)
            index = scope[-1] + 1
        return parts

    def _scope(self, whole: int, first: int, bracketed: bool) -> list[int]:
        """The parts from the first on, as the module says."""
        limit, running, total = self.values[whole], Decimal(0), self._is_total(whole)
        scope: list[int] = []
        comma = semicolon = 0
        for index in range(first, len(self.amounts)):
            words = self.between[index]
            if scope:
                complete = running == limit or (running + self.values[index] > limit and not total)
                if _CLOSED.match(words) if bracketed else complete:
                    break
                if _FULL_STOP.search(words) or _OUTSIDE.search(words) or _AMONG.search(words):
                    break
                semicolon = semicolon or (len(scope) if _STOP.search(words) else 0)
                comma = comma or (len(scope) if words[:1] in "，," else 0)
            scope.append(index)
            running += self.values[index]
        if running == limit or bracketed:
            return scope
        if semicolon and not _AMONG_LIST.search(self.head[first]):
            scope = scope[:semicolon]
        return scope[:comma] if comma and not total else scope
