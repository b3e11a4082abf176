"""Where packages come from: files and folders that somebody named, in one list that keeps its order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.collect.judging import Fault, RefusedError
from desktop.errors import UserError, os_fault
from desktop.export.package import SUFFIX
from desktop.export.package.reading import MAX_PACKED


def packages_in(paths: Iterable[Path]) -> list[Path]:
    """Every file named, and every package in the folders named and below them, each once; links are not followed.

    What is not there is in the list as well: it is told in its turn, and keeps nothing else from being received.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            found.setdefault(file)
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            # Some systems lay a file with the owner and the like beside each file, under its name with ._ before it.
            if name.lower().endswith(SUFFIX) and not name.startswith("."):
                yield Path(here, name)


def read_file(path: Path) -> bytes:
    """A package's bytes, never more than a package has. Raises `RefusedError`."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_PACKED + 1)
    except OSError as error:
        remedy = "请检查 U 盘是否还插着、文件是否被移走，再收一次"
        raise RefusedError(
            Fault.UNREADABLE, UserError(f"打不开文件：{os_fault(error)}", where=path.name, remedy=remedy)
        ) from None
