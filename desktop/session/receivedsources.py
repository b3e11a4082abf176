"""Received documents as something to fill a form from: those that were accepted and judged to the end, as judged.

A form that takes from all units' documents (`match = "全部"`) takes from these as it takes from drafts. A document that
is not accepted may still change, and one that is half judged would count as full where nobody looked yet: both are
left out and named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from desktop.collect.assessing import scores_of
from desktop.collect.differing import document_of
from desktop.errors import UserError
from desktop.forms.assess import counts, places, with_scores
from desktop.forms.calculation import Evaluation
from desktop.forms.carry import Carry
from desktop.forms.catalogue import Catalogue
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, ReceivedDocument

_EVALUATED, _JUDGED = 128, 1024
"""So many received documents are kept at hand while a form is filled from them, and of so many what is judged."""


@dataclass(frozen=True, slots=True)
class ReceivedSource:
    """A received document as a source; `state` is what a person knows it by."""

    id: int
    form: str
    edition: str
    year: int
    unit: str
    project: str
    state: str


@dataclass(slots=True)
class Gathered:
    """What there is to take from, and the documents that are left out: not accepted, not judged to the end."""

    ready: list[ReceivedSource] = field(default_factory=list)
    unaccepted: list[ReceivedDocument] = field(default_factory=list)
    unassessed: list[ReceivedDocument] = field(default_factory=list)


class ReceivedSources:
    """One data file. Everything may raise `UserError` for faults of the disk."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._received = lru_cache(maxsize=_EVALUATED)(self._evaluate)
        self._places = lru_cache(maxsize=_JUDGED)(lambda document: tuple(places(self._received(document))))

    def gathered(self, carry: Carry, year: int) -> Gathered:
        """What a carry into a form of `year` can take from, in the order of the list of units."""
        found = Gathered()
        order = {unit.key: place for place, unit in enumerate(self._store.board.units())}
        received = self._store.collected.of_form(carry.form, year + carry.years)
        for one in sorted(received, key=lambda one: order.get(one.unit_key, len(order))):
            if carry.editions and one.edition not in carry.editions:
                continue
            if one.answer != ACCEPTED:
                found.unaccepted.append(one)
            elif not self._is_whole(one.id):
                found.unassessed.append(one)
            else:
                found.ready.append(_source(one))
        return found

    def evaluated(self, document: int) -> Evaluation:
        """A received document with the superior's scores."""
        evaluation = self._received(document)
        return with_scores(evaluation, scores_of(self._store, document)) or evaluation

    def _is_whole(self, document: int) -> bool:
        """Whether nothing is left to judge; what cannot be read cannot be taken from."""
        try:
            judged = [place for place in self._places(document) if not place.listed]
        except UserError:
            return False
        scores = scores_of(self._store, document) if judged else {}
        return all(counts(place, scores.get(place.path)) for place in judged)

    def _evaluate(self, document: int) -> Evaluation:
        return Evaluation(*document_of(self._store, self._catalogue, document))


def _source(one: ReceivedDocument) -> ReceivedSource:
    unit = one.author or one.unit
    return ReceivedSource(one.id, one.form, one.edition, one.year, unit, one.project, one.answer)
