"""Being asked for a package's password, and where a package is put."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs import Dialogs
from desktop.ui.mainwindow import MainWindow
from desktop.ui.password import PasswordDialog
from tests.ui.window.standins import StandInDialogs, StandInServices

LINE = "某局.jbz：上报包加了密码"


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> PasswordDialog:
    dialog = PasswordDialog(window, LINE)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_what_is_typed_is_the_answer(dialog: PasswordDialog) -> None:
    assert dialog.said.text() == LINE
    QTest.keyClicks(dialog.field, "kouling 1")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.typed == "kouling 1"
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_nothing_typed_is_no_answer_yet(dialog: PasswordDialog) -> None:
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert dialog.typed is None
    assert not dialog.isVisible()


def test_a_package_is_proposed_where_the_last_one_went(
    window: MainWindow, services: StandInServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QFileDialog] = []

    def run(dialog: QFileDialog) -> int:
        asked.append(dialog)
        assert dialog.directory().absolutePath() == str(tmp_path)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QFileDialog, "exec", run)
    proposed = tmp_path / "上报_某局_2022.jbz"
    assert Dialogs(window, services).package_to_save(proposed) == proposed
    assert len(asked) == 1


def test_files_in_the_list_are_taken_in_with_their_password(
    window: MainWindow, services: StandInServices, dialogs: StandInDialogs, tmp_path: Path
) -> None:
    dialogs.files = [tmp_path / "某局.jbz"]
    dialogs.passwords = iter(["错", "口令"])
    before = len(services.rows)
    QTest.keyClick(window.drafts.table, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert len(services.rows) == before + 1
    assert dialogs.asked == ["某局.jbz：上报包加了密码", "某局.jbz：密码不对"]


def test_giving_up_says_why_nothing_came_in(window: MainWindow, dialogs: StandInDialogs, tmp_path: Path) -> None:
    dialogs.files = [tmp_path / "某局.jbz"]
    QTest.keyClick(window.drafts.table, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert window.messages.text == "某局.jbz：上报包加了密码。"
