"""The superior's own scores of received documents: kept beside them, and counted in a copy.

They follow their document's rows: when a newer revision takes its place, what did not change keeps its score, and what
did is asked again, with the former score at hand.
"""

from __future__ import annotations

from desktop.collect.differing import document_of
from desktop.errors import UserError
from desktop.forms.assess import Place, Score, counts, lacks_reason, places
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.edition import Field
from desktop.forms.paths import Path, path_json, read_path
from desktop.forms.placing import Placing
from desktop.store import Store
from desktop.store.assessments import KeptScore


def scores_of(store: Store, document: int) -> dict[Path, Score]:
    """The superior's scores of a document, by the paths of the self-given ones."""
    kept = store.assessments.of(document)
    return {read_path(one.path): Score(one.score, one.why) for one in kept if one.score}


def carry_assessments(store: Store, catalogue: Catalogue) -> None:
    """To documents that took the place of others: the scores of rows that did not change; of the others the former one.

    What cannot be read any more, its edition being gone, stays where it is.
    """
    for old, new in store.assessments.to_carry():
        try:
            ours, theirs = (Evaluation(*document_of(store, catalogue, number)) for number in (old, new))
        except UserError:
            continue
        store.assessments.carry(old, new, _carried(store.assessments.of(old), ours, theirs))


def _carried(kept: list[KeptScore], ours: Evaluation, theirs: Evaluation) -> list[KeptScore]:
    before = {place.path: place for place in places(ours)}
    after = {place.path: place for place in places(theirs)}
    same_edition = ours.edition.edition == theirs.edition.edition
    placing = Placing(ours, theirs)
    found = []
    for one in kept:
        path = read_path(one.path)
        at = placing.place(path) if same_edition else path
        if at is None or at not in after:
            continue
        score = Score(one.score, one.why)
        unchanged = same_edition and path in before and _is_same(before[path], after[at], placing)
        if unchanged and (not one.score or lacks_reason(before[path], score) or counts(after[at], score)):
            found.append(KeptScore(path_json(at), one.score, one.why, one.former))
        else:
            found.append(KeptScore(path_json(at), "", one.why, one.score or one.former))
    return found


def _is_same(one: Place, other: Place, placing: Placing) -> bool:
    """Whether a row says the same as before, apart from the columns that are the superior's."""
    if (one.name, one.full, one.given) != (other.name, other.full, other.given):
        return False
    judged = one.judged
    if not judged.scope:
        return True
    ours = {judged.into} - {judged.path[-1]}
    table = placing.ours.edition.lists[judged.scope]
    columns = [key for key, item in table.columns.items() if isinstance(item, Field) and key not in ours]
    return not any(placing.changed((*one.path[:-1], key), (*other.path[:-1], key)) for key in columns)
