"""A bug is written down where it happened, and not a word of what a person typed with it."""

from __future__ import annotations

import logging
import re
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop import __version__, crash, logfile
from desktop.errors import UserError
from desktop.store import Store, Summary

SECRET = "张某13900000000"


@pytest.fixture(autouse=True)
def _nothing_written_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "_written", {})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder the files go to."""
    monkeypatch.setattr(crash, "user_data_dir", lambda: tmp_path)
    return tmp_path / "错误记录"


def caught(bug: Callable[[], object]) -> BaseException:
    """The error a bug raises, with its traceback."""
    with pytest.raises(BaseException) as info:  # noqa: PT011  # any bug
        bug()
    return info.value


def value() -> None:
    typed = SECRET
    raise ValueError(f"cannot convert {typed!r}")


def key() -> None:
    dict[str, int]()[SECRET]


def number() -> None:
    int(SECRET)


def file() -> None:
    Path(f"/{SECRET}.json").read_bytes()


def attribute() -> None:
    getattr(Path(), SECRET)


def assertion() -> None:
    assert SECRET == "", SECRET


def encoding() -> None:
    SECRET.encode("ascii")


def database() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"SELECT '{SECRET}' FROM nowhere")


def group() -> None:
    raise ExceptionGroup(SECRET, [caught_value(), KeyError(SECRET)])


def caught_value() -> Exception:
    error = caught(value)
    assert isinstance(error, Exception)
    return error


def chained() -> None:
    try:
        key()
    except KeyError as error:
        raise RuntimeError(SECRET) from error


def during() -> None:
    try:
        key()
    except KeyError:
        number()


def noted() -> None:
    error = ValueError(SECRET)
    error.add_note(SECRET)
    raise error


BUGS = [value, key, number, file, attribute, assertion, encoding, database, group, chained, during, noted]


@pytest.mark.parametrize("bug", BUGS)
def test_nothing_typed_gets_into_the_file(folder: Path, bug: Callable[[], None]) -> None:
    text = crash.record(caught(bug)).read_text(encoding="utf-8")
    assert not re.search("张|某|1390", text)
    assert re.search(rf"test_crash\.py:\d+  {bug.__name__}\n", text)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    ("bug", "says"),
    [
        (value, "builtins.ValueError\n"),
        (file, "builtins.FileNotFoundError [ENOENT]\n"),
        (attribute, "builtins.AttributeError\n"),
        (lambda: Path().no_such_thing, "builtins.AttributeError [no_such_thing]\n"),  # type: ignore[attr-defined]  # the bug
        (encoding, "builtins.UnicodeEncodeError [ascii, 0]\n"),
        (database, "sqlite3.OperationalError [SQLITE_ERROR]\n"),
        (group, "  | builtins.KeyError\n"),
    ],
)
def test_what_it_was_is_told_as_far_as_it_is_safe(folder: Path, bug: Callable[[], object], says: str) -> None:
    assert says in crash.record(caught(bug), folder=folder).read_text(encoding="utf-8")


def test_the_cause_comes_first(folder: Path) -> None:
    text = crash.record(caught(chained), folder=folder).read_text(encoding="utf-8")
    assert text.index("KeyError") < text.index("-- then:") < text.index("RuntimeError")
    assert "KeyError" in crash.record(caught(during), folder=folder).read_text(encoding="utf-8")


def test_an_error_that_is_its_own_cause_ends(folder: Path) -> None:
    one, two = ValueError(), KeyError()
    one.__context__, two.__context__ = two, one
    assert crash.record(one, folder=folder).read_text(encoding="utf-8").count("KeyError") == 1


def test_the_file_says_which_program_on_which_system(folder: Path) -> None:
    text = crash.record(caught(value), folder=folder).read_text(encoding="utf-8")
    assert text.startswith(f"绩表 {__version__}\n时间 ")
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}." in text
    assert sqlite3.sqlite_version in text


def test_places_in_the_package_and_in_libraries_have_no_folders_of_the_user(folder: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        summary = Summary(form="表", edition="版式", year=object())  # type: ignore[arg-type]  # the bug
        error = caught(lambda: store.drafts.create(summary, "{}"))
    text = crash.record(error, folder=folder).read_text(encoding="utf-8")
    assert re.search(r"^  desktop/store/drafts\.py:\d+  create$", text, re.M)
    assert re.search(r"^  sqlite_utils/db\.py:\d+  insert$", text, re.M)
    assert not re.search(r"^  (/|[A-Z]:)", text, re.M)
    assert str(Path.home()) not in text


@pytest.mark.parametrize(
    ("filename", "place"),
    [
        (r"C:\Users\张某\绩表\_internal\site-packages\openpyxl\cell.py", "openpyxl/cell.py"),
        ("desktop/store/drafts.py", "desktop/store/drafts.py"),
        ("desktop\\store\\drafts.py", "desktop/store/drafts.py"),
        ("/home/张某/desktop/other/tool.py", "tool.py"),
        ("<string>", "<string>"),
        ("", "?"),
    ],
)
def test_a_place_on_any_system(filename: str, place: str) -> None:
    assert crash._place(filename) == place


def test_the_same_bug_is_written_once(folder: Path) -> None:
    def again() -> Path:
        return crash.record(caught(value), folder=folder)

    assert len({again() for _ in range(30)}) == 1
    assert len(list(folder.iterdir())) == 1


def test_the_last_twenty_stay(folder: Path) -> None:
    folder.mkdir()
    for day in range(1, 26):
        (folder / f"错误-2024-01-{day:02}-083000-000000.txt").touch()
    other = folder / "说明.txt"
    other.touch()
    path = crash.record(caught(value), folder=folder)
    left = sorted(folder.glob("错误-*"))
    assert len(left) == crash.KEPT
    assert left[-1] == path
    assert left[0].name == "错误-2024-01-07-083000-000000.txt"
    assert other.exists()


def test_the_line_for_the_person(folder: Path) -> None:
    line = crash.report(caught(value))
    (path,) = folder.iterdir()
    assert line == f"程序出错，已记录在 {path}，数据已保存。"


def test_a_fault_of_the_machine_is_no_bug(folder: Path) -> None:
    assert crash.report(UserError("磁盘已满")) == "磁盘已满。"
    assert not folder.exists()


def test_when_nothing_can_be_written_the_line_says_so(folder: Path) -> None:
    folder.touch()
    assert crash.report(caught(value)) == "程序出错（ValueError），错误记录无法写入；数据已保存。"


class TestHooks:
    """What nobody caught."""

    @pytest.fixture
    def lines(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The lines shown to the person."""
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(threading, "excepthook", threading.excepthook)
        shown: list[str] = []
        crash.install(shown.append)
        assert not folder.exists()
        return shown

    def test_in_the_main_thread(self, lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        error = caught(value)
        sys.excepthook(type(error), error, error.__traceback__)
        assert len(lines) == 1
        assert "已记录在" in lines[0]
        assert capsys.readouterr() == ("", "")

    def test_in_another_thread(self, lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        thread = threading.Thread(target=value)
        thread.start()
        thread.join()
        assert len(lines) == 1
        assert capsys.readouterr() == ("", "")

    def test_leaving_a_thread_is_no_bug(self, lines: list[str]) -> None:
        thread = threading.Thread(target=sys.exit)
        thread.start()
        thread.join()
        assert lines == []

    def test_ctrl_c_is_no_bug(self, lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        assert lines == []
        assert "KeyboardInterrupt" in capsys.readouterr().err

    def test_a_window_that_cannot_show_the_line_does_not_make_it_worse(
        self, lines: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        def broken(_: str) -> None:
            raise RuntimeError(SECRET)

        crash.install(broken)
        error = caught(value)
        sys.excepthook(type(error), error, error.__traceback__)
        assert lines == []
        assert capsys.readouterr() == ("", "")


class TestLog:
    """The running log."""

    @pytest.fixture
    def log(self, tmp_path: Path) -> Iterator[Path]:
        """The log's file, the log running."""
        logger = logging.getLogger("desktop")
        level = logger.level
        handler = logfile.set_up_log(folder=tmp_path / "日志")
        assert handler is not None
        yield tmp_path / "日志" / "jibiao.log"
        logger.removeHandler(handler)
        handler.close()
        logger.setLevel(level)

    def test_from_info_upward(self, log: Path) -> None:
        logger = logging.getLogger("desktop.store")
        logger.debug("detail")
        logger.info("opened %d drafts", 12)
        text = log.read_text(encoding="utf-8")
        assert "INFO desktop.store opened 12 drafts" in text
        assert "detail" not in text

    def test_an_exception_without_its_message(self, log: Path) -> None:
        try:
            value()
        except ValueError:
            logging.getLogger("desktop.session").exception("autosave failed")
        text = log.read_text(encoding="utf-8")
        assert "autosave failed" in text
        assert "builtins.ValueError" in text
        assert not re.search("张|某|1390", text)

    def test_it_does_not_grow_without_end(self, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (handler,) = [h for h in logging.getLogger("desktop").handlers if isinstance(h, logfile._Log)]
        monkeypatch.setattr(handler, "maxBytes", 1000)
        for number in range(200):
            logging.getLogger("desktop").info("line %d", number)
        files = sorted(file.name for file in log.parent.iterdir())
        assert files == ["jibiao.log", "jibiao.log.1", "jibiao.log.2", "jibiao.log.3"]
        assert "line 199" in log.read_text(encoding="utf-8")

    def test_another_window_holding_the_file_disturbs_nobody(
        self, log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def refused(*_: object) -> None:
            raise PermissionError(13, "in use")

        (handler,) = [h for h in logging.getLogger("desktop").handlers if isinstance(h, logfile._Log)]
        monkeypatch.setattr(handler, "maxBytes", 100)
        monkeypatch.setattr("os.rename", refused)
        for number in range(5):
            logging.getLogger("desktop").info("line %d", number)
        assert [number for number in range(5) if f"line {number}" in log.read_text(encoding="utf-8")] == [*range(5)]
        assert capsys.readouterr() == ("", "")

    def test_without_a_place_for_it_the_program_runs_without(self, tmp_path: Path) -> None:
        (tmp_path / "日志").touch()
        assert logfile.set_up_log(folder=tmp_path / "日志") is None
