"""Where the 说明 about a warning is written: between the list and the current cell, while a warning is marked.

A W passes 审核 with a written 说明. When its numbers change the 说明 counts no more; its words are still here then, to
be put right or handed in again.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.forms.findings import Finding, Level
from desktop.forms.notes import note_of
from desktop.session.session import Session
from desktop.ui import fonts
from desktop.ui.widgets import SPACE, label

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_HEIGHT = 64
"""Three lines, px."""
_ASKED, _GIVEN, _STALE = "说明（写了就可以通过审核）", "已有说明", "数字改过，原来的说明不再算数，核对后按回车"


class NoteEdit(QPlainTextEdit):
    """The words. Enter hands them in, Shift+Enter breaks the line, Esc takes back what was typed."""

    done = Signal()
    left = Signal()
    passed = Signal()
    """The keyboard went elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(_HEIGHT)
        self.setPlaceholderText("为什么是这样")
        self.textChanged.connect(lambda: fonts.need(self.toPlainText()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything else is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed counts without a button."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.passed.emit()


class NoteBox(QFrame):
    """The 说明 of one warning; hidden while none is marked."""

    left = Signal()
    """The keyboard goes back to the form."""
    refused = Signal(str)
    """Why what was typed cannot stand there; it is still in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cellbox")
        self._session: Session | None = None
        self._finding: Finding | None = None
        self._head = label("")
        self.edit = NoteEdit()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE + 4, SPACE + 2)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self._head)
        layout.addWidget(self.edit)
        self.edit.done.connect(self._done)
        self.edit.left.connect(self._forget)
        self.edit.passed.connect(self._pass)
        self.hide()

    def show_for(self, session: Session | None, finding: Finding | None) -> None:
        """This finding is marked now; what was typed about the one before is handed in first."""
        if finding is not None and finding.level is not Level.WARNING:
            finding = None
        same = session is self._session and _same(finding, self._finding)
        if not same:
            self._pass()
        modified = same and self.edit.document().isModified()
        self._session, self._finding = session, finding
        self._tell(keep=modified)
        self.setVisible(finding is not None)

    def commit(self) -> bool:
        """Hand in what was typed. False when it was refused."""
        if not self.edit.document().isModified():
            return True
        return self._hand_in()

    def take_focus(self) -> bool:
        """The keyboard comes here; False when there is nothing to write about."""
        if not self.isVisible():
            return False
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()
        return True

    def _tell(self, *, keep: bool) -> None:
        if self._session is None or self._finding is None:
            return
        known = note_of(self._finding, self._session.edition, self._session.document)
        stale = known is not None and not self._finding.note
        self._head.setText(_GIVEN if self._finding.note else _STALE if stale else _ASKED)
        self._head.setProperty("tone", "soft" if self._finding.note else "")
        text = known.text if known is not None else ""
        if not keep and text != self.edit.toPlainText():
            self.edit.setPlainText(text)
        if not keep:
            self.edit.document().setModified(False)
        self.edit.setAccessibleName(f"说明：{self._finding.message}")

    def _hand_in(self) -> bool:
        if self._session is None or self._finding is None:
            return True
        self.edit.document().setModified(False)  # first: listeners ask at once what is to be shown
        try:
            self._session.set_note(self._finding, self.edit.toPlainText())
        except UserError as error:
            self.edit.document().setModified(True)
            self.refused.emit(str(error))
            return False
        return True

    def _done(self) -> None:
        if self._hand_in():
            self.left.emit()

    def _pass(self) -> None:
        self.commit()

    def _forget(self) -> None:
        self._tell(keep=False)
        self.left.emit()


def _same(one: Finding | None, other: Finding | None) -> bool:
    """The same finding, perhaps looked up anew."""
    return one is other or (one is not None and other is not None and (one.code, one.path) == (other.code, other.path))
