"""The side panel: how many, which, and the current cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.forms.findings import Finding
from desktop.forms.paths import Path, path_text
from desktop.session.neighbours import Elsewhere
from desktop.session.session import Change, Session
from desktop.ui.findings.cellbox import CellBox
from desktop.ui.findings.groups import Group
from desktop.ui.findings.list import FindingsList
from desktop.ui.findings.model import FindingsModel
from desktop.ui.findings.notebox import NoteBox
from desktop.ui.findings.remedy import Remedy, remedy_of
from desktop.ui.widgets import nothing

WIDTH = 300


class FindingsPanel(QFrame):
    """Follows a session: after an edit it looks again as soon as the form has been painted."""

    taken = Signal(object)
    """The path of a finding the person wants to see in the form."""
    remedied = Signal(object)
    """A `Finding` the person wants to have put right."""
    opened = Signal(object)
    """An `Elsewhere` the person wants to see in its own draft."""
    left = Signal()
    """The keyboard goes back to the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH)
        self._session: Session | None = None
        self._path: Path | None = None
        self._number = 0
        """Which finding, in the order one goes through them, was at the cursor last."""
        self._quiet = True
        self.model = FindingsModel(self.remedy, self)
        self.list = FindingsList(self.model)
        self.cell = CellBox()
        self.note = NoteBox()
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.RichText)
        self.summary.setFixedHeight(36)
        self.summary.setContentsMargins(16, 6, 12, 0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(nothing("没有发现问题"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        for part, stretch in ((self.summary, 0), (self.stack, 1), (self.note, 0), (self.cell, 0)):
            layout.addWidget(part, stretch)
        self.list.taken.connect(self._take)
        self.list.opened.connect(self.opened)
        self.list.remedied.connect(self._put_right)
        self.list.left.connect(self.left)
        self.unprinted = self.cell.unprinted
        self.unprinted.left.connect(self.left)
        self.note.left.connect(self.left)
        QWidget.setTabOrder(self.list, self.note.edit)
        QWidget.setTabOrder(self.note.edit, self.unprinted.first)

    def set_session(self, session: Session | None) -> None:
        """Follow another document, or none."""
        self._soon.stop()
        if self._session is not None:
            self._session.listeners.remove(self._follow)
        self._session, self._path, self._number = session, None, 0
        if session is not None:
            session.listeners.append(self._follow)
        self.refresh()

    def set_quiet(self, quiet: bool) -> None:
        """Show what is only still to be filled as a group of its own, or as the errors they are."""
        self._quiet = quiet
        self.refresh()

    def set_path(self, path: Path | None) -> None:
        """The cursor is there now."""
        self._path = path
        self._tell_cell()

    def refresh(self) -> None:
        """Show what was found by now."""
        session = self._session
        found = (*session.findings, *session.elsewhere) if session is not None else ()
        self.model.set_findings(found, quiet=self._quiet)
        self.summary.setText(_counts(self.model))
        self.summary.setVisible(bool(found))
        self.stack.setCurrentIndex(0 if found else 1)
        self._tell_cell()

    def next(self) -> Finding | None:
        """The finding after the one at the cursor, blanks after all others; the first one after the last.

        Between findings, as after one was put right, it is the one that has moved up to the place of the last.
        """
        if self._soon.isActive():
            self._soon.stop()
            self.refresh()  # the open cell was handed in this moment
        if not self.model.findings:
            return None
        current = self.list.current()
        number = self._number if current is None else self.model.number(current) + 1
        return self.model.findings[number % len(self.model.findings)]

    def remedy(self, finding: Finding) -> Remedy | None:
        """How a finding can be put right on the spot."""
        if isinstance(finding, Elsewhere):
            return Remedy("打开", finding.path, None)
        return remedy_of(self._session, finding) if self._session is not None else None

    def commit(self) -> bool:
        """Hand in what was typed here. False when something was refused."""
        return self.unprinted.commit() and self.note.commit()

    def _take(self, finding: Finding) -> None:
        if self._session is not None:
            self.taken.emit(self._session.landing(finding))

    def _put_right(self, finding: Finding) -> None:
        if isinstance(finding, Elsewhere):
            self.opened.emit(finding)
            return
        remedy = self.remedy(finding)
        if remedy is None or not remedy.explains:
            self.remedied.emit(finding)
            return
        self.taken.emit(finding.path)
        self.list.mark(finding)
        self.note.show_for(self._session, finding)
        self.note.take_focus()

    def _follow(self, change: Change) -> None:  # noqa: ARG002  # a listener's signature
        self._soon.start(0)

    def _tell_cell(self) -> None:
        marked = self._marked()
        self.list.mark(marked)
        self.note.show_for(self._session, marked)
        if marked is not None:
            self._number = self.model.number(marked)
        self.unprinted.show_for(self._session, self._here()[1:])
        if self._session is None or self._path is None:
            self.cell.say("", "")
            return
        name = next((part for part in reversed(self._path) if isinstance(part, str)), "")
        # A hint begins with the field's name, which stands above it already.
        hint = self._session.hint(self._path).removeprefix(name).removeprefix("：")
        self.cell.say(path_text(self._path), self._session.explain(self._path) or hint)

    def _here(self) -> tuple[Path, ...]:
        """The cursor's place, and what is filled there without being printed."""
        if self._session is None or self._path is None:
            return ()
        return self._path, *self._session.unprinted(self._path)

    def _marked(self) -> Finding | None:
        """The selected finding stays selected while it is about the cursor's place: a cell may have several."""
        current, here = self.list.current(), self._here()
        if current is not None and current.path in here and not isinstance(current, Elsewhere):
            return current
        return next((found for path in here if (found := self.model.at(path)) is not None), None)


def _counts(model: FindingsModel) -> str:
    """`3 处错误 · 2 处需说明 · 11 处未填`; groups without findings are not named."""
    counts = [(group, model.count(group)) for group in Group]
    return " · ".join(
        f'<span style="color:{group.ink}">{group.counted(count)}</span>' for group, count in counts if count
    )
