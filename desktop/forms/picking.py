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
from desktop.forms.operators import Constant, Reader, Rows, Run
from desktop.forms.values import Missing, Scalar, Val

Test: TypeAlias = "tuple[str | None, Run]"
"""A column of the list, None for the number of the row, and what it has to be equal to."""


def picked(table: NodePath, key: str | None, tests: Sequence[Test]) -> Run:
    """The values of a column (None: the row numbers) in the rows that pass all tests.

    `table`: a list of which the scope gives all rows around it.
    """
    own, name, flat = table[:-1], table[-1], len(table) == 1
    fixed: list[Val | None] = [other.value if isinstance(other, Constant) else None for _, other in tests]

    def run(reader: Reader, rows: Rows) -> Val:
        place = (*interleaved(own, rows), name)
        count = reader.row_count(place)
        if not count:
            return ()
        source = [Decimal(row + 1) for row in range(count)] if key is None else reader.column(place, key)
        read, wanted = reader.read, [*fixed]
        found: list[Scalar] = []
        for row, value in enumerate(source):
            passed = True
            for at, (column, other) in enumerate(tests):
                if column is None:
                    here: Val = Decimal(row + 1)
                else:
                    here = read((name, row, column) if flat else (*place, row, column))
                there = wanted[at]
                if there is None:
                    there = wanted[at] = other(reader, rows)
                if here.__class__ is Missing or there.__class__ is Missing:
                    passed = False
                elif here != there:
                    passed = False
                    break
            if passed and not isinstance(value, tuple):
                found.append(value)
        return tuple(found)

    return run
