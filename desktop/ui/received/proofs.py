"""附件 that came with the document: what they are called and how large, each to be saved where the person says.

Nothing of them is opened here: they come from outside, and what a file from outside does is the business of the
program the person opens it with.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.store.collect_records import ProofHead
from desktop.ui import fonts
from desktop.ui.received.lines import Lines
from desktop.ui.widgets import SPACE, label

_KB = 1024


class ProofsPage(QWidget):
    """The list."""

    saved = Signal(object)
    """A `ProofHead` the person wants as a file."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = Lines("附件")
        self.list.itemDoubleClicked.connect(self.list.choose)
        head = label("双击或回车另存为文件", wrap=True)
        head.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.list, 1)
        self.list.chosen.connect(self.saved)
        self.list.left.connect(self.left)

    def show_proofs(self, proofs: Sequence[ProofHead]) -> None:
        """Show these."""
        fonts.need("".join(one.title for one in proofs))
        self.list.clear()
        for one in proofs:
            aside = "" if one.about else "　随整包"
            self.list.add(f"{one.title}\n{size_text(one.size)}{aside}", one)


def size_text(size: int) -> str:
    """`1.4 MB`, `320 KB`."""
    return f"{size / _KB / _KB:.1f} MB" if size >= _KB * _KB else f"{max(size // _KB, 1)} KB"
