"""What the window asks the system for; the dialogs themselves are answered for the person."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs import Dialogs, places
from desktop.ui.mainwindow import MainWindow
from desktop.ui.services import ExportKind
from tests.ui.window.standins import StandInServices


class Person:
    """Accepts what a dialog proposes, or cancels it, and remembers what it looked like."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.accepts = True
        self.titles: list[str] = []
        self.folders: list[str] = []
        person = self

        def run(dialog: QFileDialog) -> int:
            person.titles.append(dialog.windowTitle())
            person.folders.append(dialog.directory().absolutePath())
            return int(QDialog.DialogCode.Accepted if person.accepts else QDialog.DialogCode.Rejected)

        monkeypatch.setattr(QFileDialog, "exec", run)


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Person:
    return Person(monkeypatch)


@pytest.fixture
def asking(window: MainWindow, services: StandInServices) -> Dialogs:
    return Dialogs(window, services)


def test_a_file_is_proposed_by_name_in_the_folder_used_last(
    asking: Dialogs, person: Person, services: StandInServices, tmp_path: Path
) -> None:
    services.memory["folder"] = str(tmp_path)
    assert asking.file_to_save("2022 批复表", ExportKind.PDF) == tmp_path / "2022 批复表.pdf"
    assert person.titles == ["导出为"]
    assert person.folders == [str(tmp_path)]


def test_a_folder_chosen_is_where_the_next_dialog_opens(
    asking: Dialogs, person: Person, services: StandInServices, tmp_path: Path
) -> None:
    services.memory["folder"] = str(tmp_path)
    assert asking.folder_to_save() == tmp_path
    assert services.memory["folder"] == str(tmp_path)
    asking.file_to_save("表", ExportKind.XLSX)
    assert person.folders[-1] == str(tmp_path)


def test_a_stick_that_was_pulled_out_is_not_asked_for(
    asking: Dialogs, person: Person, services: StandInServices, tmp_path: Path
) -> None:
    services.memory["folder"] = str(tmp_path / "没有了")
    asking.file_to_save("表", ExportKind.PDF)
    assert person.folders == [str(Path.home())]


def test_cancelling_is_no_answer_and_is_not_remembered(
    asking: Dialogs, person: Person, services: StandInServices
) -> None:
    person.accepts = False
    assert asking.file_to_save("表", ExportKind.PDF) is None
    assert asking.folder_to_save() is None
    assert asking.files_to_open() == []
    assert "folder" not in services.memory


def test_the_places_offered_exist_and_stand_there_once(qtbot: QtBot) -> None:
    assert qtbot is not None
    offered = places()
    assert Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)) in offered
    assert len(offered) == len(set(offered))
    assert all(place.is_dir() for place in offered)
