"""A form passes, is printed, changed; the paper comes back and is typed, scanned, photographed at the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.code import code_of
from desktop.forms.qr import encode, page_code
from desktop.resources import asset
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.mainwindow import MainWindow
from desktop.ui.verify.page import VerifyPage
from tests.export.photographs import Camera, file_of, printed
from tests.forms.samples import edition_of, sample
from tests.journeys.hand import press, show

VALUE = ("年度绩效指标", 2, "指标值")
PAPER = sample("B-示例")
CODE = code_of(digest(edition_of(PAPER), PAPER))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """The form passed as it is on the paper, then one value was changed and it passed again."""
    with Store.open(tmp_path / "数据.db") as store:
        workspace = Workspace(store, bundled)
        draft = workspace.open(workspace.import_file(asset("samples/B-示例.json")).ids[0])
        draft.review()
        draft.session.set_text(VALUE, "≥97%")
        draft.review()
        draft.close()
        yield workspace


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> MainWindow:
    window = MainWindow(workspace)
    show(qtbot, window)
    return window


def enter(window: MainWindow) -> VerifyPage:
    """Ctrl+K from the list."""
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.verify
    assert window.verify.field.hasFocus()
    return window.verify


def test_a_typed_code_lists_what_differs_and_leads_there(qtbot: QtBot, window: MainWindow) -> None:
    page = enter(window)
    QTest.keyClicks(page.field, CODE.lower())
    press(Qt.Key.Key_Return)
    title, line = page.answer.lines()
    assert "的修订 1，您手里的是修订 2，以下 1 处不同" in title
    assert line == "年度绩效指标第3行的指标值：纸上是“≥98%”，您手里是“≥97%”"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    editor = window.editor
    assert editor is not None
    assert window.pages.currentWidget() is editor
    assert editor.view.current_path == VALUE


def test_a_slip_is_told_while_typing_and_again_on_enter(window: MainWindow) -> None:
    page = enter(window)
    slip = "3" if CODE[5] == "2" else "2"
    QTest.keyClicks(page.field, CODE[:5] + slip + CODE[6:9])
    assert page.said.text() == "第 2 组打错了，请对照纸上"
    assert page.said.property("wrong")
    QTest.keyClicks(page.field, CODE[9:])
    press(Qt.Key.Key_Return)
    assert page.said.text().startswith("核对码第 2 组打错了")
    assert page.answer.lines() == []
    page.field.selectAll()
    QTest.keyClicks(page.field, CODE)
    assert not page.said.property("wrong")


def test_a_scanner_types_and_sends_enter_page_after_page(window: MainWindow) -> None:
    page = enter(window)
    for number in (1, 2):
        scanned = encode(page_code(edition_of(PAPER), PAPER, 1, number, 2))
        QTest.keyClicks(page.field, scanned)
        press(Qt.Key.Key_Return)
        assert page.answer.lines()[1] == f"看到的是第 {number} 页，全文共 2 页"
    changed = PAPER.copy()
    changed.rows(("年度绩效指标",))[2]["指标值"] = "≥97%"
    QTest.keyClicks(page.field, encode(page_code(edition_of(PAPER), changed, 2, 1, 1)))
    press(Qt.Key.Key_Return)
    (title,) = page.answer.lines()
    assert title.startswith("一致：这张纸就是")


def test_a_photograph_is_dropped_on_the_page(window: MainWindow, tmp_path: Path) -> None:
    page = enter(window)
    picture = tmp_path / "照片.jpg"
    picture.write_bytes(file_of(Camera(angle=5, noise=12, ink=40, paper=215).taken(printed("B-示例", 200)[0])))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    drop = QDropEvent(
        QPointF(QPoint(50, 50)), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.dropEvent(drop)
    assert "以下 1 处不同" in page.answer.lines()[0]


def test_a_picture_without_a_code_is_said_in_the_page(window: MainWindow, tmp_path: Path) -> None:
    page = enter(window)
    (tmp_path / "空.png").write_bytes(b"\x89PNG broken")
    page.verify_file(tmp_path / "空.png")
    assert page.said.text().startswith("空.png：图片读不出来")
    press(Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.drafts
