"""Forms bound into one PDF, and each as a workbook for an office program. Arguments: how many forms, a folder.

Answers the seconds from the documents to the bytes of the PDF in this fresh process, first time included, and the mean
size in bytes of a form's own PDF and workbook; the workbooks lie in the folder then.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.bench.samples import budget_forms
from desktop.export.official import pdf_of, render
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.standing import Standing


def main(count: int, folder: Path) -> None:
    """Measures our side and writes the other side's input."""
    catalogue, documents = bundled(), budget_forms(count)
    evaluations: list[Evaluation] = []

    def bind() -> bytes:
        evaluations.extend(
            Evaluation(catalogue.for_document(item.form, item.edition, item.year), item) for item in documents
        )
        return pdf_of(evaluations, [Standing()] * count)

    taken = seconds(bind)
    sizes = {kind: [len(data) for data in _written(evaluations, kind, folder)] for kind in ("pdf", "xlsx")}
    tell({"seconds": taken, **{kind: sum(found) // count for kind, found in sizes.items()}})


def _written(evaluations: Sequence[Evaluation], kind: str, folder: Path) -> Iterator[bytes]:
    """Each form as a file of its own; workbooks stay in the folder."""
    for number, item in enumerate(evaluations):
        data = render(item, kind, Standing())
        if kind == "xlsx":
            (folder / f"{number}.xlsx").write_bytes(data)
        yield data


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
