"""What one document gives to a summary: the gathered expressions bound to its edition, run, as plain rows.

Where a superior gave scores of its own, the document is there twice: as it came, and with those scores in place
(`考评.合计得分`). A definition chooses; without an assessment everything under 考评 is blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from desktop.forms.binding import Binder, Read
from desktop.forms.calculation import Evaluation, rows_of
from desktop.forms.edition import Edition, Field, ListField, NodePath
from desktop.forms.expression import Name, Node, Where
from desktop.forms.gather import Gather, How
from desktop.forms.operators import Reader, Rows, Run
from desktop.forms.source_binding import SourceBinder, text_of
from desktop.forms.values import BLANK, UNKNOWN, Val

ASSESSED = "考评"
"""Before a name: the value it has with the superior's scores."""
UNREADABLE = "？"
"""In place of a number that cannot be read, and of a sum with such a part: it must not look as if it were whole."""

Piece: TypeAlias = "str | int | list[str] | None"
"""A text as entered into the summary, a number to be added (as text), or how many to count; None for a blank."""
TakenRow: TypeAlias = "list[Piece]"
"""In the order of the gather's columns."""


class Twofold:
    """A document as it came and as it was assessed. Implements `binding.Reader` by the first."""

    def __init__(self, own: Evaluation, assessed: Evaluation | None = None) -> None:
        self.own = own
        self.assessed = None if assessed is None else Twofold(assessed, None)
        self.read, self.column, self.row_count = own.read, own.column, own.row_count
        self.fixed_row, self.attribute, self.once = own.fixed_row, own.attribute, own.once


def take(gather: Gather, source: Twofold, summary: Edition) -> list[TakenRow]:
    """The rows a document gives. Raises `UserError` naming the summary's file and key that do not fit its edition."""
    edition = source.own.edition
    if not gather.takes(edition.form, edition.edition):
        return []
    bound = _bound(gather, edition, summary)
    places = _places(gather.each, source.own)
    taken = (at for at in places if bound.where is None or bound.where(source, at) is True)
    return [[piece(source, at) for piece in bound.pieces] for at in taken]


@dataclass(frozen=True, slots=True)
class _Bound:
    where: Run | None
    pieces: tuple[Callable[[Reader, Rows], Piece], ...]


@lru_cache(maxsize=256)
def _bound(gather: Gather, edition: Edition, summary: Edition) -> _Bound:
    # A summary's own parameter counts before one of the source of the same name: it is the summary that is asked.
    binder = SourceBinder(_Binder(edition.fields, {**edition.params, **summary.params}), edition, summary.file)
    binder.require_list(gather.each, f"{gather.place}.each")
    columns = summary.fields[gather.table]
    assert isinstance(columns, ListField)  # as the loader checked
    pieces = []
    for one in gather.columns:
        target = columns.columns[one.column]
        assert isinstance(target, Field)  # so too
        pieces.append(_piece(one.how, binder.run(one.what, gather.each, one.place), target))
    where = None if gather.where is None else binder.run(gather.where, gather.each, f"{gather.place}.where")
    return _Bound(where, tuple(pieces))


def _places(each: NodePath, evaluation: Evaluation) -> Iterator[Rows]:
    if not each:
        yield ()
        return
    for path in evaluation.paths((*each, "")):
        yield rows_of(path)


def _piece(how: How, run: Run, target: Field) -> Callable[[Reader, Rows], Piece]:
    match how:
        case How.FIRST:
            return lambda reader, rows: _text(target, run(reader, rows))
        case How.SUM:
            return lambda reader, rows: _number(run(reader, rows))
        case How.COUNT:
            return lambda reader, rows: int(run(reader, rows) is True)


def _text(target: Field, value: Val) -> Piece:
    return UNREADABLE if value is UNKNOWN and target.type.numeric else text_of(target, value)


def _number(value: Val) -> str | None:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return UNREADABLE if value is UNKNOWN or isinstance(value, str) else None


class _Binder(Binder):
    """Knows 考评 before a name besides all that every binder knows."""

    def find(self, name: Name, scope: NodePath) -> tuple[NodePath, int]:
        return super().find(_plain(name), scope)

    def _name(self, name: Name, scope: NodePath, reads: set[Read]) -> Run:
        if not _is_assessed(name):
            return super()._name(name, scope, reads)
        return _with_scores(super()._name(_plain(name), scope, reads))

    def _where(self, node: Where, scope: NodePath, reads: set[Read]) -> Run:
        source: Node = node.source
        if not isinstance(source, Name) or not _is_assessed(source):
            return super()._where(node, scope, reads)
        return _with_scores(super()._where(Where(_plain(source), node.condition), scope, reads))

    def _depth(self, name: Name, scope: NodePath) -> int:
        return super()._depth(_plain(name), scope)


def _is_assessed(name: Name) -> bool:
    return name.parts[0] == ASSESSED and len(name.parts) > 1


def _plain(name: Name) -> Name:
    return Name(name.parts[1:], name.key) if _is_assessed(name) else name


def _with_scores(run: Run) -> Run:
    def other(reader: Reader, rows: Rows) -> Val:
        assessed = getattr(reader, "assessed", None)
        return BLANK if assessed is None else run(assessed, rows)

    return other
