"""What the preview draws follows what it shows and how large."""

from __future__ import annotations

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.export.official import pages_of
from desktop.forms.page import Page
from desktop.session.imposition import sides_of
from desktop.session.printsettings import PrintSettings, Shift
from desktop.ui.printpreview.paperview import PaperView
from desktop.ui.printpreview.stack import Fit
from tests.forms.samples import evaluated, sample


def view(qtbot: QtBot) -> PaperView:
    shown = PaperView()
    qtbot.addWidget(shown)
    shown.resize(700, 600)
    shown.show()
    return shown


def put(shown: PaperView, pages: list[Page], settings: PrintSettings | None = None) -> None:
    sides = sides_of([pages], settings or PrintSettings(), Shift())
    shown.show_sides(sides, [""] * len(sides), (0.0, 0.0, 0.0, 0.0))


def picture(shown: PaperView) -> QImage:
    return shown.viewport().grab().toImage()


def test_letters_have_the_size_of_the_sheet_whatever_was_shown_before(qtbot: QtBot) -> None:
    upright, across = pages_of(evaluated(sample("B-示例"))), pages_of(evaluated(sample("C-示例")))
    used, fresh = view(qtbot), view(qtbot)
    put(used, upright)
    used.set_fit(Fit.WIDTH)
    picture(used)
    used.stack.fit = Fit.PAGE
    put(used, across)
    put(fresh, across)
    assert used.stack.zoom == fresh.stack.zoom
    assert picture(used) == picture(fresh)


def test_nothing_is_drawn_where_there_is_no_sheet(qtbot: QtBot) -> None:
    empty = view(qtbot)
    put(empty, [])
    assert empty.current == 0
    empty.go_to(3)
    assert empty.verticalScrollBar().maximum() == 0
    assert len({picture(empty).pixelColor(x, y).name() for x in (0, 300) for y in (0, 300)}) == 1


def test_one_stays_at_the_sheet_when_the_zoom_changes(qtbot: QtBot) -> None:
    shown = view(qtbot)
    put(shown, pages_of(evaluated(sample("H-示例"))))
    shown.set_fit(Fit.WIDTH)
    shown.go_to(2)
    shown.set_zoom(1.5)
    assert shown.current == 2
    shown.step_zoom(up=True)
    assert shown.current == 2
    shown.set_fit(Fit.WIDTH)
    assert shown.current == 2


def test_zooming_keeps_the_middle_of_the_window(qtbot: QtBot) -> None:
    shown = view(qtbot)
    put(shown, pages_of(evaluated(sample("B-示例"))))
    for _ in range(6):
        shown.step_zoom(up=True)
    across, down = shown.horizontalScrollBar(), shown.verticalScrollBar()
    assert across.maximum() > 0
    assert abs(across.value() - across.maximum() / 2) <= 2
    assert abs(down.value() - down.maximum() / 2) <= shown.viewport().height() / 4
    colours = {picture(shown).pixelColor(x, 300).name() for x in range(0, 700, 20)}
    assert "#ffffff" in colours
