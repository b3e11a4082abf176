"""Has what is typed into an open cell kept in the data file while it is typed.

So a power cut takes a moment of it and no more. A text that was handed in is in the journal; this is about the one
that was not yet.
"""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from desktop.errors import UserError
from desktop.forms.paths import Path, path_text
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import OpenDraft

KEEP_EVERY = 300
"""Milliseconds from a key to the writing; what is typed in between goes with it."""
_SHOWN = 24
"""Characters of a restored text that the line shows."""


class OpenText(QObject):
    """Looks after one draft at a time. A disk that refuses is no matter here: handing in tells the person."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._draft: OpenDraft | None = None
        self._latest: tuple[Path, str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)

    def take(self, draft: OpenDraft | None) -> None:
        """Look after this draft from now on; None for none."""
        self._timer.stop()
        self._draft, self._latest = draft, None

    def typed(self, path: Path, text: str) -> None:
        """That is in the open cell now."""
        self._latest = path, text
        if not self._timer.isActive():
            self._timer.start(KEEP_EVERY)

    def keep(self) -> None:
        """Write now what was typed last."""
        self._timer.stop()
        if self._draft is not None and self._latest is not None:
            with suppress(UserError):
                self._draft.keep_pending(*self._latest)
            self._latest = None

    def closed(self) -> None:
        """The cell was handed in or given up."""
        self._timer.stop()
        self._latest = None
        if self._draft is not None:
            with suppress(UserError):
                self._draft.drop_pending()


def tell_restored(draft: OpenDraft, messages: MessageBar) -> None:
    """Say what was typed but not handed in when the program ended; nothing when there was nothing."""
    restored = draft.restored
    if restored is None:
        return
    where, text = path_text(restored.path), " ".join(restored.text.split())
    if restored.refused:
        messages.warn(f"上次没来得及确认的内容放不回“{where}”：{restored.refused}", restored.text)
        return
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    messages.warn(f"上次没来得及确认的内容已恢复：{where}“{short}”" if short else f"上次清空的一格已恢复：{where}")
