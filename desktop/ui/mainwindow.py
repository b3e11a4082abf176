"""The window: which page is shown, the line where it speaks, and how it is left. Everything else is in the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, cast

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.drafts.page import DraftsPage
from desktop.ui.messagebar import MessageBar
from desktop.ui.rail import Rail, Side
from desktop.ui.services import Services
from desktop.ui.widgets import SPACE

if TYPE_CHECKING:
    from desktop.forms.paths import Path as FieldPath
    from desktop.session.neighbours import Elsewhere
    from desktop.session.printouts import Printout
    from desktop.ui.board.page import BoardPage
    from desktop.ui.editor.page import EditorPage
    from desktop.ui.newform.page import NewFormPage
    from desktop.ui.packing.page import PackingPage
    from desktop.ui.printpreview.page import PreviewPage
    from desktop.ui.received.page import ReceivedPage
    from desktop.ui.summary.page import SummaryPage
    from desktop.ui.verify.page import VerifyPage

    Printing: TypeAlias = DraftsPage | EditorPage | PackingPage | BoardPage | ReceivedPage | SummaryPage
    """The pages from which something is printed."""

NAME = "绩表"
_SIZE, _LEAST = (1366, 768), (1024, 640)
_PLACE = "place"
"""Key under which size and place are remembered."""


class MainWindow(QMainWindow):
    """Begins with the list of drafts; the other pages are loaded and made when they are first shown."""

    def __init__(self, services: Services, dialogs: Dialogs | None = None) -> None:
        """`dialogs` only where a test answers in the person's stead."""
        super().__init__()
        self._services = services
        self.setWindowTitle(NAME)
        self.messages = MessageBar()
        self._dialogs = dialogs or Dialogs(self, services)
        self.drafts = DraftsPage(services, self.messages, self._dialogs)
        self.editor: EditorPage | None = None
        self._before_preview: Printing = self.drafts
        self._homes: dict[QWidget, Side] = {self.drafts: Side.FILL}
        self.rail = Rail(self)
        self._lay_out()
        self.drafts.opened.connect(self.open_draft)
        self.drafts.new_asked.connect(self.show_new)
        self.drafts.sample_asked.connect(self.open_sample)
        self.drafts.verify_asked.connect(self.show_verify)
        self.drafts.begun.connect(self.begin)
        self.drafts.printing.connect(self.show_preview)
        self.drafts.pack_asked.connect(self.show_packing)
        self.rail.asked.connect(self.show_side)
        self._place_on_screen()
        self._show(self.drafts)
        self.drafts.take_focus()

    def _lay_out(self) -> None:
        self.pages, self._status = QStackedWidget(), QStackedWidget()
        foot = QFrame()
        foot.setObjectName("status")
        foot.setFixedHeight(theme.STATUS_HEIGHT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        row.addWidget(self._status)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(self.pages, 1)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper, 1)
        layout.addWidget(self.messages)
        layout.addWidget(foot)
        self.setCentralWidget(middle)
        self._add(self.drafts, self.drafts.status)

    @cached_property
    def new(self) -> NewFormPage:
        """The forms to choose from."""
        from desktop.ui.newform.page import NewFormPage  # noqa: PLC0415  # see the class

        page = NewFormPage(self._services)
        page.back.connect(self.show_drafts)
        page.chosen.connect(self.begin)
        self._add(page, page.status)
        return page

    @cached_property
    def verify(self) -> VerifyPage:
        """核对: a paper's code against what is here."""
        from desktop.ui.verify.page import VerifyPage  # noqa: PLC0415  # see the class

        page = VerifyPage(self._services, self._dialogs)
        page.back.connect(self.show_drafts)
        page.opened.connect(self.open_at)
        page.received.connect(lambda number: self.show_received(([number], 0)))
        self._add(page, page.status)
        return page

    @cached_property
    def preview(self) -> PreviewPage:
        """What is about to be printed."""
        from desktop.ui.printpreview.page import PreviewPage  # noqa: PLC0415  # see the class

        page = PreviewPage(self._services, self.messages, self._dialogs)
        page.left.connect(self._leave_preview)
        self._add(page, page.status)
        return page

    @cached_property
    def packing(self) -> PackingPage:
        """上报: drafts into a package."""
        from desktop.ui.packing.page import PackingPage  # noqa: PLC0415  # see the class

        page = PackingPage(self._services, self.messages, self._dialogs)
        page.left.connect(self.show_drafts)
        page.opened.connect(self.open_at)
        page.printing.connect(self.show_preview)
        self._add(page, page.status)
        return page

    @cached_property
    def board(self) -> BoardPage:
        """收表: who has sent what."""
        from desktop.ui.board.page import BoardPage  # noqa: PLC0415  # see the class

        page = BoardPage(self._services, self.messages, self._dialogs)
        page.opened.connect(self.show_received)
        page.printing.connect(self.show_preview)
        self._add(page, page.status, Side.COLLECT)
        return page

    @cached_property
    def received(self) -> ReceivedPage:
        """One document that came in."""
        from desktop.ui.received.page import ReceivedPage  # noqa: PLC0415  # see the class

        page = ReceivedPage(self._services, self.messages, self._dialogs)
        page.left.connect(lambda: self._show_home(self.board))
        page.printing.connect(self.show_preview)
        self._add(page, page.status)
        return page

    @cached_property
    def summary(self) -> SummaryPage:
        """汇总: what was accepted, added up."""
        from desktop.ui.summary.page import SummaryPage  # noqa: PLC0415  # see the class

        page = SummaryPage(self._services, self.messages, self._dialogs)
        page.opened_draft.connect(self.open_draft)
        page.printing.connect(self.show_preview)
        self._add(page, page.status, Side.SUM)
        return page

    def _add(self, page: QWidget, status: QWidget, side: Side | None = None) -> None:
        if side is not None:
            self._homes[page] = side
        self.pages.addWidget(page)
        self._status.addWidget(status)

    def _show(self, page: QWidget) -> None:
        self.messages.clear_notice()
        self.pages.setCurrentWidget(page)
        self._status.setCurrentIndex(self.pages.indexOf(page))
        self.rail.show_side(self._homes.get(page))

    def show_side(self, side: Side) -> None:
        """The page a side of the program begins with. An open draft is written and let go first."""
        match side:
            case Side.FILL:
                self.show_drafts()
            case Side.COLLECT:
                self._leave_for(lambda: self.board)
            case Side.SUM:
                self._leave_for(lambda: self.summary)

    def _leave_for(self, page: Callable[[], BoardPage | SummaryPage]) -> None:
        def go() -> None:
            if self.editor is not None:
                self.editor.leave()
            self.setWindowTitle(NAME)
            with self.messages.guard(), busy():
                self._show_home(page())

        if self._save_editor("仍要离开", go):
            go()

    def _show_home(self, page: BoardPage | SummaryPage) -> None:
        self._show(page)
        page.refresh()
        page.take_focus()

    def show_received(self, chosen: tuple[list[int], int]) -> None:
        """Documents that came in, and which of them first."""
        with self.messages.guard():
            if self.received.show_documents(*chosen):
                self._show(self.received)
                self.received.take_focus()

    def _place_on_screen(self) -> None:
        screen = self.screen().availableGeometry()
        self.setMinimumSize(min(_LEAST[0], screen.width()), min(_LEAST[1], screen.height() - 40))
        self.resize(min(_SIZE[0], screen.width()), min(_SIZE[1], screen.height()))
        with self.messages.guard():
            known = self._services.remembered(_PLACE)
            if known:
                self.restoreGeometry(QByteArray.fromBase64(known.encode()))
            elif screen.width() <= _SIZE[0]:
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def show_drafts(self) -> None:
        """Back to the list. An open draft is written and let go first."""
        if self._save_editor("仍要离开", self._list_drafts):
            self._list_drafts()

    def _list_drafts(self) -> None:
        shown = self.editor.draft.row.id if self.editor is not None and self.editor.draft is not None else None
        if self.editor is not None:
            self.editor.leave()
        self.setWindowTitle(NAME)
        self._show(self.drafts)
        self.drafts.show_drafts([shown] if shown is not None else self.drafts.table.chosen())
        self.drafts.take_focus()

    def show_preview(self, printouts: Sequence[Printout]) -> None:
        """Show documents as they will be printed; leaving that goes back to the page shown now."""
        came_from = self.pages.currentWidget()
        with self.messages.guard():
            self.preview.show_job(printouts)
            self._before_preview = cast("Printing", came_from)
            self._show(self.preview)
            self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_preview(self) -> None:
        self.preview.leave()
        self._show(self._before_preview)
        self._before_preview.take_focus()

    def show_packing(self, draft_ids: Sequence[int]) -> None:
        """上报: what of these drafts' units and year may go upward."""
        with self.messages.guard():
            with busy():
                plan = self._services.pack_plan(draft_ids)
            self._show(self.packing)
            self.packing.begin(plan, draft_ids)
            self.packing.take_focus()

    def show_new(self) -> None:
        """The forms to choose from."""
        self._show(self.new)
        with self.messages.guard():
            self.new.chooser.prefill(next(iter(self._services.drafts("")), None))

    def show_verify(self) -> None:
        """核对: a code to type or scan."""
        self._show(self.verify)
        self.verify.take_focus()

    def open_at(self, draft_id: int, path: FieldPath) -> None:
        """Open a draft at a place; an empty path is its beginning."""
        self.open_draft(draft_id)
        if path and self.editor is not None and self.pages.currentWidget() is self.editor:
            self.editor.show_place(path)

    def begin(self, form: str, edition: str, year: int, unit: str) -> None:
        """Begin a form and open it."""
        self._open_made(lambda: self._services.create(form, edition, year, unit))
        if self.editor is not None and self.pages.currentWidget() is self.editor:
            self.editor.carrying.propose()

    def open_draft(self, draft_id: int) -> None:
        """Open a draft for filling."""
        with self.messages.guard():
            draft = self._services.open(draft_id)
            self.messages.clear()
            if self.editor is None:
                from desktop.ui.editor.page import EditorPage  # noqa: PLC0415  # see the class

                self.editor = EditorPage(self._services, self.messages, self._dialogs)
                self.editor.back.connect(self.show_drafts)
                self.editor.elsewhere.connect(self.open_elsewhere)
                self.editor.printing.connect(self.show_preview)
                self.editor.named.connect(lambda name: self.setWindowTitle(f"{name} — {NAME}"))
                self._add(self.editor, self.editor.status)
            self._show(self.editor)
            self.editor.open(draft)

    def open_elsewhere(self, finding: Elsewhere) -> None:
        """Open the draft a finding is in, at its place. The open one is written and let go first."""

        def go() -> None:
            with self.messages.guard():
                self._services.open(finding.draft_id)  # one that cannot be read leaves the person where they are
                if self.editor is not None:
                    self.editor.leave()
                self.open_draft(finding.draft_id)
                if self.editor is not None:
                    self.editor.show_place(finding.path)

        if self._save_editor("仍要离开", go):
            go()

    def hand_in(self) -> None:
        """Write all that is typed, without asking: the session may be about to end."""
        if self.editor is not None and self.editor.draft is not None:
            self.editor.hand_in()

    def end(self) -> None:
        """Write all that is typed and close, whatever the disk says; what could not be handed in is kept as typed."""
        self.hand_in()
        self.close()

    def open_sample(self) -> None:
        """Open a filled example, as a draft of its own."""
        self._open_made(self._services.create_sample)

    def _open_made(self, make: Callable[[], int]) -> None:
        with self.messages.guard():
            self.open_draft(make())

    def _save_editor(self, label: str, anyway: Callable[[], None]) -> bool:
        """Write the open draft. When that is refused the person decides, in the line that says why."""
        editor = self.editor
        if editor is None or editor.draft is None or editor.save():
            return True
        self.messages.offer(label, anyway)
        return False

    def _close_anyway(self) -> None:
        if self.editor is not None:
            self.editor.leave()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hand in the open cell and write everything; stay when that is refused."""
        event.setAccepted(self._save_editor("仍要关闭", self._close_anyway))
        if event.isAccepted():
            if self.editor is not None:
                self.editor.leave()
            with self.messages.guard():
                self._services.remember(_PLACE, bytes(self.saveGeometry().toBase64().data()).decode())
