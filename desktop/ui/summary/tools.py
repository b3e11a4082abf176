"""All that can be done on the page 汇总, and the row that shows it."""

from __future__ import annotations

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui import theme
from desktop.ui.widgets import bar, button, divider, make_action, menu_button
from desktop.ui.years import YearMenu


class SummaryTools:
    """Actions, menus and the row of buttons."""

    def __init__(self, page: QWidget) -> None:
        self.accepted = make_action(page, "已接受", shortcut="Ctrl+1")
        self.all = make_action(page, "全部已收", shortcut="Ctrl+2")
        self._scopes = QActionGroup(page)
        for action in (self.accepted, self.all):
            action.setCheckable(True)
            self._scopes.addAction(action)
        self.accepted.setChecked(True)
        self.whole = make_action(page, "整页", shortcut="Ctrl+0")
        self.fit_width = make_action(page, "页宽", shortcut="Ctrl+9")
        self.smaller = make_action(page, "缩小", "minus", "Ctrl+-")
        self.larger = make_action(page, "放大", "plus", "Ctrl+=")
        for action in (self.whole, self.fit_width):
            action.setCheckable(True)
        self.exports = make_action(page, "导出", "download", "Ctrl+E")
        self.pdf = make_action(page, "PDF 文件…", "file-text")
        self.workbook = make_action(page, "Excel 工作簿，带图…", "file-spreadsheet")
        self.csv = make_action(page, "CSV 文件（只有数据）…", "file-type")
        self.keep = make_action(page, "存为草稿，再补填", "copy")
        self.print = make_action(page, "打印", "printer", "Ctrl+P", color=theme.PAPER)
        self.reread = make_action(page, "重新汇总", shortcut="F5")
        self.years = YearMenu(page)
        menu = QMenu(page)
        menu.addActions([self.pdf, self.workbook, self.csv])
        menu.addSeparator()
        menu.addAction(self.keep)
        self._export = menu_button(self.exports, menu)
        self._zoom = [
            button(self.smaller, words=False), button(self.whole), button(self.fit_width),
            button(self.larger, words=False), divider(),
        ]  # fmt: skip
        self.bar = bar(
            self.years.button, divider(), button(self.accepted), button(self.all), None, *self._zoom, self._export,
            button(self.print, accent=True),
        )  # fmt: skip

    def show_pages(self, there: bool, *, printable: bool = True) -> None:
        """Whether there are pages to look at, and whether they are few enough to be printed from here."""
        for part in self._zoom:
            part.setVisible(there)
        for action in (self.exports, self.pdf, self.workbook, self.csv, self.keep):
            action.setEnabled(there)
        self.print.setEnabled(there and printable)
