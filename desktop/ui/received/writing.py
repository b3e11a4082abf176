"""What the person writes at cells: a remark, another wording of it, a finding taken for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.forms.findings import Finding
from desktop.forms.paths import Path, path_text
from desktop.session.noting import can_reword
from desktop.session.received import ReceivedDesk
from desktop.ui.messagebar import MessageBar

if TYPE_CHECKING:
    from desktop.ui.received.page import ReceivedPage

_ASKED = "哪里不对，要怎么改"


class Writing(QObject):
    """Acts on the document that is shown."""

    def __init__(self, page: ReceivedPage, desk: ReceivedDesk, messages: MessageBar) -> None:
        super().__init__(page)
        self._page, self._desk, self._messages = page, desk, messages
        acts, panel = page.commands, page.panel
        acts.remark.triggered.connect(self.write_here)
        acts.remark_whole.triggered.connect(partial(self.write_at, ()))
        acts.quote_here.triggered.connect(self.quote_here)
        acts.quote_all.triggered.connect(lambda: self.quote(panel.findings.unquoted_errors()))
        panel.remarks.whole_asked.connect(partial(self.write_at, ()))
        panel.remarks.list.edited.connect(self.rewrite)
        panel.remarks.list.removed.connect(self.remove)
        panel.findings.quoted.connect(self.quote)
        panel.box.refused.connect(messages.error)

    def write_here(self) -> None:
        """A remark at the cursor; when there is one already that was not sent, its words."""
        path = self._page.view.current_path
        if path is None:
            return
        known = next((one for one in self._page.panel.remarks.list.remarks if one.path == path and one.action), None)
        if known is not None:
            self.rewrite(known.number)
        else:
            self.write_at(path)

    def write_at(self, path: Path) -> None:
        """A new remark, `()` for one on the whole."""
        received = self._page.received
        if received is None or not self._page.may_write:
            return
        number = received.head.id
        self._open(_head(path), "", partial(self._add, number, path))

    def rewrite(self, number: int) -> None:
        """Other words for a remark; none at all take it away."""
        row = next((one for one in self._page.panel.remarks.list.remarks if one.number == number), None)
        if row is not None and row.action:
            self._open(_head(row.path), row.text, partial(self._reword, number))

    def remove(self, number: int) -> None:
        """Take a remark away; the line offers it back."""
        received = self._page.received if self._page.panel.box.commit() else None
        row = next((one for one in self._page.panel.remarks.list.remarks if one.number == number), None)
        if received is None or row is None or not row.action or not can_reword(received.head):
            return
        with self._messages.guard():
            self._desk.remarks.remove(number)
            self._show()
            back = partial(self._add_back, received.head.id, row.path, row.text)
            self._messages.info("已删去一条意见", "撤销", back)

    def quote_here(self) -> None:
        """What was found at the cursor becomes remarks."""
        found = self._page.panel.found_here()
        if found:
            self.quote(found)
        else:
            self._messages.note("这里没有发现问题")

    def quote(self, findings: Sequence[Finding]) -> None:
        """Findings become remarks at their cells."""
        received = self._page.received
        if received is None or not self._page.may_write:
            return
        with self._messages.guard():
            done = self._desk.remarks.quote(received.head.id, findings, evaluation=received.session.evaluation)
            self._show()
            self._messages.info(f"写成了 {done} 条意见" if done else "已经都是意见了")

    def _open(self, head: str, text: str, keep: Callable[[str], None]) -> None:
        page = self._page
        self._messages.clear_notice()
        page.unfold()
        page.replying.put_aside()
        page.panel.show_remarks()
        page.panel.box.write(head, text, keep, asked=_ASKED)

    def _add(self, document: int, path: Path, text: str) -> None:
        if text:
            self._desk.remarks.add(document, path, text)
            self._show()

    def _add_back(self, document: int, path: Path, text: str) -> None:
        with self._messages.guard():
            self._add(document, path, text)

    def _reword(self, number: int, text: str) -> None:
        if text:
            self._desk.remarks.reword(number, text)
            self._show()
        else:
            self.remove(number)

    def _show(self) -> None:
        self._page.read_remarks()


def _head(path: Path) -> str:
    return f"对{path_text(path)}" if path else "对整张表"
