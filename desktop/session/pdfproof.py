"""What a PDF proves by itself: its signatures, and that the codes printed on its pages are those of its data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UserError
from desktop.export.pdf.reading import read_attachments, read_page_texts
from desktop.export.signing import MISSING, Signature, has_signature, signing_available, verify_signatures
from desktop.forms import jsonio
from desktop.forms.canonical import digest
from desktop.forms.catalogue import Catalogue
from desktop.forms.code import ALPHABET, GROUP, GROUPS, code_of, read_code
from desktop.forms.document import Document
from desktop.session.intake import MAX_BYTES
from desktop.session.intake import PDF_MAGIC as PDF

_CODE = re.compile(rf"(?<![\w-])[{ALPHABET}]{{{GROUP}}}(?:-[{ALPHABET}]{{{GROUP}}}){{{GROUPS - 1}}}(?![\w-])")


@dataclass(frozen=True, slots=True)
class PdfProof:
    """What was found in a PDF.

    `strange`: pages, from 1, with a code that is not of any attached document, and the code. `coded`: how many pages
    bear a code at all. `unchecked`: there are signatures, but pyHanko is missing.
    """

    signatures: tuple[Signature, ...]
    strange: tuple[tuple[int, str], ...]
    coded: int
    unchecked: bool = False

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it. A file without signatures and codes has nothing that could."""
        return not self.strange and all(signature.holds for signature in self.signatures)

    @property
    def lines(self) -> list[str]:
        """One for each thing worth saying."""
        found = [f"第 {page} 页印的核对码 {code} 与附带的表不符" for page, code in self.strange]
        if self.coded and not self.strange:
            found.append(f"{self.coded} 页印的核对码都与附带的表相符")
        found += [f"电子签名：{signature.line}" for signature in self.signatures]
        if self.unchecked:
            found.append(f"有电子签名，但{MISSING}，无法核对")
        elif not self.signatures:
            found.append("没有电子签名")
        return found


def is_pdf(file: Path) -> bool:
    """Whether a file that was read begins like a PDF."""
    with file.open("rb") as stream:
        return stream.read(len(PDF)) == PDF


def prove(file: Path, catalogue: Catalogue) -> PdfProof:
    """Looks at a PDF of this program. Raises `UserError` when it cannot be read."""
    with file.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    documents = attached(data, catalogue, name=file.name)
    printed = list(printed_codes(read_page_texts(data, name=file.name)))
    signed = has_signature(data)
    checked = signed and signing_available()
    return PdfProof(
        signatures=tuple(verify_signatures(data)) if checked else (),
        strange=_strange(printed, documents, catalogue),
        coded=len({page for page, _ in printed}),
        unchecked=signed and not checked,
    )


def attached(data: bytes, catalogue: Catalogue, *, name: str) -> list[Document]:
    """The documents a PDF carries. Raises `UserError` when it is none of ours."""
    return [jsonio.loads(item, name=name, catalogue=catalogue) for item in read_attachments(data, name=name)]


def strange_codes(
    data: bytes, documents: list[Document], catalogue: Catalogue, *, name: str
) -> tuple[tuple[int, str], ...]:
    """Pages, from 1, that bear a code of none of these documents, and the code."""
    return _strange(printed_codes(read_page_texts(data, name=name)), documents, catalogue)


def _strange(
    printed: Iterable[tuple[int, str]], documents: list[Document], catalogue: Catalogue
) -> tuple[tuple[int, str], ...]:
    known = {code_of(digest(catalogue.for_document(one.form, one.edition, one.year), one)) for one in documents}
    return tuple((page, code) for page, code in printed if code not in known)


def printed_codes(texts: list[str]) -> Iterator[tuple[int, str]]:
    """Pages, from 1, with the codes printed on them."""
    for page, text in enumerate(texts, 1):
        for typed in _CODE.findall(text):
            try:
                yield page, read_code(typed)
            except UserError:  # looks like one, and is none: a part number in a form's text
                continue
