"""考评 at the keyboard: a number and Enter for each row, a reason where one is needed, and what is refused is told."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.collect.answering import accept, send_back
from desktop.forms.catalogue import bundled
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui import theme
from desktop.ui.messagebar import MessageBar
from desktop.ui.received.assess import AssessPanel
from desktop.ui.received.assessrows import SCORE
from tests.collect.packages import goals
from tests.collect.targets import F, at, receive_one, targets
from tests.forms.samples import sample
from tests.ui.window.hand import Key, click, focus, press, write

UNIT = "某市水利局"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "收表.db") as store:
        yield Workspace(store, bundled)


@dataclass
class Desk:
    """The panel in a window, and what it told."""

    panel: AssessPanel
    messages: MessageBar
    workspace: Workspace
    number: int

    def scores(self) -> list[str]:
        return [row.score for row in self.workspace.assessing.sheet(self.number).rows]

    def whys(self) -> list[str]:
        return [row.why for row in self.workspace.assessing.sheet(self.number).rows]

    @property
    def row(self) -> int:
        return self.panel.table.currentIndex().row()

    def totals(self) -> str:
        return f"{self.panel.own_total.text()} {self.panel.total.text()}".strip()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, workspace: Workspace, tmp_path: Path) -> Generator[Desk]:
    """A unit's sheet of three items, not judged yet, with the keyboard in it."""
    theme.apply(qapp)
    number = receive_one(workspace.store, tmp_path / "U盘", targets(UNIT))
    window = QWidget()
    layout = QVBoxLayout(window)
    messages = MessageBar()
    panel = AssessPanel(workspace, messages)
    layout.addWidget(panel, 1)
    layout.addWidget(messages)
    qtbot.addWidget(window)
    window.resize(340, 600)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    panel.show_document(number)
    panel.take_focus()
    yield Desk(panel, messages, workspace, number)
    window.close()


def type_keys(text: str) -> None:
    """Digits and points as keys, not through the input method."""
    for char in text:
        press({".": Key.Key_Period, "-": Key.Key_Minus}.get(char) or Key(ord(char)))


def test_numbers_and_enter_from_top_to_bottom(desk: Desk) -> None:
    assert desk.panel.progress.text() == "3 项，还没有考评"
    assert desk.totals() == "自评 50"
    for text in ("25", "10", "15"):
        type_keys(text)
        press(Key.Key_Return)
    assert desk.scores() == ["25", "10", "15"]
    assert desk.totals() == "自评 50 → 考评 50"
    assert desk.panel.progress.text() == "3 项都已考评"
    assert desk.row == 2, "the last row keeps the cursor"
    assert focus() is desk.panel.table


def test_a_number_through_the_input_method(desk: Desk) -> None:
    write("２４")
    editor = focus()
    assert isinstance(editor, QLineEdit)
    press(Key.Key_Return)
    assert desk.scores()[0] == "24"


def test_points_off_lead_to_the_reason_and_from_there_to_the_next_row(desk: Desk) -> None:
    press(Key.Key_Down)
    type_keys("9.5")
    press(Key.Key_Return)
    assert focus() is desk.panel.why
    assert desk.panel.line.text() == "低于分值，请写原因"
    assert desk.panel.progress.text() == "还有 2 项没有考评，1 项没有写原因"
    write("超时一次，扣0.5分")
    press(Key.Key_Return)
    assert (desk.scores()[1], desk.whys()[1]) == ("9.5", "超时一次，扣0.5分")
    assert (desk.row, focus()) == (2, desk.panel.table)
    assert not desk.panel.line.isVisible()
    press(Key.Key_Up)
    assert desk.panel.why.text() == "超时一次，扣0.5分"
    assert desk.panel.by.text() == "比自评 -0.5"


def test_a_reason_that_names_other_points_is_put_right_before_one_goes_on(desk: Desk) -> None:
    type_keys("24")
    press(Key.Key_Return)
    write("少一项，扣1分")
    press(Key.Key_Return)
    press(Key.Key_Up)
    type_keys("23")
    press(Key.Key_Return)
    assert desk.panel.line.text() == "原因里写的分与所扣的不同，请改"
    assert focus() is desk.panel.why
    write("少两项，扣2分")
    press(Key.Key_Return)
    assert (desk.scores()[0], desk.whys()[0], desk.row) == ("23", "少两项，扣2分", 1)


@pytest.mark.parametrize(("typed", "says"), [("26", "得分 26 不在 0 到 25 之间"), ("2.555", "最多 2 位小数")])
def test_what_cannot_stand_is_told_and_stays_in_its_field(desk: Desk, typed: str, says: str) -> None:
    type_keys(typed)
    press(Key.Key_Return)
    assert says in desk.panel.line.text()
    editor = focus()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == typed
    assert desk.scores()[0] == ""
    editor.clear()
    type_keys("25")
    press(Key.Key_Return)
    assert desk.scores()[0] == "25"
    assert not desk.panel.line.isVisible()


def test_escape_leaves_the_score_as_it_was(desk: Desk) -> None:
    type_keys("25")
    press(Key.Key_Return)
    press(Key.Key_Up)
    type_keys("1")
    press(Key.Key_Escape)
    assert (desk.scores()[0], focus()) == ("25", desk.panel.table)


def test_arrows_hand_a_score_in_and_go_their_way(desk: Desk) -> None:
    type_keys("25")
    press(Key.Key_Down)
    type_keys("9")
    press(Key.Key_Up)
    assert (desk.scores()[:2], desk.row) == (["25", "9"], 0), "the reason can be written later"
    assert desk.panel.progress.text() == "还有 1 项没有考评，1 项没有写原因"


def test_a_click_elsewhere_hands_in_what_was_typed(desk: Desk) -> None:
    type_keys("25")
    table = desk.panel.table
    click(table.viewport(), table.visualRect(desk.panel.rows.index(2, SCORE)).center())
    assert (desk.scores()[0], desk.row) == ("25", 2)


def test_delete_takes_a_score_away(desk: Desk) -> None:
    type_keys("25")
    press(Key.Key_Return)
    press(Key.Key_Up)
    press(Key.Key_Delete)
    assert desk.scores() == ["", "", ""]
    assert desk.totals() == "自评 50"


def test_escape_in_the_reason_takes_back_what_was_typed(desk: Desk) -> None:
    type_keys("24")
    press(Key.Key_Return)
    write("写错了")
    press(Key.Key_Escape)
    assert (desk.panel.why.text(), desk.whys()[0], focus()) == ("", "", desk.panel.table)


def test_a_reason_being_typed_is_kept_when_another_row_or_document_is_chosen(
    desk: Desk, workspace: Workspace, tmp_path: Path
) -> None:
    type_keys("24")
    press(Key.Key_Return)
    write("少一项")
    desk.panel.show_place(at(2))
    assert desk.whys()[0] == "少一项"
    assert desk.panel.why.text() == ""
    desk.panel.show_place(at(0))
    desk.panel.why.setFocus()
    write("任务")
    desk.panel.show_document(receive_one(workspace.store, tmp_path / "U盘", targets("某市审计局")))
    assert desk.whys()[0] == "少一项任务"
    assert desk.panel.why.text() == ""


def test_a_reason_without_a_score_asks_for_the_score(desk: Desk) -> None:
    desk.panel.why.setFocus()
    write("迟报")
    press(Key.Key_Return)
    assert desk.panel.line.text() == "请先填考评得分，再写原因"
    assert desk.panel.why.text() == "迟报"


def test_all_as_the_unit_has_it_and_back(desk: Desk) -> None:
    type_keys("24.5")
    press(Key.Key_Return)
    write("缺一次台账")
    press(Key.Key_Return)
    click(desk.panel.same_link)
    assert desk.scores() == ["24.5", "10", "15"]
    assert desk.messages.text == "2 项已同自评"
    assert not desk.panel.same_link.isVisible()
    desk.messages.act()
    assert desk.scores() == ["24.5", "", ""]
    assert desk.panel.same_link.isVisible()


def test_the_form_and_the_panel_lead_to_each_other(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(desk.panel.chosen):
        desk.panel.show_place(("考核内容", 1, "评分标准及认定依据"))
    assert desk.row == 1
    desk.panel.show_place(("被考核单位",))
    assert desk.row == 1
    with qtbot.waitSignal(desk.panel.chosen) as signal:
        press(Key.Key_Down)
    assert signal.args == [at(2)]
    with qtbot.waitSignal(desk.panel.changed):
        type_keys("15")
        press(Key.Key_Return)


def test_a_score_given_after_the_summary_was_made_says_where_it_has_to_go(desk: Desk) -> None:
    accept(desk.workspace.store, bundled(), desk.number)
    click(desk.panel.same_link)
    desk.workspace.assessing.make_summary(F, 2022)
    desk.panel.show_document(desk.number)
    desk.panel.table.go_to(0)
    type_keys("24")
    press(Key.Key_Return)
    assert desk.panel.note.isVisible()
    assert desk.panel.note.text() == f"《{F}》已经做了，改了得分请在那里“带入”"


def test_what_went_back_can_be_looked_at_only(desk: Desk) -> None:
    type_keys("25")
    press(Key.Key_Return)
    send_back(desk.workspace.store, bundled(), [desk.number], "请补盖章")
    desk.panel.show_document(desk.number)
    assert desk.panel.progress.text() == "这份表已退回，重报以后再考评"
    type_keys("2")
    press(Key.Key_Delete)
    assert desk.panel.why.isReadOnly()
    assert not desk.panel.same_link.isVisible()
    assert desk.scores()[0] == "25"


def test_a_project_is_judged_by_its_indicators_and_the_listed_score_is_passed_over(
    desk: Desk, workspace: Workspace, tmp_path: Path
) -> None:
    document = sample("D-示例")
    document.revision = 1
    desk.number = receive_one(workspace.store, tmp_path / "U盘", document)
    desk.panel.show_document(desk.number)
    assert desk.panel.applies
    assert desk.row == 1
    press(Key.Key_Up)
    type_keys("9")
    assert not isinstance(focus(), QLineEdit), "the score for spending is computed"
    desk.panel.table.go_to(1)
    type_keys("10.5")
    press(Key.Key_Return)
    write("按验收单核减")
    press(Key.Key_Return)
    assert desk.totals() == "自评 98.50 优 → 考评 94.00 优"


def test_forms_without_scores_show_nothing(desk: Desk, workspace: Workspace, tmp_path: Path) -> None:
    desk.panel.show_document(receive_one(workspace.store, tmp_path / "U盘", goals()))
    assert not desk.panel.applies
    assert not desk.panel.table.isVisible()
    assert desk.panel.progress.text() == "这份表没有要考评的得分"


def test_long_names_take_two_lines_and_every_row_shows_its_whole_height(desk: Desk) -> None:
    table = desk.panel.table
    low = table.rowHeight(0)
    type_keys("24")
    press(Key.Key_Return)
    assert table.rowHeight(0) > low, "a line under the name says what is lacking"
    press(Key.Key_Escape)
    desk.panel.window().resize(300, 600)
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_the_window_is_told_of_faults_of_the_disk_in_its_line(desk: Desk) -> None:
    desk.panel.show_document(99)
    assert desk.messages.is_error
    assert "编号 99" in desk.messages.text


def test_tab_goes_from_the_scores_to_the_reason(desk: Desk) -> None:
    type_keys("24")
    press(Key.Key_Tab)
    assert focus() is desk.panel.why
    write("少一项")
    press(Key.Key_Tab)
    assert desk.whys()[0] == "少一项"
    assert focus() is not desk.panel.why


def test_modifier_keys_alone_begin_nothing(desk: Desk) -> None:
    press(Key.Key_Shift)
    press(Key.Key_Control)
    assert focus() is desk.panel.table
    assert focus().focusPolicy() & Qt.FocusPolicy.TabFocus
