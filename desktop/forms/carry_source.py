"""What a document of another form gives to a carry: the expressions bound to its edition (`source_binding`) and run.

The values come as the texts a person would have typed, with the rows in rows that a target may have; whether and where
they go into the target is decided in `carrying`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.forms.calculation import Evaluation, rows_of
from desktop.forms.carry import Carry, CarryRows, Target
from desktop.forms.edition import Edition
from desktop.forms.operators import Rows, Run
from desktop.forms.program import program_of
from desktop.forms.source_binding import GAP, SourceBinder, text_of
from desktop.forms.values import Val

__all__ = ["GAP", "Bound", "Source", "Wanted", "bound", "gives", "text_of", "wanted_rows"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document to take from, and how a person knows it: `部门预算项目支出绩效目标批复表 档案整理（审核通过）`."""

    evaluation: Evaluation
    name: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row as a source would have it. `inner`: rows of the lists inside it."""

    values: dict[str, Val]
    source: str
    rows: CarryRows
    inner: dict[str, list[Wanted]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _BoundRows:
    where: Run | None
    given: dict[str, Run]
    inner: tuple[_BoundRows, ...]
    rows: CarryRows


@dataclass(frozen=True, slots=True)
class Bound:
    """A carry whose names were looked up in one edition of the form it takes from."""

    where: Run | None
    targets: tuple[tuple[Target, Run], ...]
    rows: tuple[_BoundRows, ...]


@lru_cache(maxsize=64)
def bound(carry: Carry, edition: Edition, file: str) -> Bound:
    """The carry for sources of this edition. Raises `UserError` naming the file and key that do not fit it."""
    binder = _CarryBinder(program_of(edition).binder, edition, file)
    return Bound(
        where=None if carry.where is None else binder.run(carry.where, (), f"{carry.place}.where"),
        targets=tuple((target, binder.run(target.what, (), target.place)) for target in carry.targets),
        rows=tuple(binder.rows(item) for item in carry.rows),
    )


def gives(bound_carry: Bound, source: Source) -> bool:
    """Whether the carry takes from this document at all."""
    return bound_carry.where is None or bound_carry.where(source.evaluation, ()) is True


def wanted_rows(bound_carry: Bound, source: Source) -> Iterator[Wanted]:
    """All rows a source gives, in its order; each says for which list (`Wanted.rows.table`)."""
    for item in bound_carry.rows:
        yield from _wanted(item, source, ())


def _wanted(item: _BoundRows, source: Source, outer: Rows) -> Iterator[Wanted]:
    evaluation = source.evaluation
    if not item.rows.each or len(item.rows.each) <= len(outer):
        places: list[Rows] = [outer]
    else:
        places = [rows_of(path) for path in evaluation.paths((*item.rows.each, ""), outer)]
    for rows in places:
        if item.where is not None and item.where(evaluation, rows) is not True:
            continue
        values = {column: run(evaluation, rows) for column, run in item.given.items()}
        inner: dict[str, list[Wanted]] = {}
        for part in item.inner:
            inside = item.rows.each and part.rows.each[: len(item.rows.each)] == item.rows.each
            inner.setdefault(part.rows.table[-1], []).extend(_wanted(part, source, rows if inside else ()))
        yield Wanted(values, source.name, item.rows, inner)


class _CarryBinder(SourceBinder):
    """Binds one carry's expressions."""

    def rows(self, item: CarryRows) -> _BoundRows:
        self.require_list(item.each, f"{item.place}.each")
        scope = item.each
        return _BoundRows(
            where=None if item.where is None else self.run(item.where, scope, f"{item.place}.where"),
            given={key: self.run(what, scope, f"{item.place}.set.{key}") for key, what in item.given.items()},
            inner=tuple(self.rows(part) for part in item.inner),
            rows=item,
        )
