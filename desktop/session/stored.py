"""A draft as it lies on disk, read: the document last written whole, with the edits made since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.forms import jsonio
from desktop.forms.catalogue import Catalogue
from desktop.forms.document import Document
from desktop.session.edits import decode

if TYPE_CHECKING:
    from desktop.store import StoredDraft


def read_stored(stored: StoredDraft, catalogue: Catalogue) -> Document:
    """The document with everything handed in. Raises `UserError` when it cannot be read."""
    where = stored.info.project or stored.info.form
    document = jsonio.loads(stored.document_json.encode(), name=where, catalogue=catalogue)
    for line in stored.edits:
        decode(line).apply(document)
    return document
