"""核对: a code is typed, scanned, or found in a picture, and the page says whether that paper is what is held here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import PasswordError, UserError
from desktop.ui import theme
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.services import Services
from desktop.ui.verify.answer import Answer
from desktop.ui.verify.field import CodeField
from desktop.ui.widgets import SPACE, bar, button, dropped_files, label, make_action, set_wrong

if TYPE_CHECKING:
    from desktop.session.verdict import Verdict

_WIDTH = 980
_HELP = (
    "纸上每一页的页边都有核对码和二维码。打进来、扫进来，或把页面的照片、扫描图片拖到这里，"
    "就知道这张纸是不是这里的哪一份，是哪一次修订；不是的，列出各处不同。"
)


class VerifyPage(QWidget):
    """One line to type into, and the answer below it. Whatever is wrong is said under the line."""

    back = Signal()
    opened = Signal(int, object)
    """A draft's id, and the place in it (a path; empty for its beginning)."""
    received = Signal(int)
    """The number of a document that came in."""

    def __init__(self, services: Services, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._dialogs = services, dialogs
        self.field, self.answer = CodeField(), Answer()
        self.said = label(CodeField.hint(), "verifySaid", wrap=True)
        self.status: QWidget = label("回车核对；双击一行打开那一格；Esc 返回")
        self.back_action = make_action(self, "返回", "arrow-left", "Esc", color=theme.SOFT)
        self.go_action = make_action(self, "核对", "circle-check", color=theme.PAPER)
        self.choose_action = make_action(self, "选图片或文件…", "image", "Ctrl+O")
        self._lay_out()
        self.back_action.triggered.connect(self.back)
        self.go_action.triggered.connect(self.verify)
        self.choose_action.triggered.connect(self._choose)
        self.field.returnPressed.connect(self.verify)
        self.field.left_downward.connect(self.answer.take_focus)
        self.field.textEdited.connect(self._typed)
        self.answer.opened.connect(self.opened)
        self.answer.received.connect(self.received)
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setObjectName("sheet")
        sheet.setMaximumWidth(_WIDTH)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.field, 1)
        line.addWidget(button(self.go_action, accent=True))
        line.addWidget(button(self.choose_action))
        help_words = label(_HELP, wrap=True)
        help_words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.below = QStackedWidget()
        self.below.addWidget(help_words)
        self.below.addWidget(self.answer)
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        inner.setSpacing(SPACE)
        inner.addLayout(line)
        inner.addWidget(self.said)
        inner.addWidget(self.below, 1)
        desk = QHBoxLayout()
        desk.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        desk.addStretch(1)
        desk.addWidget(sheet, 20)
        desk.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar(button(self.back_action), label("核对：纸和文件是不是一份", "head")))
        layout.addLayout(desk, 1)

    def take_focus(self) -> None:
        """The keyboard, or the scanner, goes to the line."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def verify(self) -> None:
        """Say what the code in the line is of."""
        if self.field.text().strip():
            self._answer(lambda: self._services.verify(self.field.text()))
        self.take_focus()

    def verify_file(self, path: Path) -> None:
        """Say what the pages in a picture, or the documents in a file, are of."""
        self.field.clear()
        password: str | None = None
        while True:
            try:
                with busy():
                    verdicts = self._services.verify_file(path, password)
            except PasswordError as error:
                password = self._dialogs.password(f"{path.name}：{error.what}")
                if password is None:
                    self._refuse(error)
                    return
                continue
            except UserError as error:
                self._refuse(error)
                return
            self._show(verdicts)
            return

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A picture or a file is welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file counts."""
        files = dropped_files(event)
        if files:
            self.verify_file(files[0])

    def _choose(self) -> None:
        path = self._dialogs.file_to_verify()
        if path is not None:
            self.verify_file(path)

    def _typed(self) -> None:
        objection = self.field.objection()
        self._say(objection or CodeField.hint(), wrong=bool(objection))

    def _answer(self, ask: Callable[[], Sequence[Verdict]]) -> None:
        try:
            with busy():
                verdicts = ask()
        except UserError as error:
            self._refuse(error)
            return
        self._show(verdicts)

    def _refuse(self, error: UserError) -> None:
        self.answer.clear()
        self.below.setCurrentIndex(0)
        self._say(str(error), wrong=True)

    def _show(self, verdicts: Sequence[Verdict]) -> None:
        self._say(CodeField.hint(), wrong=False)
        self.answer.show_verdicts(verdicts)
        self.below.setCurrentWidget(self.answer)

    def _say(self, words: str, *, wrong: bool) -> None:
        self.said.setText(words)
        set_wrong(self.said, wrong)
