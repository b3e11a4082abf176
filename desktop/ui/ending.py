"""The end that nobody in the window asked for: logging out, shutting down, a signal from the system.

What is typed is handed in and written, without a question that nobody would be there to answer.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


def watch(app: QGuiApplication, hand_in: Callable[[], None], leave: Callable[[], None]) -> None:
    """Have what is typed written when the session or the program ends.

    Args:
        app: the application; it keeps what is made here.
        hand_in: writes all that is typed; called when the system is about to end the session.
        leave: does the same and ends the program; called for a signal.
    """
    app.commitDataRequest.connect(lambda _manager: hand_in())
    if sys.platform != "win32":  # there the session's end is all there is
        _on_signals(app, leave)


def _on_signals(app: QGuiApplication, leave: Callable[[], None]) -> None:
    """Python runs a handler only between two of its own steps, and Qt's loop takes none: a pipe wakes it."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for name in SIGNALS:
        signal.signal(getattr(signal, name), lambda *_: None)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, app)

    def woken() -> None:
        notifier.setEnabled(False)
        leave()

    notifier.activated.connect(woken)
