"""A draft that came back: its remarks at their cells and in the panel, answered by changing the form or in words."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.paths import Path
from desktop.resources import asset
from desktop.store.returns import StoredRemark, StoredReturn
from desktop.ui.editor.page import EditorPage
from desktop.ui.editor.remarks import ReturnPanel
from desktop.ui.mainwindow import MainWindow
from desktop.ui.remarks.model import Standing
from tests.ui.window.hand import Key, begin, click, fill, focus, press, write
from tests.ui.window.standins import StandInServices

LIST = "年度绩效指标"
MONEY, TARGET, WHOLE, GONE = 11, 12, 13, 14
"""Numbers of the remarks."""
PLACES: dict[int, Path] = {MONEY: ("年度资金总额",), TARGET: (LIST, 1, "指标值"), WHOLE: (), GONE: ("以后才有的",)}
TEXTS = {MONEY: "与预算表不符", TARGET: "指标值要能量化", WHOLE: "请盖章后再报", GONE: "新加的一栏没有填"}


def back(*numbers: int, why: str = "有几处要改") -> StoredReturn:
    """A return with these remarks."""
    remarks = tuple(
        StoredRemark(number, json.dumps(PLACES[number], ensure_ascii=False), "", TEXTS[number]) for number in numbers
    )
    return StoredReturn(1, 1, 3, "", why, "2022-03-05T09:00:00+08:00", "", "{}", "", remarks)


Opens = Callable[[StoredReturn], EditorPage]


@pytest.fixture
def opens(window: MainWindow, services: StandInServices) -> Opens:
    """Opens the first draft, a filled B form, as one that came back."""
    file = asset("samples/B-示例.json")
    services.documents[1] = jsonio.loads(file.read_bytes(), name=file.name, catalogue=bundled())

    def open_it(stored: StoredReturn) -> EditorPage:
        services.returns.back[1] = stored
        window.open_draft(1)
        assert window.editor is not None
        QCoreApplication.processEvents()
        return window.editor

    return open_it


@pytest.fixture
def page(opens: Opens) -> EditorPage:
    return opens(back(MONEY, TARGET, WHOLE))


def panel(page: EditorPage) -> ReturnPanel:
    QCoreApplication.processEvents()
    return page.returning.panel


def standings(page: EditorPage) -> dict[int, Standing]:
    return {row.number: row.standing for row in panel(page).list.remarks}


def flagged(page: EditorPage, path: Path) -> str:
    """What is marked at a place of the form."""
    QCoreApplication.processEvents()
    assert page.view.form is not None
    return page.view.form.flags.remark(path, ())


def selected(page: EditorPage) -> int:
    row = panel(page).list.current()
    return row.number if row is not None else 0


def test_it_opens_at_the_first_remark_with_the_reason_on_top(page: EditorPage) -> None:
    shown = panel(page)
    assert page.side.part is shown
    assert shown.isVisible()
    assert (shown.why.text(), shown.head.text()) == ("有几处要改", "退回修订 3　2022年3月5日")
    assert page.view.current_path == PLACES[MONEY]
    assert page.view.hasFocus()
    assert selected(page) == MONEY
    assert page.side.tab(shown).text() == "退回意见 3"
    assert shown.count.text() == "3 条意见，还有 3 条没有改也没有答复"
    assert flagged(page, PLACES[MONEY]) == "与预算表不符"
    assert flagged(page, PLACES[TARGET]) == "指标值要能量化"


def test_changing_the_cell_answers_and_undo_opens_it_again(page: EditorPage) -> None:
    fill(page, PLACES[TARGET], "≥99%")
    assert standings(page)[TARGET] is Standing.ANSWERED
    row = next(row for row in panel(page).list.remarks if row.number == TARGET)
    assert row.aside == "已改：8人 → ≥99%"
    assert flagged(page, PLACES[TARGET]) == ""
    assert page.side.tab(panel(page)).text() == "退回意见 2"
    page.view.commands.undo.trigger()
    assert standings(page)[TARGET] is Standing.OPEN
    assert flagged(page, PLACES[TARGET]) == "指标值要能量化"


def test_an_answer_in_words_by_mouse(page: EditorPage, services: StandInServices) -> None:
    shown = panel(page)
    click(shown.list.viewport(), shown.list.link_area(TARGET).center())
    assert focus() is shown.box.edit
    assert page.view.current_path == PLACES[TARGET]
    assert selected(page) == TARGET
    assert shown.box.head.text() == "答复：年度绩效指标 第2行 指标值"
    write("按批复文件填的，不改")
    press(Key.Key_Return)
    assert page.view.hasFocus()
    assert services.returns.kept[-1] == (TARGET, "按批复文件填的，不改")
    row = next(row for row in panel(page).list.remarks if row.number == TARGET)
    assert (row.reply, row.standing, row.action) == ("按批复文件填的，不改", Standing.ANSWERED, "改答复")
    assert flagged(page, PLACES[TARGET]) == ""


def test_with_the_keyboard_alone(page: EditorPage, services: StandInServices) -> None:
    press(Key.Key_F8, shift=True)
    assert page.view.current_path == PLACES[TARGET]
    press(Key.Key_F6)
    assert focus() is panel(page).list
    press(Key.Key_F2)
    assert focus() is panel(page).box.edit
    write("不改")
    press(Key.Key_F6)
    assert services.returns.kept[-1] == (TARGET, "不改")
    page.view.setFocus()
    press(Key.Key_F8, shift=True)
    assert selected(page) == WHOLE
    assert page.view.current_path == PLACES[TARGET], "one about the whole has no cell"
    press(Key.Key_F6)
    press(Key.Key_Return, ctrl=True)
    assert panel(page).box.head.text() == "答复：整张表"
    write("已盖章")
    press(Key.Key_Return)
    press(Key.Key_F8, shift=True)
    assert selected(page) == MONEY, "the first one again"
    fill(page, PLACES[MONEY], "16")
    assert panel(page).count.text() == "3 条意见，都改了或答复了"
    assert page.side.tab(panel(page)).text() == "退回意见"
    page.view.go_to(("项目名称",))
    press(Key.Key_F8, shift=True)
    assert page.view.current_path == ("项目名称",)


def test_the_remark_at_the_cursor_is_answered_from_the_form(page: EditorPage, window: MainWindow) -> None:
    page.view.go_to(PLACES[TARGET])
    press(Key.Key_M, ctrl=True)
    assert focus() is panel(page).box.edit
    assert panel(page).box.head.text() == "答复：年度绩效指标 第2行 指标值"
    press(Key.Key_Escape)
    page.view.go_to(("项目名称",))
    press(Key.Key_M, ctrl=True)
    assert page.view.hasFocus()
    assert window.messages.text == "光标所在的格没有退回意见"


def test_what_is_typed_is_kept_while_it_is_typed_and_esc_takes_it_back(
    page: EditorPage, services: StandInServices, qtbot: QtBot
) -> None:
    shown = panel(page)
    shown.list.setFocus()
    press(Key.Key_F2)
    write("写到一半")
    qtbot.waitUntil(lambda: services.returns.kept == [(MONEY, "写到一半")])
    press(Key.Key_Escape)
    assert services.returns.kept[-1] == (MONEY, "")
    assert standings(page)[MONEY] is Standing.OPEN
    assert page.view.hasFocus()


def test_a_refused_answer_stays_and_keeps_one_here(page: EditorPage, window: MainWindow) -> None:
    shown = panel(page)
    shown.list.setFocus()
    press(Key.Key_F2)
    write("长" * 2001)
    press(Key.Key_Return)
    assert "答复有2001字，最多2000字" in window.messages.text
    assert shown.box.active
    window.show_drafts()
    assert window.pages.currentWidget() is page
    shown.box.edit.setPlainText("短一点")
    window.show_drafts()
    assert window.pages.currentWidget() is window.drafts


def test_a_click_goes_to_a_cell_that_was_scrolled_away(page: EditorPage) -> None:
    page.view.set_zoom(2.0)
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    shown = panel(page)
    click(shown.list.viewport(), shown.list.visualRect(shown.list.model().index(0, 0)).center())
    assert page.view.current_path == PLACES[MONEY]
    assert page.view.viewport().rect().toRectF().contains(page.view.selection_rect())
    assert page.view.hasFocus()


def test_the_remark_about_the_cursor_s_cell_is_selected(page: EditorPage) -> None:
    page.view.go_to(PLACES[TARGET])
    assert selected(page) == TARGET
    page.view.go_to(("项目名称",))
    assert selected(page) == 0


def shown_part(page: EditorPage) -> str:
    """Which part of the side is shown."""
    QCoreApplication.processEvents()
    return "问题" if page.side.part is page.panel else "退回意见"


def test_findings_have_their_own_tab_and_key(page: EditorPage) -> None:
    begin(page, ("年度其他资金",), "9")
    press(Key.Key_F8)
    assert shown_part(page) == "问题"
    press(Key.Key_Tab, ctrl=True)
    assert shown_part(page) == "退回意见"
    click(page.side.tab(page.panel))
    assert shown_part(page) == "问题"
    press(Key.Key_F8, shift=True)
    assert shown_part(page) == "退回意见"
    press(Key.Key_F7)
    assert shown_part(page) == "问题", "there are errors now"


def test_a_passed_form_says_what_is_still_unanswered(page: EditorPage, window: MainWindow) -> None:
    assert page.draft is not None
    press(Key.Key_F7)
    assert not page.draft.session.findings
    assert window.messages.text == "审核通过；退回意见还没有答复 3 条"


def test_a_place_that_is_not_on_the_form_is_told(opens: Opens) -> None:
    page = opens(back(GONE))
    (row,) = panel(page).list.remarks
    assert (row.path, row.gone, row.aside) == ((), "以后才有的", "表上没有这一格")
    assert row.standing is Standing.OPEN
    shown = panel(page)
    shown.write(GONE)
    assert shown.box.head.text() == "答复：以后才有的"


def test_a_folded_panel_unfolds_and_without_a_return_there_are_no_tabs(
    page: EditorPage, window: MainWindow, opens: Opens
) -> None:
    press(Key.Key_F9)
    assert page.side.isHidden()
    window.show_drafts()
    window.open_draft(2)
    assert page.side.isHidden()
    press(Key.Key_F9)
    assert page.side.part is page.panel
    assert not page.side.tab(page.panel).isVisible()
    press(Key.Key_F8, shift=True)
    assert window.messages.text == "这份表没有退回的意见"
    press(Key.Key_F9)
    window.show_drafts()
    assert opens(back(MONEY, why="又有一处")).side.isVisible()
    assert panel(page).why.text() == "又有一处"


def test_a_long_reason_leaves_room_for_the_remarks(opens: Opens) -> None:
    page = opens(back(MONEY, TARGET, WHOLE, why="请对照批复文件逐条改正。" * 80))
    shown = panel(page)
    assert shown.why.height() > shown.list.height() / 2
    assert shown.list.height() > page.side.height() / 2


def test_row_remarks_follow_when_a_row_comes_in(page: EditorPage, dressed: QApplication) -> None:
    assert dressed is not None
    page.view.go_to((LIST, 0, "指标值"))
    page.view.commands.row_above.trigger()
    moved = (LIST, 2, "指标值")
    assert flagged(page, moved) == "指标值要能量化"
    assert {row.number: row.path for row in panel(page).list.remarks}[TARGET] == moved
