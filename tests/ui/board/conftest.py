"""The board over a real data file, shown and with the keyboard."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.collect.receiving import receive
from desktop.forms.catalogue import bundled
from desktop.forms.names import plain
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.store.collect_records import Unit
from desktop.ui.board.page import BoardPage
from desktop.ui.messagebar import MessageBar
from tests.collect.packages import UNITS
from tests.ui.window.standins import StandInDialogs


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "收表.db") as opened:
        yield opened


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


@pytest.fixture
def dialogs(tmp_path: Path) -> StandInDialogs:
    return StandInDialogs(tmp_path)


@dataclass
class Office:
    """The page in a window of its own, with what it said."""

    window: QWidget
    page: BoardPage
    messages: MessageBar
    opened: list[tuple[list[int], int]] = field(default_factory=list)

    @property
    def units(self) -> list[str]:
        """The names of the lines shown."""
        return [line.unit.name for line in self.page.model.lines]

    def text(self, unit: str, form: str) -> str:
        """What a field says."""
        model = self.page.model
        row = self.units.index(unit)
        return str(model.data(model.index(row, model.forms.index(form) + 1)))


@pytest.fixture
def listed(store: Store) -> None:
    """Three units in the list."""
    store.board.put_units([Unit(plain(name), name, f"00{number}") for number, name in enumerate(UNITS, 1)])


@pytest.fixture
def office(
    qtbot: QtBot, dressed: QApplication, store: Store, dialogs: StandInDialogs, listed: None
) -> Generator[Office]:
    window = QWidget()
    qtbot.addWidget(window)
    messages = MessageBar()
    page = BoardPage(Workspace(store, bundled), messages, dialogs)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    column.addWidget(messages)
    column.addWidget(page.status)
    window.resize(1302, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    office = Office(window, page, messages)
    page.refresh()
    page.opened.connect(office.opened.append)
    page.take_focus()
    yield office
    window.close()


def take_in(store: Store, *files: Path) -> None:
    """Packages received before the window was opened."""
    for _ in receive(files, store, bundled(), processes=0):
        pass
