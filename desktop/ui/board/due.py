"""应报: which forms every unit has to send in a year, and until which day. Kept at once, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from desktop.errors import UserError
from desktop.session.collectdesk import FormName
from desktop.session.days import parse_day
from desktop.ui import theme
from desktop.ui.widgets import SPACE, button, label, link, make_action, set_wrong

_ROW = 30
_FORM, _DAY = 0, 1
_DAY_WIDTH = 104
_HELP = "勾上的表，名单里的每个单位都要报。日子可以不填；填了，过了那天没有报就算迟。"
_KEYS = "空格打勾，F2 或直接打字填日子"


class DuePanel(QFrame):
    """Hidden until it is asked for."""

    changed = Signal()
    closed = Signal()

    def __init__(self, forms: Sequence[FormName], put: Callable[[int, str, str | None], None]) -> None:
        """`put`: keeps the day of a form of a year, None for a form that is not due; may raise `UserError`."""
        super().__init__()
        self.setObjectName("panel")
        self._forms, self._put, self._year = forms, put, 0
        self.head, self.said = label("", "head"), label(_KEYS, "soft", wrap=True)
        self.table = _DueTable(forms)
        self.same_link = link("勾上的都定这一天")
        self.close_action = make_action(self, "收起", "x", "Esc", color=theme.SOFT)
        self._lay_out()
        self.table.itemChanged.connect(self._change)
        self.same_link.clicked.connect(self._same)
        self.close_action.triggered.connect(self.closed)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.head, 1)
        head.addWidget(button(self.close_action, words=False))
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.same_link, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(head)
        layout.addWidget(label(_HELP, wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def show_due(self, year: int, due: Mapping[str, str]) -> None:
        """What is due in a year."""
        self._year = year
        self.head.setText(f"{year} 年应报的表")
        self._say(_KEYS)
        blocked = QSignalBlocker(self.table)
        for row, name in enumerate(self._forms):
            on = name.form in due
            self.table.cell(row, _FORM).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.table.cell(row, _DAY).setText(due.get(name.form, ""))
        blocked.unblock()

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentCell(0, _DAY)

    def _change(self, item: QTableWidgetItem) -> None:
        row = item.row()
        try:
            day = parse_day(self.table.cell(row, _DAY).text(), self._year)
        except UserError as error:
            self._say(str(error), wrong=True)
            return
        blocked = QSignalBlocker(self.table)
        self.table.cell(row, _DAY).setText(day)
        if item.column() == _DAY and day:
            self.table.cell(row, _FORM).setCheckState(Qt.CheckState.Checked)
        blocked.unblock()
        self._keep(row, day)

    def _keep(self, row: int, day: str) -> None:
        try:
            self._put(self._year, self._forms[row].form, day if self.table.ticked(row) else None)
        except UserError as error:
            self._say(str(error), wrong=True)
            return
        self._say(_KEYS)
        self.changed.emit()

    def _same(self) -> None:
        row = max(self.table.currentRow(), 0)
        day = self.table.cell(row, _DAY).text()
        for other in range(len(self._forms)):
            if self.table.ticked(other) and self.table.cell(other, _DAY).text() != day:
                self.table.cell(other, _DAY).setText(day)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        set_wrong(self.said, wrong)
        self.said.setText(words)


class _DueTable(QTableWidget):
    def __init__(self, forms: Sequence[FormName]) -> None:
        super().__init__(len(forms), 2)
        self.setObjectName("due")
        self.setAccessibleName("应报的表")
        self.setHorizontalHeaderLabels(["表", "到哪一天"])
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setFixedHeight(_ROW)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(_FORM, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(_DAY, _DAY_WIDTH)
        flag = Qt.ItemFlag
        for row, name in enumerate(forms):
            form, day = QTableWidgetItem(f"{name.mark}　{name.form}"), QTableWidgetItem()
            form.setToolTip(name.form)
            form.setFlags(flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable)
            form.setCheckState(Qt.CheckState.Unchecked)
            day.setFlags(flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable)
            self.setItem(row, _FORM, form)
            self.setItem(row, _DAY, day)

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        """One field."""
        item = self.item(row, column)
        assert item is not None  # every row was filled
        return item

    def ticked(self, row: int) -> bool:
        """Whether a form is due."""
        return self.cell(row, _FORM).checkState() is Qt.CheckState.Checked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks the line, wherever the cursor is in it; Del takes the day out."""
        row = self.currentRow()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            state = Qt.CheckState.Unchecked if self.ticked(row) else Qt.CheckState.Checked
            self.cell(row, _FORM).setCheckState(state)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.cell(row, _DAY).setText("")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The day keeps its width."""
        super().resizeEvent(event)
        self.horizontalHeader().resizeSection(_DAY, _DAY_WIDTH)
