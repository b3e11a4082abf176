"""A summary is made in slices: the person sees how far it is, and can leave it at any time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.collect.summarizing import Scope
from desktop.errors import UserError
from desktop.ui.messagebar import MessageBar
from desktop.ui.summary.maker import Maker
from tests.ui.summary.conftest import Run


@dataclass
class Desk:
    run: Run
    finished: list[Run] = field(default_factory=list)

    def begin(self, form: str, year: int, *, scope: Scope) -> Run:
        if not form:
            raise UserError("没有这种汇总表")
        return self.run

    def finish(self, run: Run) -> str:
        self.finished.append(run)
        return "汇总表"


@pytest.fixture
def messages(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def maker_of(desk: Any, messages: MessageBar) -> Maker:
    return Maker(messages, desk, messages)


def test_it_is_made_and_handed_over(qtbot: QtBot, messages: MessageBar) -> None:
    desk = Desk(Run(50))
    maker = maker_of(desk, messages)
    with qtbot.waitSignal(maker.made) as made:
        maker.begin("表", 2022, Scope.ACCEPTED)
    assert made.args == ["汇总表"]
    assert not maker.running
    assert desk.run.closed


def test_it_tells_how_far_it_is_and_stops(qtbot: QtBot, messages: MessageBar) -> None:
    desk = Desk(Run(3, stuck=True))
    maker = maker_of(desk, messages)
    with qtbot.waitSignals([maker.moved, maker.slow]):
        maker.begin("表", 2022, Scope.ACCEPTED)
    assert maker.running
    maker.stop()
    assert not maker.running
    assert desk.run.closed
    assert not desk.finished


def test_another_summary_takes_its_place(qtbot: QtBot, messages: MessageBar) -> None:
    first, desk = Run(3, stuck=True), Desk(Run(2))
    maker = maker_of(Desk(first), messages)
    maker.begin("甲", 2022, Scope.ACCEPTED)
    qtbot.waitUntil(lambda: maker.running)
    with qtbot.waitSignal(maker.moved):
        pass
    maker._desk = desk  # type: ignore[assignment]  # a stand-in
    with qtbot.waitSignal(maker.made):
        maker.begin("乙", 2022, Scope.ACCEPTED)
    assert first.closed
    assert desk.finished == [desk.run]


def test_a_fault_is_told_in_a_line(qtbot: QtBot, messages: MessageBar) -> None:
    maker = maker_of(Desk(Run(3, fails=True)), messages)
    with qtbot.waitSignal(maker.failed):
        maker.begin("表", 2022, Scope.ACCEPTED)
    assert "磁盘满了" in messages.text
    assert not maker.running
    with qtbot.waitSignal(maker.failed):
        maker.begin("", 2022, Scope.ACCEPTED)
    assert "没有这种汇总表" in messages.text


def test_a_bug_is_told_once_and_ends_it(qtbot: QtBot, messages: MessageBar) -> None:
    class Broken(Run):
        def work(self) -> Any:
            raise LookupError("a bug")
            yield

    maker = maker_of(Desk(Broken(3)), messages)
    with qtbot.captureExceptions() as exceptions, qtbot.waitSignal(maker.failed):
        maker.begin("表", 2022, Scope.ACCEPTED)
    assert [kind for kind, *_ in exceptions] == [LookupError]
    assert not maker.running
