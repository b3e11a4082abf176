"""The table of the board. The names of the units stay where they are while the forms are scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from desktop.ui.board.delegate import FieldDelegate
from desktop.ui.board.header import FormHeader
from desktop.ui.board.model import UNIT, BoardModel

_Index = QModelIndex | QPersistentModelIndex
_ROW, _LEAST_HEIGHT = 30, 150
_NAME_SHARE, _NAME_LEAST, _NAME_MOST = 0.24, 176, 340
_FIELD_LEAST, _FIELD_MOST = 118, 200
"""px of the columns."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BoardTable(QTableView):
    """Arrows go from field to field; Enter or a double click opens, with Ctrl or on the caption the whole column."""

    opened = Signal(int, int)
    """Row and column."""
    column_opened = Signal(int)
    """A form of all units that are shown."""

    def __init__(self, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = model
        self.setAccessibleName("收表总表")
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setModel(model)
        self.names = _Names(model, self)
        self._names_width = _NAME_LEAST
        for view in (self, self.names):
            _dress(view, model, self)
        self.names.raise_()  # over the header of the table, which is younger
        self.names.setSelectionModel(self.selectionModel())
        self.names.doubleClicked.connect(self._open)
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self.names.verticalScrollBar().setValue)
        self.names.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalScrollBar().rangeChanged.connect(self._place_names)
        self.horizontalHeader().sectionDoubleClicked.connect(self._open_column)
        model.modelReset.connect(self._share)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a field."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._board.index(row, column), flag)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters are no search here, that is what the field above is for."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._open_column(self.currentIndex().column())
            else:
                self._open(self.currentIndex())
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a field with the cursor."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._board.rowCount():
            self.go_to(0, min(1, self._board.columnCount() - 1))
        self.names.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor is drawn where the keyboard is."""
        super().focusOutEvent(event)
        self.names.viewport().update()

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Nothing is shown under the names, and going to a name moves nothing sideways."""
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if index.column() == UNIT:
            across.setValue(before)
        elif (hidden := self._names_width - self.visualRect(index).left()) > 0:
            across.setValue(across.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        count = self._board.columnCount() - 1
        if count < 0:
            return
        width = self.viewport().width()
        name = min(max(round(width * _NAME_SHARE), _NAME_LEAST), _NAME_MOST)
        each = min(max((width - name) // count, _FIELD_LEAST), _FIELD_MOST) if count else 0
        self._names_width = name
        for column in range(1, count + 1):
            self.setColumnWidth(column, each)
            self.names.setColumnHidden(column, True)
        for view in (self, self.names):
            view.setColumnWidth(UNIT, name)
        height = self.horizontalHeader().sizeHint().height()
        for view in (self, self.names):
            view.horizontalHeader().setFixedHeight(height)
        self.updateGeometries()
        self._place_names()

    def _place_names(self) -> None:
        """Over the first column, where there is something to scroll sideways."""
        height = self.viewport().height() + self.horizontalHeader().height()
        self.names.setGeometry(self.frameWidth(), self.frameWidth(), self._names_width, height)
        self.names.setVisible(self.horizontalScrollBar().maximum() > 0)

    def _open_column(self, column: int) -> None:
        if column > UNIT:
            self.column_opened.emit(column)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row(), index.column())


class _Names(QTableView):
    """The first column once more, above the table and not scrolled sideways with it."""

    def __init__(self, model: BoardModel, table: BoardTable) -> None:
        super().__init__(table)
        self.setObjectName("names")
        self.setModel(model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)


def _dress(view: QTableView, model: BoardModel, table: BoardTable) -> None:
    view.setHorizontalHeader(FormHeader(model, view))
    view.setItemDelegate(FieldDelegate(model, view, table))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(view.verticalHeader().ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(_ROW)
