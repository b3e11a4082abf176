"""The page on which the office above looks at one document that came in, and leafs on to the next.

Binds the tool bar, the form, the panel and the lines above them; what is done when the person answers is in `replying`,
what is written at cells in `writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms.paths import Path
from desktop.session.noting import Noted, can_reword
from desktop.session.received import Received
from desktop.session.session import Session
from desktop.store.collect_records import ProofHead
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.formview import FormView
from desktop.ui.messagebar import MessageBar
from desktop.ui.received.actions import ReceivedActions
from desktop.ui.received.assess import AssessPanel
from desktop.ui.received.headline import Foot, Headline, Strip
from desktop.ui.received.panel import ReceivedPanel
from desktop.ui.received.replying import Replying
from desktop.ui.received.revisions import Revisions
from desktop.ui.received.toolrow import ToolRow
from desktop.ui.received.writing import Writing
from desktop.ui.services import Services

_FOLDED = "received.panel"
"""Key under which it is remembered that the panel is folded."""


class ReceivedPage(QWidget):
    """Shows one received document at a time, of those that were opened from the board."""

    left = Signal()
    printing = Signal(object)
    """The `Printout`s the person wants on paper."""
    changed = Signal()
    """A document was answered, or another took its place."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__()
        self._services, self._messages, self._dialogs = services, messages, dialogs
        self.desk = services.received
        self.numbers: list[int] = []
        """The documents that were opened, each once."""
        self._at = 0
        self.revisions: Revisions | None = None
        self.noted: list[Noted] = []
        self.view = FormView()
        self.commands = ReceivedActions.of(self, self.view)
        self.tools = ToolRow(self, self.commands, self.view)
        self.headline, self.strip = Headline(), Strip()
        self.panel = ReceivedPanel(AssessPanel(services, messages))
        self.status = Foot()
        self.writing = Writing(self, services.received, messages)
        self.replying = Replying(self, services.received, messages, dialogs)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.view, 1)
        middle.addWidget(self.panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.tools, self.headline, self.strip):
            layout.addWidget(part)
        layout.addLayout(middle, 1)
        unfolded = self._services.remembered(_FOLDED) != "folded"
        self.panel.setVisible(unfolded)
        self.commands.panel.setChecked(unfolded)

    def _connect(self) -> None:
        acts, view, panel = self.commands, self.view, self.panel
        acts.back.triggered.connect(self.leave)
        acts.before.triggered.connect(partial(self._leaf, -1))
        acts.after.triggered.connect(partial(self._leaf, 1))
        acts.print.triggered.connect(self._print)
        acts.other.triggered.connect(self.look_at_other)
        acts.panel.toggled.connect(self._fold)
        acts.other_side.triggered.connect(self._change_side)
        acts.next_tab.triggered.connect(self._next_tab)
        self.strip.looked.connect(self.look_at_other)
        panel.differences.look.clicked.connect(self.look_at_other)
        self.strip.taken.connect(self.replying.take_newer)
        view.cursorMoved.connect(panel.set_path)
        view.hintChanged.connect(self.status.hint.setText)
        view.errorRaised.connect(self._messages.error)
        view.zoomChanged.connect(self.status.tell_zoom)
        view.nextFinding.connect(self.go_to_next)
        view.hand_in = panel.box.commit
        panel.taken.connect(self.go_to)
        panel.pointed.connect(self._point)
        panel.left.connect(self.take_focus)
        panel.scores.changed.connect(self.changed)
        panel.proofs.saved.connect(self._save_proof)

    @property
    def received(self) -> Received | None:
        """The document that is shown, also while the form shows the revision beside it."""
        return self.revisions.received if self.revisions is not None else None

    @property
    def _other(self) -> bool:
        return self.revisions is not None and self.revisions.other

    # which document

    def show_documents(self, ids: Sequence[int], index: int) -> bool:
        """Look at these documents, beginning with one of them.

        False when that one cannot be read, which the line says: the page is as it was, and shows another.
        """
        with self._messages.guard(), busy():
            chosen = self.desk.open(ids[index])
            self.numbers = list(dict.fromkeys(self.desk.head(number).id for number in ids))
            self._show(chosen)
            self.take_focus()
            return True
        return False

    def refresh(self) -> None:
        """Read the document anew: something may have come in since."""
        if self.received is not None:
            with self._messages.guard():
                self.read_again()

    def take_focus(self) -> None:
        """The keyboard goes to the form."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Back to the board; what is being written is handed in first."""
        if self.panel.box.commit():
            self.replying.put_aside()
            self.left.emit()

    def show_number(self, number: int) -> None:
        """Show one of the documents. Raises `UserError`."""
        self._show(self.desk.open(number))

    def _show(self, received: Received) -> None:
        self.replying.put_aside()
        self._at = self.numbers.index(received.head.id)
        self._read(received)
        if not self.panel.scoring:  # who assesses one sheet after the other stays there
            self.panel.show_findings()
        if received.newer is not None or any(one.settled or one.carried for one in self.noted):
            self.panel.show_differences()
        self.show_form(received.session)

    def read_again(self) -> None:
        """The same document as it stands now, with the cursor where it is. Raises `UserError`."""
        if self.received is None:
            return
        path, other = self.view.current_path, self._other
        received = self.desk.open(self.received.head.id)
        self._read(received)
        if not other:
            self.show_form(received.session, path)
        elif received.beside is not None and self.revisions is not None:
            self.revisions.other = True
            self.show_form(self.desk.session(received.beside.id), path)

    def read_remarks(self) -> None:
        """A remark came, went or says something else. Raises `UserError`."""
        if self.received is not None:
            self.noted = self.desk.remarks.of(self.received.head, self.received.session.evaluation)
            self.show_marks(self.received.session)

    @property
    def answered(self) -> bool:
        """Whether the document that is shown was answered by now. Raises `UserError`."""
        return self.received is not None and bool(self.desk.head(self.received.head.id).answer)

    def replace_number(self, old: int, new: int) -> None:
        """Another document stands in the list for one of them."""
        self.numbers[self.numbers.index(old)] = new

    def next_open(self) -> int | None:
        """The next document nobody answered, from the one shown on and round; None when all are answered."""
        later = self.numbers[self._at + 1 :] + self.numbers[: self._at]
        return next((number for number in later if not self.desk.head(number).answer), None)

    def _leaf(self, by: int) -> None:
        to = self._at + by
        if 0 <= to < len(self.numbers) and self.panel.box.commit():
            with self._messages.guard(), busy():
                self._messages.clear_notice()
                self.show_number(self.numbers[to])

    def _read(self, received: Received) -> None:
        """What is told about it beside the form."""
        head = received.head
        self.noted = self.desk.remarks.of(head, received.session.evaluation)
        self.revisions = Revisions.of(received, self.desk)
        self.panel.proofs.show_proofs(received.proofs)
        self.headline.tell(received)
        name = head.project or head.author or head.unit
        self.tools.tell(name, f"{head.form}　{head.year} 年度", self._at, len(self.numbers))

    def show_form(self, session: Session, path: Path | None = None) -> None:
        """Put a revision on the desk, with its marks."""
        same = self.view.session is not None and path is not None
        self.panel.set_session(session)
        scroll = self.view.verticalScrollBar().value()
        self.view.set_session(session)
        self.show_marks(session)
        self.status.tell_zoom(self.view.zoom)
        if same and path is not None:
            self.view.verticalScrollBar().setValue(scroll)
            self.view.go_to(path)
        self.panel.set_path(self.view.current_path)

    def show_marks(self, session: Session) -> None:
        """What is said at cells and listed beside them."""
        revisions = self.revisions
        if revisions is None:
            return
        received = revisions.received
        self.panel.findings.show_session(session, [one.text for one in self.noted], may_quote=self.may_write)
        self.panel.remarks.show_remarks(
            self.noted, may_write=self.may_write and can_reword(received.head), may_add=self.may_write
        )
        self.view.set_remarks({} if self._other else _by_place(self.noted))
        self.view.set_changes(revisions.changes)
        self._tell_revisions(revisions)
        self.panel.name_tabs(
            remarks=len(self.noted),
            differences=revisions.count,
            proofs=len(received.proofs),
            scored=received.head.id if self._services.assessing.applies(received.head.id) else None,
        )
        self._enable(received)
        self.panel.set_path(self.view.current_path)

    def _tell_revisions(self, revisions: Revisions) -> None:
        away = revisions.other or revisions.take
        self.strip.say(revisions.line, revisions.look if away else "", revisions.take)
        self.panel.differences.show_differences(
            revisions.head, revisions.differences, revisions.names, newer_shown=revisions.newer_shown
        )
        self.panel.differences.look.setText(revisions.look)

    # what may be done

    @property
    def may_write(self) -> bool:
        """Whether remarks can be written: on what is here and was not accepted."""
        return self.received is not None and self.received.may_remark and not self._other

    def _enable(self, received: Received) -> None:
        acts = self.commands
        acts.before.setEnabled(self._at > 0)
        acts.after.setEnabled(self._at + 1 < len(self.numbers))
        for action in (acts.remark, acts.remark_whole, acts.quote_here):
            action.setEnabled(self.may_write)
        acts.quote_all.setEnabled(bool(self.panel.findings.unquoted_errors()))
        acts.give_back.setEnabled(received.may_return and not self._other)
        acts.accept.setEnabled(received.may_accept and not self._other)
        acts.save_again.setEnabled(received.returned)
        acts.other.setEnabled(received.beside is not None)

    # going about

    def look_at_other(self) -> None:
        """To the other revision, or back from it."""
        revisions = self.revisions
        beside = revisions.received.beside if revisions is not None else None
        if revisions is None or beside is None or not self.panel.box.commit():
            return
        with self._messages.guard(), busy():
            session = revisions.received.session if revisions.other else self.desk.session(beside.id)
            revisions.other = not revisions.other
            self.replying.put_aside()
            self.show_form(session)
            self.panel.show_differences()

    def go_to(self, path: Path) -> None:
        """To a place of the form."""
        session = self.view.session
        if session is not None and self.view.commit_pending():
            if path:
                self.view.go_to(session.printed(path))
            if not self.panel.cell.unprinted.take_focus(path):
                self.take_focus()

    def _point(self, path: Path) -> None:
        if self.view.session is not None and not self._other:
            self.view.go_to(self.view.session.printed(path))

    def go_to_next(self) -> None:
        """F8: to the next finding, with the panel open so that one reads what it is."""
        finding = self.panel.findings.next()
        session = self.view.session
        if finding is None or session is None:
            self._messages.note("没有发现问题")
            return
        self._messages.clear_notice()
        self.unfold()
        self.replying.put_aside()
        self.panel.show_findings()
        self.go_to(session.landing(finding))
        self.panel.findings.list.mark(finding)

    def unfold(self) -> None:
        """Have the panel seen."""
        self.commands.panel.setChecked(True)

    def _next_tab(self) -> None:
        if not self.panel.answering:
            self.unfold()
            self.panel.next_tab()

    def _fold(self, unfolded: bool) -> None:
        if not unfolded and self.panel.isAncestorOf(self.focusWidget()):
            self.take_focus()
        self.panel.setVisible(unfolded)
        with self._messages.guard():
            self._services.remember(_FOLDED, "" if unfolded else "folded")

    def _change_side(self) -> None:
        """F6: the form, what stands in the panel, the line that speaks, the form."""
        here = self.window().focusWidget()
        if self.view.hasFocus() or self.view.isAncestorOf(here):
            self.unfold()
            stops = self.panel.stops
        elif here in self.panel.stops:
            stops = self.panel.stops[self.panel.stops.index(here) + 1 :]
        else:
            self.take_focus()
            return
        if stops:
            stops[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self._messages.take_focus():
            self.take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is being written is handed in also when the window goes away."""
        self.panel.box.commit()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the board when nothing on the page has a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # on paper and on disk

    def _print(self) -> None:
        if self.received is not None and self.panel.box.commit():
            self.printing.emit([self.desk.printout(self.received)])

    def _save_proof(self, proof: ProofHead) -> None:
        if self.received is None:
            return
        with self._messages.guard(), busy():
            name = self.desk.proof_name(self.received.head, proof)
            target = self._dialogs.proof_to_save(name)
            if target is not None:
                self.desk.save_proof(self.received.head, proof, target)
                self._messages.info(f"附件已存为 {target}")


def _by_place(noted: Sequence[Noted]) -> dict[Path, str]:
    """What is open, by the place it is about."""
    words: dict[Path, str] = {}
    for one in noted:
        if not one.settled:
            words[one.path] = f"{words[one.path]}\n{one.text}" if one.path in words else one.text
    return words
