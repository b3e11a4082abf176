"""Icons: SVG files of one open set (assets/icons), drawn in the colours of the interface.

The files say `currentColor`; each icon is drawn at the exact number of device pixels of the screens there are, so
that its thin strokes stay sharp at 125 % and 150 %.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.resources import asset
from desktop.ui import theme

SIZE = 18
"""Logical pixels of an icon beside words."""


def icon(name: str, color: str = theme.INK) -> QIcon:
    """An icon by its name in the set; Qt greys it by itself when what it stands for cannot be used.

    Raises:
        UserError: there is no such file.
    """
    return _icon(name, color, _ratios())


def pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    """An icon as a picture of `size` logical pixels for a screen of `ratio` device pixels per logical one."""
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(_svg(name, color)).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def _icon(name: str, color: str, ratios: frozenset[float]) -> QIcon:
    result = QIcon()
    for ratio in sorted(ratios):
        result.addPixmap(pixmap(name, color, SIZE, ratio))
    return result


def _ratios() -> frozenset[float]:
    return frozenset(screen.devicePixelRatio() for screen in QGuiApplication.screens()) | {1.0}


@cache
def _svg(name: str, color: str) -> QByteArray:
    file = _folder() / f"{name}.svg"
    text = (file if file.exists() else asset(f"icons/{file.name}")).read_text(encoding="utf-8")
    return QByteArray(text.replace("currentColor", color).encode())


@cache
def _folder() -> Path:
    """Looked for once: the first window draws twenty icons."""
    return asset("icons")


def program_icon() -> QIcon:
    """The program's own sign for title bar and task bar: a form, ticked, white on the accent colour."""
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        drawn = QPixmap(size, size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.ACCENT))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(drawn.rect()), size * 0.2, size * 0.2)
        inside = size * 0.16
        frame = QRectF(drawn.rect()).adjusted(inside, inside, -inside, -inside)
        QSvgRenderer(_svg("clipboard-check", theme.PAPER)).render(painter, frame)
        painter.end()
        result.addPixmap(drawn)
    return result
