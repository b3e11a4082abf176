"""How a field of the board is painted: sign, word, number, and small marks for what waits and what is late."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.session.overview import Pick
from desktop.ui import theme
from desktop.ui.board.look import INK, SIGN, late_mark, new_mark, sign
from desktop.ui.board.model import UNIT, BoardModel

_Index = QModelIndex | QPersistentModelIndex
_LEFT, _GAP, _RIGHT = 10, 6, 6
_MARK = 18
"""px of the square in which 新 or 迟 stands."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class FieldDelegate(QStyledItemDelegate):
    """Paints straight from the model: ten thousand lines are scrolled through without making anything for them."""

    def __init__(self, model: BoardModel, view: QTableView, focus: QTableView) -> None:
        """`focus`: the table that has the keyboard when the cursor is to be seen."""
        super().__init__(view)
        self._model, self._focus = model, focus
        self._body, self._small = theme.font(theme.BODY), theme.font(theme.SMALL)
        self._metrics, self._small_metrics = QFontMetrics(self._body), QFontMetrics(self._small)
        self._colors = {
            name: QColor(name) for name in (*INK.values(), theme.LINE, theme.SOFT, theme.HOVER, theme.ACCENT_SOFT)
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002  # Qt's signature
        """Fixed by the table."""
        return QSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """One field, or the name of a unit."""
        rect, row, column = option.rect, index.row(), index.column()
        self._ground(painter, rect, option.state, current=index == self._focus.currentIndex())
        if column == UNIT:
            self._name(painter, rect, row)
        else:
            self._field(painter, rect, row, column)

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, current: bool) -> None:
        if current or state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._colors[theme.ACCENT_SOFT])
        painter.setPen(self._colors[theme.HOVER])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if current and self._focus.hasFocus():
            painter.setPen(self._colors[theme.ACCENT])
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _name(self, painter: QPainter, rect: QRect, row: int) -> None:
        line = self._model.lines[row]
        room = rect.adjusted(_LEFT + 2, 0, -_RIGHT, -1)
        if self._model.is_foreign(row):
            words = "名单外"
            width = self._small_metrics.horizontalAdvance(words)
            painter.setFont(self._small)
            painter.setPen(self._colors[theme.SOFT])
            painter.drawText(room.adjusted(room.width() - width, 0, 0, 0), _MIDDLE, words)
            room.setRight(room.right() - width - _GAP)
        painter.setFont(self._body)
        painter.setPen(self._colors[theme.INK])
        text = self._metrics.elidedText(line.unit.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, _MIDDLE, text)

    def _field(self, painter: QPainter, rect: QRect, row: int, column: int) -> None:
        model = self._model
        state, waits, late = model.state(row, column), model.waiting(row, column), model.is_late(row, column)
        end = rect.right() - _RIGHT
        for shown, mark in ((waits, new_mark), (late, late_mark)):
            if shown:
                mark(painter, QRectF(end - _MARK, rect.center().y() - _MARK // 2, _MARK, _MARK))
                end -= _MARK + 3
        if state is None:
            return
        left, middle = rect.left() + _LEFT, rect.center().y()
        painter.drawPixmap(left, middle - SIGN // 2, sign(state, painter.device().devicePixelRatioF()))
        left += SIGN + _GAP
        painter.setFont(self._small)
        painter.setPen(self._colors[INK[state]])
        painter.drawText(QRect(left, rect.top(), end - left, rect.height() - 1), _MIDDLE, state.word)
        left += self._small_metrics.horizontalAdvance(state.word) + _GAP - 1
        number = model.number(row, column)
        if number and left + self._small_metrics.horizontalAdvance(number) <= end:
            painter.setPen(self._colors[theme.RED if state is Pick.WRONG else theme.SOFT])
            painter.drawText(QRect(left, rect.top(), end - left, rect.height() - 1), _MIDDLE, number)
