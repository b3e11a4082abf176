"""The rows of 考评 as a table: what is judged, out of how much, the self-given score and the superior's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from desktop.ui import theme

if TYPE_CHECKING:
    from desktop.session.assessing import SheetRow

NAME, FULL, OWN, SCORE = range(4)
HEADS = ("考评内容", "分值", "自评", "考评")
UNDER_ROLE = Qt.ItemDataRole.UserRole
"""The small line under a name, `""` for none."""
UNDER_COLOR_ROLE = Qt.ItemDataRole.UserRole + 1
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NAMES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class AssessRows(QAbstractTableModel):
    """Rows of a `Sheet`. `put` takes a score as typed for a row and says whether it was taken."""

    def __init__(self, put: Callable[[int, str], bool]) -> None:
        super().__init__()
        self._put = put
        self.rows: Sequence[SheetRow] = ()
        self.closed = True

    def set_rows(self, rows: Sequence[SheetRow], *, closed: bool) -> None:
        """Show other rows, or the same ones with other scores: the cursor stays in those."""
        same = [row.path for row in rows] == [row.path for row in self.rows]
        self.closed = closed
        if same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, NAME), self.index(len(rows) - 1, SCORE))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def can_edit(self, row: int) -> bool:
        """Whether a row is judged, now."""
        return 0 <= row < len(self.rows) and not self.closed and not self.rows[row].listed

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        """As many as there are heads."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """The heads."""
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return HEADS[section]
        if role == _Role.TextAlignmentRole:
            return _NAMES if section == NAME else _NUMBERS
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The superior's scores are typed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        typed = index.column() == SCORE and self.can_edit(index.row())
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Words and numbers; a score that is not the self-given one in the accent colour."""
        row, column = self.rows[index.row()], index.column()
        if role in {_Role.DisplayRole, _Role.EditRole}:
            return (row.name, row.full, row.own, row.own if row.listed else row.score)[column]
        if role == _Role.TextAlignmentRole:
            return _NAMES if column == NAME else _NUMBERS
        if role == _Role.ForegroundRole:
            if row.listed or column in {FULL, OWN}:
                return QColor(theme.SOFT)
            return QColor(theme.ACCENT if column == SCORE and row.difference else theme.INK)
        if role == _Role.ToolTipRole and column == NAME:
            return "\n".join(words for words in (row.name, row.why) if words)
        if role == UNDER_ROLE:
            return under(row)
        if role == UNDER_COLOR_ROLE:
            return theme.AMBER if row.lacks or row.misnamed else theme.SOFT
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        """A score as typed."""
        if role != _Role.EditRole or index.column() != SCORE:
            return False
        return str(value) == self.rows[index.row()].score or self._put(index.row(), str(value))


def under(row: SheetRow) -> str:
    """What stands small under a row's name: what is lacking, why, or what was given before."""
    if row.listed:
        return "由程序计算"
    if row.lacks:
        return "请写原因"
    if row.misnamed:
        return f"写的分不对：{row.why}"
    if row.former:
        return f"原考评 {row.former}，这一行改过，请重新考评"
    return row.why or (row.said if row.score else "")
