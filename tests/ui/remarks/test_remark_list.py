"""Remarks as both sides of a return list them, and the box both write in."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.ui.remarks.box import RemarkBox
from desktop.ui.remarks.list import RemarkList
from desktop.ui.remarks.model import WHOLE, RemarkRow, Standing

Key = Qt.Key
TARGET = ("年度绩效指标", 2, "指标值")
OPEN = RemarkRow(3, TARGET, "偏低", shown="≥98%", action="修改")
DONE = RemarkRow(
    5, ("年度资金总额",), "与批复不符", shown="35.00", reply="已按批复改", standing=Standing.DONE, aside="已改为“30.00”"
)
ON_ROW = RemarkRow(8, ("年度绩效指标", 4), "这一行与上一行重复", action="修改")
ON_ALL = RemarkRow(9, (), "请附测算表", action="修改")


@pytest.fixture
def page(qtbot: QtBot) -> Generator[QWidget]:
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(300, 500)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    yield page
    page.close()


@pytest.fixture
def remarks(page: QWidget, qtbot: QtBot) -> RemarkList:
    layout = page.layout()
    assert layout is not None
    result = RemarkList()
    layout.addWidget(result)
    result.set_remarks([OPEN, DONE, ON_ROW, ON_ALL])
    result.setFocus()
    qtbot.waitUntil(result.hasFocus)
    return result


@pytest.mark.parametrize(
    ("row", "small"),
    [
        (OPEN, "年度绩效指标 第3行 指标值：≥98%"),
        (DONE, "已改为“30.00” · 年度资金总额：35.00"),
        (ON_ALL, WHOLE),
        (RemarkRow(1, (), "重复", shown="8人", gone="年度绩效指标 第9行"), "年度绩效指标 第9行：8人"),
    ],
)
def test_where_it_is_and_what_stood_there(row: RemarkRow, small: str) -> None:
    assert row.small == small


def test_a_click_goes_there_one_on_the_link_writes(remarks: RemarkList, qtbot: QtBot) -> None:
    row = remarks.visualRect(remarks.model().index(0, 0))
    with qtbot.waitSignal(remarks.chosen) as chosen:
        QTest.mouseClick(remarks.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + row.center() / 4)
    assert chosen.args == [TARGET]
    with qtbot.waitSignal(remarks.edited) as edited, qtbot.assertNotEmitted(remarks.chosen):
        QTest.mouseClick(remarks.viewport(), Qt.MouseButton.LeftButton, pos=remarks.link_area(3).center())
    assert edited.args == [3]
    assert remarks.link_area(5).isEmpty()


def test_by_keys_alone(remarks: RemarkList, qtbot: QtBot) -> None:
    remarks.mark(3)
    for key, modifier, signal, sent in (
        (Key.Key_Return, Qt.KeyboardModifier.NoModifier, remarks.chosen, [TARGET]),
        (Key.Key_Return, Qt.KeyboardModifier.ControlModifier, remarks.edited, [3]),
        (Key.Key_F2, Qt.KeyboardModifier.NoModifier, remarks.edited, [3]),
        (Key.Key_Delete, Qt.KeyboardModifier.NoModifier, remarks.removed, [3]),
        (Key.Key_Escape, Qt.KeyboardModifier.NoModifier, remarks.left, []),
    ):
        with qtbot.waitSignal(signal) as told:
            QTest.keyClick(remarks, key, modifier)
        assert told.args == sent


def test_what_has_no_link_is_not_written_to(remarks: RemarkList, qtbot: QtBot) -> None:
    remarks.mark(5)
    with qtbot.assertNotEmitted(remarks.edited):
        QTest.keyClick(remarks, Key.Key_F2)


@pytest.mark.parametrize(
    ("path", "number"),
    [(TARGET, 3), (("年度绩效指标", 4, "三级指标"), 8), (("年度绩效指标", 5, "指标值"), 0), ((), 0)],
)
def test_the_remark_about_a_cell_or_its_row(remarks: RemarkList, path: tuple[str | int, ...], number: int) -> None:
    found = remarks.at(path)
    assert (found.number if found is not None else 0) == number


def test_the_selected_one_stays_when_the_list_is_read_anew(remarks: RemarkList) -> None:
    remarks.mark(8)
    remarks.set_remarks([OPEN, ON_ROW])
    current = remarks.current()
    assert current is not None
    assert current.number == 8
    remarks.set_remarks([OPEN])
    assert remarks.current() is None


def test_an_answer_takes_room_and_a_narrow_list_more(remarks: RemarkList, page: QWidget) -> None:
    def height(at: int) -> int:
        return remarks.visualRect(remarks.model().index(at, 0)).height()

    assert height(1) > height(0)
    wide = height(2)
    page.resize(110, 500)
    QApplication.processEvents()
    assert height(2) > wide


class Kept:
    """Takes what is handed in; refuses when told to."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.refuses = False

    def __call__(self, text: str) -> None:
        if self.refuses:
            raise UserError("太长")
        self.words.append(text)


@pytest.fixture
def box(page: QWidget, qtbot: QtBot) -> RemarkBox:
    layout = page.layout()
    assert layout is not None
    result = RemarkBox()
    layout.addWidget(result)
    assert result.isHidden()
    qtbot.waitUntil(page.isActiveWindow)
    return result


def test_enter_hands_in(box: RemarkBox, qtbot: QtBot) -> None:
    kept = Kept()
    box.write("对年度资金总额", "", kept)
    qtbot.waitUntil(box.edit.hasFocus)
    box.edit.setPlainText(" 请核对\n再报 ")
    with qtbot.waitSignal(box.left):
        QTest.keyClick(box.edit, Key.Key_Return)
    assert kept.words == ["请核对\n再报"]
    assert box.isHidden()
    assert not box.active


def test_esc_forgets(box: RemarkBox, qtbot: QtBot) -> None:
    kept = Kept()
    box.write("对年度资金总额", "原来的", kept)
    qtbot.waitUntil(box.edit.hasFocus)
    box.edit.setPlainText("别的")
    with qtbot.waitSignal(box.left):
        QTest.keyClick(box.edit, Key.Key_Escape)
    assert kept.words == []
    assert box.isHidden()


def test_words_that_did_not_change_are_not_handed_in(box: RemarkBox) -> None:
    kept = Kept()
    box.write("对整张表", "原来的", kept)
    assert box.commit()
    assert kept.words == []


def test_what_is_refused_stays_to_be_put_right(box: RemarkBox, qtbot: QtBot) -> None:
    kept = Kept()
    kept.refuses = True
    box.write("对整张表", "", kept)
    box.edit.setPlainText("很长的一段")
    with qtbot.waitSignal(box.refused) as told:
        assert not box.commit()
    assert "太长" in told.args[0]
    box.write("对别处", "", kept)  # it is not lost for another one either
    assert box.edit.toPlainText() == "很长的一段"
    kept.refuses = False
    assert box.commit()
    assert kept.words == ["很长的一段"]
