"""Clicking, ticking, double clicking, tooltips."""

from __future__ import annotations

import html

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from desktop.ui.formview.pointing import Pointer
from tests.ui.formview.clerk import Clerk

_INSIDE = QPoint(4, 4)


def test_a_click_ticks_a_box_and_another_takes_the_tick_away(clerk: Clerk) -> None:
    clerk.click(("立项依据",), option=2)
    clerk.click(("立项依据",), option=4)
    assert clerk.value("立项依据") == ["上级文件要求", "其他"]
    clerk.click(("立项依据",), option=2)
    assert clerk.value("立项依据") == ["其他"]


def test_of_two_boxes_that_exclude_each_other_one_stays(clerk: Clerk) -> None:
    clerk.click(("项目属性",), option=0)
    clerk.click(("项目属性",), option=1)
    assert clerk.value("项目属性") == "延续项目"


def test_a_quick_second_click_on_a_box_counts_too(clerk: Clerk) -> None:
    seen: list[object] = []
    clerk.view.changed.connect(lambda: seen.append(clerk.value("立项依据")))
    clerk.double_click(("立项依据",), option=1)
    assert seen == [["市委市政府决定"], []]


def test_a_click_beside_the_boxes_ticks_nothing(clerk: Clerk) -> None:
    form = clerk.view.form
    assert form is not None
    spot = form.places.exact(("立项依据",))
    assert spot is not None
    cell = clerk.view.desk.to_view(form.places.cell_area(spot.cell)).toRect()
    QTest.mouseClick(clerk.view.viewport(), Qt.MouseButton.LeftButton, pos=cell.bottomRight() - _INSIDE)
    assert clerk.at == ("立项依据",)
    assert clerk.value("立项依据") in (None, [])


def test_a_click_moves_the_cursor_and_hands_in_the_open_cell(clerk: Clerk) -> None:
    clerk.type("typed")
    clerk.click(("年度资金总额",))
    assert clerk.at == ("年度资金总额",)
    assert clerk.value("项目名称") == "typed"
    assert not clerk.view.editing.active


def test_a_click_on_printed_words_leaves_the_cursor(clerk: Clerk) -> None:
    clerk.click(("年度资金总额",))
    QTest.mouseClick(clerk.view.viewport(), Qt.MouseButton.LeftButton, pos=_INSIDE)
    assert clerk.at == ("年度资金总额",)


def test_a_click_on_the_words_of_a_mixed_cell_goes_to_its_nearest_place(clerk: Clerk) -> None:
    at = clerk.point(("政府采购",))
    at.setX(at.x() + 50)
    QTest.mouseClick(clerk.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clerk.at == ("政府采购",)


def test_a_double_click_edits_the_text_that_is_there(clerk: Clerk) -> None:
    clerk.type("abc")
    clerk.press("Tab")
    clerk.double_click(("项目名称",))
    clerk.type("d")
    clerk.press("Enter")
    assert clerk.value("项目名称") == "abcd"


def test_a_tooltip_says_what_was_found(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: shown.append(text))
    at = clerk.point(("年度目标",))
    QApplication.sendEvent(clerk.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, at))
    session = clerk.view.session
    assert session is not None
    messages = [finding.message for finding in session.findings if finding.path == ("年度目标",)]
    assert messages
    assert all(html.escape(message) in shown[0] for message in messages)


def test_a_tooltip_explains_a_computed_value(clerk: Clerk) -> None:
    clerk.view.go_to(("一般公共预算收入",))
    clerk.type("3")
    clerk.press("Enter")
    clerk.view.go_to(("年度资金总额",))
    clerk.type("3")
    clerk.press("Enter")
    session = clerk.view.session
    assert session is not None
    text = Pointer(clerk.view).tooltip(clerk.point(("资金来源合计",)))
    assert session.explain(("资金来源合计",))
    assert html.escape(session.explain(("资金来源合计",))) in text


def test_the_hand_shows_over_a_box(clerk: Clerk) -> None:
    clerk.hover(("立项依据",), option=0)
    assert clerk.view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    clerk.hover(("项目名称",))
    assert clerk.view.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


@pytest.mark.qt_log_ignore("does not support grabbing")
def test_the_right_button_offers_the_commands_of_the_place(clerk: Clerk, qtbot: QtBot) -> None:
    at = clerk.point(("年度绩效指标", 0, "三级指标"))
    QTest.mouseClick(clerk.view.viewport(), Qt.MouseButton.RightButton, pos=at)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(clerk.view.viewport(), QContextMenuEvent(reason, at, clerk.view.mapToGlobal(at)))
    menu = clerk.view.findChild(QMenu)
    assert menu is not None
    assert clerk.at == ("年度绩效指标", 0, "三级指标")
    assert clerk.view.commands.row_below in menu.actions()
    assert clerk.view.commands.row_below.isEnabled()
    menu.close()
    qtbot.waitUntil(lambda: clerk.view.findChild(QMenu) is None)


def test_the_open_cell_is_handed_in_when_the_keyboard_goes_elsewhere(clerk: Clerk, qtbot: QtBot) -> None:
    other = QLineEdit(clerk.view)
    other.show()
    clerk.type("typed")
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(other.hasFocus)
    assert clerk.value("项目名称") == "typed"
    assert not clerk.view.editing.active


def test_looking_at_another_window_leaves_the_cell_open(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.type("typ")
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    assert clerk.view.editing.active
    clerk.view.activateWindow()
    qtbot.waitUntil(clerk.view.isActiveWindow)
    clerk.type("ed")
    clerk.press("Enter")
    assert clerk.value("项目名称") == "typed"
