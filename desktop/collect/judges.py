"""Judging many packages: in the program itself for a few, on all cores of the computer for many.

Judging takes ten times as long as storing, and no package has to do with another one. So a batch goes to a few
processes that know nothing but the definitions; the data file stays with the one that began. They read files ahead by
a few only, so that memory does not grow with the batch.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections import deque
from collections.abc import Container, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from desktop.collect.judging import Fault, Parcel, RefusedError, judge
from desktop.collect.sources import read_file
from desktop.forms.catalogue import Catalogue

FEW = 40
"""So many packages are judged by the time the first of the processes has started."""
_MOST = 4
"""Processes; each takes some 50 MB."""
_GARBAGE = 20_000
"""Objects of one package or two; Python's own 700 are for programs that make fewer."""
_AHEAD = 3
"""Packages each process may be ahead of the storing."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a package is not taken, in one line."""

    fault: Fault
    line: str


Judgement: TypeAlias = "Parcel | Refusal"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a package is judged by."""

    catalogue: Catalogue
    known: Container[str] = frozenset()
    passwords: tuple[str, ...] = ()

    def file(self, path: Path) -> Judgement:
        """The package in a file."""
        try:
            return self.data(read_file(path), path.name)
        except RefusedError as refused:
            return Refusal(refused.fault, str(refused.error))

    def data(self, data: bytes, name: str) -> Judgement:
        """The package in these bytes."""
        try:
            return judge(data, name=name, catalogue=self.catalogue, known=self.known, passwords=self.passwords)
        except RefusedError as refused:
            return Refusal(refused.fault, str(refused.error))


def judgements(
    paths: Sequence[Path], rules: Rules, *, processes: int | None = None
) -> Iterator[tuple[Path, Judgement]]:
    """What each file is, in their order. `processes`: None for as many as are good for this batch, 0 for none."""
    if processes is None:
        processes = 0 if len(paths) < FEW else min(_MOST, os.cpu_count() or 1)
    left = deque(paths)
    if processes > 1:
        # One may be ended from outside, or find no memory: then we go on alone.
        with suppress(BrokenProcessPool):
            yield from _by_processes(left, rules, processes)
    while left:
        path = left.popleft()
        yield path, rules.file(path)


def _by_processes(left: deque[Path], rules: Rules, processes: int) -> Iterator[tuple[Path, Judgement]]:
    """Takes the paths away from the left as they are done."""
    with TemporaryDirectory() as folder, _pool(processes, rules, Path(folder) / "rules") as pool:
        waiting: deque[Future[Judgement]] = deque()
        following = iter(tuple(left))
        while left:
            while len(waiting) < processes * _AHEAD and (path := next(following, None)) is not None:
                waiting.append(pool.submit(_judged, path))
            judgement = waiting[0].result()
            waiting.popleft()
            yield left.popleft(), judgement


@contextmanager
def _pool(processes: int, rules: Rules, file: Path) -> Iterator[ProcessPoolExecutor]:
    # Through a file, because a process that dies while it starts would leave us waiting to be read to the end.
    file.write_bytes(pickle.dumps(rules))
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin, initargs=(str(file),))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


_RULES: list[Rules] = []
"""In one of the processes: what it judges by."""


def _begin(file: str) -> None:
    # Ctrl+C goes to all of them; the one that began ends the others when it is through with its package.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _RULES.append(pickle.loads(Path(file).read_bytes()))
    # The definitions stay to the end; looking through them for garbage again and again costs a twentieth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def _judged(path: Path) -> Judgement:
    return _RULES[0].file(path)
