"""Page set-up: the sheet prints like the paper."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from desktop.export.workbook.names import column_letters
from desktop.export.workbook.plan import Plan
from desktop.export.workbook.styles import FONT

_PAPERS = {(210, 297): 9, (297, 420): 8, (148, 210): 11}
"""A4, A3, A5 by their sizes in mm; numbers of the file format."""
_A4 = 9
_HEADING = 8.0
"""mm from the paper's edge to the page number."""


def set_up(sheet: Worksheet, plan: Plan) -> None:
    """Paper, margins, scale, what is printed and what repeats on further pages."""
    paper = plan.grid.paper
    short, long = sorted((round(paper.width), round(paper.height)))

    sheet.page_setup.paperSize = _PAPERS.get((short, long), _A4)
    sheet.page_setup.orientation = "landscape" if paper.width > paper.height else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if plan.one_page else 0

    margins = sheet.page_margins
    margins.left, margins.right = paper.left / 25.4, paper.right / 25.4
    margins.top, margins.bottom = paper.top / 25.4, paper.bottom / 25.4
    margins.header = margins.footer = _HEADING / 25.4

    sheet.print_area = f"A1:{column_letters(len(plan.widths))}{len(plan.rows)}"
    if not plan.one_page:
        sheet.oddFooter.center.text = "— &P —"
        sheet.oddFooter.center.font, sheet.oddFooter.center.size = FONT, 10
        if plan.header is not None:
            sheet.print_title_rows = f"{plan.header[0]}:{plan.header[1]}"
