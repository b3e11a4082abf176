"""意见 on the received document: what was written, what the sender answered, and the box to write one more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.session.noting import Noted
from desktop.ui.remarks.list import RemarkList
from desktop.ui.remarks.model import RemarkRow, Standing
from desktop.ui.widgets import SPACE, ElidedLabel, link, nothing


def row_of(one: Noted, *, may_write: bool) -> RemarkRow:
    """A remark as the list shows it."""
    standing = Standing.DONE if one.settled else Standing.ANSWERED if one.reply or one.now else Standing.OPEN
    if one.settled:
        aside = "这一行已删去" if one.gone else f"已改为“{one.now}”" if one.now else "已答复" if one.reply else "已改"
    elif one.now:
        aside = f"现在是“{one.now}”"
    else:
        aside = "没有改" if one.carried and not one.reply else ""
    action = "修改" if may_write and not one.settled else ""
    return RemarkRow(one.number, one.path, one.text, one.shown, one.reply, standing, aside, action, one.gone)


class RemarksPage(QWidget):
    """The list, with a line above it that counts."""

    whole_asked = Signal()
    """A remark on the whole document shall be written."""

    def __init__(self) -> None:
        super().__init__()
        self.count, self.whole = ElidedLabel(), link("对整张表写")
        self.count.setObjectName("soft")
        self.whole.setToolTip("Ctrl+Shift+M；对一格写按 Ctrl+M")
        self.list = RemarkList()
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        head.addWidget(self.count, 1)
        head.addWidget(self.whole)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(nothing("还没有意见"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)
        self.whole.clicked.connect(self.whole_asked)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)

    def show_remarks(self, noted: Sequence[Noted], *, may_write: bool, may_add: bool) -> None:
        """Show these. `may_write`: those there are can still be changed; `may_add`: more can be written."""
        self.list.set_remarks([row_of(one, may_write=may_write) for one in noted])
        settled = sum(one.settled for one in noted)
        still = len(noted) - settled
        parts = [f"{still} 条没有改" if settled else f"{still} 条"] if still else []
        parts += [f"{settled} 条已改或已答复"] if settled else []
        self.count.setText("，".join(parts) if noted else "Ctrl+M 对光标所在的格写")
        self.whole.setVisible(may_add)
        self.stack.setCurrentIndex(0 if noted else 1)

    def _menu(self, at: QPoint) -> None:
        row = self.list.current()
        if row is not None and row.action and self.list.indexAt(at).isValid():
            self.menu_of(row).popup(self.list.viewport().mapToGlobal(at))

    def menu_of(self, row: RemarkRow) -> QMenu:
        """What can be done with a remark, for the mouse."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("修改（F2）").triggered.connect(lambda: self.list.edited.emit(row.number))
        menu.addAction("删去（Del）").triggered.connect(lambda: self.list.removed.emit(row.number))
        return menu
