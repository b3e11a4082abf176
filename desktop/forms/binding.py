"""From a syntax tree to something that can be run: names are looked up once, when the definition is loaded.

A name means the innermost thing of that name: in a rule over a list's rows first the row's own columns, then the row
around it (`上级.列` when both have such a column), then the document's fields. `列表.列` is always the column of all
rows; within a `where` over them `本行.列` is the row the rule itself stands in. What is read is known statically
(`Bound.reads`), which gives the order of computation, refuses cycles, and tells after an edit what has to be computed
anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from desktop.forms.columns import around, column, interleaved, own_value, whole_column
from desktop.forms.edition import Field, ListField, NodePath, Parameter, item_at
from desktop.forms.expression import Call, ExpressionError, Literal, Name, Node, Operation, Where, names
from desktop.forms.functions import FUNCTIONS, SEARCHES
from desktop.forms.invoking import invoked
from desktop.forms.operators import Constant, Locate, Reader, Rows, Run, operation
from desktop.forms.picking import Test, picked
from desktop.forms.rowfree import once, once_within, row_depth
from desktop.forms.values import BLANK, Missing, Scalar, Val

if TYPE_CHECKING:
    from desktop.forms.paths import Path

ATTRIBUTES = ("年度", "单位")
PARAMETERS, PARENT, THIS_ROW, ROW_NUMBER = "参数", "上级", "本行", "行号"

Walk: TypeAlias = Callable[[Reader, Rows], list[tuple[Rows, Val]]]


class _Inner(tuple[int, ...]):
    """The row numbers within a `where`, which remember those of the row the rule stands in."""

    outer: Rows = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One thing an expression reads; `own_row`: through the row it stands in, so only that row's changes matter.

    `part`: through a part that is the same for all rows, so only a change of that part matters; `by_row`: the part is a
    column of which a row looks at its own place only. `depth`: in so many of the path's lists only the row's own row is
    looked at (an indicator that looks at all of its goal: 1), so only rows that share it are concerned.
    """

    path: NodePath
    own_row: bool
    part: int | None = None
    by_row: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """A runnable expression within a scope."""

    run: Run
    reads: frozenset[Read]


class Binder:
    """Binds expressions for one definition's fields and parameters."""

    def __init__(self, fields: Mapping[str, Field | ListField], params: Mapping[str, Parameter]) -> None:
        self.fields, self.params = fields, params
        self._outside: list[tuple[NodePath, set[Read]]] = []
        """Scopes and reads around the `where` conditions being bound."""
        self._numbers: dict[tuple[Node, NodePath], int] = {}
        self.parts: dict[int, Run] = {}
        """What is the same for all rows of a scope, by number."""

    def bind(self, node: Node, scope: NodePath = ()) -> Bound:
        """Raises `ExpressionError` for an unknown name or function, or wrong arguments."""
        reads: set[Read] = set()
        return Bound(self._node(node, scope, reads), frozenset(reads))

    def find(self, name: Name, scope: NodePath) -> tuple[NodePath, int]:
        """The path a name means within a scope, and for how many of its lists the row is given by the scope.

        Raises `ExpressionError` when there is none.
        """
        parts = name.parts
        if parts[0] == PARENT and len(parts) > 1:
            scope, parts = scope[:-1], parts[1:]
        for depth in range(len(scope), -1, -1):
            path = (*scope[:depth], *parts)
            if item_at(self.fields, path) is not None:
                return path, depth
        raise ExpressionError(f"没有叫“{name}”的字段或参数")

    def locate(self, name: Name, scope: NodePath = ()) -> Locate:
        """The place a name means, to be found in a document. Raises `ExpressionError` as `bind` does."""
        path, depth = self.find(name, scope)
        if name.key is not None:
            self._fixed(name, path, depth, set())
        key = name.key

        def run(reader: Reader, rows: Rows) -> Path:
            prefix = interleaved(path[:depth], rows)
            if key is None:
                return (*prefix, *path[depth:])
            row = reader.fixed_row((*prefix, path[depth]), key) or 0
            return (*prefix, path[depth], row, path[-1])

        return run

    def _node(self, node: Node, scope: NodePath, reads: set[Read]) -> Run:
        match node:
            case Literal(value):
                return Constant(value)
            case Name():
                return self._name(node, scope, reads)
            case Call("if", arguments):
                return self._if(arguments, scope, reads)
            case Call():
                return self._shared(node, scope, reads)
            case Operation(operator, operands):
                return operation(operator, [self._node(part, scope, reads) for part in operands])
            case Where():
                raise ExpressionError("where 只能写在函数的括号里")

    def _name(self, name: Name, scope: NodePath, reads: set[Read]) -> Run:
        if name.parts[0] == PARAMETERS:
            return self._parameter(name)
        if self._is_attribute(name, scope):
            attribute = name.parts[0]
            return lambda reader, rows: reader.attribute(attribute)
        if name.parts[0] == THIS_ROW and len(name.parts) > 1:
            return self._this_row(name)
        if name.parts[-1] == ROW_NUMBER and (numbers := self._row_number(name, scope, reads)) is not None:
            return numbers
        if _is_around(name):
            walk, _, depth = self._around(name, scope, reads)
            run = _values(walk)
            return self._kept(name, scope, depth, run)
        path, depth = self.find(name, scope)
        if name.key is not None:
            return self._fixed(name, path, depth, reads)
        reads.add(Read(path, own_row=len(path) - 1 == depth > 0, depth=depth))
        if len(path) - 1 == depth and isinstance(item_at(self.fields, path), Field):
            return own_value(path, depth)
        run = whole_column(path, depth)
        return self._kept(name, scope, depth, run)

    def _kept(self, node: Node, scope: NodePath, depth: int, run: Run) -> Run:
        """What is the same for several rows of the scope, worked out once for them."""
        if depth >= len(scope):
            return run
        number = self._number(node, scope)
        return once_within(number, depth, run) if depth else once(number, run)

    def _shared(self, call: Call, scope: NodePath, reads: set[Read]) -> Run:
        depth = row_depth(call, scope, self._depth, THIS_ROW) if scope else 0
        if scope and depth == 0:
            return self._part(call, scope, reads)
        run = self._call(call, scope, reads)
        if depth and call.function in SEARCHES:
            # The rules of one list ask for the same again and again: which row of another form means this one.
            return once_within(self._number(call, scope), depth, run)
        return self._kept(call, scope, depth, run)

    def _is_row_free(self, node: Node, scope: NodePath) -> bool:
        return bool(scope) and row_depth(node, scope, self._depth, THIS_ROW) == 0

    def _number(self, node: Node, scope: NodePath) -> int:
        return self._numbers.setdefault((node, scope), len(self._numbers))

    def _part(self, call: Call, scope: NodePath, reads: set[Read], *, by_row: bool = False) -> Run:
        """A call that gives the same for all rows of the scope, worked out once."""
        number = self._number(call, scope)
        inner: set[Read] = set()
        run = self.parts[number] = once(number, self._call(call, scope, inner))
        reads.update(Read(read.path, own_row=False, part=number, by_row=by_row) for read in inner)
        return run

    def _is_attribute(self, name: Name, scope: NodePath) -> bool:
        """Whether a name means 年度 or 单位 of the document and not a column called so."""
        return (
            len(name.parts) == 1
            and name.parts[0] in ATTRIBUTES
            and item_at(self.fields, (*scope, name.parts[0])) is None
        )

    def _depth(self, name: Name, scope: NodePath) -> int:
        """For how many of its lists a name takes the row from the scope."""
        if name.parts[0] == THIS_ROW:
            return len(scope)
        if name.parts[-1] == ROW_NUMBER and set(name.parts[:-1]) <= {PARENT}:
            return len(scope) + 1 - len(name.parts)
        if name.parts[0] == PARAMETERS or self._is_attribute(name, scope):
            return 0
        if name.parts[-1] == ROW_NUMBER:
            name = Name(name.parts[:-1])
        if _is_around(name):
            name = Name(name.parts[: name.parts.index(PARENT)])
        return self.find(name, scope)[1]

    def _around(self, name: Name, scope: NodePath, reads: set[Read]) -> tuple[Walk, NodePath, int]:
        """`外层.内层.上级.列`: how it is gone through, the inner list, and how much of it the scope gives."""
        at = name.parts.index(PARENT)
        table, depth = self.find(Name(name.parts[:at]), scope)
        outer = (*table[:-1], *name.parts[at + 1 :])
        if not isinstance(item_at(self.fields, table), ListField) or len(outer) != len(table) or len(outer) < 2:
            raise ExpressionError(f"“{name}”：上级前面要是列表里的列表，后面是外层的一列")
        if not isinstance(item_at(self.fields, outer), Field):
            raise ExpressionError(f"没有叫“{'.'.join(outer)}”的列")
        reads.update(Read(path, own_row=False, depth=min(depth, len(path) - 1)) for path in (outer, table))
        return around(table, depth, outer), table, depth

    def _this_row(self, name: Name) -> Run:
        if not self._outside:
            raise ExpressionError(f"“{name}”：本行只能写在 where 后面")
        scope, reads = self._outside[-1]
        run = self._name(Name(name.parts[1:]), scope, reads)
        return lambda reader, rows: run(reader, rows.outer if isinstance(rows, _Inner) else rows)

    def _row_number(self, name: Name, scope: NodePath, reads: set[Read]) -> Run | None:
        """`行号`: the number of the row, counted from 1; `上级.行号` of the row around it; `列表.行号` of all rows."""
        if set(name.parts[:-1]) <= {PARENT}:
            at = len(scope) - len(name.parts)
            return (lambda reader, rows: Decimal(rows[at] + 1)) if at >= 0 else None
        return self._name(Name(name.parts[:-1]), scope, reads)

    def _parameter(self, name: Name) -> Run:
        parameter = self.params.get(".".join(name.parts[1:]))
        if parameter is None:
            raise ExpressionError(f"没有叫“{'.'.join(name.parts[1:])}”的参数")
        return Constant(parameter.value)

    def _fixed(self, name: Name, path: NodePath, depth: int, reads: set[Read]) -> Run:
        item, key = item_at(self.fields, path[: depth + 1]), name.key or ""
        if not isinstance(item, ListField) or not item.fixed or len(path) != depth + 2:
            raise ExpressionError(f"“{name}”：只有固定行的表才能这样取行")
        if key not in {row.get(item.row_key) for row in item.blank}:
            raise ExpressionError(f"“{name}”：表中没有“{key}”这一行")
        reads.add(Read(path, own_row=False))

        def run(reader: Reader, rows: Rows) -> Val:
            prefix = interleaved(path[:depth], rows)
            row = reader.fixed_row((*prefix, path[depth]), key)
            return BLANK if row is None else reader.read((*prefix, path[depth], row, path[-1]))

        return run

    def _call(self, call: Call, scope: NodePath, reads: set[Read]) -> Run:
        function = FUNCTIONS.get(call.function)
        if function is None:
            raise ExpressionError(f"没有叫“{call.function}”的函数")
        count = len(call.arguments)
        if count < function.least or (function.most is not None and count > function.most):
            raise ExpressionError(f"函数“{call.function}”的括号里个数不对（现有{count}个）")
        operands = [self._operand(call, part, scope, reads) for part in call.arguments]
        return invoked(function, operands)

    def _operand(self, call: Call, part: Node, scope: NodePath, reads: set[Read]) -> Run:
        if isinstance(part, Where):
            return self._where(part, scope, reads)
        own_place = call.function == "nth" and call.arguments[1] == Name((ROW_NUMBER,)) and len(scope) == 1
        if own_place and isinstance(part, Call) and self._is_row_free(part, scope):
            return self._part(part, scope, reads, by_row=True)
        return self._node(part, scope, reads)

    def _if(self, arguments: tuple[Node, ...], scope: NodePath, reads: set[Read]) -> Run:
        if len(arguments) not in {2, 3}:
            raise ExpressionError("if 要写两项或三项：if(条件, 是, 否)")
        condition, yes, *rest = (self._node(part, scope, reads) for part in arguments)

        def run(reader: Reader, rows: Rows) -> Val:
            value = condition(reader, rows)
            if isinstance(value, Missing):
                return value
            if value:
                return yes(reader, rows)
            return rest[0](reader, rows) if rest else BLANK

        return run

    def _equalities(self, condition: Node, table: NodePath) -> list[Test]:
        """A condition that is columns = something the same for all rows, joined by `and`; empty for any other."""
        if not isinstance(condition, Operation):
            return []
        if condition.operator == "and":
            parts = [self._equalities(part, table) for part in condition.operands]
            return [test for part in parts for test in part] if all(parts) else []
        if condition.operator != "=":
            return []
        left, right = condition.operands
        if not isinstance(left, Name) or len(left.parts) > 1 or left.key is not None:
            return []
        if any(name.parts[0] not in {THIS_ROW, PARAMETERS} for name, _ in names(right)):
            return []
        (key,) = left.parts
        if key != ROW_NUMBER and not isinstance(item_at(self.fields, (*table, key)), Field):
            return []
        return [(None if key == ROW_NUMBER else key, self._node(right, table, set()))]

    def _where(self, node: Where, scope: NodePath, reads: set[Read]) -> Run:
        if not isinstance(node.source, Name) or node.source.key is not None:
            raise ExpressionError("where 前面只能是“列表.列”")
        source = node.source
        if source.parts[-1] == ROW_NUMBER and len(source.parts) > 1:
            source = Name(source.parts[:-1])
        if _is_around(source):
            walk, table, depth = self._around(source, scope, reads)
        else:
            path, depth = self.find(source, scope)
            table = path[:-1] if isinstance(item_at(self.fields, path), Field) else path
            reads.add(Read(path, own_row=False, depth=depth))
            walk = column(path, depth)
        if len(table) <= depth:
            raise ExpressionError(f"“{node.source}”不是列表的列，不能加 where")
        inner: set[Read] = set()
        self._outside.append((scope, reads))
        condition = self._node(node.condition, table, inner)
        tests = self._equalities(node.condition, table)
        self._outside.pop()
        reads.update(Read(read.path, own_row=False, depth=min(read.depth, depth)) for read in inner)
        if tests and not _is_around(source) and len(table) == depth + 1:
            key = path[-1] if len(path) > len(table) else None
            quick = picked(table, key, tests)
            return quick if scope else once(self._number(node, scope), quick)

        def run(reader: Reader, rows: Rows) -> Val:
            found: list[Scalar] = []
            for at, value in walk(reader, rows):
                here = _Inner(at)
                here.outer = rows
                if condition(reader, here) is True and not isinstance(value, tuple):
                    found.append(value)
            return tuple(found)

        return run


def _is_around(name: Name) -> bool:
    """Whether a name is `内层.上级.列`, of all rows of a list within a list."""
    return PARENT in name.parts[1:-1] and name.parts[0] not in {PARENT, THIS_ROW}


def _values(walk: Walk) -> Run:
    return lambda reader, rows: tuple(value for _, value in walk(reader, rows))  # type: ignore[misc]  # scalars only
