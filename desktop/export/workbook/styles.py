"""The looks of cells.

Each distinct look is registered once; setting font, border and the rest for every cell through openpyxl's public
attributes costs ten times as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.workbook import Workbook

from desktop.forms.grid import Align

FONT = "宋体"
UNIT_FONT, UNIT_SIZE = "Courier New", 10.0
"""Font of the style Normal, in whose digits column widths are counted. No cell of a form is set in it.

Excel rounds the digit to whole pixels, LibreOffice does not, so a sheet comes out equally wide in both only where the
digit is a whole number of pixels by itself: Courier New, 0.6 em of 13⅓ pixels. 宋体 11 is 8 pixels in Excel, 7.3 in
LibreOffice, and 8.2 with Noto Serif SC in its place.
"""
DIGIT_PIXELS = 8
"""Width of that digit at 96 dpi."""
_SPARE = 0.997
"""A table a hair too wide would be printed a whole per cent smaller, or two."""
_CHARSET = 134  # GB 2312, as Chinese Excel writes it
_LINE = Side(style="thin")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks and whether it can be typed into."""

    size: float
    align: Align = Align.CENTER
    bold: bool = False
    framed: bool = True
    locked: bool = True
    number_format: str = "General"
    one_line: bool = False
    """Shrunk rather than wrapped: a number must not become `####`."""
    text_prefix: bool = False
    """Excel's own mark (') that what follows is text although it begins like a formula."""


class Looks:
    """Registers looks in one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._scratch = book.create_sheet("scratch")
        self._book = book
        self._arrays: dict[Look, Any] = {}
        self._fonts: dict[tuple[float, bool], Font] = {}
        self._default_font()

    def done(self) -> None:
        """Takes the sheet the looks were made on out again."""
        self._book.remove(self._scratch)

    def array(self, look: Look) -> Any:
        """openpyxl's style array for a look, to be set as `_style` of a cell or row."""
        found = self._arrays.get(look)
        if found is None:
            cell = self._scratch.cell(1, 1)
            cell.font = self._font(look.size, bold=look.bold)
            cell.alignment = Alignment(
                horizontal=look.align.value, vertical="center", wrap_text=not look.one_line, shrink_to_fit=look.one_line
            )
            cell.border = _FRAME if look.framed else Border()
            cell.protection = Protection(locked=look.locked)
            cell.number_format = look.number_format
            cell.quotePrefix = look.text_prefix
            found = self._arrays[look] = cell._style  # noqa: SLF001  # openpyxl's documented way to reuse a style
            cell._style = type(found)()  # noqa: SLF001
        return found

    def _font(self, size: float, *, bold: bool) -> Font:
        return self._fonts.setdefault((size, bold), Font(name=FONT, size=size, bold=bold, charset=_CHARSET))

    def _default_font(self) -> None:
        """The style Normal and font 0: both are taken for the unit of column widths, by one program or another."""
        font = Font(name=UNIT_FONT, size=UNIT_SIZE)
        fonts = self._book._fonts  # noqa: SLF001  # openpyxl has no other way to set the default font
        fonts.clear()
        fonts.add(font)
        self._book._named_styles["Normal"].font = font  # noqa: SLF001


def column_width(mm: float) -> float:
    """A column's width in the units of the file, for mm on paper."""
    return round(mm * _SPARE / 25.4 * 96 / DIGIT_PIXELS, 3)


def number_format(text: str, decimals: int | None, *, percent: bool) -> str:
    """The number format under which Excel shows a number as the paper does.

    At least `decimals` digits and more where a number has more, because digits that say something are never hidden.
    `text` is what the paper shows now, `""` for a blank.
    """
    shown = len(text.rstrip("%").partition(".")[2])
    least = decimals if decimals is not None else shown
    found = f"0.{'0' * least}####" if least else "General"
    return found + '"%"' if percent else found
