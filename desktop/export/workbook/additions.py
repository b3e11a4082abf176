"""Rows that somebody added on the sheet: which list they belong to and what stands in their columns.

An added row has no name. It is taken for a row of the list above it (or below, or of one deleted in between), read by
the columns that list's own rows have. Where a column prints equal neighbours as one merged cell, an empty cell says
what the merged cell says: the row was inserted into it, or below it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.export.workbook.fields import FieldReader, shown
from desktop.export.workbook.marks import CellMark, SheetMark
from desktop.export.workbook.tracing import Trace
from desktop.export.workbook.wording import Filled, Unreadable, read_places
from desktop.forms.document import Row
from desktop.forms.edition import NodePath
from desktop.forms.paths import Path, row_of


def tables_of(path: Path) -> NodePath:
    """A path without its row numbers: the list in the definition."""
    return tuple(part for part in path if isinstance(part, str))


@dataclass(slots=True)
class _Column:
    """A column of a list on the sheet: a cell like those of its rows, and which place is which key."""

    cell: CellMark
    keys: dict[int, str]
    merges: bool

    @property
    def worded(self) -> bool:
        """Wording tells this list's rows from others."""
        return any(isinstance(token, str) and token.strip() for token in self.cell.tokens)


@dataclass(slots=True)
class _Table:
    """A list on the sheet."""

    columns: dict[int, _Column] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)


class Additions:
    """Reads added rows of one sheet; asked from top to bottom, because a row may say what the one above says."""

    def __init__(self, mark: SheetMark, trace: Trace, reader: FieldReader) -> None:
        self.mark, self.trace, self.reader = mark, trace, reader
        self._virtual: dict[int, dict[Path, dict[str, str]]] = {}
        self._tables = self._learn()
        self._known = {at: number for number in range(1, len(mark.rows) + 1) if (at := trace.at(number)) is not None}
        self._order = sorted(self._known)
        self._added: dict[int, dict[NodePath, Row]] = {}

    def virtual_rows(self, number: int) -> list[Path]:
        """The rows exported row `number` offers that are not in the document, by path."""
        return list(self._virtual.get(number, {}))

    def rows(self) -> list[int]:
        """Present rows without a name that hold something: between exported rows, or right below the last one."""
        filled = {row for row, _ in self.trace.sheet.cells}
        last = max(self._known, default=0)
        below = last + 1
        while below in filled:
            below += 1
        return sorted(row for row in filled if row not in self._known and row < below)

    def new_rows(self, at: int) -> list[tuple[NodePath, Row]]:
        """What present row `at` adds: mostly one row of one list, two where lists stand side by side."""
        above = max((row for row in self._order if row < at), default=None)
        below = min((row for row in self._order if row > at), default=None)
        found: dict[NodePath, Row] = {}
        used = set(self.reader.readings.used)
        for table in self._candidates(above, below):
            if found and not any(self._beside(table, other) for other in found):
                continue
            values = self._own_values(table, at)
            if values is None:
                continue
            if self._is_fixed(table):
                self.reader.readings.notes.append(self._say(at, f"“{table[-1]}”的行是固定的，加的这一行没有读入"))
                return []
            found[table] = {**self._inherited(table, at, above, below, values), **values}
        if not found:
            self.reader.readings.used = used  # nobody took the row: what stands in it is still to be told
        self._added[at] = found
        return [(table, _in_order(self._tables[table], values)) for table, values in found.items()]

    def _learn(self) -> dict[NodePath, _Table]:
        """The lists of the sheet from the cells of their rows."""
        tables: dict[NodePath, _Table] = {}
        here: dict[int, set[NodePath]] = {}
        for number, row in enumerate(self.mark.rows, 1):
            here[number] = {tables_of(path) for path, _ in row.bands}
        for cell in self.mark.cells:
            for place in cell.places:
                if place.virtual and (path := row_of(place.path)) is not None:
                    here[cell.row].add(tables_of(path))
                    self._virtual.setdefault(cell.row, {}).setdefault(path, {}).update(place.presets)
        for cell in self.mark.cells:
            for index, place in enumerate(cell.places):
                for path in (place.path, *place.covers):
                    owner = row_of(path)
                    if owner is None or len(path) != len(owner) + 1 or tables_of(owner) not in here[cell.row]:
                        continue
                    table = tables.setdefault(tables_of(owner), _Table())
                    column = table.columns.setdefault(cell.col, _Column(cell, {}, merges=False))
                    if column.cell is cell or len(cell.tokens) == len(column.cell.tokens):
                        column.keys.setdefault(index, str(path[-1]))
                        column.merges = column.merges or bool(place.covers) or (place.virtual and not place.editable)
        self._here = here
        return tables

    def _candidates(self, above: int | None, below: int | None) -> list[NodePath]:
        """Lists an added row may belong to: first those its wording tells, then the one above, below, in between."""
        first = self._known[above] if above is not None else 0
        last = self._known[below] if below is not None else len(self.mark.rows) + 1
        numbers = [first, last, *range(first + 1, last)]
        near = [table for number in numbers for table in sorted(self._here.get(number, ()), reverse=True)]
        kin = [table for table in self._tables if any(_akin(table, other) for other in near)]
        found = [table for table in dict.fromkeys([*near, *kin]) if table in self._tables]
        return sorted(found, key=lambda table: not any(c.worded for c in self._tables[table].columns.values()))

    def _beside(self, table: NodePath, other: NodePath) -> bool:
        """Whether two lists stand side by side."""
        return table[:-1] == other[:-1] and any({table, other} <= tables for tables in self._here.values())

    def _is_fixed(self, table: NodePath) -> bool:
        """A list whose rows each carry a caption of their own, printed on the form."""
        captions = [self.mark.rows[number - 1].caption for number, tables in self._here.items() if tables == {table}]
        return len(captions) > 1 and all(captions) and len(set(captions)) == len(captions)

    def _own_values(self, table: NodePath, at: int) -> Row | None:
        """What stands in a row's own cells, None when it is not a row of this list."""
        values: Row = {}
        told = False
        for column in self._tables[table].columns.values():
            entry = self.reader.entry(at, column.cell.col, column.cell.colspan)
            if column.worded:
                try:
                    filled = read_places(column.cell.tokens, column.cell.places, entry.text)
                except Unreadable:
                    if not column.merges:
                        return None
                    filled = Filled({min(column.keys): entry.text.strip()})
            else:
                filled = self.reader.filled(column.cell, entry, at)
            found = self._stored(column, filled, at)
            values.update(found)
            told = told or bool(found and not column.merges)
        return values if told else None

    def _stored(self, column: _Column, filled: Filled, at: int) -> Row:
        found: Row = {}
        for index, key in column.keys.items():
            place = column.cell.places[index]
            value = self.reader.value(place, shown(place, index, filled), self.reader.address(at, column.cell.col))
            if value:
                found[key] = value
        return found

    def _inherited(self, table: NodePath, at: int, above: int | None, below: int | None, own: Row) -> Row:
        """The group an added row stands in, where it does not say so itself."""
        values: Row = {}
        numbers = [self._known.get(neighbour or 0, 0) for neighbour in (above, below)]
        number = next((number for number in numbers if table in self._here.get(number, ())), 0)
        for path, presets in self._virtual.get(number, {}).items():
            if tables_of(path) == table:
                values.update(presets)
        for column in self._tables[table].columns.values():
            if not column.merges or any(key in own for key in column.keys.values()):
                continue
            before, after = self._group_at(table, column, at - 1, above), self._group_of(table, column, below)
            values.update(before if before is not None else after or {})
            if before and after is not None and before != after:
                said = "、".join(str(value) for value in before.values())
                self.reader.readings.notes.append(self._say(at, f"“{'、'.join(before)}”空着，按上一行记为“{said}”"))
        return values

    def _group_at(self, table: NodePath, column: _Column, row: int, above: int | None) -> Row | None:
        """What the row right above says in a merging column: an added row, or an exported one."""
        if (added := self._added.get(row, {}).get(table)) is not None:
            return {key: added[key] for key in column.keys.values() if key in added}
        return self._group_of(table, column, above)

    def _group_of(self, table: NodePath, column: _Column, at: int | None) -> Row | None:
        """What an exported row of the same list says in a merging column."""
        number = self._known.get(at or 0, 0)
        filled = self.reader.readings.now.get((number, column.cell.col))
        if filled is None or at is None or table not in self._here[number]:
            return None
        return self._stored(column, filled, at)

    def _say(self, at: int, text: str) -> str:
        return f"{self.reader.name} 工作表“{self.trace.sheet.title}” 第{at}行：{text}"


def _akin(table: NodePath, other: NodePath) -> bool:
    """Whether one list is inside the other."""
    length = min(len(table), len(other))
    return table[:length] == other[:length]


def _in_order(table: _Table, values: Row) -> Row:
    """Columns from left to right, as a person reads the row."""
    keys = [key for col in sorted(table.columns) for key in table.columns[col].keys.values()]
    return {key: values[key] for key in dict.fromkeys([*values.keys() - set(keys), *keys]) if key in values}
