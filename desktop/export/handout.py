"""The list of all checks as a PDF, for those who hand it out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop.export.pdf import PdfDocument, write_pdf
from desktop.forms.handout import TITLE, handout_pages
from desktop.forms.rulelist import Section


def handout_pdf(sections: Sequence[Section], *, created: datetime | None = None) -> bytes:
    """The file. Raises `UserError` when a font is missing."""
    return write_pdf([PdfDocument(TITLE, handout_pages(sections))], title=TITLE, created=created)
