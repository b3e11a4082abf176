"""The scoring rules as functions: each gives a value and says how it came about.

Weights, bands and thresholds are parameters of an edition, with source and date; the defaults here are those the
published forms share (forms.md, Scoring). Computed exactly and rounded half up once, at the end. A score is never
above its weight and never below 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

from desktop.forms.measures import Measure, read_achieved, read_target
from desktop.forms.numbers import format_number, round_half_up
from desktop.forms.outcome import Outcome, Refused, Score, Undecided, undecided
from desktop.forms.prose import QUALITATIVE, canonical_sign
from desktop.forms.units import plain

__all__ = [
    "BANDS_80_50",
    "BANDS_80_60",
    "Bands",
    "Outcome",
    "Refused",
    "Rules",
    "Score",
    "Undecided",
    "band_limits",
    "band_of",
    "execution_rate",
    "execution_score",
    "overall_grade",
    "overall_words",
    "qualitative_fault",
    "qualitative_score",
    "qualitative_words",
    "quantitative_score",
]

_EXACT = Context(prec=60)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Rules:
    """Parameters of the quantitative rule.

    `decimals` of a score; `excess`: the share beyond the target from which an explanation is due; `excess_signs`: for
    which comparisons (beyond a ≤ target means far below it, which is usually welcome); `excess_deduction`: the share of
    the weight taken off for it, 0 takes nothing off.
    """

    decimals: int = 2
    excess: Decimal = Decimal("0.3")
    excess_signs: frozenset[str] = frozenset("≥＞＝")
    excess_deduction: Decimal = Decimal(0)


STANDARD = Rules()


# execution


def execution_rate(executed: Decimal | None, budget: Decimal | None, *, decimals: int = 2) -> Outcome:
    """执行率 = 执行数 ÷ 预算数, in percent. No rate without a budget: neither 0 % nor 100 %, but `Undecided`."""
    if executed is None or budget is None:
        return undecided(执行数=executed, 预算数=budget)
    if budget < 0:
        return Refused(f"预算数 {budget:f} 是负数", "请核对预算数")
    if not budget:
        return Undecided("预算数为 0，没有执行率")
    exact = _EXACT.divide(executed * _HUNDRED, budget)
    value = round_half_up(exact, decimals)
    return Score(value, lambda: f"执行率 = {executed:f} ÷ {budget:f} = {value:f}%", exact)


def execution_score(
    weight: Decimal | None, executed: Decimal | None, budget: Decimal | None, *, decimals: int = 2
) -> Outcome:
    """执行得分 = 权重 × min(执行率, 1), from the unrounded rate."""
    if weight is None or executed is None or budget is None:
        return undecided(权重=weight, 执行数=executed, 预算数=budget)
    rate = execution_rate(executed, budget)
    if not isinstance(rate, Score):
        return rate
    if executed > budget:
        value = round_half_up(weight, decimals)
        why = f"执行数 {executed:f} 大于预算数 {budget:f}，执行率按 100% 计：得分 = {weight:f} × 1 = {value:f}"
        return Score(value, why, weight)
    return _ratio(weight, executed, budget, decimals)


def _ratio(weight: Decimal, part: Decimal, whole: Decimal, decimals: int) -> Score:
    """Weight × part ÷ whole, between 0 and the weight."""
    exact = max(Decimal(0), min(weight, _EXACT.divide(_EXACT.multiply(weight, part), whole)))
    value = round_half_up(exact, decimals)
    return Score(value, lambda: f"得分 = {weight:f} × {part:f} ÷ {whole:f} = {value:f}", exact)


# quantitative indicators


def quantitative_score(
    sign: str | None,
    target: str | None,
    unit: str | None,
    achieved: str | None,
    weight: Decimal | None,
    *,
    rules: Rules = STANDARD,
) -> Outcome:
    """The score of an indicator, from the cells as they were filled: 指标性质, 指标值, 度量单位, 完成值, 权重.

    ≥ ＞: reached gives the weight, else weight × 完成值 ÷ 指标值. ≤ ＜: reached gives the weight, else weight × 指标值
    ÷ 完成值. ＝: equal gives the weight, else the smaller ÷ the larger. ＞ and ＜ are reached strictly; a value equal
    to the target has not reached it, but its proportion is 1, so it gets the full weight (and `reached` is False).
    Zero and negative values admit no proportion: reached or nothing. A 定性 indicator is `Undecided`.
    """
    comparison = canonical_sign(sign)
    if comparison == QUALITATIVE:
        return Undecided("定性指标由人评定等次和分值")
    sign, target, achieved = (sign or "").strip(), (target or "").strip(), (achieved or "").strip()
    if comparison is None:
        return Refused(f"指标性质“{sign}”认不出", "请在 ≥ ≤ ＝ ＞ ＜ 定性 中选一个")
    if weight is None or not (sign and target and achieved):
        return undecided(指标性质=sign, 指标值=target, 完成值=achieved, 权重=weight)
    if weight < 0:
        return Refused(f"权重 {weight:f} 是负数", "请核对权重")
    measured = _measured(target, unit or "", achieved)
    return measured if isinstance(measured, Refused) else _scored(comparison, *measured, weight, rules)


@lru_cache(maxsize=512)
def _measured(target: str, unit: str, achieved: str) -> tuple[Measure, Measure] | Refused:
    """Target and achieved value in one unit; several checks in a row ask for the same."""
    wanted = read_target(target, "".join(unit.split()))
    if isinstance(wanted, Refused):
        return wanted
    got = read_achieved(achieved, wanted)
    return got if isinstance(got, Refused) else (wanted, got)


_REACHED = {
    "≥": Decimal.__ge__,
    "＞": Decimal.__gt__,
    "≤": Decimal.__le__,
    "＜": Decimal.__lt__,
    "＝": Decimal.__eq__,
}


def _scored(sign: str, target: Measure, got: Measure, weight: Decimal, rules: Rules) -> Score:
    reached = bool(_REACHED[sign](got.value, target.value))
    ratio = None
    if reached:
        value, exact = round_half_up(weight, rules.decimals), weight
    elif target.value <= 0 or got.value <= 0:
        value, exact = round_half_up(Decimal(0), rules.decimals), Decimal(0)
    else:
        small, large = sorted((got.value, target.value))
        ratio = _ratio(weight, small, large, rules.decimals)
        value, exact = ratio.value, ratio.exact
    before = value
    beyond = _beyond(sign, target.value, got.value, rules)
    deducted = beyond is not None and bool(rules.excess_deduction)
    if deducted:
        exact = max(Decimal(0), exact - weight * rules.excess_deduction)
        value = round_half_up(exact, rules.decimals)

    def words() -> str:
        compared = f"完成值 {got} {_relation(got.value, target.value)} 指标值 {target}"
        head = f"{got.note}；{compared}" if got.note else compared
        if reached:
            why = f"{head}，达到，得满分：得分 = {before:f}"
        elif ratio is None:
            why = f"{head}，未达到，不能按比例计：得分 = {before:f}"
        else:
            why = f"{head}，按比例：{ratio.explanation}"
        if deducted:
            percent = format_number(rules.excess * _HUNDRED, 0)
            why += f"；超过指标值 {percent}% 以上，再扣 {weight:f} × {rules.excess_deduction:f}：得分 = {value:f}"
        return why

    return Score(value, words, exact, reached, beyond)


def _relation(one: Decimal, other: Decimal) -> str:
    return "＝" if one == other else "＞" if one > other else "＜"


def _beyond(sign: str, target: Decimal, got: Decimal, rules: Rules) -> Decimal | None:
    """The share beyond the target when it has to be explained. A target of 0 has no share."""
    if target <= 0 or sign not in rules.excess_signs:
        return None
    share = _EXACT.divide(target - got if sign in "≤＜" else got - target, target)
    return share if share >= rules.excess else None


# qualitative indicators


@dataclass(frozen=True, slots=True)
class Bands:
    """How much of the weight each grade may get, percent: 达成 from `met`, 部分达成 from `partly`, 未达成 from 0."""

    met: Decimal = Decimal(80)
    partly: Decimal = Decimal(60)


BANDS_80_60 = Bands()
BANDS_80_50 = Bands(partly=Decimal(50))
"""Hubei."""
GRADES = ("达成", "部分达成", "未达成")
_GRADE_NAMED = re.compile(rf"({'|'.join(GRADES)})(?=\Z|\W|年度|预期|指标|目标)")
"""`达成`, `部分达成预期指标并具有一定效果`; not `达成初步意向776人次`."""


def band_of(points: Decimal, weight: Decimal, bands: Bands = BANDS_80_60) -> str:
    """The grade that points fall into; the lower bound belongs to the grade."""
    if points * _HUNDRED >= weight * bands.met:
        return GRADES[0]
    return GRADES[1] if points * _HUNDRED >= weight * bands.partly else GRADES[2]


def band_limits(grade: str, weight: Decimal, bands: Bands = BANDS_80_60) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest points of a grade (the highest of the lower two is excluded); None: no such grade."""
    name = _grade(grade)
    if name is None:
        return None
    edges = (_HUNDRED, bands.met, bands.partly, Decimal(0))
    high, low = edges[GRADES.index(name) :][:2]
    return weight * low / _HUNDRED, weight * high / _HUNDRED


def qualitative_score(
    grade: str | None, points: Decimal | None, weight: Decimal | None, bands: Bands = BANDS_80_60
) -> Outcome:
    """The points a person gave, when they lie in the band of the grade the person picked."""
    if not grade or points is None or weight is None:
        return undecided(等次=grade, 得分=points, 权重=weight)
    limits = band_limits(grade, weight, bands)
    if limits is None:
        return Refused(f"等次“{grade}”认不出", "请在 达成、部分达成、未达成 中选一个")
    low, high = limits
    name = _grade(grade) or ""
    if not low <= points <= high or band_of(points, weight, bands) != name:
        return Refused(f"得分 {points:f} 不在“{name}”的分值区间 {_span(name, weight, bands)}内", "请改分值或改等次")
    return Score(points, f"“{name}”可得 {_span(name, weight, bands)}，评定得分 = {points:f}", points)


def qualitative_words(
    achieved: str | None, points: Decimal | None, weight: Decimal | None, bands: Bands = BANDS_80_60
) -> str:
    """How a 定性 indicator is scored and what has been given so far, in a sentence.

    `achieved` is 完成值: a grade, or words of one's own, which leave the grade to the points.
    """
    if weight is None:
        return "权重还没有填"
    name = _grade(achieved or "")
    if name is not None:
        if points is None:
            return f"“{name}”可得 {_span(name, weight, bands)}，得分还没有评定"
        return qualitative_score(name, points, weight, bands).explanation
    if points is None:
        spans = "，".join(f"{grade} {_span(grade, weight, bands)}" for grade in GRADES)
        return f"定性指标先在完成值里选等次，再在这一档内打分：{spans}"
    name = band_of(points, weight, bands)
    return f"定性指标评定得分 = {points:f}，属“{name}”一档，{_span(name, weight, bands)}"


def qualitative_fault(
    achieved: str | None, points: Decimal | None, weight: Decimal | None, bands: Bands = BANDS_80_60
) -> str:
    """The band of the grade in 完成值 when the points lie outside it; `""` when they do not, or nothing can be said."""
    name = _grade(achieved or "")
    outcome = qualitative_score(name, points, weight, bands)
    return _span(name, weight, bands) if isinstance(outcome, Refused) and name and weight is not None else ""


def _span(name: str, weight: Decimal, bands: Bands) -> str:
    """`8–10 分`, `6–8 分（不含 8）`."""
    low, high = (f"{plain(limit):f}" for limit in band_limits(name, weight, bands) or ())
    return f"{low}–{high} 分" + ("" if name == GRADES[0] else f"（不含 {high}）")


def _grade(text: str) -> str | None:
    """The grade, also from its long name (`部分达成预期指标并具有一定效果`)."""
    match = _GRADE_NAMED.match(text.strip())
    return match[1] if match is not None else None


# the whole


THRESHOLDS = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"))
LOWEST = "差"


def overall_grade(
    total: Decimal,
    *,
    full: Decimal = _HUNDRED,
    thresholds: tuple[tuple[Decimal, str], ...] = THRESHOLDS,
    lowest: str = LOWEST,
) -> str:
    """优 良 中 差 of a total; `full` is the most that could be had."""
    share = _EXACT.divide(total * _HUNDRED, full)
    return next((name for least, name in thresholds if share >= least), lowest)


def overall_words(
    total: Decimal,
    *,
    full: Decimal = _HUNDRED,
    thresholds: tuple[tuple[Decimal, str], ...] = THRESHOLDS,
    lowest: str = LOWEST,
) -> str:
    """The grade of a total, with the limits it lies between: `等级“良”：得分 85.00，80 分以上、不到 90 分`."""
    name = overall_grade(total, full=full, thresholds=thresholds, lowest=lowest)
    at = [grade for _, grade in thresholds].index(name) if name != lowest else len(thresholds)
    limits = [f"{plain(least * full / _HUNDRED):f}" for least, _ in thresholds]
    parts = [f"{limits[at]} 分以上"] if at < len(limits) else []
    parts += [f"不到 {limits[at - 1]} 分"] if at else []
    return f"等级“{name}”：得分 {total:f}，{'、'.join(parts)}"
