"""How the interface looks: colours and type sizes; `desktop.ui.stylesheet` is filled with them.

White paper on a light grey desk, one accent colour; red and amber belong to findings and to nothing else. Whoever
draws or styles something takes the colours from here. Sizes are in pt for type, else in logical pixels.
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from desktop.forms.faces import Face
from desktop.forms.findings import Level
from desktop.resources import asset
from desktop.ui import fonts
from desktop.ui.stylesheet import SHEET

DESK = "#E7E9EC"
PAPER = "#FFFFFF"
INK = "#1E242B"
SOFT = "#5A6672"
"""Secondary words; 5.9 : 1 on white, so that they can still be read on a tired screen."""
FAINT = "#9AA4AE"
"""What cannot be used now."""
LINE = "#D5DADF"
HOVER = "#EFF2F5"
ACCENT = "#1F5FA8"
ACCENT_DEEP = "#184C87"
ACCENT_SOFT = "#E3EDF7"
RED = "#C62828"
AMBER = "#B26A00"

BODY, SMALL, HEAD = 10.0, 9.0, 10.5
"""Type sizes, pt."""
BAR_HEIGHT = 44
STATUS_HEIGHT = 28

LEVEL_COLOR = {Level.ERROR: RED, Level.WARNING: AMBER, Level.INFO: SOFT}
LEVEL_WORD = {Level.ERROR: "错误", Level.WARNING: "需说明", Level.INFO: "提示"}

_RARE_FAMILY = "HanaMinB"
"""Named before its 30 MB are loaded: Qt takes it for rare characters as soon as `fonts.need` has loaded it."""


def font(points: float = BODY) -> QFont:
    """The interface's 黑体. There is one weight: what matters is said by size, colour and place."""
    result = QFont(fonts.family(Face.SANS))
    result.setFamilies([fonts.family(Face.SANS), _RARE_FAMILY])
    result.setWeight(QFont.Weight.Medium)
    result.setPointSizeF(points)
    return result


def apply(app: QApplication) -> None:
    """Give the application its style, palette, font and style sheet."""
    app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setFont(font())
    app.setStyleSheet(_style_sheet())


def _palette() -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    for which, color in {
        role.Window: DESK, role.WindowText: INK, role.Base: PAPER, role.AlternateBase: HOVER, role.Text: INK,
        role.Button: PAPER, role.ButtonText: INK, role.Highlight: ACCENT, role.HighlightedText: PAPER,
        role.PlaceholderText: FAINT, role.ToolTipBase: PAPER, role.ToolTipText: INK, role.Accent: ACCENT,
        role.Link: ACCENT,
    }.items():  # fmt: skip
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(FAINT))
    return palette


def _style_sheet() -> str:
    values = {name: value for name, value in globals().items() if name.isupper() and isinstance(value, str | float)}
    return Template(SHEET).substitute(values, CHEVRON=asset("icons/chevron-down.svg").as_posix())
