"""The drafts of the unit's year with a tick each: which of them go, and what keeps the others back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.ui import fonts, theme
from desktop.ui.plaintable import make_plain

if TYPE_CHECKING:
    from desktop.session.packdesk import Candidate

_CAPTIONS = ("表", "项目", "审核")
_ROW = 32
_FORM, _PROJECT, _STATE = range(3)
_SHARES = (0.4, 0.26)
"""Of the width, for form and project; the state has the rest."""


class Documents(QTableWidget):
    """Space ticks, Enter or a double click opens a draft where something is to be seen to."""

    ticked = Signal()
    opened = Signal(int, object)
    """A draft's id and the place in it."""

    def __init__(self) -> None:
        super().__init__(0, len(_CAPTIONS))
        self._candidates: Sequence[Candidate] = ()
        self.setHorizontalHeaderLabels(_CAPTIONS)
        self.setAccessibleName("要上报的表")
        make_plain(self, row=_ROW, head=_ROW)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.horizontalHeader()
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(_STATE, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._changed)
        self.cellDoubleClicked.connect(lambda row, _: self._open(row))

    def show_candidates(self, candidates: Sequence[Candidate], chosen: Collection[int]) -> None:
        """List these; those of `chosen` that may go are ticked."""
        self._candidates = candidates
        fonts.need("".join(f"{one.info.project}{one.words}" for one in candidates))
        blocked = QSignalBlocker(self)  # each tick set here would be told as one the person changed
        self.setRowCount(len(candidates))
        for row, one in enumerate(candidates):
            for column, text in enumerate((one.info.form, one.info.project or "—", one.words)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if column == _FORM:
                    on = one.ready and one.info.id in chosen
                    if one.ready:
                        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                if column == _STATE and not one.ready:
                    item.setForeground(QColor(theme.RED if "错误" in text or one.fault else theme.AMBER))
                    item.setToolTip(f"{text}\n回车或双击打开这一处")
                elif not one.ready:
                    item.setForeground(QColor(theme.SOFT))
                self.setItem(row, column, item)
        blocked.unblock()
        if candidates:
            self.setCurrentCell(0, _FORM)

    def chosen(self) -> list[int]:
        """The drafts that go, in the order of the list."""
        return [one.info.id for row, one in enumerate(self._candidates) if self._is_ticked(row)]

    def tick(self, ids: Collection[int]) -> None:
        """Tick those of these that may go, and no others."""
        blocked = QSignalBlocker(self)
        for row, one in enumerate(self._candidates):
            if one.ready:
                state = Qt.CheckState.Checked if one.info.id in ids else Qt.CheckState.Unchecked
                self._cell(row).setCheckState(state)
        blocked.unblock()
        self.viewport().update()
        self.ticked.emit()

    def states(self) -> list[str]:
        """What is said of each."""
        return [one.words for one in self._candidates]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Each column has its share of the width."""
        super().resizeEvent(event)
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, round(self.viewport().width() * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, the space bar ticks."""
        row = self.currentRow()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._open(row)
        elif event.key() == Qt.Key.Key_Space and 0 <= row < len(self._candidates) and self._candidates[row].ready:
            state = Qt.CheckState.Unchecked if self._is_ticked(row) else Qt.CheckState.Checked
            self._cell(row).setCheckState(state)
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._candidates):
            one = self._candidates[row]
            self.opened.emit(one.info.id, one.place)

    def _changed(self, item: QTableWidgetItem) -> None:
        if item.column() == _FORM:
            self.ticked.emit()

    def _is_ticked(self, row: int) -> bool:
        return self._candidates[row].ready and self._cell(row).checkState() is Qt.CheckState.Checked

    def _cell(self, row: int) -> QTableWidgetItem:
        item = self.item(row, _FORM)
        assert item is not None  # every row was filled
        return item
