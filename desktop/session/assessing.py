"""考评: the superior's scores beside the self-given ones, of one received document after the other.

A document is judged as it lies here, received or accepted; one that went back is judged when it comes again. Accepting
locks what the unit wrote, not what the superior thinks of it: scores stay open, and a summary that was filled from them
before takes changes over as a proposal, line by line (`assessed_summary`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from desktop.collect.assessing import scores_of
from desktop.collect.differing import document_of
from desktop.collect.remarking import checked_text
from desktop.errors import UserError
from desktop.forms.assess import (
    Place,
    Result,
    Score,
    assessed_result,
    lacks_reason,
    misnames_points,
    own_result,
    own_score,
    places,
    read_score,
    with_scores,
    worth,
)
from desktop.forms.assess_spec import Ask
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.numbers import format_number
from desktop.forms.paths import Path, path_json, read_path
from desktop.forms.values import NONE
from desktop.session.assessed_summary import AssessedSummaries, Made, SummaryPlan
from desktop.store import Store
from desktop.store.assessments import KeptScore
from desktop.store.collect_records import CURRENT, RETURNED, WAITING, ReceivedDocument

_NEEDS = {Ask.DIFFERENT: "与自评不同", Ask.BELOW: "低于分值"}
_MANY = 8
"""So many documents' places are kept at hand: the one being judged and those beside it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet, all of it as it is shown. `path`: of the self-given score.

    `said`: the reason that the unit's own row gives. `former`: the superior's score before the row came back changed.
    `needs`: what score needs a reason; `lacks`: this one does and has none, and does not count. `misnamed`: the reason
    names other points than are off. `listed`: it counts in the total and is not judged.
    """

    path: Path
    name: str
    full: str
    own: str
    score: str
    difference: str
    why: str
    said: str
    former: str
    needs: str
    lacks: bool
    misnamed: bool
    listed: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document with its scores. `closed`: why it cannot be judged, `""` when it can.

    `result` is None before anything was judged. `open`: so many rows have no score; `lacking`: so many need a reason.
    `summary`: the form that was filled from these scores already, `""` for none.
    """

    document: int
    rows: tuple[SheetRow, ...]
    own: Result
    result: Result | None
    open: int
    lacking: int
    closed: str = ""
    summary: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether all of it is judged."""
        return not self.open and not self.lacking and self.result is not None


class AssessDesk:
    """One data file. Everything may raise `UserError`."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.store, self.catalogue = store, catalogue
        self._evaluation = lru_cache(maxsize=_MANY)(self._evaluated)

    def applies(self, document: int) -> bool:
        """Whether there is anything to judge in documents of this kind."""
        found = self.store.collected.document(document)
        try:
            return self.catalogue.for_document(found.form, found.edition, found.year).assess is not None
        except UserError:
            return False

    def sheet(self, document: int) -> Sheet:
        """The document's rows with both scores, and what they come to."""
        found = self.store.collected.document(document)
        evaluation, all_places = self._evaluation(document)
        kept = {read_path(one.path): one for one in self.store.assessments.of(document)}
        rows = [_row(place, kept.get(place.path)) for place in all_places]
        judged = [row for row in rows if not row.listed]
        copy = with_scores(evaluation, scores_of(self.store, document)) if any(row.score for row in judged) else None
        return Sheet(
            document,
            tuple(rows),
            own_result(evaluation),
            None if copy is None else assessed_result(copy),
            open=sum(not row.score for row in judged),
            lacking=sum(row.lacks for row in judged),
            closed=_closed(found) if judged else "这份表没有要考评的得分",
            summary=self._summaries.made_of(found.form, found.year) if judged else "",
        )

    def put(self, document: int, path: Path, score: str, why: str | None = None) -> Sheet:
        """A score as typed, with its reason; `""` takes it away. The sheet as it is then.

        A score that needs a reason and has none is kept, and does not count until it has one. Without `why` the reason
        that is there stays while the score needs one. Raises `UserError` for what is no score of this row, and for a
        document that cannot be judged now.
        """
        place, key = self._place(document, path), path_json(path)
        if not score.strip():
            self.store.assessments.put(document, (), drop=[key])
            return self.sheet(document)
        text = read_score(place, score)
        if why is None:
            there = next((one.why for one in self.store.assessments.of(document) if one.path == key), "")
            why = there if lacks_reason(place, Score(text)) else ""
        elif why.strip():
            checked_text(why, "原因")
        self.store.assessments.put(document, [KeptScore(key, text, why.strip())])
        return self.sheet(document)

    def put_same(self, document: int) -> tuple[Sheet, list[Path]]:
        """全部同自评: rows without a score get the self-given one, where that can stand without a reason.

        The sheet as it is then, and the rows that got one.
        """
        self._refuse(document)
        kept = self.store.assessments.of(document)
        there = {read_path(one.path) for one in kept if one.score}
        former = {read_path(one.path): one for one in kept}
        new: list[tuple[Path, KeptScore]] = []
        for place in self._evaluation(document)[1]:
            text = own_score(place)
            if text and place.path not in there and not lacks_reason(place, Score(text)):
                before = former[place.path].former if place.path in former else ""
                new.append((place.path, KeptScore(path_json(place.path), text, "", before)))
        self.store.assessments.put(document, [one for _, one in new])
        return self.sheet(document), [path for path, _ in new]

    def clear(self, document: int, paths: Iterable[Path]) -> Sheet:
        """Takes scores away again, as after 全部同自评; what is to be judged again stays so."""
        self._refuse(document)
        wanted = {path_json(path) for path in paths}
        found = [one for one in self.store.assessments.of(document) if one.path in wanted]
        again = [KeptScore(one.path, "", one.why, one.former) for one in found if one.former]
        self.store.assessments.put(document, again, drop=[one.path for one in found if not one.former])
        return self.sheet(document)

    # forms filled from what was judged

    @cached_property
    def _summaries(self) -> AssessedSummaries:
        return AssessedSummaries(self.store, self.catalogue)

    def summary_plans(self, year: int) -> list[SummaryPlan]:
        """The forms of a year that take from what was received, and how far that is; nothing is made."""
        return self._summaries.plans(year)

    def make_summary(self, form: str, year: int) -> Made:
        """A draft of the form from all that is accepted and judged; the one there is, when it was begun already.

        Raises `UserError` when there is nothing to make it of.
        """
        return self._summaries.make(form, year)

    # inside

    def _evaluated(self, document: int) -> tuple[Evaluation, Sequence[Place]]:
        """What came in never changes, so it is worked out once."""
        evaluation = Evaluation(*document_of(self.store, self.catalogue, document))
        return evaluation, tuple(places(evaluation))

    def _place(self, document: int, path: Path) -> Place:
        self._refuse(document)
        for place in self._evaluation(document)[1]:
            if place.path == path:
                return place
        raise UserError("这一行不考评", remedy="请在考评栏里选一行")

    def _refuse(self, document: int) -> None:
        if why := _closed(self.store.collected.document(document)):
            raise UserError(why, remedy="请看清单里现在的一份")


def _closed(found: ReceivedDocument) -> str:
    if found.standing == CURRENT:
        return "这份表已退回，重报以后再考评" if found.answer == RETURNED else ""
    return "这份新报的表还没有确认替换" if found.standing == WAITING else "这份表已被较新的一份替换"


def _row(place: Place, kept: KeptScore | None) -> SheetRow:
    score = "" if kept is None or place.listed else kept.score
    why = kept.why if kept is not None else ""
    return SheetRow(
        place.path,
        place.name,
        "" if place.full is None else format_number(place.full, None),
        place.shown,
        score,
        _difference(place, score) if score else "",
        why,
        place.said,
        kept.former if kept is not None and not score else "",
        _NEEDS[place.judged.ask],
        lacks=bool(score) and lacks_reason(place, Score(score, why)),
        misnamed=bool(score) and misnames_points(place, Score(score, why)),
        listed=place.listed,
    )


def _difference(place: Place, score: str) -> str:
    """`-0.5`, `+1`, `""` for none."""
    if place.given is not NONE and not isinstance(place.given, Decimal):
        return ""
    by = worth(score) - (place.given if isinstance(place.given, Decimal) else 0)
    if not by:
        return ""
    return f"{'+' if by > 0 else ''}{format_number(by.normalize(), None)}"
