"""The table of the list: whole lines are selected, Enter or a double click opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from desktop.ui.drafts.model import CHANGED, FORM, PROJECT, STATE, UNIT, YEAR, DraftsModel
from desktop.ui.plaintable import make_plain

_ROW_HEIGHT, _HEAD_HEIGHT = 36, 30
_NARROW = {YEAR: 72, STATE: 96, CHANGED: 148}
"""px; their content is always as wide as this."""
_WORDY = {FORM: (0.32, 270), UNIT: (0.28, 230)}
"""Share of what the narrow ones leave, and the most they need, px; the project takes the rest."""


class DraftsTable(QTableView):
    """Shows a `DraftsModel`."""

    opened = Signal(int)
    """A draft's id."""

    def __init__(self, model: DraftsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = model
        self.setModel(model)
        make_plain(self, row=_ROW_HEIGHT, head=_HEAD_HEIGHT)
        # The ends tell forms apart (…批复表, …自评表), and units too.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._set_up_header(self.horizontalHeader())
        self.doubleClicked.connect(lambda index: self.opened.emit(model.rows[index.row()].id))

    def _set_up_header(self, header: QHeaderView) -> None:
        header.setMinimumSectionSize(60)
        header.setSectionResizeMode(PROJECT, QHeaderView.ResizeMode.Stretch)
        for section, width in _NARROW.items():
            header.resizeSection(section, width)
        header.setSortIndicator(CHANGED, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    def chosen(self) -> list[int]:
        """The ids of the lines selected, in the order they are shown."""
        return [self._drafts.rows[index.row()].id for index in sorted(self.selectionModel().selectedRows())]

    def choose(self, draft_ids: Sequence[int]) -> None:
        """Select these, and put the cursor on the first that is shown; on the first line when none is."""
        rows = [number for draft_id in draft_ids if (number := self._drafts.row_of(draft_id)) >= 0]
        self.clearSelection()
        model = self.selectionModel()
        flags = model.SelectionFlag
        for number in rows:
            model.select(self._drafts.index(number, 0), flags.Select | flags.Rows)
        first = self._drafts.index(rows[0] if rows else 0, 0)
        model.setCurrentIndex(first, flags.NoUpdate if rows else flags.ClearAndSelect | flags.Rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        room = event.size().width() - sum(_NARROW.values())
        for section, (share, most) in _WORDY.items():
            self.horizontalHeader().resizeSection(section, min(round(room * share), most))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line with the cursor."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self._drafts.rows[self.currentIndex().row()].id)
            return
        super().keyPressEvent(event)
