"""What the checks read out of Chinese sentences: amounts, points given and taken, targets, contradictions.

The one place to ask; the reading of single quantities is in `desktop.forms.quantities`, the question which amounts add
up in `desktop.forms.amounts`. All results are kept for texts seen before, since a check runs after every edit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desktop.forms.amounts import NamedAmount, additive_amounts, money_amounts, named_amounts
from desktop.forms.numerals import NUMERAL_CHARACTERS, read_numeral
from desktop.forms.quantities import Quantity, quantities
from desktop.forms.quantity_words import HALF_WIDTH
from desktop.forms.units import base_unit, convert

__all__ = [
    "NamedAmount",
    "Quantity",
    "Target",
    "additive_amounts",
    "canonical_sign",
    "contradictions",
    "money_amounts",
    "named_amounts",
    "points",
    "quantities",
    "split_target",
]

QUALITATIVE = "定性"
SIGNS = ("≥", "≤", "＝", "＞", "＜")
_SPELLINGS = {
    **{sign: sign for sign in SIGNS},
    **dict.fromkeys((">=", "=>", "≧", "⩾", "大于等于", "大于或等于", "不低于", "不少于"), "≥"),
    **dict.fromkeys(("<=", "=<", "≦", "⩽", "小于等于", "小于或等于", "不超过", "不高于"), "≤"),
    **dict.fromkeys((">", "大于", "超过", "高于"), "＞"),
    **dict.fromkeys(("<", "小于", "低于", "少于"), "＜"),
    **dict.fromkeys(("=", "等于"), "＝"),
    **dict.fromkeys((QUALITATIVE, "定性指标"), QUALITATIVE),
}


def canonical_sign(text: str | None) -> str | None:
    """`≥ ≤ ＝ ＞ ＜ 定性` for any of their spellings, `""` for a blank, None for anything else."""
    text = "".join((text or "").split()).translate(HALF_WIDTH)
    return _SPELLINGS.get(text) if text else ""


# points given and taken


_POINTS_NUMBER = rf"(?:\d+(?:\.\d+)?|[{NUMERAL_CHARACTERS}]+)"
_POINTS = re.compile(
    rf"(?P<word>加|扣|减|奖励?)(?:分|减|除|了|计)?[为：: ]*(?P<number>{_POINTS_NUMBER}) ?分(?![钟之])"
    rf"|(?<![\d.])(?P<sign>[+-])(?P<bare>\d+(?:\.\d+)?) ?分(?![钟之])"
)
_MORE_POINTS = re.compile(rf"[、和及](?P<number>{_POINTS_NUMBER}) ?分(?![钟之])")
_POINTS_TOTAL = re.compile(r"(?:[共总]计?|合计|累计)(?:应|可)?\Z")
_POINTS_CAP = re.compile(r"(?:最高|最多|至多|不超过|上限|封顶|限|满)(?:可|为)?\Z")
_CLAUSE = re.compile(r"[，,。；;、\n(（]")


@lru_cache(maxsize=2048)
def points(text: str) -> tuple[Decimal, ...]:
    """The points a reason names, signed: `加0.3分` is 0.3, `扣0.08分` is -0.08.

    A total (`共加1分`) stands for all before it. Points for each (`每件加0.5分`) and caps (`最高加1分`) are not points
    given; a reason with nothing else gives `()`.
    """
    plain = text.translate(HALF_WIDTH)
    single: list[Decimal] = []
    totals: list[Decimal] = []
    for match in _POINTS.finditer(plain):
        minus = match["word"] in ("扣", "减") or match["sign"] == "-"
        value = _points_value(match["number"] or match["bare"])
        clause = _CLAUSE.split(plain[max(0, match.start() - 40) : match.start()])[-1]
        if value is None or _POINTS_CAP.search(clause):
            continue
        is_total = _POINTS_TOTAL.search(clause) is not None
        if "每" in clause and not is_total:
            continue
        values = [value]
        end = match.end()
        while "分别" in clause and (more := _MORE_POINTS.match(plain, end)):
            values.append(_points_value(more["number"]) or Decimal(0))
            end = more.end()
        (totals if is_total else single).extend(-value if minus else value for value in values)
    return tuple(totals or single)


def _points_value(text: str) -> Decimal | None:
    return Decimal(text) if text[0] <= "9" else read_numeral(text)


# targets


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator's value taken apart, to be carried over into 指标性质, 指标值 and 度量单位.

    `sign` is one of `≥ ≤ ＝ ＞ ＜` or 定性; with 定性 there is no `value` and `text` is all there is. `explicit`: the
    comparison was written; else it is only the usual reading of a bare value. `exact`: the text is nothing but the
    comparison and the quantity, so nothing is lost.
    """

    sign: str
    value: Decimal | None
    unit: str
    text: str
    explicit: bool = True
    exact: bool = False


_SIGN_WORDS = re.compile(
    r"[≥≤＞＜＝><=≧≦⩾⩽]+|(?:不|不得|未)(?:低于|少于|小于|超过|高于|多于|大于)|至少|最多|最高|大于|小于|超过|低于|高于|控制在|保持在|稳定在"
    r"|达到?|(?:[及或])?以[上下内]|之内|内|大?约|左右|[（(]含[)）]|[\s。；;，,]"
)


@lru_cache(maxsize=2048)
def split_target(text: str | None, *, bare: str = "＝") -> Target | None:
    """An indicator's value as sign, value and unit; None when blank.

    A value without a comparison gets `bare` (forms whose scoring takes every target as a minimum pass `≥`). A text
    with no quantity, a range, or several quantities is 定性: which of them is the target only a person can say.
    """
    text = (text or "").strip()
    if not text:
        return None
    found = quantities(text)
    if len(found) != 1 or found[0].upper is not None or found[0].per not in ("", "年"):
        return Target(QUALITATIVE, None, "", text, explicit=False)
    quantity = found[0]
    around = text[: quantity.start] + text[quantity.end :]
    exact = not _SIGN_WORDS.sub("", around)
    return Target(quantity.sign or bare, quantity.value, quantity.unit, text, bool(quantity.sign), exact)


# contradictions


def contradictions(one: str, other: str) -> tuple[tuple[Quantity, Quantity], ...]:
    """Quantities of the same kind that differ between two texts on the same thing, paired.

    Only kinds of units that both texts name are compared, and only when neither text's values include the other's
    (the longer one may say more). `37.89万人` and `57.89万人` differ; 万人 and 人 are one kind, 人 and 人次 are not. A
    bare number is compared with nothing.
    """
    first, second = _by_kind(one), _by_kind(other)
    pairs: list[tuple[Quantity, Quantity]] = []
    for kind in first.keys() & second.keys():
        left, right = first[kind], second[kind]
        if left.keys() <= right.keys() or right.keys() <= left.keys():
            continue
        only_left = [quantity for value, quantity in left.items() if value not in right]
        only_right = [quantity for value, quantity in right.items() if value not in left]
        pairs.extend(zip(only_left, only_right, strict=False))
    return tuple(sorted(pairs, key=lambda pair: pair[0].start))


def _by_kind(text: str) -> dict[str, dict[tuple[Decimal, Decimal | None], Quantity]]:
    kinds: dict[str, dict[tuple[Decimal, Decimal | None], Quantity]] = {}
    for quantity in quantities(text):
        base = base_unit(quantity.unit)[1]
        if not base:
            continue
        value = convert(quantity.value, quantity.unit, base)
        upper = None if quantity.upper is None else convert(quantity.upper, quantity.unit, base)
        if value is not None:
            kinds.setdefault(base + "/" + quantity.per, {}).setdefault((value, upper), quantity)
    return kinds
