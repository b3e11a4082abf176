"""A superior's scores: which there are on a form, what may stand, and what follows in the copy. Added up by hand."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.forms.assess import (
    Place,
    Score,
    assessed,
    assessed_result,
    counts,
    lacks_reason,
    own_result,
    own_score,
    places,
    read_score,
)
from desktop.forms.calculation import Evaluation
from desktop.forms.checks import check
from desktop.forms.document import Document
from desktop.forms.grid import PlaceState
from desktop.forms.paths import Path
from tests.collect.targets import at, targets
from tests.forms.samples import evaluated, sample

UNIT = "某市水利局"


def judged(document: Document, scores: dict[Path, Score]) -> Evaluation:
    """The assessed copy, evaluated."""
    received = evaluated(document)
    return Evaluation(received.edition, assessed(received, scores))


def place(document: Document, path: Path) -> Place:
    return next(one for one in places(evaluated(document)) if one.path == path)


# which there are


def test_a_sheet_of_targets_is_judged_item_by_item() -> None:
    found = places(evaluated(targets(UNIT, ("25", "9.5", ""))))
    assert [(one.name, str(one.full), one.shown, one.listed) for one in found] == [
        ("1 稳定就业", "25", "25", False),
        ("2 办文办会", "10", "9.5", False),
        ("3 技能竞赛", "15", "", False),
    ]


def test_the_score_for_spending_is_listed_because_the_total_needs_it_and_cannot_be_judged() -> None:
    for name, path in (("D-示例", ("预算执行情况", 0, "得分")), ("C-示例", ("预算执行得分",))):
        first, *rest = places(evaluated(sample(name)))
        assert (first.path, first.name, first.listed) == (path, "预算执行情况", True)
        assert not any(one.listed for one in rest)
        with pytest.raises(UserError, match="由程序计算，不能改"):
            read_score(first, "5")


def test_a_department_is_judged_by_the_indicators_of_its_goals_and_loses_points_for_its_duties() -> None:
    found = places(evaluated(sample("C-示例")))
    inner = [one for one in found if one.path[0] == "年度目标"]
    assert len(inner) == sum(len(row["指标"] or ()) for row in sample("C-示例").rows(("年度目标",)))
    assert inner[0].path == ("年度目标", 0, "指标", 0, "得分")
    assert inner[0].name == sample("C-示例").get(("年度目标", 0, "指标", 0, "三级指标"))
    duty = found[-1]
    assert (duty.path, duty.shown, str(duty.least), str(duty.full)) == (("约束性指标", 0, "得分"), "—", "-100", "0")
    assert [read_score(duty, text) for text in ("-5", "－", "0")] == ["-5", "—", "0"]


def test_rows_without_points_are_not_judged_and_forms_without_scores_have_none() -> None:
    document = targets(UNIT)
    document.rows(("考核内容",)).append({"类别": "重点特色工作", "类别分值": "15", "序号": "4"})
    assert len(places(evaluated(document))) == 3
    assert places(evaluated(sample("B-示例"))) == []
    assert (own_result(evaluated(sample("B-示例"))).total, assessed(evaluated(sample("B-示例")), {})) == (
        "",
        sample("B-示例"),
    )


# what may stand


@pytest.mark.parametrize(("typed", "kept"), [("9", "9"), ("９．５", "9.5"), (" 10.00 ", "10.00"), ("0", "0")])
def test_a_score_is_a_number_up_to_the_full_points(typed: str, kept: str) -> None:
    assert read_score(place(targets(UNIT), at(1)), typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("10.1", "不在 0 到 10 之间"),
        ("-1", "不在 0 到 10 之间"),
        ("优", "数字"),
        ("9.555", "最多 2 位小数"),
        ("—", "不是数"),
    ],
)
def test_what_is_no_score_of_the_row_is_refused(typed: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        read_score(place(targets(UNIT), at(1)), typed)


def test_a_row_that_does_not_say_its_points_goes_back_to_the_unit() -> None:
    document = targets(UNIT)
    document.rows(("考核内容",))[1]["分值"] = ""
    with pytest.raises(UserError, match="没有分值"):
        read_score(place(document, at(1)), "5")


@pytest.mark.parametrize(
    ("own", "score", "why", "lacks"),
    [
        ("10", "10", "", False),
        ("10", "9.5", "", True),
        ("10", "9.5", "迟报一次", False),
        ("9", "10", "", False),  # the form asks why points are off, not why they are on
        ("9", "9", "", True),  # nobody said why
        ("", "9", "", True),
    ],
)
def test_points_off_a_target_need_a_reason(own: str, score: str, why: str, *, lacks: bool) -> None:
    assert lacks_reason(place(targets(UNIT, ("25", own, "15")), at(1)), Score(score, why)) is lacks


def test_the_reason_the_unit_gave_itself_will_do_for_the_same_points() -> None:
    document = targets(UNIT, ("25", "9", "15"))
    document.rows(("考核内容",))[1]["扣分原因"] = "迟报一次，扣1分"
    assert not lacks_reason(place(document, at(1)), Score("9"))
    assert lacks_reason(place(document, at(1)), Score("8"))


def test_another_score_of_an_indicator_needs_a_reason_higher_or_lower() -> None:
    document = sample("D-示例")
    first = next(one for one in places(evaluated(document)) if not one.listed)
    assert not lacks_reason(first, Score(own_score(first)))
    assert lacks_reason(first, Score("1"))
    assert not lacks_reason(first, Score("1", "台账不全"))
    assert not counts(first, None)


# what follows


def test_targets_are_added_up_from_the_superiors_scores_alone() -> None:
    document = targets(UNIT)
    document.rows(("考核内容",))[0]["考评得分"] = "25"  # what a unit writes there is not the superior's
    before = document.copy()
    scores = {at(1): Score("9.5", "超时一次，扣0.5分"), at(2): Score("14.7", "少一项，扣0.3分")}
    copy = judged(document, scores)
    assert [copy.document.get(("考核内容", row, "考评得分")) for row in range(3)] == [None, "9.5", "14.7"]
    assert copy.document.get(("考核内容", 1, "扣分原因")) == "超时一次，扣0.5分"
    assert (own_result(evaluated(document)).total, assessed_result(copy).total) == ("50", "24.2")
    whole = judged(document, {**scores, at(0): Score("25")})
    assert assessed_result(whole).total == "49.2"
    assert document == before, "what came in is never touched"


def test_a_score_counts_when_its_reason_is_written() -> None:
    document = targets(UNIT)
    copy = judged(document, {at(0): Score("25"), at(1): Score("9.5"), at(2): Score("15")})
    assert assessed_result(copy).total == "40"
    assert copy.document.get(("考核内容", 1, "考评得分")) is None


def test_a_projects_total_and_grade_follow_and_the_reason_stands_with_the_score() -> None:
    document = sample("D-示例")
    received = evaluated(document)
    path = next(one.path for one in places(received) if not one.listed)
    own, weight = received.value(path), received.value((*path[:-1], "权重"))
    assert own == weight, "the unit gave itself all points here"
    copy = judged(document, {path: Score("1", "抽查台账不全")})
    total = received.value(("合计得分",))
    assert copy.value(("合计得分",)) == total - weight + 1  # type: ignore[operator]  # decimals, as above
    assert copy.state(path) is PlaceState.OVERRULED
    assert copy.document.get((*path[:-1], "得分说明")) == "抽查台账不全"
    assert not [one for one in check(copy) if one.code == "D06" and "合计" in one.message]
    assert assessed_result(copy).total == f"{copy.value(('合计得分',)):.2f}"


def test_a_received_total_that_follows_no_more_is_left_out_of_the_copy() -> None:
    document = sample("D-示例")
    document.data["合计得分"] = str(evaluated(document).value(("合计得分",)))
    path = next(one.path for one in places(evaluated(document)) if not one.listed)
    assert judged(document, {path: Score("1", "台账不全")}).document.data["合计得分"] is None
    assert judged(document, {}).document.data["合计得分"] == document.data["合计得分"]


def test_a_departments_points_off_for_a_duty_come_off_its_total() -> None:
    document = sample("C-示例")
    duty = ("约束性指标", 0, "得分")
    before = evaluated(document).value(("自评得分",))
    copy = judged(document, {duty: Score("-5", "审计披露一项")})
    assert before - copy.value(("自评得分",)) == 5  # type: ignore[operator]  # decimals
    same = judged(document, {duty: Score("—")})
    assert same.document.get(duty) == document.get(duty)


def test_the_same_score_leaves_the_units_own_reason_where_it_is() -> None:
    document = targets(UNIT, ("25", "9", "15"))
    document.rows(("考核内容",))[1]["扣分原因"] = "迟报一次，扣1分"
    copy = judged(document, {at(1): Score("9")})
    assert copy.document.get(("考核内容", 1, "扣分原因")) == "迟报一次，扣1分"


def test_self_given_scores_that_cannot_stand_are_nobodys() -> None:
    found = places(evaluated(targets(UNIT, ("26", "", "十五"))))
    assert [own_score(one) for one in found] == ["", "", ""]
