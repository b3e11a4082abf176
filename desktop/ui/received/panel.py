"""The side panel: 问题, 意见, 不同, 附件 and, where a form is assessed, 考评; below them the current cell.

While an answer is being written it has the panel to itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.forms.findings import Finding
from desktop.forms.paths import Path, path_text
from desktop.session.session import Session
from desktop.ui.findings.cellbox import CellBox
from desktop.ui.received.answer import AnswerBox
from desktop.ui.received.assess import AssessPanel
from desktop.ui.received.differences import DifferencesPage
from desktop.ui.received.findings import FindingsPage
from desktop.ui.received.proofs import ProofsPage
from desktop.ui.received.remarks import RemarksPage
from desktop.ui.remarks.box import RemarkBox
from desktop.ui.tabrow import TabRow

WIDTH = 300
_FINDINGS, _REMARKS, _DIFFERENCES, _PROOFS, _SCORES = range(5)


class ReceivedPanel(QFrame):
    """Binds its pages; what they show is told by the page."""

    taken = Signal(object)
    """A path the person wants to see in the form."""
    pointed = Signal(object)
    """A path to be seen in the form, while the keyboard stays in here."""
    left = Signal()
    """The keyboard goes back to the form."""

    def __init__(self, scores: AssessPanel, parent: QWidget | None = None) -> None:
        """`scores`: where the superior's own scores are given."""
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH)
        self.findings, self.remarks = FindingsPage(), RemarksPage()
        self.differences, self.proofs = DifferencesPage(), ProofsPage()
        self.scores = scores
        self._scored: int | None = None
        """The document whose scores are given here; None where there are none."""
        self.cell, self.box, self.answer = CellBox(), RemarkBox(), AnswerBox()
        self._session: Session | None = None
        self._path: Path | None = None
        self._lay_out()
        for source in (self.findings.taken, self.differences.chosen, self.remarks.list.chosen):
            source.connect(self.taken)
        self.scores.chosen.connect(self.pointed)
        for source in (
            self.findings.left, self.differences.left, self.proofs.left, self.remarks.list.left, self.box.left,
            self.cell.unprinted.left,
        ):  # fmt: skip
            source.connect(self.left)
        self.box.opened.connect(lambda _opened: self._tell_cell())

    def _lay_out(self) -> None:
        self.tabs, self.pages = TabRow("tabs"), QStackedWidget()
        pages: list[QWidget] = [self.findings, self.remarks, self.differences, self.proofs, self.scores]
        for page in pages:
            self.tabs.add()
            self.pages.addWidget(page)
        # The list that is shown takes what room there is; no page may make the window higher than the screen.
        self.pages.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.tabs.chosen.connect(self.show_tab)
        looking = QWidget()
        layout = QVBoxLayout(looking)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part, stretch in ((self.tabs, 0), (self.pages, 1), (self.box, 0), (self.cell, 0)):
            layout.addWidget(part, stretch)
        self.sides = QStackedWidget()
        self.sides.addWidget(looking)
        self.sides.addWidget(self.answer)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self.sides)
        self.show_tab(_FINDINGS)

    # which page

    def name_tabs(self, *, remarks: int, differences: int | None, proofs: int, scored: int | None) -> None:
        """Name the pages with how much is in them; those with nothing in them are not offered.

        `scored`: the document to be assessed, None for one that is not.
        """
        self._scored = scored
        named = (
            (f"问题 {self.findings.number}" if self.findings.number else "问题", True),
            (f"意见 {remarks}" if remarks else "意见", True),
            (f"不同 {differences}" if differences else "不同", differences is not None),
            (f"附件 {proofs}", bool(proofs)),
            ("考评", scored is not None),
        )
        for number, (text, offered) in enumerate(named):
            tab = self.tabs.button(number)
            tab.setText(text)
            tab.setVisible(offered)
        if self.tabs.button(self.tab).isHidden():
            self.show_tab(_FINDINGS)
        elif self.tab == _SCORES:
            self._show_scores()

    def _show_scores(self) -> None:
        if self._scored is not None:
            self.scores.show_document(self._scored)
            if self._path is not None:
                self.scores.show_place(self._path)

    @property
    def tab(self) -> int:
        """Which page is shown."""
        return self.pages.currentIndex()

    @property
    def scoring(self) -> bool:
        """Whether the page of scores is shown."""
        return self.tab == _SCORES

    def show_tab(self, number: int) -> None:
        """Show a page; what was being written is handed in first."""
        if self.box.commit():
            self.pages.setCurrentIndex(number)
            if number == _SCORES:
                self._show_scores()
        self.tabs.button(self.tab).setChecked(True)
        self._tell_cell()

    def show_findings(self) -> None:
        """The page of what was found."""
        self.show_tab(_FINDINGS)

    def show_remarks(self) -> None:
        """The page of what was remarked."""
        self.show_tab(_REMARKS)

    def show_differences(self) -> None:
        """The page of what is different."""
        self.show_tab(_DIFFERENCES)

    def next_tab(self) -> None:
        """The next page that is offered, the first after the last."""
        numbers = [number for number in range(self.pages.count()) if not self.tabs.button(number).isHidden()]
        self.show_tab(numbers[(numbers.index(self.tab) + 1) % len(numbers)])

    @property
    def stops(self) -> list[QWidget]:
        """Where the keyboard can go in here, in order."""
        if self.answering:
            return [self.answer.reason]
        lists: Sequence[QWidget] = (
            self.findings.list, self.remarks.list, self.differences.list, self.proofs.list, self.scores.table,
        )  # fmt: skip
        found: list[QWidget] = [lists[self.tab], self.box.edit, self.cell.unprinted.first]
        return [stop for stop in found if stop.isVisible()]

    # an answer

    @property
    def answering(self) -> bool:
        """Whether an answer is being written."""
        return self.sides.currentIndex() == 1

    def show_answer(self, shown: bool) -> None:
        """The answer has the panel to itself, or gives it back."""
        self.sides.setCurrentIndex(1 if shown else 0)

    # the cell

    def set_session(self, session: Session | None) -> None:
        """Another document is shown."""
        self._session, self._path = session, None
        self._tell_cell()

    def set_path(self, path: Path | None) -> None:
        """The cursor is there now."""
        self._path = path
        if path is not None and self.tab == _SCORES:
            self.scores.show_place(path)
        self._tell_cell()

    def here(self) -> tuple[Path, ...]:
        """The cursor's place, and what is filled there without being printed."""
        if self._session is None or self._path is None:
            return ()
        return self._path, *self._session.unprinted(self._path)

    def found_here(self) -> list[Finding]:
        """What was found at the cursor."""
        return self.findings.here(self.here())

    def _tell_cell(self) -> None:
        marked = self.findings.mark(self.here())
        remark = self.remarks.list.at(self._path)
        current = self.remarks.list.current()
        if current is None or current.path != self._path:
            self.remarks.list.mark(remark.number if remark is not None else 0)
        self.cell.unprinted.show_for(self._session, self.here()[1:])
        # What is written, and what is scored, have boxes of their own that name the cell.
        if self._session is None or self._path is None or self.box.active or self.tab == _SCORES:
            self.cell.say("", "")
            return
        name = next((part for part in reversed(self._path) if isinstance(part, str)), "")
        hint = self._session.hint(self._path).removeprefix(name).removeprefix("：")
        note = f"报送单位的说明：{marked.note}" if marked is not None and marked.note else ""
        self.cell.say(path_text(self._path), note or self._session.explain(self._path) or hint)
