"""The written 说明 that lets a W pass: it stays with the document until the numbers it was about change.

A note is kept by what it is about and not by where that stands: the rule, the field, what names the row, and the
values the finding rested on. So a row may move, leave and come back, and its note is still there; and a changed number
makes the note count no more, at the sender's and at the superior's alike, without anybody having to delete it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.forms.edition import Edition, Field
from desktop.forms.findings import Finding, Level

if TYPE_CHECKING:
    from desktop.forms.document import Document
    from desktop.forms.paths import Path

MAX_CHARS = 500
"""Characters in one 说明."""
_DIGITS = 16
"""Hexadecimal digits of a basis; what collides by chance is one in 10**19."""
_NAMING = 2
"""So many texts of a row tell it from the others: 序号 or 三级指标, and what stands beside it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A 说明. `field`: keys without row numbers; `row`: what names the row (or one of several like things).

    `basis` stands for the values the finding rested on when the 说明 was written.
    """

    code: str
    field: tuple[str, ...]
    row: tuple[str, ...]
    basis: str
    text: str

    @property
    def about(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What it is about, whatever the numbers are by now."""
        return self.code, self.field, self.row


def basis_of(finding: Finding) -> str:
    """The values a finding rests on, in short."""
    return hashlib.sha256("\x1f".join(finding.basis).encode()).hexdigest()[:_DIGITS]


def note_of(finding: Finding, edition: Edition, document: Document) -> Note | None:
    """The note that was written about a finding, also when its numbers have changed since."""
    about = _about(finding, edition, document)
    found = [note for note in document.notes if note.about == about]
    return next((note for note in found if note.basis == basis_of(finding)), found[-1] if found else None)


def with_notes(findings: Iterable[Finding], edition: Edition, document: Document) -> tuple[Finding, ...]:
    """The document's findings, those that a note passes with its text. E and I take none."""
    if not document.notes:
        return tuple(findings)
    known = {(note.about, note.basis): note.text for note in document.notes}

    def noted(finding: Finding) -> Finding:
        if finding.level is not Level.WARNING:
            return finding
        return replace(finding, note=known.get((_about(finding, edition, document), basis_of(finding)), ""))

    return tuple(map(noted, findings))


def replaced(finding: Finding, text: str, edition: Edition, document: Document) -> tuple[Note, ...]:
    """The document's notes with this text about the finding as it stands; `""` takes it away."""
    about = _about(finding, edition, document)
    kept = tuple(note for note in document.notes if note.about != about)
    return (*kept, Note(*about, basis_of(finding), text.strip())) if text.strip() else kept


def is_open(finding: Finding) -> bool:
    """Whether it stands in the way of 审核通过: an E does, and a W without a 说明."""
    return finding.level is Level.ERROR or (finding.level is Level.WARNING and not finding.note)


def _about(finding: Finding, edition: Edition, document: Document) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    field = tuple(part for part in finding.path if isinstance(part, str))
    item = (finding.item,) if finding.item else ()
    return finding.code, field, item + _names_of_row(finding.path, edition, document)


def _names_of_row(path: Path, edition: Edition, document: Document) -> tuple[str, ...]:
    """What names the row a place stands in: its first texts besides its group's, and those of the row around it."""
    named: list[str] = []
    for at, part in enumerate(path, 1):
        row = document.get(path[:at]) if isinstance(part, int) else None
        if not isinstance(row, dict):
            continue
        owner = edition.lists[tuple(key for key in path[:at] if isinstance(key, str))]
        texts = (
            row.get(key)
            for key, item in owner.columns.items()
            if isinstance(item, Field) and not item.type.numeric and key not in owner.groups
        )
        named += [text.strip() for text in texts if isinstance(text, str) and text.strip()][:_NAMING]
    return tuple(named)
