"""The smallest changes of a document, each able to be done, undone and written down.

Everything a person does is a list of these: undo takes them back in reverse order, and the journal on disk repeats
them after a power cut. That is why an edit holds the old value as well as the new one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypeAlias, cast

from desktop.forms.document import Document, Row, Value
from desktop.forms.paths import Path


@dataclass(frozen=True, slots=True)
class SetValue:
    """The value at `path` becomes `new`; `had` is False when the key was absent before."""

    path: Path
    old: Value
    new: Value
    had: bool = True

    def apply(self, document: Document) -> None:
        """Does it."""
        holder = cast("dict[str, Value]", document.get(self.path[:-1]) if len(self.path) > 1 else document.data)
        key = cast("str", self.path[-1])
        if self.new is None and not self.had:
            holder.pop(key, None)
        else:
            # A list of its own: rows that come into it later must not get into the edit.
            holder[key] = list(self.new) if isinstance(self.new, list) else self.new  # type: ignore[assignment]  # the same kind of list

    def inverse(self) -> Edit:
        """The edit that takes it back."""
        return SetValue(self.path, self.new, self.old, self.had)


@dataclass(frozen=True, slots=True)
class InsertRow:
    """A row comes into the list at `path` before row `index`. `made`: the list itself was absent or blank before."""

    path: Path
    index: int
    row: Row
    made: bool = False

    def apply(self, document: Document) -> None:
        """Does it."""
        if not isinstance(document.get(self.path), list):
            holder = cast("dict[str, Value]", document.get(self.path[:-1]) if len(self.path) > 1 else document.data)
            holder[cast("str", self.path[-1])] = cast("list[Row]", [])
        document.rows(self.path).insert(self.index, json.loads(json.dumps(self.row)))

    def inverse(self) -> Edit:
        """The edit that takes it back."""
        return DeleteRow(self.path, self.index, self.row)


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """Row `index` leaves the list at `path`."""

    path: Path
    index: int
    row: Row

    def apply(self, document: Document) -> None:
        """Does it."""
        del document.rows(self.path)[self.index]

    def inverse(self) -> Edit:
        """The edit that takes it back."""
        return InsertRow(self.path, self.index, self.row)


Edit: TypeAlias = "SetValue | InsertRow | DeleteRow"


def encode(edit: Edit) -> str:
    """One line of JSON for the journal."""
    match edit:
        case SetValue(path, old, new, had):
            record: list[object] = ["set", list(path), old, new, had]
        case InsertRow(path, index, row, made):
            record = ["insert", list(path), index, row, made]
        case DeleteRow(path, index, row):
            record = ["delete", list(path), index, row]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Edit:
    """The edit in a journal line. Raises `ValueError` for anything else."""
    match json.loads(text):
        case ["set", [*path], old, new, bool(had)]:
            return SetValue(tuple(path), old, new, had)
        case ["insert", [*path], int(index), dict(row), bool(made)]:
            return InsertRow(tuple(path), index, row, made)
        case ["delete", [*path], int(index), dict(row)]:
            return DeleteRow(tuple(path), index, row)
    raise ValueError("unknown journal line")


def is_structural(edit: Edit) -> bool:
    """Whether rows come or go."""
    return not isinstance(edit, SetValue)
