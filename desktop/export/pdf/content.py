"""A page as PDF drawing operators: first the lines of the table, then the boxes' text in the order of the boxes.

Each box is one text object, its lines from top to bottom and their pieces from left to right, so that what is copied
or searched comes in reading order. Around it stands what the logical structure calls it (`tagging`), if there is one.
Operators: PDF 32000-1:2008, 8.5, 9.4 and 14.6.
"""

from __future__ import annotations

from desktop.export.pdf.embedding import EmbeddedFont, EmbeddedFonts
from desktop.export.pdf.marks import Images, marks_content
from desktop.export.pdf.rules import UNIT, rules
from desktop.export.pdf.tagging import ARTEFACT, END, PageTags
from desktop.forms.page import LINE_WIDTH, Box, Page

LINE_STATE = "Lines"
"""Name of the graphics state that `line_state` describes; the pages' resources have it."""
_SQUARE_ENDS = 2


def line_state() -> dict[str, object]:
    """How lines are drawn, as an ExtGState: width, ends that close the corners, and one thickness on every printer.

    SA (stroke adjustment) lets the printer move a line by part of a dot instead of making it a dot thicker.
    """
    return {"LW": LINE_WIDTH, "LC": _SQUARE_ENDS, "SA": "true"}


def page_content(page: Page, fonts: EmbeddedFonts, images: Images, tags: PageTags | None = None) -> bytes:
    """The page's content stream. The fonts learn the characters it uses, the tags what stands where."""
    operators = [*marks_content(page, fonts, images), *_lines(page)]
    if tags and operators:
        operators = [ARTEFACT, *operators, END]
    pen = _Pen(page.height, fonts, operators)
    for box in page.boxes:
        mark = tags.begin(box) if tags else ""
        if box.lines:
            if mark:
                operators.append(mark)
            pen.write(box)
            if mark:
                operators.append(END)
    return "\n".join(operators).encode("ascii")


def _lines(page: Page) -> list[str]:
    """All lines as one path, stroked once."""
    height = round(page.height * UNIT)
    path = [
        f"{_pt(rule.x0)} {_pt(height - rule.y0)} m {_pt(rule.x1)} {_pt(height - rule.y1)} l"
        for rule in rules(page.boxes)
    ]
    return [f"/{LINE_STATE} gs", *path, "S"] if path else []


def _pt(hundredths: int) -> str:
    """Hundredths of a pt in pt, as short as it goes."""
    return f"{hundredths / UNIT:g}"


class _Pen:
    """Writes boxes of one page; remembers the font that is set, because it stays set from box to box."""

    def __init__(self, height: float, fonts: EmbeddedFonts, operators: list[str]) -> None:
        self._height = height
        self._fonts = fonts
        self._operators = operators
        self._font: EmbeddedFont | None = None
        self._size = 0.0

    def write(self, box: Box) -> None:
        """A text object for the lines of a box. Moves are relative, in whole hundredths, so nothing adds up."""
        add = self._operators.append
        x = y = 0
        add("BT")
        for placed in box.lines:
            line_y = round((self._height - placed.baseline) * UNIT)
            for piece in placed.line.pieces:
                font = self._fonts[piece.face]
                if font is not self._font or box.size != self._size:
                    self._font, self._size = font, box.size
                    add(f"/{font.name} {box.size:g} Tf")
                piece_x = round((placed.x + piece.x) * UNIT)
                add(f"{_pt(piece_x - x)} {_pt(line_y - y)} Td <{font.encode(piece.text)}> Tj")
                x, y = piece_x, line_y
        add("ET")
