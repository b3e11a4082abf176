"""From the approved forms to the self-evaluation, and from this year to the next, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.forms.catalogue import bundled
from desktop.resources import asset
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.carry.panel import CarryPanel
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow
from tests.journeys.hand import focus, press, show

APPROVAL, REVIEW = "部门预算项目支出绩效目标批复表", "部门预算项目支出绩效自评表"
UNIT, PROJECT = "某市人力资源和社会保障局", "干部人事档案整理工作经费"
Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "数据.db") as store:
        workspace = Workspace(store, bundled)
        workspace.import_file(asset("samples/B-示例.json"))
        yield workspace


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    window = MainWindow(workspace)
    show(qtbot, window)
    yield window
    window.close()


def begun(window: MainWindow, year: int = 2022) -> EditorPage:
    """A new self-evaluation."""
    window.begin(REVIEW, "四川省-2022", year, UNIT)
    assert window.editor is not None
    return window.editor


def panel_of(editor: EditorPage) -> CarryPanel:
    assert editor.carrying.is_open
    return editor.carrying.panel


def value(editor: EditorPage, *path: str | int) -> object:
    assert editor.draft is not None
    return editor.draft.session.document.get(path)


def labels(panel: CarryPanel) -> list[str]:
    return [line.label for line in panel.ticked()]


def test_the_approved_form_becomes_the_self_evaluation(window: MainWindow) -> None:
    editor = begun(window)
    assert window.messages.text == f"批复的绩效目标可以带入：{PROJECT}（草稿）"
    press(Key.Key_F6)
    press(Key.Key_F6)
    while focus() is not window.messages.act_button:
        press(Key.Key_F6)
    press(Key.Key_Space)
    panel = panel_of(editor)
    assert focus() is panel.table
    assert "主管部门" not in [line.label for line in panel.model.lines], "that was filled from the new form's unit"
    assert labels(panel)[:2] == ["项目名称", "实施单位"]
    assert panel.take_action.text() == f"带入 {len(panel.model.lines)} 项"
    press(Key.Key_Down)
    assert editor.view.current_path == ("实施单位",), "the form shows the place of the line"
    press(Key.Key_Space)
    assert labels(panel)[:2] == ["项目名称", "项目年度目标"]
    press(Key.Key_Return)
    assert not editor.carrying.is_open
    assert focus() is editor.view
    assert value(editor, "项目名称") == PROJECT
    assert value(editor, "实施单位") is None, "its tick was taken away"
    assert value(editor, "绩效指标", 0, "三级指标") == "整理档案卷数"
    assert "已带入 14 项" in window.messages.text
    assert PROJECT in window.windowTitle()
    press(Key.Key_Z, _CTRL)
    assert value(editor, "项目名称") is None


def test_leaving_it_changes_nothing(window: MainWindow) -> None:
    editor = begun(window)
    assert editor.draft is not None
    before = editor.draft.session.document.copy()
    press(Key.Key_I, _CTRL)
    panel = panel_of(editor)
    press(Key.Key_Escape)
    assert not panel.isVisible()
    assert focus() is editor.view
    assert editor.draft.session.document == before


def test_all_and_none(window: MainWindow) -> None:
    editor = begun(window)
    press(Key.Key_I, _CTRL)
    panel = panel_of(editor)
    assert panel.all_link.text() == "全不选"
    press(Key.Key_A, _CTRL)
    press(Key.Key_Space)
    assert labels(panel) == []
    assert not panel.take_action.isEnabled()
    press(Key.Key_Return)
    assert editor.carrying.is_open, "there is nothing to do"
    press(Key.Key_Tab)
    assert focus() is panel.all_link
    press(Key.Key_Space)
    assert len(labels(panel)) == len(panel.model.lines)


def test_what_the_form_says_meanwhile_is_taken_into_account(window: MainWindow) -> None:
    editor = begun(window)
    assert editor.draft is not None
    press(Key.Key_I, _CTRL)
    panel = panel_of(editor)
    press(Key.Key_Space)
    editor.draft.session.set_text(("项目年度目标",), "我们自己的目标")
    line = next(line for line in panel.model.lines if line.label == "项目年度目标")
    assert line.old == "我们自己的目标"
    assert "项目名称" not in labels(panel), "what the person chose stays"


def test_another_source_is_chosen(window: MainWindow, workspace: Workspace) -> None:
    copy = workspace.open(workspace.duplicate(workspace.drafts()[0].id))
    copy.session.set_text(("项目名称",), "考务经费")
    copy.flush()
    copy.close()
    editor = begun(window)
    assert window.messages.text.endswith("等 2 份")
    press(Key.Key_I, _CTRL)
    panel = panel_of(editor)
    panel.which.setFocus()
    assert panel.which.currentText() == "考务经费（草稿）"
    press(Key.Key_Down)
    assert panel.model.lines[0].new == PROJECT
    assert panel.model.lines[0].source == f"{PROJECT}（草稿）"


def test_where_there_is_nothing_it_says_what_is_looked_for(window: MainWindow) -> None:
    editor = begun(window, 2030)
    assert window.messages.text == ""
    press(Key.Key_I, _CTRL)
    assert not editor.carrying.is_open
    assert window.messages.text == f"没有找到可以带入的2030 年度的《{APPROVAL}》、2029 年度的《{REVIEW}》"


def test_the_list_is_rolled_over_into_the_next_year(window: MainWindow, workspace: Workspace) -> None:
    workspace.import_file(asset("samples/A-示例.json"))
    window.drafts.refresh()
    window.drafts.table.setFocus()
    press(Key.Key_A, _CTRL)
    press(Key.Key_J, _CTRL)
    panel = window.drafts.plans.panel
    assert panel.isVisible()
    assert focus() is panel.drafts
    assert panel.title.text() == "结转到 2023 年度"
    assert [item.info.form for item in panel.ticked()] == ["部门整体支出绩效目标批复表", APPROVAL]
    assert len(workspace.drafts()) == 2
    press(Key.Key_Down)
    assert ("以前年度预算安排", "15.00") in [(line.label, line.new) for line in panel.model.lines]
    assert "以前年度预算安排" in panel.note.text()
    press(Key.Key_Up)
    press(Key.Key_Space)
    assert [item.info.form for item in panel.ticked()] == [APPROVAL]
    press(Key.Key_Return)
    assert not panel.isVisible()
    assert (workspace.drafts()[0].year, workspace.drafts()[0].project) == (2023, PROJECT)
    assert window.messages.text == "已结转到 2023 年度 1 份"
    assert [row.year for row in window.drafts.chosen()] == [2023]
    press(Key.Key_Z, _CTRL)
    assert [row.year for row in workspace.drafts()] == [2022, 2022]


def test_what_cannot_be_rolled_over_says_why(window: MainWindow, workspace: Workspace) -> None:
    workspace.make(workspace.rollovers([workspace.drafts()[0].id]))
    window.drafts.refresh()
    window.drafts.table.choose([row.id for row in workspace.drafts() if row.year == 2022])
    window.drafts.table.setFocus()
    press(Key.Key_J, _CTRL)
    panel = window.drafts.plans.panel
    assert panel.ticked() == []
    assert panel.note.text() == "已有2023年度的这份表"
    press(Key.Key_Return)
    assert panel.isVisible()
    press(Key.Key_Escape)
    assert not panel.isVisible()
    assert focus() is window.drafts.table
    assert len(workspace.drafts()) == 2
