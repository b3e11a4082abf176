"""The attachments of a package: files, each about one of its documents or about all of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.ui import fonts
from desktop.ui.widgets import SPACE

if TYPE_CHECKING:
    from desktop.session.packdesk import Candidate

_ABOUT = Qt.ItemDataRole.UserRole
_FILE = Qt.ItemDataRole.UserRole + 1
_WHOLE = "整个包"


class ProofList(QWidget):
    """A list, and below it what the chosen one is about. Del takes one out."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.files = _Files()
        self.about = QComboBox()
        self.about.setAccessibleName("附件附在哪一份表上")
        self.about.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.files, 1)
        layout.addWidget(self.about)
        self.files.removed.connect(self._remove)
        self.files.currentItemChanged.connect(self._show)
        self.about.activated.connect(self._settle)
        self._show()

    def add(self, file: Path) -> None:
        """One more, about the whole package."""
        item = QListWidgetItem(self.files)
        item.setData(_FILE, file)
        fonts.need(file.name)
        self._word(item)
        self.files.setCurrentItem(item)
        self.changed.emit()

    def clear(self) -> None:
        """None any more."""
        self.files.clear()
        self._show()

    def offer(self, candidates: Sequence[Candidate]) -> None:
        """The documents that one can be about; what was about another is about the whole package now."""
        ids = {one.info.id for one in candidates}
        blocked = QSignalBlocker(self.about)
        self.about.clear()
        self.about.addItem(f"附在：{_WHOLE}", None)
        for one in candidates:
            self.about.addItem(f"附在：{one.info.project or one.info.form}", one.info.id)
        blocked.unblock()
        for row in range(self.files.count()):
            item = self.files.item(row)
            if item.data(_ABOUT) not in ids:
                item.setData(_ABOUT, None)
            self._word(item)
        self._show()

    def proofs(self) -> list[tuple[Path, int | None]]:
        """Each file with the draft it is about, None for the whole package."""
        items = [self.files.item(row) for row in range(self.files.count())]
        return [(item.data(_FILE), item.data(_ABOUT)) for item in items]

    def _show(self) -> None:
        item = self.files.currentItem()
        self.about.setVisible(item is not None)
        self.files.setVisible(self.files.count() > 0)
        if item is not None:
            self.about.setCurrentIndex(max(self.about.findData(item.data(_ABOUT)), 0))

    def _settle(self) -> None:
        if (item := self.files.currentItem()) is not None:
            item.setData(_ABOUT, self.about.currentData())
            self._word(item)

    def _remove(self) -> None:
        self.files.takeItem(self.files.currentRow())
        self._show()
        self.changed.emit()

    def _word(self, item: QListWidgetItem) -> None:
        about = self.about.itemText(self.about.findData(item.data(_ABOUT))) if item.data(_ABOUT) is not None else ""
        item.setText(f"{item.data(_FILE).name}{f'　{about}' if about else ''}")
        item.setToolTip(f"{item.data(_FILE)}\n按 Del 去掉")


class _Files(QListWidget):
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proofs")
        self.setAccessibleName("附件")
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes one out."""
        if event.key() == Qt.Key.Key_Delete and self.currentItem() is not None:
            self.removed.emit()
            return
        super().keyPressEvent(event)
