"""What a definition says about a superior's own scores: `[assess]`, as loaded.

Which scores of a form are judged, out of how many points, and where the superior's stand in an assessed copy is data
of the edition; `assess` finds the places in a document and makes the copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from desktop.forms.expression import Name, Node

NodePath: TypeAlias = tuple[str, ...]
Wording: TypeAlias = "tuple[str | Node, ...]"


class Ask(StrEnum):
    """When a score needs a written reason."""

    DIFFERENT = "不同"
    """When it is not the self-given one."""
    BELOW = "扣分"
    """When it is below the full points."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One column of scores that are judged; or listed only (`listed`), where they follow from other figures.

    `at`: the self-given score; `scope`: the lists it lies in. `into`: where the superior's stands in an assessed copy,
    often the same place; `reason`: where its reason stands, `""` nowhere. `full` and `least`: the bounds. `place`:
    where it stands in the file.
    """

    at: Name
    path: NodePath
    scope: NodePath
    name: Wording
    full: Node
    least: Node | None
    into: str
    reason: str
    ask: Ask
    listed: bool
    place: str


@dataclass(frozen=True, slots=True)
class Assess:
    """`total` and `grade` are worked out in the assessed copy, `own` and `grade` in the received document."""

    scores: tuple[Judged, ...]
    total: Node
    own: Node
    grade: Node | None
