"""The line in which the window speaks."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.ui.messagebar import MessageBar


@pytest.fixture
def messages(qtbot: QtBot, dressed: QApplication) -> MessageBar:
    assert dressed is not None
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_a_fault_of_the_person_or_machine_becomes_a_line(messages: MessageBar) -> None:
    with messages.guard():
        raise UserError("磁盘已满", where="E:\\", remedy="请清理磁盘")
    assert messages.text == "E:\\：磁盘已满。请清理磁盘。"
    assert messages.is_error


def test_a_bug_is_not_swallowed(messages: MessageBar) -> None:
    with pytest.raises(ZeroDivisionError), messages.guard():
        raise ZeroDivisionError
    assert messages.text == ""


def test_what_is_offered_is_done_once(messages: MessageBar) -> None:
    done: list[str] = []
    messages.info("已删除", "撤销", lambda: done.append("撤销"))
    messages.act()
    messages.act()
    assert done == ["撤销"]
    assert messages.text == ""


def test_a_new_line_takes_the_place_of_the_old_with_what_it_offered(messages: MessageBar) -> None:
    done: list[str] = []
    messages.info("已删除", "撤销", lambda: done.append("撤销"))
    messages.error("磁盘已满")
    messages.act()
    assert done == []
    assert messages.act_button.isHidden()
    assert messages.text == "磁盘已满"


def test_a_bug_in_another_thread_is_told_here(qtbot: QtBot, messages: MessageBar) -> None:
    thread = threading.Thread(target=messages.tell, args=("程序出错，已记录",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: messages.text == "程序出错，已记录")
    assert messages.is_error
