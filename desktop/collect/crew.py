"""One piece of work after the other: in the program itself, or on all cores of the computer when there are many.

A batch goes to a few processes that know nothing but the task; the data file stays with the one that began. Items are
handed out ahead by a few only, so that memory does not grow with the batch, and results come in the order of the items.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

FEW = 40
"""So many items are done by the time the first of the processes has started."""
_MOST = 4
"""Processes; each takes some 50 MB."""
_GARBAGE = 100_000
"""Objects of a few items; Python's own 700 are for programs that make fewer."""
_AHEAD = 3
"""Items each process may be ahead of who asked."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def good_number(items: int) -> int:
    """How many processes are good for so many items; 0 for none."""
    return 0 if items < FEW else min(_MOST, os.cpu_count() or 1)


def worked(items: Iterable[Item], task: Callable[[Item], Result], *, processes: int) -> Iterator[tuple[Item, Result]]:
    """Each item with what the task makes of it, in their order. `processes`: 0 or 1 for none besides ourselves.

    Task, items and results are sent between processes, so they have to be such as can be pickled.
    """
    waiting: deque[tuple[Item, Future[Result] | None]] = deque()
    following = iter(items)
    if processes > 1:
        # One may be ended from outside, or find no memory: then we go on alone.
        with suppress(BrokenProcessPool):
            yield from _by_processes(waiting, following, task, processes)
    while waiting:
        item, _ = waiting.popleft()
        yield item, task(item)
    for item in following:
        yield item, task(item)


def _by_processes(
    waiting: deque[tuple[Item, Future[Result] | None]],
    following: Iterator[Item],
    task: Callable[[Item], Result],
    processes: int,
) -> Iterator[tuple[Item, Result]]:
    """What is in `waiting` has been taken from `following` and not been yielded yet."""
    with TemporaryDirectory() as folder, _pool(processes, task, Path(folder) / "task") as pool:
        while True:
            while len(waiting) < processes * _AHEAD and (ahead := next(following, _NOTHING)) is not _NOTHING:
                item: Item = ahead  # type: ignore[assignment]  # the mark of the end is none
                waiting.append((item, None))
                waiting[-1] = item, pool.submit(_done, item)
            if not waiting:
                return
            item, future = waiting[0]
            assert future is not None  # else submitting had raised
            result = future.result()
            waiting.popleft()
            yield item, result


_NOTHING = object()


@contextmanager
def _pool(processes: int, task: Callable[[Item], Result], file: Path) -> Iterator[ProcessPoolExecutor]:
    # Through a file, because a process that dies while it starts would leave us waiting to be read to the end.
    file.write_bytes(pickle.dumps(task))
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin, initargs=(str(file),))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


_TASK: list[Callable[[Any], Any]] = []
"""In one of the processes: what it does."""


def _begin(file: str) -> None:
    # Ctrl+C goes to all of them; the one that began ends the others when it is through with its item.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _TASK.append(pickle.loads(Path(file).read_bytes()))
    # The definitions stay to the end; looking through them for garbage again and again costs a twentieth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def _end_with_parent() -> None:
    # One that was ended from outside says nothing more, and its processes would wait for ever.
    parent = parent_process()
    assert parent is not None  # this is no process of its own
    parent.join()
    os._exit(1)


def _done(item: Any) -> Any:
    return _TASK[0](item)
