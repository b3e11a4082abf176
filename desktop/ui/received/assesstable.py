"""The table of 考评: a number and Enter for each row, the whole sheet from top to bottom without the mouse.

Typing begins at once in the superior's column wherever the cursor's row is. What cannot be taken stays in its field,
and why it cannot is told by the panel.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QInputMethodEvent, QKeyEvent, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.plaintable import make_plain
from desktop.ui.received.assessrows import FULL, NAME, OWN, SCORE, UNDER_COLOR_ROLE, UNDER_ROLE, AssessRows

_ROW, _HEAD = 30, 26
_WIDTHS = {FULL: 42, OWN: 52, SCORE: 54}
_LEFT, _PAD, _TOP = 16, 7, 5
_REMEMBERED = 500
_Index = QModelIndex | QPersistentModelIndex
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AssessTable(QTableView):
    """Shows `AssessRows`."""

    stepped = Signal(int, bool)
    """A score was handed in and the cursor goes on: by so many rows; whether by Enter, when the reason comes first."""
    emptied = Signal(int)
    """The score of a row is to go."""

    def __init__(self, rows: AssessRows) -> None:
        super().__init__()
        self.setObjectName("assess")
        self._rows = rows
        self.setModel(rows)
        make_plain(self, row=_ROW, head=_HEAD)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(_WIDTHS[FULL])
        self.setAccessibleName("考评")
        self._names = _Names(self)
        self._scores = _Scores(self)
        self.setItemDelegate(self._names)
        self.setItemDelegateForColumn(SCORE, self._scores)
        self._scores.stepped.connect(self.stepped)
        rows.modelReset.connect(self.fit_rows)
        rows.dataChanged.connect(self.fit_rows)
        self.pressed.connect(self._to_score)

    def go_to(self, row: int) -> None:
        """The cursor goes to the score of a row."""
        if 0 <= row < len(self._rows.rows):
            self.setCurrentIndex(self._rows.index(row, SCORE))

    def next_row(self, row: int, by: int) -> int:
        """The next row that is judged, in that direction; the same one at the end."""
        at = row + by
        while 0 <= at < len(self._rows.rows):
            if self._rows.can_edit(at):
                return at
            at += by
        return row

    def fit_rows(self) -> None:
        """A row is as high as its name and the small line under it need."""
        for number in range(len(self._rows.rows)):
            high = self._names.height(number)
            if self.rowHeight(number) != high:
                self.setRowHeight(number, high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Delete takes a score away; what is typed goes into the score."""
        row, key = self.currentIndex().row(), event.key()
        if key in _ENTER:
            self.go_to(self.next_row(row, 1))
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            if self._rows.can_edit(row):
                self.emptied.emit(row)
        else:
            if event.text().strip() or key == Qt.Key.Key_F2:
                self.go_to(row)
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A number that an input method hands over at once opens its field too; Qt would drop it."""
        index = self.currentIndex()
        closed = self.indexWidget(index) is None
        super().inputMethodEvent(event)
        field = self.indexWidget(index)
        if closed and event.commitString() and isinstance(field, QLineEdit) and not field.text():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.insert(event.commitString())
            field.setModified(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names take what the numbers leave."""
        super().resizeEvent(event)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(NAME, max(80, event.size().width() - sum(_WIDTHS.values())))
        self.fit_rows()

    def _to_score(self, index: QModelIndex) -> None:
        if index.column() != SCORE:
            self.go_to(index.row())


class _Names(QStyledItemDelegate):
    """A name in two lines at most; under it, along the whole row, a small one."""

    def __init__(self, parent: AssessTable) -> None:
        super().__init__(parent)
        self._table = parent
        self._body, self._small = theme.font(theme.BODY), theme.font(theme.SMALL)
        self._lines: dict[tuple[str, int], tuple[str, ...]] = {}

    def height(self, row: int) -> int:
        """How high a row is at the present width."""
        index = self._table.model().index(row, NAME)
        lines = len(self._name(str(index.data()), self._table.columnWidth(NAME)))
        small = QFontMetrics(self._small).height() if index.data(UNDER_ROLE) else 0
        return 2 * _TOP + lines * QFontMetrics(self._body).height() + small

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The ground of a cell, its words, and its part of the small line."""
        painter.save()
        rect: QRect = option.rect
        painter.setClipRect(rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(theme.ACCENT_SOFT if chosen else theme.PAPER))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.HOVER))
        painter.setFont(self._body)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        high = QFontMetrics(self._body).height()
        text = str(index.data() or "")
        lines = self._name(text, rect.width()) if index.column() == NAME else (text,)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        words = QRect(rect.left() + _PAD, rect.top() + _TOP, rect.width() - 2 * _PAD, high)
        if index.column() == NAME:
            words.setLeft(rect.left() + _LEFT)
        for line in lines:
            painter.drawText(words, align, line)
            words.translate(0, high)
        self._paint_under(painter, rect, index)
        painter.restore()

    def _paint_under(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """Every cell draws its part of it, because each is drawn alone when only its own value changed."""
        small = " ".join(str(index.data(UNDER_ROLE) or "").split())
        if not small:
            return
        metrics = QFontMetrics(self._small)
        left = self._table.columnViewportPosition(NAME) + _LEFT
        room = QRect(left, rect.bottom() - _TOP - metrics.height(), 0, metrics.height())
        room.setRight(self._table.viewport().width() - _PAD)
        painter.setFont(self._small)
        painter.setPen(QColor(index.data(UNDER_COLOR_ROLE)))
        elided = metrics.elidedText(small, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)

    def _name(self, text: str, width: int) -> tuple[str, ...]:
        """A name broken into two lines at most, the second one shortened."""
        key = (text, width)
        if key not in self._lines:
            if len(self._lines) >= _REMEMBERED:
                self._lines.clear()
            self._lines[key] = self._broken(text, width - _LEFT - _PAD)
        return self._lines[key]

    def _broken(self, text: str, room: int) -> tuple[str, ...]:
        layout = QTextLayout(text, self._body)
        layout.beginLayout()
        first = layout.createLine()
        if not first.isValid():
            return ("",)
        first.setLineWidth(room)
        layout.endLayout()
        rest = text[first.textLength() :].strip()
        if not rest:
            return (text,)
        shortened = QFontMetrics(self._body).elidedText(rest, Qt.TextElideMode.ElideRight, room)
        return text[: first.textLength()].rstrip(), shortened


class _Scores(_Names):
    """The superior's scores; a field opens in place."""

    stepped = Signal(int, bool)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002  # Qt's signature
        """A field for the number."""
        field = QLineEdit(parent)
        field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        field.setFrame(False)
        field.setAccessibleName("考评得分")
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: ARG002  # Qt's signature
        """Beside the name, not beside the small line under it."""
        rect: QRect = option.rect
        editor.setGeometry(rect.left() + 1, rect.top() + 2, rect.width() - 2, _ROW - 4)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """What is there, unless a person is typing: another row's score came in."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            super().setEditorData(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows hand in and go on; what is refused stays in its field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            key = Qt.Key(event.key())
            entering = key in _ENTER or key == Qt.Key.Key_Tab
            if entering or key in _STEPS or key == Qt.Key.Key_Backtab:
                if self._taken(editor):
                    self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                    self.stepped.emit(_STEPS.get(key, -1 if key == Qt.Key.Key_Backtab else 1), entering)
                return True
        return super().eventFilter(editor, event)

    def _taken(self, editor: QLineEdit) -> bool:
        table = self.parent()
        assert isinstance(table, AssessTable)
        index = table.currentIndex()
        taken: bool = table.model().setData(index, editor.text(), Qt.ItemDataRole.EditRole)
        if taken:
            editor.setText(str(index.data()))  # closing hands it in once more
        return taken
