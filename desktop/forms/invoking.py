"""Calling the functions of the expression language: operands first, a strict one only when none of them is missing.

One or two operands are nearly all there is, so these have calls of their own without lists in between.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.functions import Function
from desktop.forms.operators import Reader, Rows, Run
from desktop.forms.values import BLANK, Missing, Val, worst


def invoked(function: Function, operands: Sequence[Run]) -> Run:
    """The function applied to its operands."""
    if len(operands) == 1:
        return _of_one(function, *operands)
    return _of_two(function, *operands) if len(operands) == 2 else _of_many(function, operands)  # as named


def _of_one(function: Function, operand: Run) -> Run:
    call, strict = function.call, function.strict

    def invoke(reader: Reader, rows: Rows) -> Val:
        value = operand(reader, rows)
        return value if strict and value.__class__ is Missing else call(value)

    return invoke


def _of_two(function: Function, one: Run, other: Run) -> Run:
    call, strict = function.call, function.strict

    def invoke(reader: Reader, rows: Rows) -> Val:
        first, second = one(reader, rows), other(reader, rows)
        if strict and (first.__class__ is Missing or second.__class__ is Missing):
            return worst(first, second) or BLANK
        return call(first, second)

    return invoke


def _of_many(function: Function, operands: Sequence[Run]) -> Run:
    call, strict = function.call, function.strict

    def invoke(reader: Reader, rows: Rows) -> Val:
        values = [operand(reader, rows) for operand in operands]
        if strict and (missing := worst(*values)) is not None:
            return missing
        return call(*values)

    return invoke
