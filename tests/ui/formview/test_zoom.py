"""Zoom, fitting to the width, scrolling."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from desktop.session.session import Session
from desktop.ui.formview import FormView
from desktop.ui.formview.desk import MAX_FIT, MAX_ZOOM, MIN_ZOOM
from tests.ui.formview.clerk import Clerk


@pytest.mark.parametrize("width", [1920, 1366, 1366 - 300, 900, 700, 480])
def test_fit_width_needs_no_horizontal_scrolling(qtbot: QtBot, project: Session, width: int) -> None:
    view = FormView()
    qtbot.addWidget(view)
    view.set_session(project)
    view.resize(width, 768 - 120)
    view.show()
    qtbot.waitExposed(view)
    assert view.horizontalScrollBar().maximum() == 0
    assert not view.horizontalScrollBar().isVisible()
    assert MIN_ZOOM <= view.zoom <= MAX_FIT
    paper = view.desk.paper()
    assert paper.left() >= 0
    assert paper.right() <= view.viewport().width()
    if view.zoom < MAX_FIT:
        assert paper.width() > view.viewport().width() - 40, "the sheet has the room there is"
    else:
        assert paper.center().x() == pytest.approx(view.viewport().width() / 2, abs=1), "paper lies amid the desk"


def test_the_zoom_follows_the_window_until_one_is_chosen(clerk: Clerk) -> None:
    clerk.view.resize(800, 600)
    fitted = clerk.view.zoom
    clerk.view.resize(700, 600)
    assert clerk.view.zoom < fitted
    clerk.view.set_zoom(1.25)
    clerk.view.resize(900, 600)
    assert clerk.view.zoom == 1.25
    clerk.view.commands.zoom_fit.trigger()
    assert clerk.view.zoom != 1.25
    assert clerk.view.commands.zoom_fit.isChecked()


@pytest.mark.parametrize(("asked", "got"), [(0.1, MIN_ZOOM), (0.5, 0.5), (1.1, 1.1), (2.0, 2.0), (9.0, MAX_ZOOM)])
def test_zoom_stays_within_bounds(clerk: Clerk, asked: float, got: float) -> None:
    seen: list[float] = []
    clerk.view.zoomChanged.connect(seen.append)
    clerk.view.set_zoom(asked)
    assert clerk.view.zoom == got
    assert seen == [got]


def test_control_and_wheel_zoom_by_steps_within_the_bounds(clerk: Clerk) -> None:
    clerk.view.set_zoom(1.0)
    clerk.wheel(1, Qt.KeyboardModifier.ControlModifier)
    assert clerk.view.zoom == 1.1
    for _ in range(12):
        clerk.wheel(-1, Qt.KeyboardModifier.ControlModifier)
    assert clerk.view.zoom == MIN_ZOOM
    assert not clerk.view.commands.zoom_out.isEnabled()
    for _ in range(12):
        clerk.wheel(1, Qt.KeyboardModifier.ControlModifier)
    assert clerk.view.zoom == MAX_ZOOM
    assert not clerk.view.commands.zoom_in.isEnabled()


def test_the_wheel_alone_scrolls(clerk: Clerk) -> None:
    zoom = clerk.view.zoom
    clerk.wheel(-1)
    assert clerk.view.zoom == zoom
    assert clerk.view.verticalScrollBar().value() > 0


def test_the_point_under_the_mouse_stays_where_it_is(clerk: Clerk) -> None:
    clerk.view.set_zoom(1.5)
    clerk.view.verticalScrollBar().setValue(300)
    at = QPointF(400, 300)
    before = clerk.view.desk.to_sheet(at.x(), at.y())
    clerk.view.zoom_step(True, at)
    after = clerk.view.desk.to_sheet(at.x(), at.y())
    assert after[1] == pytest.approx(before[1], abs=1)


def test_the_open_cell_follows_scrolling_and_zoom(clerk: Clerk) -> None:
    clerk.view.go_to(("年度资金总额",))
    clerk.type("1")
    editor = clerk.view.editing.editor
    assert editor is not None
    clerk.wheel(-1)
    place = clerk.view.selection_rect().toRect()
    assert editor.geometry().contains(place.center())
    size = editor.font().pointSizeF()
    clerk.view.set_zoom(2.0)
    assert editor.geometry().contains(clerk.view.selection_rect().toRect().center())
    assert editor.font().pointSizeF() > size
    clerk.press("Enter")
    assert clerk.value("年度资金总额") == "1"


def test_an_empty_desk_does_nothing(qtbot: QtBot) -> None:
    view = FormView()
    qtbot.addWidget(view)
    clerk = Clerk(qtbot, view)
    clerk.press("Tab", "Down", "F2", "Delete", "Ctrl+C", "Ctrl+V", "Ctrl+Z", "PgDown")
    clerk.type("x")
    view.grab()
    assert clerk.at is None
    assert not view.commands.paste.isEnabled()
    assert view.commit_pending()
