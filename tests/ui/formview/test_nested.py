"""A list in a list under the cursor: goals, their indicators, and the lines above the table."""

from __future__ import annotations

from desktop.forms.paths import Path
from tests.ui.formview.clerk import Clerk

GOALS = "年度目标"


def indicator(goal: int, index: int, column: str) -> Path:
    return (GOALS, goal, "指标", index, column)


def _names(clerk: Clerk, goal: int) -> list[object]:
    session = clerk.view.session
    assert session is not None
    return [row.get("三级指标") for row in session.document.rows((GOALS, goal, "指标"))]


def test_tab_goes_from_the_line_above_through_a_goal_to_its_indicators(goals: Clerk) -> None:
    goals.view.go_to(("填报日期",))
    goals.press(*["Tab"] * 7)
    seen = []
    for _ in range(6):
        seen.append(goals.at)
        goals.press("Tab")
    assert seen == [
        (GOALS, 0, "目标"), (GOALS, 0, "分值"), indicator(0, 0, "一级指标"), indicator(0, 0, "一级权重"),
        indicator(0, 0, "二级指标"), indicator(0, 0, "三级指标"),
    ]  # fmt: skip


def test_down_goes_on_in_the_next_goal(goals: Clerk) -> None:
    goals.view.go_to(indicator(0, 4, "得分"))
    goals.press("Down")
    assert goals.at is not None
    assert goals.at[:2] == (GOALS, 1)
    goals.press("Down")
    assert goals.at is not None
    assert goals.at[:4] == (GOALS, 1, "指标", 0)


def test_a_typed_score_changes_the_total_above_the_table(goals: Clerk) -> None:
    goals.view.go_to(indicator(0, 0, "得分"))
    goals.type("5")
    goals.press("Enter")
    form = goals.view.form
    assert form is not None
    total = form.places.exact(("自评得分",))
    assert total is not None
    assert form.places.place(total).text == "97.60"
    assert form.places.cells[total.cell] is form.session.grid.above[1].cells[-1]


def test_a_person_is_typed_into_the_line_above_the_table(goals: Clerk) -> None:
    goals.view.go_to(("填报人",))
    goals.compose("李某", "lm")
    goals.press("Enter")
    assert goals.value("填报人") == "李某"
    assert goals.view.session is not None
    assert "李某" in goals.view.session.grid.above[1].cells[1].text


def test_an_indicator_is_inserted_and_deleted_in_its_goal(goals: Clerk) -> None:
    goals.view.go_to(indicator(1, 1, "三级指标"))
    before = _names(goals, 1)
    goals.press("Ctrl+=")
    assert _names(goals, 1) == [*before[:2], None, *before[2:]]
    assert goals.at is not None
    assert goals.at[:4] == (GOALS, 1, "指标", 2)
    goals.view.go_to(indicator(1, 2, "三级指标"))
    goals.press("Ctrl+-")
    assert _names(goals, 1) == before
    assert len(_names(goals, 0)) == 5


def test_a_goal_is_inserted_from_its_line_and_taken_back(goals: Clerk) -> None:
    goals.view.go_to((GOALS, 1, "目标"))
    goals.press("Ctrl+=")
    assert goals.at is not None
    assert goals.at[:2] == (GOALS, 2)
    assert _names(goals, 2) == [None] * 4
    goals.press("Ctrl+Z")
    assert _names(goals, 2) == ["劳动合同签订率", "仲裁案件结案率", "人事考试差错率"]


def test_a_deleted_goal_takes_its_indicators_along(goals: Clerk) -> None:
    goals.view.go_to((GOALS, 0, "目标"))
    goals.press("Ctrl+-")
    assert goals.value(GOALS, 0, "目标") == "扩大社会保险覆盖面"
    goals.press("Ctrl+Z")
    assert goals.value(GOALS, 0, "目标") == "稳定和扩大城镇就业"


def test_the_line_over_the_title_is_no_place(goals: Clerk) -> None:
    goals.press("Ctrl+Home")
    assert goals.at == ("填报单位",)
