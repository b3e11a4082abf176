"""Findings that name the right value can be put right on the spot: one step, which undo takes back.

Only where nothing is left to decide: a number typed into a cell becomes the number expected, and what a received file
holds for a computed cell gives way to what the program computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.forms.edition import Field
from desktop.forms.entered import read_value
from desktop.forms.findings import Finding, Level
from desktop.forms.grid import PlaceKind
from desktop.forms.paths import Path
from desktop.forms.shown import shown_value
from desktop.session.session import Session


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would put one finding right."""

    label: str
    path: Path
    text: str | None
    """What the place becomes; None: what was received for it goes."""
    explains: bool = False
    """It is the person who does it, by a 说明."""
    adds: bool = False
    """A row of the group `text` comes into the list at `path`."""

    def apply(self, session: Session) -> None:
        """Do it. Raises `UserError` when it is refused."""
        if self.text is None:
            session.clear([self.path])
        elif self.adds:
            session.add_row(self.path, self.text)
        else:
            session.set_text(self.path, self.text)


WRITE, REWRITE = "写说明", "改说明"
"""A W that cannot be put right by itself can be explained."""


def remedy_of(session: Session, finding: Finding) -> Remedy | None:
    """How a finding can be put right or explained; None when only the person can know."""
    known = _correction(session, finding)
    if finding.level is Level.ERROR and session.lacks_row(finding):
        return Remedy("添一行", finding.path, finding.item, adds=True)
    if finding.level is Level.WARNING and (known is None or finding.note):
        return Remedy(REWRITE if finding.note else WRITE, finding.path, None, explains=True)
    return known


def _correction(session: Session, finding: Finding) -> Remedy | None:
    place = session.place(finding.path)
    if not finding.expected or place is None or place.kind is not PlaceKind.NUMBER:
        return None
    field = session.field(finding.path)
    if field.calculation is not None:
        return Remedy("采用计算值", finding.path, None) if _differs(session, finding, field) else None
    if not place.editable or not isinstance(read_value(field, finding.expected), Decimal):
        return None
    return Remedy(f"改为 {finding.expected}", finding.path, finding.expected)


def _differs(session: Session, finding: Finding, field: Field) -> bool:
    """Whether the finding is about the received value and no other: a rule may be about the computed one."""
    received, computed = session.evaluation.received(finding.path), session.evaluation.computed(finding.path)
    held = session.document.get(finding.path) not in (None, "")
    return held and (shown_value(field, computed), shown_value(field, received)) == (finding.expected, finding.actual)
