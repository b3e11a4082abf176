"""What stands where the list would be when a search or the bin has nothing to list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets import SPACE, label, link


class NothingFound(QWidget):
    """A search without a hit, or an empty bin: one sentence, and the way out when there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label("", "head", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.clear_link = link("清除搜索")
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addStretch(2)
        layout.addWidget(self._words)
        layout.addWidget(self.clear_link, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, text: str, *, searching: bool) -> None:
        """Show this; the link only when a search can be cleared."""
        self._words.setText(text)
        self.clear_link.setVisible(searching)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()
