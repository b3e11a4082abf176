"""Starts Qt: fonts, colours, Chinese for Qt's own words, the input method, and what happens to bugs.

`run` is all that the wiring needs.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, MutableMapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from desktop import crash
from desktop.errors import UserError
from desktop.ui import ending, icons, theme
from desktop.ui.mainwindow import NAME, MainWindow
from desktop.ui.services import Services

SETTLED_MS = 300
"""How long after the start the window surely stands and nobody waits any more."""

_log = logging.getLogger(__name__)
_LEVELS = {QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR}


def run(open_services: Callable[[], Services], argv: Sequence[str] = (), *, sample: bool = False) -> int:
    """Open the window and stay until it is closed; returns the exit code, 1 when there was nothing to open.

    `open_services` is called when Qt is up, so that a data file that cannot be opened is said in a window too.
    `sample`: begin with a filled example.
    """
    app = make_application(argv)
    try:
        window = MainWindow(open_services())
    except UserError as error:
        from desktop.ui.fault import FaultWindow  # noqa: PLC0415  # shown when something is wrong only

        fault = FaultWindow(str(error))
        fault.show()
        app.exec()
        return 1
    crash.install(window.messages.tell)

    def leave() -> None:
        window.end()
        app.exit(0)

    ending.watch(app, window.hand_in, leave)
    if sample:
        window.open_sample()
    window.show()
    QTimer.singleShot(SETTLED_MS, partial(_settle, app))
    return app.exec()


def make_application(argv: Sequence[str] = ()) -> QApplication:
    """The application object, dressed. Screens of any scale are Qt's own business since version 6."""
    choose_input_method(os.environ, _input_method_plugins())
    qInstallMessageHandler(_note)
    app = QApplication([*(argv or sys.argv[:1])])
    app.setApplicationName(NAME)
    app.setDesktopFileName("jibiao")
    translate(app)
    theme.apply(app)
    return app


def _settle(app: QApplication) -> None:
    """What can wait until the window stands: an old disk takes its time."""
    from desktop import logfile  # noqa: PLC0415  # see above

    app.setWindowIcon(icons.program_icon())
    logfile.set_up_log()


def translate(app: QApplication) -> bool:
    """Chinese for what Qt says by itself: file and print dialogs, the menu of a text field. False if it is missing."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    found = translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return found and app.installTranslator(translator)


def choose_input_method(environment: MutableMapping[str, str], plugins: Sequence[str]) -> None:
    """Have Chinese input work on desktops whose input method our Qt has no plugin for.

    UOS and 麒麟 set `QT_IM_MODULE=fcitx` for all programs. The Qt we bring along has the plugin for ibus only; fcitx
    answers that protocol as well. Whoever wants another module sets QT_IM_MODULE to one that is there.

    Args:
        environment: changed in place; must happen before the application object is made.
        plugins: file names of the input method plugins that Qt brings.
    """
    wanted = environment.get("QT_IM_MODULE", "")
    have_fcitx, have_ibus = (any(word in name for name in plugins) for word in ("fcitx", "ibus"))
    if wanted.startswith("fcitx") and have_ibus and not have_fcitx:
        environment["QT_IM_MODULE"] = "ibus"


def _input_method_plugins() -> list[str]:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    return [file.name for file in folder.glob("*")]


def _note(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:  # noqa: ARG001  # Qt's signature
    """What Qt has to say goes into the log; it speaks of windows and fonts, never of what is typed."""
    _log.log(_LEVELS.get(kind, logging.DEBUG), "Qt: %s", message)
