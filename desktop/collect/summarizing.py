"""Summaries over what was received: of a hundred documents or of sixty thousand.

What a summary takes from one document is worked out once and kept (`store.gathered`), under a version made of the
summary's definition, the form's, the document and its assessment; whichever changes, only what it concerns is worked
out anew. So a second summary only adds up. Between two steps the work can be left at any time: what was worked out
stays, and the next run goes on from there. Memory grows with the summary's own rows, not with the documents.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import groupby

from desktop import __version__
from desktop.collect.crew import good_number, worked
from desktop.collect.keeping import called, opened, pack, unpack
from desktop.errors import UserError
from desktop.forms.assess import Score, with_scores
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.gather_source import UNREADABLE, Twofold
from desktop.forms.gathering import Merger, is_whole, taken_from
from desktop.forms.paths import Path, read_path
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED
from desktop.store.gathered import Piece, SourceRow

_AT_ONCE = 200
"""Documents whose pieces are written in one transaction; so many are worked out again when the power fails."""
_STEP = 2000
"""Documents added up between two words about how far it is."""
_UNREADABLE = f'"{UNREADABLE}"'.encode()


class Scope(StrEnum):
    """Which documents are summed up."""

    ACCEPTED = "已接受"
    ALL = "全部已收"


@dataclass(frozen=True, slots=True)
class Progress:
    """So many documents of so many are done."""

    done: int
    total: int


@dataclass(slots=True)
class Summarizing:
    """One summary in the making: go through `work`, then ask for the `document`.

    `unit` makes the summary, `day` is its date. `processes`: None for as many as are good for this many documents.
    """

    store: Store
    catalogue: Catalogue
    summary: Edition
    year: int
    scope: Scope = Scope.ACCEPTED
    unit: str = ""
    day: date | None = None
    processes: int | None = None
    faults: list[UserError] = field(default_factory=list)
    """Documents that could not be read and are not in it: their edition is not here any more."""
    unsure: list[int] = field(default_factory=list)
    """Documents with a number that cannot be worked out: what it goes into has no total."""
    number: int = 0
    """Documents it is made from."""
    _document: Document | None = None
    _unread: set[int] = field(default_factory=set)
    """What was kept of them in better days must not count either."""

    @property
    def document(self) -> Document:
        """The summary, after `work` was gone through to its end."""
        if self._document is None:
            raise ValueError("the work is not done yet")
        return self._document

    def evaluation(self) -> Evaluation:
        """The same with everything in it computed."""
        return Evaluation(self.summary, self.document)

    def work(self) -> Generator[Progress]:
        """Does it; first it says how much is there already.

        Raises `UserError` for faults of the disk, and for a definition that does not fit a form.
        """
        gathering = self.summary.gathering
        assert gathering is not None, "a summary has something to gather"
        sources = self.store.gathered.sources(self.year, gathering.forms, accepted=self.scope is Scope.ACCEPTED)
        total = len(sources)
        yield from self._work_out(sources)
        sources = [one for one in sources if one.id not in self._unread]
        merger = Merger(self.summary)
        here = [one.id for one in sources]
        for number, (document, rows) in enumerate(self.store.gathered.rows(_key(self.summary), here), 1):
            text = unpack(rows)
            taken = json.loads(text)
            if _UNREADABLE in text and not is_whole(self.summary, taken):
                self.unsure.append(document)
            merger.add(taken)
            self.number = number
            if number % _STEP == 0:
                yield Progress(total, total)
        day = self.day or date.today()  # noqa: DTZ011  # the day at this office
        self._document = merger.document(self.year, self.unit, day=day, scope=self._words(sources))
        yield Progress(total, total)

    def _leave_out(self, document: int, fault: UserError) -> None:
        self._unread.add(document)
        self.faults.append(fault)

    def _words(self, sources: Sequence[SourceRow]) -> str:
        units = len({one.unit for one in sources})
        accepted = sum(one.answer == ACCEPTED for one in sources)
        if self.scope is Scope.ACCEPTED:
            return f"{units} 个单位已接受的 {accepted} 份表"
        return f"{units} 个单位已收的 {len(sources)} 份表，其中已接受 {accepted} 份"

    def _work_out(self, sources: Sequence[SourceRow]) -> Generator[Progress]:
        """What is not kept yet, or in another version."""
        versions = _Versions(self.catalogue, scores_of_year(self.store, self.year))
        kept = self.store.gathered.versions(_key(self.summary), self.year)
        missing: dict[int, SourceRow] = {}
        for one in sources:
            try:
                if kept.get(one.id) != versions.of(self.summary, one):
                    missing[one.id] = one
            except UserError as error:
                self._leave_out(one.id, error)
        total, done = len(sources), len(sources) - len(missing)
        yield Progress(done, total)
        if not missing:
            return
        contents = self.store.gathered.contents(list(missing))
        items = (Item(number, content, versions.scores.get(number, {})) for number, content in contents)
        taking = Taking(self.catalogue, self.summary)
        processes = good_number(len(missing)) if self.processes is None else self.processes
        pieces: list[Piece] = []
        for item, taken in worked(items, taking, processes=processes):
            if isinstance(taken, UserError):
                self._leave_out(item.id, taken)
            else:
                one = missing[item.id]
                pieces += [
                    Piece(one.id, _key(summary), versions.of(summary, one), rows)
                    for summary, rows in zip(taking.summaries(one.form), taken, strict=True)
                    if rows is not None
                ]
            done += 1
            if len(pieces) >= _AT_ONCE:
                self.store.gathered.put(pieces)
                pieces = []
            yield Progress(done, total)
        self.store.gathered.put(pieces)
        self.store.gathered.drop_replaced(self.year)


def summarize(
    store: Store, catalogue: Catalogue, form: str, year: int, *, scope: Scope = Scope.ACCEPTED, unit: str = ""
) -> Summarizing:
    """The summary `form` of a year, in the making. Raises `UserError` when there is no such summary."""
    summary = catalogue.for_document(form, None, year)
    if summary.gathering is None:
        raise UserError(f"《{form}》不是汇总表", remedy="汇总表见 jibiao forms")
    return Summarizing(store, catalogue, summary, year, scope, unit)


@dataclass(frozen=True, slots=True)
class Item:
    """A document as it lies in the data file, and the superior's scores of it."""

    id: int
    content: bytes
    scores: dict[Path, Score]


@dataclass(frozen=True, slots=True)
class Taking:
    """What summaries take from documents; knows the definitions only, so that other processes can do it.

    All summaries that take from a form are served at once, because evaluating the document is most of the work. One of
    them that does not fit the form keeps nothing but itself from being made.
    """

    catalogue: Catalogue
    asked: Edition

    def summaries(self, form: str) -> list[Edition]:
        """Those that take from a form: the one that was asked for first, of the others each edition."""
        others = [one for one in self.catalogue.summaries if one is not self.asked]
        return [one for one in (self.asked, *others) if one.gathering is not None and form in one.gathering.forms]

    def __call__(self, item: Item) -> list[bytes | None] | UserError:
        """The packed rows for each of those summaries, or why the document cannot be read.

        None for another summary that does not fit the form. Raises `UserError` when the one asked for does not.
        """
        try:
            own = Evaluation(*opened(item.content, self.catalogue, item.id))
        except UserError as error:
            return error
        source = Twofold(own, with_scores(own, item.scores))
        return [self._packed(summary, source) for summary in self.summaries(own.edition.form)]

    def _packed(self, summary: Edition, source: Twofold) -> bytes | None:
        try:
            rows = taken_from(summary, source)
        except UserError:
            if summary is self.asked:
                raise
            return None
        return pack(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def scores_of_year(store: Store, year: int) -> dict[int, dict[Path, Score]]:
    """The superior's scores of a year's documents, by document and place."""
    return {
        document: {read_path(path): Score(score, why) for _, path, score, why in rows}
        for document, rows in groupby(store.gathered.scores(year), key=lambda row: row[0])
    }


class _Versions:
    """The version of what a summary takes from a document as everything is now."""

    def __init__(self, catalogue: Catalogue, scores: dict[int, dict[Path, Score]]) -> None:
        self.catalogue, self.scores = catalogue, scores
        self._editions: dict[tuple[str, str], str] = {}

    def of(self, summary: Edition, source: SourceRow) -> str:
        """Hex. Raises `UserError` when the document's edition is not here."""
        parts = [__version__, summary.fingerprint, self._edition(source), source.digest]
        parts += [
            f"{path}\t{score.text}\t{score.why}"
            for path, score in sorted(self.scores.get(source.id, {}).items(), key=str)
        ]
        return sha256("\n".join(parts).encode()).hexdigest()

    def _edition(self, source: SourceRow) -> str:
        name = source.form, source.edition
        if name not in self._editions:
            self._editions[name] = self.catalogue.for_document(*name, 0, where=called(source.id)).fingerprint
        return self._editions[name]


def _key(summary: Edition) -> str:
    return f"{summary.form} {summary.edition}"
