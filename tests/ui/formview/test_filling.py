"""Filling a form by keyboard alone, as in a spreadsheet."""

from __future__ import annotations

from tests.ui.formview.clerk import Clerk


def test_a_small_form_from_first_to_last_field(clerk: Clerk) -> None:
    assert clerk.at == ("项目名称",)
    clerk.compose("考务经费", "kaowu")
    clerk.press("Tab")
    clerk.compose("某县人社局")
    clerk.press("Tab", "Tab")
    assert clerk.at == ("项目属性",)
    clerk.press("Right", "Space", "Tab", "Space", "Tab", "Space", "Right", "Right", "Space", "Tab")
    assert clerk.at == ("中长期资金总额",)
    clerk.press("Tab")
    clerk.type("30")
    clerk.press("Tab")
    clerk.type("12")
    clerk.press("Tab")
    clerk.type("5.5")
    clerk.press("Enter")
    assert clerk.value("项目名称") == "考务经费"
    assert clerk.value("预算单位") == "某县人社局"
    assert clerk.value("项目属性") == "延续项目"
    assert clerk.value("项目期限") == "一次性"
    assert clerk.value("立项依据") == ["法律法规", "上级文件要求"]
    assert clerk.value("年度资金总额") == "30"
    assert clerk.value("政府采购") == "12"
    assert clerk.value("政府购买服务") == "5.5"
    assert clerk.said == []


def test_the_total_follows_at_once(clerk: Clerk) -> None:
    clerk.view.go_to(("一般公共预算收入",))
    clerk.type("10")
    clerk.press("Tab")
    clerk.type("2.35")
    clerk.press("Tab")
    session = clerk.view.session
    assert session is not None
    place = session.place(("资金来源合计",))
    assert place is not None
    assert place.text == "12.35"


def test_typing_replaces_and_f2_edits(clerk: Clerk) -> None:
    clerk.type("old")
    clerk.press("Enter", "Shift+Tab")
    clerk.type("new")
    clerk.press("Enter", "Shift+Tab")
    assert clerk.value("项目名称") == "new"
    clerk.press("F2")
    clerk.type("er")
    clerk.press("Enter")
    assert clerk.value("项目名称") == "newer"


def test_escape_keeps_what_was_there(clerk: Clerk) -> None:
    clerk.type("first")
    clerk.press("Tab", "Shift+Tab")
    clerk.type("second")
    clerk.press("Escape")
    assert clerk.value("项目名称") == "first"
    assert clerk.view.hasFocus()
    assert clerk.at == ("项目名称",)


def test_arrows_finish_typing_but_move_the_caret_after_f2(clerk: Clerk) -> None:
    clerk.view.go_to(("预算单位",))
    clerk.type("ab")
    clerk.press("Right")
    assert clerk.value("预算单位") == "ab"
    assert clerk.at == ("实施单位及责任人",)
    clerk.press("Left", "F2", "Left")
    clerk.type("x")
    clerk.press("Enter")
    assert clerk.value("预算单位") == "axb"


def test_f2_again_gives_the_arrows_back_to_the_caret(clerk: Clerk) -> None:
    clerk.type("ac")
    clerk.press("F2", "Left")
    clerk.type("b")
    clerk.press("Enter")
    assert clerk.value("项目名称") == "abc"


def test_alt_enter_breaks_a_line(clerk: Clerk) -> None:
    clerk.view.go_to(("年度目标",))
    clerk.type("a")
    clerk.press("Alt+Enter")
    clerk.type("b")
    clerk.press("Enter")
    assert clerk.value("年度目标") == "a\nb"


def test_backspace_opens_an_empty_cell(clerk: Clerk) -> None:
    clerk.type("old")
    clerk.press("Tab", "Shift+Tab", "Backspace", "Enter")
    assert clerk.value("项目名称") in (None, "")


def test_delete_clears(clerk: Clerk) -> None:
    clerk.type("old")
    clerk.press("Tab", "Shift+Tab", "Delete")
    assert clerk.value("项目名称") in (None, "")


def test_a_computed_cell_refuses_typing_with_a_hint(clerk: Clerk) -> None:
    clerk.view.go_to(("资金来源合计",))
    clerk.hints.clear()
    clerk.type("7")
    assert not clerk.view.editing.active
    assert "由程序计算，不能输入" in clerk.hints[-1]
    clerk.press("F2")
    assert not clerk.view.editing.active


def test_undo_and_redo_without_end(clerk: Clerk) -> None:
    for number in range(60):
        clerk.view.go_to(("项目名称",) if number % 2 else ("年度资金总额",))
        clerk.type(f"{number}")
        clerk.press("Enter")
    for _ in range(60):
        clerk.press("Ctrl+Z")
    assert clerk.value("项目名称") is None
    assert clerk.value("年度资金总额") is None
    assert not clerk.view.commands.undo.isEnabled()
    for _ in range(60):
        clerk.press("Ctrl+Y")
    assert clerk.value("项目名称") == "59"
    assert clerk.value("年度资金总额") == "58"
    assert not clerk.view.commands.redo.isEnabled()


def test_undo_takes_the_cursor_to_where_it_happened(clerk: Clerk) -> None:
    clerk.view.go_to(("其他收入",))
    clerk.type("1")
    clerk.press("Enter", "Ctrl+Home")
    assert clerk.at != ("其他收入",)
    clerk.press("Ctrl+Z")
    assert clerk.at == ("其他收入",)


def test_undo_in_an_open_cell_is_about_its_text(clerk: Clerk) -> None:
    clerk.type("kept")
    clerk.press("Tab")
    clerk.type("abc")
    clerk.press("Ctrl+Z")
    assert clerk.view.editing.active
    assert clerk.value("项目名称") == "kept"


def test_a_small_place_between_words_grows_with_its_text(clerk: Clerk) -> None:
    clerk.view.go_to(("政府采购",))
    clerk.type("1")
    editor = clerk.view.editing.editor
    assert editor is not None
    before = editor.width()
    clerk.type("23456789012345")
    assert editor.width() > before
    assert clerk.view.viewport().rect().contains(editor.geometry())


def test_the_editor_grows_downward_as_text_wraps(clerk: Clerk) -> None:
    clerk.view.go_to(("预算单位",))
    clerk.type("x")
    editor = clerk.view.editing.editor
    assert editor is not None
    before = editor.geometry()
    clerk.type("y" * 120)
    assert editor.geometry().height() > before.height()
    assert editor.geometry().topLeft() == before.topLeft()
    assert editor.geometry().width() == before.width()


def test_a_cell_higher_than_the_window_is_edited_in_what_is_seen_of_it(clerk: Clerk) -> None:
    session = clerk.view.session
    assert session is not None
    session.set_text(("年度目标",), "目标\n" * 60)
    clerk.view.go_to(("年度目标",))
    clerk.press("F2")
    editor = clerk.view.editing.editor
    assert editor is not None
    assert editor.height() <= clerk.view.viewport().height()


def test_keys_in_an_open_cell_are_about_its_text(clerk: Clerk) -> None:
    clerk.type("kept")
    clerk.press("Tab")
    clerk.type("abc")
    clerk.press("F2", "Home", "Delete")
    assert clerk.view.editing.editor is not None
    assert clerk.view.editing.editor.text() == "bc"
    clerk.press("Ctrl+A", "Ctrl+C", "Ctrl+X")
    assert clerk.copied() == "bc"
    assert clerk.view.editing.editor.text() == ""
    clerk.press("Ctrl+V", "Enter")
    assert clerk.value("预算单位") == "bc"
    assert clerk.value("项目名称") == "kept"
