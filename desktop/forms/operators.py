"""What the operators of the expression language do with values, and what an expression is once it runs.

Operators hand a missing operand on; `and` and `or` are three-valued: `假 and 空` is false, `真 or 空` is true.
"""

from __future__ import annotations

import operator as compare
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeAlias

from desktop.forms.values import BLANK, UNKNOWN, Missing, Val, worst

if TYPE_CHECKING:
    from desktop.forms.paths import Path

Rows: TypeAlias = tuple[int, ...]
"""The row numbers along a scope: `(goal, indicator)` for the scope `("年度目标", "指标")`."""


class Reader(Protocol):
    """Where values come from while an expression runs."""

    def read(self, path: Path) -> Val:
        """The value of a place."""

    def column(self, table: Path, key: str) -> tuple[Val, ...]:
        """The values of one column of the list at a path, in the order of its rows."""

    def row_count(self, path: Path) -> int:
        """How many rows the list at a path has."""

    def fixed_row(self, path: Path, key: str) -> int | None:
        """Which row of a fixed list carries this key."""

    def attribute(self, name: str) -> Val:
        """年度 or 单位 of the document."""

    def once(self, key: object, run: Run, rows: Rows) -> Val:
        """What `run` gives for these rows; kept under `key` until a value changes."""


Run: TypeAlias = Callable[[Reader, Rows], Val]
Locate: TypeAlias = "Callable[[Reader, Rows], Path]"
"""Which place of a document a finding is about."""


_ORDERS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": compare.lt, "<=": compare.le, ">": compare.gt, ">=": compare.ge,
}  # fmt: skip


class Constant:
    """What is the same in every document: a literal, a parameter."""

    __slots__ = ("value",)

    def __init__(self, value: Val) -> None:
        """`value`: what it gives."""
        self.value = value

    def __call__(self, reader: Reader, rows: Rows) -> Val:  # noqa: ARG002  # as every expression is called
        """The value."""
        return self.value


def operation(operator: str, operands: list[Run]) -> Run:
    """The operator applied to one operand (`-`, `not`) or two."""
    if operator in {"and", "or"}:
        return _junction(operands[0], operands[1], stop=operator == "or")
    if len(operands) == 1:
        return _unary(operator, operands[0])
    left, right = operands
    if operator in {"+", "-", "*", "/"}:
        return _arithmetic(operator, left, right)
    return _comparison(operator, left, right)


def _junction(left: Run, right: Run, *, stop: bool) -> Run:
    """Three-valued: `假 and 空` is false, `真 or 空` is true, otherwise a missing operand is handed on."""

    def run(reader: Reader, rows: Rows) -> Val:
        first = left(reader, rows)
        if first is stop:
            return stop
        second = right(reader, rows)
        if second is stop:
            return stop
        if first.__class__ is Missing or second.__class__ is Missing:
            return worst(first, second) or BLANK
        return not stop

    return run


def _unary(operator: str, operand: Run) -> Run:
    def run(reader: Reader, rows: Rows) -> Val:
        value = operand(reader, rows)
        if isinstance(value, Missing):
            return value
        if operator == "not":
            return not value
        return -value if isinstance(value, Decimal) else UNKNOWN

    return run


def _arithmetic(operator: str, left: Run, right: Run) -> Run:
    work = _WORKS[operator]

    def run(reader: Reader, rows: Rows) -> Val:
        first, second = left(reader, rows), right(reader, rows)
        if first.__class__ is Decimal and second.__class__ is Decimal:
            return work(first, second)
        return worst(first, second) or UNKNOWN

    return run


def _divided(one: Decimal, other: Decimal) -> Val:
    return one / other if other else BLANK


_WORKS: dict[str, Callable[[Decimal, Decimal], Val]] = {
    "+": compare.add, "-": compare.sub, "*": compare.mul, "/": _divided,
}  # fmt: skip


def _comparison(operator: str, left: Run, right: Run) -> Run:
    """Classes are looked at before anything is called: of a form's checks most time goes by in here."""
    if operator in {"=", "!="}:
        wanted = operator == "="
        return _equality(left, right, wanted=wanted)
    order = _ORDERS[operator]

    def run(reader: Reader, rows: Rows) -> Val:
        first, second = left(reader, rows), right(reader, rows)
        if first.__class__ is Decimal and second.__class__ is Decimal:
            return order(first, second)
        return worst(first, second) or UNKNOWN

    return run


def _equality(left: Run, right: Run, *, wanted: bool) -> Run:
    if isinstance(right, Constant):
        value = right.value

        def run_constant(reader: Reader, rows: Rows) -> Val:
            first = left(reader, rows)
            return first if first.__class__ is Missing else (first == value) is wanted

        return run_constant

    def run(reader: Reader, rows: Rows) -> Val:
        first, second = left(reader, rows), right(reader, rows)
        if first.__class__ is Missing or second.__class__ is Missing:
            return worst(first, second) or BLANK
        return (first == second) is wanted

    return run
