"""One piece of work beside the window: a thread with a connection of its own to the data file."""

from __future__ import annotations

import threading
from collections.abc import Callable

from desktop.store import Store


class Aside:
    """Begins at once. Everything but the work itself is asked from the thread that began it."""

    def __init__(self, store: Store, work: Callable[[Store], None], name: str) -> None:
        """`name` of the thread, for the log."""
        self._store, self._work = store, work
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=name)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._thread.is_alive()

    def end(self) -> None:
        """Return when it is done. Raises what went wrong, once: `UserError` for a fault of the disk, else a bug."""
        self._thread.join()
        fault, self._fault = self._fault, None
        if fault is not None:
            raise fault

    def _run(self) -> None:
        try:
            with self._store.again() as store:
                self._work(store)
        except BaseException as fault:  # it is raised where the work is ended, be it what it may
            self._fault = fault
