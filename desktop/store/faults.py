"""What SQLite and the disk complain about, in one plain line for the person.

Only faults of the machine are translated: a wrong statement or a broken constraint is a bug of ours and passes through
to the crash log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import UserError
from desktop.store import backup

_BUSY = ("数据文件正被另一个程序占用", "请关闭其他绩表窗口或正在备份的程序，再试一次")
_READ_ONLY = ("数据文件只能读取，不能保存", "请取消文件和文件夹的只读属性，或把文件移到可写的位置")
_DISK = ("磁盘读写出错，未能保存", "请检查硬盘或U盘是否仍然连接，再试一次")
_CLOSED = ("数据文件打不开", "请检查文件夹是否存在、是否有权限")

_LINES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: ("磁盘已满，未能保存", "请先腾出磁盘空间，窗口中的内容不会丢失"),
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_NOTADB: ("不是绩表的数据文件", "请核对所选的文件"),
}
"""Primary result code → what is wrong, what to do. https://www.sqlite.org/rescode.html"""


def read_only(path: Path) -> UserError:
    """The line for a file that may not be written."""
    return UserError(_READ_ONLY[0], where=str(path), remedy=_READ_ONLY[1])


def damaged(path: Path) -> UserError:
    """The line for a file whose inside is broken, naming the newest copy when there is one."""
    copies = backup.copies(path)
    remedy = f"请先另存此文件，再用备份「{copies[-1].name}」恢复" if copies else "请先另存此文件，再请技术人员恢复"
    return UserError("数据文件已损坏", where=str(path), remedy=remedy)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn faults of the machine inside the block into a `UserError` about the file `path`."""
    try:
        yield
    except sqlite3.Error as error:
        # Absent when the sqlite3 module itself complains (closed connection, wrong thread): bugs of ours.
        primary = getattr(error, "sqlite_errorcode", -1) & 0xFF
        if primary == sqlite3.SQLITE_CORRUPT:
            raise damaged(path) from error
        if primary not in _LINES:
            raise
        what, remedy = _LINES[primary]
        raise UserError(what, where=str(path), remedy=remedy) from error
    except PermissionError as error:
        raise UserError(_CLOSED[0], where=str(path), remedy=_CLOSED[1]) from error
    except OSError as error:
        raise UserError(_DISK[0], where=str(path), remedy=_DISK[1]) from error
