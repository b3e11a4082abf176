"""Exports forms twice in a fresh process and tells both times. Arguments: `ours` or `bare`, how many forms.

The clock starts with the documents as they were read from files and stops with the bytes of the PDF. All of them
passed 审核, so each page carries its line, its QR code and the unit's seal. The bare side gets finished pages. The
second export is of other documents: the same ones again would find every line already broken.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence

from desktop.bench.bare_pdf import draw
from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.bench.samples import budget_forms
from desktop.bench.seal import seal_picture
from desktop.export.official import pages_of, pdf_of
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.dressing import Seal, SealChoice
from desktop.forms.standing import Standing


def main(side: str, count: int) -> None:
    """Measures one side."""
    first, again = budget_forms(count), budget_forms(count, seed=2)
    for document in (*first, *again):
        document.revision = 1
    prepare = _ours if side == "ours" else _bare
    times = []
    for documents in (first, again):
        act = prepare(documents)
        gc.collect()
        times.append(seconds(act))
    tell({"first": times[0], "again": times[1]})


def _ours(documents: Sequence[Document]) -> Callable[[], bytes]:
    catalogue, standing = bundled(), _standing()

    def export() -> bytes:
        evaluations = [
            Evaluation(catalogue.for_document(item.form, item.edition, item.year), item) for item in documents
        ]
        return pdf_of(evaluations, [standing] * len(evaluations))

    return export


def _standing() -> Standing:
    return Standing(seal=SealChoice(Seal.PICTURE, image=seal_picture()))


def _bare(documents: Sequence[Document]) -> Callable[[], bytes]:
    catalogue, standing = bundled(), _standing()
    pages = [
        page
        for item in documents
        for page in pages_of(Evaluation(catalogue.for_document(item.form, item.edition, item.year), item), standing)
    ]
    return lambda: draw(pages)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
