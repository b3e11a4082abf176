"""Has packages taken in beside the window, and tells how far that is. One run at a time.

The work is in a thread of its own (`desktop.session.takingin`); here a timer looks ten times a second what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.collect.outcome import Kind
from desktop.ui.board.receipt import Receipt, summary
from desktop.ui.messagebar import MessageBar

if TYPE_CHECKING:
    from desktop.session.collectdesk import CollectDesk
    from desktop.session.takingin import Entry, TakingIn

_LOOK_MS = 100
_MOVED_LOOKS = 20
"""Looks between two times the board is told that there is more on it."""


class Receiver(QObject):
    """Works for a page, and speaks through its `Receipt`."""

    moved = Signal()
    """There is more on the board, and still more to come."""
    finished = Signal()

    def __init__(self, page: QWidget, desk: CollectDesk, receipt: Receipt, messages: MessageBar) -> None:
        super().__init__(page)
        self._desk, self._receipt, self._messages = desk, receipt, messages
        self._run: TakingIn | None = None
        self._before: list[Entry] = []
        """Entries of earlier runs that are listed on, when a run goes over some of them again."""
        self._told: list[Entry] = []
        self._confirming: list[Entry] = []
        self._passwords: list[str] = []
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        receipt.stop_asked.connect(self.stop)
        receipt.confirm_asked.connect(self.confirm)
        receipt.password_given.connect(self.unlock)

    @property
    def running(self) -> bool:
        """Whether something is being taken in."""
        return self._run is not None

    def receive(self, paths: Sequence[Path]) -> None:
        """Take in what lies at the paths. Nothing happens while a run is on."""
        if paths and self._run is None:
            self._before = []
            self._begin(self._desk.receive(paths, self._passwords), "正在看有哪些上报包…")

    def unlock(self, password: str) -> None:
        """Try a password for all packages that need one."""
        locked = self._receipt.locked_entries()
        if locked and self._run is None:
            self._passwords.insert(0, password)
            paths = [entry.path for entry in locked if entry.path is not None]
            self._before = [entry for entry in self._receipt.model.entries if entry.path is None]
            self._begin(self._desk.receive(paths, self._passwords), "正在用这个密码再收…")

    def confirm(self, entries: Sequence[Entry]) -> None:
        """Put what is newer in these into its place."""
        documents = [number for entry in entries for number in entry.confirmable]
        if documents and self._run is None:
            self._confirming = list(entries)
            self._before = [entry for entry in self._receipt.model.entries if entry not in self._confirming]
            self._begin(self._desk.confirm(documents), f"正在换成新报的 {len(documents)} 份…")

    def stop(self) -> None:
        """Go no further than the package under way."""
        if self._run is not None:
            self._run.stop()
            self._receipt.tell_stopping()

    def end(self) -> None:
        """Stop, and return when nothing runs any more."""
        self._timer.stop()
        run, self._run = self._run, None
        if run is not None:
            with self._messages.guard():
                run.end()

    def _begin(self, run: TakingIn, words: str) -> None:
        self._run, self._told, self._looks = run, [], 0
        self._messages.clear_notice()
        self._receipt.begin(words)
        self._timer.start()

    def _look(self) -> None:
        run = self._run
        if run is None:
            return
        running = run.running  # asked before the news: what comes in between is in them
        self._told += run.news()
        if not running:
            self._finish(run)
            return
        if not run.stopped:
            self._receipt.tell(run)
        self._looks += 1
        if self._looks % _MOVED_LOOKS == 0:
            self.moved.emit()

    def _finish(self, run: TakingIn) -> None:
        stopped, confirmed = run.stopped, self._confirming
        self._confirming = []
        self._timer.stop()
        self._run = None
        failed = True
        with self._messages.guard():
            run.end()
            failed = False
        if confirmed:
            words = "没有换成" if failed else f"已换成新报的 {sum(len(one.confirmable) for one in confirmed)} 份"
            # What was found between a unit's packages is found anew; when nothing is, it was put right.
            past = set() if failed else {one.unit for one in confirmed}
            before = [one for one in self._before if one.kind is not Kind.COMPARED or one.unit not in past]
            entries = [*before, *(one if failed else one.confirmed() for one in confirmed), *self._told]
        else:
            words = summary(run.counts, stopped=stopped or failed, total=run.total)
            words = f"用密码再收：{words}" if self._before else words
            entries = [*self._before, *self._told]
        self._receipt.finish(words, entries)
        self.finished.emit()
