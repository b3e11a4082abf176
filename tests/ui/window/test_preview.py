"""The preview: from the keyboard, with what it shows and what it says. The printers print into files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.forms.dressing import Seal
from desktop.forms.margins import Margins
from desktop.forms.page import MM, Ring
from desktop.session.printjob import PrintJob
from desktop.session.printsettings import PrintSettings, Scale, Shift, Sides, Stock
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow
from desktop.ui.printpreview.page import PreviewPage
from desktop.ui.printpreview.stack import Fit
from desktop.ui.seal.dialog import SealDialog
from tests.forms.samples import sample
from tests.ui.filedprinters import HALL, OFFICE
from tests.ui.window.hand import Key, click, focus, press
from tests.ui.window.standins import APPROVAL, UNIT, StandInDialogs, StandInServices


@pytest.fixture
def preview(window: MainWindow, editor: EditorPage) -> PreviewPage:
    """The first draft, a B form, on its way to the printer."""
    press(Key.Key_P, ctrl=True)
    assert window.pages.currentWidget() is window.preview
    return window.preview


@pytest.fixture
def across(window: MainWindow, services: StandInServices) -> PreviewPage:
    """A C form: three pages, wider than high."""
    document = sample("C-示例")
    number = services.add(document.form, document.year)
    services.documents[number] = document
    window.open_draft(number)
    press(Key.Key_P, ctrl=True)
    return window.preview


def job_of(preview: PreviewPage) -> PrintJob:
    assert preview.job is not None
    return preview.job


def choose(box: QComboBox, words: str) -> None:
    """As a hand does it: to the field, and with the arrows to the line."""
    box.setFocus()
    press(Key.Key_Home)
    for _ in range(box.findText(words)):
        press(Key.Key_Down)
    assert box.currentText() == words


def put(field: QWidget, text: str) -> None:
    """Type a text over what stands in a field."""
    field.setFocus()
    press(Key.Key_A, ctrl=True)
    QTest.keyClicks(focus(), text)
    press(Key.Key_Tab)


# The way there and back


def test_ctrl_p_twice_prints_and_is_back_at_the_cell(
    window: MainWindow, editor: EditorPage, services: StandInServices, dialogs: StandInDialogs
) -> None:
    editor.view.go_to(("项目名称",))
    press(Key.Key_P, ctrl=True)
    assert window.preview.view.hasFocus()
    press(Key.Key_P, ctrl=True)
    assert dialogs.printers.paper() == [(595, 842)]
    assert window.pages.currentWidget() is editor
    assert editor.view.hasFocus()
    assert editor.view.current_path == ("项目名称",)
    assert window.messages.text == f"已送往打印机 {OFFICE}，共 1 页"
    assert services.printing.settings(APPROVAL).printer == OFFICE


def test_escape_goes_back_and_prints_nothing(
    window: MainWindow, editor: EditorPage, preview: PreviewPage, dialogs: StandInDialogs
) -> None:
    preview.column.pages.setFocus()
    press(Key.Key_Escape)
    assert window.pages.currentWidget() is editor
    assert preview.job is None, "the pages are let go"
    assert not dialogs.printers.file.exists()


def test_f6_goes_between_sheets_and_settings(preview: PreviewPage) -> None:
    press(Key.Key_F6)
    assert preview.column.printer.hasFocus()
    press(Key.Key_Tab)
    assert preview.column.copies.hasFocus()
    press(Key.Key_F6)
    assert preview.view.hasFocus()


# What is shown


def test_the_whole_sheet_is_shown_first(preview: PreviewPage) -> None:
    (rect,) = preview.view.stack.rects
    assert preview.view.viewport().rect().contains(rect)
    assert rect.width() / rect.height() == pytest.approx(210 / 297, abs=0.005)
    assert preview.whole.isChecked()
    assert preview.status.text().startswith("1 页，1 张纸")


@pytest.mark.parametrize(("key", "fit"), [(Key.Key_2, Fit.WIDTH), (Key.Key_1, None), (Key.Key_0, Fit.PAGE)])
def test_the_zoom_keys(preview: PreviewPage, key: Qt.Key, fit: Fit | None) -> None:
    press(key, ctrl=True)
    assert preview.view.stack.fit is fit
    widths = {Fit.WIDTH: preview.view.viewport().width() - 40, None: round(210 / 25.4 * 96)}
    if fit is not Fit.PAGE:
        assert preview.view.stack.rects[0].width() == pytest.approx(widths[fit], abs=2)
    checked = [preview.whole.isChecked(), preview.fit_width.isChecked(), preview.full.isChecked()]
    assert checked == [fit is Fit.PAGE, fit is Fit.WIDTH, fit is None]


def test_larger_and_smaller_by_key_and_wheel(preview: PreviewPage) -> None:
    press(Key.Key_1, ctrl=True)
    press(Key.Key_Equal, ctrl=True)
    assert preview.view.stack.zoom == 1.25
    press(Key.Key_Minus, ctrl=True)
    assert preview.view.stack.zoom == 1.0
    spot = QPoint(100, 100)
    turn = QWheelEvent(
        spot, preview.view.mapToGlobal(spot), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(preview.view.viewport(), turn)
    assert preview.view.stack.zoom == 1.25


def test_page_keys_turn_pages(across: PreviewPage) -> None:
    assert across.view.current == 0
    press(Key.Key_2, ctrl=True)
    seen = []
    for key in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp, Key.Key_End, Key.Key_Home):
        press(key)
        seen.append(across.view.current)
    assert seen == [1, 2, 1, 2, 0]
    press(Key.Key_Down)
    assert across.view.verticalScrollBar().value() > 0


def test_landscape_pages_lie_across(across: PreviewPage) -> None:
    assert len(across.view.stack.rects) == 3
    assert all(rect.width() > rect.height() for rect in across.view.stack.rects)


def test_small_sheets_lie_side_by_side(across: PreviewPage) -> None:
    across.view.set_zoom(0.15)
    first, second, _ = across.view.stack.rects
    assert first.top() == second.top()
    assert first.right() < second.left()


# The settings


def test_the_wanted_pages_are_shown_and_printed(across: PreviewPage, dialogs: StandInDialogs) -> None:
    put(across.column.pages, "2-3")
    assert [side.number for side in across.view.sides] == [2, 3]
    press(Key.Key_P, ctrl=True)
    assert len(dialogs.printers.paper()) == 2


def test_pages_that_are_not_there_are_refused_beside_the_field(
    across: PreviewPage, window: MainWindow, dialogs: StandInDialogs
) -> None:
    put(across.column.pages, "2-9")
    assert across.column.wrong_pages.text() == "没有第 9 页。一共 3 页。"
    assert across.column.wrong_pages.isVisible()
    press(Key.Key_P, ctrl=True)
    assert not dialogs.printers.file.exists()
    assert across.column.pages.hasFocus()
    assert across.column.pages.selectedText() == "2-9"
    QTest.keyClicks(focus(), "2")
    assert not across.column.wrong_pages.isVisible()
    press(Key.Key_P, ctrl=True)
    assert len(dialogs.printers.paper()) == 1
    assert window.messages.text == f"已送往打印机 {OFFICE}，共 1 页"


def test_each_choice_reaches_the_job(across: PreviewPage, dialogs: StandInDialogs, services: StandInServices) -> None:
    column, form = across.column, job_of(across).printouts[0].form
    choose(column.printer, HALL)
    put(column.copies, "3")
    column.collate.click()
    choose(column.sides, Sides.SHORT.value)
    choose(column.stock, Stock.A4.value)
    choose(column.scale, Scale.FIT.value)
    choose(column.own_margins, "自定")
    put(column.margins[0], "27.5")
    assert across.status.text().startswith("3 页，2 张纸，3 份共 6 张")
    press(Key.Key_P, ctrl=True)
    expected = PrintSettings(HALL, "", 3, False, Sides.SHORT, Stock.A4, Scale.FIT, Margins(27.5, 18, 18, 18))
    assert services.printing.settings(form) == expected
    assert len(dialogs.printers.paper()) == 12, "three sheets of four sides, one of them white"
    assert dialogs.printers.opened[-1].docName().endswith(f"@ {HALL}")


def test_what_was_set_is_there_next_time(window: MainWindow, preview: PreviewPage) -> None:
    put(preview.column.copies, "4")
    press(Key.Key_P, ctrl=True)
    press(Key.Key_P, ctrl=True)
    assert preview.column.copies.value() == 4
    put(preview.column.copies, "2")
    press(Key.Key_Escape)
    press(Key.Key_P, ctrl=True)
    assert preview.column.copies.value() == 4, "what was not printed is not remembered"


def test_own_margins_begin_with_those_of_the_form_and_move_the_table(preview: PreviewPage) -> None:
    column = preview.column
    assert not column.margins[0].isVisible()
    choose(column.own_margins, "自定")
    assert [field.value() for field in column.margins] == [20, 18, 18, 18]
    put(column.margins[0], "3")
    assert column.margins[0].value() == 5, "less than that no sheet has"
    page = preview.view.sides[0].page
    assert page is not None
    assert min(box.x for box in page.boxes if not box.frameless) == pytest.approx(5 * MM)


def test_a_shift_is_shown_at_once_and_belongs_to_the_printer(preview: PreviewPage, services: StandInServices) -> None:
    put(preview.column.right, "2.5")
    put(preview.column.down, "-1")
    side = preview.view.sides[0]
    assert (side.x, side.y) == pytest.approx((2.5 * MM, -MM))
    assert services.printing.shift(OFFICE) == Shift(2.5, -1)
    choose(preview.column.printer, HALL)
    assert preview.column.right.value() == 0


def test_a_number_still_being_typed_counts_when_it_is_printed(preview: PreviewPage, services: StandInServices) -> None:
    preview.column.right.setFocus()
    press(Key.Key_A, ctrl=True)
    QTest.keyClicks(focus(), "3")
    assert not services.printing.shift(OFFICE)
    press(Key.Key_P, ctrl=True)
    assert services.printing.shift(OFFICE) == Shift(3, 0)


def test_the_tray_is_asked_for_where_it_can_be_chosen(
    window: MainWindow, editor: EditorPage, dialogs: StandInDialogs, services: StandInServices
) -> None:
    assert editor.isVisible()
    dialogs.printers.trays = True
    press(Key.Key_P, ctrl=True)
    choose(window.preview.column.tray, "手动进纸")
    press(Key.Key_P, ctrl=True)
    assert services.printing.settings(APPROVAL).tray == "Manual"


def test_elsewhere_the_printers_own_dialog_has_the_tray(preview: PreviewPage) -> None:
    assert not preview.column.tray.isVisible()
    assert preview.column.more.isVisible()


def test_copies_in_order_is_asked_only_for_several(preview: PreviewPage) -> None:
    assert not preview.column.collate.isVisible()
    put(preview.column.copies, "2")
    assert preview.column.collate.isVisible()


def test_the_wheel_over_a_field_changes_nothing(preview: PreviewPage) -> None:
    field, spot = preview.column.copies, QPoint(5, 5)
    turn = QWheelEvent(
        spot, field.mapToGlobal(spot), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, turn)
    assert field.value() == 1


# What is said


def test_a_draft_says_why_it_is_marked(preview: PreviewPage) -> None:
    assert preview.column.draft_line.text() == "还没有审核通过，每页印有“草稿”"
    assert not preview.column.notes.isVisible()


def test_a_printer_that_cannot_turn_the_sheet_is_named(preview: PreviewPage, dialogs: StandInDialogs) -> None:
    dialogs.printers.both_sides = False
    choose(preview.column.printer, HALL)
    choose(preview.column.sides, Sides.LONG.value)
    assert "不会自动双面" in preview.column.notes.text()


def test_what_the_printer_does_not_reach_is_said(preview: PreviewPage) -> None:
    put(preview.column.right, "15")
    assert preview.column.notes.text() == "第 1 页有内容在打印机印不到的边上（虚线以外）"


def test_without_a_printer_a_pdf_is_offered(
    window: MainWindow, editor: EditorPage, services: StandInServices, dialogs: StandInDialogs
) -> None:
    assert editor.isVisible()
    dialogs.printers.there = []
    press(Key.Key_P, ctrl=True)
    assert window.preview.column.printer.currentText() == "没有找到打印机"
    press(Key.Key_P, ctrl=True)
    assert window.messages.text.startswith("没有找到打印机，可以先导出 PDF")
    click(window.messages.act_button)
    assert services.exported == [f"bound [1] {dialogs.asked[-1]}"]
    assert dialogs.asked[-1].endswith(".pdf")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_leaves_the_preview_open(
    window: MainWindow, preview: PreviewPage, dialogs: StandInDialogs
) -> None:
    dialogs.printers.file = dialogs.folder / "没有的文件夹" / "x.pdf"
    press(Key.Key_P, ctrl=True)
    assert window.messages.is_error
    assert "打印机没有接受任务" in window.messages.text
    assert window.pages.currentWidget() is preview


@pytest.mark.parametrize("accepted", [True, False])
def test_the_printers_own_dialog_prints_when_it_is_accepted(
    window: MainWindow, preview: PreviewPage, dialogs: StandInDialogs, accepted: bool
) -> None:
    dialogs.printers.accepts = accepted
    click(preview.column.more)
    assert dialogs.printers.file.exists() is accepted
    assert (window.pages.currentWidget() is preview) is not accepted


def test_the_seal_is_chosen_here_and_seen_at_once(
    qtbot: QtBot, preview: PreviewPage, services: StandInServices
) -> None:
    def rings() -> list[Ring]:
        return [mark for side in preview.view.sides if side.page for mark in side.page.marks if isinstance(mark, Ring)]

    assert rings() == []
    click(preview.column.seal)
    (dialog,) = preview.findChildren(SealDialog)
    click(dialog.panel.kinds[Seal.RING], QPoint(8, 8))
    assert services.seals.choice(UNIT).kind is Seal.RING
    assert rings()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


# Several


def test_several_drafts_are_printed_in_the_order_of_the_list(window: MainWindow, dialogs: StandInDialogs) -> None:
    window.drafts.table.selectAll()
    press(Key.Key_P, ctrl=True)
    preview = window.preview
    ids = [item.draft_id for item in job_of(preview).printouts]
    assert ids == [1, 2, 3]
    assert not preview.column.seal.isVisible(), "two units, each with a choice of its own"
    preview.column.cover.click()
    assert preview.view.sides[0].page is not None
    assert any(box.cell.text == "清单" for box in preview.view.sides[0].page.boxes)
    count = job_of(preview).count
    press(Key.Key_P, ctrl=True)
    assert len(dialogs.printers.paper()) == count
    assert window.drafts.table.hasFocus()


def test_a_unit_prints_all_of_its_year(window: MainWindow, services: StandInServices) -> None:
    number = services.add(APPROVAL, 2022, project="另一个项目")
    window.drafts.show_drafts([number])
    press(Key.Key_P, ctrl=True, shift=True)
    assert [item.draft_id for item in job_of(window.preview).printouts] == [1, number]
    press(Key.Key_Escape)
    assert window.pages.currentWidget() is window.drafts


def test_nothing_is_printed_from_the_bin(window: MainWindow) -> None:
    window.drafts.tools.bin.setChecked(True)
    assert not window.drafts.tools.print.isVisible()
    assert not window.drafts.tools.prints.isVisible()
