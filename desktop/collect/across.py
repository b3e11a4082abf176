"""What the documents of one unit and year say against each other, once all that came is in.

A unit's first package is compared when it is judged, and most units send one. Where several come, the unit is marked in
the data file and compared once after the last one: so a unit with a hundred packages costs a hundred times as much as
one with one, and not ten thousand times. The mark stays when the work is stopped; the next run goes on from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from desktop.collect.keeping import counts_of, pack_findings, unpack_document
from desktop.errors import UserError
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.findings import Finding, Level
from desktop.forms.notes import with_notes
from desktop.forms.together import check_together
from desktop.store import Store


@dataclass(frozen=True, slots=True)
class Compared:
    """A unit's documents of a year, compared. `codes`: of the errors found between them, each once.

    `before`: something had been found between them earlier.
    """

    unit: str
    year: int
    errors: int
    codes: tuple[str, ...]
    before: bool


def settle(store: Store, catalogue: Catalogue) -> Iterator[Compared]:
    """Compares what is marked, unit by unit; between two it can be left. Raises `UserError` for faults of the disk."""
    for unit, year in store.collected.uncompared():
        yield _compare(store, catalogue, unit, year)


def settle_units(store: Store, catalogue: Catalogue, units: Collection[tuple[str, int]]) -> None:
    """The same for some units and years alone, those of them that are marked. Raises `UserError`."""
    for unit, year in store.collected.uncompared():
        if (unit, year) in units:
            _compare(store, catalogue, unit, year)


def errors_in_place(store: Store, catalogue: Catalogue, document: int) -> int:
    """How many errors are found between a document and the unit's others once it is current. Raises `UserError`."""
    read = ((number, _evaluation(content, catalogue)) for number, content in store.collected.beside(document))
    known = [(number, evaluation) for number, evaluation in read if evaluation is not None]
    return sum(
        known[placed.number][0] == document and placed.finding.level is Level.ERROR
        for placed in check_together([evaluation for _, evaluation in known], catalogue)
    )


def _compare(store: Store, catalogue: Catalogue, unit: str, year: int) -> Compared:
    errors: list[str] = []
    with store.collected.comparing(unit, year) as comparison:
        numbers, before, evaluations = [], [], []
        for number, content, had in comparison.contents():
            evaluation = _evaluation(content, catalogue)
            if evaluation is not None:
                numbers.append(number)
                before.append(had)
                evaluations.append(evaluation)
        found: list[list[Finding]] = [[] for _ in numbers]
        for placed in check_together(evaluations, catalogue):
            found[placed.number].append(placed.finding)
        for number, had, evaluation, findings in zip(numbers, before, evaluations, found, strict=True):
            if findings or had:
                noted = with_notes(findings, evaluation.edition, evaluation.document)
                comparison.write(number, pack_findings(noted), counts_of(noted))
                errors += [finding.code for finding in noted if finding.level is Level.ERROR]
    return Compared(unit, year, len(errors), tuple(dict.fromkeys(errors)), any(before))


def _evaluation(content: bytes, catalogue: Catalogue) -> Evaluation | None:
    """None when the document's edition was taken away since: what cannot be read is compared with nothing."""
    try:
        document = unpack_document(content, catalogue, name="")
        return Evaluation(catalogue.for_document(document.form, document.edition, document.year), document)
    except UserError:
        return None
