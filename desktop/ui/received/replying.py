"""What happens when the person answers: 退回 with a reason and a file, 接受, and the next document after that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.collect.answering import ErrorsLeftError
from desktop.errors import UserError
from desktop.session.received import Candidate, Received, ReceivedDesk
from desktop.store.collect_records import ACCEPTED, RETURNED, ReceivedDocument
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.messagebar import MessageBar

if TYPE_CHECKING:
    from desktop.ui.received.page import ReceivedPage

_GIVE, _TAKE = "退回", "接受"
_MOST_WHY = 60
"""Characters of an earlier reason that are said again: a new one has to find room below."""


class Replying(QObject):
    """Acts on the document that is shown."""

    def __init__(self, page: ReceivedPage, desk: ReceivedDesk, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__(page)
        self._page, self._desk, self._messages, self._dialogs = page, desk, messages, dialogs
        acts, answer = page.commands, page.panel.answer
        acts.give_back.triggered.connect(self.ask_return)
        acts.accept.triggered.connect(self.accept)
        acts.accept_clean.triggered.connect(self.ask_clean)
        acts.save_again.triggered.connect(self.save_again)
        answer.answered.connect(self._answered)
        answer.left.connect(self._forget)
        self._word = _GIVE
        self._aside: dict[int, str] = {}
        """Reasons that were begun for documents the person went away from."""

    def ask_return(self) -> None:
        """退回: the reason, and what of the unit goes along."""
        received = self._page.received
        if received is None or not self._page.panel.box.commit():
            return
        with self._messages.guard():
            candidates = self._desk.candidates(received.head.id)
            note = _before(received.head, "退回后不再算已接受", "这一次的理由会代替上次的")
            self._ask(_GIVE, f"退回给{received.head.unit}", note, _proposed(candidates[0]), candidates)

    def accept(self, *, sure: bool = False) -> None:
        """接受: at once where nothing speaks against it, else with a reason. `sure`: also while a newer one waits."""
        received = self._page.received
        if received is None or not self._page.panel.box.commit():
            return
        head = received.head
        if received.newer is not None and not sure:
            line = f"还有新报的修订 {received.newer.revision} 没有替换，仍接受已收的修订 {head.revision}？"
            self._messages.note(line, "仍接受", lambda: self.accept(sure=True))
            return
        if not received.needs_reason:
            self._accept(head, "")
            return
        note = _before(head, "", "对方还没有重报，接受的是退回的这一份")
        what = f"还有 {head.counts.errors} 处错误，要写明接受的理由。" if head.counts.errors else ""
        self._ask(_TAKE, f"接受{head.unit}的这一份", what + note, "", [Candidate(head, 0)])

    def ask_clean(self) -> None:
        """接受全部无错误的, once the line has said how many that could be."""
        numbers = list(self._page.numbers)
        self._messages.note(
            f"把打开的 {len(numbers)} 份里没有错误、没有意见的都接受？", _TAKE, lambda: self._clean(numbers)
        )

    def take_newer(self) -> None:
        """用新的替换; in the place of one that was accepted the new one is accepted in its turn."""
        received = self._page.received
        newer = received.newer if received is not None else None
        if received is None or newer is None:
            return
        with self._messages.guard(), busy():
            try:
                self._desk.take_newer(received)
            except ErrorsLeftError as left:
                self._ask_why(newer, f"接受{newer.unit}新报的修订 {newer.revision}", left)
                return
            self._show_newer(received, newer)

    def _show_newer(self, received: Received, newer: ReceivedDocument) -> None:
        self._page.replace_number(received.head.id, newer.id)
        self._page.show_number(newer.id)
        self._messages.info(f"已{'接受' if received.accepted else '换成'}新报的修订 {newer.revision}")
        self._page.changed.emit()

    def save_again(self) -> None:
        """再存一份退回文件."""
        received = self._page.received
        if received is None:
            return
        with self._messages.guard(), busy():
            target = self._dialogs.return_to_save(self._desk.return_name(received.head.id))
            if target is not None:
                number = self._desk.save_again(received.head.id, target)
                self._messages.info(f"退回文件又存了一份（{number} 份表）：{target}")

    def _ask_why(self, head: ReceivedDocument, words: str, left: ErrorsLeftError) -> None:
        self._ask(_TAKE, words, f"{left.what}。要写明接受的理由。", "", [Candidate(head, 0)])

    def _ask(self, word: str, head: str, note: str, reason: str, candidates: Sequence[Candidate]) -> None:
        self._word = word
        self._messages.clear_notice()
        self._page.unfold()
        self._page.panel.show_answer(True)
        self._page.panel.answer.ask(word, head, note, self._aside.pop(candidates[0].head.id, reason), candidates)

    def put_aside(self) -> None:
        """The person goes elsewhere: what was begun is there again when it is asked for again."""
        panel, received = self._page.panel, self._page.received
        if panel.answering and received is not None and panel.answer.typed:
            self._aside[received.head.id] = panel.answer.reason.toPlainText()
        panel.show_answer(False)

    def _forget(self) -> None:
        self._page.panel.show_answer(False)
        self._page.take_focus()

    def _answered(self, why: str, numbers: list[int]) -> None:
        received = self._page.received
        if received is None:
            return
        newer = received.newer
        if self._word == _TAKE and newer is not None and numbers == [newer.id]:
            with self._messages.guard(), busy():
                self._desk.accept(newer.id, why)
                self._show_newer(received, newer)
        elif self._word == _TAKE:
            self._accept(received.head, why)
        else:
            self._return(received.head, why, numbers)

    def _return(self, head: ReceivedDocument, why: str, numbers: list[int]) -> None:
        target = None
        with self._messages.guard():
            target = self._dialogs.return_to_save(self._desk.return_name(head.id))
        if target is None:
            return
        way = f"经{'、'.join(head.via)}" if head.via else ""
        line = f"已退回 {len(numbers)} 份。请把 {target.name} {way}交给{head.unit}，在绩表里打开它就能改"
        with self._messages.guard(), busy():
            try:
                self._desk.send_back(numbers, why, target)
            except UserError:
                now = self._desk.head(head.id)
                if (now.answer, now.why) == (RETURNED, why):  # only the file is missing
                    self._page.changed.emit()
                    self._page.panel.show_answer(False)
                    self._page.read_again()
                raise
            self._page.changed.emit()
            self._go_on(line)

    def _accept(self, head: ReceivedDocument, why: str) -> None:
        with self._messages.guard(), busy():
            try:
                self._desk.accept(head.id, why)
            except ErrorsLeftError as left:  # found with the unit's others only now
                self._ask_why(head, f"接受{head.unit}的这一份", left)
                return
            self._page.changed.emit()
            self._go_on(f"已接受{head.unit}的《{head.form}》{head.project}")

    def _clean(self, numbers: Sequence[int]) -> None:
        with self._messages.guard(), busy():
            accepted = self._desk.accept_clean(numbers)
            self._page.changed.emit()
            self._go_on(accepted.line, stay=True)

    def _go_on(self, line: str, *, stay: bool = False) -> None:
        """Say what was done, and show the next document that waits for an answer; the same one when none does."""
        page = self._page
        page.panel.show_answer(False)
        following = None if stay and page.received is not None and not page.answered else page.next_open()
        if following is not None:
            page.show_number(following)
        else:
            page.read_again()
        page.take_focus()
        self._messages.info(line if following is not None or stay else f"{line}。打开的都答复了")


def _proposed(own: Candidate) -> str:
    return f"有 {own.asks.replace('，', '、')}，请改后重报" if own.asks else ""


def _before(head: ReceivedDocument, accepted: str, returned: str) -> str:
    """What was answered before, and what it means for what is answered now."""
    said = head.why if len(head.why) <= _MOST_WHY else f"{head.why[:_MOST_WHY]}…"
    why = f"（{said}）" if said else ""
    if head.answer == ACCEPTED:
        return f"这一份已经接受过{why}。{accepted}。"
    return f"这一份已经退回过{why}。{returned}。" if head.answer == RETURNED else ""
