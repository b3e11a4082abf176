"""The guards of conftest.py and pyproject.toml can fail: each is given a test that breaks it."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

BREACHES = {
    "python_warning": ("import warnings; warnings.warn('old')", "UserWarning: old"),
    "file_not_closed": ("open(__file__)", "unclosed file"),
    "network": ("import socket; socket.create_connection(('192.0.2.1', 80))", "network was asked for"),
    "network_by_address": (
        "import socket\nwith socket.socket() as s:\n    s.connect_ex(('192.0.2.1', 80))",
        "network was asked for",
    ),
    "thread": ("import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()", "left behind"),
    "qt_message": ("QtCore.qWarning('careless')", "careless"),
    "qt_timer": ("kept.append(QtCore.QTimer(interval=9999)); kept[-1].start()", "running timer"),
    "qt_thread": ("kept.append(QtCore.QThread()); kept[-1].start()", "running Qt thread"),
    "qt_widget": ("kept.append(QtWidgets.QLabel('careless')); kept[-1].show()", "top-level widget QLabel"),
}
ALLOWED = {
    "local_socket": "import socket; a, b = socket.socketpair(); a.close(); b.close()",
    "thread_ended": "import threading; threading.Thread(target=int).start()",
    "qt_widget_of_the_test": "qtbot.addWidget(QtWidgets.QLabel('kept'))",
    "qt_widget_dropped": "QtWidgets.QLabel('dropped').show()",
    "qt_timer_stopped": "kept.append(QtCore.QTimer()); kept[-1].start(9); kept[-1].stop()",
    "own_folders": "import os; assert all(str(tmp_path) in os.environ[n] for n in ('JIBIAO_DB', 'XDG_DATA_HOME'))",
    "without_qt": "from PySide6.QtCore import QCoreApplication; assert QCoreApplication.instance() is None",
}

HEAD = """
kept = []


def teardown_module():
    for thing in kept:
        if hasattr(thing, "wait"):
            thing.quit()
            thing.wait()


"""


def _module(cases: dict[str, str]) -> str:
    """A test module with a test for each case; those whose name begins with qt use Qt, and come last."""
    tests = (
        f"def test_{name}({'qtbot' if name.startswith('qt') else 'tmp_path'}):\n"
        + ("    from PySide6 import QtCore, QtWidgets\n" if name.startswith("qt") else "")
        + textwrap.indent(code, "    ")
        for name, code in sorted(cases.items(), key=lambda case: case[0].startswith("qt"))
    )
    return HEAD + "\n\n".join(tests) + "\n"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says about all cases, run under the project's own settings in a folder of their own."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    cases = {name: code for name, (code, _) in BREACHES.items()} | ALLOWED
    (folder / "test_cases.py").write_text(_module(cases), encoding="utf-8")
    settings = ("-c", ROOT / "pyproject.toml", "--rootdir", folder, "-rA", "--color=no", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *map(str, settings), str(folder)]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=folder)
    return ended.stdout + ended.stderr


@pytest.mark.parametrize("name", BREACHES)
def test_a_careless_test_fails_for_its_own_fault(report: str, name: str) -> None:
    said = BREACHES[name][1]
    verdict = re.search(rf"^(FAILED|ERROR) \S+::test_{name}( .*)?$", report, re.MULTILINE)
    section = re.search(rf"^_+ .*\btest_{name} _+$(.*?)(?=^_{{3,}} |^={{3,}} )", report, re.MULTILINE | re.DOTALL)
    assert verdict, report
    assert section, report
    assert said in section[1]


@pytest.mark.parametrize("name", ALLOWED)
def test_a_careful_test_passes(report: str, name: str) -> None:
    assert re.search(rf"^PASSED \S+::test_{name}$", report, re.MULTILINE), report
    assert not re.search(rf"^(FAILED|ERROR) \S+::test_{name}\b", report, re.MULTILINE), report
