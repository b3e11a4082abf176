"""The choice of the seal: every click is kept, a picture is cleaned or refused, and the notice comes once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.forms.dressing import FREE, Seal, SealChoice
from desktop.session.seals import NOTICE, Seals
from desktop.ui.seal.panel import SealPanel
from tests.seals import data, seal
from tests.ui.window.standins import StandInDialogs, StandInMemory

UNIT = "某县人力资源和社会保障局"


@pytest.fixture
def seals() -> Seals:
    return Seals(StandInMemory())


@pytest.fixture
def dialogs(tmp_path: Path) -> StandInDialogs:
    dialogs = StandInDialogs(tmp_path)
    file = tmp_path / "公章.png"
    file.write_bytes(data(seal(420)))
    dialogs.files = [file]
    return dialogs


@pytest.fixture
def panel(qtbot: QtBot, seals: Seals, dialogs: StandInDialogs) -> SealPanel:
    panel = SealPanel(seals, dialogs, UNIT)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def said(panel: SealPanel) -> str:
    return panel.fault.text() if panel.fault.isVisible() else ""


def test_it_begins_with_the_place_left_free(panel: SealPanel) -> None:
    assert panel.kinds[Seal.FREE].isChecked()
    assert panel.diameter.value() == 42
    assert not panel.picture.isVisible()


def test_a_circle_of_another_size(qtbot: QtBot, panel: SealPanel, seals: Seals) -> None:
    with qtbot.waitSignal(panel.changed):
        panel.kinds[Seal.RING].click()
    with qtbot.waitSignal(panel.changed):
        panel.diameter.setValue(45)
    assert seals.choice(UNIT) == SealChoice(Seal.RING, 45)


@pytest.mark.parametrize(("typed", "kept"), [(20, 38), (80, 50)])
def test_the_size_stays_within_what_seals_have(panel: SealPanel, seals: Seals, typed: int, kept: int) -> None:
    panel.diameter.setValue(typed)
    assert seals.choice(UNIT).diameter == kept


def test_without_a_picture_nothing_changes_yet(panel: SealPanel, seals: Seals) -> None:
    panel.kinds[Seal.PICTURE].click()
    assert panel.picture.isVisible()
    assert seals.choice(UNIT) == FREE


def test_a_picture_is_set_and_shared_over_the_edges(qtbot: QtBot, panel: SealPanel, seals: Seals) -> None:
    panel.kinds[Seal.PICTURE].click()
    with qtbot.waitSignal(panel.changed):
        panel.picture.pick.click()
    panel.picture.across.click()
    choice = seals.choice(UNIT)
    assert (choice.kind, choice.across) == (Seal.PICTURE, True)
    assert choice.image is not None
    assert choice.image.width == pytest.approx(420, abs=2)


def test_what_is_no_seal_is_said_in_a_line_and_nothing_changes(
    panel: SealPanel, seals: Seals, dialogs: StandInDialogs, tmp_path: Path
) -> None:
    dialogs.files[0].write_bytes("表".encode())
    panel.kinds[Seal.PICTURE].click()
    panel.picture.pick.click()
    assert said(panel).startswith("公章.png：这个文件不是图片")
    assert panel.kinds[Seal.PICTURE].isChecked()
    assert seals.choice(UNIT) == FREE
    panel.kinds[Seal.FREE].click()
    assert not said(panel)


def test_not_choosing_a_file_changes_nothing(panel: SealPanel, seals: Seals, dialogs: StandInDialogs) -> None:
    dialogs.files = []
    panel.kinds[Seal.PICTURE].click()
    panel.picture.pick.click()
    assert seals.choice(UNIT) == FREE


def test_a_deleted_picture_leaves_the_place_free(panel: SealPanel, seals: Seals) -> None:
    panel.kinds[Seal.PICTURE].click()
    panel.picture.pick.click()
    panel.picture.drop.click()
    assert seals.image(UNIT) is None
    assert panel.kinds[Seal.FREE].isChecked()


def test_that_a_picture_is_no_electronic_seal_is_said_once(
    qtbot: QtBot, panel: SealPanel, seals: Seals, dialogs: StandInDialogs
) -> None:
    assert "不是电子印章" in NOTICE
    assert not panel.notice.isVisible()
    panel.kinds[Seal.PICTURE].click()
    assert panel.notice.isVisible()
    panel.notice.read.click()
    assert not panel.notice.isVisible()
    again = SealPanel(seals, dialogs, "某县审计局")
    qtbot.addWidget(again)
    again.show()
    again.kinds[Seal.PICTURE].click()
    assert not again.notice.isVisible()


def test_without_a_unit_there_is_nothing_to_choose_for(qtbot: QtBot, seals: Seals, dialogs: StandInDialogs) -> None:
    panel = SealPanel(seals, dialogs, "")
    qtbot.addWidget(panel)
    assert not panel.isEnabled()
