"""Has a large board read beside the window. A newer wish takes the place of the one before it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messagebar import MessageBar

if TYPE_CHECKING:
    from desktop.session.collectdesk import CollectDesk
    from desktop.session.reading import Reading

_BEGIN_MS, _LOOK_MS = 100, 20
"""After how long it begins, and how often it is looked whether it is done."""


class Reader(QObject):
    """Works for a page."""

    finished = Signal(object)
    """The `Overview` that was read."""

    def __init__(self, page: QWidget, desk: CollectDesk, messages: MessageBar) -> None:
        super().__init__(page)
        self._desk, self._messages = desk, messages
        self._reading: Reading | None = None
        self._next: tuple[int, date] | None = None
        """What is wished for and not begun."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def read(self, year: int, today: date) -> None:
        """Read the board of a year. Begins when what is shown now has been painted."""
        self._next = year, today
        if not self._timer.isActive():
            self._timer.start(_BEGIN_MS)

    def drop(self) -> None:
        """Nobody waits for it any more; returns when nothing runs."""
        self._timer.stop()
        reading, self._reading, self._next = self._reading, None, None
        if reading is not None:
            with self._messages.guard():
                reading.end()

    def _look(self) -> None:
        reading = self._reading
        if reading is not None and reading.running:
            return
        self._reading = None
        if self._next is not None:
            wish, self._next = self._next, None
            if reading is not None:
                with self._messages.guard():
                    reading.end()
            self._reading = self._desk.read_beside(*wish)
            self._timer.setInterval(_LOOK_MS)
        elif reading is not None:
            with self._messages.guard():
                self.finished.emit(reading.end())
        if self._reading is None:
            self._timer.stop()
