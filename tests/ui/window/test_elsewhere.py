"""What other drafts say about the one being filled, in the window."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.findings import Finding
from desktop.session.neighbours import Elsewhere
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.editor.page import EditorPage
from desktop.ui.findings.groups import Group
from desktop.ui.findings.model import place_line
from desktop.ui.mainwindow import MainWindow
from tests.forms.samples import sample
from tests.ui.window.conftest import show
from tests.ui.window.hand import Key, begin, click, double_click, fill, press

TOTAL = ("年度资金总额",)


@pytest.fixture
def unit(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Generator[MainWindow]:
    """A project's B (1) beside the department's A (2) and the budget table (3), all in agreement."""
    assert dressed is not None
    with Store.open(tmp_path / "数据.db") as store:
        workspace = Workspace(store, bundled)
        for name in ("B-示例", "A-示例", "G-示例"):
            file = tmp_path / f"{name}.json"
            file.write_bytes(jsonio.dumps(sample(name)))
            workspace.import_file(file)
        window = show(qtbot, MainWindow(workspace))
        yield window
        window.close()


def opened(window: MainWindow, number: int) -> EditorPage:
    window.open_draft(number)
    assert window.editor is not None
    return window.editor


def across(editor: EditorPage) -> list[str]:
    assert editor.draft is not None
    return [finding.code for finding in editor.draft.session.findings if finding.code.startswith("K")]


def shown(editor: EditorPage) -> list[Finding]:
    model = editor.panel.model
    return [found for found in model._lines if isinstance(found, Finding)]


def contradicted(qtbot: QtBot, window: MainWindow) -> EditorPage:
    """The project's form with an amount the others do not have, after a pause."""
    editor = opened(window, 1)
    fill(editor, TOTAL, "31")
    qtbot.waitUntil(lambda: across(editor) == ["K02", "K03"])
    return editor


def test_after_a_pause_they_stand_among_the_others_and_at_their_cell(qtbot: QtBot, unit: MainWindow) -> None:
    editor = contradicted(qtbot, unit)
    qtbot.waitUntil(lambda: {"K02", "K03"} <= {finding.code for finding in shown(editor)})
    form = editor.view.form
    assert form is not None
    assert {"K02", "K03"} <= {finding.code for finding in form.marks.at(TOTAL)}
    press(Key.Key_Z, ctrl=True)
    qtbot.waitUntil(lambda: across(editor) == [])
    qtbot.waitUntil(lambda: not {"K02", "K03"} & {finding.code for finding in shown(editor)})


def test_they_count_for_the_review(qtbot: QtBot, unit: MainWindow) -> None:
    editor = opened(unit, 1)
    fill(editor, TOTAL, "31")
    press(Key.Key_F7)
    assert across(editor) == ["K02", "K03"], "审核 does not wait for a pause"
    assert unit.messages.text.startswith("审核未通过")
    qtbot.waitUntil(lambda: "K03" in {finding.code for finding in shown(editor)})


def test_nothing_is_compared_while_a_cell_is_being_typed_into(qtbot: QtBot, unit: MainWindow) -> None:
    editor = contradicted(qtbot, unit)
    fill(editor, TOTAL, "15")
    begin(editor, ("项目名称",), "x")
    assert editor.comparer._timer.remainingTime() > 700, "a key put it off again"
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: across(editor) == [])


def test_from_the_other_form_it_is_opened_at_its_cell(qtbot: QtBot, unit: MainWindow) -> None:
    editor = contradicted(qtbot, unit)
    unit.show_drafts()
    opened(unit, 2)
    qtbot.waitUntil(lambda: editor.panel.model.count(Group.ELSEWHERE) == 1)
    (found,) = shown(editor)
    assert isinstance(found, Elsewhere)
    assert place_line(found) == "K02 · 干部人事档案整理工作经费　部门预算项目支出绩效目标批复表"
    assert "1 处在别的表里" in editor.panel.summary.text()
    line = editor.panel.list.visualRect(editor.panel.model.line_of(found)).center()
    click(editor.panel.list.viewport(), line)
    assert editor.draft is not None
    assert editor.draft.row.id == 2, "one click only looks"
    double_click(editor.panel.list.viewport(), line)
    assert editor.draft.row.id == 1
    assert editor.view.current_path == TOTAL


@pytest.mark.parametrize("how", ["link", "enter"])
def test_it_is_opened_by_its_link_and_by_the_keyboard(qtbot: QtBot, unit: MainWindow, how: str) -> None:
    editor = contradicted(qtbot, unit)
    unit.show_drafts()
    opened(unit, 2)
    qtbot.waitUntil(lambda: editor.panel.model.count(Group.ELSEWHERE) == 1)
    (found,) = shown(editor)
    begin(editor, ("部门名称",), "某局")
    if how == "link":
        click(editor.panel.list.viewport(), editor.panel.list.link_area(found).center())
    else:
        press(Key.Key_F6)
        press(Key.Key_Down)
        press(Key.Key_Return)
    assert editor.draft is not None
    assert editor.draft.row.id == 1
    assert [row.unit for row in unit._services.drafts("") if row.id == 2] == ["某局"], "the open cell was handed in"


def test_it_is_not_taken_for_one_about_the_cursors_cell(qtbot: QtBot, unit: MainWindow) -> None:
    """Forms share names of fields; what is wrong with another form's is explained there, not here."""
    editor = contradicted(qtbot, unit)
    unit.show_drafts()
    opened(unit, 2)
    qtbot.waitUntil(lambda: editor.panel.model.count(Group.ELSEWHERE) == 1)
    (found,) = shown(editor)
    click(editor.panel.list.viewport(), editor.panel.list.visualRect(editor.panel.model.line_of(found)).center())
    assert editor.panel.list.current() is found
    editor.panel.set_path(TOTAL)
    assert editor.panel.list.current() is None
    assert not editor.panel.note.isVisible()


def test_f8_and_the_review_pass_over_what_is_in_another_draft(qtbot: QtBot, unit: MainWindow) -> None:
    editor = contradicted(qtbot, unit)
    unit.show_drafts()
    opened(unit, 2)
    qtbot.waitUntil(lambda: editor.panel.model.count(Group.ELSEWHERE) == 1)
    press(Key.Key_F8)
    assert unit.messages.text == "没有发现问题"
    press(Key.Key_F7)
    assert unit.messages.text == "审核通过"


def test_a_group_without_a_row_gets_one_by_the_link_of_its_finding(unit: MainWindow) -> None:
    editor = opened(unit, 1)
    assert editor.draft is not None
    session = editor.draft.session
    for table in ("年度绩效指标", "中长期绩效指标"):
        rows = session.document.rows((table,))
        session.delete_rows((table,), [number for number, row in enumerate(rows) if row["一级指标"] == "满意度指标"])
    editor.panel.refresh()
    finding = next(finding for finding in editor.panel.model.findings if "没有满意度指标" in finding.message)
    editor.panel.list.scrollTo(editor.panel.model.line_of(finding))
    click(editor.panel.list.viewport(), editor.panel.list.link_area(finding).center())
    last = len(session.document.rows(("年度绩效指标",))) - 1
    assert editor.view.current_path == ("年度绩效指标", last, "三级指标")
    assert session.document.get(("年度绩效指标", last, "一级指标")) == "满意度指标"


def test_f8_goes_to_the_first_cell_of_a_group_that_is_missing(unit: MainWindow) -> None:
    unit.begin("部门预算项目支出绩效目标批复表", "巴中市-2022", 2023, "某局")
    editor = unit.editor
    assert editor is not None
    model = editor.panel.model
    wanted = next(finding for finding in model.findings if "没有满意度指标" in finding.message)
    while editor.panel.list.current() != wanted:
        press(Key.Key_F8)
    assert editor.draft is not None
    path = editor.view.current_path
    assert path is not None
    assert path[-1] == "三级指标"
    row = editor.draft.session.document.get(path[:-1])
    assert isinstance(row, dict)
    assert row["一级指标"] == "满意度指标"
