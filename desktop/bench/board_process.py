"""Opens 收表 over a large round in the real window. Arguments: the data file, filled (`round_store`); how often.

Answers the seconds from the click until the board's lines are painted: the first time, which loads the page and the
forms, and then with a new page each time; until all of the board is there, counted and painted; and of going through
it in the data file alone (`collect.board.board`).
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from desktop.bench.joined import start
from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.bench.round import YEAR
from desktop.collect.board import board
from desktop.forms.catalogue import bundled
from desktop.store import Store
from desktop.ui.mainwindow import MainWindow
from desktop.ui.rail import Side

_PATIENCE_S = 30.0


class _Painted(QObject):
    """Knows whether the board's lines were painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.done = False
        self._table = window.board.table
        self._table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802  # Qt's signature
        """Lines there were when it was painted; the painting itself follows."""
        if event.type() == QEvent.Type.Paint and self._table.model().rowCount():
            self.done = True
        return False


def main(database: str, runs: int) -> int:
    """Measures opening it so often, after a first time."""
    return start(database, lambda wait: _measure(database, runs))


def _measure(database: str, runs: int) -> int:
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    _settle()
    first = _open(window)
    times = [_open(window) for _ in range(runs)]
    window.close()
    tell({"first": first[0], "painted": [one[0] for one in times], "whole": [one[1] for one in times],
          "board": _counted(database, runs)})  # fmt: skip
    return 0


def _open(window: MainWindow) -> tuple[float, float]:
    """The seconds until lines are painted, and until the whole board is, of a page that is made anew."""
    window.show_side(Side.FILL)
    if (old := window.__dict__.pop("board", None)) is not None:
        old.end()
        window.pages.removeWidget(old)
        old.deleteLater()
    _settle()
    gc.collect()
    began = time.perf_counter()
    window.show_side(Side.COLLECT)
    painted = _Painted(window)
    _until(lambda: painted.done)
    seen = time.perf_counter() - began
    _until(lambda: window.board.status.text() not in {"", "正在读…"})
    return seen, time.perf_counter() - began


def _until(done: Callable[[], bool]) -> None:
    end = time.perf_counter() + _PATIENCE_S
    while not done():
        if time.perf_counter() > end:
            raise TimeoutError("the board was never painted")
        _settle()


def _settle() -> None:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _counted(database: str, runs: int) -> list[float]:
    with Store.open(Path(database)) as store:
        return [seconds(lambda: board(store, bundled(), YEAR)) for _ in range(runs)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
