"""How a finding looks in the list: a bar in the colour of its group, the sentence, and small below it code and place.

Where a finding can be put right on the spot, a link stands at the end of the small line. The sentence takes as many
lines as it needs. Heights are remembered per width, because the list is laid out anew after each edit and most
findings stay as they were.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.forms.findings import Finding
from desktop.ui import theme
from desktop.ui.findings.groups import Group
from desktop.ui.findings.model import FINDING_ROLE, GROUP_ROLE, REMEDY_ROLE, place_line
from desktop.ui.findings.remedy import Remedy

_Index = QModelIndex | QPersistentModelIndex
_BAR, _LEFT, _RIGHT, _TOP, _GAP = 3, 16, 12, 7, 1
_HEADING = 30
_LINK_ROOM = 5
"""Room around a link in which a click counts, and before it, px."""
_REMEMBERED = 2000
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class FindingDelegate(QStyledItemDelegate):
    """Draws the lines of a `FindingsModel`."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._body, self._small = theme.font(theme.BODY), theme.font(theme.SMALL)
        self._heights: dict[tuple[str, int], int] = {}
        self.pointed: Finding | None = None
        """The finding whose link the mouse is over."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002  # Qt's signature
        """The height at the list's present width."""
        finding: Finding | None = index.data(FINDING_ROLE)
        width = self._view.viewport().width()
        if finding is None:
            return QSize(width, _HEADING)
        return QSize(width, self._message_height(finding.message, width) + self._place_height() + 2 * _TOP + _GAP)

    def link_area(self, rect: QRect, index: _Index) -> QRect:
        """Where in a line's rectangle a click is one on its link; empty when it has none."""
        remedy: Remedy | None = index.data(REMEDY_ROLE)
        if remedy is None:
            return QRect()
        return self._link(rect, remedy).adjusted(-_LINK_ROOM, -_LINK_ROOM, _LINK_ROOM, _TOP)

    def _link(self, rect: QRect, remedy: Remedy) -> QRect:
        width, height = QFontMetrics(self._small).horizontalAdvance(remedy.label), self._place_height()
        return QRect(rect.right() + 1 - _RIGHT - width, rect.bottom() + 1 - _TOP - height, width, height)

    def _message_height(self, message: str, width: int) -> int:
        key = (message, width)
        if key not in self._heights:
            if len(self._heights) >= _REMEMBERED:
                self._heights.clear()
            room = QRect(0, 0, width - _LEFT - _RIGHT, 10_000)
            self._heights[key] = QFontMetrics(self._body).boundingRect(room, _WRAP, message).height()
        return self._heights[key]

    def _place_height(self) -> int:
        return QFontMetrics(self._small).height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        painter.save()
        rect, group = option.rect, index.data(GROUP_ROLE)
        finding: Finding | None = index.data(FINDING_ROLE)
        if finding is None:
            self._heading(painter, rect, group, str(index.data()))
        else:
            self._ground(painter, rect, option.state)
            self._finding(painter, rect, finding, group, index.data(REMEDY_ROLE))
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, group: Group, text: str) -> None:
        painter.setFont(self._small)
        painter.setPen(QColor(group.ink))
        words = rect.adjusted(_LEFT, 0, 0, -5)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)

    @staticmethod
    def _ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.ACCENT_SOFT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.HOVER))

    def _finding(self, painter: QPainter, rect: QRect, finding: Finding, group: Group, remedy: Remedy | None) -> None:
        bar = QRect(rect.left() + 6, rect.top() + _TOP + 2, _BAR, rect.height() - 2 * _TOP - 4)
        painter.fillRect(bar, QColor(group.bar))
        height = self._message_height(finding.message, rect.width())
        words = QRect(rect.left() + _LEFT, rect.top() + _TOP, rect.width() - _LEFT - _RIGHT, height)
        painter.setFont(self._body)
        painter.setPen(QColor(theme.INK))
        painter.drawText(words, _WRAP, finding.message)
        metrics = QFontMetrics(self._small)
        below = QRect(words.left(), words.bottom() + 1 + _GAP, words.width(), metrics.height())
        if remedy is not None:
            link = self._link(rect, remedy)
            below.setRight(link.left() - 2 * _LINK_ROOM)
            self._draw_link(painter, link, remedy, pointed=finding == self.pointed)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.SOFT))
        place = metrics.elidedText(place_line(finding), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, place)

    def _draw_link(self, painter: QPainter, rect: QRect, remedy: Remedy, *, pointed: bool) -> None:
        font = theme.font(theme.SMALL)
        font.setUnderline(pointed)
        painter.setFont(font)
        painter.setPen(QColor(theme.ACCENT))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, remedy.label)
