"""与另一份的不同: field by field in plain lines; a click goes to the cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.forms.compare import Difference
from desktop.session.received import difference_line
from desktop.ui import fonts
from desktop.ui.widgets import SPACE, label, link

_PLACE = Qt.ItemDataRole.UserRole
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class _Lines(QListWidget):
    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("answer")
        self.setWordWrap(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("与另一份的不同")
        self.setViewportMargins(2 * SPACE - 3, 0, 0, 0)
        self.itemClicked.connect(self._choose)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _ENTER and self.currentItem() is not None:
            self._choose(self.currentItem())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_PLACE))


class DifferencesPage(QWidget):
    """The lines, and above them which two revisions they are about."""

    chosen = Signal(object)
    """The path, in the revision that is shown, of a difference the person wants to see."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = label("", wrap=True)
        self.look = link("")
        self.look.setToolTip("Ctrl+D")
        above = QHBoxLayout()
        above.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        above.addWidget(self.head, 1)
        above.addWidget(self.look)
        self.list = _Lines()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self.list, 1)
        self.list.chosen.connect(self.chosen)
        self.list.left.connect(self.left)

    def show_differences(
        self, head: str, found: Sequence[Difference], names: tuple[str, str], *, newer_shown: bool
    ) -> None:
        """Show these; `names` are what the older and the newer one are called."""
        lines = [difference_line(one, names, newer_shown=newer_shown) for one in found]
        fonts.need("".join(lines))
        self.head.setText(head)
        self.list.clear()
        for one, line in zip(found, lines, strict=True):
            item = QListWidgetItem(line, self.list)
            item.setData(_PLACE, one.other if newer_shown else one.path)
