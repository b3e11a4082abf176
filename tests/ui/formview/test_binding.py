"""The view and the session: who hears what, and that nothing typed is lost."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.forms.paths import Path
from desktop.session.session import Change, Session
from desktop.ui.formview import FormView
from tests.ui.formview.clerk import Clerk


def test_commit_pending_hands_in_the_open_cell(clerk: Clerk) -> None:
    clerk.type("typed")
    assert clerk.value("项目名称") is None
    assert clerk.view.commit_pending()
    assert clerk.value("项目名称") == "typed"
    assert not clerk.view.editing.active


def test_switching_documents_hands_in_the_open_cell(clerk: Clerk, review: Session) -> None:
    first = clerk.view.session
    assert first is not None
    clerk.type("typed")
    clerk.view.set_session(review)
    assert first.document.get(("项目名称",)) == "typed"
    assert clerk.view.session is review
    assert clerk.at == ("项目编码",)


def test_a_refused_text_stays_in_its_cell(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    session = clerk.view.session
    assert session is not None

    def refuse(_path: Path, _text: str) -> Change:
        raise UserError("文字里有不能保存的字符", remedy="请删去该字符")

    clerk.type("typed")
    with monkeypatch.context() as patch:
        patch.setattr(session, "set_text", refuse)
        clerk.press("Enter")
        assert clerk.said == ["文字里有不能保存的字符。请删去该字符。"]
        assert not clerk.view.commit_pending()
    editor = clerk.view.editing.editor
    assert editor is not None
    assert editor.text() == "typed"
    clerk.press("Enter")
    assert clerk.value("项目名称") == "typed"


def test_an_unchanged_text_is_no_edit(clerk: Clerk) -> None:
    clerk.type("typed")
    clerk.press("Enter", "Up", "F2", "Enter")
    clerk.press("Ctrl+Z")
    assert clerk.value("项目名称") is None


def test_edits_from_elsewhere_are_shown(clerk: Clerk) -> None:
    session = clerk.view.session
    assert session is not None
    seen: list[bool] = []
    clerk.view.changed.connect(lambda: seen.append(True))
    session.set_text(("年度资金总额",), "30")
    form = clerk.view.form
    assert form is not None
    spot = form.places.exact(("年度资金总额",))
    assert spot is not None
    assert form.places.place(spot).text == "30.00"
    assert seen == [True]


def test_the_cursor_and_the_open_cell_survive_a_new_grid(reviewer: Clerk) -> None:
    session = reviewer.view.session
    assert session is not None
    reviewer.view.go_to(("评价结论",))
    reviewer.type("typed")
    session.insert_row(("绩效指标",), 1)
    assert reviewer.view.editing.active
    reviewer.press("Tab")
    assert reviewer.value("评价结论") == "typed"


def test_a_closed_document_is_let_go(qtbot: QtBot, review: Session) -> None:
    view = FormView()
    qtbot.addWidget(view)
    view.set_session(review)
    assert view.form is not None
    shown = weakref.ref(view.form)
    assert len(review.listeners) == 1
    view.set_session(None)
    assert review.listeners == []
    gc.collect()
    assert shown() is None


def test_signals_tell_place_and_hint(clerk: Clerk) -> None:
    places: list[object] = []
    clerk.view.cursorMoved.connect(places.append)
    clerk.view.go_to(("政府采购",))
    assert places == [("政府采购",)]
    session = clerk.view.session
    assert session is not None
    assert clerk.hints[-1] == session.hint(("政府采购",))


def test_a_choice_says_what_there_is_to_choose(reviewer: Clerk) -> None:
    reviewer.view.go_to(("绩效指标", 0, "指标性质"))
    assert "Alt+↓" in reviewer.hints[-1]
    assert "定性" in reviewer.hints[-1]


def test_every_keystroke_is_told_to_the_journal(clerk: Clerk) -> None:
    drafts: list[tuple[object, str]] = []
    clerk.view.draftChanged.connect(lambda path, text: drafts.append((path, text)))
    clerk.type("abc")
    clerk.press("Backspace")
    assert drafts == [(("项目名称",), text) for text in ("ab", "abc", "ab")]


def test_f8_asks_for_the_next_finding_after_handing_in(clerk: Clerk) -> None:
    asked: list[object] = []
    clerk.view.nextFinding.connect(lambda: asked.append(clerk.value("项目名称")))
    clerk.type("typed")
    clerk.press("F8")
    assert asked == ["typed"]


STATES: list[tuple[Path, dict[str, bool]]] = [
    (("项目名称",), {"edit": True, "roomy": False, "paste": True, "clear": True, "row_below": False}),
    (("资金来源合计",), {"edit": False, "roomy": False, "paste": False, "clear": False, "copy": True}),
    (("项目属性",), {"edit": False, "clear": True}),
    (("年度目标",), {"edit": True, "roomy": True}),
    (("年度绩效指标", 1, "指标值"), {"row_above": True, "row_below": True, "delete_rows": True}),
]


@pytest.mark.parametrize(("path", "states"), STATES, ids=[str(path[-1]) for path, _ in STATES])
def test_commands_are_enabled_where_they_make_sense(clerk: Clerk, path: Path, states: dict[str, bool]) -> None:
    clerk.view.go_to(path)
    for name, enabled in states.items():
        action = getattr(clerk.view.commands, name)
        assert isinstance(action, QAction)
        assert action.isEnabled() is enabled, name


def test_undo_is_offered_as_soon_as_there_is_a_step(clerk: Clerk) -> None:
    commands = clerk.view.commands
    assert not commands.undo.isEnabled()
    clerk.type("typed")
    clerk.press("Enter")
    assert commands.undo.isEnabled()
    assert not commands.redo.isEnabled()
    commands.undo.trigger()
    assert not commands.undo.isEnabled()
    assert commands.redo.isEnabled()
