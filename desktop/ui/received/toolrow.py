"""The tool bar over a received document."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.ui import fonts
from desktop.ui.formview import FormView
from desktop.ui.received.actions import ReceivedActions
from desktop.ui.toolrow import FormToolRow
from desktop.ui.widgets import SPACE, button, divider, label, make_action, menu_button

_ROOMY, _NARROW = 1200, 1000
"""Widths, px, below which the buttons used less, then all but the two answers, are icons alone."""


class ToolRow(FormToolRow):
    """Where one is, and the buttons."""

    def __init__(self, page: QWidget, actions: ReceivedActions, view: FormView) -> None:
        super().__init__(page)
        self._count = label()
        self.more = make_action(self, "更多", "ellipsis")
        back, remark = button(actions.back), button(actions.remark)
        following, printing = button(view.commands.next_finding), button(actions.print)
        leaves = [button(actions.before, words=False), self._count, button(actions.after, words=False)]
        zooming = self._zooming(view)
        groups: list[list[QWidget]] = [
            zooming,
            [following, remark],
            [printing, self._menu(page, actions)],
            [button(actions.give_back), _gap(), button(actions.accept, accent=True)],
            [button(actions.panel, words=False)],
        ]
        worded = (((following, printing), _ROOMY), ((back, remark), _NARROW))
        first, *_ = self._lay_out([back, divider(), *leaves], groups, worded)
        self._zoom = [first, *zooming]

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Zooming leaves the row where it is narrow: it has keys, and the wheel."""
        super().resizeEvent(event)
        for part in self._zoom:
            part.setVisible(event.size().width() >= _NARROW)


def _gap() -> QWidget:
    result = QWidget()
    result.setFixedWidth(SPACE // 2)
    return result
