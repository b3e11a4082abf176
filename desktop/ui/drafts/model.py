"""The drafts as a table for Qt. Holds the rows as they were last asked for, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.ui import theme
from desktop.ui.drafts.wording import plain_time
from desktop.ui.services import DraftRow

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
COLUMNS = ("表", "项目", "单位", "年度", "状态", "最后修改")
FORM, PROJECT, UNIT, YEAR, STATE, CHANGED = range(len(COLUMNS))
_TOLD = {"审核通过": theme.ACCENT, "已退回": theme.INK}
"""The states that are more than a beginning, and their colours."""

_KEYS: dict[int, Callable[[DraftRow], Any]] = {
    FORM: lambda row: (row.form, row.edition),
    PROJECT: lambda row: row.project,
    UNIT: lambda row: row.unit,
    YEAR: lambda row: row.year,
    STATE: lambda row: row.state,
    CHANGED: lambda row: row.changed,
}


class DraftsModel(QAbstractTableModel):
    """Sorted by the column clicked last, at first by the last change, newest on top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[DraftRow] = []
        self._sorted_by, self._order = CHANGED, Qt.SortOrder.DescendingOrder

    def set_rows(self, rows: Sequence[DraftRow]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.rows = self._in_order(rows)
        self.endResetModel()

    def row_of(self, draft_id: int) -> int:
        """The line a draft is in, -1 when it is not shown."""
        return next((number for number, row in enumerate(self.rows) if row.id == draft_id), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of drafts."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The column's name."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, colour and tooltip of a cell."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._color(row, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; equal lines stay as they were."""
        self._sorted_by, self._order = column, order
        self.layoutAboutToBeChanged.emit()
        before = [(index, self.rows[index.row()].id) for index in self.persistentIndexList()]
        self.rows = self._in_order(self.rows)
        for index, draft_id in before:
            self.changePersistentIndex(index, self.index(self.row_of(draft_id), index.column()))
        self.layoutChanged.emit()

    def _in_order(self, rows: Sequence[DraftRow]) -> list[DraftRow]:
        descending = self._order is Qt.SortOrder.DescendingOrder
        return sorted(rows, key=_KEYS[self._sorted_by], reverse=descending)

    @staticmethod
    def _text(row: DraftRow, column: int) -> str:
        if column == CHANGED:
            return plain_time(row.changed, datetime.now().astimezone())
        return str((row.form, row.project, row.unit, row.year, row.state)[column])

    @staticmethod
    def _color(row: DraftRow, column: int) -> str:
        if column == STATE and row.state in _TOLD:
            return _TOLD[row.state]
        return theme.INK if column in {FORM, PROJECT} else theme.SOFT

    def _tip(self, row: DraftRow, column: int) -> str:
        if column == CHANGED:
            return f"{row.changed.astimezone():%Y-%m-%d %H:%M:%S}"
        return f"{row.form}（{row.edition}）" if column == FORM else self._text(row, column)
