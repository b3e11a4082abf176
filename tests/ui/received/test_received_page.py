"""The office looks at what came in and answers, at the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.collect.receiving import receive
from desktop.export.package.returning import REPLIES, REPLIES_TITLE, Reply, dump_replies, loads
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.session.session import Session
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, CURRENT, RETURNED
from desktop.ui.remarks.model import Standing
from tests.collect.offices import Office
from tests.collect.packages import UNITS, goals, package
from tests.collect.targets import targets
from tests.forms.samples import edition_of, sample
from tests.ui.received.conftest import ROWS, TARGET, Shown, Take, wrong
from tests.ui.window.hand import Key, click, focus, press, write


def texts(page: Shown) -> list[str]:
    """The remarks that are listed."""
    return [row.text for row in page.panel.remarks.list.remarks]


def visible_tabs(page: Shown) -> list[str]:
    """What the panel offers."""
    return [tab.text() for tab in page.panel.tabs.buttons() if not tab.isHidden()]


# leafing


def test_leafing_through_what_was_opened(page: Shown, take: Take) -> None:
    page.show_documents(take([goals(project="甲"), goals(project="乙"), goals(project="丙")]), 1)
    assert page.project == "乙"
    assert page.view.hasFocus()
    press(Key.Key_Right, alt=True)
    assert page.project == "丙"
    press(Key.Key_Right, alt=True)
    assert page.project == "丙"
    press(Key.Key_PageUp, ctrl=True)
    press(Key.Key_Left, alt=True)
    assert page.project == "甲"
    assert not page.commands.before.isEnabled()


def test_the_head_says_whose_it_is_and_how_it_came(page: Shown, take: Take) -> None:
    (number,) = take(wrong("会议经费"), unit=UNITS[0])
    page.show_documents([number], 0)
    assert page.headline.state.text() == "2 处错误"
    said = page.headline.about.text()
    assert UNITS[0] in said
    assert "修订 1" in said
    assert "今天" in said
    received = page.received
    assert received is not None
    assert page.headline.code.text() == f"核对码 {received.head.code}"


def test_esc_goes_back_to_the_board_by_way_of_the_form(page: Shown, take: Take) -> None:
    page.show_documents(take(wrong("会议经费")), 0)
    press(Key.Key_F6)
    assert focus() is page.panel.findings.list
    press(Key.Key_Escape)
    assert page.view.hasFocus()
    assert page.told == []
    press(Key.Key_Escape)
    assert page.told == ["left"]


def test_what_cannot_be_read_is_said_in_the_line(page: Shown) -> None:
    assert not page.show_documents([77], 0)
    assert "没有收到过编号 77" in page.messages.text


def test_what_cannot_be_read_leaves_the_page_with_the_one_it_shows(page: Shown, take: Take) -> None:
    numbers = take([goals(project="甲"), goals(project="乙")])
    assert page.show_documents(numbers, 0)
    assert not page.show_documents([77], 0)
    assert (page.project, page.numbers) == ("甲", numbers)
    page.commands.after.trigger()
    assert page.project == "乙"


def test_f8_goes_from_finding_to_finding(page: Shown, take: Take) -> None:
    page.show_documents(take(wrong("会议经费")), 0)
    press(Key.Key_F8)
    first = page.view.current_path
    assert first == ("年度资金总额",)
    press(Key.Key_F8)
    assert page.view.current_path != first
    page.show_documents(take(goals(project="没有错误的")), 0)
    press(Key.Key_F8)
    assert page.messages.text == "没有发现问题"


def test_the_senders_own_words_about_a_warning_are_told(page: Shown, take: Take) -> None:
    document = goals(以前年度预算安排="")
    session = Session(edition_of(document), document)
    warning = next(finding for finding in session.findings if finding.code == "B05")
    session.set_note(warning, "上年由局机关统一列支")
    page.show_documents(take(document), 0)
    assert "1 处已说明" in page.panel.findings.summary.text()
    press(Key.Key_F8)
    assert "报送单位的说明：上年由局机关统一列支" in page.panel.cell.text


def test_what_is_not_printed_is_read_in_the_panel_and_not_written(page: Shown, take: Take) -> None:
    document = sample("E-示例")
    document.revision = 1
    page.show_documents(take(document, unit="某县某某局"), 0)
    page.view.go_to(("考核内容", 1, "序号"))
    lines = [line for line in page.panel.cell.unprinted.lines if line.isVisible()]
    assert [line.name.text() for line in lines] == ["自评得分", "考评得分", "扣分原因"]
    assert all(line.isReadOnly() for line in lines)
    assert {line.placeholderText() for line in lines} == {"没有填"}  # and not what one would fill


# remarks


def test_a_remark_is_written_at_the_cursor_and_marked_there(page: Shown, take: Take) -> None:
    page.show_documents(take(goals()), 0)
    page.view.go_to(TARGET)
    press(Key.Key_M, ctrl=True)
    assert focus() is page.panel.box.edit
    write("偏低，请说明")
    press(Key.Key_Return)
    assert page.view.hasFocus()
    assert texts(page) == ["偏低，请说明"]
    form = page.view.form
    assert form is not None
    assert form.flags.remark(TARGET) == "偏低，请说明"
    press(Key.Key_M, ctrl=True)  # the same one again
    write("偏低")
    press(Key.Key_Return)
    assert texts(page) == ["偏低"]


def test_clicking_elsewhere_hands_a_remark_in(page: Shown, take: Take) -> None:
    page.show_documents(take(goals()), 0)
    page.view.go_to(TARGET)
    press(Key.Key_M, ctrl=True)
    write("偏低")
    click(page.view.viewport())
    assert texts(page) == ["偏低"]
    assert page.panel.box.isHidden()


def test_a_remark_on_the_whole(page: Shown, take: Take) -> None:
    page.show_documents(take(goals()), 0)
    press(Key.Key_M, ctrl=True, shift=True)
    write("请附测算表")
    press(Key.Key_Return)
    (row,) = page.panel.remarks.list.remarks
    assert (row.path, row.place) == ((), "整张表")


def test_choosing_a_remark_goes_to_its_cell(page: Shown, take: Take) -> None:
    (number,) = take(goals())
    page.desk.remarks.add(number, TARGET, "偏低")
    page.show_documents([number], 0)
    page.panel.show_remarks()
    press(Key.Key_F6)
    press(Key.Key_Return)
    assert page.view.current_path == TARGET
    assert page.view.hasFocus()


def test_a_remark_taken_away_can_be_had_back(page: Shown, take: Take) -> None:
    (number,) = take(goals())
    page.desk.remarks.add(number, TARGET, "偏低")
    page.show_documents([number], 0)
    page.view.go_to(TARGET)
    page.panel.show_remarks()
    press(Key.Key_F6)
    press(Key.Key_Delete)
    assert texts(page) == []
    page.messages.act()
    assert texts(page) == ["偏低"]


def test_the_menu_of_a_remark_rewords_and_removes(page: Shown, take: Take) -> None:
    (number,) = take(goals())
    page.desk.remarks.add(number, TARGET, "偏低")
    page.show_documents([number], 0)
    (row,) = page.panel.remarks.list.remarks
    menu = page.panel.remarks.menu_of(row)
    reword, remove = menu.actions()
    reword.trigger()
    assert page.panel.box.edit.toPlainText() == "偏低"
    remove.trigger()
    menu.close()
    assert texts(page) == []


def test_what_is_being_written_is_kept_when_the_window_goes(page: Shown, take: Take, store: Store) -> None:
    (number,) = take(goals())
    page.show_documents([number], 0)
    press(Key.Key_M, ctrl=True)
    write("写到一半")
    page.window().close()
    assert [one.text for one in store.remarks.of(number)] == ["写到一半"]


def test_findings_become_remarks_one_or_all(page: Shown, take: Take) -> None:
    page.show_documents(take(wrong("会议经费", 项目名称="")), 0)
    errors = len(page.panel.findings.unquoted_errors())
    assert errors > 1
    press(Key.Key_F8)
    press(Key.Key_J, ctrl=True)
    assert len(texts(page)) == 1
    assert len(page.panel.findings.unquoted_errors()) == errors - 1
    found = page.panel.findings.list.current()
    assert found is not None
    assert page.panel.findings.list.link_area(found).isEmpty()  # it is one already
    press(Key.Key_J, ctrl=True, shift=True)
    assert len(texts(page)) == errors
    assert page.panel.findings.quote_all.isHidden()


def test_the_link_of_a_finding_makes_a_remark(page: Shown, take: Take) -> None:
    page.show_documents(take(wrong("会议经费")), 0)
    found = page.panel.findings.model.findings[0]
    listed = page.panel.findings.list
    listed.scrollTo(page.panel.findings.model.line_of(found))
    click(listed.viewport(), listed.link_area(found).center())
    assert texts(page) == [f"{found.message}（{found.code}）"]


# answers


def test_back_it_goes_with_a_reason_and_what_is_chosen(page: Shown, take: Take, store: Store) -> None:
    numbers = take([wrong("甲"), wrong("乙"), goals(project="丙")])
    page.show_documents(numbers, 0)
    press(Key.Key_R, ctrl=True)
    box = page.panel.answer
    assert focus() is box.reason
    assert box.reason.toPlainText().startswith("有 ")
    write("金额不符，请改后重报")
    assert [box.others.item(row).text().splitlines()[0] for row in range(box.others.count())] == [
        "《部门预算项目支出绩效目标批复表》乙"
    ]
    press(Key.Key_Tab)
    press(Key.Key_Down)
    press(Key.Key_Space)
    box.reason.setFocus()
    press(Key.Key_Return)
    folder = page.dialogs.folder
    assert folder is not None
    file = folder / f"退回-{UNITS[0]}.jbt"
    returned = loads(file.read_bytes(), name="")
    assert [(one.project, one.why) for one in returned.documents] == [
        ("甲", "金额不符，请改后重报"),
        ("乙", "金额不符，请改后重报"),
    ]
    assert page.messages.text.startswith(f"已退回 2 份。请把 {file.name} 交给{UNITS[0]}")
    assert page.project == "丙"  # the next nobody answered
    assert page.told == ["changed"]
    assert [store.collected.document(number).answer for number in numbers] == [RETURNED, RETURNED, ""]


def test_what_came_through_an_office_goes_back_the_same_way(page: Shown, store: Store, tmp_path: Path) -> None:
    county = Office("某县财政局", tmp_path)
    county.take(package([goals(project="甲")]))
    county.accept_all()
    (tmp_path / "县.jbz").write_bytes(county.send_on().data)
    county.store.close()
    for _ in receive([tmp_path / "县.jbz"], store, bundled()):
        pass
    page.show_documents([one.id for one in store.collected.of_year(2022)], 0)
    press(Key.Key_R, ctrl=True)
    page.panel.answer.reason.setPlainText("金额不符")
    press(Key.Key_Return)
    assert f"退回-{UNITS[0]}.jbt 经某县财政局交给{UNITS[0]}" in page.messages.text


def test_without_a_reason_or_a_place_nothing_goes_back(page: Shown, take: Take, store: Store) -> None:
    (number,) = take(wrong("甲"))
    page.show_documents([number], 0)
    press(Key.Key_R, ctrl=True)
    page.panel.answer.reason.setPlainText("  ")
    assert not page.panel.answer.act.isEnabled()
    press(Key.Key_Return)
    page.dialogs.folder = None
    page.panel.answer.reason.setPlainText("金额不符")
    press(Key.Key_Return)
    assert store.collected.document(number).answer == ""
    assert page.panel.answering
    assert page.panel.answer.reason.toPlainText() == "金额不符"
    press(Key.Key_Escape)
    assert not page.panel.answering
    assert page.view.hasFocus()


def test_a_disk_that_refuses_leaves_the_answer_and_the_way_to_save_again(
    page: Shown, take: Take, store: Store, tmp_path: Path
) -> None:
    (number,) = take(wrong("甲"))
    page.show_documents([number], 0)
    page.dialogs.folder = tmp_path / "没有"
    press(Key.Key_R, ctrl=True)
    press(Key.Key_Return)
    assert "再存一份退回文件" in page.messages.text
    assert store.collected.document(number).answer == RETURNED
    assert page.headline.state.text() == "已退回"
    page.dialogs.folder = tmp_path
    page.commands.save_again.trigger()
    assert (tmp_path / f"退回-{UNITS[0]}.jbt").exists()


def test_a_reason_begun_is_there_again(page: Shown, take: Take) -> None:
    page.show_documents(take([wrong("甲"), wrong("乙")]), 0)
    press(Key.Key_R, ctrl=True)
    write("金额不符")
    press(Key.Key_Right, alt=True)
    assert not page.panel.answering
    press(Key.Key_Left, alt=True)
    press(Key.Key_R, ctrl=True)
    assert page.panel.answer.reason.toPlainText() == "金额不符"


def test_accepted_at_once_when_nothing_speaks_against_it(page: Shown, take: Take, store: Store) -> None:
    numbers = take([goals(project="甲"), goals(project="乙")])
    page.show_documents(numbers, 1)
    press(Key.Key_Return, ctrl=True, shift=True)
    assert store.collected.document(numbers[1]).answer == ACCEPTED
    assert page.project == "甲"
    press(Key.Key_Return, ctrl=True, shift=True)
    assert page.messages.text.endswith("打开的都答复了")
    assert not page.commands.accept.isEnabled()
    assert not page.commands.remark.isEnabled()


def test_with_errors_a_reason_is_asked_for(page: Shown, take: Take, store: Store) -> None:
    (number,) = take(wrong("甲"))
    page.show_documents([number], 0)
    page.commands.accept.trigger()
    assert "处错误" in page.panel.answer.note.text()
    assert store.collected.document(number).answer == ""
    write("会议决定按此批复")
    press(Key.Key_Return)
    found = store.collected.document(number)
    assert (found.answer, found.why) == (ACCEPTED, "会议决定按此批复")


@pytest.mark.parametrize("before", [ACCEPTED, RETURNED])
def test_it_is_told_what_was_answered_before(page: Shown, take: Take, before: str) -> None:
    (number,) = take(goals())
    page.show_documents([number], 0)
    if before == ACCEPTED:
        page.commands.accept.trigger()
        page.commands.give_back.trigger()
    else:
        page.commands.give_back.trigger()
        write("请补附件")
        press(Key.Key_Return)
        page.commands.accept.trigger()
    assert before.removeprefix("已") in page.panel.answer.note.text()


def test_a_long_reason_given_before_leaves_room_for_the_new_one(page: Shown, take: Take, tmp_path: Path) -> None:
    (number,) = take(goals())
    page.desk.send_back([number], "请逐条核实后重报" * 200, tmp_path / "退回.jbt")
    page.show_documents([number], 0)
    page.commands.give_back.trigger()
    assert len(page.panel.answer.note.text()) < 120


def test_all_without_errors_at_once(page: Shown, take: Take, store: Store) -> None:
    numbers = take([goals(project="甲"), wrong("乙"), goals(project="丙")])
    page.show_documents(numbers, 0)
    page.commands.accept_clean.trigger()
    assert store.collected.document(numbers[0]).answer == ""  # the line asks first
    page.messages.act()
    assert [store.collected.document(number).answer for number in numbers] == [ACCEPTED, "", ACCEPTED]
    assert page.messages.text == "已接受 2 份；1 份有错误，没有接受"
    assert page.project == "乙"


# revisions


def newer(revision: int = 2) -> Document:
    """The next revision, with another target in the third row."""
    document = goals(revision=revision)
    document.rows((ROWS,))[2]["指标值"] = "≥99%"
    return document


def test_a_newer_one_is_looked_at_and_takes_the_place(page: Shown, take: Take) -> None:
    (here,), (waiting,) = take(goals()), take(newer())
    page.show_documents([here], 0)
    assert page.strip.text.text() == "新报来修订 2，1 处不同"
    assert visible_tabs(page) == ["问题", "意见", "不同 1"]
    form = page.view.form
    assert form is not None
    assert "新报的是“≥99%”" in form.flags.change(TARGET)
    press(Key.Key_D, ctrl=True)
    session = page.view.session
    assert session is not None
    assert session.document.get(TARGET) == "≥99%"
    assert not page.commands.accept.isEnabled()
    click(page.strip.take)
    assert page.numbers == [waiting]
    assert page.strip.isHidden()
    received = page.received
    assert received is not None
    assert (received.head.id, received.head.revision) == (waiting, 2)


def test_the_old_one_is_not_accepted_by_oversight(page: Shown, take: Take, store: Store) -> None:
    (here,) = take(goals())
    take(newer())
    page.show_documents([here], 0)
    page.commands.accept.trigger()
    assert store.collected.document(here).answer == ""
    page.messages.act()
    assert store.collected.document(here).answer == ACCEPTED
    assert page.strip.take.text() == "接受新的"


def test_a_newer_one_with_errors_takes_an_accepted_ones_place_with_a_reason(
    page: Shown, take: Take, store: Store
) -> None:
    (here,) = take(goals())
    page.show_documents([here], 0)
    page.commands.accept.trigger()
    document = newer()
    document.data["年度资金总额"] = "35"
    (waiting,) = take(document)
    page.refresh()
    page.replying.take_newer()
    assert store.collected.document(here).standing == CURRENT
    assert "处错误，没有接受。要写明接受的理由。" in page.panel.answer.note.text()
    write("会议决定按此批复")
    press(Key.Key_Return)
    found = store.collected.document(waiting)
    assert (found.standing, found.answer, found.why) == (CURRENT, ACCEPTED, "会议决定按此批复")
    assert page.messages.text == "已接受新报的修订 2"
    assert not page.panel.answering


def test_what_came_again_shows_what_was_changed_and_answered(page: Shown, take: Take, tmp_path: Path) -> None:
    (first,) = take(goals())
    at = page.desk.remarks.add(first, TARGET, "偏低")
    asked = page.desk.remarks.add(first, ("立项依据",), "没有文号")
    left = page.desk.remarks.add(first, (), "请附测算表")
    page.desk.send_back([first], "请改后重报", tmp_path / "退回.jbt")
    answers = dump_replies((Reply(asked, "文号在附件里"),))
    take(newer(), attachments=[(REPLIES, REPLIES_TITLE, answers)])
    page.show_documents([first], 0)
    page.replying.take_newer()
    assert visible_tabs(page) == ["问题", "意见 3", "不同 1"]
    rows = {row.number: row for row in page.panel.remarks.list.remarks}
    assert (rows[left].standing, rows[left].aside) == (Standing.OPEN, "没有改")
    assert (rows[at].standing, rows[at].aside) == (Standing.DONE, "已改为“≥99%”")
    assert (rows[asked].standing, rows[asked].reply) == (Standing.DONE, "文号在附件里")
    assert page.panel.remarks.count.text() == "1 条没有改，2 条已改或已答复"
    press(Key.Key_D, ctrl=True)
    assert page.strip.text.text() == "现在看的是退回的修订 1"
    assert page.strip.look.text() == page.panel.differences.look.text() == "看现在的"
    session = page.view.session
    assert session is not None
    assert session.document.get(TARGET) == "≥98%"


def test_a_difference_leads_to_its_cell(page: Shown, take: Take) -> None:
    (here,) = take(goals())
    take(newer())
    page.show_documents([here], 0)
    press(Key.Key_F6)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert page.view.current_path == TARGET


# the rest of the panel


def test_proofs_are_saved_and_never_opened(page: Shown, take: Take) -> None:
    page.show_documents(take(goals(), attachments=[("附件/01.pdf", "测算依据", b"%PDF-1.4 scanned")]), 0)
    assert visible_tabs(page) == ["问题", "意见", "附件 1"]
    press(Key.Key_Tab, ctrl=True)
    press(Key.Key_Tab, ctrl=True)
    press(Key.Key_F6)
    press(Key.Key_Down)
    press(Key.Key_Return)
    folder = page.dialogs.folder
    assert folder is not None
    assert (folder / "测算依据.pdf").read_bytes() == b"%PDF-1.4 scanned"


def test_scores_are_offered_where_a_form_is_assessed(page: Shown, take: Take) -> None:
    document = sample("D-示例")
    document.revision = 1
    page.show_documents(take(document), 0)
    assert "考评" in visible_tabs(page)
    page.show_documents(take(goals()), 0)
    assert "考评" not in visible_tabs(page)


def test_the_scores_move_the_cursor_and_keep_the_keyboard(page: Shown, take: Take) -> None:
    document = sample("D-示例")
    document.revision = 1
    page.show_documents(take(document), 0)
    while page.panel.pages.currentWidget() is not page.panel.scores:
        press(Key.Key_Tab, ctrl=True)
    page.panel.scores.take_focus()
    before = page.view.current_path
    press(Key.Key_Down)
    assert page.view.current_path != before
    assert not page.view.hasFocus()


def test_one_sheet_after_the_other_is_assessed_from_its_first_row(page: Shown, take: Take) -> None:
    numbers = [*take(targets("某市水利局")), *take(targets("某市审计局"))]
    page.show_documents(numbers, 0)
    while page.panel.pages.currentWidget() is not page.panel.scores:
        press(Key.Key_Tab, ctrl=True)
    scores = page.panel.scores
    scores.take_focus()
    press(Key.Key_Down)
    press(Key.Key_Right, alt=True)
    assert scores.sheet is not None
    assert scores.sheet.document == numbers[1]
    assert page.panel.pages.currentWidget() is scores
    assert focus() is scores.table
    assert scores.table.currentIndex().row() == 0


def test_it_is_printed_through_the_preview(page: Shown, take: Take) -> None:
    page.show_documents(take(goals()), 0)
    asked: list[object] = []
    page.printing.connect(asked.extend)
    press(Key.Key_P, ctrl=True)
    (printout,) = asked
    received = page.received
    assert received is not None
    assert getattr(printout, "code", "") == received.head.code


def test_the_panel_folds_and_stays_so(page: Shown, take: Take) -> None:
    page.show_documents(take(goals()), 0)
    press(Key.Key_F9)
    assert page.panel.isHidden()
    assert page.workspace.remembered("received.panel") == "folded"
    press(Key.Key_M, ctrl=True)  # what is written needs it
    assert not page.panel.isHidden()


@pytest.mark.parametrize("size", [(1366, 640), (910, 420)])
def test_the_page_fits_a_small_screen(page: Shown, take: Take, size: tuple[int, int]) -> None:
    """1366×768 and the same at 150 %, less the line that speaks, the foot line and the window's own frame."""
    page.show_documents(take([wrong("甲"), wrong("乙")], attachments=[("附件/1.pdf", "依据", b"%PDF-1")]), 0)
    assert fits(page, size)
    page.commands.give_back.trigger()
    assert fits(page, size)


def test_it_fits_with_a_newer_one_waiting(page: Shown, take: Take) -> None:
    take(goals())
    page.show_documents(take(newer()), 0)
    assert not page.strip.isHidden()
    assert fits(page, (910, 420))


def fits(page: Shown, size: tuple[int, int]) -> bool:
    """Whether the page can be made so small."""
    least = page.minimumSizeHint()
    return least.width() <= size[0] and least.height() <= size[1]
