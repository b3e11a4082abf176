"""Beside the list of packages: of the one with the cursor, what is different in each newer document, field by field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.session.takingin import Entry, Newer
from desktop.ui import fonts, theme


class Details(QListWidget):
    """Lines to read; hidden when there is nothing to say."""

    def __init__(self, differences: Callable[[Newer], Sequence[str]]) -> None:
        super().__init__()
        self._differences = differences
        self.setObjectName("answer")
        self.setAccessibleName("不同的地方")
        self.setWordWrap(True)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_entry(self, entry: Entry | None) -> None:
        """Say what there is to say about it."""
        self.clear()
        for newer in entry.newer if entry is not None else ():
            self._add(newer.line, theme.INK)
            for line in self._differences(newer):
                self._add(line, theme.SOFT)
        for note in entry.notes if entry is not None else ():
            self._add(note, theme.SOFT)
        self.setVisible(self.count() > 0)

    def lines(self) -> list[str]:
        """What is shown."""
        return [self.item(row).text() for row in range(self.count())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are broken anew for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _add(self, text: str, color: str) -> None:
        fonts.need(text)
        item = QListWidgetItem(text, self)
        item.setForeground(QColor(color))
