"""Forms into a workbook: a sheet each, names, protection, and the hidden sheet by which it is read back."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from desktop.export.workbook import WorkbookForm
from desktop.export.workbook.charts import SHEET_NAME as CHARTS
from desktop.export.workbook.charts import add_charts
from desktop.export.workbook.choices import ChoiceLists
from desktop.export.workbook.contents import clean
from desktop.export.workbook.drawing import draw
from desktop.export.workbook.finishing import finished
from desktop.export.workbook.marks import CellMark, RowMark, SheetMark
from desktop.export.workbook.memory import SHEET_NAME, pack
from desktop.export.workbook.names import PlaceNames, column_anchor, column_letters, quoted, row_anchor, sheet_name
from desktop.export.workbook.paper import set_up
from desktop.export.workbook.plan import Plan, plan_sheet
from desktop.export.workbook.styles import Looks
from desktop.forms.code import code_of
from desktop.forms.document import Document


def write(forms: Sequence[WorkbookForm]) -> bytes:
    """The workbook's bytes."""
    if not forms:
        raise ValueError("a workbook needs a form")
    book = Workbook()
    book.remove(book.active)
    looks = Looks(book)
    hidden = book.create_sheet(SHEET_NAME)
    choices = ChoiceLists(hidden)
    taken = {SHEET_NAME.casefold()}
    marks = []
    for number, form in enumerate(forms, 1):
        sheet = book.create_sheet(sheet_name(form.name or form.document.form, taken), number)
        plan = plan_sheet(form)
        cells = draw(sheet, plan, looks, PlaceNames())
        choices.add(sheet, plan)
        set_up(sheet, plan)
        _protect(sheet)
        sheet.sheet_view.showGridLines = False
        mark = _mark(sheet, form.document, plan, cells, number)
        _name(book, sheet, mark, alone=len(forms) == 1)
        marks.append(mark)
    for form in forms:
        if form.figures:
            add_charts(book.create_sheet(sheet_name(CHARTS, taken)), form.figures, looks)
    looks.done()
    _remember(book, hidden, marks)
    book.properties.creator = "绩表"
    digests = [form.digest for form in forms if form.digest]
    book.properties.keywords = " ".join(f"sha256:{digest.hex()}" for digest in digests)
    book.properties.description = "\n".join(f"核对码 {code_of(digest)}" for digest in digests)
    book.properties.title = forms[0].sheet.grid.title.text if len(forms) == 1 else ""
    target = io.BytesIO()
    book.save(target)
    return finished(target.getvalue())


def _protect(sheet: Worksheet) -> None:
    """Locks what is locked, without a password; rows may come, go and be made higher."""
    protection = sheet.protection
    protection.sheet = True
    # False means allowed: the file says what is forbidden.
    protection.insertRows = protection.deleteRows = False
    protection.formatRows = protection.formatColumns = protection.formatCells = False


def _mark(sheet: Worksheet, document: Document, plan: Plan, cells: list[CellMark], number: int) -> SheetMark:
    rows = tuple(
        RowMark(row_anchor(number, at), row.printed, row.info.bands if row.info is not None else (), row.caption)
        for at, row in enumerate(plan.rows, 1)
    )
    columns = tuple(column_anchor(number, at) for at in range(1, len(plan.widths) + 1))
    labels = tuple(
        (planned.row, planned.col, text)
        for planned in plan.cells
        if not planned.cell.places and (text := clean(planned.cell.text)).strip()
    )
    return SheetMark(sheet.title, document, rows, columns, tuple(cells), labels)


def _name(book: Workbook, sheet: Worksheet, mark: SheetMark, *, alone: bool) -> None:
    """Names for people (the sheet's own when there are several sheets) and the hidden ones of rows and columns."""
    at = quoted(sheet.title)
    for cell in mark.cells:
        for place in cell.places:
            name = DefinedName(place.name, attr_text=f"{at}!${column_letters(cell.col)}${cell.row}")
            (book if alone else sheet).defined_names[place.name] = name
    for row, row_mark in enumerate(mark.rows, 1):
        book.defined_names[row_mark.name] = DefinedName(row_mark.name, attr_text=f"{at}!$A${row}", hidden=True)
    for col, anchor in enumerate(mark.columns, 1):
        book.defined_names[anchor] = DefinedName(anchor, attr_text=f"{at}!${column_letters(col)}$1", hidden=True)


def _remember(book: Workbook, hidden: Worksheet, marks: Sequence[SheetMark]) -> None:
    for row, text in enumerate(pack(marks), 1):
        hidden.cell(row, 1, text).data_type = "s"
    hidden.sheet_state = "veryHidden"
    book.move_sheet(hidden, len(book.sheetnames))
    book.active = 0
