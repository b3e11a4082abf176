"""The program's own start, joined where it begins to wait for the person.

So the window that is measured is the one the command `jibiao` opens, with everything it sets up on the way.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

from desktop.cli.main import main
from desktop.resources import DATABASE_ENV

Wait: TypeAlias = Callable[[], int]
"""Runs the event loop until the window is closed; returns the exit code."""


def start(database: str, join: Callable[[Wait], int]) -> int:
    """Opens the window on a data file as the command without arguments does, and has `join` do what comes then."""
    import_module("desktop.app")  # what the command line loads next, and Qt with it: not before its turn
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # see above

    wait: Wait = QApplication.exec
    QApplication.exec = staticmethod(lambda: join(wait))  # type: ignore[method-assign]  # see above
    os.environ[DATABASE_ENV] = database
    return main([])
