"""退回 at the sender's, in the real window: the file comes in, the draft opens at the remarks, the answers go up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from desktop.collect.answering import send_back
from desktop.collect.outcome import Kind
from desktop.collect.receiving import confirm, receive
from desktop.collect.remarking import remark
from desktop.export.package.returning import loads
from desktop.forms.catalogue import bundled
from desktop.forms.jsonio import dumps
from desktop.session.packages import load_package
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.drafts.model import STATE
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow
from tests.collect.packages import goals
from tests.journeys.hand import CTRL, Key, focus, press, show
from tests.ui.window.hand import write
from tests.ui.window.standins import StandInDialogs

CATALOGUE = bundled()
LIST = "年度绩效指标"
TARGET, OTHER = (LIST, 2, "指标值"), (LIST, 4, "指标值")
FIRST, SECOND = "档案整理经费", "信息系统维护经费"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


@pytest.fixture
def workspace(tmp_path: Path, stick: Path) -> Iterator[Workspace]:
    """Two forms (1, 2) that passed and were sent."""
    with Store.open(tmp_path / "单位.db") as store:
        workspace = Workspace(store, bundled)
        for number, project in enumerate((FIRST, SECOND), 1):
            (tmp_path / "表.json").write_bytes(dumps(goals(project=project, revision=0)))
            workspace.import_file(tmp_path / "表.json")
            draft = workspace.open(number)
            draft.review()
            draft.close()
        packing = workspace.packing(workspace.pack_plan([1]), [1, 2], ())
        for _ in packing.work():
            pass
        assert packing.packed is not None
        workspace.put_package(packing.packed, stick / "上报.jbz")
        workspace.remember("package.folder", str(stick))
        yield workspace


@pytest.fixture
def office(tmp_path: Path, stick: Path) -> Iterator[Store]:
    """The office above, which has received them as its numbers 1 and 2."""
    with Store.open(tmp_path / "主管.db") as store:
        list(receive([stick / "上报.jbz"], store, CATALOGUE))
        yield store


@pytest.fixture
def came_back(office: Store, stick: Path) -> Path:
    """The first of them comes back with two remarks at cells and one on the whole."""
    remark(office, CATALOGUE, 1, TARGET, "时间与批复不符")
    remark(office, CATALOGUE, 1, OTHER, "请附依据")
    remark(office, CATALOGUE, 1, (), "请盖章后再报")
    file = stick / "退回.jbt"
    file.write_bytes(send_back(office, CATALOGUE, [1], "有几处要改"))
    return file


@pytest.fixture
def dialogs(stick: Path) -> StandInDialogs:
    return StandInDialogs(stick)


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, dialogs: StandInDialogs) -> Iterator[MainWindow]:
    window = MainWindow(workspace, dialogs)
    show(qtbot, window)
    yield window
    window.close()


def opened(window: MainWindow, dialogs: StandInDialogs, file: Path) -> EditorPage:
    """打开文件, and the editor it leads to."""
    dialogs.files = [file]
    press(Key.Key_O, CTRL)
    editor = window.editor
    assert editor is not None
    assert window.pages.currentWidget() is editor
    QCoreApplication.processEvents()
    return editor


def states(window: MainWindow) -> dict[str, str]:
    model = window.drafts.model
    return {row.project: model.index(number, STATE).data() for number, row in enumerate(model.rows)}


def test_from_the_file_to_the_package_that_answers(
    window: MainWindow, qtbot: QtBot, dialogs: StandInDialogs, came_back: Path, office: Store, stick: Path
) -> None:
    editor = opened(window, dialogs, came_back)
    panel = editor.returning.panel
    assert (panel.why.text(), editor.view.current_path) == ("有几处要改", TARGET)
    assert [row.text for row in panel.list.remarks] == ["时间与批复不符", "请附依据", "请盖章后再报"]
    assert focus() is editor.view
    write("2022年11月30日前")
    press(Key.Key_Return)
    press(Key.Key_F8, SHIFT)
    assert editor.view.current_path == OTHER
    press(Key.Key_F6)
    press(Key.Key_F2)
    write("依据在附件一")
    press(Key.Key_Return)
    assert focus() is editor.view
    press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.pages.currentWidget() is window.drafts
    assert states(window) == {FIRST: "已退回", SECOND: "审核通过"}
    press(Key.Key_Return)
    assert editor.side.tab(panel).text() == "退回意见 1"
    press(Key.Key_F7)
    assert window.messages.text == "审核通过；退回意见还没有答复 1 条"
    press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert states(window)[FIRST] == "审核通过"
    press(Key.Key_U, CTRL)
    page = window.packing
    assert page.side.missing_lines()[0] == f"“{FIRST}”《{goals().form}》：退回意见还没有答复 1 条"
    assert page.side.missing_head.text().startswith("1 份还有没答复的意见")
    assert page.pack_action.isEnabled(), "it keeps nothing back"
    press(Key.Key_Return, CTRL)
    qtbot.waitUntil(page.done.isVisible)
    file = next(file for file in stick.glob("*.jbz") if file.name != "上报.jbz")
    assert sorted(entry.revision for entry in load_package(file).manifest.entries) == [1, 2]
    (outcome,) = receive([file], office, CATALOGUE)
    assert outcome.kind is Kind.WAITING
    (new,) = (item for item in outcome.items if item.project == FIRST)
    assert [one.path for one in new.differences] == [TARGET]
    confirm(office, CATALOGUE, [new.id])
    assert [one.text for one in office.remarks.of(new.id)] == ["请盖章后再报"]
    assert {one.reply for one in office.remarks.of(1, cleared=True)} == {"", "依据在附件一"}
    press(Key.Key_Escape)
    window.open_draft(1)
    assert editor.side.part is editor.panel, "it was answered"
    assert states(window) == {FIRST: "审核通过", SECOND: "审核通过"}


def test_the_list_says_what_came_back_and_finds_it(
    window: MainWindow, office: Store, came_back: Path, stick: Path
) -> None:
    both = stick / "都退回.jbt"
    both.write_bytes(send_back(office, CATALOGUE, [1, 2], "请都改"))
    assert came_back.exists()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(both))])
    window.drafts.dropEvent(
        QDropEvent(
            QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    assert window.pages.currentWidget() is window.drafts
    assert window.messages.text == "收到退回 2 份"
    assert states(window) == {FIRST: "已退回", SECOND: "已退回"}
    assert sorted(window.drafts.table.chosen()) == [1, 2]
    window.drafts.search.setText("已退回")
    assert len(window.drafts.model.rows) == 2


def test_a_draft_in_the_bin_comes_back(
    window: MainWindow, workspace: Workspace, dialogs: StandInDialogs, came_back: Path
) -> None:
    workspace.delete([1])
    window.drafts.refresh()
    editor = opened(window, dialogs, came_back)
    assert editor.draft is not None
    assert editor.draft.row.id == 1
    assert "在回收站里，已经恢复" in window.messages.text
    assert not window.messages.is_error


def test_the_same_file_again_opens_the_draft_and_says_so(
    window: MainWindow, dialogs: StandInDialogs, came_back: Path
) -> None:
    opened(window, dialogs, came_back)
    press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    editor = opened(window, dialogs, came_back)
    assert "这次退回已经收过，没有再收" in window.messages.text
    assert len(editor.returning.panel.list.remarks) == 3


@pytest.mark.parametrize("spoil", ["断了", "别家的"])
def test_a_file_that_cannot_be_taken_is_one_line(
    window: MainWindow, dialogs: StandInDialogs, workspace: Workspace, came_back: Path, spoil: str
) -> None:
    if spoil == "断了":
        came_back.write_bytes(came_back.read_bytes()[:-100])
    else:
        assert loads(came_back.read_bytes(), name="退回").documents
        workspace.store.drafts.purge(1)
        window.drafts.refresh()
    dialogs.files = [came_back]
    press(Key.Key_O, CTRL)
    assert window.messages.is_error
    assert window.messages.text.startswith("退回.jbt：")
    assert window.pages.currentWidget() is window.drafts
    assert "已退回" not in states(window).values()


def test_an_answer_half_typed_is_there_after_the_program_was_killed(
    window: MainWindow, workspace: Workspace, dialogs: StandInDialogs, qtbot: QtBot, came_back: Path
) -> None:
    editor = opened(window, dialogs, came_back)
    press(Key.Key_F6)
    press(Key.Key_F2)
    write("依据在附")

    def kept() -> list[str]:
        stored = workspace.store.returns.open_of(1)
        assert stored is not None
        return [one.reply for one in stored.remarks if one.reply]

    qtbot.waitUntil(lambda: kept() == ["依据在附"])
    assert editor.returning.panel.box.active
