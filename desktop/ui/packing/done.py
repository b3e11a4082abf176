"""The line that says a package is there, with what is done next: print its list, look into the folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop.ui import fonts, icons, theme
from desktop.ui.widgets import SPACE, ElidedLabel, button, make_action

_KB = 1024


class Done(QFrame):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("carry")
        self._sign = QLabel()
        self.text = ElidedLabel()
        self.print_action = make_action(self, "打印上报清单…", "printer", color=theme.INK)
        self.folder_action = make_action(self, "打开文件夹", "folder-open")
        self.print_button, self.folder_button = button(self.print_action), button(self.folder_action)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 4, SPACE, 4)
        layout.setSpacing(SPACE)
        layout.addWidget(self._sign)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.print_button)
        layout.addWidget(self.folder_button)
        self.hide()

    def say(self, target: Path, count: int, size: int, code: str) -> None:
        """The package is there, was read again, and is whole."""
        fonts.need(target.name)
        big = f"{size / _KB / _KB:.1f} MB" if size >= _KB * _KB else f"{max(size // _KB, 1)} KB"
        self._sign.setPixmap(icons.pixmap("circle-check", theme.ACCENT, 16, self.devicePixelRatioF()))
        self.text.setText(f"已写出并核对　核对码 {code}　{count} 份表　{big}　{target.name}")
        self.show()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
