"""应报: forms are ticked, days are typed, and the board follows."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.store import Store
from tests.collect.packages import UNITS, B
from tests.ui.board.conftest import Office
from tests.ui.window.hand import Key, click, focus, press


def row_of(office: Office, form: str) -> int:
    return [name.form for name in office.page.desk.forms()].index(form)


@pytest.fixture
def panel(office: Office) -> Office:
    office.page.show_year(2022)
    press(Key.Key_D, ctrl=True)
    assert focus() is office.page.due.table
    return office


def type_day(office: Office, row: int, text: str) -> None:
    office.page.due.table.setCurrentCell(row, 1)
    press(Key.Key_F2)
    editor = focus()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    press(Key.Key_Return)
    QApplication.processEvents()  # the table takes what was typed when it comes to it


def test_a_tick_makes_a_form_due(panel: Office, store: Store) -> None:
    panel.page.due.table.setCurrentCell(row_of(panel, B), 1)
    press(Key.Key_Space)
    assert store.board.due(2022) == {B: ""}
    assert [panel.text(unit, B) for unit in UNITS] == ["未收"] * 3
    press(Key.Key_Space)
    assert store.board.due(2022) == {}


def test_a_day_typed_ticks_its_form_and_makes_late(panel: Office, store: Store) -> None:
    type_day(panel, row_of(panel, B), "3.31")
    assert store.board.due(2022) == {B: "2022-03-31"}
    assert panel.text(UNITS[0], B) == "未收，迟"
    assert panel.page.due.table.ticked(row_of(panel, B))


def test_what_is_no_day_is_said_and_not_kept(panel: Office, store: Store) -> None:
    type_day(panel, 0, "3.35")
    assert "“3.35”不是日期" in panel.page.due.said.text()
    assert store.board.due(2022) == {}


def test_one_day_for_all_that_are_ticked(panel: Office, store: Store) -> None:
    table = panel.page.due.table
    for row in (0, 1):
        table.setCurrentCell(row, 1)
        press(Key.Key_Space)
    type_day(panel, 2, "2023-1-31")
    table.setCurrentCell(2, 1)
    click(panel.page.due.same_link)
    assert list(store.board.due(2022).values()) == ["2023-01-31"] * 3


def test_escape_closes_the_panel(panel: Office) -> None:
    press(Key.Key_Escape)
    assert panel.page.due.isHidden()
    assert not panel.page.tools.due.isChecked()
