"""The functions that definitions may call.

Each says what it makes of blanks: a strict function hands a missing operand on (the rule over it stays silent), the
others look at it themselves. Lists arrive flattened: `sum(a, 列表.b)` adds up all it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from desktop.forms import amounts, names, prose, rowtree, scoring, targets
from desktop.forms.numbers import round_half_up
from desktop.forms.outcome import Outcome, Refused, Score, Undecided
from desktop.forms.prose import QUALITATIVE, canonical_sign, contradictions, split_target
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
    why: Callable[[Sequence[Val], Val], str] | None = None
    """For scoring rules: the sentence that explains the result for these operands and the value that counts."""


def flat(values: Sequence[Val]) -> tuple[Scalar, ...]:
    """All single values, sequences opened."""
    if len(values) == 1 and isinstance(values[0], tuple):
        return values[0]
    return tuple(chain.from_iterable(value if isinstance(value, tuple) else (value,) for value in values))


def _sum(*values: Val) -> Val:
    every = flat(values)
    numbers: list[Decimal] = [value for value in every if value.__class__ is Decimal]
    if len(numbers) < len(every) and any(value is UNKNOWN for value in every):
        return UNKNOWN
    return sum(numbers, Decimal(0)) if numbers else BLANK


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
    return Decimal(len([None for value in flat(values) if value is not BLANK and value is not NONE]))


def _filled(*values: Val) -> Val:
    for value in values:  # noqa: SIM110  # a generator takes twice the time, and nearly every row asks
        if value is BLANK or value is NONE or value == ():
            return False
    return True


def _blank(*values: Val) -> Val:
    for value in values:  # noqa: SIM110  # see before
        if any(map(_is_filled, value)) if isinstance(value, tuple) else _is_filled(value):
            return False
    return True


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


def _scored(operands: Sequence[Val]) -> Outcome:
    sign, target, unit, actual, weight = operands[:5]
    rules = scoring.STANDARD
    if len(operands) > 7:
        from_percent, off_percent = (_number(value) for value in (*operands[7:9], BLANK)[:2])
        rules = Rules(
            excess=rules.excess if from_percent is None else from_percent / 100,
            excess_deduction=rules.excess_deduction if off_percent is None else off_percent / 100,
        )
    return quantitative_score(_text(sign), _text(target), _text(unit), _text(actual), _number(weight), rules=rules)


def _score(*operands: Val) -> Val:
    """Undecided (a 定性 indicator, something not filled) is blank; a refusal (units that do not fit) is unknown."""
    if UNKNOWN in operands:
        return UNKNOWN
    outcome = _scored(operands)
    if isinstance(outcome, Score):
        return outcome.exact
    return BLANK if isinstance(outcome, Undecided) else UNKNOWN


def _score_why(operands: Sequence[Val], given: Val) -> str:
    """For a 定性 indicator the grade, and the points that a person gave (`given`)."""
    if canonical_sign(_text(operands[0])) == QUALITATIVE:
        return scoring.qualitative_words(
            _text(operands[3]), _number(given), _number(operands[4]), _bands(operands[5:7])
        )
    return _scored(operands).explanation


def _score_fault(*operands: Val) -> Val:
    outcome = _scored(operands)
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


def _qualitative_fault(achieved: Val, points: Val, weight: Val, *bands: Val) -> Val:
    return scoring.qualitative_fault(_text(achieved), _number(points), _number(weight), _bands(bands)) or BLANK


def _beyond(sign: Val, target: Val, unit: Val, achieved: Val) -> Val:
    outcome = quantitative_score(
        _text(sign), _text(target), _text(unit), _text(achieved), Decimal(1), rules=_ANY_EXCESS
    )
    return outcome.beyond * 100 if isinstance(outcome, Score) and outcome.beyond else BLANK


def _overall(total: Val, full: Val, *limits: Val) -> Val:
    if not (isinstance(total, Decimal) and isinstance(full, Decimal) and full > 0):
        return UNKNOWN
    return scoring.overall_grade(total, full=full, thresholds=_thresholds(limits))


def _overall_why(operands: Sequence[Val], _: Val) -> str:
    total, full, *limits = operands
    assert isinstance(total, Decimal)
    assert isinstance(full, Decimal)
    return scoring.overall_words(total, full=full, thresholds=_thresholds(limits))


def _thresholds(limits: Sequence[Val]) -> tuple[tuple[Decimal, str], ...]:
    names = (name for _, name in scoring.THRESHOLDS)
    return tuple((limit, name) for limit, name in zip(limits, names, strict=True) if isinstance(limit, Decimal))


def _execution_why(operands: Sequence[Val], _: Val) -> str:
    outcome = execution_score(*map(_number, operands))
    return outcome.explanation if isinstance(outcome, Score) else f"没有（—），{outcome.reason}"


def _bands(limits: Sequence[Val]) -> Bands:
    met, partly = (_number(limit) for limit in (*limits, BLANK, BLANK)[:2])
    usual = scoring.BANDS_80_60
    return Bands(usual.met if met is None else met, usual.partly if partly is None else partly)


def _number(value: Val) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


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
        9,
        strict=False,
        help="定量指标得分：性质、指标值、度量单位、完成值、权重；定性的为空，由人打分",
        why=_score_why,
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
    "target_sign": Function(
        targets.target_sign, 1, 2, help="指标值文字里的性质（≥ ≤ ＝ ＞ ＜ 定性）；没写比较的按后一项"
    ),
    "target_value": Function(targets.target_value, 1, 1, help="指标值文字里的数；定性的是全文"),
    "target_unit": Function(targets.target_unit, 1, 1, help="指标值文字里的度量单位"),
    "same_target": Function(
        targets.same_target, 4, 4, strict=False, help="性质、指标值、度量单位与文字（一处或一列）里的指标值相同"
    ),
    "number": Function(targets.number, 1, 1, help="写成文字的数；不是数则为空"),
    "joined": Function(targets.joined, 1, None, strict=False, help="文字连起来；空白略去"),
    "qualitative_fault": Function(
        _qualitative_fault,
        5,
        5,
        strict=False,
        help="得分不在完成值所写等次的区间内时，是那个区间；相合或没有写等次则为空",
    ),
    "beyond": Function(_beyond, 4, 4, strict=False, help="完成值超过指标值百分之几：性质、指标值、度量单位、完成值"),
    "overall": Function(_overall, 5, 5, help="总分的等级（优、良、中、差）：得分、满分、三条下限", why=_overall_why),
    "score_fault": Function(_score_fault, 5, 5, strict=False, help="得分为什么算不出来；算得出来则为空"),
}
"""Besides these `if(条件, 是, 否)` exists, which evaluates only what is asked for."""
SEARCHES = frozenset({"exact_name", "same_name", "similar_name", "pick"})
"""What goes through columns of other forms, and costs more than to keep what it gave."""
