"""The buttons over the board."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui import theme
from desktop.ui.drafts.search import SearchField
from desktop.ui.widgets import bar, button, divider, make_action, menu_button, set_word
from desktop.ui.years import YearMenu

_ROOMY = 1080
"""px of width from which all buttons have their words."""


class BoardActions:
    """All that can be done from the board, and the row that shows it."""

    def __init__(self, page: QWidget, search: SearchField) -> None:
        self.take_files = make_action(page, "收包…", "package-open", "Ctrl+O", color=theme.PAPER)
        self.take_folder = make_action(page, "收文件夹…", "folder-open", "Ctrl+Shift+O")
        self.units = make_action(page, "单位名单…", "building-2", "Ctrl+I")
        self.due = make_action(page, "应报…", "calendar-check", "Ctrl+D")
        self.due.setCheckable(True)
        self.waiting = make_action(page, "待确认…", "files", "Ctrl+W")
        self.reminds = make_action(page, "催报", "bell")
        self.print_reminder = make_action(page, "打印催报单…", "printer", "Ctrl+P")
        self.save_reminder = make_action(page, "催报单，PDF 文件…", "file-text")
        self.accept_clean = make_action(page, "接受无错误的…", "circle-check", "Ctrl+Shift+Return")
        set_word(self.accept_clean, "接受")
        self.forward = make_action(page, "上报已接受的…", "package", "Ctrl+U")
        set_word(self.forward, "转报")
        self.find = make_action(page, "搜索", shortcut="Ctrl+F")
        self.reread = make_action(page, "刷新", shortcut="F5")
        self.find.triggered.connect(search.take)
        self.years = YearMenu(page)
        remind = QMenu(page)
        remind.addActions([self.print_reminder, self.save_reminder])
        reminding = menu_button(self.reminds, remind)
        seldom = button(self.units), button(self.due), reminding, button(self.accept_clean), button(self.forward)
        folder = button(self.take_folder)
        self._wordless = folder, *seldom
        self.waiting_button = button(self.waiting)
        self.bar = bar(
            button(self.take_files, accent=True), folder, divider(), self.years.button, divider(), *seldom,
            self.waiting_button, None, search,
        )  # fmt: skip

    def fit(self, width: int) -> None:
        """Leave words away where the row is short: 1366 px at 150 % are 846 beside the rail."""
        style = Qt.ToolButtonStyle
        for part in self._wordless:
            words = width >= _ROOMY
            part.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)

    def enable(self, *, resting: bool, owing: bool) -> None:
        """What makes sense now. `resting`: nothing is being taken in; `owing`: there is a board to remind from."""
        for action in (self.take_files, self.take_folder, self.units):
            action.setEnabled(resting)
        for action in (self.reminds, self.print_reminder, self.save_reminder, self.forward):
            action.setEnabled(owing)
        self.accept_clean.setEnabled(resting and owing)

    def show_waiting(self, count: int) -> None:
        """How many units have something newer to be confirmed."""
        self.waiting.setEnabled(count > 0)
        self.waiting_button.setVisible(count > 0)
