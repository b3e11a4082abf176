"""The sheet 图: the charts of a summary as the spreadsheet's own, to be copied into a report and restyled there.

The same bars in the same order as on paper (`desktop.forms.charted`), over numbers that stand beside them on the sheet.
Two things stay with paper, because spreadsheet programs have no sound way to draw them: the line at a limit (its side
is told by colour, and in the key) and the break in a bar that is too long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RichTextProperties
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from desktop.export.workbook.contents import clean, escaped
from desktop.export.workbook.names import column_letters
from desktop.export.workbook.styles import Look, Looks, column_width, number_format
from desktop.forms.chart import ChartKind, Warned
from desktop.forms.charted import Bar, Figure
from desktop.forms.chartmarks import ACCENT, AMBER, edge_of, ink_on, shortened_names, tints
from desktop.forms.grid import Align
from desktop.forms.page import Color

SHEET_NAME = "图"
_STEP, _STEPS = 16.0, 10
"""mm of a narrow column, and how many of them a chart and the gap after it take."""
_NUMBERS = 2 * _STEPS + 1
"""The column in which the numbers begin: right of two charts beside each other."""
_WIDTH, _ROW = 15.2, 15.0
"""cm of a chart; pt of a row."""
_POINTS_PER_CM = 72 / 2.54
_BAR, _HEAD, _STRIP, _HIGHEST = 0.62, 2.2, 4.2, 20.5
"""cm of height for each bar, for title and key, of a chart with one bar, and at most."""
_MARGINS = (0.6, 0.6, 0.5, 0.5)
"""Inches left, right, above and below, as the file wants them."""
_SCALE = 82
"""% at which two charts beside each other fill the width between these. Fitted to the width by the program, LibreOffice
makes sheets with page breaks smaller than they need be."""
_PAGE = 41
"""Rows on a printed page between these."""
_MANY = 30
"""Bars from which their names are set smaller."""
_NUMBER, _CHARACTER, _LEAST_PLOT = 1.7, 0.33, 5.0
"""cm: room for the number at a bar's end, for a character of a name, and for the bars at least."""
_MOST_NAME = 6.0
"""cm of a name: a longer one is shortened as on paper, for programs let it stand out of the frame."""
_LABEL_COLUMN, _NUMBER_COLUMN = 70.0, 28.0
_SIZE = 10.5
_TINY, _SMALL, _PLAIN, _TITLE = 700, 800, 900, 1100
"""Type sizes in the charts, hundredths of a pt."""
_FAMILY = "宋体"
_A4, _GENERAL = 9, "General"
_SIDES = {
    Warned.BELOW: ("不到", "达到"), Warned.ABOVE: ("超过", "不超过"), Warned.AT_MOST: ("不超过", "超过"),
    Warned.AT_LEAST: ("达到", "不到"),
}  # fmt: skip
"""What is said of the two sides of a line: of the one to be noticed, and of the other."""


@dataclass(frozen=True, slots=True)
class _Series:
    """One column of numbers: its name, its colour, and a number or none for each bar."""

    name: str
    color: Color
    values: tuple[Decimal | None, ...]


def add_charts(sheet: Worksheet, figures: Sequence[Figure], looks: Looks) -> None:
    """Fill a blank sheet: charts at the left in two columns, their numbers at the right, one block below the other."""
    _set_up(sheet)
    row, head, tops = 1, 1, [1, 1]
    for figure in figures:
        series = _series(figure)
        first = _write(sheet, figure, series, row, looks)
        row = first + len(figure.bars) + (figure.rest is not None) + 1
        height = min(_HEAD + _BAR * len(figure.bars), _HIGHEST) if len(figure.bars) > 1 else _STRIP
        rows = math.ceil(height * _POINTS_PER_CM / _ROW)
        side = tops.index(min(tops))
        if tops[side] + rows > head + _PAGE:
            head = max(tops)
            sheet.row_breaks.append(Break(head - 1))
            side, tops = 0, [head + 1, head + 1]  # a frame on the very edge would be printed on both pages
        chart = _chart(sheet, figure, series, first)
        chart.width, chart.height = _WIDTH, height
        sheet.add_chart(chart, f"{column_letters(1 + side * _STEPS)}{tops[side]}")
        tops[side] += rows + 1
    sheet.print_area = f"A1:{column_letters(2 * _STEPS)}{max(tops)}"
    for number in range(1, max(row, *tops) + 1):
        sheet.row_dimensions[number].height = _ROW  # a default alone is not kept to where something stands in a row


def is_chart_sheet(title: str) -> bool:
    """Whether a sheet's name is one of those with charts, which hold nothing to be read back."""
    return title == SHEET_NAME or (title.startswith(f"{SHEET_NAME}(") and title.endswith(")"))


def _set_up(sheet: Worksheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = _ROW, True
    for column in range(1, _NUMBERS):
        sheet.column_dimensions[column_letters(column)].width = column_width(_STEP)
    sheet.column_dimensions[column_letters(_NUMBERS)].width = column_width(_LABEL_COLUMN)
    for column in range(_NUMBERS + 1, _NUMBERS + 9):
        sheet.column_dimensions[column_letters(column)].width = column_width(_NUMBER_COLUMN)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.scale = _SCALE
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = _MARGINS


def _series(figure: Figure) -> list[_Series]:
    """The columns of numbers. Bars on the wrong side of a line are a column of their own: so they have a colour."""
    chart = figure.chart
    if chart.kind is not ChartKind.BARS:
        colors = tints(chart.values, chart.notable)
        return [
            _Series(name, color, tuple(bar.parts[at] for bar in figure.bars))
            for at, (name, color) in enumerate(zip(figure.names, colors, strict=True))
        ]
    name = figure.names[0] if chart.label else figure.unit or figure.title
    if figure.line is None:
        return [_Series(name, ACCENT, tuple(bar.total for bar in figure.bars))]
    wrong, right = _SIDES[chart.warned]
    return [
        _Series(f"{right} {figure.line_text}", ACCENT, _side(figure.bars, warned=False)),
        _Series(f"{wrong} {figure.line_text}", AMBER, _side(figure.bars, warned=True)),
    ]


def _side(bars: Sequence[Bar], *, warned: bool) -> tuple[Decimal | None, ...]:
    return tuple(bar.total if bar.warned is warned else None for bar in bars)


def _write(sheet: Worksheet, figure: Figure, series: Sequence[_Series], row: int, looks: Looks) -> int:
    """The numbers from `row` on: title, captions, a row for each bar, the rest. Returns the row of the first bar."""
    name, caption = Look(_SIZE, Align.LEFT, framed=False, one_line=True), Look(_SIZE, Align.RIGHT, framed=False)
    number = Look(_SIZE, Align.RIGHT, framed=False, one_line=True, number_format=_format(figure))
    title = Look(_SIZE, Align.LEFT, bold=True, framed=False, one_line=True)
    _put(sheet, (row, _NUMBERS), figure.title, looks.array(title))
    for at, one in enumerate(series, 1):
        _put(sheet, (row + 1, _NUMBERS + at), one.name, looks.array(caption))
    for here, label in enumerate(_names(figure), row + 2):
        _put(sheet, (here, _NUMBERS), label or figure.unit or "合计", looks.array(name))
        for at, one in enumerate(series, 1):
            value = one.values[here - row - 2]
            if value is not None:
                cell = sheet.cell(here, _NUMBERS + at, value)
                cell._style = looks.array(number)  # noqa: SLF001  # see styles
    if figure.rest is not None:
        here, rest = row + 2 + len(figure.bars), figure.rest
        _put(sheet, (here, _NUMBERS), rest.label, looks.array(name))
        _put(sheet, (here, _NUMBERS + 1), f"{rest.text} {rest.words}".strip(), looks.array(caption))
    return row + 2


def _names(figure: Figure) -> list[str]:
    return shortened_names([bar.label for bar in figure.bars], _MOST_NAME * _POINTS_PER_CM, _PLAIN / 100)


def _put(sheet: Worksheet, place: tuple[int, int], text: str, style: Any) -> None:
    cell = sheet.cell(*place, escaped(clean(text)))
    cell.data_type = "s"  # openpyxl takes `=…` for a formula
    cell._style = style  # noqa: SLF001  # see styles


def _format(figure: Figure) -> str:
    """As the table shows its numbers. A part of nothing is not shown: its 0 would stand on its neighbour."""
    shown = number_format("", figure.field.decimals, percent=figure.percent)
    if figure.chart.kind is ChartKind.BARS:
        return shown
    return f"{shown if shown != _GENERAL else '0.####' if _is_broken(figure) else '0'};;;"


def _chart(sheet: Worksheet, figure: Figure, series: Sequence[_Series], first: int) -> BarChart:
    """Bars that lie, the first on top; no axis to be read, because each bar has its number."""
    chart = BarChart()
    chart.type = "bar"
    parted = figure.chart.kind is not ChartKind.BARS
    chart.grouping, chart.overlap = ("stacked" if parted else "clustered"), 100
    chart.gapWidth = 45
    last = first + len(figure.bars) - 1
    for at, one in enumerate(series, 1):
        values = Reference(sheet, min_col=_NUMBERS + at, min_row=first - 1, max_row=last)
        drawn = Series(values, title_from_data=True)
        drawn.graphicalProperties = _filled(one.color, edge_of(one.color) if parted else None)
        drawn.dLbls = _labels(figure, one.color, inside=parted)
        chart.series.append(drawn)
    chart.set_categories(Reference(sheet, min_col=_NUMBERS, min_row=first, max_row=last))
    chart.title = clean(figure.title)
    chart.title.tx.rich.p[0].r[0].rPr = _type(_TITLE)
    chart.title.overlay = False
    names, numbers = chart.x_axis, chart.y_axis
    names.scaling.orientation = "maxMin"
    names.delete, numbers.delete = figure.chart.kind is ChartKind.STRIP, True
    names.majorTickMark, numbers.majorGridlines = "none", None
    names.txPr = _rich(_PLAIN if len(figure.bars) < _MANY else _TINY)
    names.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="808080", w=6350))
    numbers.scaling.min = 0
    longest = max((float(bar.length) for bar in figure.bars), default=0.0)
    if longest:
        numbers.scaling.max = longest if parted else longest * _room(figure)
    if len(series) == 1:
        chart.legend = None
    else:
        chart.legend.position, chart.legend.txPr = "t", _rich(_PLAIN)
    if figure.chart.kind is ChartKind.STRIP:
        chart.layout = Layout(manualLayout=ManualLayout(x=0.03, y=0.42, w=0.94, h=0.4))
    return chart


def _room(figure: Figure) -> float:
    """How much further than the longest bar the axis reaches, for the number at its end."""
    plot = _WIDTH - _CHARACTER * max(map(len, _names(figure)))
    return 1 + _NUMBER / max(plot, _LEAST_PLOT)


def _filled(color: Color, edge: Color | None) -> GraphicalProperties:
    properties = GraphicalProperties(solidFill=_hex(color))
    properties.line = LineProperties(solidFill=_hex(edge), w=9525) if edge is not None else LineProperties(noFill=True)
    return properties


def _labels(figure: Figure, color: Color, *, inside: bool) -> DataLabelList:
    """Each bar's number: at its end, or in its parts."""
    labels = DataLabelList()
    labels.numFmt, labels.position = _format(figure), "ctr" if inside else "outEnd"
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.txPr = _rich(_SMALL, white=inside and ink_on(color) == 1.0)
    return labels


def _is_broken(figure: Figure) -> bool:
    """Whether some number has digits after the point."""
    return any(part is not None and part % 1 for bar in figure.bars for part in bar.parts)


def _rich(size: int, *, white: bool = False) -> RichText:
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=_type(size, white=white)), endParaRPr=_type(size))
    return RichText(bodyPr=RichTextProperties(wrap="none"), p=[paragraph])


def _type(size: int, *, white: bool = False) -> CharacterProperties:
    family = Font(typeface=_FAMILY)
    return CharacterProperties(sz=size, b=False, latin=family, ea=family, solidFill="FFFFFF" if white else "000000")


def _hex(color: Color) -> str:
    return "".join(f"{part:02X}" for part in color)
