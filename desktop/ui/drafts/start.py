"""What the very first start shows: the forms, an example, and the way to take in a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.newform.chooser import FormChooser, centred
from desktop.ui.services import FormRow
from desktop.ui.widgets import column, label, link


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
