"""What stands where the list would be when there is nothing to list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.newform.chooser import FormChooser, centred
from desktop.ui.services import FormRow
from desktop.ui.widgets import SPACE, column, label, link


class StartPanel(QWidget):
    """The very first start: a form to choose, a filled example to look at, or a file someone sent."""

    def __init__(self, forms: Sequence[FormRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = FormChooser(forms)
        self.sample_link, self.open_link = link("看一份填好的示例"), link("打开收到的文件")
        head = QWidget()
        words = QHBoxLayout(head)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(label("还没有草稿。选一张表开始填写，或者", "head"))
        words.addWidget(self.sample_link)
        words.addWidget(self.open_link)
        words.addStretch(1)
        column(self, centred(head, self.chooser))


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
