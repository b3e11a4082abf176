"""The functions that definitions may call.

Each says what it makes of blanks: a strict function hands a missing operand on (the rule over it stays silent), the
others look at it themselves. Lists arrive flattened: `sum(a, 列表.b)` adds up all it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desktop.forms import amounts, names, prose, rowtree
from desktop.forms.numbers import round_half_up
from desktop.forms.outcome import Outcome, Refused, Score, Undecided
from desktop.forms.prose import contradictions, split_target
from desktop.forms.scoring import Bands, Rules, band_of, execution_rate, execution_score, quantitative_score
from desktop.forms.values import BLANK, NONE, UNKNOWN, Scalar, Val, worst


@dataclass(frozen=True, slots=True)
class Function:
    """`call` gets the operands; `strict`: a missing scalar operand is handed on before `call` is asked."""

    call: Callable[..., Val]
    least: int
    most: int | None
    strict: bool = True
    help: str = ""
    why: Callable[..., str] | None = None
    """For scoring rules: the sentence that explains the result for these operands."""


def flat(values: Iterable[Val]) -> Iterator[Scalar]:
    """All single values, sequences opened."""
    for value in values:
        if isinstance(value, tuple):
            yield from value
        else:
            yield value


def _sum(*values: Val) -> Val:
    total, seen = Decimal(0), False
    for value in flat(values):
        if value is UNKNOWN:
            return UNKNOWN
        if isinstance(value, Decimal):
            total, seen = total + value, True
    return total if seen else BLANK


def _extreme(pick: Callable[[list[Decimal]], Decimal]) -> Callable[..., Val]:
    def call(*values: Val) -> Val:
        found: list[Decimal] = []
        for value in flat(values):
            if value is UNKNOWN:
                return UNKNOWN
            if isinstance(value, Decimal):
                found.append(value)
        return pick(found) if found else BLANK

    return call


def _is_filled(value: Scalar) -> bool:
    return value is not BLANK and value is not NONE


def _count(*values: Val) -> Val:
    return Decimal(sum(1 for value in flat(values) if _is_filled(value)))


def _filled(*values: Val) -> Val:
    return all(bool(value) if isinstance(value, tuple) else _is_filled(value) for value in values)


def _blank(*values: Val) -> Val:
    return all(
        not any(map(_is_filled, value)) if isinstance(value, tuple) else not _is_filled(value) for value in values
    )


def _rate(part: Val, whole: Val) -> Val:
    if not isinstance(part, Decimal) or not isinstance(whole, Decimal):
        return worst(part, whole) or UNKNOWN
    return _outcome(execution_rate(part, whole))


def _execution(weight: Val, part: Val, whole: Val) -> Val:
    if not (isinstance(weight, Decimal) and isinstance(part, Decimal) and isinstance(whole, Decimal)):
        return worst(weight, part, whole) or UNKNOWN
    return _outcome(execution_score(weight, part, whole))


def _outcome(outcome: Outcome) -> Val:
    """Unrounded, because the field rounds once, at the end. Without a budget there is no rate; a refusal is unknown."""
    if isinstance(outcome, Score):
        return outcome.exact
    return NONE if isinstance(outcome, Undecided) else UNKNOWN


def _difference(one: Val, other: Val) -> Val:
    if not isinstance(one, Decimal) or not isinstance(other, Decimal):
        return UNKNOWN
    return abs(one - other)


def _round(value: Val, decimals: Val) -> Val:
    if not isinstance(value, Decimal) or not isinstance(decimals, Decimal):
        return UNKNOWN
    return round_half_up(value, int(decimals))


def _amounts(*values: Val) -> Val:
    found: list[Scalar] = []
    for value in flat(values):
        if isinstance(value, str):
            found.extend(amounts.additive_amounts(value))
        elif isinstance(value, Decimal):
            found.append(value)
    return tuple(found)


def _all_amounts(*values: Val) -> Val:
    return tuple(amount for value in flat(values) if isinstance(value, str) for amount in amounts.money_amounts(value))


def _points(text: Val) -> Val:
    return prose.points(text) if isinstance(text, str) else ()


def _contains(value: Val, *wanted: Val) -> Val:
    if isinstance(value, tuple):
        return any(item in value for item in wanted)
    return isinstance(value, str) and any(isinstance(item, str) and item in value for item in wanted)


def _one_of(value: Val, *wanted: Val) -> Val:
    return value in wanted


@lru_cache(maxsize=256)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def _matches(value: Val, pattern: Val) -> Val:
    if not isinstance(value, str) or not isinstance(pattern, str):
        return UNKNOWN
    return _pattern(pattern).fullmatch(value) is not None


def _length(value: Val) -> Val:
    return Decimal(len("".join(value.split()))) if isinstance(value, str) else Decimal(0)


def _scored(sign: Val, target: Val, unit: Val, actual: Val, weight: Val) -> Outcome:
    number = weight if isinstance(weight, Decimal) else None
    return quantitative_score(_text(sign), _text(target), _text(unit), _text(actual), number)


def _score(*operands: Val) -> Val:
    """Undecided (a 定性 indicator, something not filled) is blank; a refusal (units that do not fit) is unknown."""
    if UNKNOWN in operands:
        return UNKNOWN
    outcome = _scored(*operands)
    if isinstance(outcome, Score):
        return outcome.exact
    return BLANK if isinstance(outcome, Undecided) else UNKNOWN


def _score_fault(*operands: Val) -> Val:
    outcome = _scored(*operands)
    return f"{outcome.reason}，{outcome.remedy}" if isinstance(outcome, Refused) and UNKNOWN not in operands else BLANK


def _contradiction(one: Val, other: Val) -> Val:
    pairs = contradictions(one, other) if isinstance(one, str) and isinstance(other, str) else ()
    return "、".join(f"{first.text.strip()}与{second.text.strip()}" for first, second in pairs) or BLANK


def _excess(target: Val, achieved: Val) -> Val:
    """A target without a comparison is a minimum here; what cannot be compared is no excess."""
    wanted = split_target(_text(target), bare="≥")
    if wanted is None or wanted.value is None:
        return BLANK
    outcome = quantitative_score(
        wanted.sign, f"{wanted.value:f}", wanted.unit, _text(achieved), Decimal(1), rules=_ANY_EXCESS
    )
    return outcome.beyond * 100 if isinstance(outcome, Score) and outcome.beyond else BLANK


def _grade(points: Val, weight: Val, met: Val, partly: Val) -> Val:
    if not all(isinstance(value, Decimal) for value in (points, weight, met, partly)):
        return UNKNOWN
    return band_of(points, weight, Bands(met, partly))  # type: ignore[arg-type]  # all four are numbers, see above


def _why(outcome: Outcome) -> str:
    return outcome.explanation if isinstance(outcome, Score) else outcome.reason


def _execution_why(weight: Val, part: Val, whole: Val) -> str:
    numbers = [value if isinstance(value, Decimal) else None for value in (weight, part, whole)]
    return _why(execution_score(*numbers))


def _text(value: Val) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, Decimal) else ""


_ANY_EXCESS = Rules(excess=Decimal(0))

FUNCTIONS: dict[str, Function] = {
    "sum": Function(_sum, 1, None, strict=False, help="相加；空白不计，全空为空"),
    "min": Function(_extreme(min), 1, None, strict=False, help="最小的数；空白不计"),
    "max": Function(_extreme(max), 1, None, strict=False, help="最大的数；空白不计"),
    "count": Function(_count, 1, None, strict=False, help="填了的个数"),
    "filled": Function(_filled, 1, None, strict=False, help="全都填了"),
    "blank": Function(_blank, 1, None, strict=False, help="全都没有填"),
    "rate": Function(_rate, 2, 2, help="百分比：前者÷后者×100；后者为零则没有（—）"),
    "execution": Function(_execution, 3, 3, help="执行得分：权重×执行数÷预算数，不超过权重", why=_execution_why),
    "difference": Function(_difference, 2, 2, help="两数相差多少，不分正负"),
    "or_zero": Function(rowtree.or_zero, 2, 2, strict=False, help="空白按零计，只要后一项填了"),
    "nth": Function(rowtree.nth, 2, 2, help="一列里的第几个"),
    "tree": Function(rowtree.tree, 2, None, help="有编码的各行谁在谁下面：编码位数（3 6 / 3 5 7）、编码列、更细的列"),
    "outline": Function(rowtree.outline, 2, 2, help="没有编码的各行谁在谁下面：细目列（空着的行是标题）、金额列"),
    "below": Function(rowtree.below, 2, 3, help="各行下一级之和：tree 或 outline、金额列；旁列填了的行空白按零计"),
    "round": Function(_round, 2, 2, help="四舍五入到几位小数"),
    "amounts": Function(_amounts, 1, None, strict=False, help="文字里的金额（万元），总数与其中项不重复计"),
    "all_amounts": Function(_all_amounts, 1, None, strict=False, help="文字里的全部金额（万元）"),
    "points": Function(_points, 1, 1, help="文字里写的加分和扣分，扣分为负"),
    "contains": Function(_contains, 2, None, help="勾选了其中之一，或文字里有其中之一"),
    "one_of": Function(_one_of, 2, None, help="等于其中之一"),
    "matches": Function(_matches, 2, 2, help="文字合乎格式"),
    "length": Function(_length, 1, 1, help="字数，空格不计"),
    "score": Function(
        _score,
        5,
        5,
        strict=False,
        help="定量指标得分：性质、指标值、度量单位、完成值、权重",
        why=lambda *operands: _why(_scored(*operands)),
    ),
    "contradiction": Function(_contradiction, 2, 2, help="两处文字里同类的数哪里不同；没有不同则为空"),
    "excess": Function(_excess, 2, 2, help="完成值超过目标值百分之几；没有超过或不能比较则为空"),
    "grade": Function(
        _grade, 4, 4, help="得分在哪一档（达成、部分达成、未达成）：得分、分值、达成下限%、部分达成下限%"
    ),
    "exact_name": Function(names.exact_name, 2, 2, help="一列名称里哪几行正是这个名称"),
    "same_name": Function(names.same_name, 2, 2, help="同上，…费与…经费、…工作经费算同一个名称"),
    "similar_name": Function(names.similar_name, 2, 2, help="同上，没有相同的就找只差一两个字的"),
    "without": Function(names.without, 2, 2, help="一列名称里哪几行在另一列里没有，连相近的也没有"),
    "pick": Function(names.pick, 2, 2, help="一列里的某几行"),
    "column": Function(names.column, 1, 1, strict=False, help="一列照原样；各行都一样的一列只取一次"),
    "earlier": Function(names.earlier, 2, None, help="上面哪一行这几列都与第几行相同；没有则为空"),
    "written_names": Function(names.written_names, 1, None, strict=False, help="文字里各项金额的名称"),
    "written_amounts": Function(names.written_amounts, 1, None, strict=False, help="文字里各项有名称的金额（万元）"),
    "mentioned": Function(names.mentioned, 2, None, help="文字里提到了这个名称"),
    "score_fault": Function(_score_fault, 5, 5, strict=False, help="得分为什么算不出来；算得出来则为空"),
}
"""Besides these `if(条件, 是, 否)` exists, which evaluates only what is asked for."""
