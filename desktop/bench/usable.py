"""When a window can be used: it is painted, nothing is left to do, and a key sent to it is taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Watch(QObject):
    """Waits until `widget` has been painted, then uses it, says so, and closes its window."""

    def __init__(self, widget: QWidget, use: Callable[[], str]) -> None:
        """`widget` is what the person looks at first; `use` returns who took the key."""
        super().__init__(widget)
        self._widget, self._use, self._told = widget, use, False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802  # Qt's signature
        """Sees paint events before the widget does, so it looks once all of the window was painted and shown."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        if self._told:
            return
        self._told = True
        # Written by hand, because the bare window has no json to pay for.
        print(f'{{"keyboard": "{self._use()}"}}', flush=True)
        self._widget.window().close()


def press_key() -> str:
    """Sends a key to what has the keyboard; returns its class.

    Not asked of the bare window: `Qt`, from which a key has its name, alone costs an eighth of its whole start.
    """
    from PySide6.QtCore import Qt  # noqa: PLC0415  # see above
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415

    keyboard = QApplication.focusWidget()
    if keyboard is None:
        raise LookupError("nothing in the window has the keyboard")
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(keyboard, QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
    return type(keyboard).__name__
