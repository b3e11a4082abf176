"""One connection to one database file, and the only two ways to use it: reading and writing.

WAL with synchronous=NORMAL: a commit costs no disk sync, survives the death of the program at once, and a second
window may read meanwhile. What a power cut could take is covered by `desktop.store.durability` within a second, and by
commits that sync (`writing(durable=True)`) where a whole document is written.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from desktop.store.durability import Flusher
from desktop.store.faults import told

if TYPE_CHECKING:
    from sqlite_utils import Database


def wal_of(path: Path) -> Path:
    """The write-ahead log beside a database file."""
    return path.with_name(path.name + "-wal")


def index_of(path: Path) -> Path:
    """The memory shared by those who have the file open, as SQLite keeps it beside the log."""
    return path.with_name(path.name + "-shm")


def connect(path: Path, mode: str, *, busy_seconds: float = 0.0, immutable: bool = False) -> sqlite3.Connection:
    """A bare connection. `mode` is SQLite's `ro`, `rw` or `rwc`; `immutable` reads without touching any file or lock.

    Transactions are begun and ended by us alone (`isolation_level=None`).
    """
    # as_uri() would name a server as authority for \\server\share, which SQLite refuses; an empty one it takes.
    name = quote(os.fsencode(path.as_posix()))
    uri = f"file://{'' if name.startswith('/') else '/'}{name}?mode={mode}{'&immutable=1' if immutable else ''}"
    return sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None)


class Connection:
    """An open database file. Used from the thread that opened it."""

    def __init__(self, path: Path, *, busy_seconds: float, flush_seconds: float) -> None:
        """Open or create the file; nothing is checked here, see `desktop.store.opening`.

        Raises:
            UserError: it cannot be opened.
        """
        self.path = path
        with told(path):
            self.raw = connect(path, "rwc", busy_seconds=busy_seconds)
        self._flusher = Flusher(wal_of(path), seconds=flush_seconds)
        self._sync = "NORMAL"

    @cached_property
    def db(self) -> Database:
        """The connection as sqlite-utils has it, for making tables and rows.

        Loaded when first needed: opening the window only reads, and the library costs 40 ms.
        """
        from sqlite_utils import Database  # noqa: PLC0415  # see above

        # Plugins of sqlite-utils belong to its command line; a foreign one has no business with this file.
        return Database(self.raw, execute_plugins=False)

    def configure(self) -> None:
        """Switch to write-ahead logging and to enforced references.

        Raises:
            UserError: the file is locked, or not writable.
        """
        with told(self.path):
            mode = self.raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            # Where a file system cannot do WAL, SQLite stays with its old journal, which has to sync by itself.
            self._sync = "NORMAL" if mode == "wal" else "FULL"
            self.raw.execute(f"PRAGMA synchronous = {self._sync}")
            self.raw.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which all reads see the same state.

        Raises:
            UserError: a fault of the disk or of the file.
        """
        with told(self.path), self._transaction("BEGIN"):
            yield self.raw

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """A transaction that takes the write lock first, so that what it reads stays true until it commits.

        Without `durable` it survives the end of the program at once and a power cut within a second; with it, both
        when the block is left.

        Raises:
            UserError: locked, full, read-only, a fault of the disk; nothing of the block was written then.
        """
        with told(self.path):
            self._flusher.report()
            if durable:
                self.raw.execute("PRAGMA synchronous = FULL")
            try:
                with self._transaction("BEGIN IMMEDIATE"):
                    yield self.raw
            finally:
                if durable:
                    self.raw.execute(f"PRAGMA synchronous = {self._sync}")
            if not durable:
                self._flusher.wake()

    def prove_writable(self) -> None:
        """Find out now, and not at the first cell typed, that the file is read-only or locked.

        Raises:
            UserError: it is.
        """
        with told(self.path):
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                # BEGIN IMMEDIATE alone succeeds on a read-only file; a header field written back does not.
                version = self.raw.execute("PRAGMA user_version").fetchone()[0]
                self.raw.execute(f"PRAGMA user_version = {version}")
            finally:
                self.raw.rollback()

    def flush(self) -> None:
        """Return when everything committed so far would survive a power cut.

        Raises:
            UserError: the disk refused.
        """
        with told(self.path):
            self._flusher.flush()

    def close(self) -> None:
        """Close; the last one to close a file moves the log into it and removes the log. May be called twice."""
        self._flusher.close()
        self.raw.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self.raw.execute(begin)
        try:
            yield
            self.raw.execute("COMMIT")
        finally:
            # Also after a COMMIT that failed: SQLite leaves such a transaction open.
            self.raw.rollback()
