"""Guards around every test: what a test leaves behind or reaches for fails that test, not one that runs later.

- The person's own data: `JIBIAO_DB` and the folders of the platform's conventions lead into the test's own folder.
- The network: the program works offline, so a connection attempt is a failure (this machine itself passes).
- Threads: one that outlives its test fails it.
- Qt, for tests that use it: timers and threads still running and top-level widgets still there fail the test.
  Qt's own warnings do so through pytest-qt, Python's warnings through pytest (both in pyproject.toml).

`tests/test_guards.py` proves that each of them can fail. Tests without Qt do not pay for its guards.
"""

from __future__ import annotations

import gc
import os
import socket
import threading
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Found examples are kept as tests of their own, so every run tries the same ones and none depends on speed.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("repeatable")

GRACE_S = 2.0
"""How long a thread that was told to end may take to do so."""

_failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes a failure: its traceback keeps the test's objects alive, which is not another fault."""
    report = yield
    item.stash[_failed] = item.stash.get(_failed, False) or report.failed
    return report


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing a test does reaches the data of the person who runs it."""
    monkeypatch.setenv("JIBIAO_DB", str(tmp_path / "jibiao.db"))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that needs the network is a fault of the program; not an OSError, lest the program hide it."""

    def local_only(original: Callable[..., object]) -> Callable[..., object]:
        def connect(self: socket.socket, address: Any) -> object:
            if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in ("127.0.0.1", "::1"):
                raise AssertionError(f"the network was asked for: {address}")
            return original(self, address)

        return connect

    def unresolved(host: object, *_: object, **__: object) -> None:
        raise AssertionError(f"the network was asked for: {host!r}")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, local_only(getattr(socket.socket, name)))
    monkeypatch.setattr(socket, "getaddrinfo", unresolved)


@pytest.fixture(autouse=True)
def _no_leftovers(request: pytest.FixtureRequest) -> Generator[None]:
    """What the test started it also ends: threads, and with Qt timers, Qt's threads and top-level widgets."""
    with_qt = "qapp" in request.fixturenames
    if with_qt:
        request.getfixturevalue("qapp")
    before = _running(with_qt=with_qt)
    yield
    if request.node.stash.get(_failed, False):
        return
    for thread in set(threading.enumerate()) - before.keys():
        thread.join(GRACE_S)
    left = _left(before, with_qt=with_qt)
    if left:
        gc.collect()  # a cycle of Python's is not a leak yet
        left = _left(before, with_qt=with_qt)
    assert not left, f"left behind by the test: {', '.join(sorted(left))}"


def _left(before: dict[object, str], *, with_qt: bool) -> list[str]:
    return [text for thing, text in _running(with_qt=with_qt).items() if thing not in before]


def _running(*, with_qt: bool) -> dict[object, str]:
    """What is alive now, each with its description."""
    found: dict[object, str] = {thread: f"thread {thread.name}" for thread in threading.enumerate()}
    if with_qt:
        found.update(_running_in_qt())
    return found


def _running_in_qt() -> Iterable[tuple[object, str]]:
    import shiboken6  # noqa: PLC0415  # collecting tests of the forms alone shall not need Qt's libraries
    from PySide6 import QtCore, QtWidgets  # noqa: PLC0415

    QtWidgets.QApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete)
    for widget in QtWidgets.QApplication.topLevelWidgets():
        yield widget, f"top-level widget {type(widget).__name__}"
    for thing in [thing for thing in gc.get_objects() if isinstance(thing, QtCore.QObject)]:
        if not shiboken6.isValid(thing):
            continue
        if isinstance(thing, QtCore.QTimer) and thing.isActive():
            yield thing, f"running timer {thing.objectName() or thing.parent()}"
        if isinstance(thing, QtCore.QThread) and thing.isRunning():
            yield thing, f"running Qt thread {thing.objectName()}"
    if not QtCore.QThreadPool.globalInstance().waitForDone(int(GRACE_S * 1000)):
        yield "pool", "work in Qt's thread pool"
