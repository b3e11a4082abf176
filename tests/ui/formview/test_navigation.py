"""Where the cursor goes; the table of `desktop.ui.formview.navigation`."""

from __future__ import annotations

import pytest

from desktop.forms.paths import Path
from tests.ui.formview.clerk import Clerk

INDICATORS = "绩效指标"

MOVES: list[tuple[Path, str, Path]] = [
    (("项目名称",), "Down", ("预算单位",)),
    (("预算单位",), "Right", ("实施单位及责任人",)),
    (("实施单位及责任人",), "Right", ("实施单位及责任人",)),
    (("预算单位",), "Left", ("预算单位",)),
    (("实施单位及责任人",), "Up", ("项目名称",)),
    (("项目期限",), "End", ("项目期限",)),
    (("实施单位及责任人",), "Home", ("预算单位",)),
    (("年度目标",), "Ctrl+Home", ("项目名称",)),
    (("年度资金总额",), "Down", ("年度财政拨款",)),
    (("年度资金总额",), "Right", ("政府采购",)),
    (("政府采购",), "Right", ("政府购买服务",)),
    (("政府采购",), "Left", ("年度资金总额",)),
    (("项目名称",), "Tab", ("预算单位",)),
    (("项目名称",), "Shift+Tab", ("项目名称",)),
    (("立项依据",), "Tab", ("中长期资金总额",)),
    (("项目期限",), "Shift+Tab", ("项目属性",)),
    (("项目属性",), "Shift+Tab", ("实施单位及责任人",)),
    (("一般公共预算收入",), "Shift+Tab", ("以前年度预算安排",)),
    (("一般公共预算收入",), "Left", ("资金来源合计",)),
    (("项目名称",), "Return", ("预算单位",)),
    (("预算单位",), "Shift+Return", ("项目名称",)),
    (("年度绩效指标", 0, "三级指标"), "Return", ("年度绩效指标", 1, "三级指标")),
    (("年度绩效指标", 1, "三级指标"), "Shift+Return", ("年度绩效指标", 0, "三级指标")),
    (("中长期绩效指标", 0, "指标值"), "Right", ("年度绩效指标", 0, "二级指标")),
    (("年度绩效指标", 0, "二级指标"), "Return", ("年度绩效指标", 2, "二级指标")),
]


@pytest.mark.parametrize(("start", "key", "end"), MOVES, ids=[f"{s[-1]}-{k}" for s, k, _ in MOVES])
def test_a_key_leads_from_place_to_place(clerk: Clerk, start: Path, key: str, end: Path) -> None:
    clerk.view.go_to(start)
    clerk.press(key)
    assert clerk.at == end


def test_a_wide_cell_on_the_way_does_not_change_the_column(clerk: Clerk) -> None:
    clerk.view.go_to(("其他收入",))
    clerk.press("Up")
    assert clerk.at == ("以前年度预算安排",)
    clerk.press("Down")
    assert clerk.at == ("其他收入",)


def test_a_merged_cell_on_the_way_does_not_change_the_row(clerk: Clerk) -> None:
    clerk.view.go_to(("年度绩效指标", 1, "三级指标"))
    clerk.press("Left")
    assert clerk.at == ("年度绩效指标", 0, "二级指标")
    clerk.press("Right")
    assert clerk.at == ("年度绩效指标", 1, "三级指标")


def test_tab_reaches_every_place_that_can_be_filled_once(clerk: Clerk) -> None:
    form = clerk.view.form
    assert form is not None
    wanted = {form.places.place(spot).path for spot in form.places.spots() if form.places.place(spot).editable}
    seen = [clerk.at]
    while True:
        clerk.press("Tab")
        if clerk.at == seen[-1]:
            break
        seen.append(clerk.at)
    assert len(seen) == len(set(seen))
    assert set(seen) == wanted


def test_ticks_are_stepped_through_with_the_arrows(clerk: Clerk) -> None:
    form = clerk.view.form
    assert form is not None
    clerk.view.go_to(("立项依据",))
    options = []
    for _ in range(5):
        assert form.selection.current is not None
        options.append(form.selection.current.option)
        clerk.press("Right")
    assert options == [0, 1, 2, 3, 4]


def test_page_down_goes_a_window_further_and_page_up_back(clerk: Clerk) -> None:
    clerk.view.set_zoom(2.0)
    clerk.press("Ctrl+Home", "PgDown")
    below = clerk.at
    assert below is not None
    assert clerk.whole(below).y > clerk.whole(("预算单位",)).y
    clerk.press("PgUp")
    assert clerk.at == ("项目名称",)


def test_enter_moves_on_below_the_last_row_of_a_list(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 2, "得分"))
    reviewer.press("Return")
    assert reviewer.at == ("合计得分",)


def test_going_to_a_row_or_list_finds_its_first_place_to_fill(reviewer: Clerk) -> None:
    assert reviewer.view.go_to((INDICATORS, 1))
    assert reviewer.at is not None
    assert reviewer.at[:2] == (INDICATORS, 1)
    assert reviewer.view.go_to((INDICATORS,))
    assert reviewer.at is not None
    assert reviewer.at[:1] == (INDICATORS,)
    assert not reviewer.view.go_to(("没有这一格",))


def test_going_to_a_value_that_is_merged_with_the_one_above(reviewer: Clerk) -> None:
    assert reviewer.view.go_to((INDICATORS, 1, "一级指标"))
    assert reviewer.at == (INDICATORS, 0, "一级指标")


def test_the_cursor_is_brought_into_view(clerk: Clerk) -> None:
    clerk.press("Ctrl+End")
    assert clerk.at is not None
    rect = clerk.view.selection_rect().toRect()
    assert clerk.view.viewport().rect().contains(rect)
    assert clerk.view.verticalScrollBar().value() > 0
