"""The seal is chosen beside the export, for the unit of the open draft."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.forms.dressing import Seal
from desktop.ui.editor.page import EditorPage
from desktop.ui.seal.dialog import SealDialog
from tests.ui.window.standins import StandInServices


def test_the_choice_is_made_for_the_units_forms(qtbot: QtBot, editor: EditorPage, services: StandInServices) -> None:
    editor.commands.seal.trigger()
    (dialog,) = editor.findChildren(SealDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.panel.kinds[Seal.RING].click()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert editor.draft is not None
    assert services.seals.choice(editor.draft.row.unit).kind is Seal.RING
