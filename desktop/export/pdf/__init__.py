"""Pages as a PDF file. Nothing is decided here: where every line stands was settled by `desktop.forms.pagination`.

reportlab is loaded by the first `write_pdf`, so importing this package costs nothing at start. reportlab writes the
file's structure; the fonts (`embedding`) and the drawing operators (`content`) are ours, because reportlab's own
TrueType fonts cut a Chinese face into one font per 256 characters, name characters beyond U+FFFF wrongly when text is
copied, and hold 80 MB for a single rare character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.forms.page import Page


@dataclass(frozen=True, slots=True)
class PdfDocument:
    """One filled form in the file: its bookmark and its pages."""

    title: str
    pages: Sequence[Page]


def write_pdf(
    documents: Sequence[PdfDocument],
    *,
    title: str,
    author: str = "",
    subject: str = "",
    created: datetime | None = None,
) -> bytes:
    """Documents bound into one PDF file, a bookmark each. The same arguments give the same bytes.

    `title`, `author` and `subject` are the file's properties. `created` is the date in them: now when None, without
    zone when it has none. A character that its face lacks is drawn as that face's .notdef and still copies out as
    itself; control characters and half surrogates are drawn as blanks.

    Raises:
        UserError: a bundled font is missing or damaged.
        ValueError: there is no page at all.
    """
    from desktop.export.pdf.writer import write  # noqa: PLC0415  # loads reportlab, which costs 60 ms

    return write(documents, title=title, author=author, subject=subject, created=created or datetime.now().astimezone())
