"""上报清单 as a PDF. Its keywords hold the whole digest of the package, so that a signature under it covers it all."""

from __future__ import annotations

import re
from datetime import datetime

from desktop.export.pdf import PdfDocument, write_pdf
from desktop.forms.sendlist import TITLE, SendNote, note_pages

_DIGEST = re.compile(r"(?:^|\s)sha256:([0-9a-f]{64})(?:\s|$)")


def note_pdf(note: SendNote, digest: bytes, *, created: datetime | None = None) -> bytes:
    """The file. `digest`: of the package's content, 32 bytes. Raises `UserError` when a font is missing."""
    title = f"{TITLE}　{note.unit}　{note.year}年{note.period}"
    pages = note_pages(note)
    return write_pdf(
        [PdfDocument(TITLE, pages)], title=title, author=note.unit, keywords=f"sha256:{digest.hex()}", created=created
    )


def digest_in(pdf: bytes, *, name: str) -> bytes:
    """The package's digest in a note, `b""` when there is none. Raises `UserError` when the PDF cannot be read."""
    from desktop.export.pdf.reading import read_keywords  # noqa: PLC0415  # pypdf is loaded when first needed

    found = _DIGEST.search(read_keywords(pdf, name=name))
    return bytes.fromhex(found.group(1)) if found else b""
