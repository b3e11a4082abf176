"""The documents themselves inside the PDF: the JSON of `desktop.forms.jsonio`, one attached file for each form.

So the paper's file is the data's file as well: whoever has the PDF can read it back without loss
(`desktop.export.pdf.reading`), and other programs show the attachments in their own lists. Associated files:
ISO 19005-3, annex E. An attachment belongs to the file and to the page its form begins on, where the bookmark leads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop.export.pdf.embedding import compressed
from desktop.export.pdf.file import Page, PdfFile
from desktop.export.pdf.text import drawable

STEM, SUFFIX = "文档", ".json"


def attachment_names(count: int) -> list[str]:
    """What the attachments are called, in the documents' order: `文档.json`; of several `文档-1.json` and so on."""
    if count == 1:
        return [f"{STEM}{SUFFIX}"]
    places = len(str(count))
    return [f"{STEM}-{number:0{places}}{SUFFIX}" for number in range(1, count + 1)]


def attach(file: PdfFile, documents: Sequence[tuple[str, bytes, Page]], date: str) -> None:
    """Attaches documents: title, JSON, and the page each begins on."""
    if not documents:
        return
    names, references = [], []
    for name, (title, data, page) in zip(attachment_names(len(documents)), documents, strict=True):
        file.updateSignature(data)
        reference = file.Reference(_file_specification(file, name, drawable(title), data, date))
        page.AF = pdfdoc.PDFArray([reference])
        names += [pdfdoc.PDFString(name), reference]
        references.append(reference)
    tree = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(names)})
    file.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": tree})
    file.Catalog.AF = pdfdoc.PDFArray(references)


def _file_specification(file: PdfFile, name: str, title: str, data: bytes, date: str) -> Any:
    stream = compressed(data)
    stream.dictionary.dict |= {
        "Type": "/EmbeddedFile",
        "Subtype": "/application#2Fjson",
        "Params": pdfdoc.PDFDictionary(
            {
                "Size": len(data),
                "ModDate": pdfdoc.PDFString(date),
                "CheckSum": f"<{hashlib.md5(data, usedforsecurity=False).hexdigest()}>",
            }
        ),
    }
    reference = file.Reference(stream)
    return pdfdoc.PDFDictionary(
        {
            "Type": "/Filespec",
            "F": pdfdoc.PDFString(name),
            "UF": pdfdoc.PDFString(name),
            "Desc": pdfdoc.PDFString(title),
            "AFRelationship": "/Source",
            "EF": pdfdoc.PDFDictionary({"F": reference, "UF": reference}),
        }
    )
