"""Lines for what belongs to the cursor's row but is not printed: the reason for a score, the points of a numbered line.

They are kept with the row and filled here, because the form has no cell for them. What follows from a score (等级) is
shown here too.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from desktop.errors import UserError
from desktop.forms.paths import Path
from desktop.forms.shown import shown_value
from desktop.session.session import Session
from desktop.ui.widgets import SPACE, LineEdit, label


class Line(LineEdit):
    """One value. Esc takes back what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path = ()
        self.name, self.unit = label(), QLabel()
        self.name.setBuddy(self)

    def show_value(self, session: Session) -> None:
        """What the document holds, or what is computed."""
        held = session.document.get(self.path)
        text = held if isinstance(held, str) else ""
        if self.isReadOnly():
            text = shown_value(session.field(self.path), session.evaluation.value(self.path))
        if text != self.text():
            self.setText(text)
        self.setModified(False)


class UnprintedFields(QFrame):
    """A line for each value; hidden while there is none."""

    left = Signal()
    """The keyboard goes back to the form."""
    refused = Signal(str)
    """Why what was typed cannot stand there; it is still in its line."""
    drafted = Signal(object, str)
    """Path and text of a line at every keystroke."""
    ended = Signal()
    """What was typed was handed in or given up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._paths: tuple[Path, ...] = ()
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(2 * SPACE, 0, SPACE + 4, SPACE + 4)
        self._rows.setSpacing(SPACE)
        self._rows.setVerticalSpacing(SPACE // 2)
        self._rows.setColumnStretch(1, 1)
        self.lines: list[Line] = []
        self._add()
        self.hide()

    @property
    def first(self) -> Line:
        """Where the keyboard comes in; there also while it is hidden."""
        return self.lines[0]

    def line(self, path: Path) -> Line | None:
        """The line for a value, None when it is not shown."""
        return next((line for line in self.lines if path and line.path == path), None)

    def show_for(self, session: Session | None, paths: tuple[Path, ...]) -> None:
        """The cursor is where these can be filled. What was typed at the place before is handed in first."""
        if (session, paths) != (self._session, self._paths):
            self.commit()
            self._session, self._paths = session, paths
            self._assign()
        for line in self.lines:
            if session is not None and line.path and not line.isModified():
                line.show_value(session)
        self.setVisible(bool(paths))

    def commit(self) -> bool:
        """Hand in what was typed. False when something was refused."""
        taken = [self._commit(line) for line in self.lines]
        return all(taken)

    def take_focus(self, path: Path) -> bool:
        """The keyboard goes to the line for a value; False when there is none to be seen."""
        line = self.line(path)
        if line is None or not line.isVisible():
            return False
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()
        return True

    def _add(self) -> None:
        line, row = Line(), len(self.lines)
        for column, part in enumerate((line.name, line, line.unit)):
            self._rows.addWidget(part, row, column)
        line.editingFinished.connect(partial(self._commit, line))
        line.returnPressed.connect(partial(self._done, line))
        line.left.connect(partial(self._forget, line))
        line.textEdited.connect(lambda text: self.drafted.emit(line.path, text))
        if self.lines:
            QWidget.setTabOrder(self.lines[-1], line)
        self.lines.append(line)

    def _assign(self) -> None:
        """The lines get their values, and are as many as there are values."""
        while len(self.lines) < len(self._paths):
            self._add()
        for number, line in enumerate(self.lines):
            line.setModified(False)
            line.path = self._paths[number] if number < len(self._paths) else ()
            if line.path and self._session is not None:
                field = self._session.field(line.path)
                line.setPlaceholderText("没有填" if self._session.fixed else field.hint)
                line.setReadOnly(field.calculation is not None or self._session.fixed)
                line.setAccessibleName(field.name)
                line.name.setText(field.name)
                line.unit.setText(field.unit)
            line.setVisible(bool(line.path))
            line.name.setVisible(bool(line.path))
            line.unit.setVisible(bool(line.path and line.unit.text()))

    def _commit(self, line: Line) -> bool:
        if self._session is None or not line.path or not line.isModified():
            return True
        line.setModified(False)  # first: listeners ask at once what is to be shown
        try:
            self._session.set_text(line.path, line.text())
        except UserError as error:
            line.setModified(True)
            self.refused.emit(str(error))
            return False
        line.show_value(self._session)
        self.ended.emit()
        return True

    def _done(self, line: Line) -> None:
        if self._commit(line):
            self.left.emit()

    def _forget(self, line: Line) -> None:
        if self._session is not None and line.path:
            line.show_value(self._session)
            self.ended.emit()
        self.left.emit()
