"""Opening a workbook that came from outside: what may not be opened is refused before any of it is parsed.

A file on a USB stick may be anything. The packed size, the unpacked size, the number of cells and the XML itself are
looked at first; then openpyxl reads it row by row (it would otherwise make a cell for every one a merge covers, and a
merge may cover the whole sheet). Links to other files are refused rather than half understood.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from desktop.errors import UserError
from desktop.export.workbook.contents import Entry, entry_of
from desktop.export.workbook.marks import SheetMark
from desktop.export.workbook.memory import is_memory, unpack

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_PARTS = 2_000
MAX_CELLS = 200_000
MAX_ROW = 20_000
_STRAY_COLUMNS = 40
"""How far to the right of the form contents are still looked at, to be able to say that they were not read."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)[\s>/]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)


@dataclass(slots=True)
class OpenedSheet:
    """A sheet's contents by (row, column), from 1; blank cells are not in it."""

    title: str
    cells: dict[tuple[int, int], Entry] = field(default_factory=dict)

    @property
    def last_row(self) -> int:
        """The last row with content, 0 in an empty sheet."""
        return max((row for row, _ in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook of ours: what it remembers, its sheets by title, and where each defined name points."""

    marks: tuple[SheetMark, ...]
    sheets: dict[str, OpenedSheet]
    names: dict[str, tuple[str, int, int]]
    """Name (casefolded) → sheet title, row, column. Names that point nowhere any more are not in it."""
    local_names: dict[tuple[str, str], tuple[str, int, int]]
    """The same for names of one sheet: (sheet title, name)."""


def open_workbook(data: bytes, *, name: str) -> Opened:
    """Reads a workbook into plain values. `name` is what messages call the file.

    Raises:
        UserError: not a workbook, not one of ours, damaged, too large, or something in it cannot be trusted.
    """
    _look_before_opening(data, name)
    with _readable(name), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out; we read values only
        return _read(data, name)


def first_sheet(data: bytes, *, name: str) -> list[list[str]]:
    """The texts of the first sheet of any workbook, row by row from the first; a formula counts by its last result.

    Raises:
        UserError: not a workbook, damaged, too large, or something in it cannot be trusted.
    """
    _look_before_opening(data, name)
    with _readable(name), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as above
        with closing(_load(data, values=True)) as book:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = [
                ["" if cell.value is None else entry_of(cell.value, _format(cell)).text for cell in row]
                for row in sheet.iter_rows(max_row=MAX_ROW + 1, max_col=_STRAY_COLUMNS)
            ]
    if any(map(any, rows[MAX_ROW:])):  # what is not read is not left out without a word
        raise UserError(f"第一张工作表超过 {MAX_ROW} 行", where=name, remedy="请确认选对了文件，多余的行请删去")
    return rows


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """openpyxl says in many ways that a part is not what it should be."""
    try:
        yield
    except UserError:
        raise
    except MemoryError:
        raise UserError("文件太大，打不开", where=name, remedy="请确认选对了文件") from None
    except (*_BROKEN, ParseError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        remedy = "请用 Excel 或 WPS 打开后另存为 .xlsx，再试一次"
        raise UserError("工作簿已损坏，打不开", where=name, remedy=remedy) from None


def _look_before_opening(data: bytes, name: str) -> None:
    if not data:
        raise UserError("文件是空的", where=name, remedy="请重新导出或索取")
    if len(data) > MAX_BYTES:
        raise UserError(f"文件超过 {MAX_BYTES >> 20} MB，不是填好的表", where=name, remedy="请确认选对了文件")
    if data.startswith(_OLE):
        raise UserError(
            "是加了密码的工作簿或旧格式（.xls、.et）", where=name, remedy="请在 Excel 或 WPS 里去掉密码，另存为 .xlsx"
        )
    if not data.startswith(_ZIP):
        raise UserError("不是 .xlsx 工作簿", where=name, remedy="请选择本程序导出的 .xlsx 文件")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_at_parts(archive, name)
    except (*_BROKEN, RuntimeError, ValueError):
        raise UserError("文件不完整或已损坏", where=name, remedy="请重新复制或索取一份") from None


def _look_at_parts(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UserError("展开后太大，不是填好的表", where=name, remedy="请确认选对了文件")
    known = {part.filename.lstrip("/").lower() for part in parts}
    if "[content_types].xml" not in known or not any(part.startswith("xl/") for part in known):
        raise UserError("不是 .xlsx 工作簿", where=name, remedy="请选择本程序导出的 .xlsx 文件")
    if any(part.startswith("xl/externallinks/") for part in known):
        raise UserError(
            "含有指向其他文件的链接", where=name, remedy="请在 WPS 或 Excel 的“数据—编辑链接”里断开链接，保存后再试"
        )
    cells = 0
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        text = archive.read(part).replace(b"\0", b"")  # in UTF-16 every other byte of a mark-up word is zero
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise UserError("含有不该有的内容（DTD），不予打开", where=name, remedy="请换用本程序导出的原文件")
        if "worksheets/" in part.filename.lower():
            cells += len(_CELL.findall(text))
    if cells > MAX_CELLS:
        raise UserError(
            "工作表里的单元格太多", where=name, remedy="请删去表格以外的行和列（整行、整列的格式也算），保存后再试"
        )


def _load(data: bytes, *, values: bool) -> Any:
    """The workbook through openpyxl; when its styles are beyond openpyxl, once more without them."""
    from openpyxl import load_workbook  # noqa: PLC0415  # 150 ms, only when a workbook is opened

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return load_workbook(io.BytesIO(_without_styles(data)), read_only=True, data_only=values, keep_links=False)


def _without_styles(data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as stripped:
        for part in source.infolist():
            if part.filename.lower() != "xl/styles.xml":
                stripped.writestr(part.filename, source.read(part))
    return target.getvalue()


def _read(data: bytes, name: str) -> Opened:
    with closing(_load(data, values=True)) as book:
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        memory = next((title for title, sheet in sheets.items() if _memory(sheet)), None)
        if memory is None:
            remedy = "请在本程序导出的工作簿上直接修改，不要另建新表"
            raise UserError("不是由本程序导出的工作簿，或隐藏的数据页已被删去", where=name, remedy=remedy)
        marks = unpack(_memory(sheets.pop(memory)), name=name)
        width = max(len(mark.columns) for mark in marks) + _STRAY_COLUMNS
        opened = {title: _contents(sheet, width) for title, sheet in sheets.items()}
        names, local_names = _names(book)
    if _has_formulas(data):
        with closing(_load(data, values=False)) as book:
            _find_uncomputed(book, opened, width)
    return Opened(marks, opened, names, local_names)


def _memory(sheet: Any) -> list[str]:
    """The hidden sheet's texts; none when this is another sheet."""
    column: list[str] = []
    sheet.reset_dimensions()  # some programs write a wrong size, and openpyxl would believe it
    for row in sheet.iter_rows(max_col=1, max_row=MAX_ROW, values_only=True):
        value = row[0] if row else None
        if not column and not is_memory(value):
            return []
        if value is not None:
            column.append(str(value))
    return column


def _contents(sheet: Any, width: int) -> OpenedSheet:
    opened = OpenedSheet(sheet.title)
    sheet.reset_dimensions()
    for cells in sheet.iter_rows(max_row=MAX_ROW, max_col=width):
        for cell in cells:
            if cell.value is None or cell.value == "":
                continue
            entry = entry_of(cell.value, _format(cell), is_error=cell.data_type == "e")
            if entry.text:
                opened.cells[cell.row, cell.column] = entry
    return opened


def _format(cell: Any) -> str | None:
    try:
        return str(cell.number_format)
    except IndexError:  # styles left out
        return None


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = (archive.read(part) for part in archive.namelist() if "worksheets/" in part.lower())
        return any(_FORMULA.search(sheet) for sheet in sheets)


def _find_uncomputed(book: Any, sheets: dict[str, OpenedSheet], width: int) -> None:
    """Formulas whose result was never stored would read as blanks: they are told instead."""
    for title, opened in sheets.items():
        sheet = book[title]
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(max_row=MAX_ROW, max_col=width):
            for cell in cells:
                if cell.data_type == "f" and (cell.row, cell.column) not in opened.cells:
                    opened.cells[cell.row, cell.column] = Entry("", fault="这一格的公式还没有算出结果")


_POINT = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?")


def _names(
    book: Any,
) -> tuple[dict[str, tuple[str, int, int]], dict[tuple[str, str], tuple[str, int, int]]]:
    names = _points(book.defined_names)
    local_names: dict[tuple[str, str], tuple[str, int, int]] = {}
    for sheet in book.worksheets:
        for key, point in _points(sheet.defined_names).items():
            local_names[sheet.title, key] = point
    return names, local_names


def _points(defined: Any) -> dict[str, tuple[str, int, int]]:
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415  # loaded with the workbook

    found: dict[str, tuple[str, int, int]] = {}
    for key, item in defined.items():
        match = _POINT.fullmatch((item.attr_text or "").strip())
        if match is not None:
            sheet = (match[1] or match[2]).replace("''", "'").removeprefix("$")
            found[key.casefold()] = (sheet, int(match[4]), column_index_from_string(match[3]))
    return found
