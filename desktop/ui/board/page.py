"""收表: who has sent what. Packages are dropped here, and every field of the board opens what is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.session.overview import Overview, Pick
from desktop.session.takingin import Entry, Newer
from desktop.ui import fonts
from desktop.ui.board.actions import BoardActions
from desktop.ui.board.chips import Chips
from desktop.ui.board.commands import BoardCommands
from desktop.ui.board.due import DuePanel
from desktop.ui.board.empty import EmptyBoard
from desktop.ui.board.forward import ForwardPanel
from desktop.ui.board.model import BoardModel
from desktop.ui.board.reader import Reader
from desktop.ui.board.receipt import Receipt
from desktop.ui.board.receiver import Receiver
from desktop.ui.board.table import BoardTable
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.drafts.empty import NothingFound
from desktop.ui.drafts.search import SearchField
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import Services
from desktop.ui.widgets import SPACE, column, dropped_files, label

_YEAR = "collect.year"
"""Key under which the year shown last is remembered."""
_DUE = (340, 430)
"""px of width of the panel of what is due, least and most."""


class BoardPage(QWidget):
    """The receiving office's first page."""

    opened = Signal(object)
    """The numbers of received documents to leaf through, and the index of the one to begin with."""
    printing = Signal(object)
    """The `Printout`s the person wants on paper."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__()
        self._services, self._messages, self._dialogs = services, messages, dialogs
        self.desk = services.collecting
        self.overview: Overview | None = None
        self.model = BoardModel(self)
        self.model.set_marks({name.form: name.mark for name in self.desk.forms()})
        self.table = BoardTable(self.model)
        self.search = SearchField("搜索单位、代码")
        self.tools, self.chips = BoardActions(self, self.search), Chips()
        self.empty, self.nothing = EmptyBoard(), NothingFound()
        self.due = DuePanel(self.desk.forms(), self.desk.put_due)
        self.forward = ForwardPanel(services, messages, dialogs)
        self.receipt = Receipt(self._differences)
        self.receiver = Receiver(self, self.desk, self.receipt, messages)
        self.reader = Reader(self, self.desk, messages)
        self.commands = BoardCommands(
            self.desk, messages, dialogs, self.refresh, self.printing.emit, lambda: services.received
        )
        self.status = label()
        self._whole = True
        """Whether the overview is all of the board, or its top alone."""
        self._watched: QWidget | None = None
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.search.setAcceptDrops(False)
        self.year = self._first_year()

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setObjectName("sheet")
        column(sheet, self.table, margin=1)
        self._listed = QWidget()
        column(self._listed, sheet).setContentsMargins(2 * SPACE, 0, 2 * SPACE, 2 * SPACE)
        self.stack = QStackedWidget()
        for part in (self._listed, self.nothing, self.empty):
            self.stack.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(0)
        self.chips.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        left.addWidget(self.chips)
        left.addWidget(self.stack, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self.due)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools.bar)
        layout.addLayout(across, 1)
        layout.addWidget(self.forward)
        layout.addWidget(self.receipt)

    def _connect(self) -> None:
        acts = self.tools
        acts.take_files.triggered.connect(lambda: self.receive(self._dialogs.packages_to_open()))
        acts.take_folder.triggered.connect(self._take_folder)
        self.empty.files_link.clicked.connect(acts.take_files.trigger)
        self.empty.folder_link.clicked.connect(acts.take_folder.trigger)
        self.empty.units_link.clicked.connect(acts.units.trigger)
        self.empty.due_link.clicked.connect(acts.due.trigger)
        acts.units.triggered.connect(self.commands.import_units)
        acts.due.toggled.connect(self._show_due)
        acts.waiting.triggered.connect(self._list_waiting)
        acts.forward.triggered.connect(lambda: self.forward.begin(self.year))
        self.forward.printing.connect(self.printing)
        self.forward.closed.connect(self.take_focus)
        acts.print_reminder.triggered.connect(lambda: self.commands.print_reminder(self.overview))
        acts.save_reminder.triggered.connect(lambda: self.commands.save_reminder(self.overview))
        acts.reread.triggered.connect(self.refresh)
        self.due.changed.connect(self.refresh)
        self.due.closed.connect(lambda: acts.due.setChecked(False))
        acts.accept_clean.triggered.connect(lambda: self.commands.ask_clean(self._shown_units(), self.year))
        self.chips.picked.connect(self._pick)
        self.search.textChanged.connect(self._filter)
        self.search.left_downward.connect(self.table.setFocus)
        self.nothing.clear_link.clicked.connect(self._show_all)
        self.table.opened.connect(self._open)
        self.table.column_opened.connect(self._open_column)
        self.receipt.opened.connect(self._open_entry)
        self.receipt.closed.connect(self.take_focus)
        self.reader.finished.connect(self._show)
        self.receiver.moved.connect(self._follow)
        self.receiver.finished.connect(self._finish)

    def _first_year(self) -> int:
        """The one shown last, else the latest of which something came in, else this one."""
        remembered = ""
        latest: int | None = None
        with self._messages.guard():
            remembered = self._services.remembered(_YEAR)
            latest = self.desk.latest()
        return int(remembered) if remembered.isdecimal() else latest or _today().year

    def refresh(self) -> None:
        """Read the board anew; the cursor stays on its field. A large one is there a moment later."""
        with self._messages.guard():
            self.receipt.renew(self.desk.as_it_is)
            for action in self.tools.years.show_years(self.desk.years(_today()), self.year):
                action.triggered.connect(partial(self.show_year, action.data()))
            if not self.desk.is_large(self.year):
                self.reader.drop()
                self._show(self.desk.overview(self.year, _today()))
            else:
                if self.overview is None or self.overview.board.year != self.year:
                    self._show_glimpse(self.desk.glimpse(self.year, _today()))
                self.reader.read(self.year, _today())

    def _show(self, overview: Overview) -> None:
        self.overview, self._whole = overview, True
        fonts.need("".join(line.unit.name for line in overview.board.lines))
        self.chips.show_counts(overview)
        down = self.table.verticalScrollBar().value()
        self._filter()
        self.table.verticalScrollBar().setValue(down)
        self.status.setText(overview.summary)
        self._enable()

    def _show_glimpse(self, overview: Overview) -> None:
        """The top of a board, while the rest of it is read."""
        self.overview, self._whole = overview, False
        fonts.need("".join(line.unit.name for line in overview.board.lines))
        self.chips.show_counts(None)
        self._filter()
        self.status.setText("正在读…")
        self._enable()

    def show_year(self, year: int) -> None:
        """The board of another year."""
        self.year = year
        with self._messages.guard():
            self._services.remember(_YEAR, str(year))
        self.overview = None
        self._show_all()
        self.refresh()
        if self.tools.due.isChecked():
            self._show_due()

    def receive(self, paths: Sequence[Path]) -> None:
        """Take in what lies at the paths."""
        if self.receiver.running:
            self._messages.note("正在收表，收完或停下以后再收这些")
            return
        self.receiver.receive(paths)
        self._enable()

    def take_focus(self) -> None:
        """Give the keyboard to what the person will use first."""
        shown = self.stack.currentWidget()
        first = self.table if shown is self._listed else self.search if shown is self.nothing else self.empty.first_link
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Stop what is being taken in or read, and return when it has stopped."""
        self.receiver.end()
        self.reader.drop()
        self.forward.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row of buttons knows its room."""
        super().resizeEvent(event)
        self.tools.fit(event.size().width())
        self.due.setFixedWidth(min(max(event.size().width() // 3, _DUE[0]), _DUE[1]))

    def showEvent(self, event: QShowEvent) -> None:
        """Know the window: when it is closed, what was begun here ends with it."""
        super().showEvent(event)
        if self._watched is not self.window():
            self._watched = self.window()
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window was closed, which hides it; that another program lies over it is none of our business."""
        if watched is self._watched and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.end()
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Packages and folders are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in."""
        self.receive(dropped_files(event))

    def _take_folder(self) -> None:
        folder = self._dialogs.folder_to_receive()
        if folder is not None:
            self.receive([folder])

    def _filter(self) -> None:
        if self.overview is None:
            return
        at = self._current()
        lines = self.overview.lines(self.search.text(), self.chips.pick)
        self.model.set_lines(self.overview, lines)
        self._go_back(*at)
        board = self.overview.board
        part: QWidget = self._listed
        if self._whole and not (board.lines and board.forms):
            part = self.empty
            self.empty.say(board.year, sum(line.listed for line in board.lines))
        elif self._whole and not lines:
            part = self.nothing
            wanted = self.search.text().strip()
            what = f"与「{wanted}」相符的单位" if wanted else f"「{self.chips.pick.word}」的单位"
            self.nothing.say(f"没有{what}", searching=True)
        self.stack.setCurrentWidget(part)
        self.chips.setVisible(part is not self.empty)

    def _pick(self) -> None:
        """Only some units: the cursor goes to the first field that they are shown for."""
        self._filter()
        at = self.model.first(self.chips.pick)
        if at is not None:
            self.table.go_to(*at)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current(self) -> tuple[str, str]:
        """Unit and form with the cursor."""
        index = self.table.currentIndex()
        if not index.isValid():
            return "", ""
        return self.model.lines[index.row()].unit.key, self.model.form(index.column())

    def _go_back(self, unit: str, form: str) -> None:
        row = next((row for row, line in enumerate(self.model.lines) if line.unit.key == unit), 0) if unit else 0
        column = self.model.forms.index(form) + 1 if form in self.model.forms else int(not unit)
        if self.model.lines:
            self.table.go_to(row, min(column, len(self.model.forms)))

    def _show_all(self) -> None:
        self.search.clear()
        self.chips.choose(Pick.ALL)

    def _show_due(self) -> None:
        on = self.tools.due.isChecked()
        self.due.setVisible(on)
        if not on:
            self.take_focus()
            return
        with self._messages.guard():
            self.due.show_due(self.year, self.desk.due(self.year))
            self.due.take_focus()

    def _enable(self) -> None:
        if self.overview is not None:
            board = self.overview.board
            self.tools.enable(resting=not self.receiver.running, owing=bool(board.lines and board.forms))
            self.tools.show_waiting(self.overview.counts[Pick.WAITING])

    def _open(self, row: int, column: int) -> None:
        line = self.model.lines[row]
        with self._messages.guard():
            documents, index = self.desk.documents(line.unit.key, self.year, self.model.form(column))
            if documents:
                self.opened.emit((documents, index))
            else:
                form = self.model.form(column)
                self._messages.note(f"{line.unit.name}还没有报来{f'《{form}》' if form else '表'}")

    def _open_column(self, column: int) -> None:
        with self._messages.guard():
            form = self.model.form(column)
            documents = self.desk.documents_of(self._shown_units(), self.year, form)
            if documents:
                self.opened.emit((documents, 0))
            else:
                self._messages.note(f"列出的单位还没有报来《{form}》")

    def _shown_units(self) -> list[str]:
        return [line.unit.key for line in self.model.lines]

    def _open_entry(self, entry: Entry) -> None:
        if entry.documents:
            first = entry.newer[0].id if entry.newer else entry.documents[0]
            self.opened.emit((list(entry.documents), entry.documents.index(first)))
        else:
            self._messages.note("这个包没有收下，没有可以打开的表")

    def _list_waiting(self) -> None:
        with self._messages.guard(), busy():
            entries = self.desk.waiting(self.year)
            self.receipt.finish(f"{self.year} 年有 {len(entries)} 个包里有更新的，等着确认", entries)
            self.receipt.take_focus()

    def _differences(self, newer: Newer) -> list[str]:
        with self._messages.guard():
            return self.desk.differences(newer)
        return []

    def _follow(self) -> None:
        """While packages come in. A large board is not read every other second."""
        with self._messages.guard():
            self._go_where_it_came()
            if not self.desk.is_large(self.year):
                self.refresh()

    def _go_where_it_came(self) -> None:
        """With nothing to see in the year shown, the year of what came in is what one wants to see."""
        latest = self.desk.latest()
        if latest is not None and self.overview is not None and not self.overview.board.forms:
            self.year = latest

    def _finish(self) -> None:
        with self._messages.guard():
            self._go_where_it_came()
        self.refresh()
        if self.isVisible() and not self.receipt.take_focus():
            focused = QApplication.focusWidget()
            if focused is None or not focused.isVisible() or not focused.isEnabled():
                self.take_focus()


def _today() -> date:
    return datetime.now().astimezone().date()
