"""How each state looks on the board: a sign, a word and a colour. Red and amber are for findings, all else is calm."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap

from desktop.session.overview import Pick
from desktop.ui import icons, theme

SIGN = 15
"""px of a sign."""
_ICONS = {
    Pick.WRONG: ("circle-alert", theme.RED),
    Pick.RETURNED: ("undo-2", theme.SOFT),
    Pick.RECEIVED: ("circle-check", theme.SOFT),
}
INK = {
    Pick.MISSING: theme.SOFT, Pick.WRONG: theme.RED, Pick.RETURNED: theme.INK, Pick.RECEIVED: theme.INK,
    Pick.ACCEPTED: theme.ACCENT,
}  # fmt: skip
"""The colour of the word."""


@cache
def sign(state: Pick, ratio: float) -> QPixmap:
    """A state's sign for a screen of `ratio` device pixels per logical one; null for what has none."""
    if state in _ICONS:
        name, color = _ICONS[state]
        return icons.pixmap(name, color, SIGN, ratio)
    if state not in {Pick.MISSING, Pick.ACCEPTED, Pick.WAITING}:
        return QPixmap()
    drawn = QPixmap(round(SIGN * ratio), round(SIGN * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state is Pick.MISSING:
        painter.setPen(QPen(QColor(theme.FAINT), 1.2))
        painter.drawEllipse(QRectF(1.8, 1.8, SIGN - 3.6, SIGN - 3.6))
    elif state is Pick.WAITING:
        new_mark(painter, QRectF(0, 0.5, SIGN - 1, SIGN - 1), 7.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ACCENT))
        painter.drawEllipse(QRectF(0.6, 0.6, SIGN - 1.2, SIGN - 1.2))
        tick = QPen(QColor(theme.PAPER), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(tick)
        for one, two in (((4.4, 7.7), (6.5, 9.8)), ((6.5, 9.8), (10.6, 5.5))):
            painter.drawLine(*one, *two)  # type: ignore[call-overload]  # four numbers
    painter.end()
    return drawn


@cache
def sign_icon(state: Pick) -> QIcon:
    """The same on a button."""
    result = QIcon()
    for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()} | {1.0}):
        result.addPixmap(sign(state, ratio))
    return result


def new_mark(painter: QPainter, box: QRectF, points: float = theme.SMALL) -> None:
    """新 in a box: something newer waits."""
    mark(painter, box, "新", ink=theme.ACCENT, line=theme.ACCENT, ground=theme.ACCENT_SOFT, points=points)


def late_mark(painter: QPainter, box: QRectF) -> None:
    """迟 in a box."""
    mark(painter, box, "迟", ink=theme.INK, line=theme.LINE, ground=theme.PAPER, points=theme.SMALL)


def mark(painter: QPainter, box: QRectF, word: str, *, ink: str, line: str, ground: str, points: float) -> None:
    """A word of one character in a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(line))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(theme.font(points))
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()
