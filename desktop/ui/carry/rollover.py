"""结转到下一年度, below the list: which drafts, what comes over into each, and the button that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.carry.lines import FIELD, THEN, LinesModel, LinesTable
from desktop.ui.widgets import SPACE, ElidedLabel, button, label, make_action, set_word

if TYPE_CHECKING:
    from desktop.session.carrydesk import Rollover


class RolloverPanel(QFrame):
    """Left the drafts, right what comes over into the one chosen. Hidden while nothing is rolled over."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("carry")
        self._rollovers: Sequence[Rollover] = ()
        self.title = label("", "head")
        self.note = ElidedLabel()
        self.note.setObjectName("soft")
        self.take_action = make_action(self, "结转", "calendar-plus", color=theme.PAPER)
        self.leave_action = make_action(self, "取消", shortcut="Esc")
        self.take_button = button(self.take_action, accent=True)
        self.drafts = _Drafts()
        # What comes over is the form's own rule; the person changes it in the form afterwards.
        self.model = LinesModel(self, tickable=False)
        self.table = LinesTable(self.model, (FIELD, THEN))
        self._lay_out()
        self.take_action.triggered.connect(self.confirmed)
        self.leave_action.triggered.connect(self.left)
        self.drafts.taken.connect(self._take)
        self.table.taken.connect(self._take)
        self.drafts.currentRowChanged.connect(self._show)
        self.drafts.itemChanged.connect(self._tell_count)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, 6, SPACE, 6)
        head.setSpacing(SPACE)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        for part in (button(self.leave_action), self.take_button):
            head.addWidget(part)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.drafts, 4)
        rule = QFrame()
        rule.setObjectName("divider")
        rule.setFixedWidth(1)
        body.addWidget(rule)
        body.addWidget(self.table, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(body, 1)
        QWidget.setTabOrder(self.drafts, self.table)

    def begin(self, rollovers: Sequence[Rollover]) -> None:
        """Show what would be made."""
        self._rollovers = rollovers
        years = {item.year for item in rollovers}
        self.title.setText(f"结转到 {years.pop()} 年度" if len(years) == 1 else "结转到下一年度")
        self.drafts.set_rollovers(rollovers)
        self._tell_count()
        self.show()
        self.drafts.setCurrentRow(next((row for row, item in enumerate(rollovers) if not item.fault), 0))
        self.drafts.setFocus(Qt.FocusReason.OtherFocusReason)

    def ticked(self) -> list[Rollover]:
        """Those to make."""
        return [item for row, item in enumerate(self._rollovers) if self.drafts.is_ticked(row)]

    def _show(self, row: int) -> None:
        item = self._rollovers[row] if 0 <= row < len(self._rollovers) else None
        proposal = item.proposal if item is not None else None
        self.model.set_lines(proposal.lines if proposal is not None else ())
        self.note.setText(item.fault if item is not None and item.fault else proposal.carry.note if proposal else "")

    def _tell_count(self) -> None:
        count = len(self.ticked())
        self.take_action.setText(f"结转 {count} 份" if count else "结转")
        set_word(self.take_action, self.take_action.text())
        self.take_action.setEnabled(count > 0)

    def _take(self) -> None:
        if self.take_action.isEnabled():
            self.confirmed.emit()


class _Drafts(QListWidget):
    """The drafts with a tick each; those that cannot be rolled over say why. Space ticks, Enter takes."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(200)

    def set_rollovers(self, rollovers: Sequence[Rollover]) -> None:
        """Show these, ticked where something can be made."""
        blocked = QSignalBlocker(self)  # each tick set here would be told as one the person changed
        self.clear()
        for one in rollovers:
            result = one.fault or f"{len(one.proposal.lines) if one.proposal is not None else 0} 项"
            name = one.info.project or one.info.unit
            item = QListWidgetItem("　".join(word for word in (name, one.info.form, result) if word), self)
            item.setToolTip(item.text())
            if one.fault:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setForeground(QColor(theme.SOFT))
            else:
                item.setCheckState(Qt.CheckState.Checked)
        blocked.unblock()

    def is_ticked(self, row: int) -> bool:
        """Whether this one shall be made."""
        item = self.item(row)
        checkable = bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        return checkable and item.checkState() is Qt.CheckState.Checked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes; the space bar ticks by itself."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
            return
        super().keyPressEvent(event)
