"""Each complaint of SQLite becomes one line that says what to do; a bug stays a bug."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.store.faults import told


def complaint(code: int) -> sqlite3.Error:
    """An error as SQLite raises it with this result code."""
    error = sqlite3.OperationalError("in SQLite's own words")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (sqlite3.SQLITE_BUSY, "占用"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "占用"),
        (sqlite3.SQLITE_LOCKED, "占用"),
        (sqlite3.SQLITE_READONLY, "只能读取"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "只能读取"),
        (sqlite3.SQLITE_FULL, "磁盘已满"),
        (sqlite3.SQLITE_IOERR, "磁盘读写出错"),
        (sqlite3.SQLITE_IOERR_FSYNC, "磁盘读写出错"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "打不开"),
        (sqlite3.SQLITE_CORRUPT, "已损坏"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "已损坏"),
        (sqlite3.SQLITE_NOTADB, "不是绩表的数据文件"),
    ],
)
def test_a_fault_of_the_machine(path: Path, code: int, says: str) -> None:
    with pytest.raises(UserError) as caught, told(path):
        raise complaint(code)
    line = str(caught.value)
    assert line.startswith(f"{path}：")
    assert says in line
    assert "SQLite" not in line
    assert caught.value.remedy


@pytest.mark.parametrize("code", [sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, sqlite3.SQLITE_MISUSE])
def test_a_bug_of_ours(path: Path, code: int) -> None:
    with pytest.raises(sqlite3.Error, match="own words"), told(path):
        raise complaint(code)


def test_a_bug_the_module_itself_finds(path: Path) -> None:
    closed = sqlite3.connect(":memory:")
    closed.close()
    with pytest.raises(sqlite3.ProgrammingError), told(path):
        closed.execute("SELECT 1")


def test_a_fault_of_the_file_system(path: Path) -> None:
    with pytest.raises(UserError, match="打不开"), told(path):
        raise PermissionError(13, "Permission denied")
    with pytest.raises(UserError, match="磁盘读写出错"), told(path):
        raise OSError(5, "Input/output error")
