"""The narrow column at the left of the pages one begins from: 填表, 收表, 汇总.

The program has two users in one: who fills forms and sends them upward, and who receives them. Both find their side in
the same place, on every page that lists something; over an open form the column is gone, because the form needs the
room.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from desktop.ui.widgets import button, make_action

WIDTH = 64
"""px."""


class Side(Enum):
    """Word, icon and key of each side of the program."""

    FILL = ("填表", "file-text", "Alt+1")
    COLLECT = ("收表", "inbox", "Alt+2")
    SUM = ("汇总", "chart-column", "Alt+3")


class Rail(QFrame):
    """One button for each side; that of the page shown is pressed."""

    asked = Signal(object)
    """The `Side` the person wants to see."""

    def __init__(self, owner: QWidget) -> None:
        """`owner`: in which the keys work, also while the column is hidden."""
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._actions: dict[Side, QAction] = {}
        group = QActionGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(4)
        for side in Side:
            word, icon, keys = side.value
            action = self._actions[side] = make_action(owner, word, icon, keys)
            action.setCheckable(True)
            action.setIconText(word)
            action.triggered.connect(lambda _, side=side: self.asked.emit(side))
            group.addAction(action)
            column.addWidget(_button(action))
        column.addStretch(1)

    def show_side(self, side: Side | None) -> None:
        """Press the button of the page shown; None for a page that needs the room."""
        self.setVisible(side is not None)
        if side is not None:
            self._actions[side].setChecked(True)


def _button(action: QAction) -> QToolButton:
    result = button(action)
    result.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    result.setIconSize(QSize(22, 22))
    result.setFixedSize(WIDTH - 8, 56)
    return result
