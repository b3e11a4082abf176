"""What is different between a document that is here and the one that came to replace it."""

from __future__ import annotations

from desktop.collect.keeping import opened
from desktop.forms.catalogue import Catalogue
from desktop.forms.compare import Difference, compare
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.store import Store


def document_of(store: Store, catalogue: Catalogue, number: int) -> tuple[Edition, Document]:
    """A received document with its edition. Raises `UserError`."""
    content, _, _ = store.collected.content(number)
    return opened(content, catalogue, number)


def differences_between(store: Store, catalogue: Catalogue, old: int, new: int) -> list[Difference]:
    """Field by field, `ours` being the old one. A form that changed its edition is shown by what both editions know.

    Raises `UserError`.
    """
    edition, ours = document_of(store, catalogue, old)
    other, theirs = document_of(store, catalogue, new)
    if edition.edition == other.edition:
        return compare(edition, ours, theirs)
    one, two = (_common(document, edition, other) for document in (ours, theirs))
    return compare(other, one, two)


def _common(document: Document, one: Edition, two: Edition) -> Document:
    """The document with only the plain fields that both editions have in the same way."""
    keys = {key for key, item in one.fields.items() if two.fields.get(key) == item}
    return Document(two.form, two.edition, document.year, {k: v for k, v in document.data.items() if k in keys},
                    document.unit)  # fmt: skip
