"""A stamped paper lies on the receiving office's desk: its code is typed, and the form that came in opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.collect.receiving import receive
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.code import code_of
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.mainwindow import MainWindow
from tests.collect.packages import goals, package, put
from tests.forms.samples import edition_of
from tests.journeys.hand import CTRL, Key, focus, press, show
from tests.ui.window.standins import StandInDialogs


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The office's window; it fills no forms itself."""
    with Store.open(tmp_path / "收表.db") as store:
        list(receive([put(tmp_path, "甲", package([goals()]))], store, bundled()))
        window = show(qtbot, MainWindow(Workspace(store, bundled), StandInDialogs(tmp_path)))
        yield window
        window.close()


def test_the_code_on_the_paper_opens_the_form_that_came_in(window: MainWindow) -> None:
    press(Key.Key_K, CTRL)
    QTest.keyClicks(focus(), code_of(digest(edition_of(goals()), goals())).lower())
    press(Key.Key_Return)
    lines = window.verify.answer.lines()
    assert lines[0].startswith("一致：这张纸就是")
    assert "随 甲.jbz 收到" in lines[1]
    window.verify.answer.take_focus()
    press(Key.Key_Return)
    assert window.pages.currentWidget() is window.received
    assert window.received.headline.code.text().endswith(code_of(digest(edition_of(goals()), goals())))
    press(Key.Key_Escape)
    assert window.pages.currentWidget() is window.board
