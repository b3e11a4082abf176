"""The right side of the page: the findings, and beside them, for a draft that came back, the remarks."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget, QToolButton, QWidget

from desktop.ui.findings.panel import WIDTH
from desktop.ui.tabrow import TabRow
from desktop.ui.widgets import column

_TABS = 38


class SidePanel(QFrame):
    """Shows one of its parts; the tabs are there only while there are two."""

    def __init__(self, first: QWidget, name: str) -> None:
        """`first` is always there, under this name."""
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._first, self._stack = first, QStackedWidget()
        self._tabs = TabRow("sidetabs")
        self._tabs.setFixedHeight(_TABS)
        self._tabs.chosen.connect(lambda number: self.show_part(self._stack.widget(number) or first))
        self.add(first, name)
        column(self, self._tabs, self._stack).setStretch(1, 1)
        self._tabs.hide()

    def add(self, part: QWidget, name: str) -> None:
        """One more part. Its tab can be turned to while tabs are shown."""
        self._stack.addWidget(part)
        self._tabs.add(name).setChecked(self._stack.currentWidget() is part)

    @property
    def part(self) -> QWidget:
        """What is shown."""
        part = self._stack.currentWidget()
        assert part is not None  # the first is always there
        return part

    def tab(self, part: QWidget) -> QToolButton:
        """The tab of a part."""
        return self._tabs.button(self._stack.indexOf(part))

    def name(self, part: QWidget, text: str) -> None:
        """What stands on the tab of a part."""
        self.tab(part).setText(text)

    def show_tabs(self, shown: bool) -> None:
        """Whether there is something to turn to; without, the first part is shown."""
        self._tabs.setVisible(shown)
        if not shown:
            self.show_part(self._first)

    def turn(self) -> None:
        """To the other part, while there are tabs."""
        if not self._tabs.isHidden():
            self.show_part(self._stack.widget((self._stack.currentIndex() + 1) % self._stack.count()) or self._first)

    def show_part(self, part: QWidget) -> None:
        """Turn to a part."""
        self._stack.setCurrentWidget(part)
        self.tab(part).setChecked(True)
