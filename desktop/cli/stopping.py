"""Ctrl+C during long work: what is under way is finished first, so that everything that was begun is whole."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.cli.outcome import say


@contextmanager
def stopping(words: str) -> Iterator[list[bool]]:
    """Filled when Ctrl+C was pressed, after `words` were said. Pressed again it ends at once."""
    stopped: list[bool] = []

    def stop(*_: object) -> None:
        stopped.append(True)
        signal.signal(signal.SIGINT, before)
        say(words)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)
