"""Receiving, confirming, returning, accepting and judging in any order, through two windows on one data file.

Whatever was done before: of a form one revision stands and one at most waits, nothing that was accepted gives way
without an answer of the office, and what a window believed is not taken for what is.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop.collect.answering import accept, return_file, send_back
from desktop.collect.receiving import confirm, finish, receive
from desktop.collect.remarking import remark
from desktop.errors import UserError
from desktop.export.package.returning import loads
from desktop.forms.catalogue import bundled
from desktop.session.received import ReceivedDesk
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, CURRENT, PAST, WAITING, ReceivedDocument
from tests.collect.packages import UNITS, budget, goals, package, put

CATALOGUE = bundled()
PROJECTS = ("档案整理经费", "培训经费")
REVISIONS = range(1, 5)
windows = st.sampled_from((0, 1))
picks = st.integers(0, 30)


@cache
def packages() -> tuple[bytes, ...]:
    """Four revisions of two projects from the unit itself and from another; some with errors; what names one."""
    found = [package([budget(UNITS[0], PROJECTS[0], "15")], unit=UNITS[0])]
    for revision in REVISIONS:
        made = f"2022-03-0{revision}T09:00:00+08:00"
        for project in PROJECTS:
            data = {"年度目标": f"第{revision}次写的"} | ({"年度其他资金": "4"} if revision == 3 else {})
            document = goals(project=project, revision=revision, **data)
            found += [package([document], unit=sender, made=made) for sender in UNITS[:2]]
    return tuple(found)


class Round(RuleBasedStateMachine):
    """An office with two windows open."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        stick = self.folder / "U盘"
        self.files = [put(stick, str(number), data) for number, data in enumerate(packages())]
        first = Store.open(self.folder / "收表.db")
        self.windows = (first, first.again())
        self.answered: set[int] = set()

    def teardown(self) -> None:
        for window in reversed(getattr(self, "windows", ())):
            window.close()
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    # what is done

    @rule(window=windows, pick=picks, replace=st.booleans())
    def receive(self, window: int, pick: int, replace: bool) -> None:
        file = self.files[pick % len(self.files)]
        list(receive([file], self.windows[window], CATALOGUE, replace_newer=replace))

    @rule(window=windows, pick=picks)
    def receive_and_break_off(self, window: int, pick: int) -> None:
        run = receive(self.files[pick % len(self.files) :], self.windows[window], CATALOGUE)
        next(run)
        run.close()

    @rule(window=windows, pick=picks)
    def confirm(self, window: int, pick: int) -> None:
        if found := self.picked(pick):
            before = self.windows[0].collected.current(found.id)
            try:
                confirm(self.windows[window], CATALOGUE, [found.id])
            except UserError:
                assert found.standing == WAITING
                assert before is not None
                assert before.answer == ACCEPTED

    @rule(window=windows, pick=picks, why=st.sampled_from(("", "领导同意")))
    def accept(self, window: int, pick: int, why: str) -> None:
        if found := self.picked(pick):
            before = self.standing()
            try:
                accept(self.windows[window], CATALOGUE, found.id, why=why)
            except UserError:
                assert self.standing() == before
                return
            self.answered.add(found.id)
            now = self.windows[0].collected.document(found.id)
            assert (now.standing, now.answer) == (CURRENT, ACCEPTED)
            assert why or not now.counts.errors

    @rule(window=windows, picks=st.lists(picks, min_size=1, max_size=3))
    def send_back(self, window: int, picks: list[int]) -> None:
        found = [one for one in map(self.picked, picks) if one]
        if not found:
            return
        before, numbers = self.standing(), [one.id for one in found]
        try:
            data = send_back(self.windows[window], CATALOGUE, numbers, "请改")
        except UserError:
            assert self.standing() == before
            return
        self.answered |= set(numbers)
        returned = loads(data, name="退回.jbt").documents
        assert {(one.digest, one.revision) for one in returned} == {(one.digest, one.revision) for one in found}
        assert loads(return_file(self.windows[1 - window], numbers), name="又一份.jbt").documents == returned

    @rule(window=windows)
    def accept_clean(self, window: int) -> None:
        desk = ReceivedDesk(self.windows[window], CATALOGUE)
        self.answered |= set(desk.accept_clean([one.id for one in self.all()]).done)

    @rule(window=windows, pick=picks, row=st.integers(0, 3))
    def remark(self, window: int, pick: int, row: int) -> None:
        if (found := self.picked(pick)) and (found.form, found.standing) == (goals().form, CURRENT):
            remark(self.windows[window], CATALOGUE, found.id, ("年度绩效指标", row, "指标值"), f"第{row}条请核实")

    @rule(window=windows)
    def finish(self, window: int) -> None:
        list(finish(self.windows[window], CATALOGUE))
        assert self.windows[window].collected.uncompared() == []
        for one in self.all():
            if one.standing == PAST:
                assert self.windows[window].remarks.of(one.id) == []

    # what holds

    def all(self) -> list[ReceivedDocument]:
        collected = self.windows[0].collected
        return [one for standing in (CURRENT, WAITING, PAST) for one in collected.of_year(2022, standing=standing)]

    def picked(self, pick: int) -> ReceivedDocument | None:
        found = sorted(self.all(), key=lambda one: one.id)
        return found[pick % len(found)] if found else None

    def standing(self) -> dict[int, tuple[str, str, str]]:
        return {one.id: (one.standing, one.answer, one.why) for one in self.all()}

    @invariant()
    def one_stands_and_one_at_most_waits(self) -> None:
        if not hasattr(self, "windows"):
            return
        subjects: dict[tuple[str, str], list[ReceivedDocument]] = {}
        for one in self.all():
            subjects.setdefault((one.form, one.project), []).append(one)
        for found in subjects.values():
            standings = [one.standing for one in found]
            assert standings.count(CURRENT) == 1
            assert standings.count(WAITING) <= 1
            current = next(one for one in found if one.standing == CURRENT)
            for one in found:
                if one.standing == WAITING:
                    assert (one.replaces, one.answer) == (current.id, "")
                    assert one.revision > current.revision

    @invariant()
    def what_was_accepted_gives_way_to_an_answer_alone(self) -> None:
        if not hasattr(self, "windows"):
            return
        everything = self.all()
        for old in everything:
            if old.standing == PAST and old.answer == ACCEPTED:
                assert any(one.replaces == old.id and one.id in self.answered for one in everything)
        assert {one.id for one in everything if one.answer} <= self.answered

    @invariant()
    def both_windows_see_the_same(self) -> None:
        if hasattr(self, "windows"):
            here, there = (window.collected.of_year(2022) for window in self.windows)
            assert here == there


Round.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyOrder = Round.TestCase
