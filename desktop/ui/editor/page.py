"""The page one draft is filled on. Binds tool bar, form, panel and status line; each of them knows its own business."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms.findings import Finding
from desktop.forms.paths import Path
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.drafts.wording import short_name
from desktop.ui.editor.actions import EditorActions
from desktop.ui.editor.carrying import CarryOver
from desktop.ui.editor.comparing import Comparer
from desktop.ui.editor.keeper import Keeper
from desktop.ui.editor.opentext import OpenText, tell_restored
from desktop.ui.editor.output import Output, offer_texts
from desktop.ui.editor.returning import Returning
from desktop.ui.editor.side import SidePanel
from desktop.ui.editor.statusline import StatusLine
from desktop.ui.editor.toolrow import ToolRow
from desktop.ui.editor.verdict import failed
from desktop.ui.findings.panel import FindingsPanel
from desktop.ui.formview import FormView
from desktop.ui.formview.roomy import RoomyEditor
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import ExportKind, OpenDraft, Services

_FOLDED = "panel"
"""Key under which it is remembered that the panel is folded."""


class EditorPage(QWidget):
    """Shows one draft at a time."""

    back = Signal()
    elsewhere = Signal(object)
    """An `Elsewhere` (a finding in another draft) the person wants to see there."""
    printing = Signal(object)
    """The `Printout`s the person wants on paper."""
    named = Signal(str)
    """What the draft is called, when it is opened and whenever it may have changed."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__()
        self._services, self._messages, self._dialogs = services, messages, dialogs
        self.draft: OpenDraft | None = None
        self._refusal = ""
        self._reviewed: set[int] = set()
        """The drafts 审核 was asked for in this sitting: in them a blank counts as an error."""
        self.view = FormView()
        self.commands = EditorActions.of(self, self.view)
        self.tools = ToolRow(self, self.commands, self.view)
        self.panel = FindingsPanel()
        self.side = SidePanel(self.panel, "问题")
        self.status = StatusLine()
        self.keeper = Keeper(self.status, messages, self)
        self.comparer = Comparer(messages, self)
        self.open_text = OpenText(self)
        self.output = Output(messages, dialogs)
        self.carrying = CarryOver(self, services, messages)
        self.returning = Returning(self, services, messages)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.view, 1)
        middle.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addLayout(middle, 5)
        unfolded = self._services.remembered(_FOLDED) != "folded"
        self.side.setVisible(unfolded)
        self.commands.panel.setChecked(unfolded)
        QWidget.setTabOrder(self.view, self.panel.list)
        QWidget.setTabOrder(self.panel.list, self.panel.note.edit)
        QWidget.setTabOrder(self.panel.note.edit, self.panel.unprinted.first)
        QWidget.setTabOrder(self.panel.unprinted.first, self.tools)

    def _connect(self) -> None:
        acts, view, panel = self.commands, self.view, self.panel
        acts.back.triggered.connect(self.back)
        acts.review.triggered.connect(self.review)
        acts.carry.triggered.connect(self.carrying.begin)
        acts.print.triggered.connect(self._print)
        acts.pdf.triggered.connect(partial(self._export, ExportKind.PDF))
        acts.sign.triggered.connect(self._sign)
        acts.xlsx.triggered.connect(partial(self._export, ExportKind.XLSX))
        acts.docx.triggered.connect(partial(self._export, ExportKind.DOCX))
        acts.copy_texts.triggered.connect(self._copy_texts)
        acts.seal.triggered.connect(self._choose_seal)
        acts.panel.toggled.connect(self._fold)
        acts.other_side.triggered.connect(self._change_side)
        view.cursorMoved.connect(panel.set_path)
        view.hintChanged.connect(self.status.hint.setText)
        view.errorRaised.connect(self.refuse)
        view.changed.connect(self._edited)
        view.zoomChanged.connect(self.status.tell_zoom)
        view.nextFinding.connect(self.go_to_next)
        acts.next_remark.triggered.connect(self.returning.go_to_next)
        acts.reply.triggered.connect(self.returning.reply)
        acts.next_tab.triggered.connect(self.side.turn)
        self.keeper.saved.connect(self._name)
        panel.taken.connect(self._go_to)
        panel.remedied.connect(self._put_right)
        panel.opened.connect(self.elsewhere)
        for source in (view.draftChanged, panel.unprinted.drafted):
            source.connect(self._typed)
        for ended in (view.draftEnded, panel.unprinted.ended):
            ended.connect(self.open_text.closed)
        panel.unprinted.refused.connect(self.refuse)
        panel.note.refused.connect(self.refuse)
        view.hand_in = lambda: panel.commit() and self.returning.commit()
        panel.left.connect(view.setFocus)

    def open(self, draft: OpenDraft) -> None:
        """Show a draft; the one before must have been left."""
        self.draft = draft
        self._name()
        self.panel.set_session(draft.session)
        offer_texts(self.commands.copy_texts, draft.session.edition)
        self.view.set_session(draft.session)
        self._tell_quiet()
        self.panel.set_path(self.view.current_path)
        self.keeper.take(draft)
        self.comparer.take(draft)
        self.open_text.take(draft)
        tell_restored(draft, self._messages)
        self.status.tell_zoom(self.view.zoom)
        self.take_focus()
        self.returning.take(draft)

    def take_focus(self) -> None:
        """Give the keyboard to the form."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> bool:
        """Hand in the open cell and write everything; False when something was refused, which the line then says."""
        return self.view.commit_pending() and self.keeper.save()

    def hand_in(self) -> None:
        """Write all that is typed, without asking: what is refused is kept as it was typed."""
        self.open_text.keep()
        for window in self.view.findChildren(RoomyEditor):
            window.keep()
        self.save()

    def leave(self) -> None:
        """Let the draft go; call `save` before, what it could not write is lost."""
        self.carrying.close()
        draft, self.draft = self.draft, None
        if draft is not None:
            self.keeper.take(None)
            self.comparer.take(None)
            self.open_text.take(None)
            self.returning.take(None)
            self.panel.set_session(None)
            self.view.set_session(None)
            draft.close()

    def review(self) -> None:
        """审核: all checks, the panel with what they found, and one line that says how it came out."""
        if self.draft is None or not self.view.commit_pending():
            return
        self._reviewed.add(self.draft.row.id)
        with self._messages.guard(), busy():
            self.draft.review()
        self._tell_quiet()
        self._name()
        if line := failed(self.draft.session.findings):
            self._show_findings()
            self._messages.note(line)
        elif not self._messages.is_error:
            self._messages.info(f"审核通过{self.returning.passed_words()}")

    def go_to_next(self) -> None:
        """F8: to the next finding, with the panel open so that one reads what it is."""
        finding = self.panel.next()
        if finding is None:
            self._messages.note("没有发现问题")
            return
        self._show_findings()
        if self.draft is not None:
            self._go_to(self.draft.session.landing(finding))
        self.panel.list.mark(finding)

    def _show_findings(self) -> None:
        self.commands.panel.setChecked(True)
        self.side.show_part(self.panel)

    def show_place(self, path: Path) -> None:
        """Go where a finding is."""
        self._go_to(path)

    def _go_to(self, path: Path) -> None:
        """To a place; what is not printed is filled in the panel while the cursor is in its row."""
        if self.draft is None or not self.view.commit_pending():
            return
        self.view.go_to(self.draft.session.printed(path))
        if not self.panel.unprinted.take_focus(path):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_right(self, finding: Finding) -> None:
        """Do what the finding itself says; not when handing in the open cell has changed it."""
        if self.draft is None or not self.view.commit_pending():
            return
        session = self.draft.session
        remedy = self.panel.remedy(finding) if finding in session.findings else None
        if remedy is not None:
            with self._messages.guard():
                remedy.apply(session)
            self._go_to(session.landing(finding))

    def _tell_quiet(self) -> None:
        """Blanks are no errors as long as nobody asked for 审核."""
        quiet = self.draft is not None and self.draft.row.id not in self._reviewed
        self.panel.set_quiet(quiet)
        self.view.set_quiet(quiet)

    def _name(self) -> None:
        if self.draft is not None:
            self.tools.tell(self.draft.row)
            self.named.emit(short_name(self.draft.row))

    def _typed(self, path: Path, text: str) -> None:
        self.comparer.wait()
        self.open_text.typed(path, text)

    def refuse(self, line: str) -> None:
        """Say why what was typed cannot stand there; the line goes when it was put right."""
        self._refusal = line
        self._messages.error(line)

    def _edited(self) -> None:
        """What was said about the step before has been read; a refused entry is put right by now."""
        if self._messages.text == self._refusal:
            self._messages.clear()
        self._messages.clear_notice()

    def _print(self) -> None:
        if self.draft is not None and self.view.commit_pending():
            self.keeper.save()
            with self._messages.guard():
                self.printing.emit(self._services.printouts([self.draft.row.id]))

    def _copy_texts(self) -> None:
        if self.draft is not None and self.view.commit_pending():
            self.output.copy_texts(self.draft.session)

    def _export(self, kind: ExportKind) -> None:
        if self.draft is not None and self.view.commit_pending():
            self.keeper.save()
            self.output.export(self.draft, kind)

    def _sign(self) -> None:
        if self.draft is not None and self.view.commit_pending():
            self.keeper.save()
            self.output.sign(self.draft)

    def _choose_seal(self) -> None:
        if self.draft is not None and self.view.commit_pending():
            from desktop.ui.seal.dialog import SealDialog  # noqa: PLC0415  # asked for once in a unit's life

            with self._messages.guard():
                SealDialog(self._services.seals, self._dialogs, self.draft.row.unit, self).open()

    def _fold(self, unfolded: bool) -> None:
        if not unfolded and self.side.isAncestorOf(self.focusWidget()):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.side.setVisible(unfolded)
        with self._messages.guard():
            self._services.remember(_FOLDED, "" if unfolded else "folded")

    def _change_side(self) -> None:
        """F6: form, findings, the 说明 of one, what is not printed if there is any, the line that speaks, the form."""
        findings: list[QWidget] = [self.panel.list, self.panel.note.edit, self.panel.unprinted.first]
        stops = self.returning.stops or findings
        here = self.window().focusWidget()
        if self.view.hasFocus() or self.view.isAncestorOf(here):
            self.commands.panel.setChecked(True)
        elif here in stops[:2]:
            stops = stops[stops.index(here) + 1 :]
        elif self.panel.unprinted.isAncestorOf(here):
            stops = []
        else:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        stop = next((stop for stop in stops if stop.isVisible()), None)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self._messages.take_focus():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
