"""What is shown when the program cannot start: one line, to read and to copy. There is no other window then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui import icons, theme
from desktop.ui.widgets import SPACE, button, label, link, make_action


class FaultWindow(QWidget):
    """Says why, and closes."""

    def __init__(self, line: str) -> None:
        super().__init__()
        self.setWindowTitle("绩表无法打开")
        self.setObjectName("messages")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(520)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("circle-alert", theme.RED, 20, self.devicePixelRatioF()))
        self.words = label(line, "head", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = make_action(self, "关闭", shortcut="Esc")
        close.triggered.connect(self.close)
        copy = link("复制")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(line))
        top, foot, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.setSpacing(2 * SPACE)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        foot.addStretch(1)
        foot.addWidget(copy)
        foot.addWidget(button(close, accent=True))
        layout.setContentsMargins(3 * SPACE, 3 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addLayout(top)
        layout.addLayout(foot)
