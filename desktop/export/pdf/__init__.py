"""Pages as a PDF file. Nothing is decided here: where every line stands was settled by `desktop.forms.pagination`.

The file is a record (`record`): PDF/A-3u, tagged, with the forms' data attached, which `reading` takes out again.

reportlab is loaded by the first `write_pdf`, so importing this package costs nothing at start. reportlab keeps the
objects; the fonts (`embedding`), the drawing operators (`content`) and the file's frame (`file`) are ours. Its own
TrueType fonts cut a Chinese face into one font per 256 characters, name characters beyond U+FFFF wrongly when text is
copied, and hold 80 MB for a single rare character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop import __version__
from desktop.forms.page import Page


@dataclass(frozen=True, slots=True)
class PdfDocument:
    """One filled form in the file: its bookmark, its pages, and its data, which are attached as `文档.json`."""

    title: str
    pages: Sequence[Page]
    attachment: bytes = b""


def write_pdf(
    documents: Sequence[PdfDocument],
    *,
    title: str,
    author: str = "",
    subject: str = "",
    keywords: str = "",
    created: datetime | None = None,
) -> bytes:
    """Documents bound into one PDF/A-3u file, tagged, a bookmark each. The same arguments give the same bytes.

    `title`, `author`, `subject` and `keywords` are the file's properties. `created` is the date in them: now when
    None, without zone when it has none. A character that its face lacks is drawn as that face's .notdef and still
    copies out as itself; control characters and half surrogates are drawn as blanks.

    Raises:
        UserError: a bundled font is missing or damaged.
        ValueError: there is no page at all.
    """
    from desktop.export.pdf.record import Properties  # noqa: PLC0415  # loads reportlab, which costs 60 ms
    from desktop.export.pdf.writer import write  # noqa: PLC0415  # see above

    moment = created or datetime.now().astimezone()
    return write(documents, Properties(title, author, subject, keywords, f"绩表 {__version__}", moment))
