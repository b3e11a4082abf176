"""From an empty list to a form that passes 审核, the keyboard alone, through the real window and a real data file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.grid import PlaceKind
from desktop.forms.paths import Path as FieldPath
from desktop.session.draft import PASSED
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.mainwindow import MainWindow
from tests.forms.samples import sample
from tests.ui.formview.clerk import Clerk


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "数据.db") as store:
        yield Workspace(store, bundled)


def begin(qtbot: QtBot, workspace: Workspace, form: str) -> Clerk:
    """Ctrl+N, choose the form, the year, Enter."""
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.begin(form, bundled().of_form(form)[0].edition, 2022, "")
    assert window.editor is not None
    return Clerk(qtbot, window.editor.view)


def wanted_rows(document: Document) -> dict[FieldPath, str]:
    """What the sample holds, place by place, as a clerk would type it."""
    texts: dict[FieldPath, str] = {}

    def walk(value: object, path: FieldPath) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                walk(item, (*path, key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                walk(item, (*path, index) if isinstance(item, dict) else path)
        elif isinstance(value, str) and value:
            texts[path] = f"{texts[path]}、{value}" if path in texts else value

    walk(document.data, ())
    return texts


def fill(clerk: Clerk, texts: dict[FieldPath, str]) -> None:
    """Tab from place to place; type, or tick with the space bar."""
    session = clerk.view.session
    assert session is not None
    seen: set[FieldPath] = set()
    while clerk.at is not None and clerk.at not in seen:
        path = clerk.at
        seen.add(path)
        place = session.place(path)
        assert place is not None
        text = texts.get(path, "")
        if text and place.kind in {PlaceKind.TICK_ONE, PlaceKind.TICK_MANY}:
            chosen = text.split("、")
            for number, option in enumerate(place.options):
                if number:
                    clerk.press("Right")
                if option in chosen:
                    clerk.press("Space")
        elif text:
            clerk.compose(text)
        clerk.press("Tab")


def test_a_self_evaluation_is_filled_with_the_keyboard_alone(qtbot: QtBot, workspace: Workspace) -> None:
    wanted = sample("D-示例")
    clerk = begin(qtbot, workspace, wanted.form)
    session = clerk.view.session
    assert session is not None
    blank = session.document.rows(("绩效指标",))
    for _ in range(len(blank) - 6):
        clerk.view.go_to(("绩效指标", len(blank) - 1, "三级指标"))
        clerk.press("Ctrl+-")
    clerk.press("Ctrl+Home")
    fill(clerk, wanted_rows(wanted))
    for key, value in wanted.data.items():
        if isinstance(value, str):
            assert session.document.data[key] == value, key
    assert [row["完成值"] for row in session.document.rows(("绩效指标",))] == [
        row["完成值"] for row in wanted.rows(("绩效指标",))
    ]
    assert [finding.message for finding in session.findings] == []
    assert clerk.said == []
    QTest.keyClick(clerk.focus, Qt.Key.Key_F7)
    assert [row.state for row in workspace.drafts()] == [PASSED]


def test_a_list_is_put_in_another_order_and_another_grouping(qtbot: QtBot, workspace: Workspace) -> None:
    """A self-evaluation taken over from the goals: an indicator goes up, a group is parted and named, one is moved."""
    clerk = begin(qtbot, workspace, sample("D-示例").form)
    session, table = clerk.view.session, "绩效指标"
    assert session is not None
    for row, name in enumerate(("培训班期数", "参训人数", "补助标准")):
        clerk.view.go_to((table, row, "三级指标"))
        clerk.compose(name)
        clerk.press("Enter")
    clerk.view.go_to((table, 2, "三级指标"))
    clerk.press("Alt+Up", "Alt+Up")
    clerk.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Y")
    names = [row.get("三级指标") for row in session.document.rows((table,))]
    assert names[:3] == ["培训班期数", "补助标准", "参训人数"]
    clerk.view.go_to((table, 1, "三级指标"))
    clerk.press("Ctrl+G")
    at = clerk.at
    assert at is not None
    clerk.compose("时效指标")
    clerk.press("Enter")
    wanted = jsonio.dumps(session.document)
    window = clerk.view.window()
    window.close()
    (draft,) = workspace.drafts()
    document = workspace.open(draft.id).session.document
    assert jsonio.dumps(document) == wanted
    rows = document.rows((table,))
    assert rows[1][str(at[-1])] == "时效指标"
    assert rows[0][str(at[-1])] != "时效指标"


def test_everything_is_in_the_file_when_the_window_is_left(qtbot: QtBot, workspace: Workspace) -> None:
    wanted = sample("B-示例")
    clerk = begin(qtbot, workspace, wanted.form)
    clerk.compose("档案整理")
    window = clerk.view.window()
    window.close()
    assert not window.isVisible()
    assert QApplication.focusWidget() is None or QApplication.focusWidget() is not clerk.view
    (row,) = workspace.drafts()
    assert row.project == "档案整理", "the open cell was handed in"
