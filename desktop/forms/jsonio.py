"""A document as a file: UTF-8 JSON in, UTF-8 JSON out (interface.md).

Reading trusts nothing: size, nesting, encoding, every key and every type are looked at before a document comes to be,
and the first fault is one clear line with file and place. Values stay as they are written; a JSON number becomes its
plain decimal spelling, never a float.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from desktop.errors import UserError
from desktop.forms.catalogue import Catalogue
from desktop.forms.document import Document, Row, Value
from desktop.forms.edition import Edition, Field, FieldType, ListField
from desktop.forms.jsontext import written
from desktop.forms.notes import Note

MAX_BYTES = 8 * 1024 * 1024
MAX_TEXT = 10_000
"""Characters in one cell; more is a slip (a whole file pasted), not a form."""
MAX_ROWS = 5_000
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Controls but line breaks and tabs, halves of characters, and what Unicode says is no character."""
_TICKED = (FieldType.TICK, FieldType.TICKS)
_KEYS = ("表", "版式", "年度", "单位", "修订", "数据", "说明")


def loads(data: bytes, *, name: str, catalogue: Catalogue) -> Document:
    """The document in a file's bytes; `name` is what messages call the file. Raises `UserError`."""
    if len(data) > MAX_BYTES:
        raise UserError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不是填好的表", where=name, remedy="请确认选对了文件")
    raw = _parsed(data, name)
    if not isinstance(raw, dict) or not isinstance(raw.get("表"), str):
        raise UserError("不是绩表的文件（没有“表”一项）", where=name, remedy="请选择本程序导出的文件")
    for key in raw:
        if key not in _KEYS:
            raise UserError(f"不认识“{_short(key)}”一项", where=name, remedy=f"只应有 {'、'.join(_KEYS)}")
    year = _year(raw.get("年度"), name)
    edition_name, unit = raw.get("版式"), raw.get("单位")
    for key, value in (("版式", edition_name), ("单位", unit)):
        if value is not None and not isinstance(value, str):
            raise UserError(f"“{key}”应是文字", where=name)
    edition = catalogue.for_document(raw["表"], edition_name, year, where=name)
    content = raw.get("数据")
    if not isinstance(content, dict):
        raise UserError("没有“数据”一项，文件可能不完整", where=name, remedy="请重新导出或索取")
    reader = _Reader(edition, name)
    return Document(
        form=edition.form, edition=edition.edition, year=year, data=reader.row(content, edition.fields, ""),
        unit=unit, revision=_revision(raw.get("修订"), name), notes=_notes(raw.get("说明"), name),
        edition_implied=edition_name is None,
    )  # fmt: skip


def dumps(document: Document) -> bytes:
    """The document as UTF-8 JSON, as `loads` takes it."""
    head: dict[str, object] = {"表": document.form}
    if not document.edition_implied:
        head["版式"] = document.edition
    head["年度"] = document.year
    if document.unit is not None:
        head["单位"] = document.unit
    if document.revision:
        head["修订"] = document.revision
    head["数据"] = document.data
    if document.notes:
        head["说明"] = [
            {"代码": note.code, "字段": list(note.field), "行": list(note.row), "依据": note.basis, "说明": note.text}
            for note in document.notes
        ]
    return (written(head) + "\n").encode()


def text_fault(text: str) -> str:
    """Why a text cannot stand in any cell, `""` when it can."""
    if len(text) > MAX_TEXT:
        return f"有 {len(text)} 个字，一格最多 {MAX_TEXT} 个字"
    found = _UNSEEN.search(text)
    return f"含有不能显示的控制字符（U+{ord(found.group()):04X}）" if found else ""


def _parsed(data: bytes, name: str) -> object:
    try:
        return json.loads(
            data.removeprefix(BOM_UTF8).decode(), parse_float=_plain, parse_int=_plain, parse_constant=_no_number,
            object_pairs_hook=_unique,
        )  # fmt: skip
    except UnicodeDecodeError as error:
        raise UserError(
            f"不是 UTF-8 文字（第{error.start + 1}个字节起）", where=name, remedy="文件可能已损坏，请重新索取"
        ) from None
    except json.JSONDecodeError as error:
        end = "文件在中途断了" if error.pos >= len(error.doc.rstrip()) else "这里读不懂"
        raise UserError(
            f"第{error.lineno}行第{error.colno}个字：{end}", where=name, remedy="文件可能不完整，请重新导出或索取"
        ) from None
    except RecursionError:
        raise UserError("嵌套太深，不是绩表的文件", where=name) from None
    except _Refused as refused:
        raise UserError(str(refused), where=name, remedy="请改正后再打开") from None


class _Refused(Exception):
    """A value that JSON allows and a form does not; carries the words for it."""


def _plain(text: str) -> str:
    if len(text) > 60:  # far beyond any amount
        raise _Refused(f"数字“{text[:12]}…”太长")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _Refused(f"“{text}”不是数字") from None
    if abs(number.adjusted()) > 30:  # far beyond any amount
        raise _Refused(f"数字“{text}”太大或太小")
    return format(number, "f")


def _no_number(text: str) -> str:
    raise _Refused(f"“{text}”不是数字")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # None
        raise _Refused(f"“{_short(twice)}”出现了两次")
    return found


def _year(value: object, name: str) -> int:
    if (
        isinstance(value, str) and value.isascii() and value.isdecimal() and 1990 <= int(value[:9]) <= 2200
    ):  # plausible years
        return int(value)
    raise UserError("“年度”应是四位年份", where=name, remedy="如 2022")


def _revision(value: object, name: str) -> int:
    if value is None:
        return 0
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 6:  # one a minute for years
        return int(value)
    raise UserError("“修订”应是整数", where=name, remedy="如 1")


def _notes(value: object, name: str) -> tuple[Note, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MAX_ROWS:
        raise UserError("“说明”应是若干条的列表 […]", where=name)
    return tuple(_note(item, f"说明 第{number}条", name) for number, item in enumerate(value, 1))


def _note(item: object, place: str, name: str) -> Note:
    wanted: dict[str, type] = {"代码": str, "字段": list, "行": list, "依据": str, "说明": str}
    if not isinstance(item, dict) or set(item) != set(wanted):
        raise UserError(f"{place} 应有 {'、'.join(wanted)} 各项", where=name)
    for key, kind in wanted.items():
        parts = item[key] if isinstance(item[key], list) else [item[key]]
        if not isinstance(item[key], kind) or not all(isinstance(part, str) for part in parts):
            raise UserError(f"{place} “{key}”应是文字", where=name)
        if fault := next((fault for part in parts if (fault := text_fault(part))), ""):
            raise UserError(f"{place} “{key}”{fault}", where=name)
    return Note(item["代码"], tuple(item["字段"]), tuple(item["行"]), item["依据"], item["说明"])


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"  # what one line can quote


def _is_usual(item: Field | ListField, text: object) -> bool:
    """Whether a text is one that its field takes without further looking, as nearly all do."""
    assert isinstance(text, str)
    if item.__class__ is ListField or item.type in _TICKED:  # type: ignore[union-attr]  # no list, see before
        return False
    # What can be printed is no control and no half of a character: told in a tenth of the time, and nearly always so.
    return len(text) <= MAX_TEXT and (text.isprintable() or not _UNSEEN.search(text))


class _Reader:
    """Checks the content against the edition, place by place."""

    def __init__(self, edition: Edition, name: str) -> None:
        self.edition, self.name = edition, name

    def refuse(self, what: str, place: str, remedy: str = "") -> UserError:
        return UserError(f"{place} {what}".strip(), where=self.name, remedy=remedy)

    def row(self, content: Mapping[str, object], fields: Mapping[str, Field | ListField], place: str) -> Row:
        found: Row = {}
        for key, value in content.items():
            item = fields.get(key)
            if item is not None and (value is None or (value.__class__ is str and _is_usual(item, value))):
                found[key] = value
                continue
            here = f"{place} {_short(key)}".strip()
            if item is None:
                near = get_close_matches(key, fields, 1, 0.6)
                remedy = (
                    f"是不是“{near[0]}”"
                    if near
                    else f"《{self.edition.form}》（{self.edition.edition}）没有这个字段，请删去"
                )
                raise self.refuse("是不认识的字段", here, remedy)
            found[key] = self.rows(value, item, here) if isinstance(item, ListField) else self.value(value, item, here)
        return found

    def rows(self, value: object, item: ListField, place: str) -> Value:
        if value is None:
            return None
        if not isinstance(value, list):
            raise self.refuse("应是若干行的列表 […]", place)
        if len(value) > MAX_ROWS:
            raise self.refuse(f"有 {len(value)} 行，最多 {MAX_ROWS} 行", place)
        rows: list[Row] = []
        for index, row in enumerate(value):
            if not isinstance(row, dict):
                raise self.refuse("应是 {列: 内容}", f"{place} 第{index + 1}行")
            rows.append(self.row(row, item.columns, f"{place} 第{index + 1}行"))
        return rows

    def value(self, value: object, field: Field, place: str) -> Value:
        if value is None:
            return None
        if field.type is FieldType.TICKS and isinstance(value, list):
            return [self.option(item, field, place) for item in value]
        if not isinstance(value, str):
            raise self.refuse("应是文字或数字", place, "请改成加引号的文字")
        if fault := text_fault(value):
            raise self.refuse(fault, place, "请检查这一格")
        if field.type in {FieldType.TICK, FieldType.TICKS} and value.strip():
            return self.option(value, field, place)
        return value

    def option(self, value: object, field: Field, place: str) -> str:
        if isinstance(value, str) and value.strip() in field.options:
            return value
        shown = f"“{_short(value)}”" if isinstance(value, str) else "这一项"
        raise self.refuse(f"{shown}不在可选项里", place, f"可选 {'、'.join(field.options)}")
