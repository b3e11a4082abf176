"""The list of drafts, by keyboard and mouse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.drafts.model import CHANGED, PROJECT, YEAR
from desktop.ui.drafts.wording import plain_time
from desktop.ui.mainwindow import MainWindow
from tests.ui.window.conftest import show
from tests.ui.window.hand import Key, click, double_click, fill, press, write
from tests.ui.window.standins import StandInDialogs, StandInServices

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2022, 11, 20, 14, 30, tzinfo=BEIJING)


def listed(window: MainWindow) -> list[str]:
    return [row.project for row in window.drafts.model.rows]


def test_the_draft_changed_last_comes_first_and_has_the_cursor(window: MainWindow) -> None:
    assert listed(window) == ["考务经费", "西部计划", "办案经费"]
    assert window.drafts.table.hasFocus()
    assert window.drafts.table.chosen() == [1]
    assert window.drafts.status.text() == "共 3 份"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2022, 11, 20, 14, 3, tzinfo=BEIJING), "今天 14:03"),
        (datetime(2022, 11, 20, 6, 3, tzinfo=UTC), "今天 14:03"),
        (datetime(2022, 11, 19, 23, 59, tzinfo=BEIJING), "昨天 23:59"),
        (datetime(2022, 11, 18, 9, 0, tzinfo=BEIJING), "11月18日"),
        (datetime(2022, 1, 1, 0, 0, tzinfo=BEIJING), "1月1日"),
        (datetime(2021, 12, 31, 9, 0, tzinfo=BEIJING), "2021年12月31日"),
    ],
)
def test_times_are_told_in_plain_words(when: datetime, words: str) -> None:
    assert plain_time(when, NOW) == words


def test_search_narrows_the_list_while_typing(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_F, ctrl=True)
    assert window.drafts.search.hasFocus()
    write("经费")
    assert listed(window) == ["考务经费", "办案经费"]
    assert window.drafts.status.text() == "找到 2 份"
    write(" 2023")
    assert listed(window) == ["办案经费"]
    press(Key.Key_Down)
    assert window.drafts.table.hasFocus()
    assert window.drafts.table.chosen() == [3]


def test_a_search_without_a_hit_says_so_and_can_be_cleared(qtbot: QtBot, window: MainWindow) -> None:
    window.drafts.search.take()
    write("没有的")
    assert window.drafts.nothing.isVisible()
    assert "「没有的」" in window.drafts.nothing.text
    click(window.drafts.nothing.clear_link)
    assert len(listed(window)) == 3
    window.drafts.search.take()
    write("没有的")
    press(Key.Key_Escape)
    assert window.drafts.search.text() == ""


def test_a_click_on_the_header_sorts(qtbot: QtBot, window: MainWindow) -> None:
    header = window.drafts.table.horizontalHeader()
    assert header.sortIndicatorSection() == CHANGED

    def click_on(section: int) -> None:
        spot = QPoint(header.sectionViewportPosition(section) + 20, 10)
        click(header.viewport(), spot)

    click_on(YEAR)
    assert [row.year for row in window.drafts.model.rows] == [2022, 2023, 2023]
    click_on(YEAR)
    assert [row.year for row in window.drafts.model.rows] == [2023, 2023, 2022]
    click_on(PROJECT)
    assert listed(window) == sorted(listed(window))
    assert window.drafts.table.chosen() == [1], "the line selected stays selected wherever it goes"


def test_enter_and_double_click_open(qtbot: QtBot, window: MainWindow, services: StandInServices) -> None:
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert services.opened[-1].row.project == "西部计划"
    assert window.windowTitle() == "西部计划 — 绩表"
    window.show_drafts()
    table = window.drafts.table
    assert table.chosen() == [2], "back in the list the draft is still the one selected"
    spot = table.visualRect(window.drafts.model.index(2, 1)).center()
    double_click(table.viewport(), spot)
    assert services.opened[-1].row.project == "办案经费"


def test_deleting_takes_no_question_and_can_be_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_Delete)
    assert listed(window) == ["西部计划", "办案经费"]
    assert window.messages.text == "已删除「考务经费」"
    click(window.messages.act_button)
    assert listed(window) == ["考务经费", "西部计划", "办案经费"]
    assert window.drafts.table.chosen() == [1]


def test_several_are_deleted_at_once_and_come_back_with_ctrl_z(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_Down, shift=True)
    assert window.drafts.status.text() == "共 3 份，选中 2 份"
    press(Key.Key_Delete)
    assert listed(window) == ["办案经费"]
    assert window.messages.text == "已删除 2 份草稿"
    press(Key.Key_Z, ctrl=True)
    assert len(listed(window)) == 3
    assert sorted(window.drafts.table.chosen()) == [1, 2]


def test_the_bin_shows_what_was_deleted_and_gives_it_back(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_Delete)
    window.drafts.tools.bin.trigger()
    assert listed(window) == ["考务经费"]
    assert window.drafts.status.text() == "回收站 1 份"
    window.drafts.table.choose([1])
    window.drafts.take_focus()
    press(Key.Key_Return)
    assert window.pages.currentWidget() is window.drafts, "a deleted draft is not opened unawares"
    window.drafts.tools.restore.trigger()
    assert window.drafts.nothing.text == "回收站是空的"
    window.drafts.tools.bin.trigger()
    assert "考务经费" in listed(window)


def test_a_copy_is_listed_and_selected(qtbot: QtBot, window: MainWindow) -> None:
    press(Key.Key_D, ctrl=True)
    assert listed(window).count("考务经费") == 2
    assert window.drafts.table.chosen() == [4]


def test_one_draft_is_exported_where_the_person_says(window: MainWindow, services: StandInServices) -> None:
    window.drafts.tools.xlsx.trigger()
    assert services.opened[-1].written == ["export xlsx 文件 考务经费.xlsx", "close"]
    assert window.messages.text.startswith("已导出 ")


def test_a_draft_is_let_go_when_the_person_thinks_better_of_it(
    window: MainWindow, services: StandInServices, dialogs: StandInDialogs
) -> None:
    dialogs.cancel = True
    window.drafts.tools.xlsx.trigger()
    assert services.opened[-1].written == ["close"]
    assert window.messages.text == ""


def test_several_are_exported_into_a_folder_or_bound(
    qtbot: QtBot, window: MainWindow, services: StandInServices, dialogs: StandInDialogs
) -> None:
    assert not window.drafts.tools.bound.isEnabled(), "there is nothing to bind about one draft"
    press(Key.Key_A, ctrl=True)
    window.drafts.tools.pdf.trigger()
    window.drafts.tools.bound.trigger()
    assert services.exported == [
        f"pdf [1, 2, 3] {dialogs.folder.name}",
        "bound [1, 2, 3] 文件 考务经费等3份.pdf",
    ]
    dialogs.cancel = True
    window.drafts.tools.pdf.trigger()
    window.drafts.tools.bound.trigger()
    assert len(services.exported) == 2


def test_a_file_that_is_taken_in_is_opened(
    window: MainWindow, services: StandInServices, dialogs: StandInDialogs
) -> None:
    dialogs.files = [Path("收到的.json")]
    window.drafts.tools.open_file.trigger()
    assert services.opened[-1].row.project == "收到的"


def test_files_that_cannot_be_read_do_not_keep_out_the_others(window: MainWindow, dialogs: StandInDialogs) -> None:
    dialogs.files = [Path("坏.docx"), Path("甲.json"), Path("乙.json")]
    window.drafts.tools.open_file.trigger()
    assert {"甲", "乙"} <= set(listed(window))
    assert window.messages.is_error
    assert window.messages.text == "坏.docx：不是本程序能读的文件。请选 .json 或 .xlsx。"


def test_what_was_not_taken_over_is_said_beside_the_form_it_concerns(
    window: MainWindow, services: StandInServices, dialogs: StandInDialogs
) -> None:
    first, second, third = "B12：“另附”不在可填的格里，没有读入", "C3：记为 12", "收到的.json：工作表“乙”已被删去"
    services.notes["收到的.json"] = (first, second, third)
    dialogs.files = [Path("收到的.json")]
    window.drafts.tools.open_file.trigger()
    assert window.pages.currentWidget() is window.editor
    assert window.messages.text == f"收到的.json：{first} 另有 2 条"
    assert not window.messages.is_error
    click(window.messages.copy_button)
    said = QGuiApplication.clipboard().text().splitlines()
    assert said == [f"收到的.json：{first}", f"收到的.json：{second}", third]
    assert window.editor is not None
    fill(window.editor, ("实施单位及责任人",), "培训股")
    assert window.messages.text, "it stays until it was read"
    click(window.messages.dismiss_button)
    assert window.messages.text == ""


def test_notes_and_refusals_about_several_files_are_one_line(
    window: MainWindow, services: StandInServices, dialogs: StandInDialogs
) -> None:
    services.notes["甲.json"] = ("没有写版式，按“巴中市-2022”处理",)
    dialogs.files = [Path("甲.json"), Path("坏.docx"), Path("乙.json"), Path("坏.xls")]
    window.drafts.tools.open_file.trigger()
    assert window.messages.is_error
    assert window.messages.text == "坏.docx：不是本程序能读的文件。请选 .json 或 .xlsx。 另有 2 条"
    window.messages.copy()
    said = QGuiApplication.clipboard().text().splitlines()
    assert [line.partition("：")[0] for line in said] == ["坏.docx", "坏.xls", "甲.json"]


def test_the_only_file_that_could_be_read_does_not_hide_the_others(
    window: MainWindow, services: StandInServices, dialogs: StandInDialogs
) -> None:
    dialogs.files = [Path("坏.docx"), Path("甲.json")]
    window.drafts.tools.open_file.trigger()
    assert services.opened[-1].row.project == "甲"
    assert window.messages.text.startswith("坏.docx：")


def test_a_file_dropped_on_the_list_is_taken_in(window: MainWindow, services: StandInServices, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "U盘上的.json"))])
    none = Qt.KeyboardModifier.NoModifier
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    QApplication.sendEvent(window.drafts, QDragEnterEvent(QPoint(300, 300), copy, mime, left, none))
    QApplication.sendEvent(window.drafts, QDropEvent(QPointF(300, 300), copy, mime, left, none))
    assert services.opened[-1].row.project == "U盘上的"


def test_an_error_is_one_line_that_can_be_copied_and_dismissed(
    qtbot: QtBot, window: MainWindow, dialogs: StandInDialogs
) -> None:
    dialogs.files = [Path("坏.docx")]
    window.drafts.tools.open_file.trigger()
    line = window.messages.text
    click(window.messages.copy_button)
    assert QGuiApplication.clipboard().text() == line
    click(window.messages.dismiss_button)
    assert window.messages.text == ""
    assert window.messages.isHidden()


def test_the_first_start_offers_forms_and_a_sample(
    qtbot: QtBot, dressed: QApplication, dialogs: StandInDialogs
) -> None:
    assert dressed is not None
    services = StandInServices()
    window = show(qtbot, MainWindow(services, dialogs))
    start = window.drafts.start
    assert start.isVisible()
    assert start.chooser.forms.hasFocus()
    click(start.sample_link)
    assert services.opened[-1].row.project == "示例项目"
    window.close()


@pytest.mark.parametrize("width", [846, 899, 900, 1219, 1220])
def test_the_row_of_buttons_fits_a_small_screen_at_150_percent(qtbot: QtBot, window: MainWindow, width: int) -> None:
    """1366 px at 150 % are 910 with the rail; from 1220 on all buttons have their words."""
    window.setMinimumSize(0, 0)
    window.resize(width + window.rail.width(), 486)
    qtbot.waitUntil(lambda: window.drafts.width() == width)
    tools = window.drafts.tools
    parts = tools.bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    shown = [part for part in parts if part.isVisible()]
    qtbot.waitUntil(lambda: all(part.width() >= part.minimumSizeHint().width() for part in shown))
    assert all(part.geometry().right() < tools.bar.width() for part in shown)
    assert window.drafts.search.width() >= 170
