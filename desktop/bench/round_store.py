"""A data file as it is after a whole round was received, filled without receiving: for what is measured afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import cycle

from desktop.bench.round import MADE, YEAR, unit_name, unit_year
from desktop.bench.round_projects import EVALUATION, GOALS
from desktop.bench.round_whole import ASSESSMENT
from desktop.collect.keeping import pack
from desktop.forms import jsonio
from desktop.forms.code import code_of
from desktop.forms.document import Document
from desktop.forms.names import plain
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, RETURNED, Action, Counts, NewDocument, NewPackage, Unit

_DUE = {GOALS: "2022-02-28", EVALUATION: "2023-01-31", ASSESSMENT: ""}
_ANSWERS = ("", ACCEPTED, "", "", RETURNED)
"""What the first documents of the units are answered, in turn."""
_WRONG = 7
"""Every so manieth document has an error."""


def fill(store: Store, units: Iterable[int], *, year: int = YEAR, missing: int = 11) -> int:
    """Puts the units, what is due of them, and a package of six documents of each; how many documents there are.

    The documents are real; their findings are only counted, as no board looks further. Every `missing`th unit has sent
    nothing.
    """
    numbers = list(units)
    store.board.put_units([Unit(plain(unit_name(one)), unit_name(one), f"{one:06}") for one in numbers])
    for form, day in _DUE.items():
        store.board.put_due(year, form, day)
    count = 0
    answers = cycle(_ANSWERS)
    for number in numbers:
        if number % missing == missing - 1:
            continue
        documents = [_kept(one, count + at) for at, one in enumerate(unit_year(number, year=year, count=2))]
        unit = unit_name(number)
        package = NewPackage(f"{number:064}", plain(unit), unit, year, "", MADE, MADE, f"{number:05}.jbz", "绩表")
        _, taken = store.collected.take(package, documents, (), lambda *_: Action.KEEP)
        count += len(taken)
        if answer := next(answers):
            store.collected.answer(taken[0].id, answer)
    return count


def _kept(document: Document, number: int) -> NewDocument:
    data = jsonio.dumps(document)
    digest = hashlib.sha256(data).digest()
    unit, project = document.unit or "", str(document.data.get("项目名称") or "")
    return NewDocument(
        document.form, document.edition, document.year, unit, project, f"{plain(unit)}\n{plain(project)}", 1,
        digest.hex(), code_of(digest), pack(data), counts=Counts(errors=int(number % _WRONG == 0)),
    )  # fmt: skip
