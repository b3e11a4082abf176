"""The drafts that something can be made of, with a tick each: which, from what, in what state, and how much comes over.

Those that nothing can be made of say why and have no tick.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from desktop.ui import theme
from desktop.ui.plaintable import make_plain

if TYPE_CHECKING:
    from desktop.session.planning import Prospect

NAME, SOURCE, STATE, RESULT = range(4)
_HEADS = ("项目", "来自", "状态", "带入")
_SHARES = {SOURCE: 0.26, RESULT: 0.22}
"""Of the width; the name takes what these and the state leave."""
_STATE_WIDTH = 82
"""px: 审核通过 and the room around it."""
_ROW_HEIGHT, _HEAD_HEIGHT = 28, 26


class PlanList(QTableWidget):
    """Space ticks what is selected, Enter takes."""

    taken = Signal()
    pointed = Signal(int)
    """The number of the plan that has the cursor, -1 for none."""
    ticksChanged = Signal()

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self.setHorizontalHeaderLabels(_HEADS)
        make_plain(self, row=_ROW_HEIGHT, head=_HEAD_HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.horizontalHeader().setSectionsClickable(False)
        self.itemChanged.connect(self.ticksChanged)
        self.selectionModel().currentRowChanged.connect(lambda index: self.pointed.emit(index.row()))

    def set_plans(self, plans: Sequence[Prospect]) -> None:
        """Show these, ticked where something can be made."""
        blocked = QSignalBlocker(self)  # each tick set here would be told as one the person changed
        self.setRowCount(len(plans))
        for row, plan in enumerate(plans):
            self._show(row, plan)
        blocked.unblock()
        self.ticksChanged.emit()

    def go_to(self, row: int) -> None:
        """Put the cursor there."""
        self.setCurrentCell(row, NAME)
        self.pointed.emit(row)

    def ticked(self) -> list[int]:
        """The numbers of the plans to carry out."""
        return [row for row in range(self.rowCount()) if self._tick(row) is Qt.CheckState.Checked]

    def tickable(self) -> list[int]:
        """The numbers of those that can be."""
        return [row for row in range(self.rowCount()) if self._tick(row) is not None]

    def tick(self, rows: Sequence[int], *, on: bool) -> None:
        """Tick these, or take their ticks away; told once."""
        blocked = QSignalBlocker(self)
        for row in rows:
            self._name(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        blocked.unblock()
        self.viewport().update()
        self.ticksChanged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of its own, the others as in every table."""
        match event.key():
            case Qt.Key.Key_Space:
                ticked = set(self.ticked())
                rows = [index.row() for index in self.selectionModel().selectedRows()]
                rows = [row for row in rows if self._tick(row) is not None]
                self.tick(rows, on=not ticked.issuperset(rows))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.taken.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        room = event.size().width()
        widths = {column: round(room * share) for column, share in _SHARES.items()} | {STATE: _STATE_WIDTH}
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(NAME, room - sum(widths.values()))

    def _show(self, row: int, plan: Prospect) -> None:
        info = plan.info
        count = sum(line.ticked for line in plan.proposal.lines) if plan.proposal is not None else 0
        words = (info.project or info.unit or "（没有名称）", info.form, info.state, plan.fault or f"{count} 项")
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(text)
            if plan.fault or column == SOURCE:
                item.setForeground(QColor(theme.SOFT))
            elif column == STATE and plan.warning:
                item.setForeground(QColor(theme.AMBER))
                item.setToolTip(plan.warning)
            self.setItem(row, column, item)
        if not plan.fault:
            name = self._name(row)
            name.setFlags(name.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            name.setCheckState(Qt.CheckState.Checked)

    def _name(self, row: int) -> QTableWidgetItem:
        item = self.item(row, NAME)
        assert item is not None  # every row was filled
        return item

    def _tick(self, row: int) -> Qt.CheckState | None:
        """None where there is none."""
        item = self._name(row)
        return item.checkState() if item.flags() & Qt.ItemFlag.ItemIsUserCheckable else None
