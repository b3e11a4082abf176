"""The small language in which definitions compute and check: its grammar and its syntax tree.

A definition comes on a USB stick from another office, so it is data, never code: an expression can name fields,
compare, add and call the listed functions, and nothing else. Names are the printed words; a name with other characters
than letters and digits stands in 「」. `列表.列` is a column of all rows, `列表[总额].列` a value of one fixed row,
`参数.名` a parameter; `… where …` keeps the rows for which the condition holds.

    sum(绩效指标.得分 where 一级指标 = "产出指标") + 预算执行情况[总额].得分
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias


class ExpressionError(Exception):
    """The text is no expression; the message is Chinese and names the spot."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, or 真/假."""

    value: Decimal | str | bool


@dataclass(frozen=True, slots=True)
class Name:
    """A reference: `parts` joined by points; `key` selects a fixed row of the list `parts[0]`."""

    parts: tuple[str, ...]
    key: str | None = None

    def __str__(self) -> str:
        head = self.parts[0] + (f"[{self.key}]" if self.key is not None else "")
        return ".".join((head, *self.parts[1:]))


@dataclass(frozen=True, slots=True)
class Operation:
    """`operator` with one operand (`-`, `not`) or two."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A listed function with its arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """`source`, only of the rows for which `condition` holds; names in `condition` are the row's columns first."""

    source: Node
    condition: Node


Node: TypeAlias = Literal | Name | Operation | Call | Where

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?)
    | (?P<text>"[^"]*"|“[^”]*”)
    | (?P<quoted>「[^」]+」)
    | (?P<name>[^\W\d]\w*)
    | (?P<operator><=|>=|!=|[-+*/()=<>≤≥≠,，.\[\]×÷])
    )""",
    re.VERBOSE,
)
_BINDING = {
    "or": 1, "and": 2,
    "=": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "/": 6,
}  # fmt: skip
_ALIASES = {"≤": "<=", "≥": ">=", "≠": "!=", "，": ",", "且": "and", "或": "or", "非": "not", "×": "*", "÷": "/"}
_DEEPEST = 40
_WORDS = {"and", "or", "not", "where"}


def parse(text: str) -> Node:
    """The tree of an expression. Raises `ExpressionError`."""
    parser = _Parser(text)
    node = parser.expression(0)
    parser.expect_end()
    return node


def names(node: Node, condition: bool = False) -> Iterator[tuple[Name, bool]]:
    """All references in a tree, each with whether it stands inside a `where` condition."""
    match node:
        case Name():
            yield node, condition
        case Operation(operands=parts) | Call(arguments=parts):
            for part in parts:
                yield from names(part, condition)
        case Where():
            yield from names(node.source, condition)
            yield from names(node.condition, True)
        case _:
            return


def expanded(node: Node, terms: Mapping[str, Node]) -> Node:
    """The tree with every bare name that is a term replaced by what the term stands for."""
    match node:
        case Name((name,), None) if name in terms:
            return terms[name]
        case Operation(operator, operands):
            return Operation(operator, tuple(expanded(part, terms) for part in operands))
        case Call(function, arguments):
            return Call(function, tuple(expanded(part, terms) for part in arguments))
        case Where(source, condition):
            return Where(expanded(source, terms), expanded(condition, terms))
        case _:
            return node


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._tokens(text))
        self.at = 0
        self.depth = 0

    @staticmethod
    def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
        at = 0
        while text[at:].strip():
            match = _TOKEN.match(text, at)
            if match is None:
                raise ExpressionError(f"第{at + 1}个字起“{text[at:].strip()[:8]}”读不懂")
            at = match.end()
            kind = match.lastgroup or ""
            token = match.group(kind)
            token = _ALIASES.get(token, token)
            if kind == "name" and token in _WORDS:
                kind = "word"
            yield kind, token, match.start(match.lastgroup or 0)

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at][:2] if self.at < len(self.tokens) else ("end", "")

    def take(self, token: str | None = None) -> str:
        kind, found = self.peek()
        if kind == "end" or (token is not None and found != token):
            wanted = f"这里应有“{token}”" if token else "话没有说完"
            raise ExpressionError(f"“{self.text.strip()}”：{wanted}" + (f"，却是“{found}”" if found else ""))
        self.at += 1
        return found

    def expect_end(self) -> None:
        if self.peek()[0] != "end":
            raise ExpressionError(f"“{self.text.strip()}”：“{self.peek()[1]}”是多余的")

    def expression(self, minimum: int) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ExpressionError("括号嵌套太深")
        left = self.prefix()
        while True:
            _, token = self.peek()
            strength = _BINDING.get(token, 0)
            if not strength or strength <= minimum or self.peek()[0] == "text":
                self.depth -= 1
                return left
            self.take()
            left = Operation(token, (left, self.expression(strength)))

    def prefix(self) -> Node:
        kind, token = self.peek()
        if token == "not" and kind == "word":
            self.take()
            return Operation("not", (self.expression(3),))
        if token == "-" and kind == "operator":
            self.take()
            return Operation("-", (self.expression(7),))
        if token == "(" and kind == "operator":
            self.take()
            node = self.expression(0)
            self.take(")")
            return node
        return self.atom()

    def atom(self) -> Node:
        kind, token = self.peek()
        self.take()
        if kind == "number":
            return Literal(Decimal(token))
        if kind == "text":
            return Literal(token[1:-1])
        if kind == "name" and self.peek() == ("operator", "("):
            return self.call(token)
        if kind in {"name", "quoted"}:
            return self.name(token.strip("「」"))
        raise ExpressionError(f"“{self.text.strip()}”：“{token}”不该在这里")

    def call(self, function: str) -> Call:
        self.take("(")
        arguments: list[Node] = []
        while self.peek()[1] != ")":
            node = self.expression(0)
            if self.peek() == ("word", "where"):
                self.take()
                node = Where(node, self.expression(0))
            arguments.append(node)
            if self.peek()[1] != ")":
                self.take(",")
        self.take(")")
        return Call(function, tuple(arguments))

    def name(self, first: str) -> Name:
        parts, key = [first], None
        if self.peek() == ("operator", "["):
            self.take()
            key = self.take().strip("「」")
            self.take("]")
        while self.peek() == ("operator", "."):
            self.take()
            kind, part = self.peek()
            if kind not in {"name", "quoted"}:
                raise ExpressionError(f"“{self.text.strip()}”：点号后面应是名称")
            self.take()
            parts.append(part.strip("「」"))
        return Name(tuple(parts), key)
