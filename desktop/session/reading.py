"""Reading a large board beside the window, in a thread with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from desktop.session.overview import Overview
from desktop.store import Store


class Reading:
    """Begins at once; everything but `_run` is asked from the thread that began it."""

    def __init__(self, store: Store, read: Callable[[Store], Overview]) -> None:
        self._store, self._read = store, read
        self._found: Overview | None = None
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="reading the board")
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it is still being read."""
        return self._thread.is_alive()

    def end(self) -> Overview:
        """Wait until it is read. Raises what went wrong: `UserError` for a fault of the disk, else a bug."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        assert self._found is not None  # it was read, or went wrong
        return self._found

    def _run(self) -> None:
        try:
            with self._store.again() as store:
                self._found = self._read(store)
        except BaseException as fault:  # it is raised where the reading is ended, be it what it may
            self._fault = fault
