"""The scoring rules of forms.md, in the table data/scores.toml, and what they do with blanks and other units."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.scoring import (
    BANDS_80_50,
    Bands,
    Refused,
    Rules,
    Score,
    Undecided,
    band_limits,
    band_of,
    execution_rate,
    execution_score,
    overall_grade,
    overall_words,
    qualitative_fault,
    qualitative_score,
    qualitative_words,
    quantitative_score,
)
from desktop.forms.units import convert

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data/scores.toml").read_text(encoding="utf-8"))
TEN = Decimal(10)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize(("sign", "target", "unit", "achieved", "weight", "points", "says"), TABLE["rows"])
def test_a_quantitative_indicator(
    sign: str, target: str, unit: str, achieved: str, weight: str, points: str, says: str
) -> None:
    outcome = quantitative_score(sign, target, unit, achieved, Decimal(weight))
    assert isinstance(outcome, Score), outcome.explanation
    assert str(outcome.value) == points
    assert says in outcome.explanation
    assert outcome.explanation.endswith(f"得分 = {points}") or f"= {points}" in outcome.explanation


@pytest.mark.parametrize(("sign", "target", "unit", "achieved", "weight", "says"), TABLE["refused"])
def test_what_cannot_be_compared_is_refused(
    sign: str, target: str, unit: str, achieved: str, weight: str, says: str
) -> None:
    outcome = quantitative_score(sign, target, unit, achieved, Decimal(weight))
    assert isinstance(outcome, Refused)
    assert outcome.value is None
    assert says in outcome.explanation


@pytest.mark.parametrize(("sign", "target", "unit", "achieved", "weight", "says"), TABLE["undecided"])
def test_over_blanks_nothing_is_decided(
    sign: str, target: str, unit: str, achieved: str, weight: str, says: str
) -> None:
    outcome = quantitative_score(sign, target, unit, achieved, _decimal(weight))
    assert isinstance(outcome, Undecided)
    assert outcome.value is None
    assert says in outcome.explanation


def test_an_undecided_score_names_what_is_blank() -> None:
    outcome = quantitative_score("≥", "90", "%", None, None)
    assert isinstance(outcome, Undecided)
    assert outcome.blank == ("完成值", "权重")


def test_a_value_equal_to_a_strict_target_has_not_reached_it() -> None:
    reached = {}
    for sign in "≥＞≤＜＝":
        outcome = quantitative_score(sign, "90", "%", "90", TEN)
        assert isinstance(outcome, Score)
        reached[sign] = (outcome.reached, outcome.value)
    assert reached == {
        "≥": (True, TEN),
        "＞": (False, TEN),
        "≤": (True, TEN),
        "＜": (False, TEN),
        "＝": (True, TEN),
    }


@pytest.mark.parametrize(("sign", "target", "unit", "achieved", "share"), TABLE["beyond"])
def test_thirty_percent_beyond_the_target_has_to_be_explained(
    sign: str, target: str, unit: str, achieved: str, share: str
) -> None:
    outcome = quantitative_score(sign, target, unit, achieved, TEN)
    assert isinstance(outcome, Score)
    assert outcome.beyond == _decimal(share)


def test_points_come_off_for_overshooting_only_where_the_edition_says_so() -> None:
    strict = Rules(excess_deduction=Decimal("0.1"))
    usual, deducted = (quantitative_score("≥", "10", "次", "20", TEN, rules=rules) for rules in (Rules(), strict))
    assert (usual.value, deducted.value) == (Decimal("10.00"), Decimal("9.00"))
    assert "超过指标值 30% 以上，再扣 10 × 0.1" in deducted.explanation
    within = quantitative_score("≥", "10", "次", "12", TEN, rules=strict)
    assert within.value == Decimal("10.00")


def test_far_below_a_maximum_is_beyond_only_where_the_edition_says_so() -> None:
    rules = Rules(excess_signs=frozenset("≥＞＝≤＜"))
    outcome = quantitative_score("≤", "10", "万元", "6", TEN, rules=rules)
    assert isinstance(outcome, Score)
    assert outcome.beyond == Decimal("0.4")


@pytest.mark.parametrize(("weight", "executed", "budget", "rate", "points"), TABLE["execution"])
def test_execution(weight: str, executed: str, budget: str, rate: str, points: str) -> None:
    assert str(execution_rate(Decimal(executed), Decimal(budget)).value) == rate
    assert str(execution_score(Decimal(weight), Decimal(executed), Decimal(budget)).value) == points


def test_execution_explains_itself_with_the_operands_that_decided() -> None:
    weight, budget = TEN, Decimal("219.13")
    assert execution_rate(budget, budget).explanation == "执行率 = 219.13 ÷ 219.13 = 100.00%"
    assert execution_score(weight, budget, budget).explanation == "得分 = 10 × 219.13 ÷ 219.13 = 10.00"
    over = execution_score(weight, Decimal(230), budget).explanation
    assert over == "执行数 230 大于预算数 219.13，执行率按 100% 计：得分 = 10 × 1 = 10.00"


@pytest.mark.parametrize("executed", ["0", "5"])
def test_without_a_budget_there_is_no_rate(executed: str) -> None:
    for outcome in (execution_rate(Decimal(executed), Decimal(0)), execution_score(TEN, Decimal(executed), Decimal(0))):
        assert isinstance(outcome, Undecided)
        assert "没有执行率" in outcome.reason
        assert outcome.blank == ()


def test_a_blank_is_not_a_zero_budget() -> None:
    outcome = execution_score(TEN, None, Decimal(0))
    assert isinstance(outcome, Undecided)
    assert outcome.blank == ("执行数",)
    no_budget = execution_rate(Decimal(5), None)
    assert isinstance(no_budget, Undecided)
    assert no_budget.blank == ("预算数",)


def test_a_negative_budget_is_refused() -> None:
    assert isinstance(execution_rate(Decimal(5), Decimal(-1)), Refused)


@pytest.mark.parametrize(("met", "partly", "grade", "weight", "points", "says"), TABLE["qualitative"])
def test_a_qualitative_indicator(met: int, partly: int, grade: str, weight: str, points: str, says: str) -> None:
    outcome = qualitative_score(grade, Decimal(points), Decimal(weight), Bands(Decimal(met), Decimal(partly)))
    if says:
        assert isinstance(outcome, Refused)
        assert says in outcome.explanation
    else:
        assert isinstance(outcome, Score)
        assert outcome.value == Decimal(points)


def test_a_qualitative_indicator_without_grade_or_points_is_undecided() -> None:
    for grade, points, blank in (("", Decimal(8), "等次"), ("达成", None, "得分")):
        outcome = qualitative_score(grade, points, TEN)
        assert isinstance(outcome, Undecided)
        assert outcome.blank == (blank,)


def test_the_lower_bound_belongs_to_the_grade() -> None:
    steps = ["10", "8", "7.99", "6", "5.99", "5", "0"]
    assert [band_of(Decimal(step), TEN) for step in steps] == ["达成"] * 2 + ["部分达成"] * 2 + ["未达成"] * 3
    assert band_of(Decimal(5), TEN, BANDS_80_50) == "部分达成"
    assert band_limits("部分达成", TEN, BANDS_80_50) == (Decimal(5), Decimal(8))
    assert band_limits("很好", TEN) is None


@pytest.mark.parametrize(
    ("total", "full", "grade"),
    [("100", 100, "优"), ("90", 100, "优"), ("89.99", 100, "良"), ("80", 100, "良"), ("79.99", 100, "中"),
     ("60", 100, "中"), ("59.99", 100, "差"), ("0", 100, "差"), ("45", 50, "优"), ("44.99", 50, "良")],
)  # fmt: skip
def test_the_overall_grade(total: str, full: int, grade: str) -> None:
    assert overall_grade(Decimal(total), full=Decimal(full)) == grade


@pytest.mark.parametrize(
    ("total", "full", "words"),
    [("98.50", 100, "等级“优”：得分 98.50，90 分以上"), ("85", 100, "等级“良”：得分 85，80 分以上、不到 90 分"),
     ("59.99", 100, "等级“差”：得分 59.99，不到 60 分"), ("44.99", 50, "等级“良”：得分 44.99，40 分以上、不到 45 分")],
)  # fmt: skip
def test_the_grade_says_between_which_limits_it_lies(total: str, full: int, words: str) -> None:
    assert overall_words(Decimal(total), full=Decimal(full)) == words


@pytest.mark.parametrize(
    ("achieved", "points", "band"),
    [("达成", "8", ""), ("达成", "7.99", "8–10 分"), ("部分达成", "8", "5–8 分（不含 8）"),
     ("未达成", "5", "0–5 分（不含 5）"), ("已完成", "1", ""), ("达成初步意向776人次", "1", ""), ("达成", "", "")],
)  # fmt: skip
def test_points_outside_the_band_of_the_grade_in_the_achieved_value(achieved: str, points: str, band: str) -> None:
    assert qualitative_fault(achieved, _decimal(points), TEN, BANDS_80_50) == band


def test_a_band_is_written_without_needless_zeros() -> None:
    assert qualitative_words("部分达成", None, Decimal("15.0")) == "“部分达成”可得 9–12 分（不含 12），得分还没有评定"
    assert qualitative_words("部分达成", None, Decimal("2.5")) == "“部分达成”可得 1.5–2 分（不含 2），得分还没有评定"
    assert qualitative_words("", None, None) == "权重还没有填"


@pytest.mark.parametrize(("value", "unit", "to", "result"), TABLE["conversions"])
def test_units_are_converted_or_not_compared(value: str, unit: str, to: str, result: str) -> None:
    converted = convert(Decimal(value), unit, to)
    assert converted == _decimal(result)
    assert "E" not in f"{converted}"


_amounts = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)


@given(st.sampled_from("≥＞≤＜＝"), _amounts, _amounts, st.decimals(min_value=0, max_value=100, places=1))
def test_a_score_is_never_above_its_weight_or_below_zero(
    sign: str, target: Decimal, achieved: Decimal, weight: Decimal
) -> None:
    outcome = quantitative_score(sign, f"{target:f}", "人", f"{achieved:f}", weight)
    assert isinstance(outcome, Score)
    assert 0 <= outcome.value <= weight
    if outcome.reached:
        assert outcome.value == weight


@given(_amounts.filter(bool), _amounts, _amounts)
def test_achieving_more_never_costs_points_under_a_minimum(target: Decimal, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    scores = [quantitative_score("≥", f"{target:f}", "人", f"{value:f}", TEN).value for value in (less, more)]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0] <= scores[1]
