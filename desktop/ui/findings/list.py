"""The list of findings: a click goes to the cell; with the keyboard Enter goes there and Esc goes back to the form."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.forms.findings import Finding
from desktop.ui.findings.delegate import FindingDelegate
from desktop.ui.findings.model import FINDING_ROLE, FindingsModel


class FindingsList(QListView):
    """Shows a `FindingsModel`; the finding about the cursor's cell is the one selected."""

    taken = Signal(object)
    """A `Finding` the person wants to see in the form."""
    left = Signal()

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = model
        self.setModel(model)
        self.setItemDelegate(FindingDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("审核发现的问题")
        self.clicked.connect(self._take)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _take(self, index: QModelIndex) -> None:
        finding: Finding | None = index.data(FINDING_ROLE)
        if finding is not None:
            self.taken.emit(finding)
