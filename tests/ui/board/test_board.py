"""The board by keyboard and mouse: what it shows, how it is narrowed, what it opens."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.collect.answering import accept, send_back
from desktop.collect.board import Board, board
from desktop.forms.catalogue import bundled
from desktop.forms.names import plain
from desktop.session import collectdesk
from desktop.session.overview import Pick
from desktop.store import Store
from desktop.store.collect_records import Unit
from tests.collect.packages import UNITS, B, D, goals, package, put
from tests.ui.board.conftest import Office, take_in
from tests.ui.window.hand import Key, click, double_click, focus, press, write
from tests.ui.window.standins import StandInDialogs

ONE, TWO, THREE = UNITS


@pytest.fixture
def sent(store: Store, stick: Path) -> None:
    """Of the first unit two projects, one of them with an error; the second unit's only one went back."""
    take_in(
        store,
        put(stick, "一", package([goals(ONE, "甲项目", 年度财政拨款="7"), goals(ONE, "乙项目")])),
        put(stick, "二", package([goals(TWO, "丙项目")])),
    )
    send_back(store, bundled(), [3], "项目名称与预算不符")
    store.board.put_due(2022, B, "2022-03-31")
    store.board.put_due(2022, D, "")


def test_each_field_says_how_far_it_is(sent: None, office: Office) -> None:
    assert office.units == list(UNITS)
    assert [office.text(unit, B) for unit in UNITS] == ["有错误 1/2", "已退回，迟", "未收，迟"]
    assert [office.text(unit, D) for unit in UNITS] == ["未收", "未收", "未收"]
    assert office.page.status.text() == "3 个单位　应报 6 项，已收 2 项　2 个单位迟报"


def test_the_counts_are_what_they_show(sent: None, office: Office) -> None:
    chips = office.page.chips
    shown = {pick: chips.button(pick).accessibleName() for pick in Pick if not chips.button(pick).isHidden()}
    assert shown == {
        Pick.ALL: "全部 3",
        Pick.MISSING: "未收 3",
        Pick.LATE: "迟 2",
        Pick.WRONG: "有错误 1",
        Pick.RETURNED: "已退回 1",
    }
    click(chips.button(Pick.LATE))
    assert office.units == [TWO, THREE]
    click(chips.button(Pick.WRONG))
    assert office.units == [ONE]


def test_search_by_name_or_code_and_back_into_the_table(sent: None, office: Office) -> None:
    press(Key.Key_F, ctrl=True)
    assert focus() is office.page.search
    write("审计")
    assert office.units == [THREE]
    press(Key.Key_A, ctrl=True)
    write("002")
    assert office.units == [TWO]
    press(Key.Key_Down)
    assert focus() is office.page.table
    press(Key.Key_F, ctrl=True)
    write("没有这个")
    assert office.page.stack.currentWidget() is office.page.nothing
    assert office.page.nothing.text == "没有与「没有这个」相符的单位"
    click(office.page.nothing.clear_link)
    assert office.units == list(UNITS)


def test_enter_opens_the_documents_of_a_field_beginning_with_the_one_in_error(sent: None, office: Office) -> None:
    assert focus() is office.page.table
    press(Key.Key_Return)
    assert office.opened == [([1, 2], 0)]
    press(Key.Key_Down)
    press(Key.Key_Enter)
    assert office.opened[1:] == [([3], 0)]
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert office.messages.text == f"{THREE}还没有报来《{B}》"
    assert len(office.opened) == 2


def test_the_name_opens_all_the_unit_sent(sent: None, office: Office) -> None:
    table = office.page.table
    double_click(table.viewport(), table.visualRect(office.page.model.index(0, 0)).center())
    assert office.opened == [([1, 2], 0)]


def test_several_documents_begin_with_the_one_that_asks_most(store: Store, stick: Path, office: Office) -> None:
    take_in(
        store,
        put(stick, "一", package([goals(ONE, "甲项目"), goals(ONE, "乙项目", 年度财政拨款="7"), goals(ONE, "丙项目")])),
    )
    accept(store, bundled(), 1)
    office.page.show_year(2022)
    office.page.table.go_to(0, 1)
    office.page.table.setFocus()
    press(Key.Key_Return)
    assert office.opened == [([1, 2, 3], 1)]


def test_f5_reads_anew_and_the_cursor_stays(sent: None, store: Store, office: Office) -> None:
    office.page.table.go_to(1, 2)
    store.board.put_units([Unit(plain("某市林业局"), "某市林业局"), *(Unit(plain(name), name) for name in UNITS)])
    press(Key.Key_F5)
    assert office.units[0] == "某市林业局"
    index = office.page.table.currentIndex()
    assert (office.units[index.row()], index.column()) == (TWO, 2)


def test_what_comes_in_meanwhile_moves_nothing_under_the_eyes(store: Store, stick: Path, office: Office) -> None:
    store.board.put_units([Unit(plain(name), name) for name in (*UNITS, *(f"某市第{n}局" for n in range(60)))])
    take_in(store, put(stick, "一", package([goals(ONE)])))
    office.page.show_year(2022)
    down = office.page.table.verticalScrollBar()
    down.setValue(300)
    take_in(store, put(stick, "二", package([goals(TWO)])))
    press(Key.Key_F5)
    assert down.value() == 300
    store.board.put_units([Unit(plain(name), name) for name in (*UNITS, *(f"某市第{n}局" for n in range(50)))])
    press(Key.Key_F5)
    assert down.value() == 300
    assert office.text(TWO, B) == "已收"


def test_a_form_nobody_is_asked_for_is_not_missing(sent: None, store: Store, office: Office) -> None:
    store.board.put_due(2022, B, None)
    press(Key.Key_F5)
    assert office.text(THREE, B) == ""
    assert office.text(ONE, B) == "有错误 1/2"


def test_names_stay_while_many_forms_are_scrolled_sideways(store: Store, office: Office, qtbot: QtBot) -> None:
    for name in office.page.desk.forms():
        store.board.put_due(2022, name.form, "")
    office.page.show_year(2022)
    table = office.page.table
    assert not table.names.isHidden()
    table.setFocus()
    table.go_to(0, 1)
    for _ in range(len(office.page.model.forms) - 1):
        press(Key.Key_Right)
    assert table.horizontalScrollBar().value() == table.horizontalScrollBar().maximum()
    for _ in range(len(office.page.model.forms) - 1):
        press(Key.Key_Left)
    first = table.visualRect(office.page.model.index(0, 1))
    assert first.left() == table.names.width() == table.columnWidth(0)
    table.horizontalScrollBar().setValue(500)
    click(table.names.viewport(), table.names.visualRect(office.page.model.index(2, 0)).center())
    assert table.currentIndex().row() == 2
    assert table.horizontalScrollBar().value() == 500
    assert focus() is table


def test_a_large_board_shows_its_top_at_once_and_the_rest_when_it_is_read(
    sent: None, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collectdesk, "LARGE", 1)
    monkeypatch.setattr(collectdesk, "_GLIMPSE", 2)
    page = office.page
    page.overview = None  # as when the page is shown first
    press(Key.Key_F5)
    assert office.units == [ONE, TWO]
    assert office.text(ONE, B) == "有错误 1/2"
    assert page.status.text() == "正在读…"
    press(Key.Key_F5)
    qtbot.waitUntil(lambda: office.units == list(UNITS))
    assert page.chips.button(Pick.ALL).accessibleName() == "全部 3"
    assert "应报 6 项" in page.status.text()


def test_a_window_closed_while_the_board_is_read_leaves_nothing(
    sent: None, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()

    def held(*arguments: Any, **more: Any) -> Board:
        goes_on.wait()
        return board(*arguments, **more)

    monkeypatch.setattr(collectdesk, "LARGE", 1)
    monkeypatch.setattr(collectdesk, "board", held)
    press(Key.Key_F5)
    qtbot.waitUntil(lambda: office.page.reader._reading is not None)
    goes_on.set()
    office.window.close()
    assert office.page.reader._reading is None


def test_the_keyboard_reaches_all_of_it(sent: None, office: Office) -> None:
    page, reached = office.page, set()
    page.table.setFocus()
    for _ in range(40):
        press(Key.Key_Tab)
        reached.add(focus())
    assert {page.search, page.table, page.chips.button(Pick.ALL)} <= reached
    page.chips.button(Pick.ALL).setFocus()
    press(Key.Key_Right)
    press(Key.Key_Right)
    assert page.chips.pick is Pick.LATE
    assert office.units == [TWO, THREE]


def test_the_year_is_chosen_and_remembered(sent: None, office: Office) -> None:
    page = office.page
    assert page.year == 2022
    other = next(action for action in page.tools.years.actions() if action.data() != 2022)
    other.trigger()
    assert page.year == other.data()
    assert page.stack.currentWidget() is page.empty
    assert page._services.remembered("collect.year") == str(other.data())


def test_nothing_yet_says_what_to_do_first(store: Store, office: Office) -> None:
    page = office.page
    assert page.stack.currentWidget() is page.empty
    assert "单位名单里有 3 个单位" in page.empty.first.text()
    store.board.put_units([])
    page.refresh()
    assert "先导入单位名单" in page.empty.first.text()
    assert not page.chips.isVisible()
    page.take_focus()
    assert focus() is page.empty.units_link


def test_a_list_of_units_is_said_in_a_line(office: Office, dialogs: StandInDialogs, tmp_path: Path) -> None:
    dialogs.files = [write_list(tmp_path / "名单.xlsx", "某市林业局", "某市水利局", "某市林业局")]
    press(Key.Key_I, ctrl=True)
    assert office.messages.text == "单位名单已换成 名单.xlsx 里的 2 个单位 另有 1 条"
    assert "单位名单里有 2 个单位" in office.page.empty.first.text()
    dialogs.files = [tmp_path / "没有.xlsx"]
    press(Key.Key_I, ctrl=True)
    assert office.messages.is_error
    assert "打不开文件" in office.messages.text


def write_list(file: Path, *names: str) -> Path:
    from openpyxl import Workbook  # noqa: PLC0415  # one test writes a workbook

    book = Workbook()
    sheet = book.active
    for row in (("单位名称",), *((name,) for name in names)):
        sheet.append(row)
    book.save(file)
    return file


def test_the_reminder_is_printed_and_saved(sent: None, office: Office, dialogs: StandInDialogs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(office.page.printing) as caught:
        press(Key.Key_P, ctrl=True)
    assert caught.args is not None
    (printout,) = caught.args[0]
    words = [box.cell.text for page in printout.make(None) for box in page.boxes]
    assert "2022年度报表催报单" in words
    assert THREE in words
    assert ONE in words  # it owes the other form
    office.page.tools.save_reminder.trigger()
    target = dialogs.folder / "催报单_2022.pdf"
    assert target.read_bytes().startswith(b"%PDF")
    assert office.messages.text == f"已导出 {target}"


def test_when_nobody_owes_anything_no_sheet_is_made(store: Store, stick: Path, office: Office) -> None:
    take_in(store, *(put(stick, unit, package([goals(unit)])) for unit in UNITS))
    office.page.show_year(2022)
    office.page.tools.print_reminder.trigger()
    assert office.messages.text == "没有单位欠报：应报的都报来了"


def test_all_words_of_a_field_are_in_its_tooltip(sent: None, office: Office) -> None:
    model = office.page.model
    tip = model.data(model.index(0, 1), Qt.ItemDataRole.ToolTipRole)
    assert tip == f"{ONE}\n{B}\n有错误 1 份，已收 1 份\n1 份有没有说明的提示\n双击打开"


def test_the_table_hands_letters_on(sent: None, office: Office) -> None:
    """A letter typed over the table moves nothing: the search field is for that."""
    before = office.page.table.currentIndex().row()
    QTest.keyClick(focus(), Key.Key_X)
    assert office.page.table.currentIndex().row() == before
