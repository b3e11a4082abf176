"""One draft open: findings, panel, status, saving, printing, leaving."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.forms.findings import Finding
from desktop.ui.editor.page import EditorPage
from desktop.ui.findings.groups import Group
from desktop.ui.mainwindow import MainWindow
from tests.ui.window.hand import Key, begin, click, fill, press
from tests.ui.window.standins import StandInDialogs, StandInDraft, StandInServices


def click_finding(qtbot: QtBot, editor: EditorPage, number: int) -> Finding:
    panel = editor.panel
    finding = panel.model.findings[number]
    spot = panel.list.visualRect(panel.model.line_of(finding)).center()
    click(panel.list.viewport(), spot)
    return finding


def test_what_was_found_is_counted_and_listed_in_plain_words(editor: EditorPage) -> None:
    panel = editor.panel
    assert panel.model.findings == editor.draft.session.findings  # type: ignore[union-attr]  # it is open
    assert f"{panel.model.count(Group.BLANK)} 处未填" in panel.summary.text()
    words = [panel.model.index(line, 0).data() for line in range(panel.model.rowCount())]
    assert "未填：实施单位及责任人没有填（X01 · 实施单位及责任人）" in words


def test_a_click_on_a_finding_goes_to_its_cell(qtbot: QtBot, editor: EditorPage) -> None:
    finding = click_finding(qtbot, editor, 3)
    assert editor.view.current_path == finding.path
    assert editor.view.hasFocus(), "one types at once"
    assert editor.panel.list.current() == finding


def test_with_the_keyboard_enter_goes_there_and_escape_back(qtbot: QtBot, editor: EditorPage) -> None:
    press(Key.Key_F6)
    findings = editor.panel.list
    assert findings.hasFocus()
    press(Key.Key_Home)
    press(Key.Key_Down)
    wanted = findings.current()
    assert wanted is not None
    press(Key.Key_Return)
    assert editor.view.current_path == wanted.path
    assert editor.view.hasFocus()
    press(Key.Key_F6)
    press(Key.Key_Escape)
    assert editor.view.hasFocus()


def test_f6_reaches_the_line_that_speaks(window: MainWindow, editor: EditorPage) -> None:
    window.messages.error("打印机没有接受任务")
    press(Key.Key_F6)
    press(Key.Key_F6)
    assert window.messages.copy_button.hasFocus()
    press(Key.Key_Tab)
    press(Key.Key_Space)
    assert window.messages.text == "", "the cross was pressed"
    press(Key.Key_F6)
    assert editor.view.hasFocus()


def test_f8_goes_through_all_findings_and_round_again(qtbot: QtBot, editor: EditorPage) -> None:
    editor.view.go_to(("项目名称",))
    findings = editor.panel.model.findings
    for finding in (*findings, findings[0]):
        press(Key.Key_F8)
        assert editor.panel.list.current() == finding
        assert editor.view.current_path is not None


def test_f8_after_putting_one_right_goes_to_the_one_that_follows(qtbot: QtBot, editor: EditorPage) -> None:
    first, second, *_ = editor.panel.model.findings
    assert first.path == ("实施单位及责任人",)
    fill(editor, first.path, "培训股 张某")
    qtbot.waitUntil(lambda: first not in editor.panel.model.findings)
    editor.view.go_to(("项目名称",))
    press(Key.Key_F8)
    assert editor.panel.list.current() == second


def test_f8_does_not_go_to_what_the_open_cell_has_just_settled(editor: EditorPage) -> None:
    assert editor.draft is not None
    session, total = editor.draft.session, ("年度资金总额",)
    for path, text in {total: "15", ("年度财政拨款",): "14", ("一般公共预算收入",): "14"}.items():
        session.set_text(path, text)
    assert [finding.code for finding in session.findings if not finding.blank] == ["B01", "B03"]
    editor.panel.refresh()
    begin(editor, total, "14")
    press(Key.Key_F8)
    assert editor.panel.list.current() in session.findings


def test_the_finding_about_the_current_cell_is_marked(editor: EditorPage) -> None:
    editor.view.go_to(("年度资金总额",))
    marked = editor.panel.list.current()
    assert marked is not None
    assert marked.path == ("年度资金总额",)
    editor.view.go_to(("项目名称",))
    assert editor.panel.list.current() is None


def test_the_list_follows_an_edit(qtbot: QtBot, editor: EditorPage) -> None:
    before = len(editor.panel.model.findings)
    fill(editor, ("实施单位及责任人",), "培训股 张某")
    qtbot.waitUntil(lambda: len(editor.panel.model.findings) == before - 1)


def test_the_panel_tells_how_a_computed_value_came_about(qtbot: QtBot, editor: EditorPage) -> None:
    fill(editor, ("一般公共预算收入",), "12.5")
    editor.view.go_to(("资金来源合计",))
    assert editor.panel.cell.text.startswith("资金来源合计\n")
    assert "12.5" in editor.panel.cell.text


def test_the_panel_folds_and_stays_folded(
    qtbot: QtBot, window: MainWindow, editor: EditorPage, services: StandInServices, dialogs: StandInDialogs
) -> None:
    room = editor.view.width()
    editor.panel.list.setFocus()
    press(Key.Key_F9)
    assert not editor.panel.isVisible()
    qtbot.waitUntil(lambda: editor.view.width() == room + editor.panel.width())
    assert editor.view.hasFocus(), "the keyboard does not stay in what is gone"
    again = EditorPage(services, window.messages, dialogs)
    qtbot.addWidget(again)
    assert again.side.isHidden()
    press(Key.Key_F9)
    assert editor.panel.isVisible()


def test_f8_opens_the_panel(qtbot: QtBot, editor: EditorPage) -> None:
    press(Key.Key_F9)
    press(Key.Key_F8)
    assert editor.panel.isVisible()


def test_review_says_how_it_came_out(qtbot: QtBot, window: MainWindow, editor: EditorPage, draft: StandInDraft) -> None:
    press(Key.Key_F7)
    assert "review" in draft.written
    assert window.messages.text == f"审核未通过：{editor.panel.model.count(Group.ERROR)} 处错误（都是没有填的）"
    assert not window.messages.is_error, "findings are no fault of the program"


def test_a_form_without_findings_is_passed(window: MainWindow, services: StandInServices) -> None:
    window.open_draft(services.create_sample())
    editor = window.editor
    assert editor is not None
    press(Key.Key_F7)
    assert services.opened[-1].row.state == "审核通过"
    assert window.messages.text == "审核通过"
    assert editor.panel.stack.currentIndex() == 1
    press(Key.Key_F8)
    assert window.messages.text == "没有发现问题"


def test_the_status_line_tells_hint_saving_pages_and_zoom(qtbot: QtBot, editor: EditorPage) -> None:
    status = editor.status
    assert status.saved.text().startswith("已保存 ")
    qtbot.waitUntil(lambda: status.pages.text() == "打印 2 页")
    editor.view.go_to(("年度资金总额",))
    assert "年度资金总额" in status.hint.text()
    before = status.zoom.text()
    editor.view.commands.zoom_in.trigger()
    assert status.zoom.text() != before
    editor.view.commands.zoom_fit.trigger()
    assert status.zoom.text() == before


def test_an_edit_is_written_in_a_pause(qtbot: QtBot, editor: EditorPage, draft: StandInDraft) -> None:
    fill(editor, ("实施单位及责任人",), "培训股")
    assert editor.status.saved.text() == "正在保存"
    qtbot.waitUntil(lambda: "flush" in draft.written)
    assert editor.status.saved.text().startswith("已保存 ")


def test_a_full_disk_is_said_once_and_goes_away_by_itself(
    qtbot: QtBot, window: MainWindow, editor: EditorPage, draft: StandInDraft
) -> None:
    draft.refuses = "磁盘已满"
    fill(editor, ("实施单位及责任人",), "培训股")
    assert not editor.save()
    assert window.messages.text == "磁盘已满。请清理磁盘。"
    assert editor.status.saved.text() == "未保存"
    window.messages.clear()
    assert not editor.save()
    assert window.messages.text == ""
    draft.refuses = ""
    assert editor.save()
    assert editor.status.saved.text().startswith("已保存 ")


def test_that_it_could_not_be_saved_is_taken_back_when_it_was(
    window: MainWindow, editor: EditorPage, draft: StandInDraft
) -> None:
    draft.refuses = "磁盘已满"
    assert not editor.save()
    assert window.messages.is_error
    draft.refuses = ""
    assert editor.save()
    assert window.messages.text == ""
    draft.refuses = "磁盘已满"
    assert not editor.save()
    window.messages.error("另一个错误")
    draft.refuses = ""
    assert editor.save()
    assert window.messages.text == "另一个错误"


def test_printing_takes_the_open_cell_along_and_asks_for_no_review(
    qtbot: QtBot, window: MainWindow, editor: EditorPage, draft: StandInDraft, dialogs: StandInDialogs
) -> None:
    begin(editor, ("实施单位及责任人",), "甲")
    press(Key.Key_P, ctrl=True)
    assert draft.session.document.data["实施单位及责任人"] == "甲"
    assert draft.written == ["flush"]
    press(Key.Key_P, ctrl=True)
    assert dialogs.printers.file.exists()
    assert window.messages.text.endswith("共 1 页")


def test_exporting_asks_for_the_place_and_says_where_it_went(
    window: MainWindow, editor: EditorPage, draft: StandInDraft, dialogs: StandInDialogs
) -> None:
    editor.commands.pdf.trigger()
    assert draft.written[-1] == "export pdf 文件 考务经费.pdf"
    assert window.messages.text == f"已导出 {dialogs.folder / dialogs.asked[-1]}"
    dialogs.cancel = True
    editor.commands.xlsx.trigger()
    assert "xlsx" not in draft.written[-1]


def test_a_full_disk_does_not_keep_the_form_from_the_stick(
    window: MainWindow, editor: EditorPage, draft: StandInDraft
) -> None:
    draft.session.set_text(("实施单位及责任人",), "培训股")
    draft.refuses = "磁盘已满"
    editor.commands.pdf.trigger()
    assert draft.written[-1].startswith("export pdf")
    assert window.messages.text.startswith("已导出")


def test_a_notice_goes_with_the_next_edit_an_error_stays(qtbot: QtBot, window: MainWindow, editor: EditorPage) -> None:
    window.messages.info("已导出")
    fill(editor, ("实施单位及责任人",), "甲")
    assert window.messages.text == ""
    window.messages.error("打印机没有接受任务")
    fill(editor, ("实施单位及责任人",), "乙")
    assert window.messages.text == "打印机没有接受任务"


def test_what_the_form_refused_is_said_until_the_next_edit(
    qtbot: QtBot, window: MainWindow, editor: EditorPage
) -> None:
    editor.view.errorRaised.emit("这里只能填数字")
    assert window.messages.is_error
    fill(editor, ("实施单位及责任人",), "甲")
    assert window.messages.text == ""


def test_going_back_takes_the_open_cell_along(
    qtbot: QtBot, window: MainWindow, editor: EditorPage, draft: StandInDraft
) -> None:
    begin(editor, ("项目名称",), "新")
    press(Key.Key_Left, alt=True)
    assert window.pages.currentWidget() is window.drafts
    assert draft.written == ["flush", "close"]
    assert window.drafts.model.rows[0].project == "新"
    assert draft.session.listeners == [], "nothing of the window holds on to a draft that was left"


def test_closing_the_window_writes_everything(
    qtbot: QtBot, window: MainWindow, editor: EditorPage, draft: StandInDraft
) -> None:
    begin(editor, ("实施单位及责任人",), "丙")
    assert window.close()
    assert draft.session.document.data["实施单位及责任人"] == "丙"
    assert draft.written == ["flush", "close"]


def test_a_window_that_cannot_save_stays_until_the_person_decides(
    qtbot: QtBot, window: MainWindow, draft: StandInDraft
) -> None:
    draft.session.set_text(("实施单位及责任人",), "培训股")
    draft.refuses = "磁盘已满"
    assert not window.close()
    assert window.isVisible()
    assert window.messages.act_button.text() == "仍要关闭"
    click(window.messages.act_button)
    assert not window.isVisible()


def test_the_place_of_the_window_is_remembered(window: MainWindow, services: StandInServices) -> None:
    window.close()
    assert services.memory["place"]


@pytest.mark.parametrize("width", [1366, 1024, 911])
def test_no_button_is_cut_off_at_any_width(qtbot: QtBot, window: MainWindow, editor: EditorPage, width: int) -> None:
    window.setMinimumSize(0, 0)
    window.resize(width, 600)
    buttons = editor.tools.findChildren(QToolButton)
    assert len(buttons) == 14

    def settled() -> bool:
        whole = all(part.width() >= part.sizeHint().width() for part in buttons)
        return editor.tools.width() == width and whole and all(part.geometry().right() < width for part in buttons)

    qtbot.waitUntil(settled)
    assert editor.view.horizontalScrollBar().maximum() == 0


def test_every_button_says_its_shortcut(editor: EditorPage) -> None:
    tips = {action.text(): action.toolTip() for action in (editor.commands.review, editor.commands.print)}
    assert tips == {"审核": "审核（F7）", "打印": "打印（Ctrl+P）"}
    assert editor.view.commands.next_finding.toolTip() == "下一个问题（F8）"
