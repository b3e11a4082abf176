"""The page one draft is filled on. Binds tool bar, form, panel and status line; each of them knows its own business."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms.findings import Finding
from desktop.forms.paths import Path
from desktop.ui.dialogs import Dialogs
from desktop.ui.drafts.wording import short_name
from desktop.ui.editor.actions import EditorActions
from desktop.ui.editor.keeper import Keeper
from desktop.ui.editor.output import Output
from desktop.ui.editor.statusline import StatusLine
from desktop.ui.editor.toolrow import ToolRow
from desktop.ui.editor.verdict import failed
from desktop.ui.findings.panel import FindingsPanel
from desktop.ui.formview import FormView
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import ExportKind, OpenDraft, Services

_FOLDED = "panel"
"""Key under which it is remembered that the panel is folded."""


class EditorPage(QWidget):
    """Shows one draft at a time."""

    back = Signal()
    named = Signal(str)
    """What the draft is called, when it is opened and whenever it may have changed."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__()
        self._services, self._messages = services, messages
        self.draft: OpenDraft | None = None
        self._refusal = ""
        self._reviewed: set[int] = set()
        """The drafts 审核 was asked for in this sitting: in them a blank counts as an error."""
        self.view = FormView()
        self.commands = EditorActions.of(self, self.view)
        self.tools = ToolRow(self, self.commands, self.view)
        self.panel = FindingsPanel()
        self.status = StatusLine()
        self.keeper = Keeper(self.status, messages, self)
        self.output = Output(messages, dialogs)
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
        layout.addWidget(self.tools)
        layout.addLayout(middle, 1)
        unfolded = self._services.remembered(_FOLDED) != "folded"
        self.panel.setVisible(unfolded)
        self.commands.panel.setChecked(unfolded)
        QWidget.setTabOrder(self.view, self.panel.list)
        QWidget.setTabOrder(self.panel.list, self.panel.unprinted.first)
        QWidget.setTabOrder(self.panel.unprinted.first, self.tools)

    def _connect(self) -> None:
        acts, view, panel = self.commands, self.view, self.panel
        acts.back.triggered.connect(self.back)
        acts.review.triggered.connect(self.review)
        acts.print.triggered.connect(self._print)
        acts.pdf.triggered.connect(partial(self._export, ExportKind.PDF))
        acts.xlsx.triggered.connect(partial(self._export, ExportKind.XLSX))
        acts.panel.toggled.connect(self._fold)
        acts.other_side.triggered.connect(self._change_side)
        view.cursorMoved.connect(panel.set_path)
        view.hintChanged.connect(self.status.hint.setText)
        view.errorRaised.connect(self._refused)
        view.changed.connect(self._edited)
        view.zoomChanged.connect(self.status.tell_zoom)
        view.nextFinding.connect(self.go_to_next)
        self.keeper.saved.connect(self._name)
        panel.taken.connect(self._go_to)
        panel.remedied.connect(self._put_right)
        panel.unprinted.refused.connect(self._refused)
        view.hand_in = panel.unprinted.commit
        panel.left.connect(view.setFocus)

    def open(self, draft: OpenDraft) -> None:
        """Show a draft; the one before must have been left."""
        self.draft = draft
        self._name()
        self.panel.set_session(draft.session)
        self.view.set_session(draft.session)
        self._tell_quiet()
        self.panel.set_path(self.view.current_path)
        self.keeper.take(draft)
        self.status.tell_zoom(self.view.zoom)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> bool:
        """Hand in the open cell and write everything; False when something was refused, which the line then says."""
        return self.view.commit_pending() and self.keeper.save()

    def leave(self) -> None:
        """Let the draft go; call `save` before, what it could not write is lost."""
        draft, self.draft = self.draft, None
        if draft is not None:
            self.keeper.take(None)
            self.panel.set_session(None)
            self.view.set_session(None)
            draft.close()

    def review(self) -> None:
        """审核: all checks, the panel with what they found, and one line that says how it came out."""
        if self.draft is None or not self.view.commit_pending():
            return
        self._reviewed.add(self.draft.row.id)
        with self._messages.guard():
            self.draft.review()
        self._tell_quiet()
        self._name()
        if line := failed(self.draft.session.findings):
            self.commands.panel.setChecked(True)
            self._messages.note(line)
        elif not self._messages.is_error:
            self._messages.info("审核通过")

    def go_to_next(self) -> None:
        """F8: to the next finding, with the panel open so that one reads what it is."""
        finding = self.panel.next()
        if finding is None:
            self._messages.note("没有发现问题")
            return
        self.commands.panel.setChecked(True)
        self._go_to(finding.path)
        self.panel.list.mark(finding)

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
            self._go_to(finding.path)

    def _tell_quiet(self) -> None:
        """Blanks are no errors as long as nobody asked for 审核."""
        quiet = self.draft is not None and self.draft.row.id not in self._reviewed
        self.panel.set_quiet(quiet)
        self.view.set_quiet(quiet)

    def _name(self) -> None:
        if self.draft is not None:
            self.tools.tell(self.draft.row)
            self.named.emit(short_name(self.draft.row))

    def _refused(self, line: str) -> None:
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
            self.output.print(self.draft)

    def _export(self, kind: ExportKind) -> None:
        if self.draft is not None and self.view.commit_pending():
            self.keeper.save()
            self.output.export(self.draft, kind)

    def _fold(self, unfolded: bool) -> None:
        if not unfolded and self.panel.isAncestorOf(self.focusWidget()):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.setVisible(unfolded)
        with self._messages.guard():
            self._services.remember(_FOLDED, "" if unfolded else "folded")

    def _change_side(self) -> None:
        """F6: the form, the findings, what is not printed if there is any, the line that speaks, the form again."""
        stops, here = [self.panel.list, self.panel.unprinted.first], self.window().focusWidget()
        if self.view.hasFocus() or self.view.isAncestorOf(here):
            self.commands.panel.setChecked(True)
        elif here is self.panel.list:
            stops = stops[1:]
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
