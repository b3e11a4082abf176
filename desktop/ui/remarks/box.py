"""The small box something is written in about a place: a remark, or the answer to one.

Enter hands it in, Shift+Enter breaks the line, Esc takes back what was typed. What was typed is handed in also when the
keyboard goes elsewhere: there is no button that could be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.ui.findings.notebox import NoteEdit
from desktop.ui.widgets import SPACE, ElidedLabel


class RemarkBox(QFrame):
    """Hidden while nothing is written about."""

    left = Signal()
    """Written or given up: the keyboard goes back to the form."""
    opened = Signal(bool)
    """Whether something is being written, when that changes."""
    refused = Signal(str)
    """Why what was typed cannot stand there; it is still in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cellbox")
        self._keep: Callable[[str], object] | None = None
        self._text = ""
        self.head = ElidedLabel()
        self.head.setObjectName("soft")
        self.edit = NoteEdit()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE + 4, SPACE + 2)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.head)
        layout.addWidget(self.edit)
        self.edit.done.connect(self.commit)
        self.edit.left.connect(self.close_box)
        self.edit.passed.connect(self.commit)
        self.hide()

    def write(self, head: str, text: str, keep: Callable[[str], object], *, asked: str = "") -> None:
        """Open it with the keyboard in it. `head` says about what, `text` is there already, `asked` stands in grey.

        `keep` is called with the words when they are handed in and are others than `text`; it may raise `UserError`.
        What was typed about the thing before is handed in first; when that is refused, it stays.
        """
        if not self.commit():
            return
        self._keep, self._text = keep, text
        self.head.setText(head)
        self.edit.setAccessibleName(head)
        self.edit.setPlaceholderText(asked)
        self.edit.setPlainText(text)
        self.show()
        self.opened.emit(True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    @property
    def active(self) -> bool:
        """Whether something is being written."""
        return self._keep is not None

    def commit(self) -> bool:
        """Hand in what was typed and close. False when it was refused: then it is still open."""
        keep, typed = self._keep, self.edit.toPlainText().strip()
        if keep is None:
            return True
        if typed != self._text.strip():
            self._keep = None  # first: whoever listens may ask at once what is open
            try:
                keep(typed)
            except UserError as error:
                self._keep = keep
                self.refused.emit(str(error))
                return False
        self.close_box()
        return True

    def close_box(self) -> None:
        """Give up what was typed."""
        self._keep = None
        if not self.isHidden():
            here = self.edit.hasFocus()
            self.hide()
            self.opened.emit(False)
            if here:
                self.left.emit()
