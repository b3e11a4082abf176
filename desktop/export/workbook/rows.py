"""Rows that were added, removed or moved in a workbook, brought into the document's lists.

Reading goes down the sheet once. A row that was exported is known by its name; a row without one that holds something
in a list's columns is a new row of that list, at that place. A list whose rows are still in their order keeps the
document's order (which may differ from the printed one, where groups are gathered); only what came or went changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.export.workbook.additions import Additions, tables_of
from desktop.export.workbook.fields import FieldReader, Readings
from desktop.export.workbook.marks import SheetMark
from desktop.export.workbook.tracing import Trace
from desktop.forms.document import Document, Row
from desktop.forms.edition import NodePath
from desktop.forms.paths import Path


@dataclass(slots=True)
class _Sequence:
    """The rows of one list as the sheet has them now, top to bottom."""

    parent: Row
    key: str
    rows: list[Row] = field(default_factory=list)
    ids: set[int] = field(default_factory=set)


class ListRebuilder:
    """Walks down one sheet and rebuilds the lists of `document`, whose values are already the present ones."""

    def __init__(self, mark: SheetMark, trace: Trace, reader: FieldReader, document: Document) -> None:
        self.mark, self.trace, self.document = mark, trace, document
        self.readings: Readings = reader.readings
        self.additions = Additions(mark, trace, reader)
        self._before: dict[tuple[int, str], _Sequence] = {}
        self._after: dict[tuple[int, str], _Sequence] = {}
        self._current: dict[NodePath, Row] = {}
        self._entered: set[int] = set()
        self._with_own_row = {tables_of(path) for row in mark.rows for path, _ in row.bands}

    def rebuild(self) -> None:
        """Changes the document's lists in place."""
        self._remember()
        for at in self._present_rows():
            self._visit(at)
        for place, before in self._before.items():
            _settle(before, self._after.pop(place, _Sequence(before.parent, before.key)))
        for after in self._after.values():
            _settle(_Sequence(after.parent, after.key), after)

    def _remember(self) -> None:
        """The lists as they were printed."""
        for row in self.mark.rows:
            for path, index in row.bands:
                owner, item = self._parent(path), self._row((*path, index))
                if item is not None and owner is not None:
                    _append(self._before, owner, str(path[-1]), item)

    def _present_rows(self) -> list[tuple[int, int | None]]:
        """Present rows from top to bottom with the exported row each was, None for an added one."""
        known: dict[int, int] = {}
        seen: set[int] = set()
        for number, row in enumerate(self.mark.rows, 1):
            at = self.trace.at(number)
            if at is not None and (row.printed < 0 or row.printed not in seen):
                known[at] = number
                seen.add(row.printed)
        added = self.additions.rows()
        return sorted([*known.items(), *((at, None) for at in added if at not in known)])

    def _visit(self, step: tuple[int, int | None]) -> None:
        at, number = step
        if number is None:
            for table, values in self.additions.new_rows(at):
                self._enter_new(table, values)
            return
        row = self.mark.rows[number - 1]
        for path, index in row.bands:
            self._enter_known((*path, index))
        for path in self.additions.virtual_rows(number):
            if (filled := self.readings.virtual.get(path)) is not None:
                self._enter_new(tables_of(path[:-1]), dict(filled))

    def _enter_known(self, path: Path) -> None:
        item = self._row(path)
        if item is None or id(item) in self._entered:
            return
        table = tables_of(path[:-1])
        parent = self._current_parent(table)
        if parent is None:  # its own row is gone and none is above, or it never had one
            self._enter_known(path[:-2])
            parent = self._row(path[:-2])
        if parent is not None:
            self._enter(table, parent, item)

    def _current_parent(self, table: NodePath) -> Row | None:
        """The row that rows of a list belong to at this point of the sheet: the last one above them."""
        if len(table) == 1:
            return self.document.data
        return self._current.get(table[:-1]) if table[:-1] in self._with_own_row else None

    def _enter_new(self, table: NodePath, values: Row) -> None:
        parent = self.document.data if len(table) == 1 else self._current.get(table[:-1])
        if parent is not None:
            self._enter(table, parent, values)

    def _enter(self, table: NodePath, parent: Row, item: Row) -> None:
        _append(self._after, parent, table[-1], item)
        self._entered.add(id(item))
        self._current[table] = item
        for deeper in [key for key in self._current if len(key) > len(table) and key[: len(table)] == table]:
            del self._current[deeper]

    def _parent(self, path: Path) -> Row | None:
        return self.document.data if len(path) == 1 else self._row(path[:-1])

    def _row(self, path: Path) -> Row | None:
        value = self.document.get(path)
        return value if isinstance(value, dict) else None


def _append(lists: dict[tuple[int, str], _Sequence], parent: Row, key: str, item: Row) -> None:
    sequence = lists.setdefault((id(parent), key), _Sequence(parent, key))
    if id(item) not in sequence.ids:
        sequence.ids.add(id(item))
        sequence.rows.append(item)


def _settle(before: _Sequence, after: _Sequence) -> None:
    """Writes a list back, if it changed."""
    if [id(row) for row in before.rows] == [id(row) for row in after.rows]:
        return
    stored = after.parent.get(after.key)
    original: list[Row] = [row for row in stored if isinstance(row, dict)] if isinstance(stored, list) else []
    stayed = [row for row in before.rows if id(row) in after.ids]
    if [id(row) for row in stayed] == [id(row) for row in after.rows if id(row) in before.ids]:
        result = _with_added([row for row in original if id(row) in after.ids or id(row) not in before.ids], after.rows)
    else:  # rows were moved: the sheet's order holds
        result = [*after.rows, *(row for row in original if id(row) not in before.ids)]
    after.parent[after.key] = list(result)


def _with_added(kept: list[Row], wanted: list[Row]) -> list[Row]:
    """The rows that stayed, in the document's order, and each new one behind the row it stands below on the sheet."""
    stayed = {id(row) for row in kept}
    first = next((id(row) for row in wanted if id(row) in stayed), None)
    behind: dict[int | None, list[Row]] = {}
    above: int | None = None
    for row in wanted:
        if id(row) in stayed:
            above = id(row)
        else:
            behind.setdefault(above, []).append(row)
    result: list[Row] = [] if first is not None else list(kept)
    top = behind.get(None, [])
    for row in kept if first is not None else []:
        if id(row) == first:
            result.extend(top)
        result.append(row)
        result.extend(behind.get(id(row), []))
    return result if first is not None else [*result, *top]
