"""The logical structure of the pages: what is a heading, a paragraph, a cell of which row (PDF 32000-1:2008, 14.8).

Screen readers go by it, programs that copy a table out, and the archive. Each form is a section: its title, the lines
around the table, the table row by row with what is merged. A cell that goes on on the next page is one cell; what the
printer repeats there (the head of a list, `（续表）`, page numbers) and the lines are no content but artefacts.
Thousands of elements in a bound file are written as finished words, because that takes a twentieth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from reportlab.pdfbase import pdfdoc

from desktop.export.pdf.file import PdfFile
from desktop.forms.grid import Cell, Role, Style
from desktop.forms.page import Box

ARTEFACT, END = "/Artifact BMC", "EMC"
"""Operators around what is not content, and the end of anything marked."""


_TEXT_TAGS = {Style.HEADING: "H2", Style.SUBHEADING: "H3", Style.TEXT: "P"}
"""Of a report's text, which stands in rows of its own between the tables."""


class _Element:
    """A piece of the structure: what it is, and where its text stands.

    `page` is the page's object number, `mark` the mark's number on it, -1 while there is none; `more` the further
    parts. Without containers of its own, because a bound file has tens of thousands.
    """

    __slots__ = ("box", "cell", "mark", "more", "page", "tag")

    def __init__(self, tag: str, cell: Cell) -> None:
        self.tag, self.cell = tag, cell
        self.page, self.mark = 0, -1
        self.box: Box | None = None
        self.more: list[tuple[int, int, Box]] | None = None

    def add(self, page: int, mark: int, box: Box) -> bool:
        """Takes a part in; False when all its lines were said before, printed again for the reader's sake."""
        if self.box is None:
            self.page, self.mark, self.box = page, mark, box
            return True
        boxes = [self.box, *(known for _, _, known in self.more or ())]
        said = {id(placed.line) for known in boxes for placed in known.lines}
        if all(id(placed.line) in said for placed in box.lines):
            return False
        self.more = [*(self.more or ()), (page, mark, box)]
        return True


class Section:
    """One form of the file, while its pages are drawn from the first to the last."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.before: list[_Element] = []
        self.cells: list[_Element] = []
        self.after: list[_Element] = []
        self._known: dict[int, _Element] = {}
        self._titled = False

    def element(self, box: Box) -> _Element:
        """What the box is a part of."""
        cell = box.cell
        found = self._known.get(id(cell))
        if found is None:
            found = self._known[id(cell)] = self._new(box)
        return found

    def _new(self, box: Box) -> _Element:
        cell = box.cell
        if cell.style is not Style.TABLE or not box.frameless:
            caption = "TH" if cell.role is Role.LABEL and box.lines else "TD"
            element = _Element(_TEXT_TAGS.get(cell.style, caption), cell)
            self.cells.append(element)
            return element
        is_title = cell.bold and not self._titled and not self.cells
        self._titled = self._titled or is_title
        element = _Element("H1" if is_title else "P", cell)
        (self.after if self.cells else self.before).append(element)
        return element


class PageTags:
    """The marks on one page."""

    def __init__(self, section: Section, page: int) -> None:
        """`page` is the page's object number."""
        self._section, self._page = section, page
        self.elements: list[_Element] = []
        """Of each mark."""

    def begin(self, box: Box) -> str:
        """The operator before the box's text; `""` for a box without any."""
        if box.artefact:
            return ARTEFACT
        element = self._section.element(box)
        if not box.lines:
            return ""
        number = len(self.elements)
        if not element.add(self._page, number, box):
            return ARTEFACT
        self.elements.append(element)
        return f"/{element.tag} <</MCID {number}>> BDC"


class Structure:
    """The structure of one file: sections and the marks of all pages."""

    def __init__(self) -> None:
        self._sections: list[Section] = []
        self._pages: list[PageTags] = []

    def section(self, title: str) -> Section:
        """Begins a form."""
        self._sections.append(Section(title))
        return self._sections[-1]

    def page(self, section: Section, number: int) -> tuple[int, PageTags]:
        """Begins the next page of the file, whose object has this number; returns its key in the structure too."""
        self._pages.append(PageTags(section, number))
        return len(self._pages) - 1, self._pages[-1]

    def write(self, file: PdfFile) -> None:
        """Puts all into the file."""
        plans = [_Plan(section) for section in self._sections]
        numbers = iter(file.write_objects(3 + sum(plan.count for plan in plans)))
        root, whole, parents = next(numbers), next(numbers), next(numbers)
        found: dict[int, int] = {}
        sections = [plan.write(file, whole, numbers, found) for plan in plans]
        file.write_object(root, f"<</Type/StructTreeRoot/K {whole} 0 R/ParentTree {parents} 0 R>>")
        file.write_object(whole, f"<</S/Document/P {root} 0 R/K[{_references(sections)}]>>")
        pages = (
            f"{at}[{_references(found[id(element)] for element in page.elements)}]"
            for at, page in enumerate(self._pages)
        )
        file.write_object(parents, f"<</Nums[{' '.join(pages)}]>>")
        catalog = file.Catalog
        catalog.StructTreeRoot = f"{root} 0 R"
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})


class _Plan:
    """How a section will stand in the file: its elements in order, the cells in rows, the rows in tables."""

    def __init__(self, section: Section) -> None:
        self._section = section
        cells = sorted(section.cells, key=lambda element: (element.cell.row, element.cell.col))
        rows = [list(row) for _, row in groupby(cells, lambda element: element.cell.row)]
        self._blocks = [(is_text, list(block)) for is_text, block in groupby(rows, lambda row: row[0].cell.is_text)]
        around = len(section.before) + len(section.after)
        tables = sum(1 + len(block) for is_text, block in self._blocks if not is_text)
        self.count = 1 + around + len(cells) + tables  # the section; a table itself and its rows

    def write(self, file: PdfFile, parent: int, numbers: Iterator[int], found: dict[int, int]) -> int:
        """Writes the section; returns its number, and tells in `found` those of its elements, by `id`."""
        here = next(numbers)

        def put(element: _Element, above: int, attributes: str = "") -> int:
            number = found[id(element)] = next(numbers)
            file.write_object(number, f"<</S/{element.tag}/P {above} 0 R{attributes}{_content(element)}>>")
            return number

        def table(rows: list[list[_Element]]) -> int:
            number, lines = next(numbers), []
            for row in rows:
                line = next(numbers)
                cells = [put(element, line, _attributes(element, follower)) for element, follower in _pairs(row)]
                file.write_object(line, f"<</S/TR/P {number} 0 R/K[{_references(cells)}]>>")
                lines.append(line)
            file.write_object(number, f"<</S/Table/P {here} 0 R/K[{_references(lines)}]>>")
            return number

        kids = [put(element, here) for element in self._section.before]
        for is_text, rows in self._blocks:
            kids += [put(element, here) for row in rows for element in row] if is_text else [table(rows)]
        kids += [put(element, here) for element in self._section.after]
        title = (b"\xfe\xff" + self._section.title.encode("utf-16-be")).hex()
        file.write_object(here, f"<</S/Sect/P {parent} 0 R/T<{title}>/K[{_references(kids)}]>>")
        return here


def _pairs(row: list[_Element]) -> Iterator[tuple[_Element, _Element | None]]:
    """Each cell of a row with the one to its right."""
    yield from zip(row, [*row[1:], None], strict=True)


def _attributes(element: _Element, follower: _Element | None) -> str:
    """Spans, and for a caption which cells it speaks for: those to its right when the next is filled, else below."""
    cell, words = element.cell, ""
    if element.tag == "TH":
        words = "/Scope/Row" if follower is not None and follower.cell.role is not Role.LABEL else "/Scope/Column"
    if cell.rowspan > 1:
        words += f"/RowSpan {cell.rowspan}"
    if cell.colspan > 1:
        words += f"/ColSpan {cell.colspan}"
    return f"/A<</O/Table{words}>>" if words else ""


def _content(element: _Element) -> str:
    """Where its text stands; `""` when it has none."""
    if element.mark < 0:
        return ""
    if element.more is None:
        return f"/Pg {element.page} 0 R/K {element.mark}"
    more = "".join(f"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>" for page, mark, _ in element.more)
    return f"/Pg {element.page} 0 R/K[{element.mark} {more}]"


def _references(numbers: Iterable[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)
