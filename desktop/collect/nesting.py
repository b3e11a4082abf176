"""Judging what a package brings along from below, within the bounds of what one file may bring."""

from __future__ import annotations

from desktop.collect.judges import Judgement, Refusal, Rules
from desktop.collect.judging import Fault
from desktop.errors import UserError
from desktop.export.package.locking import is_locked
from desktop.export.package.nesting import Room
from desktop.export.package.reading import MAX_UNPACKED


class Nesting:
    """Of one file."""

    def __init__(self, rules: Rules) -> None:
        """`rules`: what the packages within are judged by."""
        self._rules, self._room = rules, Room()

    def judged(self, content: bytes, name: str, level: int) -> Judgement:
        """A package from within another one; `level` counts the offices that it came through."""
        try:
            self._room.admit(content, level, name=name)
        except UserError as error:
            return Refusal(Fault.DEEP, str(error))
        judgement = self._rules.data(content, name)
        if is_locked(content):
            self._room.take(_opened_size(judgement))
        return judgement


def _opened_size(judgement: Judgement) -> int:
    """Bytes that a locked package took; of one that was opened and refused nobody knows."""
    if isinstance(judgement, Refusal):
        return 0 if judgement.fault is Fault.LOCKED else MAX_UNPACKED
    return judgement.size
