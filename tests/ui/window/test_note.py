"""A warning is explained in the panel: reached by F8, F6 or the link, handed in with Enter, gone with its numbers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from desktop.forms.findings import Finding
from desktop.ui.editor.page import EditorPage
from desktop.ui.findings.groups import Group
from tests.ui.window.hand import Key, begin, click, focus, press, write

WHY = "上年由局机关统一列支，今年起单列"


@pytest.fixture
def warned(editor: EditorPage) -> EditorPage:
    """延续项目 without a budget of former years."""
    assert editor.draft is not None
    session = editor.draft.session
    session.tick(("项目属性",), "延续项目")
    session.clear([("以前年度预算安排",)])
    QCoreApplication.processEvents()
    return editor


def warning(editor: EditorPage) -> Finding:
    QCoreApplication.processEvents()
    return next(item for item in editor.panel.model.findings if item.code == "B05")


def test_the_link_leads_to_where_it_is_written(warned: EditorPage) -> None:
    found = warning(warned)
    warned.panel.list.scrollTo(warned.panel.model.line_of(found))
    click(warned.panel.list.viewport(), warned.panel.list.link_area(found).center())
    assert focus() is warned.panel.note.edit
    write(WHY)
    press(Key.Key_Return)
    assert warned.view.hasFocus()
    assert warning(warned).note == WHY
    assert warned.panel.model.count(Group.EXPLAINED) == 1
    assert "1 处已说明" in warned.panel.summary.text()


def test_with_the_keyboard_alone(warned: EditorPage) -> None:
    warned.view.go_to(("以前年度预算安排",))
    QCoreApplication.processEvents()
    press(Key.Key_F6)
    press(Key.Key_F6)
    assert focus() is warned.panel.note.edit
    write(WHY)
    press(Key.Key_Return, shift=True)
    write("另附说明")
    press(Key.Key_F6)
    assert warning(warned).note == f"{WHY}\n另附说明"


def test_esc_takes_back_what_was_typed(warned: EditorPage) -> None:
    warned.view.go_to(("以前年度预算安排",))
    QCoreApplication.processEvents()
    assert warned.panel.note.take_focus()
    write(WHY)
    press(Key.Key_Escape)
    assert warned.view.hasFocus()
    assert warning(warned).note == ""
    assert warned.panel.note.edit.toPlainText() == ""


def test_what_was_typed_is_handed_in_when_the_cursor_goes_elsewhere(warned: EditorPage) -> None:
    warned.view.go_to(("以前年度预算安排",))
    QCoreApplication.processEvents()
    assert warned.panel.note.take_focus()
    write(WHY)
    assert warned.save()
    assert warning(warned).note == WHY


def test_when_the_numbers_change_the_words_are_still_there(warned: EditorPage) -> None:
    assert warned.draft is not None
    session = warned.draft.session
    session.tick(("项目属性",), "新增项目")
    session.set_text(("以前年度预算安排",), "8")
    session.set_note(warning(warned), WHY)
    begin(warned, ("以前年度预算安排",), "9")
    press(Key.Key_Return)
    warned.view.go_to(("以前年度预算安排",))
    assert warning(warned).note == ""
    assert warned.panel.note.edit.toPlainText() == WHY
    assert warned.panel.note.take_focus()
    press(Key.Key_Return)
    assert warning(warned).note == WHY


def test_too_long_a_text_is_refused_in_a_line_and_kept(warned: EditorPage) -> None:
    warned.view.go_to(("以前年度预算安排",))
    QCoreApplication.processEvents()
    assert warned.panel.note.take_focus()
    write("长" * 501)
    press(Key.Key_Return)
    assert focus() is warned.panel.note.edit
    assert not warned.save()
    assert len(warned.panel.note.edit.toPlainText()) == 501


def test_an_error_offers_no_place_for_a_note(warned: EditorPage) -> None:
    assert warned.draft is not None
    warned.draft.session.set_text(("年度目标",), "")
    warned.view.go_to(("年度目标",))
    QCoreApplication.processEvents()
    assert not warned.panel.note.isVisible()
    assert not warned.panel.note.take_focus()
