"""The revision that is shown and the one beside it: what is different, which of the two the form shows, and the words.

Beside a document stands the newer one that waits to take its place, else the one it took the place of.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.forms.compare import Difference
from desktop.forms.paths import Path
from desktop.session.received import ONES, OTHERS, Received, ReceivedDesk, changed_places
from desktop.store.collect_records import PAST


@dataclass
class Revisions:
    """Of one received document. `other`: the form shows the one beside it."""

    received: Received
    differences: list[Difference] = field(default_factory=list)
    other: bool = False

    @classmethod
    def of(cls, received: Received, desk: ReceivedDesk) -> Revisions:
        """Compares them. Raises `UserError`."""
        number, newer, former = received.head.id, received.newer, received.former
        if newer is not None:
            return cls(received, desk.differences(number, newer.id))
        return cls(received, desk.differences(former.id, number) if former is not None else [])

    @property
    def names(self) -> tuple[str, str]:
        """What the older and the newer one are called."""
        return ONES if self.received.newer is not None else OTHERS

    @property
    def newer_shown(self) -> bool:
        """Whether the form shows the newer one of the two."""
        return (self.received.newer is not None) is self.other

    @property
    def changes(self) -> dict[Path, str]:
        """The places of the one that is shown that are not as in the other."""
        return changed_places(self.differences, newer_shown=self.newer_shown, names=self.names)

    @property
    def count(self) -> int | None:
        """How many differences; None when there is nothing to compare with."""
        return len(self.differences) if self.received.beside is not None else None

    @property
    def head(self) -> str:
        """Over the list of differences: between which two."""
        own, beside = self.received.head, self.received.beside
        if beside is None:
            return ""
        old, new = (own, beside) if self.received.newer is not None else (beside, own)
        return f"修订 {old.revision} → 修订 {new.revision}：{self._said}"

    @property
    def look(self) -> str:
        """The link that leads to the other one, or back; `""` when there is none."""
        if self.received.newer is not None:
            return "看已收的" if self.other else "看新的"
        if self.received.former is not None:
            return "看现在的" if self.other else f"看{self._former}"
        return ""

    @property
    def take(self) -> str:
        """The link by which the newer one takes its place, `""` when none waits."""
        if self.received.newer is None:
            return ""
        return "接受新的" if self.received.accepted else "用新的替换"

    @property
    def line(self) -> str:
        """What has to be known before anything else, `""` when nothing has."""
        beside, newer = self.received.beside, self.received.newer
        if newer is not None:
            shown = f"现在看的是新报的修订 {newer.revision}" if self.other else f"新报来修订 {newer.revision}"
            aside = "；这一份已接受，要换就接受新的" if self.received.accepted else ""
            return f"{shown}，{self._said}{aside}"
        if self.received.head.standing == PAST:
            return "这一份已被较新的一份替换，只能看"
        return f"现在看的是{self._former}修订 {beside.revision}" if self.other and beside is not None else ""

    @property
    def _said(self) -> str:
        number = len(self.differences)
        return f"{number} 处不同" if number else "内容没有变"

    @property
    def _former(self) -> str:
        former = self.received.former
        return "退回的" if former is not None and former.answer else "原来的"
