"""What the other drafts of the same year say about the one being filled (the K checks), without keeping typing waiting.

The others are read once and laid out for comparing, a few at a time; a draft that was changed since is read again. From
then on an edit costs what it touches: a unit with 300 projects has 600 documents, and after an edit one row of them is
another. The window calls `look` when the person pauses, for so many milliseconds at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, fields
from time import monotonic
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.findings import Finding
from desktop.forms.notes import with_notes
from desktop.forms.together import Laid, Placed, Together, lay
from desktop.session.stored import read_stored

if TYPE_CHECKING:
    from desktop.session.session import Change, Session
    from desktop.store import DraftInfo, Store


@dataclass(frozen=True, slots=True)
class Elsewhere(Finding):
    """A finding whose place lies in another draft, about what this one says."""

    draft_id: int = 0
    document: str = ""
    """What that draft is called: its project where it is about one, and its form."""


class Shelf:
    """The drafts of a data file, laid out for comparing; read when first needed, and when they were changed."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._store = store
        self._laid: dict[int, tuple[int, Laid | None]] = {}

    def beside(self, draft_id: int, year: int) -> list[DraftInfo]:
        """The other drafts of a year that are not in the bin, in the order they were begun."""
        found = self._store.drafts.find(year=year)
        return sorted((info for info in found if info.id != draft_id), key=lambda info: info.id)

    def knows(self, info: DraftInfo) -> bool:
        """Whether the draft was read as it is now."""
        return info.id in self._laid and self._laid[info.id][0] == info.revision

    def laid(self, info: DraftInfo) -> Laid | None:
        """The draft laid out; None for one that cannot be read, which tells that itself when it is opened."""
        if not self.knows(info):
            self._laid[info.id] = info.revision, self._read(info.id)
        return self._laid[info.id][1]

    def _read(self, draft_id: int) -> Laid | None:
        try:
            document = read_stored(self._store.drafts.load(draft_id), self.catalogue)
            edition = self.catalogue.for_document(document.form, document.edition, document.year)
            return lay(Evaluation(edition, document), self.catalogue)
        except (UserError, ValueError, LookupError):
            return None


class Neighbours:
    """The drafts beside an open one. What they say is given to its session (`Session.set_across`)."""

    def __init__(self, shelf: Shelf, draft_id: int, session: Session) -> None:
        """Nothing is read yet."""
        self._shelf, self._draft_id, self._session = shelf, draft_id, session
        self._work: Iterator[None] | None = None
        self._stale = True
        """The document changed since it was compared last."""
        session.listeners.append(self._heard)
        self._together: Together | None = None
        self._infos: list[DraftInfo] = []
        self._at = 0
        """The number of the open draft among those compared."""

    def look(self, seconds: float) -> bool:
        """Goes on for about so long; True when all is compared as it stands. Raises `UserError`.

        What is under way is gone through to its end even when the document changed meanwhile, then compared again.
        """
        until = monotonic() + seconds
        while self._stale or self._work is not None:
            if self._work is None:
                self._work, self._stale = self._compare(), False
            for _ in self._work:
                if monotonic() >= until:
                    return False
            self._work = None
        return True

    def leave(self) -> None:
        """The session is done with."""
        self._session.listeners.remove(self._heard)

    def _heard(self, change: Change) -> None:
        self._stale = self._stale or bool(change.edits)

    def _compare(self) -> Iterator[None]:
        if self._together is None:
            yield from self._gather()
        else:
            self._together.replace(self._at, self._own())
        if self._together is not None:
            yield from self._together.work()
            if not self._stale:
                self._tell(self._together.placed)

    def _gather(self) -> Iterator[None]:
        infos: list[DraftInfo] = []
        laid: list[Laid] = []
        for info in self._shelf.beside(self._draft_id, self._session.document.year):
            if not self._shelf.knows(info):
                yield
            if (item := self._shelf.laid(info)) is not None:
                infos.append(info)
                laid.append(item)
        self._infos = infos
        self._at = bisect_left([info.id for info in infos], self._draft_id)
        laid.insert(self._at, self._own())
        self._together = Together(laid, self._shelf.catalogue)

    def _own(self) -> Laid:
        return lay(self._session.evaluation, self._shelf.catalogue)

    def _tell(self, placed: tuple[Placed, ...]) -> None:
        own = self._own()
        here = tuple(item.finding for item in placed if item.number == self._at)
        there = [self._elsewhere(item) for item in placed if item.number != self._at and self._concerns(own, item)]
        self._session.set_across(here, tuple(there))

    def _concerns(self, own: Laid, placed: Placed) -> bool:
        """Whether what was found in another draft is about this one: its form is compared there, and its project."""
        if own.key not in placed.against:
            return False
        other = self._laid(placed).project
        return not own.project or not other or own.project == other

    def _info(self, placed: Placed) -> DraftInfo:
        return self._infos[placed.number - (placed.number > self._at)]

    def _laid(self, placed: Placed) -> Laid:
        laid = self._shelf.laid(self._info(placed))
        assert laid is not None  # those that cannot be read are not compared
        return laid

    def _elsewhere(self, placed: Placed) -> Elsewhere:
        info, laid = self._info(placed), self._laid(placed)
        (finding,) = with_notes([placed.finding], laid.edition, laid.document)
        values = {item.name: getattr(finding, item.name) for item in fields(Finding)}
        values["message"] = finding.message.replace("这张表", "那张表")
        name = f"{info.project}　{info.form}" if info.project else info.form
        return Elsewhere(**values, draft_id=info.id, document=name)
