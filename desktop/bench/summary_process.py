"""Makes all summaries of a round, then the same again. Arguments: a new data file, units.

Answers the seconds of both, and of unpacking and parsing the documents they are made of; the documents that went in.
"""

from __future__ import annotations

import gc
import json
import sys
import zlib
from pathlib import Path

from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.bench.round import YEAR
from desktop.bench.round_store import fill
from desktop.collect.summarizing import Scope
from desktop.forms.catalogue import bundled
from desktop.session.summaries import SummaryDesk
from desktop.store import Store


def main(database: Path, units: int) -> None:
    """Measures one round."""
    with Store.open(database) as store:
        fill(store, range(units))
        desk = SummaryDesk(store, bundled())
        numbers: list[int] = []
        gc.collect()
        first = seconds(lambda: numbers.extend(_made(desk)))
        again = seconds(lambda: _made(desk))
        forms = {form for edition in desk.summaries() if edition.gathering for form in edition.gathering.forms}
        ids = [one.id for one in store.collected.of_year(YEAR) if one.form in forms]
        packed = [store.collected.content(number)[0] for number in ids]
        plain = seconds(lambda: [json.loads(zlib.decompress(data)) for data in packed])
    tell({"first": first, "again": again, "plain": plain, "documents": len(ids), "summed": sum(numbers)})


def _made(desk: SummaryDesk) -> list[int]:
    """All summaries of everything received; of how many documents each was made."""
    numbers = []
    for edition in desk.summaries():
        run = desk.begin(edition.form, YEAR, scope=Scope.ALL)
        for _ in run.work():
            pass
        numbers.append(desk.finish(run).number)
    return numbers


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
