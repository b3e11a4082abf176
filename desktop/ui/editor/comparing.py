"""Has the draft compared with the others of its year whenever the person pauses.

Reading the others takes a moment in a unit with hundreds of projects, so it is done in slices between which the window
answers, and only while nobody types.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.session.session import Change
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import OpenDraft

PAUSE, SLICE_S = 800, 0.012
"""Milliseconds after the last key or edit; seconds at a time, less than a key may wait."""


class Comparer(QObject):
    """Looks after one draft at a time."""

    def __init__(self, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = messages
        self._draft: OpenDraft | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def take(self, draft: OpenDraft | None) -> None:
        """Look after this draft from now on; None for none."""
        self._timer.stop()
        if self._draft is not None:
            self._draft.session.listeners.remove(self._follow)
        self._draft = draft
        if draft is not None:
            draft.session.listeners.append(self._follow)
            self._timer.start(PAUSE)

    def wait(self) -> None:
        """The person is typing: go on when that pauses."""
        if self._timer.isActive():
            self._timer.start(PAUSE)

    def _follow(self, change: Change) -> None:
        if change.edits:
            self._timer.start(PAUSE)

    def _go_on(self) -> None:
        if self._draft is None:
            return
        # A fault is told once: the next edit tries again.
        with self._messages.guard():
            if not self._draft.compare(SLICE_S):
                self._timer.start(0)
