"""One line for the reason why a computed score was overruled. It is kept with the score but not printed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from desktop.errors import UserError
from desktop.forms.paths import Path
from desktop.session.session import Session
from desktop.ui import fonts
from desktop.ui.widgets import SPACE, label


class _Line(QLineEdit):
    """Esc takes back what was typed."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything else is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ReasonField(QFrame):
    """Hidden while the cursor is at no score that can be overruled."""

    left = Signal()
    """The keyboard goes back to the form."""
    refused = Signal(str)
    """Why what was typed cannot stand there; it is still in the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._path: Path | None = None
        self.line = _Line()
        self.line.setPlaceholderText("改动计算得分的理由；不印在表上")
        self._name = label()
        self._name.setBuddy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, 0, SPACE + 4, SPACE + 4)
        row.setSpacing(SPACE)
        row.addWidget(self._name)
        row.addWidget(self.line, 1)
        self.line.textChanged.connect(fonts.need)
        self.line.editingFinished.connect(self.commit)
        self.line.returnPressed.connect(self._done)
        self.line.left.connect(self._forget)
        self.hide()

    def show_for(self, session: Session | None, path: Path | None) -> None:
        """The cursor is at a score whose reason belongs to `path`; None: at another place.

        What was typed for the place before is handed in first.
        """
        if (session, path) != (self._session, self._path):
            self.commit()
            self._session, self._path = session, path
            self.line.setModified(False)
        if not self.line.isModified():
            self._load()
        self.setVisible(path is not None)

    def commit(self) -> bool:
        """Hand in what was typed. False when it was refused."""
        if self._session is None or self._path is None or not self.line.isModified():
            return True
        self.line.setModified(False)  # first: listeners ask at once what is to be shown
        try:
            self._session.set_text(self._path, self.line.text())
        except UserError as error:
            self.line.setModified(True)
            self.refused.emit(str(error))
            return False
        self._load()
        return True

    def _load(self) -> None:
        session, path = self._session, self._path
        held = session.document.get(path) if session is not None and path is not None else None
        text = held if isinstance(held, str) else ""
        if text != self.line.text():
            self.line.setText(text)
        self._name.setText(str(path[-1]) if path is not None else "")
        self.line.setAccessibleName(self._name.text())

    def _done(self) -> None:
        if self.commit():
            self.left.emit()

    def _forget(self) -> None:
        self.line.setModified(False)
        self._load()
        self.left.emit()
