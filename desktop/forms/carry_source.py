"""What a document of another form gives to a carry: the expressions bound to its edition, run, and written out.

The values come as the texts a person would have typed, with the rows in rows that a target may have; whether and where
they go into the target is decided in `carrying`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from desktop.errors import UserError
from desktop.forms.binding import Binder
from desktop.forms.calculation import Evaluation, rows_of
from desktop.forms.carry import Carry, CarryRows, Target, Wording
from desktop.forms.edition import Edition, Field, FieldType, NodePath
from desktop.forms.expression import ExpressionError, Name, Node
from desktop.forms.numbers import format_number
from desktop.forms.operators import Reader, Rows, Run
from desktop.forms.program import program_of
from desktop.forms.shown import shown_value
from desktop.forms.values import BLANK, Missing, Val

GAP = "＿＿"
"""Stands in a drafted sentence where the source says nothing: a person sees at once what is still to be written."""


_TWO_MARKS = re.compile("[。；，、：][ \u3000\n]*([。；，])")


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


class _CarryBinder:
    """Binds one carry's expressions, and says in which file and key one does not fit."""

    def __init__(self, binder: Binder, edition: Edition, file: str) -> None:
        self.binder, self.edition, self.file = binder, edition, file

    def rows(self, item: CarryRows) -> _BoundRows:
        if item.each and item.each not in self.edition.lists:
            raise self._refusal(f"{item.place}.each", f"没有叫“{'.'.join(item.each)}”的列表")
        scope = item.each
        return _BoundRows(
            where=None if item.where is None else self.run(item.where, scope, f"{item.place}.where"),
            given={key: self.run(what, scope, f"{item.place}.set.{key}") for key, what in item.given.items()},
            inner=tuple(self.rows(part) for part in item.inner),
            rows=item,
        )

    def run(self, what: Node | Wording, scope: NodePath, place: str) -> Run:
        try:
            if isinstance(what, Wording):
                return self._sentence(what, scope)
            return self.binder.bind(what, scope).run
        except ExpressionError as error:
            raise self._refusal(place, str(error)) from None

    def _sentence(self, wording: Wording, scope: NodePath) -> Run:
        parts = [part if isinstance(part, str) else self._place(part, scope) for part in wording.parts]

        def run(reader: Reader, rows: Rows) -> Val:
            texts = [part if isinstance(part, str) else part(reader, rows) for part in parts]
            places = [text for text, part in zip(texts, parts, strict=True) if not isinstance(part, str)]
            if places and not any(places):
                return BLANK
            return _one_mark("".join(GAP if text is None else text for text in texts))

        return run

    def _place(self, part: Node, scope: NodePath) -> Callable[[Reader, Rows], str | None]:
        """What an expression says in a sentence: an amount with its decimals, a percentage without its sign.

        None for what is blank; an expression may leave a clause out by saying `""`.
        """
        operand, field = self.binder.bind(part, scope).run, self._field(part, scope)

        def text(reader: Reader, rows: Rows) -> str | None:
            value = operand(reader, rows)
            if isinstance(value, Decimal):
                return format_number(value, field.decimals if field is not None else None)
            return shown_value(None, value).strip() or ("" if value == "" else None)

        return text

    def _field(self, part: Node, scope: NodePath) -> Field | None:
        if not isinstance(part, Name):
            return None
        try:
            return self.edition.scalars.get(self.binder.find(part, scope)[0])
        except ExpressionError:  # 年度, a parameter, a row's number
            return None

    def _refusal(self, place: str, message: str) -> UserError:
        form = f"《{self.edition.form}》（{self.edition.edition}）"
        return UserError(f"{form}{message}", where=f"{self.file} 的 {place}", remedy="请改正表样里的带入规则")


def _one_mark(text: str) -> str:
    """Where what was filled in ends with a mark of its own (`已完成。` + `。`), the mark that follows it counts."""
    return _TWO_MARKS.sub(r"\1", text)


def text_of(target: Field, value: Val) -> str | list[str] | None:
    """A value as it is entered into a field; None for nothing. Boxes that the field does not have are left out."""
    if isinstance(value, Missing):
        return None
    items = value if isinstance(value, tuple) else (value,)
    texts = [text for item in items if not isinstance(item, Missing) and (text := shown_value(None, item).strip())]
    if target.type is FieldType.TICKS:
        return [text for text in texts if text in target.options] or None
    if target.type is FieldType.TICK:
        return next((text for text in texts if text in target.options), None)
    return "、".join(texts) or None
