"""What the office above said about a draft that came back: why, and each remark with what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.forms.paths import Path, path_text
from desktop.session.returned import DraftRemark, Returned
from desktop.ui import fonts
from desktop.ui.editor.opentext import KEEP_EVERY
from desktop.ui.findings.panel import WIDTH
from desktop.ui.remarks.box import RemarkBox
from desktop.ui.remarks.list import RemarkList
from desktop.ui.remarks.model import WHOLE, RemarkRow, Standing
from desktop.ui.widgets import SPACE, label

_LINES = 4
"""So many lines of the reason are seen; a longer one scrolls."""
_MOST = 24
"""Characters of a value in the small line."""
_ASKED = "改了表就不用写；不改的，写明原因"


class ReturnPanel(QFrame):
    """Follows a `Returned`. Answers are handed in without a button, and kept at once."""

    marked = Signal(object)
    """The open remarks by the place they are about, to be marked in the form."""
    counted = Signal(int)
    """How many are open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.returned: Returned | None = None
        self._marks: Mapping[Path, str] = {}
        self.head, self.why, self.count = label(), label("", "words", wrap=True), label()
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list, self.box = RemarkList(), RemarkBox()
        self.list.setAccessibleName("退回意见")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self._writing: tuple[int, str | None] | None = None
        """The remark that is being answered, and the answer to go back to: None when the new one was handed in."""
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.timeout.connect(self._keep_typed)
        self._lay_out()
        edit = self.box.edit
        edit.textChanged.connect(lambda: self._typed.isActive() or self._typed.start(KEEP_EVERY))
        for ended in (edit.done, edit.left, edit.passed):
            ended.connect(self._ended)

    def _lay_out(self) -> None:
        inner = QWidget()
        words = QVBoxLayout(inner)
        words.setContentsMargins(2 * SPACE, SPACE, SPACE + 4, SPACE)
        words.setSpacing(SPACE // 2)
        words.addWidget(self.head)
        words.addWidget(self.why)
        words.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.count.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE // 2)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.box)

    def take(self, returned: Returned | None) -> None:
        """Show this return from now on; None for none. What was typed about the last one must have been handed in."""
        self._soon.stop()
        self._typed.stop()
        self._writing = None
        self.box.close_box()
        self.returned = returned
        if returned is not None:
            fonts.need(returned.why)
            self.head.setText("　".join(filter(None, (f"退回修订 {returned.revision}", _day(returned.made)))))
            self.why.setText(returned.why)
            self._area.setFixedHeight(self._reason_height())
        self.refresh()

    def _reason_height(self) -> int:
        above = SPACE + self.head.sizeHint().height() + SPACE // 2
        words = self.why.heightForWidth(WIDTH - 3 * SPACE - 4 - 1)
        seen = self.why.fontMetrics().lineSpacing() * _LINES
        return above + (words + SPACE if words <= seen else seen)

    def refresh_soon(self) -> None:
        """After an edit: as soon as the form has been painted."""
        if self.returned is not None:
            self._soon.start(0)

    def refresh(self) -> None:
        """Show how the remarks stand now."""
        remarks = self.returned.remarks if self.returned is not None else ()
        count = sum(one.open for one in remarks)
        self.list.set_remarks([_row(one) for one in remarks])
        self.count.setText(_counts(len(remarks), count))
        self.counted.emit(count)
        marks: dict[Path, str] = {}
        for one in remarks:
            if one.open and one.path:
                marks[one.path] = f"{marks[one.path]}\n{one.text}" if one.path in marks else one.text
        if marks != self._marks:
            self._marks = marks
            self.marked.emit(marks)

    def next(self) -> DraftRemark | None:
        """The open remark after the selected one, the first one after the last; None when all are answered."""
        if self.returned is None:
            return None
        remarks = self.returned.remarks
        current = self.list.current()
        at = next((at for at, one in enumerate(remarks) if current and one.number == current.number), -1)
        return next((one for one in (*remarks[at + 1 :], *remarks[: at + 1]) if one.open), None)

    def set_path(self, path: Path | None) -> None:
        """The cursor is there now: the remark about the place is the one selected."""
        current, here = self.list.current(), self.list.at(path)
        if here is None and (current is None or not current.path):
            return  # one about the whole stays selected
        if here is None or current is None or current.path != here.path:  # of several about one place the selected one
            self.list.mark(here.number if here is not None else 0)

    def write(self, number: int) -> None:
        """Open the box for the answer to a remark."""
        returned = self.returned
        if returned is None:
            return
        one = returned.remark(number)

        def keep(text: str) -> None:
            returned.reply(number, text)
            self._writing = number, None

        if not self.commit():
            return
        self._writing = number, one.reply
        where = path_text(one.path) if one.path else one.gone or WHOLE
        self.box.write(f"答复：{where}", one.reply, keep, asked=_ASKED)
        self._column.activate()  # the box took some of the list's room, and the remark shall be seen beside its answer
        self.list.mark(number)

    def commit(self) -> bool:
        """Hand in what was typed. False when it was refused."""
        done = self.box.commit()
        self._ended()
        return done

    def _keep_typed(self) -> None:
        """While one types: what stands in the box is kept, so that a power cut takes a moment of it and no more."""
        if self._writing is not None and self.returned is not None and self.box.active:
            with suppress(UserError):  # handing in tells the person
                self.returned.reply(self._writing[0], self.box.edit.toPlainText())

    def _ended(self) -> None:
        """The box was closed: without its words handed in, the answer is what it was."""
        if self._writing is None or self.box.active:
            return
        self._typed.stop()
        (number, before), self._writing = self._writing, None
        if self.returned is not None and before is not None:
            with suppress(UserError):
                self.returned.reply(number, before)
        self.refresh_soon()


def _row(one: DraftRemark) -> RemarkRow:
    aside = ""
    if one.gone:
        aside = "这一行已经没有了" if one.changed else "表上没有这一格"
    elif one.changed:
        aside = f"已改：{_short(one.shown)} → {_short(one.now)}" if one.now != one.shown else "已改"
    told = one.changed and not one.gone
    return RemarkRow(
        one.number, one.path, one.text, _short(one.shown) if one.shown and not told else "", one.reply,
        Standing.OPEN if one.open else Standing.ANSWERED, aside, "改答复" if one.reply else "答复", one.gone,
    )  # fmt: skip


def _short(text: str) -> str:
    return (text if len(text) <= _MOST else text[: _MOST - 1] + "…") or "空白"


def _counts(total: int, open_ones: int) -> str:
    if not total:
        return "没有写在格里的意见"
    return f"{total} 条意见，{f'还有 {open_ones} 条没有改也没有答复' if open_ones else '都改了或答复了'}"


def _day(made: str) -> str:
    """The day a return was made; `""` for what cannot be read as a time."""
    try:
        when = datetime.fromisoformat(made)
    except ValueError:
        return ""
    return f"{when.year}年{when.month}月{when.day}日"
