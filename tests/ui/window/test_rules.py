"""审核规则一览: printed and written from the list of drafts."""

from __future__ import annotations

from pathlib import Path

import pypdf
from PySide6.QtWidgets import QToolButton

from desktop.ui.mainwindow import MainWindow
from tests.ui.window.standins import StandInDialogs


def test_the_rules_become_a_file(window: MainWindow, dialogs: StandInDialogs, tmp_path: Path) -> None:
    window.drafts.tools.save_rules.trigger()
    assert dialogs.asked == ["审核规则一览.pdf"]
    file = tmp_path / "审核规则一览.pdf"
    assert len(pypdf.PdfReader(file).pages) == 2
    assert window.messages.text == f"已导出 {file}"


def test_the_rules_are_shown_as_they_will_be_printed(window: MainWindow) -> None:
    window.drafts.tools.print_rules.trigger()
    assert window.pages.currentWidget() is window.preview
    job = window.preview.job
    assert job is not None
    assert (job.title, job.count) == ("审核规则一览", 2)
    window.preview.back.trigger()
    assert window.pages.currentWidget() is window.drafts


def test_nothing_is_written_when_the_person_thinks_better_of_it(
    window: MainWindow, dialogs: StandInDialogs, tmp_path: Path
) -> None:
    dialogs.cancel = True
    window.drafts.tools.save_rules.trigger()
    assert len(dialogs.asked) == 1
    assert list(tmp_path.iterdir()) == []
    assert not window.messages.text


def test_both_stand_under_one_button(window: MainWindow) -> None:
    tools = window.drafts.tools
    (rules,) = (part for part in tools.bar.findChildren(QToolButton) if part.defaultAction() is tools.rules)
    assert rules.menu().actions() == [tools.print_rules, tools.save_rules]
