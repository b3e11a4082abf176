"""The tool bar over a form: one row, whatever the window's width. Words leave the buttons before buttons leave the row.

Of the draft in the editor and of a received document: what they have in common stands here.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop.ui import icons, theme
from desktop.ui.formview import FormView
from desktop.ui.widgets import SPACE, ElidedLabel, button, column, divider, dress, set_word

_LEAST = 700
"""Width with all words gone, px."""
_FORM_ICONS = {
    "undo": ("undo-2", ""),
    "redo": ("redo-2", ""),
    "row_below": ("list-plus", "插行"),
    "delete_rows": ("list-minus", "删行"),
    "zoom_in": ("plus", ""),
    "zoom_out": ("minus", ""),
    "zoom_fit": ("move-horizontal", ""),
    "next_finding": ("arrow-down-to-dot", "下一处"),
}
"""Actions of the form view that can stand in the bar: icon, and the short word on the button."""
LOOKING = ("zoom_in", "zoom_out", "zoom_fit", "next_finding")
"""Those of them that change nothing."""
ALL = tuple(_FORM_ICONS)


def dress_form(view: FormView, names: Sequence[str] = ALL) -> None:
    """Give actions of the form view what they need to stand in the bar."""
    for name in names:
        icon, word = _FORM_ICONS[name]
        action: QAction = getattr(view.commands, name)
        action.setIcon(icons.icon(icon))
        if word:
            set_word(action, word)
        dress(action)


class FormToolRow(QFrame):
    """Where one is, and the buttons."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("bar")
        self.setFixedHeight(theme.BAR_HEIGHT)
        self._name, self._form = ElidedLabel(), ElidedLabel()
        self._name.setObjectName("head")
        self._form.setObjectName("soft")
        self._worded: list[tuple[Sequence[QToolButton], int]] = []

    def _lay_out(
        self,
        before: Sequence[QWidget],
        groups: Sequence[Sequence[QWidget]],
        worded: Sequence[tuple[Sequence[QToolButton], int]],
    ) -> list[QWidget]:
        """What stands before the name and after it; the dividers, one before each group.

        `worded`: buttons with the width in px below which they are icons alone.
        """
        self._worded = list(worded)
        title = QWidget()
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column(title, self._name, self._form)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, 0, SPACE, 0)
        row.setSpacing(2)
        for part in before:
            row.addWidget(part)
        row.addSpacing(SPACE)
        row.addWidget(title, 1)
        dividers: list[QWidget] = []
        for group in groups:
            dividers.append(divider())
            row.addSpacing(SPACE - 2)
            row.addWidget(dividers[-1])
            row.addSpacing(SPACE - 2)
            for part in group:
                row.addWidget(part)
        return dividers

    @staticmethod
    def _zooming(view: FormView) -> list[QWidget]:
        """Smaller, as wide as the window, larger."""
        commands = view.commands
        fit = button(commands.zoom_fit)
        fit.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        return [button(commands.zoom_out, words=False), fit, button(commands.zoom_in, words=False)]

    def minimumSizeHint(self) -> QSize:
        """With all words gone it still fits; asking for more would keep the window from being made narrower."""
        return QSize(_LEAST, theme.BAR_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take words off the buttons, or put them back."""
        super().resizeEvent(event)
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for buttons, least in self._worded:
            for part in buttons:
                part.setToolButtonStyle(beside if event.size().width() >= least else alone)
