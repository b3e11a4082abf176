"""Findings that name the right value are put right on the spot, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.forms.findings import Finding
from desktop.forms.paths import Path
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow
from tests.ui.window.hand import Key, begin, click, press
from tests.ui.window.standins import StandInServices

TOTAL = ("年度资金总额",)
SCORE = ("绩效指标", 1, "得分")


def found(editor: EditorPage, code: str, path: Path) -> Finding:
    """A finding in the list, scrolled to."""
    QCoreApplication.processEvents()
    finding = next(item for item in editor.panel.model.findings if (item.code, item.path) == (code, path))
    editor.panel.list.scrollTo(editor.panel.model.line_of(finding))
    return finding


def offered(editor: EditorPage, code: str, path: Path) -> str:
    remedy = editor.panel.remedy(found(editor, code, path))
    return remedy.label if remedy is not None else ""


def enter(editor: EditorPage, *cells: tuple[Path, str]) -> None:
    assert editor.draft is not None
    for path, text in cells:
        editor.draft.session.set_text(path, text)


@pytest.fixture
def unequal(editor: EditorPage) -> EditorPage:
    """A total that is not the sum of its parts."""
    enter(editor, (TOTAL, "15"), (("年度财政拨款",), "12.5"), (("年度其他资金",), "1.5"), (("一般公共预算收入",), "14"))
    return editor


def test_a_click_on_the_link_puts_the_number_right_in_one_step(unequal: EditorPage) -> None:
    finding = found(unequal, "B01", TOTAL)
    assert offered(unequal, "B01", TOTAL) == "改为 14.00"
    click(unequal.panel.list.viewport(), unequal.panel.list.link_area(finding).center())
    assert unequal.draft is not None
    assert unequal.draft.session.document.data["年度资金总额"] == "14.00"
    assert unequal.view.current_path == TOTAL
    assert unequal.view.hasFocus()
    press(Key.Key_Z, ctrl=True)
    assert unequal.draft.session.document.data["年度资金总额"] == "15"


def test_with_the_keyboard_ctrl_enter_does_it(unequal: EditorPage) -> None:
    found(unequal, "B01", TOTAL)
    unequal.view.go_to(TOTAL)
    press(Key.Key_F6)
    press(Key.Key_Return, ctrl=True)
    assert unequal.draft is not None
    assert unequal.draft.session.document.data["年度资金总额"] == "14.00"
    assert unequal.view.hasFocus()
    assert unequal.view.current_path == TOTAL


def test_the_rest_of_the_line_goes_to_the_cell_and_changes_nothing(unequal: EditorPage) -> None:
    finding = found(unequal, "B01", TOTAL)
    findings = unequal.panel.list
    line, link = findings.visualRect(unequal.panel.model.line_of(finding)), findings.link_area(finding)
    assert line.contains(link)
    click(findings.viewport(), line.topLeft() + QPoint(30, 12))
    assert unequal.view.current_path == TOTAL
    assert unequal.draft is not None
    assert unequal.draft.session.document.data["年度资金总额"] == "15"


def test_letting_go_beside_the_link_is_no_click(unequal: EditorPage) -> None:
    finding = found(unequal, "B01", TOTAL)
    viewport, at = unequal.panel.list.viewport(), unequal.panel.list.link_area(finding).center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(viewport, left, none, at)
    QTest.mouseRelease(viewport, left, none, at - QPoint(150, 0))
    assert unequal.draft is not None
    assert unequal.draft.session.document.data["年度资金总额"] == "15"


def test_over_the_link_the_mouse_is_a_hand(unequal: EditorPage) -> None:
    finding = found(unequal, "B01", TOTAL)
    viewport, link = unequal.panel.list.viewport(), unequal.panel.list.link_area(finding)
    QTest.mouseMove(viewport, link.center())
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(viewport, link.center() - QPoint(150, 0))
    assert viewport.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_ctrl_enter_where_nothing_can_be_put_right_does_nothing(editor: EditorPage) -> None:
    assert editor.draft is not None
    before = editor.draft.session.document.copy()
    press(Key.Key_F6)
    for _ in editor.panel.model.findings:
        press(Key.Key_Return, ctrl=True)
        assert editor.panel.list.hasFocus()
        press(Key.Key_Down)
    assert editor.draft.session.document == before


def test_only_what_leaves_nothing_to_decide_is_offered(editor: EditorPage) -> None:
    enter(editor, (TOTAL, "十五"), (("年度绩效指标", 0, "指标值"), "8台"), (("一般公共预算收入",), "14"))
    assert offered(editor, "X02", TOTAL) == ""
    assert offered(editor, "X01", ("实施单位及责任人",)) == ""
    assert offered(editor, "B09", ("年度绩效指标", 0, "三级指标")) == ""
    enter(editor, (TOTAL, "15"))
    assert offered(editor, "B03", ("资金来源合计",)) == "", "a sum is not put right by overwriting it"


def test_a_received_sum_gives_way_to_the_computed_one(window: MainWindow, services: StandInServices) -> None:
    services.documents[1].data |= {"一般公共预算收入": "14", "资金来源合计": "13"}
    window.open_draft(1)
    assert window.editor is not None
    editor, path = window.editor, ("资金来源合计",)
    finding = found(editor, "B02", path)
    assert offered(editor, "B02", path) == "采用计算值"
    click(editor.panel.list.viewport(), editor.panel.list.link_area(finding).center())
    assert editor.draft is not None
    session = editor.draft.session
    assert session.document.data["资金来源合计"] is None
    assert "B02" not in [item.code for item in session.findings]
    assert editor.view.current_path == path
    press(Key.Key_Z, ctrl=True)
    assert session.document.data["资金来源合计"] == "13"


def test_a_score_overruled_without_a_reason_can_be_given_up(evaluation: EditorPage) -> None:
    enter(evaluation, (SCORE, "3"))
    finding = found(evaluation, "D06", SCORE)
    assert offered(evaluation, "D06", SCORE) == "采用计算值"
    click(evaluation.panel.list.viewport(), evaluation.panel.list.link_area(finding).center())
    assert evaluation.draft is not None
    assert evaluation.draft.session.document.get(SCORE) is None
    assert evaluation.draft.session.findings == ()


def test_the_open_cell_is_handed_in_first_and_may_settle_it(qtbot: QtBot, unequal: EditorPage) -> None:
    finding = found(unequal, "B01", TOTAL)
    begin(unequal, TOTAL, "14")
    click(unequal.panel.list.viewport(), unequal.panel.list.link_area(finding).center())
    assert unequal.draft is not None
    assert unequal.draft.session.document.data["年度资金总额"] == "14"
    qtbot.waitUntil(lambda: finding not in unequal.panel.model.findings)


def test_the_shortcut_is_told_where_it_can_be_used(unequal: EditorPage) -> None:
    model = unequal.panel.model
    tip = Qt.ItemDataRole.ToolTipRole
    assert model.line_of(found(unequal, "B01", TOTAL)).data(tip) == "改为 14.00（Ctrl+Enter）"
    assert model.line_of(found(unequal, "B03", ("资金来源合计",))).data(tip) is None
