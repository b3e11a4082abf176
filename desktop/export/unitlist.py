"""A plain list of units in a workbook: a column of names, perhaps one of codes and one of whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.export.workbook.opening import first_sheet

_NAMES = ("单位名称", "预算单位", "部门名称", "名称", "单位", "部门")
_CODES = ("单位代码", "单位编码", "预算代码", "代码", "编码")
_CONTACTS = ("联系人", "经办人", "联系电话", "电话")
_HEAD_ROWS = 10
"""So far down the captions are looked for: titles and notes may stand above them."""
_MAX_TEXT = 100


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of the list; `number` as the workbook counts it, `contact` all that says whom to call."""

    number: int
    name: str
    code: str = ""
    contact: str = ""


def read_unit_rows(data: bytes, *, name: str) -> list[UnitRow]:
    """The units in the first sheet; `name` is what messages call the file. Without captions the first column counts.

    Raises `UserError` for what is no workbook or cannot be trusted.
    """
    rows = first_sheet(data, name=name)
    start, captions = _captions(rows)
    columns = {word: _found(captions, words) for word, words in (("name", _NAMES), ("code", _CODES))}
    contacts = [at for at, caption in enumerate(captions) if caption in _CONTACTS]
    named = columns["name"][0] if columns["name"] else 0
    found = []
    for number, row in enumerate(rows[start:], start + 1):
        text = _cell(row, named)
        if text:
            code = _cell(row, columns["code"][0]) if columns["code"] else ""
            contact = " ".join(filter(None, (_cell(row, at) for at in contacts)))
            found.append(UnitRow(number, text, code, contact))
    return found


def _captions(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """The row after the captions, from 0, and the captions; (0, []) when there are none."""
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        captions = ["".join(cell.split()) for cell in row]
        if _found(captions, _NAMES):
            return at + 1, captions
    return 0, []


def _found(captions: Sequence[str], words: Sequence[str]) -> list[int]:
    """The columns with these captions, the best first."""
    return [at for word in words for at, caption in enumerate(captions) if caption == word]


def _cell(row: Sequence[str], at: int) -> str:
    return " ".join(row[at].split())[:_MAX_TEXT] if at < len(row) else ""
