"""Selecting, copying, pasting and clearing blocks, from and to Excel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.ui.formview import tsv
from tests.ui.formview.clerk import Clerk

INDICATORS = "绩效指标"


def test_a_block_from_excel_with_quotes_and_line_breaks(clerk: Clerk) -> None:
    clerk.copy_elsewhere('培训班期数\t12期\r\n"参训人数\n（含线上）"\t"≥600人\n其中""骨干""50人"\r\n')
    clerk.view.go_to(("年度绩效指标", 0, "三级指标"))
    clerk.press("Ctrl+V")
    assert clerk.said == []
    assert clerk.value("年度绩效指标", 0, "三级指标") == "培训班期数"
    assert clerk.value("年度绩效指标", 0, "指标值") == "12期"
    assert clerk.value("年度绩效指标", 1, "三级指标") == "参训人数\n（含线上）"
    assert clerk.value("年度绩效指标", 1, "指标值") == '≥600人\n其中"骨干"50人'
    clerk.press("Ctrl+Z")
    assert not clerk.value("年度绩效指标", 0, "三级指标")
    assert not clerk.value("年度绩效指标", 1, "指标值")


def test_one_cell_from_excel(clerk: Clerk) -> None:
    clerk.copy_elsewhere("考务经费\r\n")
    clerk.press("Ctrl+V")
    assert clerk.value("项目名称") == "考务经费"


def test_a_copied_cell_pasted_into_an_open_one_brings_no_line_break(clerk: Clerk) -> None:
    clerk.copy_elsewhere("经费\r\n")
    clerk.type("a")
    clerk.press("Ctrl+V", "Enter")
    assert clerk.value("项目名称") == "a经费"


def test_paste_on_a_computed_cell_is_refused_in_a_line(clerk: Clerk) -> None:
    clerk.copy_elsewhere("7")
    clerk.view.go_to(("资金来源合计",))
    clerk.view.operations.paste()
    assert len(clerk.said) == 1
    assert "\n" not in clerk.said[0]


def test_shift_and_arrows_select_and_copy_a_block(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 0, "三级指标"))
    reviewer.press("Shift+Right", "Shift+Right", "Shift+Down", "Ctrl+C")
    assert tsv.parse(reviewer.copied()) == [["培训班期数", "≥", "12"], ["参训人数", "≥", "600"]]


def test_dragging_selects_the_same_block(reviewer: Clerk) -> None:
    reviewer.drag((INDICATORS, 0, "三级指标"), (INDICATORS, 1, "指标值"))
    reviewer.press("Ctrl+C")
    assert tsv.parse(reviewer.copied()) == [["培训班期数", "≥", "12"], ["参训人数", "≥", "600"]]


def test_shift_click_extends(reviewer: Clerk) -> None:
    reviewer.click((INDICATORS, 0, "完成值"))
    reviewer.click((INDICATORS, 1, "权重"), modifiers=Qt.KeyboardModifier.ShiftModifier)
    reviewer.press("Ctrl+C")
    assert tsv.parse(reviewer.copied()) == [["12", "40"], ["540", "30"]]


def test_a_merged_cell_takes_its_rows_into_the_block(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 1, "三级指标"))
    reviewer.press("Shift+Left", "Ctrl+C")
    assert tsv.parse(reviewer.copied()) == [["数量指标", "培训班期数"], ["", "参训人数"]]


def test_copied_cells_can_be_pasted_elsewhere(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 0, "三级指标"))
    reviewer.press("Shift+Right", "Shift+Right", "Ctrl+C", "Escape", "Down", "Down")
    reviewer.view.go_to((INDICATORS, 2, "三级指标"))
    reviewer.press("Ctrl+V")
    assert reviewer.said == []
    assert reviewer.value(INDICATORS, 2, "三级指标") == "培训班期数"
    assert reviewer.value(INDICATORS, 2, "指标值") == "12"


def test_cut_takes_away_and_clear_blanks_the_block_in_one_step(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 0, "完成值"))
    reviewer.press("Shift+Right", "Shift+Down", "Ctrl+X")
    assert tsv.parse(reviewer.copied()) == [["12", "40"], ["540", "30"]]
    cleared = [reviewer.value(INDICATORS, row, key) for row in (0, 1) for key in ("完成值", "权重")]
    assert not any(cleared)
    reviewer.press("Ctrl+Z")
    assert reviewer.value(INDICATORS, 1, "权重") == "30"
    assert reviewer.value(INDICATORS, 0, "完成值") == "12"


def test_one_copied_value_fills_the_whole_block(reviewer: Clerk) -> None:
    reviewer.copy_elsewhere("班")
    reviewer.view.go_to((INDICATORS, 0, "度量单位"))
    reviewer.press("Shift+Down", "Shift+Down", "Ctrl+V")
    assert [reviewer.value(INDICATORS, row, "度量单位") for row in range(3)] == ["班", "班", "班"]


@pytest.mark.parametrize("keys", [("Escape",), ("Down",), ("Tab",)])
def test_moving_on_ends_the_block(reviewer: Clerk, keys: tuple[str, ...]) -> None:
    form = reviewer.view.form
    assert form is not None
    reviewer.view.go_to((INDICATORS, 0, "指标值"))
    reviewer.press("Shift+Right")
    assert form.selection.block() is not None
    reviewer.press(*keys)
    assert form.selection.block() is None


def test_the_status_line_tells_size_and_sum_of_a_block(reviewer: Clerk) -> None:
    reviewer.view.go_to((INDICATORS, 0, "权重"))
    reviewer.press("Shift+Down", "Shift+Down")
    assert reviewer.hints[-1] == "选中 3 格，其中 3 个数合计 90"
    reviewer.view.go_to((INDICATORS, 0, "度量单位"))
    reviewer.press("Shift+Down")
    assert reviewer.hints[-1] == "选中 2 格"


def test_the_shown_grouping_is_not_copied(reviewer: Clerk) -> None:
    reviewer.view.go_to(("预算执行情况", 0, "年初预算"))
    reviewer.type("12345.6")
    reviewer.press("Enter", "Up", "Ctrl+C")
    assert reviewer.copied() == "12345.6"


def test_select_all_takes_the_table(reviewer: Clerk) -> None:
    reviewer.press("Ctrl+A", "Ctrl+C")
    rows = tsv.parse(reviewer.copied())
    assert len({len(row) for row in rows}) == 1
    assert any("学员满意度" in row for row in rows)
