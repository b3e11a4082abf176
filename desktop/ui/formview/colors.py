"""The colours of the form: those of the interface, and the tints that only cells have.

Drawn colours are fixed and do not follow a dark system theme: this is a picture of paper.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from desktop.ui import theme

DESK = QColor(theme.DESK)
PAPER = QColor(theme.PAPER)
PAPER_EDGE = QColor("#C3C8CE")
SHADOW = tuple(QColor(0, 0, 0, alpha) for alpha in (26, 14, 6))
LINE = QColor("#2B3036")
TEXT = QColor("#000000")

ACCENT = QColor(theme.ACCENT)
ACCENT_IDLE = QColor("#8DA6C4")
"""The cursor's frame while another part of the window has the keyboard."""
SELECTED = QColor(31, 95, 168, 26)

COMPUTED = QColor("#F0F3F7")
PROVISIONAL = QColor("#7C8794")
ROOM = QColor("#A9B2BC")
"""The thin rule where a pen would write."""
TO_FILL = QColor(theme.FAINT)
"""The dot in a place that is still to be filled."""

CHANGED = QColor(theme.ACCENT_SOFT)
"""Behind what is not what it was in another revision."""

ERROR = QColor(theme.RED)
ERROR_TINT = QColor("#FDEFEE")
WARNING = QColor(theme.AMBER)
WARNING_TINT = QColor("#FFF6E5")
