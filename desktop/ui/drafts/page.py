"""The page with the list of drafts: one row of buttons, search, and the list, or what stands in its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui import fonts
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.drafts.actions import DraftActions
from desktop.ui.drafts.commands import DraftCommands
from desktop.ui.drafts.empty import NothingFound
from desktop.ui.drafts.model import DraftsModel
from desktop.ui.drafts.planning import PlanCommands
from desktop.ui.drafts.rules import RulesCommands
from desktop.ui.drafts.search import SearchField
from desktop.ui.drafts.table import DraftsTable
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import DraftRow, ExportKind, Services
from desktop.ui.widgets import SPACE, column, dropped_files, label

if TYPE_CHECKING:
    from desktop.ui.carry.plans import PlansPanel
    from desktop.ui.drafts.start import StartPanel


class DraftsPage(QWidget):
    """Lists the drafts, or the bin."""

    opened = Signal(int)
    """A draft's id."""
    new_asked = Signal()
    sample_asked = Signal()
    verify_asked = Signal()
    pack_asked = Signal(object)
    """The ids of the drafts chosen for 上报."""
    printing = Signal(object)
    """The `Printout`s the person wants on paper."""
    begun = Signal(str, str, int, str)
    """Form, edition, year, unit: chosen on the page itself, when there is no draft yet."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__()
        self._services, self._messages, self._dialogs = services, messages, dialogs
        self.commands = DraftCommands(services, messages, dialogs, self.show_drafts)
        self.plans = PlanCommands(services, messages, self._add_below, self.show_drafts, self._take_table)
        self.rules = RulesCommands(services, messages, dialogs, self.printing.emit)
        self.model = DraftsModel(self)
        self.table = DraftsTable(self.model)
        self.search = SearchField("搜索表、项目、单位、年度")
        self.tools = DraftActions(self, self.search)
        self.nothing = NothingFound()
        self.status = label()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.refresh()

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setObjectName("sheet")
        column(sheet, self.table, margin=1)
        self._listed = QWidget()
        column(self._listed, sheet, margin=2 * SPACE)
        self.stack = QStackedWidget()
        for part in (self._listed, self.nothing):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools.bar)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        acts = self.tools
        acts.new.triggered.connect(self.new_asked)
        acts.open_file.triggered.connect(self.open_files)
        acts.verify.triggered.connect(self.verify_asked)
        acts.duplicate.triggered.connect(lambda: self.commands.duplicate(self.chosen()))
        acts.derive.triggered.connect(lambda: self.plans.derive(self.table.chosen()))
        acts.roll_over.triggered.connect(lambda: self.plans.roll_over(self.table.chosen()))
        acts.delete.triggered.connect(lambda: self.commands.delete(self.chosen()))
        acts.restore.triggered.connect(lambda: self.commands.restore(self.table.chosen()))
        acts.undo.triggered.connect(self._messages.act)
        kinds = (acts.pdf, ExportKind.PDF), (acts.xlsx, ExportKind.XLSX), (acts.docx, ExportKind.DOCX)
        for action, kind in kinds:
            action.triggered.connect(partial(self._export, kind))
        acts.print.triggered.connect(lambda: self._print([row.id for row in self.chosen()]))
        acts.print_year.triggered.connect(self._print_year)
        acts.pack.triggered.connect(lambda: self.pack_asked.emit(self.table.chosen()))
        acts.bound.triggered.connect(lambda: self.commands.export_bound(self.chosen()))
        acts.print_rules.triggered.connect(self.rules.print)
        acts.save_rules.triggered.connect(self.rules.export)
        acts.bin.toggled.connect(self._leave_or_enter_bin)
        self.search.textChanged.connect(self.refresh)
        self.search.left_downward.connect(self.table.setFocus)
        self.nothing.clear_link.clicked.connect(self.search.clear)
        self.table.opened.connect(self._open)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda point: acts.context.popup(self.table.viewport().mapToGlobal(point))
        )
        self.table.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.model.modelReset.connect(self._tell_chosen)

    @cached_property
    def start(self) -> StartPanel:
        """What stands here while there is no draft. Made when it is needed: it loads the forms."""
        from desktop.ui.drafts.start import StartPanel  # noqa: PLC0415  # see above

        panel = StartPanel(self._services.forms())
        panel.sample_link.clicked.connect(self.sample_asked)
        panel.open_link.clicked.connect(self.open_files)
        panel.chooser.chosen.connect(self.begun)
        self.stack.addWidget(panel)
        return panel

    def _add_below(self, panel: PlansPanel) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretchFactor(self.stack, 2)
        layout.addWidget(panel, 3)

    def _take_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def in_bin(self) -> bool:
        """Whether the bin is shown instead of the drafts."""
        return self.tools.bin.isChecked()

    def chosen(self) -> list[DraftRow]:
        """The drafts selected, in the order they are shown."""
        return [self.model.rows[self.model.row_of(draft_id)] for draft_id in self.table.chosen()]

    def refresh(self) -> None:
        """Read the list anew; what is selected stays selected."""
        self._read(self.table.chosen())

    def show_drafts(self, ids: Sequence[int]) -> None:
        """Read the list anew and select these drafts. A search that would hide them is cleared."""
        self._read(ids)
        if self.search.text() and any(self.model.row_of(draft_id) < 0 for draft_id in ids):
            self.search.clear()
            self._read(ids)

    def _read(self, ids: Sequence[int]) -> None:
        with self._messages.guard():
            rows = self._services.drafts(self.search.text(), deleted=self.in_bin)
            fonts.need("".join(row.project + row.unit for row in rows))
            self.model.set_rows(rows)
            self.table.choose(ids)
            self._show_part(rows)

    def open_files(self) -> None:
        """Ask for files and take them in."""
        self.take_in(self._dialogs.files_to_open())

    def take_in(self, files: Sequence[Path]) -> None:
        """Take files in; a single new draft is opened at once, and says so by itself."""
        taken = self.commands.import_files(files)
        if len(taken.ids) == 1:
            self.opened.emit(taken.ids[0])
        if len(taken.ids) != 1 or taken.notes or taken.faults:
            self.commands.tell_import(taken)

    def take_focus(self) -> None:
        """Give the keyboard to what the person will use first."""
        first = self.table if self.stack.currentWidget() in (self._listed, self.nothing) else self.start.chooser.forms
        first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row of buttons knows its room."""
        super().resizeEvent(event)
        self.tools.fit(event.size().width())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from the desktop or the USB stick are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in."""
        self.take_in(dropped_files(event))

    def _open(self, draft_id: int) -> None:
        if self.in_bin:
            self._messages.note("这份草稿在回收站里，先恢复才能打开", "恢复", lambda: self.commands.restore([draft_id]))
        else:
            self.opened.emit(draft_id)

    def _export(self, kind: ExportKind) -> None:
        self.commands.export(self.chosen(), kind)

    def _print(self, ids: Sequence[int]) -> None:
        with self._messages.guard():
            with busy():
                printouts = self._services.printouts(ids)
            if printouts:
                self.printing.emit(printouts)

    def _print_year(self) -> None:
        for row in self.chosen()[:1]:
            with self._messages.guard():
                self._print(self._services.year_of_unit(row.id))

    def _leave_or_enter_bin(self) -> None:
        self._messages.clear_notice()
        self.refresh()

    def _show_part(self, rows: Sequence[DraftRow]) -> None:
        wanted = self.search.text().strip()
        part: QWidget
        if rows:
            part = self._listed
        elif wanted or self.in_bin:
            part = self.nothing
            here = "回收站里" if self.in_bin else ""
            words = f"{here}没有与「{wanted}」相符的草稿" if wanted else "回收站是空的"
            self.nothing.say(words, searching=bool(wanted))
        else:
            part = self.start
        self.stack.setCurrentWidget(part)
        self.tools.show_for(in_bin=self.in_bin, empty=not (rows or wanted or self.in_bin))

    def _tell_chosen(self) -> None:
        count, chosen = len(self.model.rows), len(self.table.chosen())
        where = "找到" if self.search.text().strip() else "回收站" if self.in_bin else "共"
        self.status.setText(f"{where} {count} 份{f'，选中 {chosen} 份' if chosen > 1 else ''}" if count else "")
        self.tools.enable(chosen)
