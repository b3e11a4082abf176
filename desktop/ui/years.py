"""The years to choose from, behind one button: on the pages of the receiving office."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.widgets import make_action, menu_button


class YearMenu(QMenu):
    """Its button names the year that is shown."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._group = QActionGroup(page)
        self._year = make_action(page, "年度", shortcut="Ctrl+Y")
        self.button = menu_button(self._year, self)
        self.button.setToolTip("年度（Ctrl+Y）")

    def show_years(self, years: Sequence[int], chosen: int) -> list[QAction]:
        """An action for each year, in their order."""
        self.clear()
        made = []
        for year in years:
            action = QAction(f"{year} 年", self._group)
            action.setCheckable(True)
            action.setChecked(year == chosen)
            action.setData(year)
            self.addAction(action)
            made.append(action)
        self._year.setText(f"{chosen} 年")
        return made
