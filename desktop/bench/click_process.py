"""The first PDF of a fresh process, or what it cannot do without. Argument: `ours` or `bare`.

Ours: a form is open in the editor, everything typed; the clock runs from the command 导出 to the bytes of the PDF.
Bare: importing reportlab and loading the fonts the form is set in.
"""

from __future__ import annotations

import gc
import sys

from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.bench.samples import budget_forms
from desktop.export.official import pages_of, pdf_of
from desktop.forms.catalogue import bundled
from desktop.forms.faces import FONT_FILES
from desktop.forms.fit import fitted_sheet
from desktop.forms.page import Page
from desktop.forms.standing import Standing
from desktop.resources import asset
from desktop.session.session import Session


def main(side: str) -> None:
    """Measures one side."""
    (document,) = budget_forms(1)
    document.revision = 1
    session = Session(bundled().for_document(document.form, document.edition, document.year), document)
    fitted_sheet(session.grid)  # the editor shows it
    gc.collect()
    if side == "ours":
        size = 0

        def export() -> None:
            nonlocal size
            size = len(pdf_of([session.evaluation], [Standing()]))

        taken = seconds(export)
        tell({"seconds": taken, "bytes": size})
    else:
        pages = pages_of(session.evaluation, Standing())
        gc.collect()
        tell({"seconds": seconds(lambda: _load(pages))})


def _load(pages: list[Page]) -> None:
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415  # loading it is what is measured
    from reportlab.pdfgen.canvas import Canvas  # noqa: F401, PLC0415  # likewise

    faces = {piece.face for page in pages for box in page.boxes for placed in box.lines for piece in placed.line.pieces}
    for face in faces:
        TTFont(str(face), str(asset(FONT_FILES[face])))


if __name__ == "__main__":
    main(sys.argv[1])
