"""From a name to the values it means: the row a rule stands in, or a whole column of a list, nested ones too."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.forms.edition import NodePath
from desktop.forms.operators import Reader, Rows, Run
from desktop.forms.values import Val

if TYPE_CHECKING:
    from desktop.forms.paths import Path


def interleaved(lists: NodePath, rows: Rows) -> Path:
    """The document path to a row: list names and row numbers in turn."""
    if not lists or not rows:
        return ()
    if len(lists) == 1:
        return (lists[0], rows[0])
    if len(lists) == 2 and len(rows) > 1:  # a list in a list
        return (lists[0], rows[0], lists[1], rows[1])
    return tuple(part for pair in zip(lists, rows, strict=False) for part in pair)


def own_value(path: NodePath, depth: int) -> Run:
    """The value in the row of the scope itself, or a field of the document (depth 0)."""
    if depth == 0:
        return lambda reader, rows: reader.read(path)
    if depth == 1:
        first, last = path
        return lambda reader, rows: reader.read((first, rows[0], last))
    if depth == 2:  # a list in a list
        outer, inner, column_key = path
        return lambda reader, rows: reader.read((outer, rows[0], inner, rows[1], column_key))
    return lambda reader, rows: reader.read((*interleaved(path[:depth], rows), path[-1]))


def _flat_column(path: NodePath, depth: int) -> Callable[[Reader, Rows], list[tuple[Rows, Val]]]:
    """A column of one list, the usual case."""
    last = path[-1]

    def walk(reader: Reader, rows: Rows) -> list[tuple[Rows, Val]]:
        rows = rows[:depth]
        table = (*interleaved(path[:depth], rows), path[depth])
        read = reader.read
        return [((*rows, row), read((*table, row, last))) for row in range(reader.row_count(table))]

    return walk


def whole_column(path: NodePath, depth: int) -> Run:
    """The values of a column below the given depth, without the rows they stand in."""
    if len(path) != depth + 2:
        walk = column(path, depth)
        return lambda reader, rows: tuple(value for _, value in walk(reader, rows))  # type: ignore[misc]  # scalars only
    own, table, last = path[:depth], path[depth], path[-1]

    def run(reader: Reader, rows: Rows) -> Val:
        return reader.column((*interleaved(own, rows), table), last)  # type: ignore[return-value]  # scalars only

    return run


def column(path: NodePath, depth: int) -> Callable[[Reader, Rows], list[tuple[Rows, Val]]]:
    """All rows of the lists below the given depth, with the value in each (for a bare list: its row number)."""
    if len(path) == depth + 2:
        return _flat_column(path, depth)

    def walk(reader: Reader, rows: Rows) -> list[tuple[Rows, Val]]:
        rows = rows[:depth]
        found: list[tuple[Rows, Val]] = []

        def descend(prefix: Path, at: int, here: Rows) -> None:
            if at == len(path) - 1 and len(path) > depth + 1:
                found.append((here, reader.read((*prefix, path[at]))))
                return
            table = (*prefix, path[at])
            for row in range(reader.row_count(table)):
                if at == len(path) - 1:
                    found.append(((*here, row), Decimal(row + 1)))
                else:
                    descend((*table, row), at + 1, (*here, row))

        descend(interleaved(path[:depth], rows), depth, rows)
        return found

    return walk


def around(table: NodePath, depth: int, outer: NodePath) -> Callable[[Reader, Rows], list[tuple[Rows, Val]]]:
    """For all rows of a list the value of a field in the row around it: of each indicator the project it belongs to."""
    lists, inner = outer[:-1], table[-1]
    walk = column(outer, depth) if depth < len(lists) else None

    def values(reader: Reader, rows: Rows) -> list[tuple[Rows, Val]]:
        if walk is None:
            found = [(rows[:depth], reader.read((*interleaved(lists, rows), outer[-1])))]
        else:
            found = walk(reader, rows)
        return [
            ((*at, row), value)
            for at, value in found
            for row in range(reader.row_count((*interleaved(lists, at), inner)))
        ]

    return values
