"""Packages are taken in beside the window: dropped, chosen, stopped, under a password, newer than what is here."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.collect.answering import accept
from desktop.collect.outcome import Kind
from desktop.export.package.locking import lock
from desktop.forms.catalogue import bundled
from desktop.session.overview import Pick
from desktop.store import Store
from tests.collect.packages import UNITS, B, goals, package, put
from tests.ui.board.conftest import Office, take_in
from tests.ui.window.hand import Key, click, focus, press, write
from tests.ui.window.standins import StandInDialogs

ONE, TWO, THREE = UNITS
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


def drop(office: Office, *paths: Path) -> None:
    """Files from the desktop, let go over the table."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(QPoint(400, 300), COPY, mime, _LEFT, _NONE)
    QApplication.sendEvent(office.page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(office.page, QDropEvent(QPointF(400, 300), COPY, mime, _LEFT, _NONE))


def done(qtbot: QtBot, office: Office) -> None:
    qtbot.waitUntil(lambda: not office.page.receiver.running, timeout=20_000)


def kinds(office: Office) -> list[Kind]:
    return [entry.kind for entry in office.page.receipt.model.shown]


def test_a_folder_dropped_is_taken_in_and_the_bad_ones_come_first(qtbot: QtBot, office: Office, stick: Path) -> None:
    put(stick, "甲", package([goals(ONE)]))
    put(stick, "乙", package([goals(TWO, 年度财政拨款="7")]))
    put(stick, "丙", b"PK no package")
    drop(office, stick)
    assert office.page.receiver.running
    assert not office.page.tools.take_files.isEnabled()
    done(qtbot, office)
    receipt = office.page.receipt
    assert receipt.text.text() == "看了 3 个包　已收 1 · 已收，有错误 1 · 没有收 1"
    assert kinds(office) == [Kind.REFUSED, Kind.WRONG]
    assert focus() is receipt.list
    assert [office.text(unit, B) for unit in UNITS] == ["已收", "有错误", "未收"]
    click(receipt.all_link)
    assert kinds(office) == [Kind.REFUSED, Kind.WRONG, Kind.RECEIVED]
    press(Key.Key_C, ctrl=True)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.partition("：")[0] for line in copied] == ["丙.jbz", "乙.jbz", "甲.jbz"]
    click(receipt.asking_link)
    assert len(kinds(office)) == 2


def test_when_all_is_well_one_line_says_so(qtbot: QtBot, office: Office, stick: Path, dialogs: StandInDialogs) -> None:
    dialogs.files = [put(stick, "甲", package([goals(ONE)]))]
    press(Key.Key_O, ctrl=True)
    done(qtbot, office)
    receipt = office.page.receipt
    assert receipt.text.text() == "看了 1 个包　已收 1"
    assert receipt.body.isHidden()
    dialogs.files = [stick]
    press(Key.Key_O, ctrl=True, shift=True)
    done(qtbot, office)
    assert receipt.text.text() == "看了 1 个包　收过了 1"
    click(receipt.close_button)
    assert receipt.isHidden()


def test_a_folder_without_packages_says_so(qtbot: QtBot, office: Office, stick: Path) -> None:
    drop(office, stick)
    done(qtbot, office)
    assert office.page.receipt.text.text() == "这里没有上报包（.jbz）"


def many(stick: Path) -> None:
    for number in range(30):
        put(stick, f"{number:02}", package([goals(ONE, f"第{number}项目")]))


def test_stopped_after_the_package_under_way_and_taken_up_again(qtbot: QtBot, office: Office, stick: Path) -> None:
    many(stick)
    drop(office, stick)
    receipt = office.page.receipt
    assert receipt.stop_button.isVisible()
    click(receipt.stop_button)
    assert "正在停下" in receipt.text.text()
    done(qtbot, office)
    words = re.fullmatch(r"停下了，看了 (\d+)/30 个包，再收一次会接着来　已收 \1", receipt.text.text())
    assert words is not None
    drop(office, stick)
    done(qtbot, office)
    assert receipt.text.text() == f"看了 30 个包　已收 {30 - int(words[1])} · 收过了 {words[1]}"


def test_the_window_closed_while_receiving_ends_it(qtbot: QtBot, office: Office, stick: Path, store: Store) -> None:
    many(stick)
    drop(office, stick)
    assert office.page.receiver.running
    office.window.close()
    assert not office.page.receiver.running
    assert len(store.collected.of_year(2022)) < 30


def test_the_password_of_one_opens_the_others_too(qtbot: QtBot, office: Office, stick: Path) -> None:
    for name, unit in (("甲", ONE), ("乙", TWO)):
        put(stick, name, lock(package([goals(unit)]), "春天花开"))
    put(stick, "丙", package([goals(THREE)]))
    drop(office, stick)
    done(qtbot, office)
    receipt = office.page.receipt
    assert receipt.locked.text() == "2 个包有密码"
    assert focus() is receipt.password
    write("夏天")
    press(Key.Key_Return)
    done(qtbot, office)
    assert receipt.locked.text() == "2 个包有密码"
    write("春天花开")
    press(Key.Key_Return)
    done(qtbot, office)
    assert not receipt.password.isVisible()
    assert [office.text(unit, B) for unit in UNITS] == ["已收", "已收", "已收"]
    assert len(receipt.model.entries) == 3


def test_a_newer_one_is_looked_at_and_put_in_place(qtbot: QtBot, office: Office, stick: Path, store: Store) -> None:
    take_in(store, put(stick, "先", package([goals(ONE, "甲项目")])))
    newer = put(stick, "后", package([goals(ONE, "甲项目", revision=2, 年度目标="整理 900 卷档案")]))
    drop(office, newer)
    done(qtbot, office)
    receipt = office.page.receipt
    assert kinds(office) == [Kind.WAITING]
    assert office.text(ONE, B) == "已收，待确认 1"
    assert any("年度目标" in line and "900" in line for line in receipt.details.lines())
    press(Key.Key_Return)
    assert office.opened == [([2], 0)]
    click(receipt.confirm_button)
    done(qtbot, office)
    assert office.text(ONE, B) == "已收"
    assert receipt.text.text() == "已换成新报的 1 份"
    assert [entry.kind for entry in receipt.model.entries] == [Kind.REPLACED]
    assert [one.revision for one in store.collected.of_year(2022)] == [2]


def test_what_waits_is_found_again_on_the_board(qtbot: QtBot, office: Office, stick: Path, store: Store) -> None:
    take_in(
        store,
        put(stick, "先", package([goals(ONE, "甲项目"), goals(ONE, "乙项目")])),
        put(stick, "后", package([goals(ONE, "甲项目", revision=2), goals(ONE, "乙项目", revision=2)])),
    )
    office.page.show_year(2022)
    assert office.page.chips.button(Pick.WAITING).accessibleName() == "待确认 1"
    office.page.table.go_to(0, 1)
    office.page.table.setFocus()
    press(Key.Key_Return)
    assert office.opened == [([1, 3, 2, 4], 1)]
    press(Key.Key_W, ctrl=True)
    receipt = office.page.receipt
    assert receipt.confirm_action.text() == "换成新报的 2 份"
    receipt.confirm_action.trigger()
    done(qtbot, office)
    assert {one.revision for one in store.collected.of_year(2022)} == {2}


def test_what_was_accepted_is_not_replaced_from_the_list(
    qtbot: QtBot, office: Office, stick: Path, store: Store
) -> None:
    take_in(store, put(stick, "先", package([goals(ONE)])))
    accept(store, bundled(), 1)
    drop(office, put(stick, "后", package([goals(ONE, revision=2)])))
    done(qtbot, office)
    receipt = office.page.receipt
    assert kinds(office) == [Kind.WAITING]
    assert not receipt.confirm_button.isVisible()
    assert any("已接受" in line for line in receipt.details.lines())


def test_while_one_run_is_on_another_waits_its_turn(qtbot: QtBot, office: Office, stick: Path) -> None:
    put(stick, "甲", package([goals(ONE)]))
    drop(office, stick)
    drop(office, stick)
    assert "正在收表" in office.messages.text
    done(qtbot, office)
