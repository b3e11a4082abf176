"""Checks a department's whole year, and the year of one ten times as large. Argument: the number of projects.

Answers the seconds of reading the files' text as JSON, of loading it as documents, of all checks (each document's own
and those across), for both sizes; and how many documents and findings there were. Definitions and rules are loaded
before the clock starts: they are the program's, not the year's.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Sequence

from desktop.bench.department import department_year
from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.checks import check
from desktop.forms.document import Document
from desktop.forms.findings import Finding
from desktop.forms.together import check_together

_TIMES = 10


def main(projects: int) -> None:
    """Measures both sizes; a small year of other contents has been checked before."""
    _check(department_year(3, seed=9))
    tell({"small": _measure(projects), "large": _measure(projects * _TIMES), "times": _TIMES})


def _measure(projects: int) -> dict[str, float]:
    documents = department_year(projects)
    texts = [jsonio.dumps(document) for document in documents]
    found: list[Finding] = []
    gc.collect()
    return {
        "documents": len(documents),
        "parse": seconds(lambda: [json.loads(text) for text in texts]),
        "load": seconds(lambda: [jsonio.loads(text, name="", catalogue=bundled()) for text in texts]),
        "check": seconds(lambda: found.extend(_check(documents))),
        "findings": len(found),
    }


def _check(documents: Sequence[Document]) -> list[Finding]:
    catalogue = bundled()
    evaluations = [Evaluation(catalogue.for_document(item.form, item.edition, item.year), item) for item in documents]
    own = [finding for evaluation in evaluations for finding in check(evaluation)]
    return own + [placed.finding for placed in check_together(evaluations, catalogue)]


if __name__ == "__main__":
    main(int(sys.argv[1]))
