"""考评, beside the received form: the superior's scores row by row, the reason of the row, and what they come to.

The panel keeps nothing: what is typed goes to the data file with each Enter. What cannot stand is told in a line here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.forms.paths import Path, row_of
from desktop.ui.received.assessrows import AssessRows
from desktop.ui.received.assesstable import AssessTable
from desktop.ui.widgets import SPACE, ElidedLabel, LineEdit, label, link, make_action, set_wrong

if TYPE_CHECKING:
    from desktop.forms.assess import Result
    from desktop.session.assessing import Sheet, SheetRow
    from desktop.ui.messagebar import MessageBar
    from desktop.ui.services import Services

_NAME_LINES = 2
_HEAD = 26
"""Least height of the line over the table, with its link or without, px."""


class AssessPanel(QFrame):
    """Shows one document's sheet. `chosen`: the path of the row the person went to; `changed` after each score."""

    chosen = Signal(object)
    changed = Signal()

    def __init__(self, services: Services, messages: MessageBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._messages = services, messages
        self.sheet: Sheet | None = None
        self._touched = False
        """Whether a score of this document was given since it is shown."""
        self._guided = False
        """Whether the cursor is being put somewhere by others than the person in the table."""
        self.progress = label()
        self.same_link = link("全部同自评")
        # A button's own key acts a moment late: on the next sheet, perhaps.
        self.same = make_action(self, "没有考评的各项，得分照自评", shortcut="Alt+S")
        self.same.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.same_link.setToolTip(self.same.toolTip())
        self.rows = AssessRows(self._put)
        self.table = AssessTable(self.rows)
        self.name, self.by = label("", "name", wrap=True), label()
        self.why = LineEdit()
        self.why.setAccessibleName("原因")
        self.line = label("", "wrong", wrap=True)
        self.own_total, self.total = ElidedLabel(greedy=False), ElidedLabel(greedy=False)
        self.note = label(wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        self.progress.setMinimumHeight(_HEAD)
        head.addWidget(self.progress, 1)
        head.addWidget(self.same_link)
        self._row_box = QFrame()
        self._row_box.setObjectName("cellbox")
        row = QVBoxLayout(self._row_box)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE + 4, SPACE)
        row.setSpacing(SPACE // 2)
        self.name.setFixedHeight(_NAME_LINES * self.fontMetrics().lineSpacing())
        self.name.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.name)
        reason = QHBoxLayout()
        reason.setSpacing(SPACE)
        reason_label = label("原因")
        reason_label.setBuddy(self.why)
        reason.addWidget(reason_label)
        reason.addWidget(self.why, 1)
        reason.addWidget(self.by)
        row.addLayout(reason)
        set_wrong(self.line, wrong=True)
        row.addWidget(self.line)
        self._totals = QFrame()
        self._totals.setObjectName("cellbox")
        foot = QVBoxLayout(self._totals)
        foot.setContentsMargins(2 * SPACE, SPACE, SPACE + 4, SPACE)
        foot.setSpacing(SPACE // 2)
        totals = QHBoxLayout()
        totals.setSpacing(SPACE)
        self.own_total.setObjectName("head")
        self.total.setObjectName("head")
        totals.addWidget(self.own_total)
        totals.addWidget(self.total)
        totals.addStretch(1)
        foot.addLayout(totals)
        foot.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._row_box)
        layout.addWidget(self._totals)
        QWidget.setTabOrder(self.table, self.why)
        QWidget.setTabOrder(self.why, self.same_link)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.table.stepped.connect(self._step)
        self.table.emptied.connect(lambda row: self._put(row, ""))
        self.same_link.clicked.connect(self._put_same)
        self.same.triggered.connect(self._put_same)
        self.why.editingFinished.connect(self._put_why)
        self.why.returnPressed.connect(self._after_why)
        self.why.left.connect(self._leave_why)

    @property
    def applies(self) -> bool:
        """Whether the document that is shown has anything to judge."""
        return self.sheet is not None and bool(self.rows.rows)

    def show_document(self, document: int) -> None:
        """Show another document's sheet, or the same one's anew."""
        self._put_why()
        with self._messages.guard():
            other = self.sheet is None or self.sheet.document != document
            self._touched = self._touched and not other
            self._take(self._services.assessing.sheet(document))
            first = self.table.next_row(-1, 1)
            if (other or self.table.currentIndex().row() < 0) and first >= 0:
                self._guide(first)
            self._show_row()

    def show_place(self, path: Path) -> None:
        """Put the cursor on the row that a place of the form is in; it stays where it is for other places."""
        row = row_of(path) or path
        for number, one in enumerate(self.rows.rows):
            if (row_of(one.path) or one.path) == row:
                self._guide(number)
                return

    def take_focus(self) -> None:
        """The keyboard comes to the scores."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is shown

    def _take(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows.set_rows(sheet.rows, closed=bool(sheet.closed))
        judged = [row for row in sheet.rows if not row.listed]
        self.progress.setText(sheet.closed or _progress(len(judged), sheet.open, sheet.lacking))
        self.same_link.setVisible(not sheet.closed and sheet.open > 0)
        self.own_total.setText(f"自评 {_result(sheet.own)}")
        self.total.setText(f"→ 考评 {_result(sheet.result)}" if sheet.result is not None else "")
        self.note.setText(f"《{sheet.summary}》已经做了，改了得分请在那里“带入”" if sheet.summary else "")
        self.note.setVisible(bool(sheet.summary) and self._touched)
        self._row_box.setVisible(bool(judged))
        self._totals.setVisible(bool(judged))
        self.table.setVisible(bool(sheet.rows))

    def _row(self) -> SheetRow | None:
        at = self.table.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def _guide(self, number: int) -> None:
        self._guided = True
        self.table.go_to(number)
        self._guided = False

    def _show_row(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        if _before is not None and _before.isValid():
            self._put_why(_before.row())
        row = self._row()
        self._tell("")
        if row is None:
            return
        self.name.setText(row.name)
        self.name.setToolTip(row.name)
        self._tell_difference(row)
        self.why.setText(row.why)
        self.why.setModified(False)
        self.why.setPlaceholderText(row.said or f"{row.needs}的写明")
        self.why.setReadOnly(not self.rows.can_edit(self.table.currentIndex().row()))
        if not self._guided and self.isVisible():
            self.chosen.emit(row.path)

    def _tell_difference(self, row: SheetRow) -> None:
        self.by.setText(f"比自评 {row.difference}" if row.difference else "")
        self.by.setVisible(bool(row.difference))

    def _tell(self, line: str) -> None:
        self.line.setText(line)
        self.line.setVisible(bool(line))

    # what a person does

    def _put(self, number: int, score: str, why: str | None = None) -> bool:
        """Hand a score in; False, and why, when it cannot stand."""
        if self.sheet is None:
            return False
        row = self.rows.rows[number]
        try:
            sheet = self._services.assessing.put(self.sheet.document, row.path, score, why)
        except UserError as error:
            self._tell(str(error))
            return False
        self._tell("")
        self._touched = True
        self._take(sheet)
        now = self.rows.rows[number]
        if number == self.table.currentIndex().row():
            self._tell_difference(now)
            if not self.why.isModified():
                self.why.setText(now.why)
        self.changed.emit()
        return True

    def _step(self, by: int, entered: bool) -> None:
        at = self.table.currentIndex().row()
        row = self.rows.rows[at]
        if entered and (row.lacks or row.misnamed):
            self._tell(f"{row.needs}，请写原因" if row.lacks else "原因里写的分与所扣的不同，请改")
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            self.why.selectAll()
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.go_to(self.table.next_row(at, by))

    def _put_why(self, number: int | None = None) -> None:
        """Hand in the reason that was typed for a row."""
        at = self.table.currentIndex().row() if number is None else number
        if not self.why.isModified() or not 0 <= at < len(self.rows.rows):
            return
        row = self.rows.rows[at]
        if not row.score:
            self._tell("请先填考评得分，再写原因")
            return
        self.why.setModified(False)
        self.why.setModified(not self._put(at, row.score, self.why.text()))

    def _after_why(self) -> None:
        self._put_why()
        row = self._row()
        if not self.why.isModified() and row is not None and not row.lacks:
            self._step(1, False)

    def _leave_why(self) -> None:
        row = self._row()
        self.why.setText(row.why if row is not None else "")
        self.why.setModified(False)
        self._tell("")
        self.take_focus()

    def _put_same(self) -> None:
        sheet = self.sheet
        if sheet is None or self.same_link.isHidden():
            return
        with self._messages.guard():
            now, paths = self._services.assessing.put_same(sheet.document)
            self._touched = self._touched or bool(paths)
            self._take(now)
            self._show_row()
            left = f"；还有 {now.open} 项没有自评得分，或要写明原因，请逐项考评" if now.open else ""
            if paths:
                self._messages.info(
                    f"{len(paths)} 项已同自评{left}", "撤销", partial(self._undo_same, sheet.document, paths)
                )
            else:
                self._tell("没有可以照自评的：各项没有自评得分，或要写明原因")
            self.changed.emit()

    def _undo_same(self, document: int, paths: list[Path]) -> None:
        with self._messages.guard():
            now = self._services.assessing.clear(document, paths)
            if self.sheet is not None and self.sheet.document == document:
                self._take(now)
                self._show_row()
            self._messages.clear_notice()
            self.changed.emit()


def _progress(all_rows: int, open_rows: int, lacking: int) -> str:
    if open_rows == all_rows:
        return f"{all_rows} 项，还没有考评"
    words = [f"{open_rows} 项没有考评" if open_rows else "", f"{lacking} 项没有写原因" if lacking else ""]
    rest = "，".join(word for word in words if word)
    return f"还有 {rest}" if rest else f"{all_rows} 项都已考评"


def _result(result: Result) -> str:
    return f"{result.total or '—'} {result.grade}".strip()
