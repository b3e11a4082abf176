"""What the export is measured by: the same boxes, strings, codes and seals on a canvas of reportlab's.

As anyone would draw them who has them finished.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any

from desktop.forms.faces import FONT_FILES
from desktop.forms.page import LINE_WIDTH, Image, Mark, Matrix, Page, Picture, Wording
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
        for mark in page.marks:
            _draw_mark(canvas, mark, page.height)
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


def _draw_mark(canvas: Any, mark: Mark, height: float) -> None:
    """A string for every piece of the margin line, a path of the dark modules row by row, the seal as an image."""
    match mark:
        case Wording():
            for piece in mark.line.pieces:
                canvas.setFont(str(piece.face), mark.size)
                canvas.drawString(mark.x + piece.x, height - mark.baseline, piece.text)
        case Matrix():
            path = canvas.beginPath()
            for y, row in enumerate(mark.rows, 1):
                x, bottom = mark.x, height - mark.y - y * mark.module
                for dark, modules in groupby(row):
                    width = len(list(modules)) * mark.module
                    if dark:
                        path.rect(x, bottom, width, mark.module)
                    x += width
            canvas.drawPath(path, stroke=0, fill=1)
        case Picture():
            canvas.drawImage(
                _reader(mark.image), mark.x, height - mark.y - mark.height, mark.width, mark.height, mask="auto"
            )


@cache
def _reader(image: Image) -> Any:
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415  # see `draw`

    return ImageReader(io.BytesIO(image.png))


def _register_fonts(pages: Sequence[Page]) -> None:
    """The faces that occur; each file is read once in a process."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415  # see above
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    faces = {piece.face for page in pages for box in page.boxes for placed in box.lines for piece in placed.line.pieces}
    for face in faces - set(pdfmetrics.getRegisteredFontNames()):
        pdfmetrics.registerFont(TTFont(str(face), str(asset(FONT_FILES[face]))))
