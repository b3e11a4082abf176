"""转报 from the board: what was accepted becomes one package, and a line says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop.collect.answering import accept
from desktop.export.package.reading import read_package
from desktop.forms.catalogue import bundled
from desktop.session.forwarding import Forwarding
from desktop.store import Store
from tests.collect.packages import UNITS, goals, package, put
from tests.ui.board.conftest import Office, take_in
from tests.ui.window.hand import Key, focus, press, write


@pytest.fixture
def accepted(store: Store, stick: Path) -> None:
    """The first unit's form was accepted, the second unit's was not."""
    take_in(store, *(put(stick, unit, package([goals(unit)])) for unit in UNITS[:2]))
    accept(store, bundled(), 1)


def test_what_was_accepted_goes_into_one_package(accepted: None, office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    page = office.page
    page._services.remember("package.folder", str(tmp_path))
    press(Key.Key_U, ctrl=True)
    panel = page.forward
    assert panel.head.text() == "2022 年：已接受 1 个单位的 1 张表，可以转报，另有 1 张还没有接受"
    assert focus() is panel.office
    assert not panel.go_action.isEnabled()
    write("某市财政局")
    target = tmp_path / "转报_某市财政局_2022.jbz"
    assert panel.place.text() == str(target)
    press(Key.Key_Return, ctrl=True)
    qtbot.waitUntil(panel.done.isVisible)
    found = read_package(target.read_bytes(), name=target.name)
    assert found.manifest.unit == "某市财政局"
    assert found.manifest.year == 2022
    assert "1 份表" in panel.done.text.text()
    with qtbot.waitSignal(page.printing):
        panel.done.print_button.click()
    press(Key.Key_Escape)
    assert panel.isHidden()
    press(Key.Key_U, ctrl=True)
    assert panel.office.text() == "某市财政局"


def test_without_anything_accepted_there_is_nothing_to_send(store: Store, stick: Path, office: Office) -> None:
    take_in(store, put(stick, "一", package([goals(UNITS[0])])))
    office.page.show_year(2022)
    office.page.table.setFocus()
    press(Key.Key_U, ctrl=True)
    assert "没有可转报的" in office.page.forward.head.text()
    assert not office.page.forward.office.isVisible()


def test_a_bug_while_it_is_made_is_told_once(
    accepted: None, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Forwarding) -> Iterator[int]:
        yield 1
        raise LookupError("a bug")

    monkeypatch.setattr(Forwarding, "work", broken)
    press(Key.Key_U, ctrl=True)
    write("某市财政局")
    with qtbot.captureExceptions() as exceptions:
        press(Key.Key_Return, ctrl=True)
        qtbot.waitUntil(lambda: bool(exceptions))
        QCoreApplication.processEvents()
    assert [kind for kind, *_ in exceptions] == [LookupError]
    assert office.page.forward.go_action.isEnabled()
