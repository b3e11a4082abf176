"""The list of remarks: a click goes to the cell, one on the link (or Ctrl+Enter) writes, Del takes away.

Shared by the office above, which writes remarks, and by the sender, who answers them; what may be done is said by each
row's `action` and by what its owner connects.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.forms.paths import Path
from desktop.ui import fonts
from desktop.ui.remarks.delegate import RemarkDelegate
from desktop.ui.remarks.model import REMARK_ROLE, RemarkModel, RemarkRow

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RemarkList(QListView):
    """Shows remarks; the one about the cursor's cell is the one selected."""

    chosen = Signal(object)
    """The path of a remark the person wants to see in the form; `()` for one about the whole."""
    edited = Signal(int)
    """Number of a remark whose link was clicked: the person wants to write."""
    removed = Signal(int)
    """Number of a remark the person wants to be rid of."""
    left = Signal()
    """The keyboard goes back to the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RemarkModel(self)
        self._pressed = 0
        """Number of the remark on whose link the mouse was pressed."""
        self.setModel(self._rows)
        self._delegate = RemarkDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("意见")
        self.clicked.connect(self._choose)
        self._rows.modelReset.connect(lambda: self._point(0))

    @property
    def remarks(self) -> tuple[RemarkRow, ...]:
        """What is shown."""
        return self._rows.rows

    def set_remarks(self, rows: Sequence[RemarkRow]) -> None:
        """Show these remarks; the one that was selected stays selected."""
        current = self.current()
        fonts.need("".join(row.text + row.reply for row in rows))
        self._rows.set_remarks(rows)
        self.mark(current.number if current is not None else 0)

    def current(self) -> RemarkRow | None:
        """The remark that is selected."""
        if not self.selectionModel().hasSelection():
            return None
        row: RemarkRow = self.currentIndex().data(REMARK_ROLE)
        return row

    def at(self, path: Path | None) -> RemarkRow | None:
        """The first remark about a place, for one without any the first about its row; None when there is none."""
        if not path:
            return None
        exact = next((row for row in self.remarks if row.path == path), None)
        return exact or next((row for row in self.remarks if _is_row_of(row.path, path)), None)

    def mark(self, number: int) -> None:
        """Select a remark without going anywhere; 0 selects nothing."""
        index = self._rows.line_of(number)
        if not index.isValid():
            self.clearSelection()
            return
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def link_area(self, number: int) -> QRect:
        """Where in the viewport the link of a remark is; empty when it has none."""
        index = self._rows.line_of(number)
        return self._delegate.link_area(self.visualRect(index), index.data(REMARK_ROLE)) if index.isValid() else QRect()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Something is selected as soon as the keyboard is here."""
        super().focusInEvent(event)
        if self.remarks and self.current() is None:
            self.setCurrentIndex(self._rows.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Ctrl+Enter and F2 write, Del takes away, Esc leaves."""
        row, key = self.current(), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif row is not None and (key == Qt.Key.Key_F2 or (key in _ENTER and control)):
            if row.action:
                self.edited.emit(row.number)
        elif row is not None and key in _ENTER:
            self.chosen.emit(row.path)
        elif row is not None and key == Qt.Key.Key_Delete:
            self.removed.emit(row.number)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a link is not one on the line."""
        self._pressed = self._link_at(event.position().toPoint())
        if not self._pressed or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A link acts when the mouse is let go on it."""
        pressed, self._pressed = self._pressed, 0
        if not pressed or event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif self._link_at(event.position().toPoint()) == pressed:
            self.mark(pressed)
            self.edited.emit(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Over a link the mouse is a hand."""
        self._point(self._link_at(event.position().toPoint()))
        if not self._pressed:
            super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is over nothing any more."""
        self._point(0)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _link_at(self, point: QPoint) -> int:
        index = self.indexAt(point)
        if not index.isValid():
            return 0
        row: RemarkRow = index.data(REMARK_ROLE)
        return row.number if self._delegate.link_area(self.visualRect(index), row).contains(point) else 0

    def _point(self, number: int) -> None:
        if number != self._delegate.pointed:
            self._delegate.pointed = number
            self.viewport().update()
        if number:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(REMARK_ROLE).path)


def _is_row_of(path: Path, other: Path) -> bool:
    return bool(path) and isinstance(path[-1], int) and other[: len(path)] == path
