"""Plain tables for other programs: one row after the other into a CSV or a Parquet file, however many there are.

A table is written beside its place and takes its name when it is whole, so that a run that was broken off leaves the
old file. CSV is UTF-8 with a mark at its start, without which Excel takes Chinese for something else; a text that Excel
would take for a formula is given an apostrophe before it.
"""

from __future__ import annotations

import csv
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias

from desktop.export.atomic import faults_told
from desktop.export.formulas import LIKE_A_FORMULA


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    """An exact decimal number."""
    WHOLE = "whole"
    """A count or the number of a row."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind = Kind.TEXT


Cell: TypeAlias = "str | Decimal | int | None"
"""None for a blank. A text stands in a column of texts only."""


class Writer(Protocol):
    """A table that is being written."""

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Puts rows behind those that are there. Raises `UserError` for faults of the disk."""


@contextmanager
def csv_table(path: Path, columns: Sequence[Column]) -> Iterator[Writer]:
    """A CSV file in the making; it is there when the block is left without an error. Raises `UserError`."""
    with fresh_file(path) as fresh, fresh.open("w", encoding="utf-8-sig", newline="") as stream:
        sheet = _Csv(stream)
        sheet.write([[column.name for column in columns]])
        yield sheet


class _Csv:
    def __init__(self, stream: object) -> None:
        self._writer = csv.writer(stream, lineterminator="\r\n")  # type: ignore[arg-type]  # a text file

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._writer.writerows([_text(cell) for cell in row] for row in rows)


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(LIKE_A_FORMULA) else cell
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else str(cell)


@contextmanager
def fresh_file(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to; the file takes its place when the block is left without an error.

    Raises `UserError` for faults of the disk, in the block as well.
    """
    fresh = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        with faults_told(path):
            yield fresh
            with fresh.open("rb+") as written:
                os.fsync(written.fileno())
            fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
