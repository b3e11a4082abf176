"""What a definition says about taking over from other forms: `[[carry]]`, as loaded.

An approved B becomes the year's D, last year's form becomes this year's. Which field comes from where is data of the
edition that is filled; its expressions are written in the field names of the form it comes from, and are looked up
there when a document of that form is at hand (`carrying`), because a definition is loaded without knowing the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from desktop.forms.expression import Name, Node

NodePath: TypeAlias = tuple[str, ...]


class Match(StrEnum):
    """Which documents of the form and year are taken from."""

    PROJECT = "项目"
    """The one of the same unit and project."""
    UNIT = "单位"
    """Those of the same unit, each project once."""
    ALL = "全部"
    """All, whatever the unit."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with expressions in it."""

    parts: tuple[str | Node, ...]


Given: TypeAlias = "Mapping[str, Node | Wording]"
"""What comes into the columns of a row."""


@dataclass(frozen=True, slots=True)
class Target:
    """What comes into one place: a field, or a column of a fixed row (`at.key`). `add`: summed over all documents."""

    at: Name
    what: Node | Wording
    place: str
    add: bool = False


@dataclass(frozen=True, slots=True)
class CarryRows:
    """Rows that come into the list `table`: one for each row of the source's list `each`, or one for the document.

    `key` is the column that tells a row from others of its groups; `place` where it stands in the file. `drop`: a row
    that came so earlier (its key is filled) and comes no more is proposed to go.
    """

    table: NodePath
    each: NodePath
    where: Node | None
    given: Given
    key: str
    inner: tuple[CarryRows, ...]
    place: str
    drop: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Carry:
    """One thing that can be taken over. `form` is where from, `years` by how many years later (-1: last year's).

    `editions`: only from these, `()` from any. `units`: fields any of which may name the source's unit, besides the
    document's own unit. `note` tells the person what is left to do.
    """

    title: str
    form: str
    years: int
    match: Match
    place: str
    targets: tuple[Target, ...] = ()
    rows: tuple[CarryRows, ...] = ()
    editions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    note: str = ""
    where: Node | None = field(default=None)
    """Only from documents for which it holds."""
