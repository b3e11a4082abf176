"""The file around the pages: page tree, bookmarks, properties, fonts. Importing this loads reportlab."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop import __version__
from desktop.export.pdf import PdfDocument
from desktop.export.pdf.content import LINE_STATE, line_state, page_content
from desktop.export.pdf.embedding import EmbeddedFonts, compressed
from desktop.export.pdf.text import drawable
from desktop.forms.page import Page


def write(documents: Sequence[PdfDocument], *, title: str, author: str, subject: str, created: datetime) -> bytes:
    """See `desktop.export.pdf.write_pdf`."""
    file = pdfdoc.PDFDocument(compression=1, invariant=1, pdfVersion=(1, 6), lang="zh-CN")
    fonts = EmbeddedFonts()
    resources = file.Reference(_resources())
    bookmarks: list[tuple[str, Any]] = []
    for document in documents:
        references = [_add_page(file, page, fonts, resources) for page in document.pages]
        if references:
            bookmarks.append((drawable(document.title), references[0]))
    if not bookmarks:
        raise ValueError("a PDF file needs a page")
    font_resources = file.idToObject[pdfdoc.BasicFonts]
    for font in fonts.values():
        font_resources[font.name] = font.objects(file)
    _set_bookmarks(file, bookmarks)
    _set_view(file, bookmarks)
    file.setTitle(drawable(title))
    file.setAuthor(drawable(author))
    file.setSubject(drawable(subject))
    file.setCreator(f"绩表 {__version__}")
    file.setDateFormatter(lambda *_: _pdf_date(created))
    data: bytes = file.GetPDFData(None)
    return data


def _resources() -> Any:
    """What the drawing operators of all pages refer to by name. The fonts join when all is drawn."""
    return pdfdoc.PDFDictionary(
        {
            "Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts),
            "ExtGState": pdfdoc.PDFDictionary({LINE_STATE: pdfdoc.PDFDictionary(line_state())}),
        }
    )


def _add_page(file: Any, page: Page, fonts: EmbeddedFonts, resources: Any) -> Any:
    """Append a page and return a reference to it."""
    content = page_content(page, fonts)
    file.updateSignature(content)  # the file's identifier follows from what it shows
    leaf = pdfdoc.PDFPage()
    leaf.MediaBox = pdfdoc.PDFArray([0, 0, round(page.width, 2), round(page.height, 2)])
    leaf.Contents = compressed(content)
    leaf.Resources = resources
    reference = file.thisPageRef()
    file.addPage(leaf)
    return reference


def _set_bookmarks(file: Any, bookmarks: list[tuple[str, Any]]) -> None:
    """One bookmark per document, in order. The outline asks for names; equal titles keep apart by their number."""
    titles: dict[str, str] = {}
    destinations = []
    for number, (title, reference) in enumerate(bookmarks):
        titles[str(number)] = title
        destinations.append({str(number): pdfdoc.PDFDestinationFit(reference)})
    file.outline.destinationnamestotitles = titles
    file.outline.setDestinations(destinations)


def _set_view(file: Any, bookmarks: list[tuple[str, Any]]) -> None:
    """Opens with the whole first page in the window, bookmarks beside it when there are several documents.

    Printing proposes the actual size: a form shrunk to the printer's margins no longer fits the official sheet.
    """
    catalog = file.Catalog
    catalog.OpenAction = pdfdoc.PDFDestinationFit(bookmarks[0][1])
    catalog.setPageMode("UseOutlines" if len(bookmarks) > 1 else "UseNone")
    catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true", "PrintScaling": "/None"})


def _pdf_date(moment: datetime) -> str:
    """A date as PDF writes it: `D:20220304050607+08'00'`, without zone when it has none."""
    zone = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}" + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")
