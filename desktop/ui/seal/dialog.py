"""A small window around the panel, for where it has no place of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.session.seals import Seals
from desktop.ui import theme
from desktop.ui.dialogs import Dialogs
from desktop.ui.seal.panel import SealPanel
from desktop.ui.widgets import SPACE

_WIDTH = 480


class SealDialog(QDialog):
    """Closes by a button or Esc; everything in it is kept already."""

    def __init__(self, seals: Seals, dialogs: Dialogs, unit: str, parent: QWidget) -> None:
        """Raises `UserError` when the choice cannot be read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("印章")
        self.setFixedWidth(_WIDTH)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.PAPER))
        self.setPalette(palette)
        self.panel = SealPanel(seals, dialogs, unit, self)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(self.panel)
        layout.addStretch(1)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
