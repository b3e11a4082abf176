"""Complete copies of the database file, kept beside it where the person finds them.

A copy is made by SQLite's own backup, so it is whole even while a second window writes; copying the file by hand would
miss what is still in the log. Copies are named for what they are: `jibiao.db.备份-v1-2024-01-31-083000`.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from datetime import datetime
from pathlib import Path

KEPT = 5
"""Copies that stay; older ones are removed."""


def copies(path: Path) -> list[Path]:
    """The copies of a database file, oldest first."""
    pattern = re.compile(rf"{re.escape(path.name)}\.备份-v\d+-(\d{{4}}-\d\d-\d\d-\d{{6}})(?:-(\d+))?")
    found: list[tuple[str, int, Path]] = []
    with contextlib.suppress(OSError):
        for other in path.parent.iterdir():
            match = pattern.fullmatch(other.name)
            if match:
                found.append((match[1], int(match[2] or 1), other))
    return [other for _, _, other in sorted(found)]


def make_copy(path: Path, version: int, *, source: sqlite3.Connection, now: datetime) -> Path:
    """Copy a database file of schema `version` as `source` reads it. Old copies beyond `KEPT` are removed.

    Raises:
        sqlite3.Error, OSError: it could not be written whole; nothing is left of it then.
    """
    stem = f"{path.name}.备份-v{version}-{now:%Y-%m-%d-%H%M%S}"
    target = path.with_name(stem)
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{stem}-{count}")
    unfinished = target.with_name(target.name + ".tmp")
    try:
        with contextlib.closing(sqlite3.connect(unfinished)) as destination:
            source.backup(destination)
        with unfinished.open("r+b") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    for old in copies(path)[:-KEPT]:
        with contextlib.suppress(OSError):  # one that another program holds open goes next time
            old.unlink()
    return target
