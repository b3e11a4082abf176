"""What is being typed is kept while it is typed, and said when it comes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.session.draft import Restored
from desktop.ui.editor.page import EditorPage
from desktop.ui.formview.roomy import RoomyEditor
from desktop.ui.mainwindow import MainWindow
from tests.ui.window.hand import Key, begin, focus, press, write
from tests.ui.window.standins import StandInDraft, StandInServices

NAME, GOAL = ("项目名称",), ("年度目标",)


def test_an_open_cell_is_kept_as_it_is_typed(qtbot: QtBot, editor: EditorPage, draft: StandInDraft) -> None:
    begin(editor, NAME, "档案")
    write("整理")
    qtbot.waitUntil(lambda: draft.pending == (NAME, "档案整理"))
    write("经费")
    qtbot.waitUntil(lambda: draft.pending == (NAME, "档案整理经费"))


def test_handing_in_and_giving_up_end_it(qtbot: QtBot, editor: EditorPage, draft: StandInDraft) -> None:
    begin(editor, NAME, "档案")
    qtbot.waitUntil(lambda: draft.pending is not None)
    press(Key.Key_Escape)
    assert draft.pending is None
    begin(editor, NAME, "档案")
    qtbot.waitUntil(lambda: draft.pending is not None)
    press(Key.Key_Tab)
    assert draft.pending is None
    assert draft.session.document.get(NAME) == "档案"


def test_a_cell_closed_at_once_leaves_nothing_behind(qtbot: QtBot, editor: EditorPage, draft: StandInDraft) -> None:
    begin(editor, NAME, "档案")
    press(Key.Key_Tab)
    with qtbot.assertNotEmitted(editor.view.draftChanged, wait=350):
        pass
    assert draft.pending is None


def test_the_window_for_long_texts_too(qtbot: QtBot, editor: EditorPage, draft: StandInDraft) -> None:
    begin(editor, GOAL, "建成")
    press(Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: draft.pending == (GOAL, "建成"))
    window = editor.view.findChild(RoomyEditor)
    assert isinstance(window, RoomyEditor)
    QTest.keyClicks(window.edit, "ok")
    qtbot.waitUntil(lambda: draft.pending == (GOAL, "建成ok"))
    QTest.keyClick(window.edit, Qt.Key.Key_Escape)
    assert draft.pending is None


def test_what_comes_back_is_said(window: MainWindow, services: StandInServices) -> None:
    original = services.open

    def reopened(draft_id: int) -> StandInDraft:
        draft = original(draft_id)
        draft.restored = Restored(("年度绩效指标", 2, "指标值"), "98%")
        return draft

    services.open = reopened  # type: ignore[method-assign]  # the next start, as the window sees it
    window.open_draft(1)
    assert window.messages.text == "上次没来得及确认的内容已恢复：年度绩效指标 第3行 指标值“98%”"


def test_what_has_no_place_any_more_can_be_copied(window: MainWindow, services: StandInServices) -> None:
    original = services.open

    def reopened(draft_id: int) -> StandInDraft:
        draft = original(draft_id)
        draft.restored = Restored(NAME, "很长的一段话", "超过了字数")
        return draft

    services.open = reopened  # type: ignore[method-assign]  # see above
    window.open_draft(1)
    assert window.messages.text.startswith("上次没来得及确认的内容放不回“项目名称”：超过了字数")
    window.messages.copy()
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    assert "很长的一段话" in QGuiApplication.clipboard().text()


def test_when_the_session_ends_the_open_cell_is_handed_in_and_written(
    editor: EditorPage, draft: StandInDraft, window: MainWindow
) -> None:
    begin(editor, NAME, "档案整理")
    window.hand_in()
    assert draft.session.document.get(NAME) == "档案整理"
    assert draft.written == ["flush"]
    assert window.isVisible(), "the person may have called the logout off"


def test_a_text_that_is_refused_is_kept_as_it_was_typed(
    editor: EditorPage, draft: StandInDraft, window: MainWindow
) -> None:
    long = "目" * 10_001
    begin(editor, GOAL, long)
    window.end()
    assert draft.pending == (GOAL, long)
    assert focus() is not None
    press(Key.Key_Escape)


def test_the_open_window_for_long_texts_is_handed_in_at_the_end(
    qtbot: QtBot, editor: EditorPage, draft: StandInDraft, window: MainWindow
) -> None:
    begin(editor, GOAL, "建成")
    press(Key.Key_Return, ctrl=True)
    roomy = editor.view.findChild(RoomyEditor)
    assert isinstance(roomy, RoomyEditor)
    QTest.keyClicks(roomy.edit, " and more")
    window.hand_in()
    assert draft.session.document.get(GOAL) == "建成 and more"
    qtbot.waitUntil(lambda: editor.view.findChild(RoomyEditor) is None)
