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
from typing import TYPE_CHECKING

from desktop.forms.edition import Field, ListField, NodePath, Parameter, item_at
from desktop.forms.expression import Call, ExpressionError, Literal, Name, Node, Operation, Where
from desktop.forms.functions import FUNCTIONS
from desktop.forms.operators import Locate, Reader, Rows, Run, operation
from desktop.forms.values import BLANK, Missing, Scalar, Val, worst

if TYPE_CHECKING:
    from desktop.forms.paths import Path

ATTRIBUTES = ("年度", "单位")
PARAMETERS, PARENT, THIS_ROW, ROW_NUMBER = "参数", "上级", "本行", "行号"


class _Inner(tuple[int, ...]):
    """The row numbers within a `where`, which remember those of the row the rule stands in."""

    outer: Rows = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One thing an expression reads; `own_row`: through the row it stands in, so only that row's changes matter."""

    path: NodePath
    own_row: bool


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
            prefix = _interleave(path[:depth], rows)
            if key is None:
                return (*prefix, *path[depth:])
            row = reader.fixed_row((*prefix, path[depth]), key) or 0
            return (*prefix, path[depth], row, path[-1])

        return run

    def _node(self, node: Node, scope: NodePath, reads: set[Read]) -> Run:
        match node:
            case Literal(value):
                return lambda reader, rows: value
            case Name():
                return self._name(node, scope, reads)
            case Call("if", arguments):
                return self._if(arguments, scope, reads)
            case Call():
                return self._call(node, scope, reads)
            case Operation(operator, operands):
                return operation(operator, [self._node(part, scope, reads) for part in operands])
            case Where():
                raise ExpressionError("where 只能写在函数的括号里")

    def _name(self, name: Name, scope: NodePath, reads: set[Read]) -> Run:
        if name.parts[0] == PARAMETERS:
            return self._parameter(name)
        if (
            len(name.parts) == 1
            and name.parts[0] in ATTRIBUTES
            and item_at(self.fields, (*scope, name.parts[0])) is None
        ):
            attribute = name.parts[0]
            return lambda reader, rows: reader.attribute(attribute)
        if name.parts[0] == THIS_ROW and len(name.parts) > 1:
            return self._this_row(name)
        if name.parts[-1] == ROW_NUMBER and (numbers := self._row_number(name, scope, reads)) is not None:
            return numbers
        path, depth = self.find(name, scope)
        if name.key is not None:
            return self._fixed(name, path, depth, reads)
        reads.add(Read(path, own_row=len(path) - 1 == depth > 0))
        if len(path) - 1 == depth and isinstance(item_at(self.fields, path), Field):
            return _own(path, depth)
        walk = _column(path, depth)
        return lambda reader, rows: tuple(value for _, value in walk(reader, rows))  # type: ignore[misc]  # scalars only

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
        constant = parameter.value
        return lambda reader, rows: constant

    def _fixed(self, name: Name, path: NodePath, depth: int, reads: set[Read]) -> Run:
        item, key = item_at(self.fields, path[: depth + 1]), name.key or ""
        if not isinstance(item, ListField) or not item.fixed or len(path) != depth + 2:
            raise ExpressionError(f"“{name}”：只有固定行的表才能这样取行")
        if key not in {row.get(item.row_key) for row in item.blank}:
            raise ExpressionError(f"“{name}”：表中没有“{key}”这一行")
        reads.add(Read(path, own_row=False))

        def run(reader: Reader, rows: Rows) -> Val:
            prefix = _interleave(path[:depth], rows)
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
        operands = [
            self._where(part, scope, reads) if isinstance(part, Where) else self._node(part, scope, reads)
            for part in call.arguments
        ]
        run, strict = function.call, function.strict

        def invoke(reader: Reader, rows: Rows) -> Val:
            values = [operand(reader, rows) for operand in operands]
            if strict and (missing := worst(*values)) is not None:
                return missing
            return run(*values)

        return invoke

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

    def _where(self, node: Where, scope: NodePath, reads: set[Read]) -> Run:
        if not isinstance(node.source, Name) or node.source.key is not None:
            raise ExpressionError("where 前面只能是“列表.列”")
        source = node.source
        if source.parts[-1] == ROW_NUMBER and len(source.parts) > 1:
            source = Name(source.parts[:-1])
        path, depth = self.find(source, scope)
        table = path[:-1] if isinstance(item_at(self.fields, path), Field) else path
        if len(table) <= depth:
            raise ExpressionError(f"“{node.source}”不是列表的列，不能加 where")
        reads.add(Read(path, own_row=False))
        inner: set[Read] = set()
        self._outside.append((scope, reads))
        condition = self._node(node.condition, table, inner)
        self._outside.pop()
        reads.update(Read(read.path, own_row=False) for read in inner)
        walk = _column(path, depth)

        def run(reader: Reader, rows: Rows) -> Val:
            found: list[Scalar] = []
            for at, value in walk(reader, rows):
                here = _Inner(at)
                here.outer = rows
                if condition(reader, here) is True and not isinstance(value, tuple):
                    found.append(value)
            return tuple(found)

        return run


def _interleave(lists: NodePath, rows: Rows) -> Path:
    return tuple(part for pair in zip(lists, rows, strict=False) for part in pair)


def _own(path: NodePath, depth: int) -> Run:
    if depth == 0:
        return lambda reader, rows: reader.read(path)
    if depth == 1:
        first, last = path
        return lambda reader, rows: reader.read((first, rows[0], last))
    return lambda reader, rows: reader.read((*_interleave(path[:depth], rows), path[-1]))


def _flat_column(path: NodePath, depth: int) -> Callable[[Reader, Rows], list[tuple[Rows, Val]]]:
    """A column of one list, the usual case: a list of 1,000 rows is gone through several times an edit."""
    column = path[-1]

    def walk(reader: Reader, rows: Rows) -> list[tuple[Rows, Val]]:
        rows = rows[:depth]
        table = (*_interleave(path[:depth], rows), path[depth])
        read = reader.read
        return [((*rows, row), read((*table, row, column))) for row in range(reader.row_count(table))]

    return walk


def _column(path: NodePath, depth: int) -> Callable[[Reader, Rows], list[tuple[Rows, Val]]]:
    """All rows of the lists below the given depth, with the value in each (for a bare list: its row number)."""
    if len(path) == depth + 2:
        return _flat_column(path, depth)

    def walk(reader: Reader, rows: Rows) -> list[tuple[Rows, Val]]:
        rows = rows[:depth]
        found: list[tuple[Rows, Val]] = []

        def descend(prefix: Path, at: int, here: Rows) -> None:
            if at == len(path) - 1 and len(path) > depth + 1:
                found.append((here, reader.read((*prefix, path[at]))))
                return
            table = (*prefix, path[at])
            for row in range(reader.row_count(table)):
                if at == len(path) - 1:
                    found.append(((*here, row), Decimal(row + 1)))
                else:
                    descend((*table, row), at + 1, (*here, row))

        descend(_interleave(path[:depth], rows), depth, rows)
        return found

    return walk
