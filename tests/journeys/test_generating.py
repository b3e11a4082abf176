"""From all approved forms of a year to their self-evaluations in one go, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.forms.catalogue import Catalogue, bundled
from desktop.forms.loader import parse_edition
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.carry.planlist import RESULT, STATE
from desktop.ui.carry.plans import PlansPanel
from desktop.ui.mainwindow import MainWindow
from tests.journeys.hand import focus, press, show
from tests.session.filing import OWN, OWN_FORM, REVIEW, approval, taken_in

PROJECTS = ("甲片区补助经费", "乙片区补助经费", "丙片区补助经费")
Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A whole year's form, and three approved ones of which the last is still a draft."""
    own = parse_edition(OWN_FORM.encode(), "验收表.toml")
    with Store.open(tmp_path / "数据.db") as store:
        workspace = Workspace(store, lambda: Catalogue((*bundled().editions, own)))
        for project in PROJECTS:
            approval(workspace, project, passed=project != PROJECTS[-1])
        taken_in(workspace, "A-示例")
        yield workspace


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    window = MainWindow(workspace)
    show(qtbot, window)
    yield window
    window.close()


def begun(window: MainWindow) -> PlansPanel:
    """Everything selected, and 生成."""
    window.drafts.table.setFocus()
    press(Key.Key_A, _CTRL)
    press(Key.Key_G, _CTRL)
    panel = window.drafts.plans.panel
    assert panel.isVisible()
    assert focus() is panel.drafts
    return panel


def projects(panel: PlansPanel) -> list[str]:
    return [plan.info.project for plan in panel.ticked()]


def cells(panel: PlansPanel, column: int) -> list[str]:
    model = panel.drafts.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_all_approved_forms_become_self_evaluations(window: MainWindow, workspace: Workspace) -> None:
    panel = begun(window)
    assert panel.which.currentText() == REVIEW
    assert cells(panel, STATE) == ["草稿", "审核通过", "审核通过"], "the newest on top, as in the list"
    assert len(set(cells(panel, RESULT))) == 1
    assert cells(panel, RESULT)[0] == f"{len(panel.model.lines)} 项"
    assert "来源还没有审核通过" in panel.note.text()
    press(Key.Key_Down)
    assert "来源还没有审核通过" not in panel.note.text()
    assert panel.model.lines[0].new == PROJECTS[1]
    press(Key.Key_Space)
    assert projects(panel) == [PROJECTS[2], PROJECTS[0]]
    assert panel.take_action.text() == "生成 2 份"
    assert len(workspace.drafts()) == 4, "nothing is made before the person says so"
    press(Key.Key_Return)
    assert not panel.isVisible()
    assert window.messages.text == f"已生成《{REVIEW}》 2 份"
    assert sorted(row.project for row in window.drafts.chosen()) == sorted([PROJECTS[0], PROJECTS[2]])
    assert {row.form for row in window.drafts.chosen()} == {REVIEW}
    press(Key.Key_Z, _CTRL)
    assert len(workspace.drafts()) == 4
    assert window.messages.text == "生成的 2 份已放进回收站"


def test_those_that_have_it_already_have_no_tick(window: MainWindow, workspace: Workspace) -> None:
    begun(window)
    press(Key.Key_Return)
    assert len(workspace.drafts()) == 7
    panel = begun(window)
    assert set(cells(panel, RESULT)) == {"已有这份表"}
    assert projects(panel) == []
    assert panel.note.text() == "已有这份表"
    press(Key.Key_Space)
    press(Key.Key_Return)
    assert panel.isVisible(), "there is nothing to do"
    press(Key.Key_Escape)
    assert not panel.isVisible()
    assert focus() is window.drafts.table
    assert len(workspace.drafts()) == 7


def test_one_selected_stands_for_all_and_has_the_cursor(window: MainWindow, workspace: Workspace) -> None:
    own = next(row for row in workspace.drafts() if row.project == PROJECTS[1])
    window.drafts.table.choose([own.id])
    window.drafts.table.setFocus()
    press(Key.Key_G, _CTRL)
    panel = window.drafts.plans.panel
    assert projects(panel) == list(PROJECTS)
    assert panel.drafts.currentRow() == 1
    press(Key.Key_A, _CTRL)
    press(Key.Key_Space)
    assert projects(panel) == []
    while focus() is not panel.all_link:
        press(Key.Key_Tab)
    press(Key.Key_Space)
    assert projects(panel) == list(PROJECTS)


def test_another_form_is_chosen(window: MainWindow, workspace: Workspace) -> None:
    panel = begun(window)
    panel.which.setFocus()
    press(Key.Key_Down)
    assert panel.which.currentText() == OWN
    assert [line.label for line in panel.model.lines] == ["资金总额"]
    press(Key.Key_Tab)
    assert focus() is panel.drafts
    press(Key.Key_Return)
    assert window.messages.text == f"已生成《{OWN}》 3 份"
    assert [row.form for row in workspace.drafts()].count(OWN) == 3


def test_where_nothing_can_be_made_it_says_so(window: MainWindow, workspace: Workspace) -> None:
    whole = next(row for row in workspace.drafts() if not row.project)
    workspace.delete([row.id for row in workspace.drafts() if row.project])
    window.drafts.refresh()
    window.drafts.table.choose([whole.id])
    window.drafts.table.setFocus()
    press(Key.Key_G, _CTRL)
    assert window.messages.text == "没有表可以由选中的草稿按项目生成"
    assert focus() is window.drafts.table
