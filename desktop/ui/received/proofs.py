"""附件 that came with the document: what they are called and how large, each to be saved where the person says.

Nothing of them is opened here: they come from outside, and what a file from outside does is the business of the
program the person opens it with.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.store.collect_records import ProofHead
from desktop.ui import fonts
from desktop.ui.widgets import SPACE, label

_PROOF = Qt.ItemDataRole.UserRole
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_KB = 1024


class _Files(QListWidget):
    saved = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("answer")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("附件")
        self.setViewportMargins(2 * SPACE - 3, 0, 0, 0)
        self.itemDoubleClicked.connect(self._save)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and self.currentItem() is not None:
            self._save(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _save(self, item: QListWidgetItem) -> None:
        self.saved.emit(item.data(_PROOF))


class ProofsPage(QWidget):
    """The list."""

    saved = Signal(object)
    """A `ProofHead` the person wants as a file."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = _Files()
        head = label("双击或回车另存为文件", wrap=True)
        head.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.list, 1)
        self.list.saved.connect(self.saved)
        self.list.left.connect(self.left)

    def show_proofs(self, proofs: Sequence[ProofHead]) -> None:
        """Show these."""
        fonts.need("".join(one.title for one in proofs))
        self.list.clear()
        for one in proofs:
            aside = "" if one.about else "　随整包"
            item = QListWidgetItem(f"{one.title}\n{size_text(one.size)}{aside}", self.list)
            item.setData(_PROOF, one)


def size_text(size: int) -> str:
    """`1.4 MB`, `320 KB`."""
    return f"{size / _KB / _KB:.1f} MB" if size >= _KB * _KB else f"{max(size // _KB, 1)} KB"
