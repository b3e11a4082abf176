"""The window for long texts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.formview.roomy import RoomyEditor
from tests.ui.formview.clerk import Clerk

VERDICT = ("评价结论",)


def _window(clerk: Clerk) -> RoomyEditor | None:
    return clerk.view.findChild(RoomyEditor)


@pytest.fixture
def window(reviewer: Clerk, qtbot: QtBot) -> RoomyEditor:
    reviewer.view.go_to(VERDICT)
    reviewer.press("Ctrl+Return")
    found = _window(reviewer)
    assert found is not None
    qtbot.waitUntil(found.edit.hasFocus)
    return found


def test_it_counts_characters_against_the_limit(window: RoomyEditor) -> None:
    window.edit.setPlainText("总体 完成\n较好")
    assert window.count.text() == "6 / 200 字"
    calm = window.count.styleSheet()
    window.edit.setPlainText("好" * 201)
    assert window.count.text() == "201 / 200 字"
    assert window.count.styleSheet() != calm


def test_control_enter_keeps_the_text(reviewer: Clerk, window: RoomyEditor) -> None:
    QTest.keyClicks(window.edit, "ab")
    QTest.keyClick(window.edit, Qt.Key.Key_Return)
    QTest.keyClicks(window.edit, "c")
    QTest.keyClick(window.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert reviewer.value(*VERDICT) == "ab\nc"


def test_escape_keeps_the_old_text(reviewer: Clerk, window: RoomyEditor) -> None:
    QTest.keyClicks(window.edit, "ab")
    QTest.keyClick(window.edit, Qt.Key.Key_Escape)
    assert not reviewer.value(*VERDICT)


def test_the_windows_cross_keeps_the_text(reviewer: Clerk, window: RoomyEditor) -> None:
    QTest.keyClicks(window.edit, "ab")
    window.close()
    assert reviewer.value(*VERDICT) == "ab"


def test_a_double_click_on_a_long_text_opens_it(reviewer: Clerk) -> None:
    reviewer.double_click(VERDICT)
    window = _window(reviewer)
    assert window is not None
    window.reject()


def test_text_typed_in_the_cell_goes_along(reviewer: Clerk) -> None:
    reviewer.view.go_to(VERDICT)
    reviewer.type("typed")
    reviewer.press("Ctrl+Return")
    window = _window(reviewer)
    assert window is not None
    assert window.edit.toPlainText() == "typed"
    window.keep()
    assert reviewer.value(*VERDICT) == "typed"


def test_short_texts_have_no_such_window(reviewer: Clerk) -> None:
    reviewer.view.go_to(("项目名称",))
    assert not reviewer.view.commands.roomy.isEnabled()
    reviewer.press("Ctrl+Return")
    assert _window(reviewer) is None
