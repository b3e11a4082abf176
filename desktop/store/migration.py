"""Bring a file of an earlier version up to the present one, or leave it exactly as it was.

The version stands in the file's header (`PRAGMA user_version`), not in a table as sqlite-utils' own migrations keep it:
so a newer file is recognised without writing to it, and the version changes in the same transaction as the tables. All
steps run in one transaction: when one fails, the file is what it was before. The copy made first is for the faults
nobody foresees.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desktop.errors import UserError
from desktop.store import backup
from desktop.store.connection import Connection, connect
from desktop.store.faults import told
from desktop.store.schema import APPLICATION_ID, Migration

_log = logging.getLogger(__name__)


def too_new(path: Path, version: int, newest: int) -> UserError:
    """The line for a file that a later version of the program wrote."""
    return UserError(
        f"数据文件由更新版本的绩表建立（文件第{version}版，本程序最高第{newest}版），未作改动",
        where=str(path),
        remedy="请安装新版绩表后再打开",
    )


def migrate(connection: Connection, migrations: Sequence[Migration]) -> None:
    """Run the steps the file has not behind it yet.

    Raises:
        UserError: the file is newer than the program, locked or read-only, or the disk is full. Nothing was changed.
    """
    newest = len(migrations)
    with told(connection.path):
        if _version(connection) == newest:
            connection.prove_writable()
            return
        # Rebuilding a table means dropping it, which must not cascade. Cannot be switched inside a transaction.
        connection.raw.execute("PRAGMA foreign_keys = OFF")
        try:
            _run(connection, migrations)
        finally:
            connection.raw.execute("PRAGMA foreign_keys = ON")
        # Move the log into the file, so that an older program reads the new version from the header.
        connection.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _run(connection: Connection, migrations: Sequence[Migration]) -> None:
    newest = len(migrations)
    with connection.writing(durable=True) as db:
        version = _version(connection)  # again, under the lock: a second window may have been quicker
        if version > newest:
            raise too_new(connection.path, version, newest)
        if 0 < version < newest:
            # A connection of its own: the one that holds the lock cannot be read while it writes.
            with closing(connect(connection.path, "ro")) as source:
                backup.make_copy(connection.path, version, source=source, now=datetime.now().astimezone())
        for step in migrations[version:]:
            step(connection.db)
        if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise RuntimeError(f"migration from version {version} to {newest} left references to nothing")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {newest}")
    _log.info("data file brought from version %d to %d", version, newest)


def _version(connection: Connection) -> int:
    version: int = connection.raw.execute("PRAGMA user_version").fetchone()[0]
    return version
