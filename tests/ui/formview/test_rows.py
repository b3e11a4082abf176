"""Rows come and go where the form allows it."""

from __future__ import annotations

from tests.ui.formview.clerk import Clerk

INDICATORS = "绩效指标"


def _names(clerk: Clerk) -> list[object]:
    session = clerk.view.session
    assert session is not None
    return [row.get("三级指标") for row in session.document.rows((INDICATORS,))]


def test_a_row_below_the_current_one(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 0, "三级指标"))
    reviewer.press("Ctrl+=")
    assert _names(reviewer) == ["培训班期数", None, "参训人数", "学员满意度"]
    assert reviewer.at is not None
    assert reviewer.at[:2] == (INDICATORS, 1)
    assert reviewer.value(INDICATORS, 1, "二级指标") == "数量指标"


def test_a_row_above_the_current_one(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 2, "三级指标"))
    reviewer.press("Ctrl+Shift+=")
    assert _names(reviewer) == ["培训班期数", "参训人数", None, "学员满意度"]
    assert reviewer.value(INDICATORS, 2, "二级指标") == "服务对象满意度指标"


def test_the_selected_rows_are_deleted_and_come_back(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 0, "三级指标"))
    reviewer.press("Shift+Down", "Ctrl+-")
    assert _names(reviewer) == ["学员满意度"]
    reviewer.press("Ctrl+Z")
    assert _names(reviewer) == ["培训班期数", "参训人数", "学员满意度"]


def test_typing_goes_on_in_the_new_row(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 1, "三级指标"))
    reviewer.press("Ctrl+=")
    reviewer.view.go_to((INDICATORS, 2, "三级指标"))
    reviewer.type("new")
    reviewer.press("Enter")
    assert _names(reviewer)[2] == "new"


def test_typing_in_a_row_that_is_only_on_paper_creates_it(clerk: Clerk) -> None:
    session = clerk.view.session
    assert session is not None
    session.delete_rows(("中长期绩效指标",), range(11))
    clerk.view.go_to(("中长期绩效指标", 0, "三级指标"))
    clerk.type("x")
    clerk.press("Enter")
    assert [row.get("三级指标") for row in session.document.rows(("中长期绩效指标",))] == ["x"]


def test_row_commands_only_where_rows_may_come_and_go(reviewer: Clerk) -> None:
    commands = reviewer.view.commands
    seen: list[bool] = []
    reviewer.view.rowActionsChanged.connect(lambda: seen.append(commands.row_below.isEnabled()))
    reviewer.view.go_to(("项目名称",))
    assert not commands.row_below.isEnabled()
    reviewer.view.go_to(("预算执行情况", 1, "年初预算"))
    assert not commands.row_below.isEnabled()
    assert not commands.delete_rows.isEnabled()
    reviewer.view.go_to((INDICATORS, 1, "指标值"))
    assert commands.row_above.isEnabled()
    assert commands.delete_rows.isEnabled()
    assert seen == [True]


def test_an_open_cell_is_handed_in_before_rows_move(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 0, "三级指标"))
    reviewer.type("typed")
    reviewer.view.commands.row_below.trigger()
    assert _names(reviewer)[:2] == ["typed", None]


def test_after_an_open_cell_was_handed_in_typing_goes_on_in_the_new_row(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 0, "三级指标"))
    reviewer.type("one")
    reviewer.press("Ctrl+=")
    assert reviewer.focus is reviewer.view
    reviewer.type("two")
    reviewer.press("Enter")
    assert _names(reviewer)[:2] == ["one", "two"]


def test_after_the_last_row_is_deleted_the_cursor_is_at_the_one_before(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 2, "三级指标"))
    reviewer.press("Ctrl+-")
    assert reviewer.at is not None
    assert reviewer.at[:2] == (INDICATORS, 1)
