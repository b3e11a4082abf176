"""The lines of a proposal as a table: what, what stands there now, what will, from where; each can be ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from desktop.ui import theme
from desktop.ui.plaintable import make_plain

if TYPE_CHECKING:
    from desktop.forms.carrying import Line

FIELD, NOW, THEN, SOURCE = range(4)
_HEADS = ("字段", "现在", "带入后", "来自")
_SHARES = {FIELD: 0.24, NOW: 0.2, SOURCE: 0.2}
"""Of the width; what will stand there takes the rest."""
_ROW_HEIGHT, _HEAD_HEIGHT = 28, 26
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class LinesModel(QAbstractTableModel):
    """Lines and their ticks."""

    ticksChanged = Signal()

    def __init__(self, parent: QWidget | None = None, *, tickable: bool = True) -> None:
        super().__init__(parent)
        self.tickable = tickable
        self.lines: Sequence[Line] = ()
        self._ticks: list[bool] = []

    def set_lines(self, lines: Sequence[Line], *, keep: bool = False) -> None:
        """Show other lines. `keep`: a line that was there before keeps the tick the person gave it."""
        before = {_known(line): tick for line, tick in zip(self.lines, self._ticks, strict=True)} if keep else {}
        self.beginResetModel()
        self.lines = lines
        self._ticks = [before.get(_known(line), line.ticked) for line in lines]
        self.endResetModel()
        self.ticksChanged.emit()

    def ticked(self) -> list[Line]:
        """The lines to bring in."""
        return [line for line, tick in zip(self.lines, self._ticks, strict=True) if tick]

    def tick(self, rows: Sequence[int], *, on: bool) -> None:
        """Tick lines, or take their ticks away."""
        for row in rows:
            self._ticks[row] = on
            index = self.index(row, FIELD)
            self.dataChanged.emit(index, index, [_Role.CheckStateRole])
        self.ticksChanged.emit()

    def toggle(self, rows: Sequence[int]) -> None:
        """The space bar: all of these on, or off when they all are on."""
        self.tick(rows, on=not all(self._ticks[row] for row in rows))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # as Qt declares it
        """As many as there are heads."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """The heads."""
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return _HEADS[section]
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The first column has the tick."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ticked = self.tickable and index.column() == FIELD
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticked else flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Words, ticks, and what would be written over in the full colour."""
        line = self.lines[index.row()]
        if role in {_Role.DisplayRole, _Role.ToolTipRole}:
            words = (line.label, line.old, line.new, line.source)[index.column()]
            return " ".join(words.split()) if role == _Role.DisplayRole else words
        if role == _Role.CheckStateRole and index.column() == FIELD and self.tickable:
            return Qt.CheckState.Checked if self._ticks[index.row()] else Qt.CheckState.Unchecked
        if role == _Role.ForegroundRole and index.column() == SOURCE:
            return QColor(theme.SOFT)
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        """A click on a tick."""
        if role != _Role.CheckStateRole or index.column() != FIELD:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True


class LinesTable(QTableView):
    """Shows a `LinesModel`. The space bar ticks, Enter takes."""

    taken = Signal()

    def __init__(self, model: LinesModel, columns: Sequence[int] = (FIELD, NOW, THEN, SOURCE)) -> None:
        super().__init__()
        self._lines = model
        self._shown = columns
        self.setModel(model)
        make_plain(self, row=_ROW_HEIGHT, head=_HEAD_HEIGHT)
        self.setItemDelegateForColumn(FIELD, _Labels(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)
        for column in range(len(_HEADS)):
            self.setColumnHidden(column, column not in columns)

    def chosen(self) -> list[int]:
        """The rows selected."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def begin(self) -> None:
        """The keyboard comes to the first line."""
        if self._lines.lines:
            self.selectRow(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of its own, the others as in every table."""
        match event.key():
            case Qt.Key.Key_Space:
                if self._lines.tickable:
                    self._lines.toggle(self.chosen())
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.taken.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        room = event.size().width()
        shares = {column: _SHARES[column] for column in self._shown if column in _SHARES}
        if SOURCE not in self._shown:
            shares = {FIELD: 0.38}
        for column, share in shares.items():
            self.setColumnWidth(column, round(room * share))
        if SOURCE in self._shown:
            self.setColumnWidth(THEN, round(room * (1 - sum(shares.values()))))


class _Labels(QStyledItemDelegate):
    """Of a long place, both ends are needed: which row of the table, and which field of it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Shortened in the middle."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


def _known(line: Line) -> tuple[object, ...]:
    """What makes a line the same as one that was shown before."""
    return line.path, line.label, line.new
