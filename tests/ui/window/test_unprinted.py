"""What the form does not print is filled in the panel: the points of a numbered line, the marks of a self review."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.findings import Finding
from desktop.forms.paths import Path
from desktop.resources import asset
from desktop.ui.editor.page import EditorPage
from desktop.ui.findings.unprinted import Line
from desktop.ui.mainwindow import MainWindow
from tests.ui.window.hand import Key, click, focus, press, write
from tests.ui.window.standins import StandInServices

LINES: Path = ("单位考评", 0, "目标任务加扣分情况")
ITEM: Path = ("考核内容", 1)


def opened(window: MainWindow, services: StandInServices, name: str) -> EditorPage:
    file = asset(f"samples/{name}.json")
    services.documents[1] = jsonio.loads(file.read_bytes(), name=file.name, catalogue=bundled())
    window.open_draft(1)
    assert window.editor is not None
    return window.editor


@pytest.fixture
def bonus(window: MainWindow, services: StandInServices) -> EditorPage:
    """A filled F form in which nothing is wrong."""
    return opened(window, services, "F-示例")


@pytest.fixture
def duties(window: MainWindow, services: StandInServices) -> EditorPage:
    """A filled E form."""
    return opened(window, services, "E-示例")


def held(editor: EditorPage, path: Path) -> object:
    assert editor.draft is not None
    return editor.draft.session.document.get(path)


def line(editor: EditorPage, path: Path) -> Line:
    found = editor.panel.unprinted.line(path)
    assert found is not None
    assert found.isVisible()
    return found


def offered(editor: EditorPage) -> list[str]:
    """The labels that are seen."""
    labels = editor.panel.unprinted.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def points_missing(editor: EditorPage, index: int) -> Finding:
    """Blank the points of a line: X01."""
    assert editor.draft is not None
    editor.draft.session.set_text((*LINES, index, "加扣分"), "")
    QCoreApplication.processEvents()
    return next(finding for finding in editor.panel.model.findings if finding.path == (*LINES, index, "加扣分"))


def test_each_value_of_the_line_the_cursor_is_in_can_be_filled(bonus: EditorPage) -> None:
    bonus.view.go_to((*LINES, 2, "事由"))
    assert offered(bonus) == ["加扣分", "上限", "考核事项"]
    assert line(bonus, (*LINES, 2, "加扣分")).text() == "-0.05"
    assert "扣分写负数" in line(bonus, (*LINES, 2, "加扣分")).placeholderText()
    bonus.view.go_to(("单位考评", 1, "目标任务加扣分情况", 1, "事由"))
    assert [part.text() for part in bonus.panel.unprinted.lines] == ["1", "1", ""]
    bonus.view.go_to(("单位考评", 1, "单位"))
    assert not bonus.panel.unprinted.isVisible()


def test_points_are_typed_by_keyboard_and_the_total_follows(qtbot: QtBot, bonus: EditorPage) -> None:
    bonus.view.go_to((*LINES, 0, "事由"))
    press(Key.Key_F6)
    assert focus() is line(bonus, (*LINES, 0, "加扣分")), "nothing was found, so there is no list to stop at"
    press(Key.Key_A, ctrl=True)
    write("０.4")
    press(Key.Key_Tab)
    assert held(bonus, (*LINES, 0, "加扣分")) == "0.4"
    assert focus() is line(bonus, (*LINES, 0, "上限"))
    write("0.35")
    press(Key.Key_Return)
    assert held(bonus, (*LINES, 0, "上限")) == "0.35"
    assert bonus.view.hasFocus()
    assert bonus.view.current_path == (*LINES, 0, "事由")
    assert bonus.draft is not None
    total = bonus.draft.session.place(("单位考评", 0, "目标任务得分"))
    assert total is not None
    assert total.text == "50.5"
    press(Key.Key_Z, ctrl=True)
    qtbot.waitUntil(lambda: line(bonus, (*LINES, 0, "上限")).text() == "")


def test_escape_drops_what_was_typed_in_this_line_only(bonus: EditorPage) -> None:
    bonus.view.go_to((*LINES, 0, "事由"))
    press(Key.Key_F6)
    press(Key.Key_End)
    write("5")
    press(Key.Key_Tab)
    write("9")
    press(Key.Key_Escape)
    assert bonus.view.hasFocus()
    assert (held(bonus, (*LINES, 0, "加扣分")), held(bonus, (*LINES, 0, "上限"))) == ("0.35", None)
    assert line(bonus, (*LINES, 0, "上限")).text() == ""


def test_a_finding_about_it_leads_into_its_line(bonus: EditorPage) -> None:
    finding = points_missing(bonus, 1)
    panel = bonus.panel
    click(panel.list.viewport(), panel.list.visualRect(panel.model.line_of(finding)).center())
    assert bonus.view.current_path == (*LINES, 1, "事由")
    assert focus() is line(bonus, (*LINES, 1, "加扣分"))
    assert panel.list.current() == finding
    write("0.2")
    press(Key.Key_Return)
    QCoreApplication.processEvents()
    assert finding not in panel.model.findings


def test_f8_goes_through_findings_about_values_that_are_not_printed(bonus: EditorPage) -> None:
    bonus.view.setFocus()
    wanted = [points_missing(bonus, index).path for index in (0, 1)]
    seen = []
    for _ in range(3):
        press(Key.Key_F8)
        QCoreApplication.processEvents()
        at = bonus.panel.list.current()
        assert at is not None
        assert focus() is line(bonus, at.path)
        seen.append(at.path)
    assert seen == [*wanted, wanted[0]]


def test_f8_unfolds_the_panel_for_it(bonus: EditorPage) -> None:
    bonus.commands.panel.setChecked(False)
    points_missing(bonus, 2)
    bonus.view.setFocus()
    press(Key.Key_F8)
    assert focus() is line(bonus, (*LINES, 2, "加扣分"))


def test_the_form_marks_the_line_it_belongs_to(bonus: EditorPage) -> None:
    finding = points_missing(bonus, 1)
    assert bonus.view.form is not None
    assert bonus.view.form.marks.at((*LINES, 1, "事由")) == [finding]
    assert bonus.view.form.marks.at((*LINES, 0, "事由")) == []


def test_a_new_line_has_values_of_its_own(bonus: EditorPage) -> None:
    bonus.view.go_to((*LINES, 0, "事由"))
    press(Key.Key_Equal, ctrl=True)
    assert bonus.view.current_path == (*LINES, 1, "事由")
    assert [part.text() for part in bonus.panel.unprinted.lines] == ["", "", ""]
    press(Key.Key_F6)
    if focus() is bonus.panel.list:
        press(Key.Key_F6)
    write("0.1")
    press(Key.Key_Return)
    assert held(bonus, (*LINES, 1, "加扣分")) == "0.1"
    assert held(bonus, (*LINES, 2, "加扣分")) == "0.2"


def test_a_line_deleted_in_the_middle_of_it_keeps_what_was_typed_to_itself(bonus: EditorPage) -> None:
    """The buttons leave the keyboard where it is."""
    bonus.view.go_to((*LINES, 0, "事由"))
    press(Key.Key_F6)
    press(Key.Key_End)
    write("7")
    bonus.view.commands.delete_rows.trigger()
    assert held(bonus, (*LINES, 0, "加扣分")) == "0.2"
    assert line(bonus, (*LINES, 0, "加扣分")).text() == "0.2"
    bonus.view.commands.undo.trigger()
    assert held(bonus, (*LINES, 0, "加扣分")) == "0.37"


def test_the_marks_of_a_review_are_filled_at_any_cell_of_their_row(duties: EditorPage) -> None:
    for column in ("序号", "评分标准及认定依据"):
        duties.view.go_to((*ITEM, column))
        assert offered(duties) == ["自评得分", "考评得分", "扣分原因"]
    line(duties, (*ITEM, "自评得分")).setFocus()
    write("4.5")
    press(Key.Key_Tab)
    write("4")
    press(Key.Key_Tab)
    write("迟报一次")
    duties.view.go_to((*ITEM[:1], 2, "序号"))
    filled = ["4.5", "4", "迟报一次"]
    assert [held(duties, (*ITEM, column)) for column in ("自评得分", "考评得分", "扣分原因")] == filled
    assert [part.text() for part in duties.panel.unprinted.lines] == ["", "", ""]
    duties.view.go_to((*ITEM, "分值"))
    assert [part.text() for part in duties.panel.unprinted.lines] == filled


def test_the_lines_go_where_nothing_is_to_be_filled_besides(duties: EditorPage) -> None:
    duties.view.go_to((*ITEM, "序号"))
    assert duties.panel.unprinted.isVisible()
    duties.view.go_to(("责任人",))
    assert not duties.panel.unprinted.isVisible()
    duties.view.setFocus()
    press(Key.Key_F6)
    assert not duties.panel.unprinted.isAncestorOf(focus())


def test_no_reason_is_asked_for_at_a_score_that_a_person_gives(evaluation: EditorPage) -> None:
    assert evaluation.draft is not None
    score: Path = ("绩效指标", 1, "得分")
    evaluation.view.go_to(score)
    assert offered(evaluation) == ["得分说明"]
    evaluation.draft.session.set_text((*score[:-1], "指标性质"), "定性")
    evaluation.view.go_to(score)
    assert offered(evaluation) == []


def test_the_grade_stands_beside_the_score_and_cannot_be_typed_over(evaluation: EditorPage) -> None:
    evaluation.view.go_to(("合计得分",))
    assert offered(evaluation) == ["等级"]
    shown = line(evaluation, ("等级",))
    assert (shown.text(), shown.isReadOnly()) == ("优", True)
    assert "等级“优”：得分 98.50，90 分以上" in evaluation.panel.cell.text
    assert evaluation.draft is not None
    evaluation.draft.session.set_text(("预算执行情况", 0, "预算执行数"), "20")
    evaluation.view.go_to(("合计得分",))
    assert line(evaluation, ("等级",)).text() == "良"
    evaluation.view.go_to(("绩效指标", 0, "得分"))
    assert not line(evaluation, ("绩效指标", 0, "得分说明")).isReadOnly()
