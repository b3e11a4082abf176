"""The answer that needs words: why a document goes back and what goes with it, or why it is accepted all the same.

Takes the panel's place while it is written, so that the form can still be read. Enter is the answer, Esc forgets it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.session.received import Candidate
from desktop.ui import fonts, theme
from desktop.ui.findings.notebox import NoteEdit
from desktop.ui.widgets import SPACE, button, label, link, make_action, set_word

_REASON, _OTHERS = 76, 56
"""Heights of the reason, and the least of what may go along, px."""
_NUMBER = Qt.ItemDataRole.UserRole


class AnswerBox(QWidget):
    """Told what is to be answered; hands on the words."""

    answered = Signal(str, object)
    """The reason, and the numbers of the documents it is about, the one that is shown first."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head, self.note = label("", "head", wrap=True), label("", wrap=True)
        self.reason = NoteEdit()
        self.reason.setFixedHeight(_REASON)
        self.others_head, self.all_link = label(""), link("都选")
        self.others = QListWidget()
        self.others.setObjectName("answer")
        self.others.setWordWrap(True)
        self.others.setMinimumHeight(_OTHERS)
        self.others.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.others.setAccessibleName("一起退回的表")
        self.act = make_action(self, "退回", color=theme.PAPER)
        self.forget = make_action(self, "取消")
        self._number = 0
        self._lay_out()
        self.reason.done.connect(self._answer)
        self.reason.left.connect(self.left)
        self.reason.textChanged.connect(self._enable)
        self.act.triggered.connect(self._answer)
        self.forget.triggered.connect(self.left)
        self.others.itemChanged.connect(self._count)
        self.all_link.clicked.connect(self._choose_all)

    def _lay_out(self) -> None:
        picked = QHBoxLayout()
        picked.addWidget(self.others_head, 1)
        picked.addWidget(self.all_link)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button(self.forget))
        foot.addWidget(button(self.act, accent=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE + 4, SPACE + 4, SPACE + 4)
        layout.setSpacing(SPACE)
        layout.addWidget(self.head)
        layout.addWidget(self.note)
        layout.addWidget(self.reason)
        layout.addLayout(picked)
        layout.addWidget(self.others, 1)
        layout.addLayout(foot)
        layout.addStretch(0)
        QWidget.setTabOrder(self.reason, self.others)

    def ask(self, word: str, head: str, note: str, reason: str, candidates: Sequence[Candidate]) -> None:
        """Ask for the reason. `word` is the answer, `note` what has to be known first, `reason` what is proposed.

        `candidates`: the document that is shown, then what may go with it.
        """
        self._number = candidates[0].head.id
        self.head.setText(head)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        set_word(self.act, word)
        self.act.setText(word)
        self.reason.setPlaceholderText(f"{word}的理由")
        self.reason.setAccessibleName(f"{word}的理由")
        self.reason.setPlainText(reason)
        self.reason.document().setModified(False)
        self._offer(candidates[1:])
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.selectAll()
        self._enable()

    def _offer(self, others: Sequence[Candidate]) -> None:
        with QSignalBlocker(self.others):
            self.others.clear()
            for one in others:
                name = f"《{one.head.form}》{one.head.project}"
                fonts.need(name)
                item = QListWidgetItem(f"{name}\n{one.asks}", self.others)
                item.setData(_NUMBER, one.head.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
        for part in (self.others, self.others_head, self.all_link):
            part.setVisible(bool(others))
        self._count()

    @property
    def typed(self) -> bool:
        """Whether the person wrote something that was not proposed."""
        return self.reason.document().isModified()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc forgets it, wherever in here the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def chosen(self) -> list[int]:
        """The numbers of what goes back, the document that is shown first."""
        items = (self.others.item(row) for row in range(self.others.count()))
        return [self._number, *(item.data(_NUMBER) for item in items if item.checkState() == Qt.CheckState.Checked)]

    def _count(self) -> None:
        number = len(self.chosen()) - 1
        self.others_head.setText(f"同一单位的，一起退回 {number} 份" if number else "同一单位的，可以一起退回")

    def _choose_all(self) -> None:
        for row in range(self.others.count()):
            self.others.item(row).setCheckState(Qt.CheckState.Checked)

    def _enable(self) -> None:
        self.act.setEnabled(bool(self.reason.toPlainText().strip()))

    def _answer(self) -> None:
        if self.reason.toPlainText().strip():
            self.answered.emit(self.reason.toPlainText().strip(), self.chosen())
