"""A year's round with sixty units, played at the windows of those who take part: what every act of it needs.

Each office has a computer of its own, a data file and a window over it; between them goes a stick. People use the
keyboard, the mouse, and files let go over the window. Two of the units are played like the office; the packages of the
other fifty-eight were made before.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.bench.round import Fault, package_of, unit_name, unit_year, write_packages
from desktop.export.package.locking import lock
from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.session.session import Session
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.board.page import BoardPage
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow
from desktop.ui.received.page import ReceivedPage
from tests.journeys.hand import CTRL, Key, press, show
from tests.ui.window.hand import double_click
from tests.ui.window.standins import StandInDialogs

YEAR = 2022
B, C, D, E, F = (
    "部门预算项目支出绩效目标批复表", "部门整体支出绩效自评表", "部门预算项目支出绩效自评表", "目标绩效考核细则",
    "目标考评情况汇总表",
)  # fmt: skip
UNITS = range(60)
AUDIT, ROADS = 1, 9
"""The two that are played: one measures itself by a target nobody approved, the other is in order."""
DAMAGED, LOCKED = 40, 47
PASSWORD = "春天花开"
FAULTS = {5: Fault.SUM, 11: Fault.BLANK, 23: Fault.ACROSS, 31: Fault.UNEXPLAINED}
OFFICE, ABOVE = "某市财政局", "某省财政厅"
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_COPY, _LEFT, _NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def name_of(number: int) -> str:
    """The name of a unit."""
    return unit_name(number)


class Dialogs(StandInDialogs):
    """Puts return files where the others go."""

    def return_to_save(self, name: str) -> Path | None:
        return self.folder / name


@dataclass
class Desk:
    """Somebody at a computer."""

    window: MainWindow
    workspace: Workspace
    dialogs: Dialogs
    qtbot: QtBot

    @property
    def store(self) -> Store:
        """The data file."""
        return self.workspace.store

    @property
    def board(self) -> BoardPage:
        """收表."""
        return self.window.board

    @property
    def received(self) -> ReceivedPage:
        """A form that came in."""
        return self.window.received

    @property
    def editor(self) -> EditorPage:
        """The form that is being filled."""
        assert self.window.editor is not None
        assert self.shows(self.window.editor)
        return self.window.editor

    @property
    def session(self) -> Session:
        """What is in it."""
        session = self.editor.view.session
        assert session is not None
        return session

    @property
    def said(self) -> str:
        """What the line of the window says."""
        return self.window.messages.text

    @property
    def units(self) -> list[str]:
        """The names of the board's lines."""
        return [line.unit.name for line in self.board.model.lines]

    def shows(self, page: QWidget) -> bool:
        """Whether a page is the one that is seen."""
        return self.window.pages.currentWidget() is page

    def field(self, unit: int, form: str) -> str:
        """What the board says of a unit and form."""
        model = self.board.model
        row, column = self.units.index(name_of(unit)), model.forms.index(form) + 1
        return str(model.index(row, column).data())

    def rect(self, unit: int, form: str) -> QRect:
        """Where that stands, in the board's table."""
        model, table = self.board.model, self.board.table
        index = model.index(self.units.index(name_of(unit)), model.forms.index(form) + 1)
        table.scrollTo(index)
        return table.visualRect(index)

    def drop(self, *paths: Path) -> None:
        """Files from the stick, let go over the page that is seen."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        page = self.window.pages.currentWidget()
        assert page is not None
        enter = QDragEnterEvent(QPoint(400, 300), _COPY, mime, _LEFT, _NONE)
        QApplication.sendEvent(page, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(page, QDropEvent(QPointF(400, 300), _COPY, mime, _LEFT, _NONE))

    def taken_in(self) -> None:
        """Wait until all packages were gone through."""
        self.qtbot.waitUntil(lambda: not self.board.receiver.running, timeout=60_000)


@dataclass
class Round:
    """Where all of it lies. `sent`: the folder with the packages of those who are not played."""

    folder: Path
    sent: Path
    qtbot: QtBot
    stick: Path = field(init=False)

    def __post_init__(self) -> None:
        self.stick = self.folder / "U盘"
        self.stick.mkdir()

    @contextmanager
    def at(self, whom: str) -> Generator[Desk]:
        """Somebody's computer, switched on; the data file stays when it is off again."""
        with Store.open(self.folder / f"{whom}.db") as store:
            workspace, dialogs = Workspace(store, bundled), Dialogs(self.stick)
            workspace.remember("package.folder", str(self.stick))
            window = MainWindow(workspace, dialogs)
            try:
                show(self.qtbot, window)
                yield Desk(window, workspace, dialogs, self.qtbot)
            finally:
                closed = window.close()
            assert closed

    def moment(self, name: str) -> None:
        """Something worth a look stands on the screen; whoever takes pictures puts a camera here."""


def list_of_units(folder: Path) -> Path:
    """The office's list, as a workbook with a title above it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"{YEAR}年绩效管理单位名单"])
    sheet.append(["序号", "单位名称", "单位代码", "联系人"])
    for number in UNITS:
        sheet.append([number + 1, name_of(number), f"{101001 + number}", "张某"])
    target = folder / "单位名单.xlsx"
    book.save(target)
    return target


def packages(folder: Path) -> Path:
    """The packages of all who are not played, one damaged, one locked; and what the first of the played sent in spring.

    That one's approved goals went up from another computer, so its own check did not see what the office's will.
    """
    made = write_packages(folder, (one for one in UNITS if one not in {AUDIT, ROADS}), faults=FAULTS, prints=False)
    files = {int(path.name[:5]): path for path in made}
    files[DAMAGED].write_bytes(files[DAMAGED].read_bytes()[:-200])
    files[LOCKED].write_bytes(lock(files[LOCKED].read_bytes(), PASSWORD))
    spring = [one for one in year_of(AUDIT) if one.form == B]
    (folder / "年初.jbz").write_bytes(package_of(spring, made="2022-02-20T09:00:00+08:00", prints=False))
    return folder


def year_of(number: int) -> list[Document]:
    """The documents of a unit as everybody here has them."""
    return unit_year(number, year=YEAR, count=2)


def as_files(documents: list[Document], folder: Path) -> list[Path]:
    """Documents as last year's program, or a colleague, hands them over; nothing has passed yet."""
    folder.mkdir()
    files = []
    for number, document in enumerate(documents, 1):
        document.revision = 0
        files.append(folder / f"{number:02}.json")
        files[-1].write_bytes(jsonio.dumps(document))
    return files


def click(widget: QWidget, spot: QPoint | None = None) -> None:
    """Left mouse button, in the middle unless `spot` says where."""
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, _LEFT, _NONE, spot or widget.rect().center())


def open_draft(unit: Desk, number: int) -> None:
    """Double click on its line."""
    table, model = unit.window.drafts.table, unit.window.drafts.model
    double_click(table.viewport(), table.visualRect(model.index(model.row_of(number), 0)).center())
    assert unit.shows(unit.editor)


def pack(play: Round, unit: Desk, documents: int) -> None:
    """上报, from the list."""
    press(Key.Key_U, CTRL)
    page = unit.window.packing
    assert len(page.documents.chosen()) == documents
    play.moment("上报")
    press(Key.Key_Return, CTRL)
    unit.qtbot.waitUntil(page.done.isVisible, timeout=30_000)
    play.moment("上报，包做好了")
    press(Key.Key_Escape)
    assert unit.shows(unit.window.drafts)


def newest(folder: Path) -> Path:
    """The package that was put there last."""
    return max(folder.glob("*.jbz"), key=lambda file: file.stat().st_mtime_ns)
