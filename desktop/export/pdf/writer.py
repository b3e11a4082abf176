"""The file around the pages: page tree, bookmarks, structure, attachments, fonts. Importing this loads reportlab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop.export.pdf import PdfDocument
from desktop.export.pdf.attachments import attach
from desktop.export.pdf.content import LINE_STATE, line_state, page_content
from desktop.export.pdf.embedding import EmbeddedFonts, compressed
from desktop.export.pdf.file import Page as PdfPage
from desktop.export.pdf.file import PdfFile
from desktop.export.pdf.marks import Images
from desktop.export.pdf.record import Properties, pdf_date, set_properties
from desktop.export.pdf.tagging import Section, Structure
from desktop.export.pdf.text import drawable
from desktop.forms.page import Page


def write(documents: Sequence[PdfDocument], properties: Properties) -> bytes:
    """See `desktop.export.pdf.write_pdf`."""
    file, fonts, images, structure = PdfFile(), EmbeddedFonts(), Images(), Structure()
    resources = file.Reference(_resources(images))
    bookmarks: list[tuple[str, Any]] = []
    attached: list[tuple[str, bytes, PdfPage]] = []
    for document in documents:
        title = drawable(document.title)
        section = structure.section(title)
        leaves = [_add_page(file, page, fonts, images, resources, (structure, section)) for page in document.pages]
        if leaves:
            bookmarks.append((title, file.Reference(leaves[0])))
            if document.attachment:
                attached.append((title, document.attachment, leaves[0]))
    if not bookmarks:
        raise ValueError("a PDF file needs a page")
    _embed(file, fonts, images)
    _set_bookmarks(file, bookmarks)
    _set_view(file, bookmarks)
    attach(file, attached, pdf_date(properties.created))
    set_properties(file, properties)
    structure.write(file)
    data: bytes = file.GetPDFData(None)
    return data


def write_drawing(page: Page) -> bytes:
    """One page as a file with nothing around it, to be drawn into another file."""
    file, fonts, images = PdfFile(), EmbeddedFonts(), Images()
    _add_page(file, page, fonts, images, file.Reference(_resources(images)))
    _embed(file, fonts, images)
    data: bytes = file.GetPDFData(None)
    return data


def _resources(images: Images) -> Any:
    """What the drawing operators of all pages refer to by name. Fonts and pictures join when all is drawn."""
    return pdfdoc.PDFDictionary(
        {
            "Font": pdfdoc.PDFObjectReference(pdfdoc.BasicFonts),
            "ExtGState": pdfdoc.PDFDictionary({LINE_STATE: pdfdoc.PDFDictionary(line_state())}),
            "XObject": images.resources,
        }
    )


def _add_page(
    file: PdfFile,
    page: Page,
    fonts: EmbeddedFonts,
    images: Images,
    resources: Any,
    place: tuple[Structure, Section] | None = None,
) -> PdfPage:
    """Append a page; `place` is where its text belongs in the logical structure."""
    leaf = PdfPage()
    file.addPage(leaf)
    tags = None
    if place is not None:
        structure, section = place
        leaf.StructParents, tags = structure.page(section, file.number(leaf))
    content = page_content(page, fonts, images, tags)
    file.updateSignature(content)  # the file's identifier follows from what it shows
    leaf.MediaBox = pdfdoc.PDFArray([0, 0, round(page.width, 2), round(page.height, 2)])
    leaf.Contents = compressed(content)
    leaf.Resources = resources
    return leaf


def _embed(file: PdfFile, fonts: EmbeddedFonts, images: Images) -> None:
    font_resources = file.idToObject[pdfdoc.BasicFonts]
    for font in fonts.values():
        font_resources[font.name] = font.objects(file)
    images.embed(file)


def _set_bookmarks(file: PdfFile, bookmarks: list[tuple[str, Any]]) -> None:
    """One bookmark per document, in order. The outline asks for names; equal titles keep apart by their number."""
    titles: dict[str, str] = {}
    destinations = []
    for number, (title, reference) in enumerate(bookmarks):
        titles[str(number)] = title
        destinations.append({str(number): pdfdoc.PDFDestinationFit(reference)})
    file.outline.destinationnamestotitles = titles
    file.outline.setDestinations(destinations)


def _set_view(file: PdfFile, bookmarks: list[tuple[str, Any]]) -> None:
    """Opens with the whole first page in the window, bookmarks beside it when there are several documents.

    Printing proposes the actual size: a form shrunk to the printer's margins no longer fits the official sheet.
    """
    catalog = file.Catalog
    catalog.OpenAction = pdfdoc.PDFDestinationFit(bookmarks[0][1])
    catalog.setPageMode("UseOutlines" if len(bookmarks) > 1 else "UseNone")
    catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true", "PrintScaling": "/None"})
