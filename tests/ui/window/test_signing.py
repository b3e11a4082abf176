"""Signing the open draft: the certificate, its password, where the file goes, and the line that says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.export import signing
from desktop.forms.catalogue import bundled
from desktop.session.signatures import holder
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui.certificate import CertificateDialog
from desktop.ui.dialogs import Dialogs
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow
from tests.export.certificates import PASSWORD, UNIT, p12
from tests.ui.window.standins import StandInDialogs, StandInDraft, StandInServices


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    file = tmp_path / "单位.p12"
    file.write_bytes(p12())
    return file


@pytest.fixture
def owner(qtbot: QtBot, dressed: QApplication) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def dialog(owner: QWidget, known: Path | None = None, answer: Path | None = None) -> CertificateDialog:
    found = CertificateDialog(owner, known, lambda: answer, holder)
    found.show()
    return found


def test_the_certificate_is_opened_before_the_window_closes(owner: QWidget, certificate: Path) -> None:
    asked = dialog(owner, None, certificate)
    asked.done_button.click()
    assert asked.told.text() == "请先选证书文件"
    asked.pick.click()
    assert asked.name.text() == "单位.p12"
    QTest.keyClicks(asked.password, "wrong")
    asked.done_button.click()
    assert asked.told.text().startswith("证书打不开：口令不对")
    assert asked.password.selectedText(), "typing replaces the wrong one"
    assert asked.isVisible()
    asked.password.clear()
    asked.password.insert(PASSWORD)
    QTest.keyClick(asked.password, Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert asked.chosen == (certificate, PASSWORD, UNIT)


def test_a_line_about_a_slip_goes_when_one_types_on(owner: QWidget, certificate: Path) -> None:
    asked = dialog(owner, certificate)
    asked.done_button.click()
    assert "打不开" in asked.told.text()
    QTest.keyClicks(asked.password, "1")
    assert asked.told.text() == "签名时间取本机时间。口令不保存。"


def test_the_password_is_not_to_be_read_and_cancelling_is_no_answer(owner: QWidget, certificate: Path) -> None:
    asked = dialog(owner, certificate)
    asked.password.insert(PASSWORD)
    assert PASSWORD not in asked.password.displayText()
    asked.cancel.click()
    assert asked.chosen is None


def test_the_certificate_used_last_is_proposed_and_nothing_else_remembered(
    window: MainWindow, services: StandInServices, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.memory["certificate"] = str(certificate)
    names = []

    def person(asked: QDialog) -> int:
        assert isinstance(asked, CertificateDialog)
        names.append(asked.name.text())
        asked.password.insert(PASSWORD)
        asked.done_button.click()
        return 1

    monkeypatch.setattr(CertificateDialog, "exec", person)
    chosen = Dialogs(window, services).certificate()
    assert chosen == (certificate, PASSWORD, UNIT)
    assert names == ["单位.p12"]
    assert PASSWORD not in str(services.memory)


def test_signing_says_whose_certificate_and_where_it_went(
    window: MainWindow, editor: EditorPage, draft: StandInDraft, dialogs: StandInDialogs
) -> None:
    editor.commands.sign.trigger()
    assert draft.written[-1] == "sign 文件 考务经费-已签名.pdf with 单位.p12 口令"
    assert window.messages.text == f"已用“{UNIT}”的证书签名，导出 {dialogs.folder / '文件 考务经费-已签名.pdf'}"
    dialogs.cancel = True
    count = len([one for one in draft.written if one.startswith("sign")])
    editor.commands.sign.trigger()
    assert len([one for one in draft.written if one.startswith("sign")]) == count


def test_what_cannot_be_signed_is_a_line(
    window: MainWindow, editor: EditorPage, draft: StandInDraft, dialogs: StandInDialogs
) -> None:
    dialogs.refuses_to_sign = signing.MISSING
    editor.commands.sign.trigger()
    assert window.messages.text == "没有安装签名组件 pyHanko。"
    assert not any(one.startswith("sign") for one in draft.written)


def test_without_the_component_nothing_is_asked(
    window: MainWindow, services: StandInServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "signing_available", lambda: False)
    with pytest.raises(UserError, match="没有安装签名组件"):
        Dialogs(window, services).certificate()


def test_a_real_draft_is_signed_and_opens_again(tmp_path: Path, certificate: Path) -> None:
    target = tmp_path / "表.pdf"
    with Store.open(tmp_path / "数据.db") as store:
        workspace = Workspace(store, bundled)
        draft = workspace.open(workspace.create_sample())
        draft.export_signed(target, certificate, PASSWORD)
        (found,) = signing.verify_signatures(target.read_bytes())
        assert (found.signer, found.holds) == (UNIT, True)
        imported = workspace.import_file(target)
        (again,) = imported.ids
        assert workspace.open(again).session.document.data == draft.session.document.data
