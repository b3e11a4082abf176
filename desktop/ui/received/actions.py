"""What can be done with a received document besides what the form view does itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.formview import FormView
from desktop.ui.toolrow import LOOKING, dress_form
from desktop.ui.widgets import dress, make_action

_LEAVES = {"before": "Ctrl+PgUp", "after": "Ctrl+PgDown"}
"""As one turns the sheets of a workbook, besides Alt with an arrow."""


@dataclass(frozen=True)
class ReceivedActions:
    """The actions of the page."""

    back: QAction
    before: QAction
    after: QAction
    remark: QAction
    remark_whole: QAction
    quote_here: QAction
    quote_all: QAction
    print: QAction
    give_back: QAction
    accept: QAction
    accept_clean: QAction
    save_again: QAction
    other: QAction
    """To the other revision and back."""
    panel: QAction
    other_side: QAction
    next_tab: QAction

    @classmethod
    def of(cls, page: QWidget, view: FormView) -> ReceivedActions:
        """Make them, and dress those of the form view for the tool bar and its menu."""
        dress_form(view, LOOKING)
        actions = cls(
            back=make_action(page, "收表", "arrow-left", color=theme.SOFT),
            before=make_action(page, "上一份", "chevron-left", "Alt+Left"),
            after=make_action(page, "下一份", "chevron-right", "Alt+Right"),
            remark=make_action(page, "写意见…", "message-square-plus", "Ctrl+M"),
            remark_whole=make_action(page, "对整张表写意见…", shortcut="Ctrl+Shift+M"),
            quote_here=make_action(page, "这里的问题写成意见", shortcut="Ctrl+J"),
            quote_all=make_action(page, "错误都写成意见", shortcut="Ctrl+Shift+J"),
            print=make_action(page, "打印", "printer", "Ctrl+P"),
            give_back=make_action(page, "退回…", "corner-up-left", "Ctrl+R"),
            accept=make_action(page, "接受", "circle-check", "Ctrl+Shift+Return", color=theme.PAPER),
            accept_clean=make_action(page, "接受全部无错误的…"),
            save_again=make_action(page, "再存一份退回文件…"),
            other=make_action(page, "看另一份修订", shortcut="Ctrl+D"),
            panel=make_action(page, "侧栏", "panel-right", "F9"),
            other_side=make_action(page, "转到侧栏或表格", shortcut="F6"),
            next_tab=make_action(page, "侧栏下一页", shortcut="Ctrl+Tab"),
        )
        for name, key in _LEAVES.items():
            action = getattr(actions, name)
            action.setShortcuts([*action.shortcuts(), QKeySequence(key)])
        # Without Shift the key writes, in the lists of the panel.
        actions.accept.setShortcuts([QKeySequence("Ctrl+Shift+Enter"), *actions.accept.shortcuts()])
        dress(actions.accept)
        # Also from the line that speaks, which is not on the page.
        actions.other_side.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        actions.panel.setCheckable(True)
        # No shortcut: in lists and boxes the key goes back to the form first.
        dress(actions.back, "返回收表（Esc）")
        dress(actions.panel, "显示或收起侧栏")
        view.commands.extra[:] = [actions.remark, actions.quote_here, actions.remark_whole]
        return actions
