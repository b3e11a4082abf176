"""What verifying a paper came to, as values: the window, the command line and its JSON say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.forms.compare import Difference
from desktop.forms.paths import Path
from desktop.forms.qr import PageCode

PAPER, HELD, RECEIVED = "纸上", "您手里", "收到的"
"""What the sides of a difference are called."""


class Outcome(StrEnum):
    """What is known about a paper."""

    SAME = "same"
    """It is what is held."""
    DIFFERS = "differs"
    """It is known, and what is held now says something else."""
    FOREIGN = "foreign"
    """It is of another content than what it was held against, and nothing more is known."""
    ALONE = "alone"
    """A file that was compared with nothing: there is nothing of it here, and only its code is told."""
    UNKNOWN = "unknown"
    """Nothing that is held has this code."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One paper against what is held. `title` is the answer in a sentence, `details` plain lines below it.

    `draft_id` is the draft it is about, None when no data file was asked or none is about it; `received` likewise the
    document that came in. `revision` is the paper's
    (0 when not known), `held` that of what is held (0: never passed).
    """

    outcome: Outcome
    code: str
    title: str
    details: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    page: PageCode | None = None
    draft_id: int | None = None
    revision: int = 0
    held: int = 0
    sides: tuple[str, str] = (PAPER, HELD)
    received: int | None = None

    @property
    def lines(self) -> list[str]:
        """All of it, one line each."""
        return [self.title, *self.details, *self.difference_lines]

    @property
    def difference_lines(self) -> list[str]:
        """Each difference in words."""
        return [item.line(self.sides) for item in self.differences]

    def place(self, number: int) -> Path:
        """Where difference `number` stands in what is held."""
        return self.differences[number].other


def gathered(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The pages of one document as one verdict that says which pages were seen."""
    found: dict[tuple[str, Outcome], list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault((verdict.code, verdict.outcome), []).append(verdict)
    return [replace(group[0], details=(*_pages_seen(group), *group[0].details)) for group in found.values()]


def _pages_seen(verdicts: Sequence[Verdict]) -> list[str]:
    pages = [verdict.page for verdict in verdicts if verdict.page is not None]
    if not pages or pages[0].count < 2:
        return []
    seen = "、".join(str(number) for number in sorted({page.page for page in pages}))
    return [f"看到的是第 {seen} 页，全文共 {pages[0].count} 页"]


def page_words(page: PageCode, form: str = "") -> str:
    """Whose page a code says it is: `某局　水质监测　2022年《…批复表》　修订 3　第 1 页，共 2 页`."""
    named = f"{page.year}年《{form}》" if form else f"{page.year}年 {page.form} 表（{page.edition}）"
    parts = (page.unit, page.project, named, f"修订 {page.revision}", f"第 {page.page} 页，共 {page.count} 页")
    return "　".join(part for part in parts if part)
