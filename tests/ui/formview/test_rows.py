"""Rows come and go where the form allows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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


class TestGroups:
    """Rows whose 一级指标 and 二级指标 print as one cell."""

    def test_a_new_group_begins_and_its_name_is_typed_at_once(self, reviewer: Clerk) -> None:
        reviewer.view.go_to((INDICATORS, 1, "三级指标"))
        reviewer.press("Ctrl+G")
        assert reviewer.at == (INDICATORS, 1, "二级指标")
        reviewer.compose("质量指标")
        reviewer.press("Enter")
        assert [reviewer.value(INDICATORS, row, "二级指标") for row in (0, 1)] == ["数量指标", "质量指标"]
        reviewer.press("Ctrl+Z", "Ctrl+Z")
        assert [reviewer.value(INDICATORS, row, "二级指标") for row in (0, 1)] == ["数量指标", "数量指标"]

    def test_it_begins_in_the_row_of_a_merged_cell_that_was_clicked(self, reviewer: Clerk) -> None:
        area = reviewer.whole((INDICATORS, 0, "一级指标"))
        at = reviewer.point((INDICATORS, 0, "一级指标"))
        at.setY(at.y() + round(area.height * reviewer.view.desk.scale / 4))
        QTest.mouseClick(reviewer.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        reviewer.press("Ctrl+G")
        assert reviewer.at == (INDICATORS, 1, "一级指标")
        assert [reviewer.value(INDICATORS, row, "一级指标") for row in (0, 1, 2)] == ["产出指标", None, "满意度指标"]

    def test_where_there_is_nothing_to_part_a_line_says_so(self, reviewer: Clerk) -> None:
        reviewer.view.go_to((INDICATORS, 0, "三级指标"))
        reviewer.press("Ctrl+G")
        assert reviewer.said == ["这一行已经是这一组的第一行。请把光标放到要另起一组的那一行。"]

    def test_the_menu_offers_it_in_lists_only(self, reviewer: Clerk) -> None:
        commands = reviewer.view.commands
        reviewer.view.go_to(("项目名称",))
        assert not commands.new_group.isEnabled()
        reviewer.view.go_to((INDICATORS, 1, "三级指标"))
        menu = commands.context_menu(reviewer.view)
        offered = {action.text() for action in menu.actions() if action.isEnabled()}
        menu.deleteLater()
        assert {"上移", "下移", "另起一组"} <= offered


class TestMoving:
    """Alt+↑ and Alt+↓."""

    def test_a_row_goes_up_and_down_with_the_cursor(self, reviewer: Clerk) -> None:
        reviewer.view.go_to((INDICATORS, 0, "指标值"))
        reviewer.press("Alt+Down")
        assert _names(reviewer) == ["参训人数", "培训班期数", "学员满意度"]
        assert reviewer.at == (INDICATORS, 1, "指标值")
        reviewer.press("Alt+Up", "Alt+Up")
        assert _names(reviewer) == ["培训班期数", "参训人数", "学员满意度"]
        assert reviewer.at == (INDICATORS, 0, "指标值")
        assert reviewer.said == []

    def test_a_row_joins_the_group_it_comes_into(self, reviewer: Clerk) -> None:
        reviewer.view.go_to((INDICATORS, 1, "三级指标"))
        reviewer.press("Alt+Down")
        assert _names(reviewer) == ["培训班期数", "学员满意度", "参训人数"]
        assert reviewer.value(INDICATORS, 2, "一级指标") == "满意度指标"
        reviewer.press("Ctrl+Z")
        assert _names(reviewer) == ["培训班期数", "参训人数", "学员满意度"]
        assert reviewer.value(INDICATORS, 1, "一级指标") == "产出指标"

    def test_several_rows_stay_selected(self, reviewer: Clerk) -> None:
        reviewer.view.go_to((INDICATORS, 0, "三级指标"))
        reviewer.press("Shift+Down", "Shift+Right", "Alt+Down")
        assert _names(reviewer) == ["学员满意度", "培训班期数", "参训人数"]
        reviewer.press("Alt+Up")
        assert _names(reviewer) == ["培训班期数", "参训人数", "学员满意度"]
        form = reviewer.view.form
        assert form is not None
        places = [form.places.place(spot).path for spot in form.selection.spots()]
        assert places == [(INDICATORS, row, column) for row in (0, 1) for column in ("三级指标", "指标性质")]

    def test_a_groups_own_cell_moves_the_group(self, reviewer: Clerk) -> None:
        reviewer.view.go_to((INDICATORS, 2, "一级指标"))
        reviewer.press("Alt+Up")
        assert _names(reviewer) == ["学员满意度", "培训班期数", "参训人数"]
        assert reviewer.at == (INDICATORS, 0, "一级指标")
        reviewer.press("Alt+Shift+Down")
        assert _names(reviewer) == ["培训班期数", "参训人数", "学员满意度"]

    def test_at_a_choice_alt_down_opens_the_list_and_alt_shift_down_moves(self, reviewer: Clerk) -> None:
        reviewer.view.go_to((INDICATORS, 0, "指标性质"))
        reviewer.press("Alt+Down")
        assert reviewer.view.editing.active
        reviewer.press("Alt+Down", "Esc", "Alt+Shift+Down")
        assert _names(reviewer) == ["参训人数", "培训班期数", "学员满意度"]

    def test_rows_printed_on_the_form_stay_and_a_line_says_so(self, reviewer: Clerk) -> None:
        reviewer.view.go_to(("预算执行情况", 1, "年初预算"))
        reviewer.press("Alt+Up")
        assert reviewer.said == ["预算执行情况的行是表上印好的，不能移动。"]

    def test_what_is_typed_in_an_open_cell_moves_along(self, reviewer: Clerk) -> None:
        reviewer.view.go_to((INDICATORS, 0, "指标值"))
        reviewer.type("15")
        reviewer.press("Alt+Down")
        assert reviewer.value(INDICATORS, 1, "指标值") == "15"
