"""Changes one cell after another in a form of so many indicator rows, without a window. Arguments: rows, edits.

Answers the seconds of each edit: values, scores, totals, findings and the cells that show them, all anew as far as they
follow from the cell.
"""

from __future__ import annotations

import gc
import sys

from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.bench.samples import large_form
from desktop.forms.catalogue import bundled
from desktop.session.session import Session

_LIST, _COLUMN = "绩效指标", "完成值"
_WARM_UP = 10


def main(rows: int, edits: int) -> None:
    """Measures so many edits, all over the form."""
    document = large_form(rows)
    session = Session(bundled().for_document(document.form, document.edition, document.year), document)
    times = []
    gc.collect()
    for number in range(_WARM_UP + edits):
        path, text = (_LIST, number * 7 % rows, _COLUMN), f"{number + 1000}"
        taken = seconds(lambda path=path, text=text: session.set_text(path, text))  # type: ignore[misc]  # bound now
        if number >= _WARM_UP:
            times.append(taken)
    tell({"seconds": times})


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
