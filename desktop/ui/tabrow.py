"""A row of tabs over the pages of a side panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton


class TabRow(QFrame):
    """Tabs from the left, one of them pressed; which page is shown is the panel's business."""

    chosen = Signal(int)
    """The number of a tab that was clicked, from 0."""

    def __init__(self, name: str) -> None:
        """`name`: its own in the style sheet."""
        super().__init__()
        self.setObjectName(name)
        self._tabs: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 4, 6, 4)
        self._row.setSpacing(2)
        self._row.addStretch(1)

    def add(self, text: str = "") -> QToolButton:
        """One more, at the right."""
        tab = QToolButton()
        tab.setCheckable(True)
        tab.setText(text)
        tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(tab, len(self._tabs))
        self._row.insertWidget(len(self._tabs), tab)
        self._tabs.append(tab)
        return tab

    def button(self, number: int) -> QToolButton:
        """A tab."""
        return self._tabs[number]

    def buttons(self) -> list[QToolButton]:
        """All of them."""
        return list(self._tabs)
