"""What can be done to the open draft besides what the form view does itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.formview import FormView
from desktop.ui.toolrow import dress_form
from desktop.ui.widgets import dress, make_action


@dataclass(frozen=True)
class EditorActions:
    """The actions of the editor page."""

    back: QAction
    carry: QAction
    review: QAction
    print: QAction
    export: QAction
    pdf: QAction
    sign: QAction
    xlsx: QAction
    docx: QAction
    copy_texts: QAction
    """Texts of a list for use elsewhere (决算段落); hidden where a form has none."""
    seal: QAction
    panel: QAction
    next_remark: QAction
    """Shift+F8, as F8 goes through the findings: a remark keeps nothing back, so it is none of these."""
    reply: QAction
    """Answer the remark about the cursor's place, with the key that writes one at the office above."""
    next_tab: QAction
    other_side: QAction
    """F6: the keyboard goes round: the form, the list of findings, what is not printed, the line that speaks."""

    @classmethod
    def of(cls, page: QWidget, view: FormView) -> EditorActions:
        """Make them, and dress those of the form view for the tool bar."""
        dress_form(view)
        actions = cls(
            back=make_action(page, "草稿", "arrow-left", "Alt+Left", color=theme.SOFT),
            carry=make_action(page, "带入…", "import", "Ctrl+I"),
            review=make_action(page, "审核", "clipboard-check", "F7", color=theme.PAPER),
            print=make_action(page, "打印", "printer", "Ctrl+P"),
            export=make_action(page, "导出", "download", "Ctrl+E"),
            pdf=make_action(page, "PDF 文件…", "file-text"),
            sign=make_action(page, "签名的 PDF…", "signature"),
            xlsx=make_action(page, "Excel 工作簿…", "file-spreadsheet"),
            docx=make_action(page, "Word 文档…", "file-type"),
            copy_texts=make_action(page, "复制段落", "copy"),
            seal=make_action(page, "印章…"),
            panel=make_action(page, "问题栏", "panel-right", "F9"),
            next_remark=make_action(page, "下一条退回意见", shortcut="Shift+F8"),
            reply=make_action(page, "答复退回意见…", shortcut="Ctrl+M"),
            next_tab=make_action(page, "问题栏下一页", shortcut="Ctrl+Tab"),
            other_side=make_action(page, "转到问题栏或表格", shortcut="F6"),
        )
        # Also from the line that speaks, which is not on the page.
        for action in (actions.other_side, actions.next_remark):
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        actions.panel.setCheckable(True)
        dress(actions.back, "返回草稿列表")
        dress(actions.carry, "从已批复的表或上年度的表带入")
        dress(actions.panel, "显示或收起问题栏")
        return actions
