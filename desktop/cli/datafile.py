"""The data file that a command works on: found, not begun unless the command may begin one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from desktop.errors import UserError
from desktop.resources import database_path
from desktop.store import Store


@contextmanager
def opened_data(given: Path | None, *, create: bool = False) -> Iterator[Store]:
    """The data file. Only receiving and the window may begin one, also in a file that is there and empty.

    Raises `UserError`.
    """
    path = database_path(given)
    if not create and not is_there(path):
        raise UserError("没有这个数据文件", where=str(path), remedy="请核对 --db 后面的文件名，或先收表")
    if not create:
        refuse_empty(path)
    with Store.open(path) as store:
        yield store


def is_there(path: Path) -> bool:
    """Whether there is something; not `Path.exists`, which fails for a name longer than the disk allows."""
    return os.path.exists(path)  # noqa: PTH110  # see above


def refuse_empty(path: Path) -> None:
    """Raises `UserError` for a file with nothing in it: looking at it must not make a data file of it."""
    if path.is_file() and path.stat().st_size == 0:
        raise UserError("是空文件，不是数据文件", where=str(path), remedy="请核对 --db 后面的文件名，或先收表")


def last_year(store: Store) -> int:
    """The latest year of which something was received, else the year it is."""
    return next(iter(store.collected.years()), date.today().year)  # noqa: DTZ011  # this office's
