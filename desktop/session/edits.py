"""The smallest changes of a document, each able to be done, undone and written down.

Everything a person does is a list of these: undo takes them back in reverse order, and the journal on disk repeats
them after a power cut. That is why an edit holds the old value as well as the new one.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from typing import Any, TypeAlias, cast

from desktop.forms.document import Document, Row, Value
from desktop.forms.notes import Note
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


@dataclass(frozen=True, slots=True)
class SetNotes:
    """The document's 说明 become `new`."""

    old: tuple[Note, ...]
    new: tuple[Note, ...]
    path: Path = ()
    """No place of the form."""

    def apply(self, document: Document) -> None:
        """Does it."""
        document.notes = self.new

    def inverse(self) -> Edit:
        """The edit that takes it back."""
        return SetNotes(self.new, self.old)


Edit: TypeAlias = "SetValue | InsertRow | DeleteRow | SetNotes"


def encode(edit: Edit) -> str:
    """One line of JSON for the journal."""
    match edit:
        case SetValue(path, old, new, had):
            record: list[object] = ["set", list(path), old, new, had]
        case InsertRow(path, index, row, made):
            record = ["insert", list(path), index, row, made]
        case DeleteRow(path, index, row):
            record = ["delete", list(path), index, row]
        case SetNotes(old_notes, new_notes):
            record = ["notes", [astuple(note) for note in old_notes], [astuple(note) for note in new_notes]]
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
        case ["notes", [*old], [*new]]:
            return SetNotes(tuple(map(_note, old)), tuple(map(_note, new)))
    raise ValueError("unknown journal line")


def _note(record: list[Any]) -> Note:
    code, field, row, basis, text = record
    return Note(code, tuple(field), tuple(row), basis, text)


def is_structural(edit: Edit) -> bool:
    """Whether rows come or go."""
    return isinstance(edit, InsertRow | DeleteRow)
