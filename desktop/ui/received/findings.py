"""What was found in the received document: the list as its sender has it, with a link that makes a remark of a finding.

A 说明 of the sender's is told in the box below, with how a computed value came about.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.forms.findings import Finding
from desktop.forms.paths import Path
from desktop.session.noting import errors_of, quoted
from desktop.session.session import Session
from desktop.ui.findings.groups import Group
from desktop.ui.findings.list import FindingsList
from desktop.ui.findings.model import FindingsModel
from desktop.ui.findings.remedy import Remedy
from desktop.ui.widgets import SPACE, link, nothing

QUOTE = "写成意见"


class FindingsPage(QWidget):
    """Shows a session's findings; which of them are remarks already is told by the panel."""

    taken = Signal(object)
    """The path of a finding the person wants to see in the form."""
    quoted = Signal(object)
    """`Finding`s that shall become remarks."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._quoted: Collection[str] = frozenset()
        self._may_quote = False
        self._number = 0
        """Which finding, in the order one goes through them, was at the cursor last."""
        self.model = FindingsModel(self._remedy, self)
        self.list = FindingsList(self.model)
        self.summary, self.quote_all = QLabel(), link("")
        self.summary.setTextFormat(Qt.TextFormat.RichText)
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        head.setSpacing(SPACE)
        head.addWidget(self.summary, 1)
        head.addWidget(self.quote_all)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(nothing("没有发现问题"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)
        self.list.taken.connect(self._take)
        self.list.remedied.connect(lambda finding: self.quoted.emit([finding]))
        self.list.left.connect(self.left)
        self.quote_all.clicked.connect(lambda: self.quoted.emit(self.unquoted_errors()))

    def show_session(self, session: Session | None, quoted_texts: Collection[str], *, may_quote: bool) -> None:
        """Show what was found; `quoted_texts` are the words of the remarks there are."""
        if session is not self._session:
            self._number = 0
        changed = (session, quoted_texts, may_quote) != (self._session, self._quoted, self._may_quote)
        self._session, self._quoted, self._may_quote = session, quoted_texts, may_quote
        found = session.findings if session is not None else ()
        if changed:
            self.model.set_findings((), quiet=False)  # the links are others now
        self.model.set_findings(found, quiet=False)
        counts = [(group, self.model.count(group)) for group in Group]
        self.summary.setText(
            " · ".join(
                f'<span style="color:{group.ink}">{group.counted(number)}</span>' for group, number in counts if number
            )
        )
        number = len(self.unquoted_errors())
        self.quote_all.setText(f"{number} 处错误都写成意见" if number > 1 else QUOTE)
        self.quote_all.setVisible(number > 1)
        self.summary.setVisible(bool(found))
        self.stack.setCurrentIndex(0 if found else 1)

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.model.findings)

    def unquoted_errors(self) -> list[Finding]:
        """Errors that are no remarks yet; none where none can be made."""
        if self._session is None or not self._may_quote:
            return []
        return [finding for finding in errors_of(self._session.findings) if quoted(finding) not in self._quoted]

    def here(self, paths: tuple[Path, ...]) -> list[Finding]:
        """All findings about these places."""
        return [finding for finding in self.model.findings if finding.path in paths]

    def mark(self, paths: tuple[Path, ...]) -> Finding | None:
        """Select the finding about the cursor's place, or about its row; what it is."""
        current = self.list.current()
        if current is None or current.path not in paths:
            current = next((found for path in paths if (found := self.model.at(path)) is not None), None)
        self.list.mark(current)
        if current is not None:
            self._number = self.model.number(current)
        return current

    def next(self) -> Finding | None:
        """The finding after the one at the cursor, the first one after the last; None when there is none."""
        if not self.model.findings:
            return None
        current = self.list.current()
        number = self._number if current is None else self.model.number(current) + 1
        return self.model.findings[number % len(self.model.findings)]

    def _take(self, finding: Finding) -> None:
        if self._session is not None:
            self.taken.emit(self._session.landing(finding))

    def _remedy(self, finding: Finding) -> Remedy | None:
        if not self._may_quote or quoted(finding) in self._quoted:
            return None
        return Remedy(QUOTE, finding.path, None)
