"""The tool bar: one row, whatever the window's width. Words leave the buttons before buttons leave the row."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.ui import fonts, theme
from desktop.ui.formview import FormView
from desktop.ui.received.actions import ReceivedActions
from desktop.ui.widgets import SPACE, ElidedLabel, button, column, divider, label, make_action

_ROOMY, _NARROW, _LEAST = 1200, 1000, 700
"""Widths, px, below which the buttons used less, then all but the two answers, are icons alone; and the least."""


class ToolRow(QFrame):
    """Where one is, and the buttons."""

    def __init__(self, page: QWidget, actions: ReceivedActions, view: FormView) -> None:
        super().__init__(page)
        self.setObjectName("bar")
        self.setFixedHeight(theme.BAR_HEIGHT)
        commands = view.commands
        self.more = make_action(self, "更多", "ellipsis")
        self._first = [button(actions.back), button(actions.remark)]
        self._second = [button(commands.next_finding), button(actions.print)]
        self._name, self._form, self._count = ElidedLabel(), ElidedLabel(), label()
        self._name.setObjectName("head")
        self._form.setObjectName("soft")
        title = QWidget()
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column(title, self._name, self._form)
        fit = button(commands.zoom_fit)
        fit.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        leaves = [button(actions.before, words=False), self._count, button(actions.after, words=False)]
        self._zoom = [button(commands.zoom_out, words=False), fit, button(commands.zoom_in, words=False), divider()]
        groups: list[list[QWidget]] = [
            [self._second[0], self._first[1]],
            [self._second[1], self._menu(page, actions)],
            [button(actions.give_back), _gap(), button(actions.accept, accent=True)],
            [button(actions.panel, words=False)],
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, 0, SPACE, 0)
        row.setSpacing(2)
        for part in (self._first[0], divider(), *leaves):
            row.addWidget(part)
        row.addSpacing(SPACE)
        row.addWidget(title, 1)
        row.addSpacing(SPACE - 2)
        for part in (self._zoom[-1], *self._zoom[:-1]):
            row.addWidget(part)
        for group in groups:
            row.addSpacing(SPACE - 2)
            row.addWidget(divider())
            row.addSpacing(SPACE - 2)
            for part in group:
                row.addWidget(part)

    def _menu(self, page: QWidget, actions: ReceivedActions) -> QToolButton:
        menu = QMenu(page)
        menu.addActions([actions.quote_all, actions.remark_whole])
        menu.addSeparator()
        menu.addActions([actions.save_again, actions.accept_clean])
        return menu_button(self.more, menu, words=False)

    def tell(self, name: str, about: str, at: int, number: int) -> None:
        """Name the document, and which one of how many it is, from 0."""
        fonts.need(name + about)
        self._name.setText(name)
        self._form.setText(about)
        self._count.setText(f"{at + 1} / {number}")

    def minimumSizeHint(self) -> QSize:
        """With all words gone it still fits; asking for more would keep the window from being made narrower."""
        return QSize(_LEAST, theme.BAR_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take words off the buttons, or put them back."""
        super().resizeEvent(event)
        width = event.size().width()
        for part in self._zoom:  # they have keys, and the wheel
            part.setVisible(width >= _NARROW)
        for buttons, least in ((self._second, _ROOMY), (self._first, _NARROW)):
            for part in buttons:
                beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
                part.setToolButtonStyle(beside if width >= least else alone)


def _gap() -> QWidget:
    result = QWidget()
    result.setFixedWidth(SPACE // 2)
    return result
