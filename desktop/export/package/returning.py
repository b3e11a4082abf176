"""What goes back down: a return file `.jbt` with the reasons and the remarks, and the sender's answers to them.

A return file is UTF-8 JSON and holds no form: the sender has it already, and finds it by the digest of its content. So
there is nothing in it to run, to unpack or to overwrite; read with the same suspicion as a manifest, and with a sum
over all of it that tells a file cut short or altered on the way.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from desktop.errors import UserError
from desktop.export.package import FORMAT
from desktop.export.package.jsontable import Fault, JsonTable, no_number
from desktop.forms.jsonio import MAX_ROWS, text_fault
from desktop.forms.paths import Path

SUFFIX = ".jbt"
KIND = "退回"
REPLIES = "附件/答复.json"
"""Under this name a package carries the answers of its sender."""
REPLIES_TITLE = "对退回意见的答复"
MAX_BYTES = 8 * 1024 * 1024
MAX_DOCUMENTS = 1_000
MAX_REMARKS = 1_000
MAX_REPLIES = 20_000
MAX_TEXT = 2_000
"""Characters of a reason, a remark, an answer."""
MAX_SHOWN = 200
"""Characters of what stood at a place."""
_SUM = "校验"
_DEEPEST = 8
"""Parts of a place's path: lists within lists within a list are four."""


@dataclass(frozen=True, slots=True)
class ReturnedRemark:
    """A remark at a place, `()` for the whole. `number` is what an answer names; `shown` what stood there."""

    number: int
    path: Path
    shown: str
    text: str


@dataclass(frozen=True, slots=True)
class ReturnedDocument:
    """A document that is to be done again: which one, why, and what about its cells. `digest` in hex."""

    form: str
    edition: str
    year: int
    unit: str
    project: str
    revision: int
    digest: str
    why: str
    remarks: tuple[ReturnedRemark, ...] = ()


@dataclass(frozen=True, slots=True)
class Return:
    """A return file. `unit`: to whom it goes; `made`: ISO 8601 with zone."""

    unit: str
    made: str
    program: str
    documents: tuple[ReturnedDocument, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """The sender's answer to a remark."""

    number: int
    text: str


def dumps(returned: Return) -> bytes:
    """The file, the same bytes for the same return."""
    raw: dict[str, object] = {
        "格式": FORMAT, "种类": KIND, "程序": returned.program, "单位": returned.unit, "时间": returned.made,
        "退回": [_document_json(document) for document in returned.documents],
    }  # fmt: skip
    return (json.dumps(raw | {_SUM: _sum_of(raw)}, ensure_ascii=False, indent=1) + "\n").encode()


def _document_json(document: ReturnedDocument) -> dict[str, object]:
    return {
        "表": document.form, "版式": document.edition, "年度": document.year, "单位": document.unit,
        "项目": document.project, "修订": document.revision, "摘要": document.digest, "理由": document.why,
        "意见": [
            {"号": one.number, "位置": list(one.path), "原来": one.shown, "意见": one.text} for one in document.remarks
        ],
    }  # fmt: skip


def loads(data: bytes, *, name: str) -> Return:
    """The return in a file's bytes; `name` is what messages call it.

    Raises `UserError` for anything `dumps` does not write.
    """
    raw = _parsed(data, name)
    if not isinstance(raw, dict) or raw.get("种类") != KIND:
        raise UserError("不是退回文件", where=name, remedy=f"请选择上级发来的 {SUFFIX} 文件")
    if isinstance(raw.get("格式"), int) and raw["格式"] > FORMAT:
        raise UserError("是较新的程序做的退回文件", where=name, remedy="请先更新程序")
    told = raw.pop(_SUM, None)
    if told != _sum_of(raw):
        raise UserError("退回文件不完整或被改动过", where=name, remedy="请向上级重新要一份")
    top = _Table(raw, _refusal(name))
    top.number("格式")
    top.text("种类")
    found = Return(
        program=top.text("程序"), unit=top.text("单位"), made=top.text("时间"),
        documents=tuple(_document(item) for item in top.tables("退回", MAX_DOCUMENTS)),
    )  # fmt: skip
    top.done()
    return found


def _document(item: _Table) -> ReturnedDocument:
    rows = item.tables("意见", MAX_REMARKS)
    document = ReturnedDocument(
        form=item.text("表"), edition=item.text("版式"), year=item.number("年度"), unit=item.text("单位"),
        project=item.text("项目"), revision=item.number("修订"), digest=item.digest("摘要"), why=item.text("理由"),
        remarks=tuple(
            ReturnedRemark(one.number("号"), one.path("位置"), one.text("原来"), one.text("意见"))
            for one in rows
        ),
    )  # fmt: skip
    for table in (*rows, item):
        table.done()
    return document


def dump_replies(replies: tuple[Reply, ...]) -> bytes:
    """The answers as a package carries them."""
    raw = {"格式": FORMAT, "答复": [{"号": reply.number, "答复": reply.text} for reply in replies]}
    return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()


def load_replies(data: bytes, *, name: str) -> tuple[Reply, ...]:
    """The answers that came with a package. Raises `UserError`."""
    top = _Table(_parsed(data, name), _refusal(name))
    top.number("格式")
    rows = top.tables("答复", MAX_REPLIES)
    replies = tuple(Reply(row.number("号"), row.text("答复")) for row in rows)
    for table in (*rows, top):
        table.done()
    return replies


def _sum_of(raw: dict[str, Any]) -> str:
    plain = json.dumps(raw, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _parsed(data: bytes, name: str) -> Any:
    if len(data) > MAX_BYTES:
        raise UserError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB", where=name, remedy="请确认选对了文件")
    try:
        return json.loads(data.decode("utf-8"), parse_float=no_number, parse_constant=no_number)
    except (ValueError, RecursionError):
        raise UserError("读不懂，文件可能不完整", where=name, remedy="请向对方重新要一份") from None


class _Table(JsonTable):
    """One JSON object of a return; its numbers may be any row number of SQLite."""

    def allows(self, text: str) -> bool:
        """What can stand in a cell."""
        return len(text) <= MAX_TEXT and not text_fault(text)

    def path(self, key: str) -> Path:
        """A place in a document."""
        value = self.items(key, _DEEPEST)
        for part in value:
            is_row = isinstance(part, int) and not isinstance(part, bool) and 0 <= part < MAX_ROWS
            if not is_row and (not isinstance(part, str) or not self.allows(part)):
                raise self.fault(key)
        return tuple(value)


def _refusal(name: str) -> Fault:
    return lambda place: UserError(f"“{place}”不对", where=name, remedy="请向对方重新要一份")
