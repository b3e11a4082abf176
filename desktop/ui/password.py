"""Asking for the password of a package that comes in."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui import fonts, theme
from desktop.ui.widgets import SPACE, label

_WIDTH = 380


class PasswordDialog(QDialog):
    """`typed` is the answer, None when it was cancelled. Shown as typed: an input method cannot work unseen."""

    def __init__(self, parent: QWidget, line: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("上报包的密码")
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.PAPER))
        self.setPalette(palette)
        fonts.need(line)
        self.typed: str | None = None
        self.said = label(line, "plain", wrap=True)
        self.said.setFixedWidth(_WIDTH)
        self.field = QLineEdit()
        self.field.setAccessibleName("密码")
        self.open_button, self.cancel = QPushButton("打开"), QPushButton("取消")
        self.open_button.setDefault(True)
        self.cancel.setAutoDefault(False)
        self.open_button.clicked.connect(self._finish)
        self.cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.open_button)
        foot.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.said)
        layout.addWidget(self.field)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _finish(self) -> None:
        if self.field.text():
            self.typed = self.field.text()
            self.accept()
