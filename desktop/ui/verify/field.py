"""The line a code is typed into, by a person or by a scanner that types like a keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.forms.code import GROUP, LENGTH, looks_like_code, wrong_groups
from desktop.forms.qr import looks_like_payload
from desktop.ui import theme

_LONGEST = 400
"""Characters; a scanned symbol types 221 at most."""


class CodeField(QLineEdit):
    """Takes letters as they are: no input method comes between, which would turn a scanner's letters into words."""

    left_downward = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("打页边上的核对码，或用扫描枪扫旁边的二维码")
        self.setAccessibleName("核对码")
        self.setMaxLength(_LONGEST)
        self.setFont(theme.font(theme.HEAD))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes on to the answer."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downward.emit()
        else:
            super().keyPressEvent(event)

    def objection(self) -> str:
        """What is wrong with the code so far, group by group as they are completed; `""` when nothing is."""
        text = self.text()
        if looks_like_payload(text) or not looks_like_code(text):
            return ""
        wrong = wrong_groups(text)
        return f"第 {'、'.join(map(str, wrong))} 组打错了，请对照纸上" if wrong else ""

    @staticmethod
    def hint() -> str:
        """What a code looks like."""
        return f"核对码有 {LENGTH // GROUP} 组，每组 {GROUP} 个字母或数字；大小写、空格和短横不论"
