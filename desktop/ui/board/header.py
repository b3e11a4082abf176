"""The captions over the board: of each form its letter, how many are in, and its name over two or three lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.ui import theme
from desktop.ui.board.model import UNIT, BoardModel

_TOP, _LEFT, _RIGHT = 7, 10, 8
_MOST_LINES = 3


class FormHeader(QHeaderView):
    """As high as the longest name needs at the columns' present width."""

    def __init__(self, model: BoardModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._board = model
        self._font, self._small = theme.font(theme.BODY), theme.font(theme.SMALL)
        self._metrics = QFontMetrics(self._small)
        self._known: dict[tuple[str, int], list[str]] = {}
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(60)

    def sizeHint(self) -> QSize:
        """The line of letters, and the names below it."""
        lines = [len(self._broken(self._board.form(column), self.sectionSize(column)))
                 for column in range(1, self.count())]  # fmt: skip
        height = 2 * _TOP + QFontMetrics(self._font).height() + 2 + max(lines, default=1) * self._metrics.height()
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One caption."""
        painter.save()
        painter.fillRect(rect, QColor(theme.PAPER))
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left = _LEFT + 2 if section == UNIT else _LEFT
        room = rect.adjusted(left, _TOP, -_RIGHT, -_TOP)
        if section == UNIT:
            painter.setFont(self._small)
            painter.setPen(QColor(theme.SOFT))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, "单位")
        else:
            self._form(painter, room, section)
        painter.restore()

    def _form(self, painter: QPainter, room: QRect, section: int) -> None:
        painter.setFont(self._font)
        painter.setPen(QColor(theme.INK))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._board.mark(section))
        here, asked = self._board.tally(section)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.SOFT))
        tally = f"{here}/{asked}" if asked else str(here)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, tally)
        top = room.top() + QFontMetrics(self._font).height() + 2
        for line in self._broken(self._board.form(section), room.width() + _LEFT + _RIGHT):
            painter.drawText(QRect(room.left(), top, room.width() + _RIGHT, self._metrics.height()), line)
            top += self._metrics.height()

    def _broken(self, name: str, width: int) -> list[str]:
        """A name over lines of a column of this width, evenly; … where even the last is too short."""
        if (known := self._known.get((name, width))) is not None:
            return known
        room = max(width - _LEFT - _RIGHT, 24)
        wanted = len(self._lines(name, room))
        narrowest = next(
            (narrow for narrow in range(room // wanted, room, 6) if len(self._lines(name, narrow)) <= wanted), room
        )
        lines = self._lines(name, narrowest)
        if len(lines) > _MOST_LINES:
            rest = "".join(lines[_MOST_LINES - 1 :])
            lines[_MOST_LINES - 1 :] = [self._metrics.elidedText(rest, Qt.TextElideMode.ElideMiddle, room)]
        self._known[name, width] = lines
        return lines

    def _lines(self, name: str, room: int) -> list[str]:
        lines = [""]
        for char in name:
            if lines[-1] and self._metrics.horizontalAdvance(lines[-1] + char) > room:
                lines.append("")
            lines[-1] += char
        return lines
