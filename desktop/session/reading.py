"""Reading a large board beside the window."""

from __future__ import annotations

from collections.abc import Callable

from desktop.session.aside import Aside
from desktop.session.overview import Overview
from desktop.store import Store


class Reading:
    """Begins at once."""

    def __init__(self, store: Store, read: Callable[[Store], Overview]) -> None:
        self._read = read
        self._found: Overview | None = None
        self._aside = Aside(store, self._work, "reading the board")

    @property
    def running(self) -> bool:
        """Whether it is still being read."""
        return self._aside.running

    def end(self) -> Overview:
        """Wait until it is read. Raises what went wrong, see `Aside.end`."""
        self._aside.end()
        assert self._found is not None  # it was read, or went wrong
        return self._found

    def _work(self, store: Store) -> None:
        self._found = self._read(store)
