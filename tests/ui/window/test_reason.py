"""A computed score that a person overrules: the reason is written in the panel, beside the score."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.forms.grid import PlaceState
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow
from tests.ui.window.hand import Key, begin, click, focus, press, write
from tests.ui.window.standins import StandInDraft, StandInServices

SCORE, REASON = ("绩效指标", 1, "得分"), ("绩效指标", 1, "得分说明")
NEXT_SCORE = ("绩效指标", 2, "得分")
OTHER = ("绩效指标", 1, "完成值")
WHY = "按专家意见"


def overrule(editor: EditorPage) -> None:
    """Type another score, stay at it, and see it in the list."""
    begin(editor, SCORE, "3")
    press(Key.Key_Return)
    editor.view.go_to(SCORE)
    QCoreApplication.processEvents()
    assert editor.panel.list.isVisible()


def held(editor: EditorPage) -> object:
    assert editor.draft is not None
    return editor.draft.session.document.get(REASON)


def codes(editor: EditorPage) -> list[str]:
    assert editor.draft is not None
    return [finding.code for finding in editor.draft.session.findings]


def to_reason(editor: EditorPage) -> None:
    """F6 twice: past the list."""
    press(Key.Key_F6)
    press(Key.Key_F6)
    assert editor.panel.unprinted.first.hasFocus()


def test_it_is_asked_for_at_scores_that_can_be_overruled_and_nowhere_else(evaluation: EditorPage) -> None:
    reason = evaluation.panel.unprinted
    evaluation.view.go_to(SCORE)
    assert reason.isVisible()
    for path in (OTHER, ("合计权重",), ("预算执行情况", 0, "得分"), ("项目名称",)):
        evaluation.view.go_to(path)
        assert not reason.isVisible(), path


def test_with_a_reason_the_score_of_the_person_counts(qtbot: QtBot, evaluation: EditorPage) -> None:
    overrule(evaluation)
    assert "D06" in codes(evaluation)
    to_reason(evaluation)
    write(WHY)
    press(Key.Key_Return)
    assert held(evaluation) == WHY
    assert codes(evaluation) == []
    assert evaluation.draft is not None
    place = evaluation.draft.session.place(SCORE)
    assert place is not None
    assert (place.state, place.text) == (PlaceState.OVERRULED, "3.00")
    assert evaluation.view.hasFocus(), "Enter ends in the form"
    assert evaluation.view.current_path == SCORE
    qtbot.waitUntil(lambda: WHY in evaluation.panel.cell.text)
    assert WHY in evaluation.status.hint.text()


def test_the_reason_there_is_is_shown_and_the_next_score_has_its_own(evaluation: EditorPage) -> None:
    assert evaluation.draft is not None
    evaluation.draft.session.set_text(REASON, WHY)
    evaluation.view.go_to(SCORE)
    assert evaluation.panel.unprinted.first.text() == WHY
    evaluation.view.go_to(NEXT_SCORE)
    assert evaluation.panel.unprinted.first.text() == ""
    evaluation.view.go_to(SCORE)
    assert evaluation.panel.unprinted.first.text() == WHY


def test_a_click_on_another_cell_hands_it_in_and_goes_where_it_was_aimed(evaluation: EditorPage) -> None:
    overrule(evaluation)
    to_reason(evaluation)
    write(WHY)
    view = evaluation.view
    assert view.form is not None
    spot = view.form.places.exact(OTHER)
    assert spot is not None
    click(view.viewport(), view.desk.to_view(view.form.places.area(spot)).center().toPoint())
    assert view.current_path == OTHER
    assert held(evaluation) == WHY
    assert evaluation.panel.unprinted.isHidden()


def test_whatever_moves_the_cursor_hands_it_in_for_the_score_it_left(evaluation: EditorPage) -> None:
    overrule(evaluation)
    to_reason(evaluation)
    write(WHY)
    evaluation.view.go_to(NEXT_SCORE)
    assert held(evaluation) == WHY
    assert evaluation.panel.unprinted.first.text() == ""


def test_going_on_with_f8_hands_it_in_to_the_score_it_was_written_for(evaluation: EditorPage) -> None:
    assert evaluation.draft is not None
    evaluation.draft.session.set_text(("项目名称",), "")
    overrule(evaluation)
    to_reason(evaluation)
    write(WHY)
    press(Key.Key_F8)
    assert evaluation.view.current_path == ("项目名称",)
    assert held(evaluation) == WHY
    assert evaluation.draft.session.document.get((*NEXT_SCORE[:-1], "得分说明")) is None


def test_a_row_deleted_while_it_is_written_takes_it_along(evaluation: EditorPage) -> None:
    """The buttons leave the keyboard where it is; the reason must not land in the row that moves up."""
    overrule(evaluation)
    to_reason(evaluation)
    write(WHY)
    assert evaluation.draft is not None
    rows = evaluation.draft.session.document.rows(("绩效指标",))
    third = dict(rows[2])
    evaluation.view.commands.delete_rows.trigger()
    rows = evaluation.draft.session.document.rows(("绩效指标",))
    assert rows[1] == third
    evaluation.view.commands.undo.trigger()
    assert held(evaluation) == WHY


def test_undo_takes_it_back_in_one_step_and_the_line_follows(qtbot: QtBot, evaluation: EditorPage) -> None:
    overrule(evaluation)
    to_reason(evaluation)
    write(WHY)
    press(Key.Key_Return)
    assert evaluation.view.commands.undo.isEnabled()
    press(Key.Key_Z, ctrl=True)
    assert held(evaluation) in {None, ""}
    assert evaluation.view.current_path == SCORE
    qtbot.waitUntil(lambda: evaluation.panel.unprinted.first.text() == "")
    press(Key.Key_Y, ctrl=True)
    qtbot.waitUntil(lambda: evaluation.panel.unprinted.first.text() == WHY)


def test_escape_forgets_what_was_typed(evaluation: EditorPage) -> None:
    overrule(evaluation)
    to_reason(evaluation)
    write(WHY)
    press(Key.Key_Escape)
    assert evaluation.view.hasFocus()
    assert held(evaluation) is None
    assert evaluation.panel.unprinted.first.text() == ""


def test_f6_goes_round_past_it_and_tab_reaches_it_from_the_list(window: MainWindow, evaluation: EditorPage) -> None:
    overrule(evaluation)
    window.messages.error("打印机没有接受任务")
    to_reason(evaluation)
    press(Key.Key_F6)
    assert focus() is window.messages.copy_button
    press(Key.Key_F6)
    assert evaluation.view.hasFocus()
    press(Key.Key_F6)
    press(Key.Key_Tab)
    assert evaluation.panel.unprinted.first.hasFocus()


def test_closing_the_window_in_the_middle_of_it_loses_nothing(
    window: MainWindow, evaluation: EditorPage, services: StandInServices
) -> None:
    overrule(evaluation)
    to_reason(evaluation)
    write(WHY)
    session = services.opened[-1].session
    assert window.close()
    assert session.document.get(REASON) == WHY
    assert services.opened[-1].written == ["flush", "close"]


def test_what_cannot_stand_there_is_said_and_stays_to_be_put_right(window: MainWindow, evaluation: EditorPage) -> None:
    evaluation.view.go_to(SCORE)
    press(Key.Key_F6)
    assert evaluation.panel.unprinted.first.hasFocus(), "nothing was found, so there is no list to stop at"
    evaluation.panel.unprinted.first.insert("按\x7f意见")
    press(Key.Key_Return)
    assert window.messages.is_error
    assert evaluation.panel.unprinted.first.hasFocus()
    assert not evaluation.save()
    press(Key.Key_Home)
    press(Key.Key_Right)
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert held(evaluation) == "按意见"
    assert window.messages.text == ""


def test_scrolling_away_does_not_move_the_click_that_follows(
    window: MainWindow, evaluation: EditorPage, services: StandInServices
) -> None:
    """Handing in must not bring the score back into view under the mouse."""
    overrule(evaluation)
    to_reason(evaluation)
    write(WHY)
    bar = evaluation.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    draft: StandInDraft = services.opened[-1]
    assert window.height() < 1000
    at = QPoint(evaluation.view.viewport().width() // 2, evaluation.view.viewport().height() // 2)
    QTest.mousePress(evaluation.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseRelease(evaluation.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert bar.value() == bar.maximum()
    assert draft.session.document.get(REASON) == WHY
