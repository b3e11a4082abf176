"""Which part of a rule over a list's rows says the same for every row.

The sum of a column, or which row belongs under which, is the same whichever row a rule stands in; worked out once for
each row it would make the cost of a check grow with the square of the rows. Such parts are found when the definition
is loaded and worked out once after each edit (`Reader.once`).
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.forms.edition import NodePath
from desktop.forms.expression import Call, Literal, Name, Node, Operation, Where, names
from desktop.forms.operators import Run

Depth = Callable[[Name, NodePath], int]
"""How many of a name's lists have their row given by the scope; `Binder.find` knows."""


def row_depth(node: Node, scope: NodePath, depth: Depth, this_row: str) -> int:
    """On how many of the scope's rows, from the outermost, the tree depends: 0 when it says the same for all rows.

    `this_row` is the word for the rule's own row in a `where`.
    """
    match node:
        case Literal():
            return 0
        case Name():
            return depth(node, scope)
        case Operation(operands=parts) | Call(arguments=parts):
            return max((row_depth(part, scope, depth, this_row) for part in parts), default=0)
        case Where(source, condition):
            # The condition's own names mean the rows gone through, which are all rows below the source's depth.
            around = any(name.parts[0] == this_row for name, _ in names(condition))
            return len(scope) if around else row_depth(source, scope, depth, this_row)


def once(key: object, run: Run) -> Run:
    """The same, worked out once as long as no value changes."""
    return lambda reader, rows: reader.once(key, run, rows)


def once_within(key: object, depth: int, run: Run) -> Run:
    """The same, worked out once for all rows that share so many outer rows."""
    return lambda reader, rows: reader.once((key, *rows[:depth]), run, rows)
