"""Rows that many documents gave to a summary, put together into the summary's own document.

Rows with the same key become one. Names are the same when they differ in width and spaces only. A list with a key is in
the order of its key: options as the form prints them, anything else as it first came; without one the rows stay in the
order of the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.forms.document import Document, Row
from desktop.forms.edition import Edition, Field, ListField
from desktop.forms.fresh import new_document
from desktop.forms.gather import Gather, Gathering, How
from desktop.forms.gather_source import UNREADABLE, Piece, TakenRow, Twofold, take
from desktop.forms.names import plain

Taken = list["tuple[int, list[TakenRow]]"]
"""What one document gives: the number of a `[[gather]]`, and its rows."""


def taken_from(summary: Edition, source: Twofold) -> Taken:
    """All that a document gives to a summary. Raises `UserError` as `gather_source.take` does."""
    found = ((number, take(gather, source, summary)) for number, gather in enumerate(_gathering(summary).gathers))
    return [(number, rows) for number, rows in found if rows]


@dataclass(slots=True)
class _MergedRow:
    values: dict[str, str | list[str]]
    sums: dict[str, Decimal | None]
    """By column; None for a sum with a part that cannot be read."""
    counts: dict[str, int] = field(default_factory=dict)


def is_whole(summary: Edition, taken: Taken) -> bool:
    """Whether every number that a document gives can be read; if not, the sums it goes into have no total."""
    for number, rows in taken:
        gather = _gathering(summary).gathers[number]
        columns = _list(summary, gather.table).columns
        places = [at for at, one in enumerate(gather.columns) if columns[one.column].type.numeric]  # type: ignore[union-attr]  # a field, as the loader checked
        if any(row[at] == UNREADABLE for row in rows for at in places):
            return False
    return True


class Merger:
    """A summary in the making. Memory grows with its rows, not with the documents."""

    def __init__(self, summary: Edition) -> None:
        self.summary = summary
        self._gathers = _gathering(summary).gathers
        self._rows: dict[str, list[_MergedRow]] = {gather.table: [] for gather in self._gathers}
        self._places: dict[tuple[str, ...], _MergedRow] = {}
        """Rows by the list's name and their key."""

    def add(self, taken: Taken) -> None:
        """What the next document gives."""
        for number, rows in taken:
            gather = self._gathers[number]
            for row in rows:
                self._add(gather, row)

    def document(self, year: int, unit: str, *, day: date, scope: str) -> Document:
        """The summary's document. `scope` says from what it was made, in the words that are printed."""
        document = new_document(self.summary, year, unit)
        gathering = _gathering(self.summary)
        for key, text in ((gathering.day, f"{day.year}年{day.month}月{day.day}日"), (gathering.scope, scope)):
            if key:
                document.data[key] = text
        for gather in gathering.gathers:
            rows = self._rows[gather.table]
            if gather.key:
                rows = _in_order(rows, gather, _list(self.summary, gather.table))
            document.data[gather.table] = [_row(row) for row in rows]
        return document

    def _add(self, gather: Gather, row: TakenRow) -> None:
        merged = self._merged(gather, row)
        for column, piece in zip(gather.columns, row, strict=True):
            if piece is None:
                continue
            key = column.column
            if column.how is How.COUNT:
                merged.counts[key] = merged.counts.get(key, 0) + int(str(piece))
            elif column.how is How.FIRST:
                merged.values.setdefault(key, piece if isinstance(piece, list) else str(piece))
            else:
                before = merged.sums.get(key, Decimal(0))
                merged.sums[key] = None if before is None or piece == UNREADABLE else before + Decimal(str(piece))

    def _merged(self, gather: Gather, row: TakenRow) -> _MergedRow:
        rows = self._rows[gather.table]
        if not gather.key:
            rows.append(_MergedRow({}, {}))
            return rows[-1]
        pieces = {column.column: piece for column, piece in zip(gather.columns, row, strict=True)}
        place = (gather.table, *(_plain(pieces[column]) for column in gather.key))
        found = self._places.get(place)
        if found is None:
            found = self._places[place] = _MergedRow({}, {})
            rows.append(found)
        return found


def _row(merged: _MergedRow) -> Row:
    sums = {key: UNREADABLE if value is None else f"{value:f}" for key, value in merged.sums.items()}
    return {**merged.values, **sums, **{key: str(count) for key, count in merged.counts.items()}}


def _in_order(rows: Sequence[_MergedRow], gather: Gather, table: ListField) -> list[_MergedRow]:
    ranks = []
    for column in gather.key:
        item = table.columns[column]
        options = item.options if isinstance(item, Field) else ()
        ranks.append({plain(text): at for at, text in enumerate(options)})
    for row in rows:
        for column, rank in zip(gather.key, ranks, strict=True):
            rank.setdefault(_plain(row.values.get(column)), len(rank))
    return sorted(
        rows,
        key=lambda row: [rank[_plain(row.values.get(column))] for column, rank in zip(gather.key, ranks, strict=True)],
    )


def _plain(piece: Piece) -> str:
    return "、".join(map(plain, piece)) if isinstance(piece, list) else plain(str(piece or ""))


def _list(summary: Edition, table: str) -> ListField:
    item = summary.fields[table]
    assert isinstance(item, ListField)  # as the loader checked
    return item


def _gathering(summary: Edition) -> Gathering:
    assert summary.gathering is not None, "a summary has something to gather"
    return summary.gathering


def merged(summary: Edition, sources: Iterable[Twofold], year: int, unit: str, *, day: date, scope: str) -> Document:
    """The summary of documents that are at hand, in their order."""
    merger = Merger(summary)
    for source in sources:
        merger.add(taken_from(summary, source))
    return merger.document(year, unit, day=day, scope=scope)
