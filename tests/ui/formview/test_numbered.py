"""A numbered list inside one cell: lines come and go under the cursor, and so do the rows around them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.forms.fresh import new_document
from desktop.forms.paths import Path
from desktop.session.session import Session
from desktop.ui.formview import FormView
from tests.forms.samples import edition_of, sample
from tests.ui.formview.clerk import Clerk

UNITS = "单位考评"


def line(unit: int, index: int) -> Path:
    return (UNITS, unit, "目标任务加扣分情况", index, "事由")


def lines(clerk: Clerk, unit: int) -> list[str]:
    """What stands before each point, as the cell shows it: the printed words of the numbered lines."""
    form = clerk.view.form
    assert form is not None
    spot = form.places.exact(line(unit, 0))
    assert spot is not None
    return form.places.cells[spot.cell].text.split("\n")


def units(clerk: Clerk) -> list[object]:
    session = clerk.view.session
    assert session is not None
    return [row.get("单位") for row in session.document.rows((UNITS,))]


def at_form(qtbot: QtBot, session: Session) -> Clerk:
    view = FormView()
    qtbot.addWidget(view)
    view.resize(1080, 660)
    view.set_session(session)
    return Clerk(qtbot, view)


@pytest.fixture
def points(qtbot: QtBot) -> Clerk:
    document = sample("F-示例")
    return at_form(qtbot, Session(edition_of(document), document))


@pytest.fixture
def blank_points(qtbot: QtBot) -> Clerk:
    edition = edition_of(sample("F-示例"))
    return at_form(qtbot, Session(edition, new_document(edition, 2022)))


def test_the_next_line_comes_below_the_current_one_and_is_typed_into(points: Clerk) -> None:
    points.view.go_to(line(0, 0))
    points.press("Ctrl+=")
    assert points.at == line(0, 1)
    points.compose("获表彰，加0.5分。")
    points.press("Enter")
    assert lines(points, 0) == [
        "1.被省厅通报表扬，加0.3分。",
        "2.获表彰，加0.5分。",
        "3.承办全市现场会，加0.2分。",
        "4.抽查信息有误一处，扣0.05分。",
    ]
    assert points.at == line(0, 2)


def test_several_lines_one_after_the_other(blank_points: Clerk) -> None:
    clerk = blank_points
    clerk.view.go_to(line(0, 0))
    clerk.compose("甲，加1分。")
    clerk.press("Ctrl+=")
    clerk.compose("乙，扣1分。")
    clerk.press("Ctrl+=")
    clerk.compose("丙，加2分。")
    clerk.press("Enter")
    assert lines(clerk, 0) == ["1.甲，加1分。", "2.乙，扣1分。", "3.丙，加2分。"]


def test_the_cursor_frames_its_own_line_and_opens_it_there(points: Clerk) -> None:
    first, second, unit = points.whole(line(0, 0)), points.whole(line(0, 1)), points.whole((UNITS, 0, "单位"))
    assert second.y >= first.bottom
    assert first.height < unit.height / 2
    points.view.go_to(line(0, 0))
    points.press("F2")
    editor = points.view.editing.editor
    assert editor is not None
    third = points.view.desk.to_view(points.whole(line(0, 2))).toRect()
    assert not editor.geometry().intersects(third), "the other lines stay in sight"


def test_the_first_line_has_the_whole_cell(blank_points: Clerk) -> None:
    cell, unit = blank_points.whole(line(0, 0)), blank_points.whole((UNITS, 0, "单位"))
    assert (cell.y, cell.height) == (unit.y, unit.height)


def test_a_line_is_deleted_and_the_cursor_stays_among_the_others(points: Clerk) -> None:
    points.view.go_to(line(0, 1))
    points.press("Ctrl+-")
    assert lines(points, 0) == ["1.被省厅通报表扬，加0.3分。", "2.抽查信息有误一处，扣0.05分。"]
    assert points.at == line(0, 1)
    points.press("Ctrl+-")
    assert points.at == line(0, 0)
    points.press("Ctrl+-")
    assert lines(points, 0) == [""]
    assert points.at == line(0, 0)
    points.press(*["Ctrl+Z"] * 3)
    assert len(lines(points, 0)) == 3
    assert len(lines(points, 1)) == 2


def test_a_unit_comes_and_goes_from_its_own_cell(points: Clerk) -> None:
    points.view.go_to((UNITS, 1, "单位"))
    points.press("Ctrl+=")
    assert units(points) == ["甲县", "乙县", None, "丙区"]
    assert points.at == (UNITS, 2, "单位")
    points.press("Ctrl+-")
    assert units(points) == ["甲县", "乙县", "丙区"]
    points.press("Ctrl+-", "Ctrl+-")
    assert units(points) == ["甲县"]
    assert points.at == (UNITS, 0, "单位")
    assert len(lines(points, 0)) == 3
