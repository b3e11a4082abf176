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

    What is not there, and a folder that cannot be read, is in the list as well: it is told in its turn, and keeps
    nothing else from being received.
    """
    found: dict[Path, None] = {}
    for path in paths:
        # Not `Path.is_dir`, which fails for a stick whose last sector is broken: then it is told like a file.
        for file in _below(path) if os.path.isdir(path) else (path,):  # noqa: PTH112  # see above
            found.setdefault(file)
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    unread: list[Path] = []

    def cannot(error: OSError) -> None:
        unread.append(Path(error.filename or folder))

    for here, folders, files in os.walk(folder, onerror=cannot):
        folders.sort()
        for name in sorted(files):
            # Some systems lay a file with the owner and the like beside each file, under its name with ._ before it.
            if name.lower().endswith(SUFFIX) and not name.startswith("."):
                yield Path(here, name)
    yield from unread


def read_file(path: Path) -> bytes:
    """A package's bytes, never more than a package has. Raises `RefusedError`."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe would be waited for for ever
            raise RefusedError(Fault.UNREADABLE, UserError("不是文件", where=path.name, remedy="请检查选得对不对"))
        with path.open("rb") as stream:
            # Not the most at once: Python would make room for that much, for every file anew.
            size = path.stat().st_size
            data = stream.read(min(size, MAX_PACKED) + 1)
            # It was being written still, or is one that does not tell its size.
            return data + stream.read(MAX_PACKED + 1 - len(data)) if len(data) > size else data
    except OSError as error:
        remedy = "请检查 U 盘是否还插着、文件是否被移走，再收一次"
        raise RefusedError(
            Fault.UNREADABLE, UserError(f"打不开文件：{os_fault(error)}", where=path.name, remedy=remedy)
        ) from None
