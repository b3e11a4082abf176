"""Remarks as a list for Qt: where, what, what stood there, and the answer if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.forms.paths import Path, path_text

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
REMARK_ROLE = int(Qt.ItemDataRole.UserRole)
"""A `RemarkRow`."""
WHOLE = "整张表"
"""The place of a remark that is about no cell."""


class Standing(Enum):
    """How far a remark is; the bar before it is drawn by it."""

    OPEN = "open"
    ANSWERED = "answered"
    """The sender wrote an answer, or the place says something else now: somebody has to look whether that will do."""
    DONE = "done"
    """Cleared: kept to be read, of no effect."""


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One remark. `path` is `()` for the whole; `shown` is what stood there when it was made, `""` for nothing.

    `aside` is said small before the place (`已改为 30`); `gone` names a place that is not there any more; `action` is
    the link at the end of that line, `""` for none.
    """

    number: int
    path: Path
    text: str
    shown: str = ""
    reply: str = ""
    standing: Standing = Standing.OPEN
    aside: str = ""
    action: str = ""
    gone: str = ""

    @property
    def place(self) -> str:
        """`年度绩效指标 第3行 指标值`, with what stood there."""
        words = self.gone or (path_text(self.path) if self.path else WHOLE)
        return f"{words}：{self.shown}" if self.shown else words

    @property
    def small(self) -> str:
        """The small line under it."""
        return " · ".join(part for part in (self.aside, self.place) if part)


class RemarkModel(QAbstractListModel):
    """The remarks on one document, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[RemarkRow, ...] = ()

    def set_remarks(self, rows: Sequence[RemarkRow]) -> None:
        """Show these; nothing happens when they are the same as before."""
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()

    def line_of(self, number: int) -> QModelIndex:
        """Where a remark stands; no valid index when it is not there."""
        return next((self.index(at, 0) for at, row in enumerate(self.rows) if row.number == number), QModelIndex())

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of remarks."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The remark for the delegate, its words for a reader of the screen."""
        row = self.rows[index.row()]
        if role == REMARK_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"意见：{row.text}（{row.small}）{f' 答复：{row.reply}' if row.reply else ''}"
        return row.small if role == Qt.ItemDataRole.ToolTipRole else None
