"""A workbook back into documents: what was not touched is as it was, what was changed is what the sheet says now."""

from __future__ import annotations

from desktop.errors import UserError
from desktop.export.workbook.charts import is_chart_sheet
from desktop.export.workbook.contents import clean
from desktop.export.workbook.fields import FieldReader
from desktop.export.workbook.marks import SheetMark
from desktop.export.workbook.names import column_letters
from desktop.export.workbook.opening import open_workbook
from desktop.export.workbook.rows import ListRebuilder
from desktop.export.workbook.tracing import Trace, trace
from desktop.forms.document import Document, Row, Value
from desktop.forms.paths import Path

_MOST_NOTES = 20


def read(data: bytes, *, name: str) -> tuple[list[Document], list[str]]:
    """The documents and what the person should know. Raises `UserError`."""
    opened = open_workbook(data, name=name)
    documents: list[Document] = []
    notes: list[str] = []
    ours: set[str] = set()
    for mark in opened.marks:
        found = trace(opened, mark, name=name)
        if found is None:
            notes.append(f"{name}：工作表“{mark.sheet}”已被删去，这张表没有读入")
            continue
        ours.add(found.sheet.title)
        documents.append(_document(mark, found, notes, name=name))
    if not documents:
        raise UserError("工作簿里的表都被删去了", where=name, remedy="请使用改动前的文件，或重新导出")
    notes.extend(
        f"{name}：工作表“{title}”不是导出的表，没有读入"
        for title, sheet in opened.sheets.items()
        if title not in ours and sheet.cells and not is_chart_sheet(title)
    )
    return documents, notes


def _document(mark: SheetMark, found: Trace, notes: list[str], *, name: str) -> Document:
    reader = FieldReader(mark, found, name=name)
    readings = reader.read()
    document = mark.document.copy()
    for path, value in readings.changed.items():
        _put(document, path, value)
    ListRebuilder(mark, found, reader, document).rebuild()
    notes.extend(readings.notes)
    notes.extend(_left_over(mark, found, reader))
    return document


def _put(document: Document, path: Path, value: Value) -> None:
    """Sets a value; lists and rows on the way are there, because the form printed them."""
    row: Row = document.data
    for key, index in zip(path[:-1:2], path[1::2], strict=True):
        rows = row.get(str(key))
        if not isinstance(rows, list) or not isinstance(index, int) or index >= len(rows):
            return
        inner = rows[index]
        if not isinstance(inner, dict):
            return
        row = inner
    row[str(path[-1])] = value


def _left_over(mark: SheetMark, found: Trace, reader: FieldReader) -> list[str]:
    """What somebody wrote where the form has no place for it: said, so that nobody believes it was taken in."""
    where = f"{reader.name} 工作表“{found.sheet.title}”"
    labels = {_bare(label) for _, _, label in mark.labels}
    notes = []
    for (row, column), entry in sorted(found.sheet.cells.items()):
        if (row, column) in reader.readings.used or _bare(entry.text) in labels:
            continue
        text = entry.text if len(entry.text) <= 20 else entry.text[:20] + "…"
        notes.append(f"{where} {column_letters(column)}{row}：“{text}”不在可填的格里，没有读入")
    if len(notes) > _MOST_NOTES:
        notes[_MOST_NOTES:] = [f"{where}：这样的格还有 {len(notes) - _MOST_NOTES} 个"]
    return notes


def _bare(text: str) -> str:
    return "".join(clean(text).split())
