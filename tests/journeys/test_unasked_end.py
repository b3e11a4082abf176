"""The program is killed, or told to end, while somebody types: a real process, a real window, real keys."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.forms.catalogue import bundled
from desktop.session.workspace import Workspace
from desktop.store import Store

FORM, EDITION = "部门预算项目支出绩效目标批复表", "巴中市-2022"
TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.forms.catalogue import bundled
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui import app
from desktop.ui.mainwindow import MainWindow

draft, keys = int(sys.argv[2]), sys.argv[3]
typed = 0

def type_on(window):
    global typed
    view = window.editor.view
    if not typed:
        view.go_to(("项目名称",))
    QTest.keyClicks(view.editing.editor or view, keys[typed % len(keys)])
    typed += 1
    print(typed, flush=True)

def begin():
    (window,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
    window.open_draft(draft)
    timer = QTimer(window)
    timer.timeout.connect(lambda: type_on(window))
    timer.start(40)

store = Store.open(Path(sys.argv[1]))
app._settle = lambda application: begin()
code = app.run(lambda: Workspace(store, bundled))
store.close()
print("ended", code, flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "数据.db"


@pytest.fixture
def draft_id(file: Path) -> int:
    with Store.open(file) as store:
        workspace = Workspace(store, bundled)
        draft_id = workspace.create(FORM, EDITION, 2022, "某局")
        draft = workspace.open(draft_id)
        draft.session.set_text(("年度目标",), "x")
    return draft_id


def ended_while_typing(file: Path, draft_id: int, sent: int, *, after: int) -> tuple[int, int, str]:
    """Kills the typist after so many keys. How many were typed, the exit code, and what was said last."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = [sys.executable, "-c", TYPING, str(file), str(draft_id), "abcdefghij"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as typist:
        assert typist.stdout is not None
        typed, last = 0, ""
        for line in typist.stdout:
            last = line.strip()
            if last.isdecimal():
                typed = int(last)
            if typed == after:
                typist.send_signal(sent)
        return typed, typist.wait(), last


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_of_a_cell_that_was_open_at_a_power_cut_a_moment_is_missing(file: Path, draft_id: int) -> None:
    typed, code, _ = ended_while_typing(file, draft_id, signal.SIGKILL, after=40)
    assert code == -signal.SIGKILL
    with Store.open(file) as store:
        draft = Workspace(store, bundled).open(draft_id)
        assert draft.restored is not None
        text = str(draft.session.document.get(("项目名称",)))
        assert [row.project for row in store.drafts.find()] == [text], "the list knows it as well"
    whole = "abcdefghij" * 9
    assert whole.startswith(text)
    assert typed - 20 <= len(text) <= typed + 1, "0.3 s are 8 keys; a slow machine may have printed late"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize("sent", ["SIGTERM", "SIGHUP"])
def test_told_to_end_the_program_hands_in_what_is_typed(file: Path, draft_id: int, sent: str) -> None:
    typed, code, last = ended_while_typing(file, draft_id, getattr(signal, sent), after=15)
    assert (code, last) == (0, "ended 0")
    with Store.open(file) as store:
        stored = store.drafts.load(draft_id)
        assert (stored.pending, stored.edits) == (None, []), "handed in and written whole"
        draft = Workspace(store, bundled).open(draft_id)
        assert draft.restored is None
        assert len(str(draft.session.document.get(("项目名称",)))) >= typed - 1
