"""A form that is only looked at: the cursor goes everywhere, copying works, nothing else; what is said at cells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.forms.grid import Role
from desktop.forms.paths import Path
from desktop.session.session import Session
from desktop.ui.formview import FormView, colors
from tests.forms.samples import edition_of, sample
from tests.ui.formview.clerk import Clerk

NAME, PROPERTY, TARGET = ("项目名称",), ("项目属性",), ("年度绩效指标", 2, "指标值")


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Clerk]:
    """At a B form that came in."""
    document = sample("B-示例")
    view = FormView()
    qtbot.addWidget(view)
    view.resize(1080, 660)
    view.set_session(Session(edition_of(document), document, fixed=True))
    yield Clerk(qtbot, view)
    view.set_session(None)


def session(clerk: Clerk) -> Session:
    assert clerk.view.session is not None
    return clerk.view.session


@pytest.mark.parametrize("path", [NAME, PROPERTY, TARGET])
@pytest.mark.parametrize(
    "keys", ["A", "F2", "Backspace", "Del", "Space", "Ctrl+V", "Ctrl+X", "Ctrl+=", "Ctrl+-", "Alt+Down", "Ctrl+Return"]
)
def test_nothing_can_be_typed(reader: Clerk, path: Path, keys: str) -> None:
    before = session(reader).document.copy().data
    QGuiApplication.clipboard().setText("1")
    reader.view.go_to(path)
    reader.press(keys)
    assert session(reader).document.data == before
    assert not reader.view.editing.active
    assert reader.said == []


def test_typing_says_what_can_be_done_instead(reader: Clerk) -> None:
    reader.view.go_to(NAME)
    reader.press("A")
    assert reader.hints[-1].startswith("收到的表不能在这里改")


def test_the_arrows_move_and_cells_are_copied(reader: Clerk) -> None:
    reader.view.go_to(TARGET)
    reader.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == session(reader).document.get(TARGET)
    reader.press("Down")
    assert reader.view.current_path == ("年度绩效指标", 3, "指标值")


def test_esc_is_left_to_the_page_unless_there_is_a_block(reader: Clerk) -> None:
    form = reader.view.form
    assert form is not None
    reader.view.go_to(TARGET)
    reader.press("Shift+Down")
    assert form.selection.block() is not None
    reader.press("Esc")
    assert form.selection.block() is None


def test_its_menu_has_what_can_be_done(reader: Clerk) -> None:
    view = reader.view
    menu: QMenu = view.commands.context_menu(view, fixed=True)
    assert [action.text() for action in menu.actions() if action.text()] == ["复制", "全选"]
    menu.deleteLater()


def colour_at(view: FormView, path: Path, corner: str) -> str:
    """Of a pixel just inside a corner of the cell a path is in."""
    form = view.form
    assert form is not None
    spot = form.places.exact(path)
    assert spot is not None
    rect = view.desk.to_view(form.places.cell_area(spot.cell))
    at = {
        "lower left": (rect.left() + 2, rect.bottom() - 3),
        "left": (rect.left() + 2, rect.center().y()),
        "middle": (rect.right() - 6, rect.bottom() - 6),
    }[corner]
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(at[0] * ratio), round(at[1] * ratio)).name()


def test_a_remark_turns_up_the_corner_of_its_cell(reader: Clerk) -> None:
    view = reader.view
    view.go_to(TARGET)
    view.go_to(NAME)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    before = colour_at(view, TARGET, "lower left")
    view.set_remarks({TARGET: "偏低", (): "请附测算表", ("年度绩效指标", 1): "这一行重复"})
    assert colour_at(view, TARGET, "lower left") == colors.ACCENT.name() != before
    form = view.form
    assert form is not None
    assert form.flags.remark(TARGET) == "偏低"
    assert form.flags.remark(("年度绩效指标", 1, "三级指标")) == "这一行重复"  # at the row's first place
    assert form.flags.remark(("年度绩效指标", 1, "指标值")) == ""


def test_a_change_is_seen_and_a_changed_row_at_all_its_places(reader: Clerk) -> None:
    view = reader.view
    view.go_to(TARGET)
    view.go_to(NAME)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.set_changes({TARGET: "原来是“≥95%”", ("年度绩效指标", 4): "原来没有"})
    form = view.form
    assert form is not None
    spot = form.places.exact(TARGET)
    assert spot is not None
    assert form.places.cells[spot.cell].role is Role.FIELD
    assert colour_at(view, TARGET, "left") == colors.ACCENT.name()
    assert colour_at(view, TARGET, "middle") == colors.CHANGED.name()
    assert form.flags.change(("年度绩效指标", 4, "指标值")) == "原来没有"
    assert form.flags.change(("年度绩效指标", 3, "指标值")) == ""


def test_pointing_at_a_cell_tells_both(reader: Clerk) -> None:
    view = reader.view
    view.go_to(TARGET)
    view.set_remarks({TARGET: "偏低"})
    view.set_changes({TARGET: "原来是“≥95%”"})
    form = view.form
    assert form is not None
    spot = form.places.exact(TARGET)
    assert spot is not None
    at = view.desk.to_view(form.places.area(spot)).center().toPoint()
    told = view._pointer.tooltip(at)  # what a tooltip says comes from there alone
    assert "意见：偏低" in told
    assert "原来是“≥95%”" in told


def test_the_input_method_stays_away(reader: Clerk) -> None:
    reader.view.go_to(NAME)
    assert reader.view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    reader.compose("别的", "bie")
    assert session(reader).document.get(NAME) != "别的"
    assert not reader.view.editing.active
