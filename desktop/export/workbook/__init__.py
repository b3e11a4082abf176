"""Forms as an Excel workbook, and a workbook that somebody edited back into documents.

A sheet shows the grid as it is: same cells, same merges, same widths; it decides nothing. Beside the sheets a hidden
one remembers the documents and what was written where (`marks`, `memory`), so that reading compares instead of
guessing: what still says the same is as it was, to the character; what says something else is the change.

Protection: sheets are protected without a password. Labels and computed cells are locked, fields are not. Rows may be
inserted and deleted and their heights changed. Excel deletes only rows without a single locked cell: a list's rows are
therefore unlocked to the last column, a label that reaches down beside them (绩效指标) being locked in its first cell
only. A row with a computed cell or with a caption of its own is deleted after 撤销工作表保护.

openpyxl is loaded when a workbook is first written or read. It keeps to the XML parser of the standard library,
whose refusals `opening` knows, also where the Word writer has brought lxml along.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.forms.charted import Figure
from desktop.forms.document import Document
from desktop.forms.sheet import Sheet

os.environ["OPENPYXL_LXML"] = "False"  # openpyxl asks once, when it is loaded


@dataclass(frozen=True, slots=True)
class WorkbookForm:
    """One form for a workbook: a sheet of its own.

    `sheet` is the form as typeset (`desktop.forms.fit.fitted_sheet`): its grid, row heights and type size. `name` is
    what the tab should be called, the form's name when empty. `digest` of the document's content (docs/核对码.md)
    stands in the file's properties, never on the sheet: there it would go on being printed beside cells that were
    changed. `figures` are drawn as the spreadsheet's own charts, on a sheet 图 behind the form's.
    """

    document: Document
    sheet: Sheet
    name: str = ""
    digest: bytes = b""
    figures: Sequence[Figure] = ()


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a workbook holds now. `notes`: one Chinese line each for what was not read in, or read in with a proviso."""

    documents: tuple[Document, ...]
    notes: tuple[str, ...] = ()


def write_workbook(forms: Sequence[WorkbookForm]) -> bytes:
    """The forms as an .xlsx file, a sheet each.

    Raises:
        ValueError: there is no form.
    """
    from desktop.export.workbook.writing import write  # noqa: PLC0415  # loads openpyxl, which costs 150 ms

    return write(forms)


def read_workbook(data: bytes, *, name: str) -> ReadBack:
    """The documents in a workbook written by `write_workbook`, as it was or edited in between.

    `name` is what messages call the file. Values are the sheet's; whether they suit the edition is for checks to say.

    Raises:
        UserError: not a workbook of this program, damaged, encrypted, too large, of a newer format, or a cell that
            cannot be read. Nothing is read by halves.
    """
    from desktop.export.workbook.reading import read  # noqa: PLC0415  # loads openpyxl, which costs 150 ms

    documents, notes = read(data, name=name)
    return ReadBack(tuple(documents), tuple(notes))
