"""Files that are no workbook of ours, or one that cannot be trusted: one plain line each, and nothing read."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from desktop.errors import UserError
from desktop.export.workbook import opening, read_workbook
from desktop.export.workbook.memory import SHEET_NAME, unpack
from tests.export import workbook_samples as samples
from tests.export.workbook_edits import NAME, Edited

GOOD = samples.project().data


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part rewritten (or added)."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            result.writestr(name, change(source.read(name)) if name == part else source.read(name))
        if part not in source.namelist():
            result.writestr(part, change(b""))
    return target.getvalue()


def in_hidden(cell: str, change: Callable[[str], str]) -> bytes:
    book = Edited(GOOD)
    book.book[SHEET_NAME][cell] = change(book.book[SHEET_NAME][cell].value)
    return book.data


def foreign() -> bytes:
    book = Workbook()
    book.active["A1"] = "别的表"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def without_hidden() -> bytes:
    book = Edited(GOOD)
    del book.book[SHEET_NAME]
    return book.data


def without_names(*, keep: bool = True) -> bytes:
    """All defined names dropped, and without `keep` all that stands on the sheet."""
    book = Edited(GOOD)
    book.book.defined_names.clear()
    if not keep:
        book.sheet.delete_rows(1, 100)
    return book.data


def without_row(index: int) -> bytes:
    book = Edited(GOOD)
    book.delete_row(index)
    return book.data


def without_sheet() -> bytes:
    book = Edited(GOOD)
    book.book.create_sheet("空表")
    del book.book[book.sheet.title]
    return book.data


def without_column() -> bytes:
    book = Edited(GOOD)
    book.book.defined_names["_绩表1_列5"].attr_text = "#REF!"
    return book.data


SHEET_1 = "xl/worksheets/sheet1.xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]>'


def doctype(data: bytes) -> bytes:
    return with_part(data, SHEET_1, lambda xml: ENTITY + xml)


def doctype_in_utf16(data: bytes) -> bytes:
    return with_part(data, SHEET_1, lambda xml: (ENTITY + xml).decode().encode("utf-16"))


def many_cells(data: bytes) -> bytes:
    row = b"<row>" + b"<c/>" * 1000 + b"</row>"
    return with_part(data, SHEET_1, lambda xml: xml.replace(b"</sheetData>", row * 201 + b"</sheetData>"))


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (opening.MAX_UNPACKED + 1))
    return target.getvalue()


def not_a_workbook() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return target.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "文件是空的。请重新导出或索取。"),
    "text": (lambda: b'{"\xe8\xa1\xa8": 1}', "不是 .xlsx 工作簿。请选择本程序导出的 .xlsx 文件。"),
    "old or encrypted": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "是加了密码的工作簿或旧格式（.xls、.et）。请在 Excel 或 WPS 里去掉密码，另存为 .xlsx。",
    ),
    "another zip": (not_a_workbook, "不是 .xlsx 工作簿。请选择本程序导出的 .xlsx 文件。"),
    "cut off": (lambda: GOOD[: len(GOOD) // 2], "文件不完整或已损坏。请重新复制或索取一份。"),
    "bytes overwritten": (
        lambda: GOOD[:300] + bytes(300) + GOOD[600:],
        "文件不完整或已损坏。请重新复制或索取一份。",
    ),
    "too large": (
        lambda: b"PK\x03\x04" + bytes(opening.MAX_BYTES),
        "文件超过 20 MB，不是填好的表。请确认选对了文件。",
    ),
    "a bomb": (bomb, "展开后太大，不是填好的表。请确认选对了文件。"),
    "too many cells": (
        lambda: many_cells(GOOD),
        "工作表里的单元格太多。请删去表格以外的行和列（整行、整列的格式也算），保存后再试。",
    ),
    "entities": (lambda: doctype(GOOD), "含有不该有的内容（DTD），不予打开。请换用本程序导出的原文件。"),
    "entities in UTF-16": (
        lambda: doctype_in_utf16(GOOD),
        "含有不该有的内容（DTD），不予打开。请换用本程序导出的原文件。",
    ),
    "links to other files": (
        lambda: with_part(GOOD, "xl/externalLinks/externalLink1.xml", lambda _: b"<externalLink/>"),
        "含有指向其他文件的链接。请在 WPS 或 Excel 的“数据—编辑链接”里断开链接，保存后再试。",
    ),
    "broken XML": (
        lambda: with_part(GOOD, SHEET_1, lambda xml: xml[:-40]),
        "工作簿已损坏，打不开。请用 Excel 或 WPS 打开后另存为 .xlsx，再试一次。",
    ),
    "no workbook part": (
        lambda: with_part(GOOD, "xl/workbook.xml", lambda _: b""),
        "工作簿已损坏，打不开。请用 Excel 或 WPS 打开后另存为 .xlsx，再试一次。",
    ),
    "foreign": (
        foreign,
        "不是由本程序导出的工作簿，或隐藏的数据页已被删去。请在本程序导出的工作簿上直接修改，不要另建新表。",
    ),
    "hidden sheet deleted": (
        without_hidden,
        "不是由本程序导出的工作簿，或隐藏的数据页已被删去。请在本程序导出的工作簿上直接修改，不要另建新表。",
    ),
    "hidden sheet damaged": (
        lambda: in_hidden("A3", lambda text: text[:200] + text[240:]),
        "隐藏的数据页已损坏，读不回来。请重新导出后再填，或使用改动前的文件。",
    ),
    "hidden sheet of another": (
        lambda: in_hidden("A2", lambda text: text[:-2] + "00"),
        "隐藏的数据页已损坏，读不回来。请重新导出后再填，或使用改动前的文件。",
    ),
    "newer": (
        lambda: in_hidden("A1", lambda text: text.replace("/1", "/2")),
        "由较新的程序导出，本程序读不懂。请先更新程序，或请对方用旧版本导出。",
    ),
    "nothing left to tell by": (
        lambda: without_names(keep=False),
        "工作表“部门预算项目支出绩效目标批复表”不像导出的表了，认不出各格。请在本程序导出的原工作簿上直接修改。",
    ),
    "all sheets deleted": (without_sheet, "工作簿里的表都被删去了。请使用改动前的文件，或重新导出。"),
}


@pytest.mark.parametrize(("make", "said"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_one_line(make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(UserError) as caught:
        read_workbook(make(), name=NAME)
    assert str(caught.value) == f"{NAME}：{said}"


def test_a_deleted_row_of_the_form_itself_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        read_workbook(without_row(2), name=NAME)
    where = f"{NAME} 工作表“部门预算项目支出绩效目标批复表”"
    assert str(caught.value) == f"{where}：“项目名称”所在的行被删去了。只有列表的行可以删，请撤销删除或重新导出后再填。"


def test_a_deleted_column_is_refused() -> None:
    with pytest.raises(UserError, match="所在的列被删去了"):
        read_workbook(without_column(), name=NAME)


def test_without_any_names_the_contents_tell_where_everything_is() -> None:
    assert read_workbook(without_names(), name=NAME).documents == (samples.project_document(),)


def test_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    data = with_part(
        GOOD, SHEET_1, lambda xml: xml.replace(b"<mergeCell ", b'<mergeCell ref="A200:XFD1048576"/><mergeCell ', 1)
    )
    assert read_workbook(data, name=NAME).documents == (samples.project_document(),)


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = with_part(GOOD, SHEET_1, lambda xml: xml.replace(b"</sheetData>", corner))
    assert read_workbook(data, name=NAME).documents == (samples.project_document(),)


def test_styles_that_openpyxl_does_not_understand_are_done_without() -> None:
    data = with_part(
        GOOD, "xl/styles.xml", lambda xml: xml.replace(b"<fills", b"<fills><fill><odd/></fill></fills><fills", 1)
    )
    assert read_workbook(data, name=NAME).documents == (samples.project_document(),)


WRONG: tuple[object, ...] = ([[]], {"a": 5}, 5.5)


def test_what_is_remembered_is_checked_through_and_through() -> None:
    """Whatever is changed in it, reading says so in one line; it never falls over."""
    column = [str(cell.value) for cell in Edited(GOOD).book[SHEET_NAME]["A"]]
    (sheet,) = json.loads(zlib.decompress(b64decode("".join(text[1:] for text in column[2:]))))

    def packed(raw: object) -> list[str]:
        data = json.dumps(raw).encode()
        return [column[0], "J" + hashlib.sha256(data).hexdigest(), "J" + b64encode(zlib.compress(data)).decode()]

    assert unpack(packed([sheet]), name=NAME)[0].document == samples.project_document()
    wrongs: list[object] = [None, [], {}, [None], [{}], 5, "x"]
    wrongs += [[sheet | {key: value}] for key in sheet for value in WRONG]
    for at in range(8):
        cell = [*sheet["cells"][0]]
        cell[at] = [{"path": [1]}]
        wrongs.append([sheet | {"cells": [cell]}])
    for wrong in wrongs:
        with pytest.raises(UserError):
            unpack(packed(wrong), name=NAME)
