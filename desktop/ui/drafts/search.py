"""The search field: the list follows while one types."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.ui import icons, theme
from desktop.ui.widgets import dress

_WIDTH, _LEAST_WIDTH = 240, 170
"""px; the lesser in a short row of buttons."""


class SearchField(QLineEdit):
    """Esc clears it; ↓ and Enter go on into the list."""

    left_downward = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setToolTip("搜索（Ctrl+F）")
        self.setAccessibleName("搜索")
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaximumWidth(_WIDTH)
        self.addAction(icons.icon("search", theme.SOFT), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icons.icon("x", theme.SOFT), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setText("清除搜索")
        dress(self._clear)
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def sizeHint(self) -> QSize:
        """As wide as it may be; the row takes some of it where it has to."""
        return QSize(_WIDTH, super().sizeHint().height())

    def take(self) -> None:
        """Give it the keyboard, with what it holds selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that lead out of the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.left_downward.emit()
        else:
            super().keyPressEvent(event)
