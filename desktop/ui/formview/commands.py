"""The form's commands as actions, for tool bar, menus and keys, with their enabled states.

Commands about the document (undo, zoom) work wherever the keyboard is in the window; those about cells only while the
form has it, so that Delete in a search field deletes a letter there.

Ctrl+Shift+= is Ctrl++ on most keyboards, and the number pad has keys of its own for both, hence the variants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class FormCommands(QObject):
    """All actions of a form view. Icons are set by the window, which owns the icon set."""

    def __init__(self, owner: QWidget) -> None:
        """The actions belong to `owner` and are active in it."""
        super().__init__(owner)
        self.undo = self._make("撤销", "Ctrl+Z", everywhere=True)
        self.redo = self._make("恢复", "Ctrl+Y", "Ctrl+Shift+Z", everywhere=True)
        self.cut = self._make("剪切", "Ctrl+X", "Shift+Del")
        self.copy = self._make("复制", "Ctrl+C", "Ctrl+Ins")
        self.paste = self._make("粘贴", "Ctrl+V", "Shift+Ins")
        self.clear = self._make("清除内容", "Del")
        self.select_all = self._make("全选", "Ctrl+A")
        self.row_above = self._make("在上方插入行", "Ctrl+Shift+=", "Ctrl++", "Ctrl+Shift++")
        self.row_below = self._make("在下方插入行", "Ctrl+=")
        self.delete_rows = self._make("删除行", "Ctrl+-")
        # As editors have it, and as Word and WPS have it, where Alt+↓ opens a list of choices.
        self.row_up = self._make("上移", "Alt+Up", "Alt+Shift+Up")
        self.row_down = self._make("下移", "Alt+Down", "Alt+Shift+Down")
        self.new_group = self._make("另起一组", "Ctrl+G")
        self.edit = self._make("编辑", "F2")
        self.roomy = self._make("大窗口编辑…", "Ctrl+Enter", "Ctrl+Return")
        self.next_finding = self._make("下一个问题", "F8", everywhere=True)
        self.zoom_in = self._make("放大", "Ctrl+Alt+=", "Ctrl+Alt++", everywhere=True)
        self.zoom_out = self._make("缩小", "Ctrl+Alt+-", everywhere=True)
        self.zoom_full = self._make("实际大小", "Ctrl+1", everywhere=True)
        self.zoom_fit = self._make("适合宽度", "Ctrl+0", everywhere=True)
        self.zoom_fit.setCheckable(True)
        self.extra: list[QAction] = []
        """Actions of the page the view is on, for its menu."""

    def _make(self, text: str, *keys: str, everywhere: bool = False) -> QAction:
        owner = self.parent()
        assert isinstance(owner, QWidget)
        action = QAction(text, owner)
        action.setShortcuts([QKeySequence(key) for key in keys])
        window, widget = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(window if everywhere else widget)
        action.setAutoRepeat(True)
        owner.addAction(action)
        return action

    def connect_to(self, handlers: dict[QAction, Callable[[], None]]) -> None:
        """Connect each action to what it does."""
        for action, handler in handlers.items():
            action.triggered.connect(lambda _checked=False, handler=handler: handler())

    def context_menu(self, parent: QWidget, *, fixed: bool = False) -> QMenu:
        """The menu under the right mouse button; deletes itself when closed. `fixed`: nothing can be changed."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups: tuple[Sequence[QAction], ...] = (
            (self.cut, self.copy, self.paste, self.clear),
            (self.edit, self.roomy),
            (self.row_above, self.row_below, self.delete_rows),
            (self.row_up, self.row_down, self.new_group),
        )
        if fixed:
            groups = ((self.copy, self.select_all),)
        for group in (*groups, self.extra):
            menu.addActions(list(group))
            menu.addSeparator()
        return menu
