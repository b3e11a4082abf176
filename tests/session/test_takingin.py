"""Taking in beside the window: a thread that hands over what happened, and ends when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from desktop.collect.outcome import Kind, Outcome
from desktop.errors import UserError
from desktop.forms.catalogue import bundled
from desktop.session.collectdesk import CollectDesk
from desktop.session.takingin import Entry, Newer, TakingIn, receiving
from desktop.store import Store
from tests.collect.packages import UNITS, budget, goals, package, put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "收表.db") as opened:
        yield opened


def gone_through(run: TakingIn) -> list[Entry]:
    """What happened, when it is over by itself."""
    run._aside._thread.join()
    found = run.news()
    run.end()
    return found


def test_what_happened_to_each_package_is_handed_over(store: Store, tmp_path: Path) -> None:
    desk = CollectDesk(store, bundled())
    files = [
        put(tmp_path, "一", package([goals(UNITS[0])])),
        put(tmp_path, "二", package([goals(UNITS[1], 年度财政拨款="7")])),
        put(tmp_path, "三", b"PK"),
    ]
    run = desk.receive(files)
    entries = gone_through(run)
    assert [(entry.kind, entry.asks) for entry in entries] == [
        (Kind.RECEIVED, False),
        (Kind.WRONG, True),
        (Kind.REFUSED, True),
    ]
    assert (run.done, run.total) == (3, 3)
    assert dict(run.counts) == {Kind.RECEIVED: 1, Kind.WRONG: 1, Kind.REFUSED: 1}
    assert entries[1].documents == (2,)
    assert not run.running


def test_a_fault_of_the_disk_is_raised_where_the_run_is_ended(store: Store) -> None:
    def work(store: Store, stopped: Callable[[], bool]) -> Generator[tuple[Outcome, Path | None]]:
        yield Outcome("一.jbz", Kind.RECEIVED, "一.jbz：已收", number=1, total=2), None
        raise UserError("磁盘已满")

    run = TakingIn(store, work)
    run._aside._thread.join()
    assert [entry.line for entry in run.news()] == ["一.jbz：已收"]
    with pytest.raises(UserError, match="磁盘已满"):
        run.end()
    run.end()  # told once


def test_a_bug_is_not_swallowed(store: Store) -> None:
    def work(store: Store, stopped: Callable[[], bool]) -> Generator[tuple[Outcome, Path | None]]:
        yield Outcome("一.jbz", Kind.RECEIVED, "", number=1, total=2), None
        raise ZeroDivisionError

    run = TakingIn(store, work)
    run._aside._thread.join()
    with pytest.raises(ZeroDivisionError):
        run.end()


def test_stopping_closes_the_work_between_two_packages(store: Store) -> None:
    closed: list[int] = []

    def work(store: Store, stopped: Callable[[], bool]) -> Generator[tuple[Outcome, Path | None]]:
        number = 0
        try:
            while True:
                number += 1
                yield Outcome("", Kind.RECEIVED, "", number=number, total=10**9), None
        finally:
            closed.append(number)

    run = TakingIn(store, work)
    run.end()
    assert closed == [run.done]


@pytest.mark.parametrize(
    ("newer", "kind", "left"),
    [
        ([Newer(2, 1, "", locked=False)], Kind.REPLACED, 0),
        ([Newer(2, 1, "", locked=False), Newer(4, 3, "", locked=True)], Kind.WAITING, 1),
    ],
)
def test_after_confirming_only_what_was_accepted_still_waits(newer: list[Newer], kind: Kind, left: int) -> None:
    entry = Entry(Kind.WAITING, f"一.jbz：{Kind.WAITING.word}", newer=tuple(newer))
    assert entry.confirmable == [2]
    after = entry.confirmed()
    assert (after.kind, len(after.newer), after.confirmable) == (kind, left, [])
    assert kind.word in after.line


def test_what_came_in_before_it_was_stopped_is_still_compared(store: Store, tmp_path: Path) -> None:
    """Two packages of one unit contradict each other; the third is not taken any more."""
    files = [
        put(tmp_path, "一", package([goals()])),
        put(tmp_path, "二", package([budget(UNITS[0], "档案整理经费", "99")], unit=UNITS[0])),
        put(tmp_path, "三", package([goals(UNITS[1])])),
    ]
    come: list[Outcome] = []

    def work(store: Store, stopped: Callable[[], bool]) -> Generator[tuple[Outcome, Path | None]]:
        for outcome, path in receiving(files, bundled(), ())(store, lambda: stopped() or len(come) == 2):
            come.append(outcome)
            yield outcome, path

    run = TakingIn(store, work)
    entries = gone_through(run)
    assert [entry.kind for entry in entries] == [Kind.RECEIVED, Kind.RECEIVED, Kind.COMPARED]
    assert "K03" in entries[-1].line
    assert store.collected.uncompared() == []
