"""The first half of a year's round: asking, sending, taking in, finding errors, returning, correcting, accepting."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.bench.round import Fault
from desktop.collect.outcome import Kind
from desktop.forms.paths import Path as FieldPath
from desktop.session.overview import Pick
from desktop.ui.drafts.model import STATE
from tests.journeys.hand import CTRL, Key, focus, press
from tests.journeys.roundplay import (
    ALT,
    AUDIT,
    DAMAGED,
    FAULTS,
    LOCKED,
    PASSWORD,
    SHIFT,
    UNITS,
    YEAR,
    B,
    D,
    Desk,
    E,
    Round,
    as_files,
    click,
    list_of_units,
    name_of,
    newest,
    open_draft,
    pack,
    year_of,
)  # fmt: skip
from tests.ui.window.hand import double_click, write

PLAN = next(one for one in year_of(AUDIT) if one.form == D)
PROJECT = PLAN.data["项目名称"]
ROW = next(at for at, row in enumerate(PLAN.rows(("绩效指标",))) if (row["指标性质"], row["度量单位"]) == ("≥", "%"))
TARGET: FieldPath = ("绩效指标", ROW, "指标值")
APPROVED = str(PLAN.rows(("绩效指标",))[ROW]["指标值"])
MISTYPED = str(int(APPROVED) - 1)
PROBLEMS: FieldPath = ("存在问题",)
WRONG = {number for number, fault in FAULTS.items() if fault is not Fault.UNEXPLAINED}


def the_office_asks(play: Round, office: Desk) -> None:
    """单位名单, and which forms are due until when."""
    press(Key.Key_2, ALT)
    board = office.board
    assert board.empty.isVisible()
    play.moment("收表，还什么都没有")
    office.dialogs.files = [list_of_units(play.folder)]
    press(Key.Key_I, CTRL)
    assert office.said == f"单位名单已换成 单位名单.xlsx 里的 {len(UNITS)} 个单位"
    play.moment("收表，有了名单")
    office.drop(play.sent / "年初.jbz")
    office.taken_in()
    assert board.year == YEAR, "the year of what came is what one wants to see"
    press(Key.Key_D, CTRL)
    table, forms = board.due.table, [name.form for name in board.desk.forms()]
    assert focus() is table
    for form in (B, D, E):
        table.setCurrentCell(forms.index(form), 1)
        press(Key.Key_Space)
    table.setCurrentCell(forms.index(D), 1)
    press(Key.Key_F2)
    editor = focus()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "2023.1.31")
    press(Key.Key_Return)
    QCoreApplication.processEvents()
    click(board.due.same_link)
    play.moment("应报")
    press(Key.Key_Escape)
    assert office.units[:2] == [name_of(0), name_of(1)]
    assert len(office.units) == len(UNITS)
    others = [number for number in UNITS if number != AUDIT]
    assert {office.field(number, form) for number in others for form in (B, D, E)} == {"未收，迟"}
    assert [office.field(AUDIT, form) for form in (B, D)] == ["已收 2", "未收，迟"]
    assert office.store.board.due(YEAR) == dict.fromkeys((B, D, E), "2023-01-31")
    play.moment("收表，名单和应报都有了")


def a_unit_sends(play: Round, unit: Desk, number: int, forms: list[str]) -> None:
    """Its forms come in as files, pass, and go onto the stick. One target is typed in wrong."""
    documents = [one for one in year_of(number) if one.form in forms]
    unit.drop(*as_files(documents, play.folder / f"{number}的表"))
    assert unit.said == f"已导入 {len(documents)} 份"
    play.moment("单位，表都进来了")
    for draft in unit.workspace.drafts():
        open_draft(unit, draft.id)
        if number == AUDIT and draft.project == PROJECT:
            unit.editor.view.go_to(TARGET)
            write(MISTYPED)
            press(Key.Key_Return)
        press(Key.Key_F7)
        assert unit.said.startswith("审核通过"), unit.said
        play.moment(f"单位，{draft.form}审核")
        press(Key.Key_Left, ALT)
    assert {unit.window.drafts.model.index(row, STATE).data() for row in range(len(documents))} == {"审核通过"}
    pack(play, unit, len(documents))


def packages_come_in(play: Round, office: Desk) -> None:
    """The folder and the stick, let go over the board."""
    press(Key.Key_2, ALT)
    office.drop(play.sent, play.stick)
    office.taken_in()
    board, receipt = office.board, office.board.receipt
    assert receipt.text.text() == "看了 61 个包　已收 55 · 已收，有错误 3 · 收过了 1 · 没有收 2"
    play.moment("收表，都收了")
    assert focus() is receipt.password
    assert receipt.locked.text() == "1 个包有密码"
    write(PASSWORD)
    press(Key.Key_Return)
    office.taken_in()
    play.moment("收表，密码也对了")
    assert receipt.text.text() == "用密码再收：看了 1 个包　已收 1"
    bad = [entry.line for entry in receipt.model.shown if entry.kind is Kind.REFUSED]
    assert [line.partition("：")[0] for line in bad] == [f"{DAMAGED:05}-{name_of(DAMAGED)}.jbz"]
    assert office.field(LOCKED, E) == "已收"
    assert office.field(DAMAGED, E) == "未收，迟"
    assert office.field(AUDIT, D) == "有错误 1/2"
    assert board.status.text() == "60 个单位　应报 180 项，已收 177 项　1 个单位迟报"


def errors_are_found_and_go_back(play: Round, office: Desk) -> None:
    """有错误 alone; the finding becomes a remark, two more are written, and the form goes back with a reason."""
    board, page = office.board, office.received
    click(board.chips.button(Pick.WRONG))
    assert office.units == [name_of(number) for number in sorted({AUDIT, *WRONG})]
    play.moment("收表，有错误的")
    double_click(board.table.viewport(), office.rect(AUDIT, D).center())
    assert office.shows(page)
    assert page.received is not None
    assert page.received.head.project == PROJECT
    press(Key.Key_F8)
    assert page.view.current_path == TARGET
    play.moment("收到的表，第一个问题")
    press(Key.Key_J, CTRL)
    assert office.said == "写成了 1 条意见"
    play.moment("收到的表，问题写成了意见")
    page.view.go_to(PROBLEMS)
    press(Key.Key_M, CTRL)
    write("问题写得太笼统，请结合本项目写")
    play.moment("收到的表，正在写意见")
    press(Key.Key_Return)
    press(Key.Key_M, CTRL | SHIFT)
    write("请盖章后再报")
    press(Key.Key_Return)
    assert [one.text for one in page.panel.remarks.list.remarks][1:] == [
        "问题写得太笼统，请结合本项目写",
        "请盖章后再报",
    ]
    play.moment("收到的表，三条意见")
    press(Key.Key_R, CTRL)
    assert page.panel.answer.reason.toPlainText() == "有 1 处错误、3 条意见，请改后重报"
    write("指标值与批复不符，请改后重报")
    play.moment("收到的表，退回的理由")
    press(Key.Key_Return)
    play.moment("收到的表，已退回")
    assert office.said.startswith("已退回 1 份。请把 退回-")
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert office.shows(board)
    assert office.units == [name_of(number) for number in sorted(WRONG)]
    click(board.chips.button(Pick.ALL))
    assert office.field(AUDIT, D) == "已退回 1/2，迟"
    play.moment("收表，退回以后")


def the_unit_corrects(play: Round, unit: Desk) -> None:
    """The return file is let go over the list, its remarks are gone through, and the package answers them."""
    (file,) = play.stick.glob("*.jbt")
    unit.drop(file)
    editor, panel = unit.editor, unit.editor.returning.panel
    QCoreApplication.processEvents()
    assert panel.why.text() == "指标值与批复不符，请改后重报"
    assert editor.view.current_path == TARGET
    play.moment("单位，退回来了")
    write(APPROVED)
    press(Key.Key_Return)
    press(Key.Key_F8, SHIFT)
    assert editor.view.current_path == PROBLEMS
    press(Key.Key_M, CTRL)
    write("见所附自查报告第三条")
    play.moment("单位，正在答复")
    press(Key.Key_Return)
    QCoreApplication.processEvents()
    assert editor.side.tab(panel).text() == "退回意见 1"
    press(Key.Key_F7)
    assert unit.said == "审核通过；退回意见还没有答复 1 条"
    play.moment("单位，改好又审核")
    press(Key.Key_Left, ALT)
    pack(play, unit, 4)


def the_answer_is_seen_and_accepted(play: Round, office: Desk) -> None:
    """What is newer waits, is looked at field by field, takes its place, and is accepted."""
    press(Key.Key_2, ALT)
    office.drop(newest(play.stick))
    office.taken_in()
    receipt, page = office.board.receipt, office.received
    play.moment("收表，重报的来了")
    assert receipt.text.text() == "看了 1 个包　有更新，待确认 1"
    assert [line.partition("：")[0] for line in receipt.details.lines()] == [
        f"《{D}》{PROJECT}",
        f"绩效指标第{ROW + 1}行的指标值",
    ]
    assert office.field(AUDIT, D) == "已退回 1/2，待确认 1"
    assert focus() is receipt.list
    press(Key.Key_Return)
    assert office.shows(page)
    assert page.strip.text.text() == "新报来修订 2，1 处不同"
    play.moment("收到的表，重报的等着")
    click(page.strip.take)
    assert office.said == "已换成新报的修订 2"
    assert page.received is not None
    assert page.received.head.revision == 2
    page.panel.show_remarks()
    play.moment("收到的表，换成了重报的")
    assert page.panel.remarks.count.text() == "1 条没有改，2 条已改或已答复"
    told = {row.path: (row.reply, row.aside) for row in page.panel.remarks.list.remarks}
    assert told == {
        TARGET: ("", f"已改为“{APPROVED}”"),
        PROBLEMS: ("见所附自查报告第三条", "已答复"),
        (): ("", "没有改"),
    }
    press(Key.Key_Return, CTRL | SHIFT)
    play.moment("收到的表，接受了")
    press(Key.Key_Escape)
    play.moment("收表，接受了一份")
