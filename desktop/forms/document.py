"""A filled form as data: exactly what was entered or received, and nothing computed.

Values are kept as they were written (`"30"` stays `"30"`), because a document must come back unchanged from a file, a
workbook or a package; `desktop.forms.values` reads numbers out of them when something is computed.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TypeAlias

from desktop.forms.notes import Note
from desktop.forms.paths import Path

Value: TypeAlias = "str | list[str] | list[Row] | None"
"""Blank, text (numbers and single choices too), ticks, or the rows of a list."""
Row: TypeAlias = dict[str, Value]


@dataclass(slots=True)
class Document:
    """One filled form. `form` is 表, `edition` 版式, `year` 年度, `unit` 单位, `data` 数据 of interface.md."""

    form: str
    edition: str
    year: int
    data: Row = field(default_factory=dict)
    unit: str | None = None
    revision: int = 0
    """修订: the how manieth content that passed 审核; 0 before the first one did."""
    notes: tuple[Note, ...] = ()
    """说明, the written explanations of what the checks warn of."""
    edition_implied: bool = False
    """The file did not name its 版式 (interface.md allows that); it goes out again without it."""

    def get(self, path: Path) -> Value:
        """The value at a path, None where there is none (also when a row does not exist)."""
        if len(path) == 1:  # most places are fields or cells of one list, and are asked for all the time
            return self.data.get(path[0])  # type: ignore[arg-type]  # a path begins with a key
        here: object = self.data
        for part in path:
            if part.__class__ is int:
                if not isinstance(here, list) or part >= len(here):
                    return None
                here = here[part]
            elif isinstance(here, dict):
                here = here.get(part)
            else:
                return None
        return here  # type: ignore[return-value]  # walked by hand: the checker cannot follow the path

    def rows(self, path: Path) -> list[Row]:
        """The rows of the list at a path, an empty list where it is absent. Not a copy."""
        value = self.get(path)
        return value if isinstance(value, list) else []  # type: ignore[return-value]  # a list field holds rows

    def copy(self) -> Document:
        """A document that shares nothing with this one."""
        return copy.deepcopy(self)
