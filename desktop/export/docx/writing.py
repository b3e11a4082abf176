"""The file around the text: paper, title, lines around the table, the rows one after the other, page number."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from desktop.export.docx.elements import JUSTIFY, element, exactly, page_field, paragraph, run, storable, twips, value
from desktop.export.docx.styles import SIGNED, TABLE, TEXT_STYLES, TITLE, set_styles
from desktop.export.docx.tables import table
from desktop.forms.fit import body_height
from desktop.forms.grid import Align, Cell
from desktop.forms.page import MM
from desktop.forms.pagination import NUMBER_SIZE
from desktop.forms.sheet import Sheet
from desktop.forms.strips import Strip
from desktop.forms.textunits import BLANKS

_SPARE = 6.0 * MM
"""What Word may take more of the page than we do, pt: it counts the lines of the table to the rows."""
_FOOT = 8.0 * MM
"""From the paper's lower edge to the page number; in a report, whose foot is wide, more."""
_DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_UNUSED = {"stylesWithEffects", "customXml", "numbering", "thumbnail", "webSettings"}
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def write(sheet: Sheet, *, title: str, author: str) -> bytes:
    """See `desktop.export.docx.write_docx`."""
    document = Document()
    _drop_unused(document)
    set_styles(document, sheet)
    body = document.element.body
    section = body.find(qn("w:sectPr"))
    for child in list(body):
        if child is not section:
            body.remove(child)
    for part in _parts(sheet):
        section.addprevious(part)
    _set_paper(document, sheet)
    properties = document.core_properties
    properties.title, properties.author = storable(title)[:255], storable(author)[:255]
    properties.comments, properties.last_modified_by = "", storable(author)[:255]
    target = io.BytesIO()
    document.save(target)
    return _undated(target.getvalue())


def _drop_unused(document: WordDocument) -> None:
    """Take out what python-docx's template brings along and no form needs: most of a file's weight."""
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _UNUSED:
                relations.pop(key)


def _parts(sheet: Sheet) -> Iterator[Any]:
    """All that stands in the body, from top to bottom."""
    gap = sheet.typography.text_gap
    yield from (_line(strip, sheet) for strip in sheet.head)
    if sheet.grid.title.text.strip():
        block = sheet.title.cells[0].content.block
        size = str(round(block.size * 2))
        words = run(sheet.grid.title.text, [value("w:sz", size), value("w:szCs", size)])
        yield paragraph(TITLE, [exactly(block.line_height, after=sheet.typography.title_gap)], [words])
    for number, strip in enumerate(sheet.above, 1):
        yield _line(strip, sheet, after=gap if number == len(sheet.above) else 0.0)
    texts = {cell.row: cell for cell in sheet.cells if cell.is_text}
    ruled = False
    for is_text, group in groupby(range(len(sheet.grid.rows)), texts.__contains__):
        rows = list(group)
        if is_text:
            for row in rows:
                following = texts.get(row + 1)
                yield from _text(texts[row], signed_next=following is not None and following.align is Align.RIGHT)
        else:
            yield table(sheet, rows[0], rows[-1] + 1)
        ruled = not is_text
    for number, strip in enumerate(sheet.below):
        yield _line(strip, sheet, before=0.0 if number else gap)
    if ruled and not sheet.below:
        # A table must not be the last thing in the file; this takes no room.
        yield paragraph(TABLE, [exactly(1.0)], [])


def _text(cell: Cell, *, signed_next: bool) -> Iterator[Any]:
    """Headings and paragraphs; what is signed stands on a page with whoever signs."""
    signed = cell.align is Align.RIGHT
    lines = cell.text.rstrip("\n").split("\n")
    for number, line in enumerate(lines, 1):
        keep = (
            [element("w:keepNext")]
            if (signed and number < len(lines)) or (signed_next and number == len(lines))
            else []
        )
        centred = [value("w:jc", "center")] if cell.align is Align.CENTER else []
        words = line.strip(BLANKS) if line.strip() else line
        runs = [run(words, [element("w:b")] if cell.bold else [])] if words else []
        yield paragraph(SIGNED if signed else TEXT_STYLES[cell.style], [*keep, *centred], runs)


def _line(strip: Strip, sheet: Sheet, *, before: float = 0.0, after: float = 0.0) -> Any:
    """A line outside the table; its parts stand at tabs where they stand on paper."""
    stops, runs = [], []
    for number, item in enumerate(strip.cells):
        cell = item.cell
        place = {Align.LEFT: item.x, Align.CENTER: item.x + item.width / 2, Align.RIGHT: item.x + item.width}[
            cell.align
        ]
        if place > 0:
            stops.append(element("w:tab", {"w:val": JUSTIFY[cell.align], "w:pos": twips(place)}))
        tab = "\t" if number or place > 0 else ""
        runs.append(run(tab + cell.text.replace("\n", " "), [element("w:b")] if cell.bold else []))
    tabs = [element("w:tabs", children=stops)] if stops else []
    line = strip.cells[0].content.block.line_height or sheet.typography.size * sheet.typography.line_factor
    return paragraph(TABLE, [*tabs, exactly(line, before=before, after=after)], runs)


def _set_paper(document: WordDocument, sheet: Sheet) -> None:
    paper = sheet.grid.paper
    one_page = sheet.height <= body_height(paper) + 1.0 and not sheet.grid.report
    size = {"w:w": twips(paper.width * MM), "w:h": twips(paper.height * MM)}
    if paper.width > paper.height:
        size["w:orient"] = "landscape"
    bottom = paper.bottom * MM - (_SPARE if one_page else 0.0)
    foot = max(_FOOT, (paper.bottom * MM - NUMBER_SIZE) / 2)
    margins = {
        "w:top": twips(paper.top * MM), "w:right": twips(paper.right * MM), "w:bottom": twips(bottom),
        "w:left": twips(paper.left * MM), "w:header": twips(_FOOT), "w:footer": twips(foot), "w:gutter": "0",
    }  # fmt: skip
    section = document.element.body.find(qn("w:sectPr"))
    for child in list(section):
        section.remove(child)
    section.extend([element("w:pgSz", size), element("w:pgMar", margins)])
    if not one_page:
        _set_footer(document)


def _set_footer(document: WordDocument) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    root = footer._element  # noqa: SLF001  # python-docx gives no other way to replace its paragraphs
    for child in list(root):
        root.remove(child)
    root.append(paragraph(TABLE, [value("w:jc", "center")], page_field()))


def _undated(data: bytes) -> bytes:
    """The file without a date of its making, so that the same form gives the same file."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _DATES.sub(b"", content)
            result.writestr(zipfile.ZipInfo(name, _FIXED_TIME), content, zipfile.ZIP_DEFLATED, 6)
    return target.getvalue()
