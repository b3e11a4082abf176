"""Make what was committed survive a power cut, within a second and without the person waiting for the disk.

A commit with synchronous=NORMAL is in the write-ahead log but perhaps only in the memory of the operating system. One
`fsync` of the log makes all commits in it durable (the database file itself is synced by SQLite when the log is moved
into it). A mechanical disk needs 10–60 ms for that: too long for every cell on the window's thread, so a thread of its
own does it. It works on the log's path alone and never on the connection. Opening the log beside SQLite is safe: SQLite
puts its locks on the database file and on the -shm file, never on the log
(https://www.sqlite.org/howtocorrupt.html, section 2.2, tells why that matters).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

FLUSH_SECONDS = 0.5
"""Longest wait between a commit and the beginning of its sync; the commits in between share one."""


def sync_file(path: Path) -> None:
    """Write a file's buffered pages to the disk. A log that is not there has nothing to write."""
    try:
        # Windows syncs only what is opened for writing.
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    except FileNotFoundError:
        return


class Flusher:
    """Syncs one file soon after it was written. The thread starts with the first write and ends with `close`."""

    def __init__(self, path: Path, *, seconds: float = FLUSH_SECONDS, sync: Callable[[Path], None] = sync_file) -> None:
        """`seconds` is how long writes are gathered before one sync."""
        self._path, self._seconds, self._sync = path, seconds, sync
        self._state = threading.Condition()
        self._turn = threading.Lock()  # held while syncing, so that a flush waits for the sync under way
        self._dirty = False
        self._closing = False
        self._failure: OSError | None = None
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Say that the file was written. Cheap."""
        with self._state:
            if self._dirty:
                return
            self._dirty = True
            self._state.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="jibiao-flush", daemon=True)
            self._thread.start()

    def flush(self) -> None:
        """Sync now, in the calling thread, if anything was written since the last sync.

        Raises:
            OSError: the disk refused, now or in the background before.
        """
        self.report()
        self._sync_written()
        self.report()

    def report(self) -> None:
        """Raise what went wrong in the background since the last call, once.

        Raises:
            OSError: the disk refused.
        """
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def close(self) -> None:
        """End the thread. Closing the database syncs by itself."""
        with self._state:
            self._closing = True
            self._state.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._dirty or self._closing)
                self._state.wait_for(lambda: self._closing, timeout=self._seconds)
                if self._closing:
                    return
            self._sync_written()

    def _sync_written(self) -> None:
        with self._turn:
            with self._state:
                dirty, self._dirty = self._dirty, False
            if not dirty:
                return
            try:
                self._sync(self._path)
            except OSError as error:
                self._failure = error
