"""A unit's whole year on paper, with the list on top: from the list of drafts, the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.forms.catalogue import bundled
from desktop.resources import asset
from desktop.session.draft import PASSED
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.dialogs import Dialogs
from desktop.ui.mainwindow import MainWindow
from desktop.ui.printers import Printers
from tests.ui.filedprinters import FiledPrinters, shown
from tests.ui.window.conftest import show
from tests.ui.window.hand import Key, focus, press

UNIT = "某市人力资源和社会保障局"
SAMPLES = ["A-示例", "B-示例", "D-示例", "G收支总表-示例"]
"""Upright and across; the D is another unit's."""
DPI = 96
_open: Any = pymupdf.open  # only part of it has types


class OfficeDialogs(Dialogs):
    """The machine has printers that print into a file."""

    def __init__(self, owner: QWidget, workspace: Workspace, folder: Path) -> None:
        super().__init__(owner, workspace)
        self.filed = FiledPrinters(folder)

    @property
    def printers(self) -> Printers:
        return self.filed


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "数据.db") as store:
        yield Workspace(store, bundled)


def test_the_year_of_a_unit_is_printed_with_its_list(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    for name in reversed(SAMPLES):
        workspace.import_file(asset(f"samples/{name}.json"))
    owner = QWidget()
    qtbot.addWidget(owner)
    dialogs = OfficeDialogs(owner, workspace, tmp_path)
    window = show(qtbot, MainWindow(workspace, dialogs))
    assert window.drafts.table.hasFocus()
    window.drafts.table.choose([next(row.id for row in workspace.drafts() if row.unit == UNIT)])

    press(Key.Key_P, ctrl=True, shift=True)
    while focus() is not window.preview.column.cover:
        press(Key.Key_Tab)
    press(Key.Key_Space)
    press(Key.Key_P, ctrl=True)
    assert window.messages.text.startswith("已送往打印机")

    ids = workspace.year_of_unit(window.drafts.table.chosen()[0])
    assert [workspace.open(number).row.form for number in ids] == [
        "部门整体支出绩效目标批复表", "部门预算项目支出绩效目标批复表", "部门预算收支总表"
    ]  # fmt: skip
    assert PASSED not in {row.state for row in workspace.drafts()}
    file = tmp_path / "合订.pdf"
    workspace.export_bound(ids, file)
    with _open(file) as bound:
        sizes = [(round(page.rect.width), round(page.rect.height)) for page in bound]
    assert dialogs.filed.paper() == [(595, 842)] * (1 + len(sizes)), "one kind of sheet, the list on top"
    assert {wide > high for wide, high in sizes} == {True, False}
    for number, (wide, high) in enumerate(sizes):
        paper = shown(dialogs.filed.file, number + 1, dpi=DPI, turned=wide > high)
        official = shown(file, number, dpi=DPI)
        assert len(paper.dark) > 1000
        assert paper.alone(official) == set()
        assert official.alone(paper) == set()
