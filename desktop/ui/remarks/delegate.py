"""How a remark looks in the list: a bar, the words, the answer below them, and small where it is.

The bar is in the accent colour while the remark is open, grey when it is done with; what was answered has a hollow one.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui import theme
from desktop.ui.remarks.model import REMARK_ROLE, RemarkRow, Standing

_Index = QModelIndex | QPersistentModelIndex
_BAR, _LEFT, _RIGHT, _TOP, _GAP = 3, 16, 12, 7, 2
_INSET = 10
"""How far the answer is set in, px."""
_LINK_ROOM = 5
"""Room around a link in which a click counts, and before it, px."""
_TALLEST = 10_000
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RemarkDelegate(QStyledItemDelegate):
    """Draws the lines of a `RemarkModel`."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._body, self._small = theme.font(theme.BODY), theme.font(theme.SMALL)
        self.pointed = 0
        """Number of the remark whose link the mouse is over."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002  # Qt's signature
        """The height at the list's present width."""
        row: RemarkRow = index.data(REMARK_ROLE)
        width = self._view.viewport().width()
        text, reply = self._heights(row, width)
        return QSize(width, text + (reply + _GAP if reply else 0) + self._line() + 2 * _TOP + _GAP)

    def link_area(self, rect: QRect, row: RemarkRow) -> QRect:
        """Where in a line's rectangle a click is one on its link; empty when it has none."""
        if not row.action:
            return QRect()
        return self._link(rect, row).adjusted(-_LINK_ROOM, -_LINK_ROOM, _LINK_ROOM, _TOP)

    def _link(self, rect: QRect, row: RemarkRow) -> QRect:
        width, height = QFontMetrics(self._small).horizontalAdvance(row.action), self._line()
        return QRect(rect.right() + 1 - _RIGHT - width, rect.bottom() + 1 - _TOP - height, width, height)

    def _line(self) -> int:
        return QFontMetrics(self._small).height()

    def _heights(self, row: RemarkRow, width: int) -> tuple[int, int]:
        room = QRect(0, 0, width - _LEFT - _RIGHT, _TALLEST)
        text = QFontMetrics(self._body).boundingRect(room, _WRAP, row.text).height()
        if not row.reply:
            return text, 0
        room.setWidth(room.width() - _INSET)
        return text, QFontMetrics(self._small).boundingRect(room, _WRAP, _answer(row)).height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one remark."""
        painter.save()
        rect: QRect = option.rect
        row: RemarkRow = index.data(REMARK_ROLE)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.ACCENT_SOFT))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.HOVER))
        self._bar(painter, rect, row.standing)
        self._words(painter, rect, row)
        painter.restore()

    @staticmethod
    def _bar(painter: QPainter, rect: QRect, standing: Standing) -> None:
        bar = QRect(rect.left() + 6, rect.top() + _TOP + 2, _BAR, rect.height() - 2 * _TOP - 4)
        painter.fillRect(bar, QColor(theme.LINE if standing is Standing.DONE else theme.ACCENT))
        if standing is Standing.ANSWERED:
            painter.fillRect(bar.adjusted(1, 1, -1, -1), QColor(theme.PAPER))

    def _words(self, painter: QPainter, rect: QRect, row: RemarkRow) -> None:
        text, reply = self._heights(row, rect.width())
        words = QRect(rect.left() + _LEFT, rect.top() + _TOP, rect.width() - _LEFT - _RIGHT, text)
        painter.setFont(self._body)
        painter.setPen(QColor(theme.SOFT if row.standing is Standing.DONE else theme.INK))
        painter.drawText(words, _WRAP, row.text)
        bottom = words.bottom() + 1 + _GAP
        painter.setFont(self._small)
        if reply:
            painter.setPen(QColor(theme.ACCENT_DEEP))
            painter.drawText(QRect(words.left() + _INSET, bottom, words.width() - _INSET, reply), _WRAP, _answer(row))
            bottom += reply + _GAP
        below = QRect(words.left(), bottom, words.width(), self._line())
        if row.action:
            link = self._link(rect, row)
            below.setRight(link.left() - 2 * _LINK_ROOM)
            self._draw_link(painter, link, row)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.SOFT))
        place = QFontMetrics(self._small).elidedText(row.small, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, _LINE, place)

    def _draw_link(self, painter: QPainter, link: QRect, row: RemarkRow) -> None:
        font = theme.font(theme.SMALL)
        font.setUnderline(row.number == self.pointed)
        painter.setFont(font)
        painter.setPen(QColor(theme.ACCENT))
        painter.drawText(link, _LINE, row.action)


def _answer(row: RemarkRow) -> str:
    return f"答复：{row.reply}"
