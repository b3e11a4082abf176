"""What stands in the middle of the page when it is not pages: how far it is, nothing yet, or a form to be made."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop.ui import theme
from desktop.ui.widgets import SPACE, button, label, link, make_action, middle

_WIDTH = 460


class Working(QWidget):
    """How far a summary is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("working")
        self.text = label("正在汇总…", "head")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.stop_link = link("停下")
        inner = middle(self, _WIDTH)
        row = QHBoxLayout()
        row.addWidget(self.text)
        row.addStretch(1)
        row.addWidget(self.stop_link)
        inner.addLayout(row)
        inner.addWidget(self.progress)

    def show_progress(self, done: int, total: int) -> None:
        """So many documents of so many; all of them are worked out before they are added up."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.text.setText(f"正在汇总 {done}/{total} 份…" if done < total else "正在相加…")


class Nothing(QWidget):
    """Two lines, and the way on when there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.words = label("", "head", wrap=True), label("", wrap=True)
        self.way = link("")
        inner = middle(self, _WIDTH)
        inner.addWidget(self.head)
        inner.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.way)
        row.addStretch(1)
        inner.addLayout(row)

    def say(self, head: str, words: str, way: str = "") -> None:
        """Show these; `way` is what can be clicked."""
        self.head.setText(head)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.way.setText(way)
        self.way.setVisible(bool(way))


class ToMake(QWidget):
    """A form that is filled from what was accepted and judged: how far that is, and the button."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.head, self.words = label("", "head", wrap=True), label("", "plain", wrap=True)
        self.make = make_action(page, "生成", "file-plus", "Ctrl+Return", color=theme.PAPER)
        self.button = button(self.make, accent=True)
        inner = middle(self, _WIDTH)
        inner.addWidget(self.head)
        inner.addWidget(self.words)
        row = QHBoxLayout()
        row.setContentsMargins(0, SPACE, 0, 0)
        row.addWidget(self.button)
        row.addStretch(1)
        inner.addLayout(row)

    def say(self, head: str, words: str, *, there: bool, some: bool) -> None:
        """`there`: it was begun already; `some`: there is something to make it of."""
        self.head.setText(head)
        self.words.setText(words)
        self.make.setIconText(" 打开草稿" if there else " 生成草稿")
        self.make.setEnabled(there or some)
