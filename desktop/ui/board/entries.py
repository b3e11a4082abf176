"""What happened to each package, as a list: what asks something of a person first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView

from desktop.collect.outcome import Kind
from desktop.session.takingin import Entry
from desktop.ui import icons, theme

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SIGNS = {
    Kind.REFUSED: ("circle-alert", theme.RED), Kind.CONFLICT: ("circle-alert", theme.RED),
    Kind.WRONG: ("circle-alert", theme.RED), Kind.COMPARED: ("circle-alert", theme.RED),
    Kind.WAITING: ("info", theme.ACCENT), Kind.OLDER: ("minus", theme.SOFT),
}  # fmt: skip
_DONE = ("circle-check", theme.SOFT)


class EntriesModel(QAbstractListModel):
    """All entries of a run; shows those that ask something, or all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.shown: list[Entry] = []
        self.only_asking = True

    def set_entries(self, entries: Sequence[Entry], *, only_asking: bool) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.entries = sorted(entries, key=lambda entry: entry.rank)
        self.only_asking = only_asking
        self.shown = [entry for entry in self.entries if entry.asks or not only_asking]
        self.endResetModel()

    def asking(self) -> int:
        """How many ask something of a person."""
        return sum(entry.asks for entry in self.entries)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of lines shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line, with a sign before it."""
        entry = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.line
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon(*(_DONE if entry.sound else _SIGNS.get(entry.kind, _DONE)))
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.INK if entry.asks else theme.SOFT)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.line
        return None


class EntriesList(QListView):
    """Enter or a double click opens what came in; Ctrl+C copies the lines chosen."""

    opened = Signal(object)
    """An `Entry`."""
    pointed = Signal()
    copied = Signal()

    def __init__(self, model: EntriesModel) -> None:
        super().__init__()
        self._entries = model
        self.setModel(model)
        self.setAccessibleName("每个包收得怎样")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.shown[index.row()]))
        self.selectionModel().selectionChanged.connect(lambda *_: self.pointed.emit())

    def chosen(self) -> list[Entry]:
        """The lines selected, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._entries.shown[row] for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self._entries.shown[self.currentIndex().row()])
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)
