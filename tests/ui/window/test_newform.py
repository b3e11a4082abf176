"""Beginning a form."""

from __future__ import annotations

from desktop.ui.mainwindow import MainWindow
from tests.ui.window.hand import Key, press, write
from tests.ui.window.standins import APPROVAL, REVIEW, UNIT, StandInServices


def new(window: MainWindow) -> None:
    assert window.drafts.table.hasFocus()
    press(Key.Key_N, ctrl=True)


def test_enter_begins_the_proposed_form_for_the_unit_and_year_of_the_last_draft(
    window: MainWindow, services: StandInServices
) -> None:
    new(window)
    chooser = window.new.chooser
    assert (chooser.year.value(), chooser.unit.text()) == (2022, UNIT)
    assert chooser.forms.hasFocus()
    press(Key.Key_Return)
    row = services.opened[-1].row
    assert (row.form, row.year, row.unit) == (APPROVAL, 2022, UNIT)
    assert window.editor is not None
    assert window.pages.currentWidget() is window.editor


def test_another_form_year_and_unit_by_keyboard_alone(window: MainWindow, services: StandInServices) -> None:
    new(window)
    chooser = window.new.chooser
    offered = [form.form for form in services.forms()]
    for _ in range(offered.index(REVIEW) - offered.index(APPROVAL)):
        press(Key.Key_Down)
    press(Key.Key_Tab)
    assert chooser.year.hasFocus()
    press(Key.Key_Up)
    press(Key.Key_Tab)
    assert chooser.unit.hasFocus()
    chooser.unit.selectAll()
    write("某县财政局")
    press(Key.Key_Return)
    row = services.opened[-1].row
    assert (row.form, row.year, row.unit) == (REVIEW, 2023, "某县财政局")


def test_a_year_the_edition_is_not_for_is_said_and_not_refused(window: MainWindow, services: StandInServices) -> None:
    new(window)
    chooser = window.new.chooser
    assert not chooser.fits.isVisible()
    chooser.year.setValue(2019)
    assert chooser.fits.isVisible()
    assert chooser.fits.text() == "此版式用于 2022 年起"
    assert chooser.begin_action.isEnabled()
    assert len(services.opened) == 0


def test_escape_goes_back_to_the_list(window: MainWindow) -> None:
    new(window)
    press(Key.Key_Escape)
    assert window.pages.currentWidget() is window.drafts
    assert window.drafts.table.hasFocus()
