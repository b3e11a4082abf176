"""Undo without end: the groups of edits done and undone, oldest first. Knows nothing of what an edit means."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.forms.paths import Path
from desktop.session.edits import Edit


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the person did: its edits in order, its name for the menu, where the cursor stood."""

    edits: tuple[Edit, ...]
    text: str
    cursor: Path | None


class History:
    """Two stacks."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def push(self, step: Step) -> None:
        """A new step; what was undone is gone."""
        self._done.append(step)
        self._undone.clear()

    def back(self) -> Step | None:
        """The step to take back, None at the beginning."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def forward(self) -> Step | None:
        """The step to do again, None at the end."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        return self._done[-1]

    @property
    def undo_text(self) -> str:
        """What undo would take back, `""` for nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def redo_text(self) -> str:
        """What redo would do again, `""` for nothing."""
        return self._undone[-1].text if self._undone else ""
