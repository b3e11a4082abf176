"""What a check found: a value, never an exception.

A finding has a stable code (forms.md, the table of checks), a level, the place it is about and one plain Chinese
sentence that says what was expected and what is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.forms.paths import Path


class Level(StrEnum):
    """E blocks 审核通过, W needs a written 说明 to pass, I is information."""

    ERROR = "E"
    WARNING = "W"
    INFO = "I"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `path` is the place the window jumps to; `related` the other places it is about."""

    code: str
    level: Level
    path: Path
    message: str
    expected: str = ""
    actual: str = ""
    related: tuple[Path, ...] = field(default=())
    blank: bool = False
    """Nothing is wrong yet, something is still to be filled: shown quietly while a person is at it."""
    item: str = ""
    """Which of several like things it is about: 数量指标, 质量指标…"""
    basis: tuple[str, ...] = ()
    """The values it rests on: when they change, a 说明 about it counts no more."""
    note: str = ""
    """The 说明 that passes a W (`desktop.forms.notes`), `""` while there is none."""

    @property
    def field_key(self) -> str:
        """The key of the field or column, as in the JSON output of `check`."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")

    @property
    def row(self) -> int | None:
        """Row within its list, counted from 1; None for a plain field."""
        return next((part + 1 for part in reversed(self.path) if isinstance(part, int)), None)
