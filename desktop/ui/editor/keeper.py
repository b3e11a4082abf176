"""Has the draft written and its pages counted when the person pauses, and shows both in the status line.

Nothing here waits between two keystrokes: what is typed is in the draft's journal already; writing the document whole
and counting pages can take their turn in a pause. A disk that refuses is asked again with the next edit and every few
seconds, until it takes it; the person is told once, and the line goes when it took it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import UserError
from desktop.session.session import Change
from desktop.ui.editor.statusline import StatusLine
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import OpenDraft

WRITE_AFTER, COUNT_AFTER, RETRY_AFTER = 1500, 700, 5000
"""Milliseconds after the last edit."""


class Keeper(QObject):
    """Looks after one draft at a time."""

    saved = Signal()

    def __init__(self, status: StatusLine, messages: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status, self._messages = status, messages
        self._draft: OpenDraft | None = None
        self._failed, self._told = False, ""
        self._write, self._count = QTimer(self), QTimer(self)
        for timer, act in ((self._write, self.save), (self._count, self._count_pages)):
            timer.setSingleShot(True)
            timer.timeout.connect(act)

    def take(self, draft: OpenDraft | None) -> None:
        """Look after this draft from now on; None for none. The last one must have been saved before."""
        self._write.stop()
        self._count.stop()
        if self._draft is not None:
            self._draft.session.listeners.remove(self._follow)
        self._draft, self._failed = draft, False
        if draft is not None:
            draft.session.listeners.append(self._follow)
            self._tell()
            self._status.tell_pages(None)
            self._count.start(COUNT_AFTER)

    def save(self) -> bool:
        """Write now; False when it was refused, which the person then knows."""
        draft = self._draft
        if draft is None:
            return True
        self._write.stop()
        try:
            draft.flush()
        except UserError as error:
            if not self._failed:
                self._messages.error(str(error))
                self._told = self._messages.text
            self._failed = True
            self._write.start(RETRY_AFTER)
        else:
            if self._failed and self._messages.text == self._told:
                self._messages.clear()
            self._failed = False
            self.saved.emit()
        self._tell()
        return not self._failed

    def _follow(self, change: Change) -> None:  # noqa: ARG002  # a listener's signature
        self._write.start(WRITE_AFTER)
        self._count.start(COUNT_AFTER)
        self._tell()

    def _tell(self) -> None:
        if self._draft is not None:
            self._status.tell_saved(self._draft.saved_at, failed=self._failed)

    def _count_pages(self) -> None:
        if self._draft is not None:
            with self._messages.guard():
                self._status.tell_pages(self._draft.page_count())
