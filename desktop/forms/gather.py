"""What a summary's definition says about where its rows come from: `[[gather]]` and `[summary]`, as loaded.

A summary is an edition like any other; only its lists are not typed but gathered from documents of other forms. What is
gathered adds up (amounts, counts) or stands as it is (names); rates, averages and grades are `calc` of the summary
itself and so are worked out after the adding up, never before. The expressions are written in the field names of the
form they take from and are bound to each of its editions when a document of it is at hand (`gather_source`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from desktop.forms.expression import Node

NodePath: TypeAlias = tuple[str, ...]


class How(StrEnum):
    """What becomes of the values that several rows with one key have in a column."""

    FIRST = "set"
    """The first that is filled stands."""
    SUM = "sum"
    """They are added; blanks are none of them."""
    COUNT = "count"
    """Those for which the condition holds are counted."""


@dataclass(frozen=True, slots=True)
class GatherColumn:
    """One column: how it is put together, from what; `place` is where it stands in the file."""

    column: str
    how: How
    what: Node
    place: str


@dataclass(frozen=True, eq=False, slots=True)
class Gather:
    """Rows for the list `table`, from the documents of one form (of these `editions`, `()` for any).

    One for each row of the source's list `each`, `()` for one from each document, where `where` holds. Rows that say
    the same in the columns `key` become one; without a key every row stays.
    """

    table: str
    form: str
    columns: tuple[GatherColumn, ...]
    place: str
    each: NodePath = ()
    where: Node | None = None
    key: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()

    def takes(self, form: str, edition: str) -> bool:
        """Whether it takes from documents of this edition."""
        return form == self.form and (not self.editions or edition in self.editions)


@dataclass(frozen=True, slots=True)
class Gathering:
    """All that makes an edition a summary. `day` and `scope` name the fields that say when and from what it was made.

    Both may be `""` for none.
    """

    gathers: tuple[Gather, ...]
    day: str = ""
    scope: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms it takes from, each once."""
        return tuple(dict.fromkeys(gather.form for gather in self.gathers))
