"""What the export is measured by: the same boxes and strings on a canvas of reportlab's, as anyone would draw them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from desktop.forms.faces import FONT_FILES
from desktop.forms.page import LINE_WIDTH, Page
from desktop.resources import asset


def draw(pages: Sequence[Page]) -> bytes:
    """A PDF of the pages: a rectangle for every box, a string for every piece. Loads reportlab and fonts at first."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  # loading it is part of the first export, as with us

    _register_fonts(pages)
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        canvas.setLineWidth(LINE_WIDTH)
        for box in page.boxes:
            if not box.frameless:
                canvas.rect(box.x, page.height - box.y - box.height, box.width, box.height)
            for placed in box.lines:
                for piece in placed.line.pieces:
                    canvas.setFont(str(piece.face), box.size)
                    canvas.drawString(placed.x + piece.x, page.height - placed.baseline, piece.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _register_fonts(pages: Sequence[Page]) -> None:
    """The faces that occur; each file is read once in a process."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415  # see above
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    faces = {piece.face for page in pages for box in page.boxes for placed in box.lines for piece in placed.line.pieces}
    for face in faces - set(pdfmetrics.getRegisteredFontNames()):
        pdfmetrics.registerFont(TTFont(str(face), str(asset(FONT_FILES[face]))))
