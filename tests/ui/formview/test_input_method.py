"""Chinese input into cells: composing opens the cell, the keyboard follows once something is committed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QInputMethodEvent

from tests.ui.formview.clerk import Clerk

_ENABLED, _RECTANGLE = Qt.InputMethodQuery.ImEnabled, Qt.InputMethodQuery.ImCursorRectangle


def _send(clerk: Clerk, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(clerk.focus, event)


def test_characters_committed_at_once_replace_the_content(clerk: Clerk) -> None:
    clerk.type("old")
    clerk.press("Tab", "Shift+Tab")
    clerk.compose("考试考务费")
    clerk.press("Enter")
    assert clerk.value("项目名称") == "考试考务费"


def test_the_keyboard_stays_with_the_form_while_composing(clerk: Clerk) -> None:
    _send(clerk, "kao")
    assert clerk.view.editing.active
    assert clerk.view.hasFocus()
    assert clerk.view.inputMethodQuery(_ENABLED)
    _send(clerk, "kao'shi")
    assert clerk.view.hasFocus()
    _send(clerk, "", "考试")
    assert clerk.focus is clerk.view.editing.editor
    _send(clerk, "fei")
    _send(clerk, "", "费")
    clerk.press("Enter")
    assert clerk.value("项目名称") == "考试费"


def test_giving_up_the_first_composition_keeps_the_old_content(clerk: Clerk) -> None:
    clerk.type("old")
    clerk.press("Tab", "Shift+Tab")
    _send(clerk, "kao")
    _send(clerk, "")
    assert not clerk.view.editing.active
    assert clerk.value("项目名称") == "old"


def test_nothing_is_lost_when_the_form_is_saved_while_composing(clerk: Clerk) -> None:
    _send(clerk, "kao", "考试")
    assert clerk.view.commit_pending()
    assert clerk.value("项目名称") == "考试"


def test_a_key_after_composing_goes_into_the_cell(clerk: Clerk) -> None:
    _send(clerk, "kao")
    clerk.press("Escape")
    assert not clerk.view.editing.active
    assert clerk.view.hasFocus()


def test_the_input_method_is_off_where_nothing_is_typed(clerk: Clerk) -> None:
    clerk.view.go_to(("资金来源合计",))
    assert not clerk.view.inputMethodQuery(_ENABLED)
    _send(clerk, "kao", "考")
    assert not clerk.view.editing.active
    clerk.view.go_to(("项目属性",))
    assert not clerk.view.inputMethodQuery(_ENABLED)
    clerk.view.go_to(("项目名称",))
    assert clerk.view.inputMethodQuery(_ENABLED)


def test_the_candidates_appear_at_the_cell(clerk: Clerk) -> None:
    clerk.view.go_to(("年度资金总额",))
    place = clerk.view.selection_rect().toAlignedRect()
    rectangle = clerk.view.inputMethodQuery(_RECTANGLE)
    assert isinstance(rectangle, QRect)
    assert place.intersects(rectangle)
    _send(clerk, "s")
    rectangle = clerk.view.inputMethodQuery(_RECTANGLE)
    assert place.adjusted(-4, -4, 40, 4).contains(rectangle.center())


def test_rare_characters_are_typed_and_kept(clerk: Clerk) -> None:
    clerk.compose("张𡋤")
    editor = clerk.view.editing.editor
    assert editor is not None
    assert "HanaMinB" in editor.font().families()
    clerk.press("Enter")
    assert clerk.value("项目名称") == "张𡋤"
