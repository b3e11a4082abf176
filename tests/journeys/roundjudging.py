"""The second half of a year's round: accepting, reminding, judging, publishing, summing up, sending on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pymupdf
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

from desktop.bench.round import Fault
from desktop.ui.printpreview.paperview import PaperView
from tests.journeys.hand import CTRL, Key, focus, press
from tests.journeys.roundplay import (
    ALT,
    AUDIT,
    DAMAGED,
    FAULTS,
    OFFICE,
    ROADS,
    SHIFT,
    UNITS,
    YEAR,
    D,
    Desk,
    E,
    F,
    Round,
    click,
    name_of,
    newest,
    open_draft,
    pack,
    year_of,
)  # fmt: skip
from tests.ui.window.hand import double_click, write

_open: Any = pymupdf.open  # only part of it has types
PROJECTS = "项目支出绩效自评汇总表"
HERE = [number for number in UNITS if number != DAMAGED]


def the_rest_is_accepted(play: Round, office: Desk) -> None:
    """接受无错误的, over the whole board."""
    assert office.shows(office.board)
    press(Key.Key_Return, CTRL | SHIFT)
    assert office.said == "列出的单位报来 354 份，其中没有错误、没有意见的都接受？"
    play.moment("收表，都接受吗")
    click(office.window.messages.act_button)
    play.moment("收表，都接受了")
    assert office.said == "已接受 350 份；3 份有错误，没有接受"
    assert office.field(ROADS, D) == "已接受 2"


def something_is_changed_afterwards(play: Round, unit: Desk) -> None:
    """A unit thinks of something after all, and sends anew."""
    draft = next(one for one in unit.workspace.drafts() if one.form == E)
    open_draft(unit, draft.id)
    unit.editor.view.go_to(("考核内容", 0, "完成时限"))
    write("10月底")
    press(Key.Key_Return)
    press(Key.Key_F7)
    assert unit.said == "审核通过"
    press(Key.Key_Left, ALT)
    pack(play, unit, 6)


def what_comes_later_is_accepted_anew(play: Round, office: Desk) -> None:
    """What was accepted is locked: the newer one waits until it is accepted itself."""
    press(Key.Key_2, ALT)
    office.drop(newest(play.stick))
    office.taken_in()
    board, page = office.board, office.received
    assert office.field(ROADS, E) == "已接受，待确认 1"
    assert not board.receipt.confirm_button.isVisible()
    play.moment("收表，已接受的又来新的")
    double_click(board.table.viewport(), office.rect(ROADS, E).center())
    play.moment("收到的表，已接受的又来新的")
    assert page.strip.text.text() == "新报来修订 2，1 处不同；这一份已接受，要换就接受新的"
    click(page.strip.take)
    assert office.said == "已接受新报的修订 2"
    press(Key.Key_Escape)
    assert office.field(ROADS, E) == "已接受"


def who_owes_is_reminded(play: Round, office: Desk) -> None:
    """催报单, as it will be printed."""
    press(Key.Key_P, CTRL)
    preview = office.window.preview
    assert office.shows(preview)
    words = {box.cell.text for side in preview.view.sides if side.page for box in side.page.boxes}
    assert name_of(DAMAGED) in words
    assert not words & {name_of(AUDIT), name_of(ROADS), name_of(0)}
    play.moment("催报单")
    press(Key.Key_Escape)
    assert office.shows(office.board)


def sheets_are_judged(play: Round, office: Desk) -> None:
    """All sheets of the year, one after the other: two by hand, the others as the units judged themselves."""
    board, page, panel = office.board, office.received, office.received.panel
    header = board.table.horizontalHeader()
    column = board.model.forms.index(E) + 1
    spot = header.viewport().rect().center()
    spot.setX(header.sectionViewportPosition(column) + header.sectionSize(column) // 2)
    double_click(header.viewport(), spot)
    assert office.shows(page)
    assert len(page.numbers) == len(HERE)
    click(next(tab for tab in panel.findChildren(QToolButton) if tab.text() == "考评"))
    play.moment("考评，还没有考评")
    for number in range(2):
        panel.scores.take_focus()
        for row in [row for row in panel.scores.rows.rows if not row.listed]:
            score = Decimal(row.own) - Decimal("0.5") if number == 0 and row.own == row.full else row.own
            type_keys(f"{score}")
            press(Key.Key_Return)
            if focus() is panel.scores.why:
                write(f"抽查有缺项，扣{Decimal(row.full) - Decimal(score)}分")
                press(Key.Key_Return)
        assert panel.scores.progress.text() == f"{len(panel.scores.rows.rows)} 项都已考评"
        play.moment("考评，逐项")
        press(Key.Key_Right, ALT)
    click(panel.scores.same_link)
    for _ in HERE[3:]:
        press(Key.Key_Right, ALT)
        press(Key.Key_S, ALT)
        assert panel.scores.sheet is not None
        assert panel.scores.sheet.is_whole
    play.moment("考评，最后一份")
    press(Key.Key_Escape)


def type_keys(text: str) -> None:
    """Digits and points, each to whatever has the keyboard then."""
    for char in text:
        press(Key.Key_Period if char == "." else Key(ord(char)))


def ranks_are_published(play: Round, office: Desk) -> None:
    """The form is made of what was judged, completed by hand, checked, and written out."""
    press(Key.Key_3, ALT)
    page = office.window.summary
    choose(office, F)
    assert page.to_make.words.text() == f"《{E}》已接受并考评完 59 份\n未收 1 个（{name_of(DAMAGED)}）"
    play.moment("汇总，考评汇总表")
    click(page.to_make.button)
    editor = office.editor
    play.moment("考评汇总表，刚做")
    rows = office.session.document.rows(("单位考评",))
    assert {row["单位"] for row in rows} == {name_of(number) for number in HERE}
    lines = ["迟报材料，扣0.5分\t49.5" if number % 7 == 3 else "无加扣分\t50" for number in range(len(rows))]
    QGuiApplication.clipboard().setText("\n".join(lines))
    editor.view.go_to(("单位考评", 0, "过程管控加扣分情况"))
    press(Key.Key_V, CTRL)
    play.moment("考评汇总表，贴了过程管控")
    a_point_is_added(play, office)
    press(Key.Key_F7)
    assert office.said == "审核通过"
    play.moment("考评汇总表，审核通过")
    results = by_hand(rows)
    ranks = [rank for *_, rank in results]
    evaluation = office.session.evaluation
    assert [evaluation.value(("单位考评", at, "名次")) for at in range(len(rows))] == ranks
    assert len(set(ranks)) < len(ranks), "some share a rank"
    editor.commands.pdf.trigger()
    editor.commands.xlsx.trigger()
    play.moment("考评汇总表，导出了")
    published(play.stick, [str(row["单位"]) for row in rows], results)
    press(Key.Key_Left, ALT)


def a_point_is_added(play: Round, office: Desk) -> None:
    """One more line among the additions of the first unit, with its points beside the form."""
    editor = office.editor
    lines = ("单位考评", 0, "目标任务加扣分情况")
    last = len(office.session.document.rows(lines)) - 1
    editor.view.go_to((*lines, last, "事由"))
    press(Key.Key_Equal, CTRL)
    assert editor.view.current_path == (*lines, last + 1, "事由")
    write("媒体宣传，加1分")
    press(Key.Key_Return)
    editor.view.go_to((*lines, last + 1, "事由"))
    points = editor.panel.unprinted.line((*lines, last + 1, "加扣分"))
    assert points is not None
    click(points)
    write("1")
    press(Key.Key_Tab)
    play.moment("考评汇总表，加一条")
    assert office.session.document.get((*lines, last + 1, "加扣分")) == "1"


def by_hand(rows: list[Any]) -> list[tuple[Decimal, Decimal, int]]:
    """Of each unit 50 and all additions, the total, and its rank: as many as have more, and one."""
    goals = [
        50 + sum((Decimal(line["加扣分"]) for line in row["目标任务加扣分情况"] or ()), Decimal(0)) for row in rows
    ]
    totals = [goal + Decimal(row["过程管控得分"]) for goal, row in zip(goals, rows, strict=True)]
    ranks = [sum(other > total for other in totals) + 1 for total in totals]
    return list(zip(goals, totals, ranks, strict=True))


def published(folder: Path, names: list[str], results: list[tuple[Decimal, Decimal, int]]) -> None:
    """What everybody reads in the PDF and in the workbook."""
    (pdf,), (book,) = folder.glob(f"*{F}*.pdf"), folder.glob(f"*{F}*.xlsx")
    with _open(pdf) as printed:
        text = "".join("".join(page.get_text().split()) for page in printed)
    sheet = load_workbook(book).active
    assert sheet is not None
    lines = {line[0]: line[4:7] for line in sheet.iter_rows(values_only=True)}
    starts = [text.index(name) for name in names]
    assert starts == sorted(starts)
    for name, result, start, end in zip(names, results, starts, [*starts[1:], len(text)], strict=True):
        assert "".join(f"{Decimal(number).normalize():f}" for number in result) in text[start:end]
        assert [Decimal(str(value)) for value in lines[name]] == list(result)


def choose(office: Desk, form: str) -> None:
    """Click a line of 汇总's list, and wait for its pages."""
    page = office.window.summary
    view = page.picker.list
    row = [choice.form for choice in page.picker.choices].index(form)
    click(view.viewport(), view.visualRect(view.model().index(row, 0)).center())
    office.qtbot.waitUntil(lambda: not page.maker.running, timeout=30_000)


def all_is_summed_up(play: Round, office: Desk) -> None:
    """汇总 of all projects that were accepted: its totals are those of the forms the units filled."""
    press(Key.Key_3, ALT)
    page = office.window.summary
    choose(office, PROJECTS)
    click(page.picker.unit)
    write(OFFICE)
    press(Key.Key_Return)
    office.qtbot.waitUntil(lambda: not page.maker.running, timeout=30_000)
    assert page.status.text().endswith("由 116 份表汇总（已接受）")
    assert page.made is not None
    wrong = {Fault.BLANK, Fault.ACROSS}
    forms = [
        form
        for number in HERE
        for form in [one for one in year_of(number) if one.form == D][FAULTS.get(number) in wrong :]
    ]
    for field in ("年初预算", "调整后预算数", "预算执行数"):
        total = sum(Decimal(str(form.rows(("预算执行情况",))[0][field])) for form in forms)
        assert page.made.evaluation.value((field,)) == total
        assert f"{total:.2f}" in shown(page.view)
    play.moment("汇总，全部项目")
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    play.moment("汇总，最后一页")
    page.tools.pdf.trigger()
    page.tools.workbook.trigger()
    assert office.said.startswith("已导出")
    assert len(list(play.stick.glob(f"*{PROJECTS}*"))) == 2


def shown(view: PaperView) -> set[str]:
    """All words on the sheets."""
    return {box.cell.text for side in view.sides if side.page for box in side.page.boxes}


def it_goes_further_up(play: Round, office: Desk) -> None:
    """转报: one package of all that was accepted."""
    press(Key.Key_2, ALT)
    press(Key.Key_U, CTRL)
    panel = office.board.forward
    assert panel.head.text() == f"{YEAR} 年：已接受 59 个单位的 351 张表，可以转报，另有 3 张还没有接受"
    assert panel.office.text() == OFFICE
    play.moment("转报")
    press(Key.Key_Return, CTRL)
    office.qtbot.waitUntil(panel.done.isVisible, timeout=60_000)
    play.moment("转报，包做好了")
    press(Key.Key_Escape)


def it_comes_in_above(play: Round, above: Desk) -> None:
    """The office above takes it in: every form is its unit's, and says through whom it came."""
    press(Key.Key_2, ALT)
    (file,) = play.stick.glob("转报*.jbz")
    above.drop(file)
    above.taken_in()
    board, page = above.board, above.received
    play.moment("上级，收了转报的包")
    assert len(above.units) == len(HERE)
    assert above.field(ROADS, E) == "已收"
    double_click(board.table.viewport(), above.rect(ROADS, E).center())
    assert f"经 {OFFICE} 报来" in page.headline.about.text()
    assert page.received is not None
    assert page.received.head.revision == 2
    play.moment("上级，收到的表")
