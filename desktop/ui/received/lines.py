"""A list of lines in the side panel, each of which stands for something: a difference to go to, a proof to keep."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.ui.widgets import SPACE

_WHAT = Qt.ItemDataRole.UserRole
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Lines(QListWidget):
    """Lines that break where they are too long. Enter chooses the current one, Esc leaves."""

    chosen = Signal(object)
    """What the line stands for."""
    left = Signal()

    def __init__(self, name: str) -> None:
        """`name`: for a screen reader."""
        super().__init__()
        self.setObjectName("answer")
        self.setWordWrap(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setViewportMargins(2 * SPACE - 3, 0, 0, 0)

    def add(self, line: str, what: object) -> None:
        """One more line, for `what`."""
        QListWidgetItem(line, self).setData(_WHAT, what)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See above."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and self.currentItem() is not None:
            self.choose(self.currentItem())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def choose(self, item: QListWidgetItem) -> None:
        """Choose a line, as with Enter; for the mouse."""
        self.chosen.emit(item.data(_WHAT))
