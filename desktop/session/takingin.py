"""Work of the receiving office that takes its time, beside the window: packages are taken in, newer ones put in place.

A thread with a connection of its own to the data file, because one package takes longer than a key may wait, and the
first of many waits for the processes that judge them. It hands over what happened to each package as an `Entry`, of
which ten thousand may be held; documents stay in the data file. Whoever began it asks for `news` from time to time, and
ends it with `end`, which returns after the package under way.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeAlias

from desktop.collect.judging import Fault
from desktop.collect.outcome import Item, Kind, Outcome
from desktop.collect.pace import Pace
from desktop.collect.receiving import confirm, receive
from desktop.collect.sources import packages_in
from desktop.forms.catalogue import Catalogue
from desktop.session.aside import Aside
from desktop.store import Store
from desktop.store.collect_records import Action

_RANK = {
    Kind.REFUSED: 0, Kind.CONFLICT: 1, Kind.WRONG: 2, Kind.WAITING: 3, Kind.COMPARED: 4, Kind.OLDER: 5,
    Kind.REPLACED: 6, Kind.RECEIVED: 7, Kind.SAME: 8,
}  # fmt: skip
_QUIET = 6
"""From this rank on nobody has to do anything."""


@dataclass(frozen=True, slots=True)
class Newer:
    """A document that waits to take the place of one that is here. `locked`: by accepting it alone."""

    id: int
    before: int
    line: str
    locked: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened to one package, or what a unit's packages say together. `path` of a package under a password."""

    kind: Kind
    line: str
    documents: tuple[int, ...] = ()
    newer: tuple[Newer, ...] = ()
    notes: tuple[str, ...] = ()
    """A line for each of its documents of which there is more to say."""
    path: Path | None = None
    unit: str = ""
    """Who sent it, or whose packages were compared."""
    sound: bool = False
    """Documents that were compared, and nothing was found."""

    @property
    def rank(self) -> int:
        """The lower, the more it asks of a person."""
        return len(_RANK) if self.sound else _RANK.get(self.kind, 0)

    @property
    def asks(self) -> bool:
        """Whether somebody has to look at it."""
        return self.rank < _QUIET

    @property
    def confirmable(self) -> list[int]:
        """Its documents that can take their place now."""
        return [one.id for one in self.newer if not one.locked]

    def confirmed(self) -> Entry:
        """The same after they did."""
        return self.waiting_for([one.id for one in self.newer if one.locked])

    def waiting_for(self, numbers: Collection[int]) -> Entry:
        """The same when of its newer documents only these still wait."""
        left = tuple(one for one in self.newer if one.id in numbers)
        if left or not self.newer:
            return replace(self, newer=left)
        line = self.line.replace(Kind.WAITING.word, Kind.REPLACED.word)
        return replace(self, kind=Kind.REPLACED, line=line, newer=())


Work: TypeAlias = "Callable[[Store, Callable[[], bool]], Generator[tuple[Outcome, Path | None]]]"
"""Yields what happened, with the file where it is under a password. Asked now and then whether to stop."""


def receiving(paths: Sequence[Path], catalogue: Catalogue, passwords: Sequence[str]) -> Work:
    """Taking in what lies at the paths."""

    def work(store: Store, stopped: Callable[[], bool]) -> Generator[tuple[Outcome, Path | None]]:
        files = packages_in(paths)
        for outcome in receive(files, store, catalogue, passwords=passwords, stopped=stopped):
            locked = outcome.fault is Fault.LOCKED and outcome.number
            yield outcome, files[outcome.number - 1] if locked else None

    return work


def confirming(documents: Sequence[int], catalogue: Catalogue) -> Work:
    """Newer documents take their place."""

    def work(store: Store, _: Callable[[], bool]) -> Generator[tuple[Outcome, Path | None]]:
        yield from ((outcome, None) for outcome in confirm(store, catalogue, documents))

    return work


class TakingIn:
    """One run; see `Aside` for its thread."""

    def __init__(self, store: Store, work: Work) -> None:
        """Begins at once."""
        self._work = work
        self._told: SimpleQueue[Entry] = SimpleQueue()
        self._stop, self._leave = threading.Event(), threading.Event()
        self._pace = Pace()
        self.done, self.total = 0, 0
        self.counts: Counter[Kind] = Counter()
        """Of packages, by what became of them."""
        self._aside = Aside(store, self._run, "taking in")

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._aside.running

    @property
    def stopped(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    @property
    def line(self) -> str:
        """How far it is."""
        return self._pace.line(self.done, self.total) if self.total else ""

    def news(self) -> list[Entry]:
        """What happened since this was asked last."""
        found = []
        while True:
            try:
                found.append(self._told.get_nowait())
            except Empty:
                return found

    def stop(self) -> None:
        """Take no further package; what came in is still compared."""
        self._stop.set()

    def end(self) -> None:
        """Leave it after what is under way, and return then. Raises what went wrong, see `Aside.end`."""
        self.stop()
        self._leave.set()
        self._aside.end()

    def _run(self, store: Store) -> None:
        with closing(self._work(store, self._stop.is_set)) as outcomes:
            for outcome, locked in outcomes:
                self._tell(outcome, locked)
                if self._leave.is_set():
                    return

    def _tell(self, outcome: Outcome, locked: Path | None) -> None:
        if outcome.kind is not Kind.COMPARED:
            self.counts[outcome.kind] += 1
        if outcome.total:
            self.done, self.total = outcome.number, outcome.total
        self._told.put(entry_of(outcome, locked))


def entry_of(outcome: Outcome, path: Path | None = None) -> Entry:
    """What is kept of an outcome."""
    newer = tuple(
        Newer(item.id, item.before, item.line, item.locked) for item in outcome.items if item.action is Action.WAIT
    )
    return Entry(
        outcome.kind,
        outcome.line,
        tuple(item.id or item.before for item in outcome.items if item.id or item.before),
        newer,
        tuple(item.line for item in outcome.items if _worth_a_line(item)),
        path,
        outcome.unit,
        sound=outcome.kind is Kind.COMPARED and not outcome.errors,
    )


def _worth_a_line(item: Item) -> bool:
    return item.action in {Action.OLDER, Action.CONFLICT} or bool(item.counts.errors and item.action is not Action.WAIT)
