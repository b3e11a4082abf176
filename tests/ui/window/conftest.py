"""A window over stand-ins, shown and with the keyboard."""

from __future__ import annotations

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.resources import asset
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow
from tests.ui.window.standins import APPROVAL, REVIEW, StandInDialogs, StandInDraft, StandInServices


@pytest.fixture
def services() -> StandInServices:
    """Three drafts, the first changed last."""
    services = StandInServices()
    services.add(APPROVAL, 2022, project="考务经费", ago=timedelta(minutes=1))
    services.add(REVIEW, 2023, project="西部计划", ago=timedelta(days=1))
    services.add(APPROVAL, 2023, "某县审计局", "办案经费", ago=timedelta(days=40))
    return services


@pytest.fixture
def dialogs(tmp_path: Path) -> StandInDialogs:
    return StandInDialogs(tmp_path)


def show(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Bring a window up at the size of the screens people have."""
    qtbot.addWidget(window)
    window.resize(1366, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    return window


@pytest.fixture
def window(
    qtbot: QtBot, dressed: QApplication, services: StandInServices, dialogs: StandInDialogs
) -> Generator[MainWindow]:
    assert dressed is not None
    window = show(qtbot, MainWindow(services, dialogs))
    yield window
    window.close()


@pytest.fixture
def editor(window: MainWindow) -> EditorPage:
    """The first draft, a B form in which only project and unit are filled."""
    window.open_draft(1)
    assert window.editor is not None
    return window.editor


@pytest.fixture
def draft(editor: EditorPage, services: StandInServices) -> StandInDraft:
    assert editor.draft is services.opened[-1]
    return services.opened[-1]


@pytest.fixture
def evaluation(window: MainWindow, services: StandInServices) -> EditorPage:
    """A filled D form in which nothing is wrong."""
    file = asset("samples/D-示例.json")
    services.documents[2] = jsonio.loads(file.read_bytes(), name=file.name, catalogue=bundled())
    window.open_draft(2)
    assert window.editor is not None
    return window.editor
