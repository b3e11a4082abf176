"""The lower part of the panel: the current cell in words, for a computed value how it came about.

What belongs to its row but is not printed is filled here.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.findings.unprinted import UnprintedFields
from desktop.ui.widgets import label

_LOWEST, _HIGHEST = 92, 210


class CellBox(QFrame):
    """As high as its words need, within bounds; longer explanations scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cellbox")
        self._place = label("", wrap=True)
        self._words = label("", "words", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.unprinted = UnprintedFields()
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(16, 10, 12, 10)
        lines.setSpacing(4)
        lines.addWidget(self._place)
        lines.addWidget(self._words)
        lines.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area)
        layout.addWidget(self.unprinted)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._area.setFixedHeight(_LOWEST)

    def say(self, place: str, explanation: str) -> None:
        """Show a place and what there is to say about it; nothing at all when there is no place."""
        self._place.setText(place)
        self._words.setText(explanation)
        self._words.setVisible(bool(explanation))
        self.setVisible(bool(place))
        room = self.width() - 40
        height = sum(part.heightForWidth(room) for part in (self._place, self._words) if not part.isHidden()) + 30
        self._area.setFixedHeight(min(max(height, _LOWEST), _HIGHEST))

    @property
    def text(self) -> str:
        """All that it says."""
        return f"{self._place.text()}\n{self._words.text()}".strip()
