"""`列 where 列 = 值`: the condition that nearly every `where` has, gone through without an expression for each row.

What the columns are compared with is the same for all rows and worked out once, when the first row gets that far; which
places are read is the same as if each row's condition ran by itself, so that what is still to be filled is seen alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from desktop.forms.columns import interleaved
from desktop.forms.edition import NodePath
from desktop.forms.operators import Reader, Rows, Run
from desktop.forms.values import Missing, Scalar, Val

Test: TypeAlias = "tuple[str | None, Run]"
"""A column of the list, None for the number of the row, and what it has to be equal to."""


def picked(table: NodePath, key: str | None, tests: Sequence[Test]) -> Run:
    """The values of a column (None: the row numbers) in the rows that pass all tests.

    `table`: a list of which the scope gives all rows around it.
    """
    own, name = table[:-1], table[-1]

    def run(reader: Reader, rows: Rows) -> Val:
        place = (*interleaved(own, rows), name)
        count = reader.row_count(place)
        if not count:
            return ()
        numbers = range(count)
        source = [Decimal(row + 1) for row in numbers] if key is None else reader.column(place, key)
        wanted: dict[int, Val] = {}

        def passes(row: int) -> bool:
            passed = True
            for at, (column, other) in enumerate(tests):
                value = Decimal(row + 1) if column is None else reader.read((*place, row, column))
                if at not in wanted:
                    wanted[at] = other(reader, rows)
                if value.__class__ is Missing or wanted[at].__class__ is Missing:
                    passed = False
                elif value != wanted[at]:
                    return False
            return passed

        found: list[Scalar] = [
            value for row, value in zip(numbers, source, strict=True) if passes(row) and not isinstance(value, tuple)
        ]
        return tuple(found)

    return run
