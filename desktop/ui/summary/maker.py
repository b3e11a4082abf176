"""Makes one summary after the other beside the window, in slices, so that it can be looked at and left meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.busy import busy
from desktop.ui.messagebar import MessageBar

if TYPE_CHECKING:
    from desktop.collect.summarizing import Progress, Scope, Summarizing
    from desktop.session.summaries import Made, SummaryDesk

_SLICE = 0.04
"""s of work between two looks at what the person does."""
_PATIENCE_MS = 300
"""So long the page stays as it is before it tells how far the work is."""


class Maker(QObject):
    """Works for a page. A new summary takes the place of the one being made."""

    slow = Signal()
    """It takes a while: there is something to tell."""
    moved = Signal(int, int)
    """So many documents of so many."""
    made = Signal(object)
    """A `Made`."""
    failed = Signal()
    """It was told why."""

    def __init__(self, parent: QObject, desk: SummaryDesk, messages: MessageBar) -> None:
        super().__init__(parent)
        self._desk, self._messages = desk, messages
        self._run: Summarizing | None = None
        self._work: Iterator[Progress] | None = None
        self._timer, self._patience = QTimer(self), QTimer(self)
        self._timer.timeout.connect(self._step)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.slow)

    @property
    def running(self) -> bool:
        """Whether something is being made."""
        return self._work is not None

    def begin(self, form: str, year: int, scope: Scope) -> None:
        """Make a summary."""
        self.stop()
        with self._messages.guard():
            self._run = self._desk.begin(form, year, scope=scope)
            self._work = self._run.work()
            self._timer.start(0)
            self._patience.start()
            return
        self.failed.emit()

    def stop(self) -> None:
        """Leave what is being made; what was worked out of it is kept."""
        self._timer.stop()
        self._patience.stop()
        work, self._work, self._run = self._work, None, None
        if work is not None:
            work.close()  # type: ignore[attr-defined]  # a generator: it lets its processes go

    def _step(self) -> None:
        try:
            self._slice()
        except Exception:  # a bug is told once, not with every tick
            self.stop()
            self.failed.emit()
            raise

    def _slice(self) -> None:
        work, run = self._work, self._run
        if work is None or run is None:
            return
        with self._messages.guard():
            until = perf_counter() + _SLICE
            progress = None
            while perf_counter() < until:
                progress = next(work, None)
                if progress is None:
                    break
            if progress is not None:
                self.moved.emit(progress.done, progress.total)
                return
            self.stop()
            with busy():
                made: Made = self._desk.finish(run)
                self.made.emit(made)
            return
        self.stop()
        self.failed.emit()
