"""The values that expressions work on, and what a blank means.

Three things are not a number and must never be mistaken for zero: `BLANK` (nothing entered yet), `NONE` (there is no
such value: a rate over a zero budget, shown 「—」) and `UNKNOWN` (something was entered that cannot be read, its own
finding). Operators hand them on, so that a rule over them is neither true nor false and stays silent; only the
functions that say so (`sum`, `count`, `filled`, `blank`, …) look at them.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TypeAlias


class Missing(Enum):
    """Why there is no value."""

    BLANK = "blank"
    NONE = "none"
    UNKNOWN = "unknown"


BLANK, NONE, UNKNOWN = Missing.BLANK, Missing.NONE, Missing.UNKNOWN

Scalar: TypeAlias = Decimal | str | bool | Missing
Sequence: TypeAlias = "tuple[Scalar, ...]"
"""Ticks, or a column of a list; blanks stay in it."""
Val: TypeAlias = "Scalar | Sequence"

NO_VALUE_TEXT = "—"
"""How `NONE` is shown."""


def worst(*values: Val) -> Missing | None:
    """The strongest reason among missing operands: unknown before none before blank; None when all are there."""
    found: Missing | None = None
    for value in values:
        if value is UNKNOWN:
            return UNKNOWN
        if value is NONE or (value is BLANK and found is None):
            found = value
    return found
