"""The hidden sheet: what the workbook remembers, packed so that no spreadsheet program can spoil it.

JSON, compressed, in base64, cut into cells: letters and digits only, because programs rewrite `_x000D_`, trim blanks
and take a leading `=` for a formula. A checksum tells a damaged sheet from a whole one, a version a newer from an old
one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import zlib
from collections.abc import Sequence

from desktop.errors import UserError
from desktop.export.workbook.marks import DamagedMark, SheetMark, from_json, to_json

SHEET_NAME = "绩表数据"
MAGIC = "绩表工作簿"
VERSION = 1
"""Raise when what `marks` writes can no longer be read by the program that was there before."""

_CHUNK = 30_000
"""Characters in a cell; Excel holds 32,767."""
_LEAD = "J"
"""Before each chunk, so that none looks like a formula or a number."""
_MAX_JSON = 64 * 1024 * 1024
_HEAD = re.compile(rf"{MAGIC}/(\d{{1,6}})")


def pack(marks: Sequence[SheetMark]) -> list[str]:
    """The texts of the hidden sheet's first column, top to bottom."""
    data = json.dumps([to_json(mark) for mark in marks], separators=(",", ":")).encode("ascii")
    body = base64.b64encode(zlib.compress(data, 6)).decode("ascii")
    chunks = [_LEAD + body[at : at + _CHUNK] for at in range(0, len(body), _CHUNK)]
    return [f"{MAGIC}/{VERSION}", _LEAD + hashlib.sha256(data).hexdigest(), *chunks]


def is_memory(first: object) -> bool:
    """Whether a sheet whose first cell holds this is the hidden one."""
    return isinstance(first, str) and _HEAD.fullmatch(first.strip()) is not None


def unpack(column: Sequence[str], *, name: str) -> tuple[SheetMark, ...]:
    """What `pack` was given. `column` are the texts of the hidden sheet. Raises `UserError` naming the file."""
    head = _HEAD.fullmatch(column[0].strip()) if column else None
    if head is None:
        raise _damaged(name)
    if int(head[1]) > VERSION:
        raise UserError("由较新的程序导出，本程序读不懂", where=name, remedy="请先更新程序，或请对方用旧版本导出")
    try:
        digest, *chunks = (text.strip().removeprefix(_LEAD) for text in column[1:])
        data = _inflate(base64.b64decode("".join(chunks), validate=True))
        if hashlib.sha256(data).hexdigest() != digest:
            raise DamagedMark("checksum")
        raw = json.loads(data)
        if not isinstance(raw, list) or not raw:
            raise DamagedMark("no sheet")
        return tuple(from_json(item) for item in raw)
    except (DamagedMark, ValueError, binascii.Error, zlib.error, RecursionError):
        raise _damaged(name) from None


def _inflate(data: bytes) -> bytes:
    machine = zlib.decompressobj()
    found = machine.decompress(data, _MAX_JSON)
    if machine.unconsumed_tail or not machine.eof:
        raise DamagedMark("length")
    return found


def _damaged(name: str) -> UserError:
    return UserError("隐藏的数据页已损坏，读不回来", where=name, remedy="请重新导出后再填，或使用改动前的文件")
