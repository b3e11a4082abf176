"""Reading a definition's TOML with errors that name file, key and remedy.

A person without a programmer writes these files, so nothing is guessed and nothing ignored: a key that is not known,
a wrong type or a missing entry is told with its place and, where it can be, with the nearest right spelling.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, TypeVar

from desktop.forms.expression import ExpressionError, Node, parse
from desktop.forms.program import DefinitionFault

T = TypeVar("T")
_REQUIRED: Any = object()
_KINDS = {str: "文字（加引号）", bool: "true 或 false", int: "整数", list: "列表 […]", dict: "表 {…}"}


class Table:
    """One TOML table; every entry must be taken, the rest is refused by `done`."""

    def __init__(self, data: object, key: str) -> None:
        if not isinstance(data, Mapping):
            raise DefinitionFault(key, "这里应是一个表（{…} 或 […] 小节）")
        self.data, self.key, self.taken = dict(data), key, set[str]()

    def place(self, name: str) -> str:
        """The key's full name for messages."""
        return f"{self.key}.{name}" if self.key else name

    def fault(self, name: str, message: str) -> DefinitionFault:
        """A fault at an entry."""
        return DefinitionFault(self.place(name), message)

    def take(self, name: str, kind: type[T], default: Any = _REQUIRED) -> T:
        """The entry `name` of type `kind`; `default` when it is absent."""
        self.taken.add(name)
        if name not in self.data:
            if default is _REQUIRED:
                raise self.fault(name, "缺了这一项，请补上")
            return default  # type: ignore[no-any-return]  # the caller's own default
        value = self.data[name]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(name, f"应是{_KINDS.get(kind, kind.__name__)}")
        if isinstance(value, str) and not value.strip():
            raise self.fault(name, "不能为空；不需要就删去这一项")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """A text, required unless a default is given."""
        return self.take(name, str, _REQUIRED if default is None else default)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, `()` when absent."""
        values = self.take(name, list, [])
        if not all(isinstance(value, str) and value for value in values):
            raise self.fault(name, "列表里只能是文字（加引号）")
        if len(set(values)) != len(values):
            raise self.fault(name, "列表里有重复的项")
        return tuple(values)

    def number(self, name: str, default: float = 0.0) -> float:
        """A measure in mm (not an amount)."""
        value = self.data.get(name, default)
        self.taken.add(name)
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not 0 <= value < 10_000:
            raise self.fault(name, "应是数字（毫米）")
        return float(value)

    def expression(self, name: str) -> Node | None:
        """A parsed expression, None when absent."""
        text = self.take(name, str, "")
        return self.parsed(name, text) if text else None

    def parsed(self, name: str, text: str) -> Node:
        """The tree of an expression that stands at `name`."""
        try:
            return parse(text)
        except ExpressionError as error:
            raise self.fault(name, str(error)) from None

    def table(self, name: str) -> Table:
        """A sub-table, empty when absent."""
        return Table(self.take(name, dict, {}), self.place(name))

    def tables(self, name: str) -> list[Table]:
        """An array of tables, empty when absent."""
        return [
            Table(item, f"{self.place(name)} 第{index + 1}条") for index, item in enumerate(self.take(name, list, []))
        ]

    def done(self) -> None:
        """Refuses entries nobody asked for."""
        for name in self.data:
            if name not in self.taken:
                near = get_close_matches(name, self.taken, 1, 0.5)
                raise self.fault(name, f"不认识这一项{f'，是不是“{near[0]}”' if near else '，请删去'}")
