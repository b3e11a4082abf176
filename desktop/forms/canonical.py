"""What a document says, as one definite sequence of bytes, and the hash of it.

Two files that say the same have the same bytes, however they are written: order of keys, blanks, `30` or `30.00`,
absent or null. Two that differ in one digit have not. The rules are laid down in docs/核对码.md, so that another
program can follow them; a test computes the examples of that text from the text alone.

Left out on purpose: the revision (the same content is the same paper, whenever it passed), the 说明 written for
findings (they are not on the paper and may be written after it was sealed), and computed values that follow from the
rest.
Compatibility ideographs are not normalised away: in a person's name they are another character.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

from desktop.forms.agreement import says_nothing_new
from desktop.forms.calculation import Evaluation
from desktop.forms.document import Document, Row, Value
from desktop.forms.edition import Edition, Field, FieldType, ListField
from desktop.forms.numbers import parse_number
from desktop.forms.paths import Path
from desktop.forms.values import NO_VALUE_TEXT
from desktop.forms.wording import NONE_MARKS

RULES = "绩表核对码1"
"""Which rules the bytes follow; it stands in them, so that other rules never give the same hash."""
DIGEST_SIZE = 32

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_BLANKS = re.compile("[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+")
_WORDS = (FieldType.TEXT, FieldType.PROSE, FieldType.CHOICE, FieldType.TICK)
_FIRST, _LAST = "!", "~"
"""The visible characters of ASCII: between two of them a blank parts words or numbers."""

Node: TypeAlias = "str | tuple[str, ...] | list[ContentRow]"
"""Text or number, ticks, rows."""


@dataclass(frozen=True, slots=True)
class ContentRow:
    """What one row says. `at` is the row's number in the document, from 0: rows that say nothing are not there."""

    at: int
    values: dict[str, Node]


def canonical(edition: Edition, document: Document, evaluation: Evaluation | None = None) -> bytes:
    """The bytes of docs/核对码.md. `evaluation`: of this document, when there is one already."""
    head: dict[str, object] = {
        "规则": RULES, "表": edition.form, "版式": edition.edition, "年度": str(document.year),
        "数据": _Reader(edition, document, evaluation, bare=True).row(document.data, edition.fields, ()),
    }  # fmt: skip
    unit = plain_text(document.unit or "")
    field = document.get((edition.unit_field,)) if edition.unit_field else None
    if unit and unit != plain_text(field if isinstance(field, str) else ""):
        head["单位"] = unit
    return _ENCODER.encode(head).encode()


def digest(edition: Edition, document: Document, evaluation: Evaluation | None = None) -> bytes:
    """SHA-256 over the canonical bytes: 32 bytes."""
    return hashlib.sha256(canonical(edition, document, evaluation)).digest()


def content(edition: Edition, document: Document, evaluation: Evaluation | None = None) -> dict[str, Node]:
    """What the document says, by key, blanks and what follows from the rest left out."""
    return _Reader(edition, document, evaluation).row(document.data, edition.fields, ())


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """Text without blanks and line breaks; between two visible characters of ASCII one space stays."""
    if not _BLANKS.search(text):
        return text

    def short(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return " " if _FIRST <= before <= _LAST and _FIRST <= after <= _LAST else ""

    return _BLANKS.sub(short, text)


def plain_value(field: Field, raw: Value) -> str | tuple[str, ...]:
    """A value as it counts for its field's type, `""` or `()` for none."""
    kind = field.type
    if kind is FieldType.TICKS:
        ticked = raw if isinstance(raw, list) else [raw]
        return tuple(sorted({plain_text(item) for item in ticked if isinstance(item, str)} - {""}))
    if not isinstance(raw, str):
        return ""
    if not kind.numeric:
        return plain_text(raw)
    if field.dash and raw.strip() in NONE_MARKS:
        return NO_VALUE_TEXT
    return _plain_number(raw, kind is FieldType.PERCENT)


@lru_cache(maxsize=4096)
def _plain_number(raw: str, percent: bool) -> str:  # positional, because it is cached
    reading = parse_number(raw, percent=percent)
    if reading.value is None:
        return plain_text(raw)
    return reading.text.rstrip("0").rstrip(".") if "." in reading.text else reading.text


class _Reader:
    """Walks a document along its edition."""

    def __init__(
        self, edition: Edition, document: Document, evaluation: Evaluation | None, *, bare: bool = False
    ) -> None:
        """`bare`: rows without the numbers they have in the document."""
        self.edition, self.document, self._given, self._bare = edition, document, evaluation, bare

    @cached_property
    def evaluation(self) -> Evaluation:
        """Computed only when the file holds a value for a computed place."""
        return self._given or Evaluation(self.edition, self.document)

    def row(self, row: Row, fields: Mapping[str, Field | ListField], place: Path) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, raw in row.items():
            if raw is None:
                continue
            item = fields[key]
            if isinstance(item, ListField):
                value: Node = self.rows(raw, item, (*place, key))
            else:
                # Most of all values are texts, and a batch has millions of them.
                value = plain_text(raw) if raw.__class__ is str and item.type in _WORDS else plain_value(item, raw)
                if value and item.calculation is not None and says_nothing_new(self.evaluation, (*place, key)):
                    continue
            if value:
                found[key] = value
        return found

    def rows(self, raw: Value, item: ListField, place: Path) -> list[ContentRow]:
        found: list[tuple[int, dict[str, Node]]] = []
        for at, row in enumerate(raw if isinstance(raw, list) else ()):
            values = self.row(row, item.columns, (*place, at)) if isinstance(row, dict) else {}
            if values and not _is_only_printed(values, item):
                found.append((at, values))
        if item.fixed:  # printed by their names, in the form's own order whatever the file's
            found.sort(key=lambda row: str(row[1].get(item.row_key, "")))
        if self._bare:
            return [values for _, values in found]  # type: ignore[misc]  # only to be written as JSON
        return [ContentRow(at, values) for at, values in found]


def _is_only_printed(values: dict[str, Node], item: ListField) -> bool:
    """Whether a row of a fixed list holds nothing but its printed name."""
    if not item.fixed or values.keys() != {item.row_key}:
        return False
    return values[item.row_key] in {plain_text(row.get(item.row_key, "")) for row in item.blank}
