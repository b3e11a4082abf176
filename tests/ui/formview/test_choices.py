"""Choices: pulled down or typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.formview.choices import ChoiceList, fits
from tests.ui.formview.clerk import Clerk

KIND = ("绩效指标", 0, "指标性质")


def _list(clerk: Clerk) -> ChoiceList | None:
    found = [child for child in clerk.view.viewport().findChildren(ChoiceList) if child.isVisible()]
    return found[0] if found else None


def test_alt_down_pulls_the_list_down_and_enter_takes(reviewer: Clerk) -> None:
    reviewer.view.go_to(KIND)
    reviewer.press("Alt+Down")
    shown = _list(reviewer)
    assert shown is not None
    assert shown.highlighted() == "≥"
    cell = reviewer.view.selection_rect().toRect()
    assert not shown.geometry().intersects(cell.adjusted(3, 3, -3, -3))
    assert shown.geometry().intersects(cell.adjusted(0, -6, 0, 6))
    reviewer.press("Down", "Down", "Enter")
    assert reviewer.value(*KIND) == "＝"
    assert _list(reviewer) is None


@pytest.mark.parametrize(("typed", "taken"), [("<=", "≤"), ("=", "＝"), (">=", "≥")])
def test_signs_are_typed_as_a_keyboard_has_them(reviewer: Clerk, typed: str, taken: str) -> None:
    reviewer.view.go_to(("绩效指标", 1, "指标性质"))
    reviewer.type(typed)
    reviewer.press("Enter")
    assert reviewer.value("绩效指标", 1, "指标性质") == taken


def test_part_of_an_option_is_enough(reviewer: Clerk) -> None:
    reviewer.view.go_to(KIND)
    reviewer.compose("定")
    reviewer.press("Tab")
    assert reviewer.value(*KIND) == "定性"


def test_clicking_an_option_takes_it(reviewer: Clerk) -> None:
    reviewer.view.go_to(KIND)
    reviewer.press("Alt+Down")
    shown = _list(reviewer)
    assert shown is not None
    at = shown.visualItemRect(shown.item(1)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert reviewer.value(*KIND) == "≤"
    assert reviewer.at == KIND
    assert reviewer.view.hasFocus()


def test_escape_closes_the_list_and_keeps_the_old_choice(reviewer: Clerk) -> None:
    reviewer.view.go_to(KIND)
    reviewer.press("Alt+Down", "Down", "Escape")
    assert _list(reviewer) is None
    assert reviewer.value(*KIND) == "≥"


def test_emptied_text_blanks_the_choice(reviewer: Clerk) -> None:
    reviewer.view.go_to(KIND)
    reviewer.press("Backspace", "Enter")
    assert reviewer.value(*KIND) in (None, "")


def test_the_list_opens_upward_at_the_foot_of_the_window(reviewer: Clerk) -> None:
    reviewer.view.resize(1080, 300)
    reviewer.view.go_to(("绩效指标", 2, "指标性质"))
    bar = reviewer.view.verticalScrollBar()
    room = reviewer.view.viewport().height() - reviewer.view.selection_rect().bottom()
    bar.setValue(bar.value() - round(room))
    reviewer.press("Alt+Down")
    shown = _list(reviewer)
    assert shown is not None
    assert reviewer.view.viewport().rect().contains(shown.geometry())


FITS = [
    ("定性", "定", True),
    ("≥", ">", True),
    ("≥", ">=", True),
    ("＞", ">", True),
    ("≤", ">", False),
    ("＝", "==", False),
]


@pytest.mark.parametrize(("option", "typed", "meant"), FITS)
def test_which_option_is_meant(option: str, typed: str, meant: bool) -> None:
    assert fits(option, typed) is meant
