"""The page 汇总 over a real data file with what three units sent, shown and with the keyboard."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.collect.answering import accept
from desktop.collect.receiving import receive
from desktop.collect.summarizing import Progress
from desktop.errors import UserError
from desktop.forms.catalogue import bundled
from desktop.session.assessed_summary import Made, SummaryPlan
from desktop.session.printouts import Printout
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.messagebar import MessageBar
from desktop.ui.summary.page import SummaryPage
from tests.collect.packages import UNITS, package, put
from tests.forms.samples import sample
from tests.ui.window.standins import StandInDialogs

YEAR = 2022


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "汇总.db") as opened:
        yield opened


@pytest.fixture
def received(store: Store, tmp_path: Path) -> list[int]:
    """The self-evaluation of a project from each of three units."""
    files = []
    for number, unit in enumerate(UNITS):
        document = sample("D-示例")
        document.unit, document.revision = unit, 1
        document.data |= {"主管部门": unit, "实施单位": unit, "项目名称": f"{unit}的项目"}
        files.append(put(tmp_path / "U盘", f"包{number}", package([document], unit=unit)))
    for _ in receive(files, store, bundled(), processes=0):
        pass
    return sorted(one.id for one in store.collected.of_year(YEAR))


@pytest.fixture
def sent(store: Store, received: list[int]) -> list[int]:
    """The same; those of the first two units are accepted."""
    for number in received[:2]:
        accept(store, bundled(), number, why="同意")
    return received


@dataclass
class Run:
    """Work that goes on until it is let."""

    total: int
    stuck: bool = False
    fails: bool = False
    closed: bool = False

    def work(self) -> Iterator[Progress]:
        try:
            for number in range(self.total):
                yield Progress(number, self.total)
            while self.stuck:
                yield Progress(self.total - 1, self.total)
            if self.fails:
                raise UserError("磁盘满了", remedy="请清理磁盘")
            yield Progress(self.total, self.total)
        finally:
            self.closed = True


class Judged:
    """考评 as far as this page asks for it."""

    def __init__(self) -> None:
        self.plan = SummaryPlan("目标考评情况汇总表", "目标绩效考核细则", YEAR, (), (), ("某市水利局",), ())

    def summary_plans(self, year: int) -> list[SummaryPlan]:
        return [self.plan] if year == YEAR else []

    def make_summary(self, form: str, year: int) -> Made:
        assert (form, year) == (self.plan.form, YEAR)
        return Made(77, not self.plan.draft, f"由 {len(self.plan.taken)} 份表生成")


class Services(Workspace):
    """The program's own, with a stand-in for the office that judges."""

    @cached_property
    def assessing(self) -> Any:
        return Judged()


@pytest.fixture
def dialogs(tmp_path: Path) -> StandInDialogs:
    return StandInDialogs(tmp_path)


@dataclass
class Office:
    """The page in a window of its own, with what it said and asked for."""

    window: QWidget
    page: SummaryPage
    messages: MessageBar
    services: Services
    printing: list[list[Printout]] = field(default_factory=list)
    drafts: list[int] = field(default_factory=list)

    def settle(self, qtbot: QtBot) -> None:
        """Wait until the summary is there."""
        qtbot.waitUntil(lambda: not self.page.maker.running)

    @property
    def counts(self) -> dict[str, str]:
        """What the list says."""
        return {choice.form: choice.count for choice in self.page.picker.choices}

    @property
    def words(self) -> set[str]:
        """All that the pages say beside the drawings."""
        return {box.cell.text for side in self.page.view.sides if side.page for box in side.page.boxes}


@pytest.fixture
def office(qtbot: QtBot, dressed: QApplication, store: Store, dialogs: StandInDialogs) -> Generator[Office]:
    window = QWidget()
    qtbot.addWidget(window)
    messages = MessageBar()
    services = Services(store, bundled)
    page = SummaryPage(services, messages, dialogs)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    for part in (page, messages, page.status):
        column.addWidget(part)
    window.resize(1302, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    office = Office(window, page, messages, services)
    page.printing.connect(office.printing.append)
    page.opened_draft.connect(office.drafts.append)
    page.refresh()
    page.take_focus()
    office.settle(qtbot)
    yield office
    window.close()
