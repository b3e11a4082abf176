"""The buttons over the list."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.ui import theme
from desktop.ui.drafts.search import SearchField
from desktop.ui.widgets import bar, button, make_action


class DraftActions:
    """All that can be done from the list, and the row that shows it."""

    def __init__(self, page: QWidget, search: SearchField) -> None:
        self.new = make_action(page, "新建", "file-plus", "Ctrl+N", color=theme.PAPER)
        self.open_file = make_action(page, "打开文件…", "folder-open", "Ctrl+O")
        self.duplicate = make_action(page, "复制", "copy", "Ctrl+D")
        self.delete = make_action(page, "删除", "trash-2", "Del")
        self.restore = make_action(page, "恢复", "archive-restore")
        self.export = make_action(page, "导出", "download", "Ctrl+E")
        self.pdf = make_action(page, "PDF，每份一个文件", "file-text")
        self.bound = make_action(page, "PDF，合订为一个文件", "files")
        self.xlsx = make_action(page, "Excel 工作簿", "file-spreadsheet")
        self.bin = make_action(page, "回收站", "archive")
        self.bin.setCheckable(True)
        self.undo = make_action(page, "撤销", shortcut="Ctrl+Z")
        self.find = make_action(page, "搜索", shortcut="Ctrl+F")
        self.find.triggered.connect(search.take)
        self.context = QMenu(page)
        self.context.addActions([self.duplicate, self.delete, self.restore, self.pdf, self.bound, self.xlsx])
        self._of_list = [button(self.new, accent=True), button(self.open_file), button(self.duplicate),
                         button(self.delete), self._export_button(page)]  # fmt: skip
        self._of_bin = [button(self.restore)]
        self.bar = bar(*self._of_list, *self._of_bin, None, button(self.bin), search)

    def _export_button(self, page: QWidget) -> QToolButton:
        menu = QMenu(page)
        menu.addActions([self.pdf, self.bound, self.xlsx])
        result = button(self.export)
        result.setMenu(menu)
        result.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export.triggered.connect(result.showMenu)
        return result

    def show_for(self, *, in_bin: bool, empty: bool) -> None:
        """Show what can be done in the bin, or outside it. `empty`: there is no draft to do anything with yet."""
        for part in self._of_bin:
            part.setVisible(in_bin)
        for part in self._of_list:
            part.setVisible(not in_bin and (not empty or part.defaultAction() is self.open_file))
        for action in (self.duplicate, self.delete, self.export, self.pdf, self.bound, self.xlsx):
            action.setVisible(not in_bin)
        self.restore.setVisible(in_bin)

    def enable(self, chosen: int) -> None:
        """Only what makes sense for this many drafts selected."""
        for action in (self.duplicate, self.delete, self.restore, self.export, self.pdf, self.xlsx):
            action.setEnabled(chosen > 0)
        self.bound.setEnabled(chosen > 1)
