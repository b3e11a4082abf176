"""The office's data file with what three units sent, and the page on which one of them is looked at."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.collect.receiving import receive
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui import theme
from desktop.ui.dialogs import Dialogs
from desktop.ui.messagebar import MessageBar
from desktop.ui.received.page import ReceivedPage
from tests.collect.packages import goals, package, put

ROWS = "年度绩效指标"
TARGET = (ROWS, 2, "指标值")
Take = Callable[..., list[int]]


class StandInDialogs(Dialogs):
    """Says where files go without opening anything; nowhere when `folder` is None."""

    def __init__(self, folder: Path) -> None:
        self.folder: Path | None = folder
        self.proposed: list[str] = []

    def return_to_save(self, name: str) -> Path | None:
        return self._place(name)

    def proof_to_save(self, name: str) -> Path | None:
        return self._place(name)

    def _place(self, name: str) -> Path | None:
        self.proposed.append(name)
        return self.folder / name if self.folder is not None else None


class Shown(ReceivedPage):
    """The page with the line that speaks below it, as in the window, and what it told the window."""

    def __init__(self, workspace: Workspace, messages: MessageBar, dialogs: StandInDialogs) -> None:
        super().__init__(workspace, messages, dialogs)
        self.messages, self.dialogs, self.workspace = messages, dialogs, workspace
        self.told: list[str] = []
        self.left.connect(lambda: self.told.append("left"))
        self.changed.connect(lambda: self.told.append("changed"))

    @property
    def project(self) -> str:
        """Of the document that is shown."""
        assert self.received is not None
        return self.received.head.project


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "收表.db") as opened:
        yield opened


@pytest.fixture
def take(store: Store, tmp_path: Path) -> Take:
    """Takes documents in, in a package of their own; their numbers."""

    def taken(documents: Document | Sequence[Document], **more: Any) -> list[int]:
        several = [documents] if isinstance(documents, Document) else documents
        made = f"2022-03-{several[0].revision:02}T09:00:00+08:00"
        name = f"{len(list(tmp_path.rglob('*.jbz')))}"
        (outcome,) = receive([put(tmp_path / "U盘", name, package(several, made=made, **more))], store, bundled())
        return [item.id for item in outcome.items]

    return taken


def wrong(project: str, **data: Any) -> Document:
    """A form whose total is not the sum of its parts."""
    return goals(project=project, **{"年度资金总额": "35", **data})


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path) -> Generator[Shown]:
    theme.apply(qapp)
    folder = tmp_path / "退回"
    folder.mkdir()
    window, messages = QWidget(), MessageBar()
    page = Shown(Workspace(store, bundled), messages, StandInDialogs(folder))
    layout = QVBoxLayout(window)
    layout.addWidget(page, 1)
    layout.addWidget(messages)
    layout.addWidget(page.status)
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield page
    window.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
