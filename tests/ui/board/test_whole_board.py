"""What is done with all that the board lists, and what it no longer says once that was done elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from desktop.collect.answering import accept
from desktop.collect.outcome import Kind
from desktop.collect.receiving import confirm
from desktop.collect.remarking import remark
from desktop.forms.catalogue import bundled
from desktop.forms.names import plain
from desktop.session.overview import Pick
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, Unit
from tests.collect.packages import BUDGET, UNITS, B, budget, goals, package, put
from tests.ui.board.conftest import Office, take_in
from tests.ui.window.hand import Key, click, double_click, focus, press, write

ONE, TWO, THREE = UNITS


@pytest.fixture
def sent(store: Store, stick: Path, office: Office) -> list[int]:
    """Two forms of the first unit (1, 2), the second with an error; one of the second (3) and the third (4)."""
    take_in(
        store,
        put(stick, "一", package([goals(ONE, "甲项目"), goals(ONE, "乙项目", 年度财政拨款="7")])),
        put(stick, "二", package([goals(TWO)])),
        put(stick, "三", package([goals(THREE)])),
    )
    office.page.show_year(2022)
    office.page.take_focus()
    return [1, 2, 3, 4]


def answers(store: Store) -> dict[int, str]:
    """What each document was answered."""
    return {one.id: one.answer for one in store.collected.of_year(2022)}


@pytest.mark.usefixtures("sent")
class TestAcceptingWhatHasNoErrors:
    def test_of_all_units_after_the_line_was_answered(self, office: Office, store: Store) -> None:
        remark(store, bundled(), 4, (), "请盖章")
        press(Key.Key_Return, ctrl=True, shift=True)
        assert office.messages.text == "列出的单位报来 4 份，其中没有错误、没有意见的都接受？"
        assert set(answers(store).values()) == {""}
        click(office.messages.act_button)
        assert office.messages.text == "已接受 2 份；1 份有错误、1 份有意见没有退回，没有接受"
        assert answers(store) == {1: ACCEPTED, 2: "", 3: ACCEPTED, 4: ""}
        assert [office.text(unit, B) for unit in UNITS] == ["有错误 1/2", "已接受", "已收"]

    def test_of_the_units_that_are_listed_alone(self, office: Office, store: Store) -> None:
        office.page.search.setText("审计")
        office.page.tools.accept_clean.trigger()
        click(office.messages.act_button)
        assert answers(store) == {1: "", 2: "", 3: "", 4: ACCEPTED}

    def test_where_nothing_came_there_is_nothing_to_accept(self, office: Office, store: Store) -> None:
        store.board.put_due(2021, B, "")
        office.page.show_year(2021)
        office.page.tools.accept_clean.trigger()
        assert office.messages.text == "列出的单位还没有报来表"
        assert not office.messages.act_button.isVisible()


@pytest.mark.usefixtures("sent")
class TestOneFormOfAllUnits:
    def test_a_double_click_on_its_caption(self, office: Office) -> None:
        header = office.page.table.horizontalHeader()
        middle = QPoint(header.sectionViewportPosition(1) + header.sectionSize(1) // 2, header.height() // 2)
        double_click(header.viewport(), middle)
        assert office.opened == [([1, 2, 3, 4], 0)]

    def test_by_key_and_only_of_the_units_that_are_listed(self, office: Office) -> None:
        click(office.page.chips.button(Pick.WRONG))
        press(Key.Key_Return, ctrl=True)
        assert office.opened == [([1, 2], 0)]

    def test_nobody_sent_it(self, office: Office, store: Store) -> None:
        store.board.put_due(2022, BUDGET, "")
        office.page.refresh()
        office.page.table.go_to(0, office.page.model.forms.index(BUDGET) + 1)
        press(Key.Key_Return, ctrl=True)
        assert office.opened == []
        assert office.messages.text == f"列出的单位还没有报来《{BUDGET}》"


def test_the_cursor_goes_to_what_was_asked_for(store: Store, stick: Path, office: Office) -> None:
    take_in(store, put(stick, "一", package([budget(ONE, "甲项目", "30"), goals(ONE, "乙项目", 年度财政拨款="7")])))
    office.page.show_year(2022)
    office.page.table.go_to(2, office.page.model.forms.index(BUDGET) + 1)
    click(office.page.chips.button(Pick.WRONG))
    assert focus() is office.page.table
    index = office.page.table.currentIndex()
    assert (office.units[index.row()], office.page.model.form(index.column())) == (ONE, B)
    press(Key.Key_Return)
    assert len(office.opened) == 1


class TestWhatIsSaidOfPackages:
    def test_what_took_its_place_elsewhere_asks_no_more(
        self, qtbot: QtBot, office: Office, stick: Path, store: Store
    ) -> None:
        take_in(store, put(stick, "先", package([goals(ONE)])))
        office.page.receive([put(stick, "后", package([goals(ONE, revision=2)]))])
        qtbot.waitUntil(lambda: not office.page.receiver.running, timeout=20_000)
        assert office.page.receipt.confirm_button.isVisible()
        confirm(store, bundled(), [2])
        office.page.refresh()
        assert not office.page.receipt.isVisible()

    def test_what_still_asks_stays(self, qtbot: QtBot, office: Office, stick: Path, store: Store) -> None:
        take_in(store, put(stick, "先", package([goals(ONE), goals(ONE, "乙项目")])))
        accept(store, bundled(), 1)
        both = put(stick, "后", package([goals(ONE, revision=2), goals(ONE, "乙项目", revision=2)]))
        office.page.receive([both, put(stick, "坏", b"PK")])
        qtbot.waitUntil(lambda: not office.page.receiver.running, timeout=20_000)
        confirm(store, bundled(), [4])
        office.page.refresh()
        receipt = office.page.receipt
        assert [entry.kind for entry in receipt.model.shown] == [Kind.REFUSED, Kind.WAITING]
        assert [one.id for one in receipt.model.shown[1].newer] == [3]
        assert receipt.body.isVisible()

    def test_what_was_found_between_packages_is_put_right_by_the_newer_one(
        self, qtbot: QtBot, office: Office, stick: Path
    ) -> None:
        """The budget names another amount than the project's own form, until it comes anew."""
        project = goals(ONE)
        newer = budget(ONE, "档案整理经费", str(project.data["年度资金总额"]))
        newer.revision = 2
        put(stick, "1", package([budget(ONE, "档案整理经费", "7")]))
        put(stick, "2", package([project]))
        put(stick, "3", package([newer], made="2022-03-02T09:00:00+08:00"))
        office.page.receive([stick])
        qtbot.waitUntil(lambda: not office.page.receiver.running, timeout=20_000)
        receipt = office.page.receipt
        assert [entry.kind for entry in receipt.model.shown] == [Kind.WAITING, Kind.COMPARED]
        click(receipt.confirm_button)
        qtbot.waitUntil(lambda: not office.page.receiver.running, timeout=20_000)
        assert not any(entry.asks for entry in receipt.model.entries)

    def test_what_only_waits_says_nothing_against_the_others_yet(
        self, qtbot: QtBot, office: Office, stick: Path, store: Store
    ) -> None:
        take_in(
            store,
            put(stick, "1", package([budget(ONE, "档案整理经费", "7")])),
            put(stick, "2", package([goals(ONE)])),
        )
        newer = goals(ONE, revision=2)
        office.page.receive([put(stick, "3", package([newer], made="2022-03-02T09:00:00+08:00"))])
        qtbot.waitUntil(lambda: not office.page.receiver.running, timeout=20_000)
        assert [entry.kind for entry in office.page.receipt.model.shown] == [Kind.WAITING]


def test_last_year_is_there_before_anything_came(store: Store) -> None:
    """The self-evaluations of a year are asked for in the next."""
    assert Workspace(store, bundled).collecting.years(date(2023, 1, 10)) == [2024, 2023, 2022]


def test_the_way_on_after_the_list_of_units_is_the_next_step(office: Office, store: Store) -> None:
    store.board.put_units([])
    office.page.refresh()
    office.page.take_focus()
    assert focus() is office.page.empty.units_link
    store.board.put_units([Unit(plain(ONE), ONE, "001")])
    office.page.refresh()
    assert focus() is office.page.empty.due_link


def test_who_makes_summaries_is_who_sends_on(office: Office, store: Store, stick: Path) -> None:
    take_in(store, put(stick, "一", package([goals(ONE)])))
    accept(store, bundled(), 1)
    Workspace(store, bundled).summaries.unit = "某市财政局"
    office.page.show_year(2022)
    office.page.take_focus()
    press(Key.Key_U, ctrl=True)
    assert office.page.forward.office.text() == "某市财政局"
    write("口令")
    assert office.page.forward.password.text() == "口令"
