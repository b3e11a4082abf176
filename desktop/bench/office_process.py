"""Forms as one PDF each, and as workbooks for an office program. Arguments: how many forms, a folder.

Answers the seconds that our PDFs took in this fresh process, first time included, and the mean size of PDF and workbook
in bytes; the workbooks lie in the folder then.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.bench.samples import budget_forms
from desktop.export.official import render
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.standing import Standing


def main(count: int, folder: Path) -> None:
    """Measures our side and writes the other side's input."""
    catalogue = bundled()
    evaluations = [
        Evaluation(catalogue.for_document(item.form, item.edition, item.year), item) for item in budget_forms(count)
    ]
    printed: list[bytes] = []
    taken = seconds(lambda: printed.extend(render(item, "pdf", Standing()) for item in evaluations))
    sizes = []
    for number, item in enumerate(evaluations):
        data = render(item, "xlsx", Standing())
        sizes.append(len(data))
        (folder / f"{number}.xlsx").write_bytes(data)
    tell({"seconds": taken, "pdf": sum(map(len, printed)) // count, "xlsx": sum(sizes) // count})


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
