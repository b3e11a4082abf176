"""The summary filled from judged sheets, brought up to date in the editor: lines, ticks, and what was typed stays."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.forms.catalogue import bundled
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui import theme
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow
from tests.collect.targets import E, F, accept_one, at, targets
from tests.ui.window.hand import Key, press
from tests.ui.window.standins import StandInDialogs

WATER, AUDIT = "某市水利局", "某市审计局"
INNER = "目标任务加扣分情况"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "收表.db") as store:
        yield Workspace(store, bundled)


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication, workspace: Workspace, tmp_path: Path) -> Generator[EditorPage]:
    """A summary of two units, one with half a point off, in which the office typed its own part."""
    theme.apply(qapp)
    desk = workspace.assessing
    water, audit = (accept_one(workspace.store, tmp_path / "U盘", targets(unit)) for unit in (WATER, AUDIT))
    for number in (water, audit):
        desk.put_same(number)
    desk.put(water, at(1), "9.5", "超时一次")
    window = MainWindow(workspace, StandInDialogs(tmp_path))
    qtbot.addWidget(window)
    window.resize(1366, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    window.open_draft(desk.make_summary(F, 2022).draft)
    assert window.editor is not None
    assert window.editor.draft is not None
    session = window.editor.draft.session
    rows = [row["单位"] for row in session.document.rows(("单位考评",))]
    session.set_text(("单位考评", rows.index(WATER), "过程管控得分"), "49")
    desk.put(water, at(1), "10")
    desk.put(audit, at(0), "24", "就业任务没有完成")
    yield window.editor
    window.close()


def test_what_was_judged_since_is_shown_line_by_line_and_taken(editor: EditorPage) -> None:
    editor.carrying.begin()
    panel = editor.carrying.panel
    assert panel.title.text() == f"收到的《{E}》"
    assert panel.source.text() == "共 2 份"
    lines = {line.source: line for line in panel.model.lines}
    assert lines[f"{WATER}（已接受）"].gone
    assert lines[f"{AUDIT}（已接受）"].new == "第1项扣1分：就业任务没有完成  -1  稳定就业"
    assert panel.take_action.text() == "带入 1 项", "what would take away is not ticked"
    press(Key.Key_A, ctrl=True)
    press(Key.Key_Space)
    assert panel.take_action.text() == "带入 2 项"
    press(Key.Key_Return)
    assert editor.draft is not None
    document = editor.draft.session.document
    found = {row["单位"]: row for row in document.rows(("单位考评",))}
    assert found[WATER][INNER] == []
    assert found[WATER]["过程管控得分"] == "49"
    assert found[AUDIT][INNER] == [{"事由": "第1项扣1分：就业任务没有完成", "加扣分": "-1", "考核事项": "稳定就业"}]
    press(Key.Key_Z, ctrl=True)
    assert [len(row[INNER] or ()) for row in document.rows(("单位考评",)) if row["单位"] == WATER] == [1]
