"""The list of findings: a click goes to the cell, one on the link puts it right; what is in another draft opens it.

With the keyboard Enter goes there, Ctrl+Enter puts it right, and Esc goes back to the form.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.forms.findings import Finding
from desktop.session.neighbours import Elsewhere
from desktop.ui.findings.delegate import FindingDelegate
from desktop.ui.findings.model import FINDING_ROLE, REMEDY_ROLE, FindingsModel

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FindingsList(QListView):
    """Shows a `FindingsModel`; the finding about the cursor's cell is the one selected."""

    taken = Signal(object)
    """A `Finding` the person wants to see in the form."""
    remedied = Signal(object)
    """A `Finding` the person wants to have put right."""
    opened = Signal(object)
    """An `Elsewhere` the person wants to see in its own draft."""
    left = Signal()

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = model
        self._pressed: Finding | None = None
        """The finding on whose link the mouse was pressed."""
        self.setModel(model)
        self._delegate = FindingDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("审核发现的问题")
        self.clicked.connect(self._take)
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(lambda: self._point(None))

    def current(self) -> Finding | None:
        """The finding that is selected."""
        if not self.selectionModel().hasSelection():
            return None
        finding: Finding | None = self.currentIndex().data(FINDING_ROLE)
        return finding

    def mark(self, finding: Finding | None) -> None:
        """Select a finding without going anywhere; None selects nothing."""
        if finding is None:
            self.clearSelection()
            return
        index = self._findings.line_of(finding)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def link_area(self, finding: Finding) -> QRect:
        """Where in the viewport the link of a finding is; empty when it has none."""
        index = self._findings.line_of(finding)
        return self._delegate.link_area(self.visualRect(index), index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Ctrl+Enter puts right, Esc leaves."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._put_right(self.currentIndex())
        elif event.key() in _ENTER:
            self._take(self.currentIndex())
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a link is not one on the line."""
        self._pressed = self._link_at(event.position().toPoint())
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A link acts when the mouse is let go on it."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif self._link_at(event.position().toPoint()) == pressed:
            self.remedied.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Over a link the mouse is a hand."""
        self._point(self._link_at(event.position().toPoint()))
        if self._pressed is None:
            super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is over nothing any more."""
        self._point(None)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _link_at(self, point: QPoint) -> Finding | None:
        index = self.indexAt(point)
        if not index.isValid() or not self._delegate.link_area(self.visualRect(index), index).contains(point):
            return None
        finding: Finding = index.data(FINDING_ROLE)
        return finding

    def _point(self, finding: Finding | None) -> None:
        if finding != self._delegate.pointed:
            self._delegate.pointed = finding
            self.viewport().update()
        if finding is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _take(self, index: QModelIndex) -> None:
        finding: Finding | None = index.data(FINDING_ROLE)
        if finding is not None and not isinstance(finding, Elsewhere):
            self.taken.emit(finding)

    def _open(self, index: QModelIndex) -> None:
        finding: Finding | None = index.data(FINDING_ROLE)
        if isinstance(finding, Elsewhere):
            self.opened.emit(finding)

    def _put_right(self, index: QModelIndex) -> None:
        if index.data(REMEDY_ROLE) is not None:
            self.remedied.emit(index.data(FINDING_ROLE))
