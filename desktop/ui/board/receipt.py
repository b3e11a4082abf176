"""Below the board: how far the taking in is, and afterwards what happened to each package.

A single line while it goes on and while everything is in order; the list opens by itself where something asks a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from desktop.collect.outcome import Kind
from desktop.session.takingin import Entry, Newer, TakingIn
from desktop.ui import fonts, theme
from desktop.ui.board.entries import EntriesList, EntriesModel
from desktop.ui.board.receiptdetails import Details
from desktop.ui.widgets import SPACE, ElidedLabel, button, label, link, make_action, set_word

_BODY = 96
"""px of height of the list, at least."""


class Receipt(QFrame):
    """Hidden until something is taken in. Holds no truth: what it lists is in the data file."""

    stop_asked = Signal()
    confirm_asked = Signal(object)
    """The `Entry`s whose newer documents shall take their place."""
    opened = Signal(object)
    """An `Entry`."""
    password_given = Signal(str)
    closed = Signal()

    def __init__(self, differences: Callable[[Newer], Sequence[str]]) -> None:
        super().__init__()
        self.setObjectName("carry")
        self.model = EntriesModel(self)
        self.list, self.details = EntriesList(self.model), Details(differences)
        self.progress, self.text = QProgressBar(), ElidedLabel()
        self.locked, self.password = label("", "plain"), QLineEdit()
        self.password_link = link("再收")
        self.asking_link, self.all_link, self.fold_link = link(""), link(""), link("")
        self.stop_action = make_action(self, "停下", "square")
        self.copy_action = make_action(self, "复制", "copy")
        self.confirm_action = make_action(self, "替换", "circle-check")
        self.close_action = make_action(self, "关闭", "x", "Esc", color=theme.SOFT)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(3)
        self.password.setPlaceholderText("密码")
        self.password.setAccessibleName("上报包的密码")
        self.password.setMaximumWidth(140)
        self._unlock = QWidget()
        unlock = QHBoxLayout(self._unlock)
        unlock.setContentsMargins(0, 0, 0, 0)
        unlock.setSpacing(SPACE // 2)
        unlock.addWidget(self.locked)
        unlock.addWidget(self.password)
        unlock.addWidget(self.password_link)
        self.stop_button, self.close_button = button(self.stop_action), button(self.close_action, words=False)
        self.copy_button, self.confirm_button = button(self.copy_action, words=False), button(self.confirm_action)
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, 4, SPACE, 4)
        head.setSpacing(SPACE // 2)
        head.addWidget(self.text, 1)
        for part in (
            self._unlock, self.asking_link, self.all_link, self.fold_link, self.confirm_button, self.copy_button,
            self.stop_button, self.close_button,
        ):  # fmt: skip
            head.addWidget(part)
        self.body = QFrame()
        self.body.setObjectName("receipt")
        across = QHBoxLayout(self.body)
        across.setContentsMargins(0, 1, 0, 0)
        across.setSpacing(1)
        across.addWidget(self.list, 3)
        across.addWidget(self.details, 2)
        self.body.setMinimumHeight(_BODY)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.progress)
        layout.addLayout(head)
        layout.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.stop_action.triggered.connect(self.stop_asked)
        self.close_action.triggered.connect(self._leave)
        self.copy_action.triggered.connect(self.copy)
        self.list.copied.connect(self.copy)
        self.list.opened.connect(self.opened)
        self.list.pointed.connect(self._point)
        self.confirm_action.triggered.connect(lambda: self.confirm_asked.emit(self._confirmable()))
        self.password_link.clicked.connect(self._give_password)
        self.password.returnPressed.connect(self._give_password)
        self.asking_link.clicked.connect(lambda: self._filter(only_asking=True))
        self.all_link.clicked.connect(lambda: self._filter(only_asking=False))
        self.fold_link.clicked.connect(lambda: self._unfold(self.body.isHidden()))

    # while it goes on

    def begin(self, words: str) -> None:
        """It begins; `words` until more is known."""
        self.text.setText(words)
        self.progress.setRange(0, 0)
        self._resting(on=False)
        self.show()

    def tell(self, run: TakingIn) -> None:
        """How far it is."""
        if run.total:
            self.progress.setRange(0, run.total)
            self.progress.setValue(run.done)
            self.text.setText("　".join(part for part in (run.line, _counted(run.counts)) if part))

    def tell_stopping(self) -> None:
        """It was told to stop."""
        self.text.setText("正在停下，手头这个包收完就停…")
        self.stop_action.setEnabled(False)

    # afterwards

    def finish(self, words: str, entries: Sequence[Entry]) -> None:
        """It is over."""
        fonts.need("".join(entry.line for entry in entries))
        self.text.setText(words)
        self._resting(on=True)
        self._show(entries, only_asking=any(entry.asks for entry in entries))
        self._unfold(self.model.asking() > 0)
        self.show()

    def renew(self, as_it_is: Callable[[Entry], Entry]) -> None:
        """The person was elsewhere: what was answered there asks nothing here any more."""
        entries = [as_it_is(entry) for entry in self.model.entries]
        if entries == self.model.entries or not self.stop_button.isHidden():
            return
        if not any(entry.asks for entry in entries):
            self.model.set_entries((), only_asking=True)
            self.hide()
            return
        self._show(entries, only_asking=self.model.only_asking)
        self._unfold(not self.body.isHidden())

    def _resting(self, *, on: bool) -> None:
        self.progress.setVisible(not on)
        self.stop_button.setVisible(not on)
        self.stop_action.setEnabled(not on)
        for part in (self.asking_link, self.all_link, self.fold_link, self.copy_button, self.close_button):
            part.setVisible(on)
        self.close_action.setEnabled(on)
        if not on:
            self._unlock.hide()
            self.body.hide()
            self.confirm_button.hide()

    def take_focus(self) -> bool:
        """The keyboard goes to what is to be done next; False when there is nothing."""
        if self._unlock.isHidden() and self.body.isHidden():
            return False
        first = self.list if self._unlock.isHidden() else self.password
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def locked_entries(self) -> list[Entry]:
        """Those under a password that is not known."""
        return [entry for entry in self.model.entries if entry.path is not None]

    def copy(self) -> None:
        """Put the lines chosen on the clipboard, or all that are shown."""
        chosen = self.list.chosen()
        QGuiApplication.clipboard().setText(
            "\n".join(entry.line for entry in (chosen if len(chosen) > 1 else self.model.shown))
        )

    def _filter(self, *, only_asking: bool) -> None:
        self._show(self.model.entries, only_asking=only_asking)
        self._unfold(True)

    def _show(self, entries: Sequence[Entry], *, only_asking: bool) -> None:
        self.model.set_entries(entries, only_asking=only_asking)
        asking, count = self.model.asking(), len(self.model.entries)
        self.asking_link.setText(f"要看的 {asking}")
        self.all_link.setText(f"全部 {count}")
        locked = len(self.locked_entries())
        self.locked.setText(f"{locked} 个包有密码")
        self._unlock.setVisible(locked > 0)
        if self.model.shown:
            self.list.setCurrentIndex(self.model.index(0))
        self._point()

    def _unfold(self, on: bool) -> None:  # noqa: FBT001, RUF100  # said by a link
        self.body.setVisible(on)
        self.fold_link.setText("收起" if on else "")
        self.fold_link.setVisible(on)
        self.asking_link.setVisible(self.model.asking() > 0 and not (on and self.model.only_asking))
        self.all_link.setVisible(not on or self.model.only_asking)
        self.copy_button.setVisible(on)
        self._point()

    def _point(self) -> None:
        chosen = self.list.chosen()
        self.details.show_entry(chosen[0] if len(chosen) == 1 else None)
        entries = self._confirmable()
        count = sum(len(entry.confirmable) for entry in entries)
        self.confirm_action.setText(f"换成新报的 {count} 份" if count > 1 else "换成新报的")
        set_word(self.confirm_action, self.confirm_action.text())
        self.confirm_button.setVisible(count > 0 and not self.body.isHidden())

    def _confirmable(self) -> list[Entry]:
        return [entry for entry in self.list.chosen() if entry.confirmable]

    def _give_password(self) -> None:
        if typed := self.password.text():
            self.password.clear()
            self.password_given.emit(typed)

    def _leave(self) -> None:
        self.model.set_entries((), only_asking=True)
        self.hide()
        self.closed.emit()


def _counted(counts: Counter[Kind]) -> str:
    return " · ".join(f"{kind.word} {counts[kind]}" for kind in Kind if counts[kind])


def summary(counts: Counter[Kind], *, stopped: bool, total: int) -> str:
    """What a run did, in a line."""
    seen = sum(counts.values())
    if not seen:
        return "停下了，一个包也没有看" if stopped else "这里没有上报包（.jbz）"
    head = f"停下了，看了 {seen}/{total} 个包，再收一次会接着来" if stopped and seen < total else f"看了 {seen} 个包"
    return f"{head}　{_counted(counts)}"
