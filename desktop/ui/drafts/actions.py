"""The buttons over the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.ui import theme
from desktop.ui.drafts.search import SearchField
from desktop.ui.widgets import bar, button, make_action, menu_button, set_word

_ROOMY, _NARROW = 1220, 900
"""px of width from which all buttons have their words, and all but the seldom used."""


class DraftActions:
    """All that can be done from the list, and the row that shows it."""

    def __init__(self, page: QWidget, search: SearchField) -> None:
        self.new = make_action(page, "新建", "file-plus", "Ctrl+N", color=theme.PAPER)
        self.open_file = make_action(page, "打开文件…", "folder-open", "Ctrl+O")
        self.duplicate = make_action(page, "复制", "copy", "Ctrl+D")
        self.delete = make_action(page, "删除", "trash-2", "Del")
        self.restore = make_action(page, "恢复", "archive-restore")
        self.roll_over = make_action(page, "结转到下一年度…", "calendar-plus", "Ctrl+J")
        self.derive = make_action(page, "生成自评表等…", "list-plus", "Ctrl+G")
        self.makes = make_action(page, "生成", "list-plus")
        self.export = make_action(page, "导出", "download", "Ctrl+E")
        self.pdf = make_action(page, "PDF，每份一个文件", "file-text")
        self.bound = make_action(page, "PDF，合订为一个文件", "files")
        self.xlsx = make_action(page, "Excel 工作簿", "file-spreadsheet")
        self.docx = make_action(page, "Word 文档", "file-type")
        self.pack = make_action(page, "上报…", "package", "Ctrl+U")
        self.prints = make_action(page, "打印", "printer")
        self.print = make_action(page, "打印选中的…", "printer", "Ctrl+P")
        self.print_year = make_action(page, "打印本单位本年度全部…", "files", "Ctrl+Shift+P")
        self.rules = make_action(page, "审核规则一览", "clipboard-check")
        set_word(self.rules, "审核规则")
        self.print_rules = make_action(page, "打印审核规则一览…", "printer")
        self.save_rules = make_action(page, "审核规则一览，PDF 文件…", "file-text")
        self.verify = make_action(page, "核对", "qr-code", "Ctrl+K")
        self.bin = make_action(page, "回收站", "archive")
        self.bin.setCheckable(True)
        self.undo = make_action(page, "撤销", shortcut="Ctrl+Z")
        self.find = make_action(page, "搜索", shortcut="Ctrl+F")
        self.find.triggered.connect(search.take)
        self.context = QMenu(page)
        self.context.addActions([self.duplicate, self.derive, self.roll_over, self.delete, self.restore])
        self.context.addActions([self.print, self.print_year])
        self.context.addActions([self.pdf, self.bound, self.xlsx, self.docx, self.pack])
        makes = self._menu_button(page, self.makes, [self.derive, self.roll_over])
        short = button(self.duplicate), makes, button(self.delete)
        prints = self._menu_button(page, self.prints, [self.print, self.print_year])
        export = self._menu_button(page, self.export, [self.pdf, self.bound, self.xlsx, self.docx])
        opens = button(self.open_file)
        self._of_list = [button(self.new, accent=True), opens, *short, prints, export, button(self.pack)]
        self._of_bin = [button(self.restore)]
        rare = self._menu_button(page, self.rules, [self.print_rules, self.save_rules]), button(self.bin)
        always = button(self.verify), *rare
        self._seldom, self._often = (opens, *short, *always), (prints, export)
        self.bar = bar(*self._of_list, *self._of_bin, None, *always, search)

    def _menu_button(self, page: QWidget, action: QAction, entries: Sequence[QAction]) -> QToolButton:
        """A button that opens a menu, by the mouse and by its own key."""
        menu = QMenu(page)
        menu.addActions(entries)
        return menu_button(action, menu)

    def fit(self, width: int) -> None:
        """Leave words away where the row is short: 1366 px at 150 % are 910, the rail takes 64 of them."""
        style = Qt.ToolButtonStyle
        for parts, least in ((self._seldom, _ROOMY), (self._often, _NARROW)):
            for part in parts:
                words = width >= least
                part.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)

    def show_for(self, *, in_bin: bool, empty: bool) -> None:
        """Show what can be done in the bin, or outside it. `empty`: there is no draft to do anything with yet."""
        for part in self._of_bin:
            part.setVisible(in_bin)
        for part in self._of_list:
            part.setVisible(not in_bin and (not empty or part.defaultAction() is self.open_file))
        files = self.pdf, self.bound, self.xlsx, self.docx
        prints = self.prints, self.print, self.print_year
        makes = self.makes, self.derive, self.roll_over
        for action in (self.duplicate, *makes, self.delete, self.export, self.pack, *prints, *files):
            action.setVisible(not in_bin)
        self.restore.setVisible(in_bin)

    def enable(self, chosen: int) -> None:
        """Only what makes sense for this many drafts selected."""
        files = self.pdf, self.xlsx, self.docx, self.prints, self.print, self.print_year
        makes = self.makes, self.derive, self.roll_over
        for action in (self.duplicate, *makes, self.delete, self.restore, self.export, self.pack, *files):
            action.setEnabled(chosen > 0)
        self.bound.setEnabled(chosen > 1)
