"""Look at a file before anything is done to it, and open it when it is ours and sound.

A wrong, newer or damaged file is refused with one line and not a byte of it changed. Checking every page takes its time
on a mechanical disk, so that is done only when the last close was not a clean one, which would have removed the log.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path

from desktop.errors import UserError
from desktop.store.connection import Connection, connect, index_of, wal_of
from desktop.store.faults import damaged, read_only, told
from desktop.store.migration import migrate, too_new
from desktop.store.schema import APPLICATION_ID, Migration

_log = logging.getLogger(__name__)


def open_file(path: Path, migrations: Sequence[Migration], *, busy_seconds: float, flush_seconds: float) -> Connection:
    """The file opened, checked and brought up to date; a file that is not there is created.

    Raises:
        UserError: with one line saying why not.
    """
    examine(path, newest=len(migrations))
    _refuse_read_only(path)
    unclean = _size(wal_of(path)) > 0
    connection = Connection(path, busy_seconds=busy_seconds, flush_seconds=flush_seconds)
    try:
        if unclean:
            _log.info("the last close was not a clean one: checking the pages")
            _check_pages(connection)
        connection.configure()
        migrate(connection, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def examine(path: Path, *, newest: int) -> None:
    """Refuse what is not ours or newer than version `newest`, without touching it.

    Raises:
        UserError: a folder, a place that does not exist, no database, another program's, a damaged or a newer one.
    """
    with told(path):
        if path.is_dir():
            raise UserError("这是文件夹，不是数据文件", where=str(path), remedy="请指定文件夹中的一个文件")
        if not path.parent.is_dir():
            raise UserError("所在的文件夹不存在", where=str(path), remedy="请先建立文件夹，或改用其他位置")
    if _size(path) == 0:
        return
    # With a log beside it the file alone may be half written, so the log has to be read as well.
    immutable = not wal_of(path).exists()
    with told(path), contextlib.closing(connect(path, "ro", busy_seconds=1.0, immutable=immutable)) as peek:
        application: int = peek.execute("PRAGMA application_id").fetchone()[0]
        version: int = peek.execute("PRAGMA user_version").fetchone()[0]
        tables: int = peek.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (application or version or tables):
        raise UserError("这是其他程序的数据库，不是绩表的数据文件", where=str(path), remedy="请核对所选的文件")
    if version > newest:
        raise too_new(path, version, newest)


def _refuse_read_only(path: Path) -> None:
    """Ask before SQLite opens it: reading alone leaves a log behind that has the file's rights and blocks it for good.

    Systems answer more or less truly; what they miss, `prove_writable` finds.
    """
    for file in (path, wal_of(path), index_of(path)):
        if file.exists() and not os.access(file, os.W_OK):
            raise read_only(file)
    if path.exists() and not os.access(path.parent, os.W_OK):
        raise read_only(path)


def _check_pages(connection: Connection) -> None:
    with told(connection.path):
        result: str = connection.raw.execute("PRAGMA quick_check(1)").fetchone()[0]
    if result != "ok":
        raise damaged(connection.path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
