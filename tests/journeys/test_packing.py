"""From drafts to a package on the stick, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.forms.catalogue import bundled
from desktop.resources import asset
from desktop.session.packages import load_package
from desktop.session.packing import Packing
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.mainwindow import MainWindow
from desktop.ui.packing.page import PackingPage
from tests.journeys.hand import focus, press, show
from tests.ui.window.standins import StandInDialogs

APPROVAL, UNIT = "部门预算项目支出绩效目标批复表", "某市人力资源和社会保障局"
Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


@pytest.fixture
def workspace(tmp_path: Path, stick: Path) -> Iterator[Workspace]:
    """A and B of a unit, both passed, and one more form just begun."""
    with Store.open(tmp_path / "数据.db") as store:
        workspace = Workspace(store, bundled)
        for number, name in enumerate(("A-示例", "B-示例"), 1):
            workspace.import_file(asset(f"samples/{name}.json"))
            draft = workspace.open(number)
            draft.review()
            draft.close()
        workspace.create(APPROVAL, "巴中市-2022", 2022, UNIT)
        workspace.remember("package.folder", str(stick))
        yield workspace


@pytest.fixture
def dialogs(stick: Path) -> StandInDialogs:
    return StandInDialogs(stick)


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace, dialogs: StandInDialogs) -> Iterator[MainWindow]:
    window = MainWindow(workspace, dialogs)
    show(qtbot, window)
    yield window
    window.close()


def begun(window: MainWindow) -> PackingPage:
    """上报, asked for with the first draft of the list chosen."""
    press(Key.Key_Home)
    press(Key.Key_U, _CTRL)
    page = window.packing
    assert window.pages.currentWidget() is page
    assert focus() is page.documents
    return page


def packed(qtbot: QtBot, page: PackingPage) -> Path:
    press(Key.Key_Return, _CTRL)
    qtbot.waitUntil(page.done.isVisible)
    (file,) = (Path(page._services.remembered("package.folder"))).glob("*.jbz")
    return file


def test_one_draft_stands_for_all_that_passed(window: MainWindow, qtbot: QtBot) -> None:
    page = begun(window)
    assert page.head.text() == f"上报　{UNIT}　2022 年度"
    assert page.documents.chosen() == [1, 2]
    assert page.documents.states()[:2] == ["审核通过　修订 1", "审核通过　修订 1"]
    assert page.count.text() == "共 3 份，选了 2 份，1 份还不能上报"
    assert page.side.missing_lines()[0] == "缺：部门预算收支总表"
    file = packed(qtbot, page)
    package = load_package(file)
    assert [entry.revision for entry in package.manifest.entries] == [1, 1]
    assert file.name == f"上报_{UNIT}_2022_年初.jbz"
    assert f"核对码 {package.code}　2 份表" in page.done.text.text()
    assert focus() is page.done.print_button


def test_what_is_left_out_is_told_as_missing(window: MainWindow, qtbot: QtBot) -> None:
    page = begun(window)
    press(Key.Key_Space)
    assert page.documents.chosen() == [2]
    assert page.side.missing_lines()[0] == "缺：部门整体支出绩效目标批复表（这里有，这次没有选）"
    assert len(load_package(packed(qtbot, page)).manifest.entries) == 1


def test_nothing_chosen_is_nothing_to_pack(window: MainWindow) -> None:
    page = begun(window)
    press(Key.Key_Space)
    press(Key.Key_Down)
    press(Key.Key_Space)
    assert page.documents.chosen() == []
    assert not page.pack_action.isEnabled()
    assert page.side.missing_head.text() == "先选要上报的表"


def test_what_is_held_back_opens_at_its_place(window: MainWindow) -> None:
    page = begun(window)
    press(Key.Key_End)
    press(Key.Key_Down)
    page.documents.setCurrentCell(2, 0)
    press(Key.Key_Space)
    assert page.documents.chosen() == [1, 2], "an open error is not ticked"
    press(Key.Key_Return)
    assert window.editor is not None
    assert window.pages.currentWidget() is window.editor
    assert window.editor.view.current_path == ("项目名称",)


def test_the_list_is_printed_and_the_way_leads_back(window: MainWindow, qtbot: QtBot) -> None:
    page = begun(window)
    packed(qtbot, page)
    press(Key.Key_Space)
    assert window.pages.currentWidget() is window.preview
    press(Key.Key_Escape)
    assert window.pages.currentWidget() is page
    assert focus() is page.done.print_button
    press(Key.Key_Escape)
    assert window.pages.currentWidget() is window.drafts


def test_attachments_and_password(window: MainWindow, qtbot: QtBot, dialogs: StandInDialogs, tmp_path: Path) -> None:
    (tmp_path / "合同.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "程序.pdf").write_bytes(b"MZ")
    dialogs.files = [tmp_path / "合同.pdf", tmp_path / "程序.pdf"]
    page = begun(window)
    press(Key.Key_O, _CTRL)
    assert "程序.pdf：附件应是 PDF 或图片" in window.messages.text
    assert page.side.proofs.proofs() == [(tmp_path / "合同.pdf", None)]
    while focus() is not page.side.proofs.about:
        press(Key.Key_Tab)
    press(Key.Key_Down)
    press(Key.Key_Down)
    assert page.side.proofs.proofs() == [(tmp_path / "合同.pdf", 2)]
    while focus() is not page.side.password:
        press(Key.Key_Tab)
    QTest.keyClicks(focus(), "kouling")
    package = load_package(packed(qtbot, page), "kouling")
    assert [(one.title, one.about) for one in package.manifest.attachments] == [("合同", "文档/02.json")]


def test_an_attachment_is_taken_out_again(window: MainWindow, dialogs: StandInDialogs, tmp_path: Path) -> None:
    (tmp_path / "合同.pdf").write_bytes(b"%PDF-1.4")
    dialogs.files = [tmp_path / "合同.pdf"]
    page = begun(window)
    press(Key.Key_O, _CTRL)
    page.side.proofs.files.setFocus()
    press(Key.Key_Delete)
    assert page.side.proofs.proofs() == []


def test_a_stick_that_was_pulled_out_is_one_line_and_the_page_stays(
    window: MainWindow, qtbot: QtBot, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begun(window)
    monkeypatch.setattr(page, "_place", lambda: stick / "没有的文件夹" / "包.jbz")
    press(Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: window.messages.is_error)
    assert "文件夹不存在" in window.messages.text
    assert page.done.isHidden()
    assert page.pack_action.isEnabled()


def test_leaving_while_it_is_made_makes_nothing(window: MainWindow, stick: Path) -> None:
    page = begun(window)
    press(Key.Key_Return, _CTRL)
    page.back_action.trigger()
    assert window.pages.currentWidget() is window.drafts
    assert list(stick.iterdir()) == []


def test_a_bug_while_it_is_made_is_told_once(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = begun(window)
    monkeypatch.setattr(Packing, "work", broken)
    with qtbot.captureExceptions() as exceptions:
        press(Key.Key_Return, _CTRL)
        qtbot.waitUntil(lambda: bool(exceptions))
        QCoreApplication.processEvents()
    assert [kind for kind, *_ in exceptions] == [LookupError]
    assert page.pack_action.isEnabled()


def broken(_: Packing) -> Iterator[int]:
    """Work with a bug in it."""
    yield 1
    raise LookupError("a bug")


def test_a_package_comes_in_with_its_password(
    window: MainWindow, qtbot: QtBot, dialogs: StandInDialogs, workspace: Workspace
) -> None:
    page = begun(window)
    page.side.password.setText("口令")
    file = packed(qtbot, page)
    press(Key.Key_Escape)
    dialogs.passwords = iter(["错的", "口令"])
    before = len(workspace.drafts())
    window.drafts.take_in([file])
    assert dialogs.asked == [f"{file.name}：上报包加了密码", f"{file.name}：密码不对，或上报包已损坏"]
    assert len(workspace.drafts()) == before + 2
    window.drafts.take_in([file])
    assert "上报包加了密码" in window.messages.text
    window.show_verify()
    dialogs.passwords = iter(["口令"])
    window.verify.verify_file(file)
    assert any("就是" in line for line in window.verify.answer.lines())
