"""In what two documents of one form differ, field by field: a paper and the file held, a return and what was sent.

What counts is what the documents say (`canonical.content`), so that `30` and `30.00` are no difference. Rows are
matched by what stands in them and not by their number: a row put in above the others is one difference and not twenty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.forms.canonical import ContentRow, Node, content, plain_text
from desktop.forms.document import Document, Value
from desktop.forms.edition import Edition, Field, FieldType, ListField
from desktop.forms.entered import read_value
from desktop.forms.paths import Path, row_words
from desktop.forms.rowmatch import Pair, match_rows
from desktop.forms.shown import shown_value
from desktop.forms.values import UNKNOWN

BLANK_WORDS = "空白"
_NUMBER = re.compile(r"-?[0-9.]+%?")
_QUOTED = 40
"""Characters of a cell that a line quotes."""


class Kind(StrEnum):
    """What became of a place."""

    CHANGED = "changed"
    ADDED = "added"
    """A row only the other document has."""
    REMOVED = "removed"
    """A row only our document has."""
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `ours` and `theirs` are values as the form shows them, `""` for a blank.

    `path` is the place in our document (for a row that only the other one has, the list), `other` that in theirs. Of a
    row that was added, removed or moved, `ours` and `theirs` say what stands in it.
    """

    kind: Kind
    path: Path
    other: Path
    label: str
    ours: str = ""
    theirs: str = ""

    def line(self, names: tuple[str, str] = ("这份", "那份")) -> str:
        """The difference in words; `names` are what our document and the other one are called."""
        one, two = names
        at, to = (part[-1] if part and isinstance(part[-1], int) else 0 for part in (self.path, self.other))
        match self.kind:
            case Kind.REMOVED:
                return f"{self.label}：{one}第{at + 1}行“{_short(self.ours)}”，{two}没有"
            case Kind.ADDED:
                return f"{self.label}：{two}第{to + 1}行“{_short(self.theirs)}”，{one}没有"
            case Kind.MOVED:
                return f"{self.label}：“{_short(self.ours)}”{one}在第{at + 1}行，{two}在第{to + 1}行"
            case _:
                mine, other = _told_apart(self.ours, self.theirs)
                return f"{self.label}：{one}是{mine}，{two}是{other}"


def compare(edition: Edition, ours: Document, theirs: Document) -> list[Difference]:
    """All differences, in the order of the form. Both documents are of this form, each read in this edition."""
    found = _heads(edition, ours, theirs)
    one, two = content(edition, ours), content(edition, theirs)
    found += _Comparer(edition, ours, theirs).fields(edition.fields, one, two, (), ())
    return found


def _heads(edition: Edition, ours: Document, theirs: Document) -> list[Difference]:
    """The year, and the unit of a form that has no field for it."""
    found = []
    if ours.year != theirs.year:
        found.append(Difference(Kind.CHANGED, ("年度",), ("年度",), "年度", str(ours.year), str(theirs.year)))
    one, two = ((document.unit or "").strip() for document in (ours, theirs))
    if not edition.unit_field and plain_text(one) != plain_text(two):
        found.append(Difference(Kind.CHANGED, ("单位",), ("单位",), "单位", one, two))
    return found


class _Comparer:
    def __init__(self, edition: Edition, ours: Document, theirs: Document) -> None:
        self.edition, self.ours, self.theirs = edition, ours, theirs

    def fields(
        self, fields: Mapping[str, Field | ListField], one: dict[str, Node], two: dict[str, Node], at: Path, to: Path
    ) -> list[Difference]:
        found = []
        for key, item in fields.items():
            mine, other = one.get(key), two.get(key)
            if mine == other and not isinstance(item, ListField):
                continue
            here, there = (*at, key), (*to, key)
            if isinstance(item, ListField):
                found += self.rows(item, _rows(mine), _rows(other), here, there)
            else:
                found.append(self.value(item, here, there))
        return found

    def value(self, field: Field, here: Path, there: Path) -> Difference:
        ours, theirs = _shown(field, self.ours.get(here)), _shown(field, self.theirs.get(there))
        return Difference(Kind.CHANGED, here, there, f"{row_words(here)}{field.name}", ours, theirs)

    def rows(
        self, item: ListField, ours: Sequence[ContentRow], theirs: Sequence[ContentRow], here: Path, there: Path
    ) -> list[Difference]:
        found: list[Difference] = []
        label = f"{row_words(here)}{item.name}"
        for pair in match_rows(item, ours, theirs):
            found += self.pair(item, pair, here, there, label)
        return found

    def pair(self, item: ListField, pair: Pair, here: Path, there: Path, label: str) -> list[Difference]:
        one, two = pair.ours, pair.theirs
        if one is None and two is not None:
            return [Difference(Kind.ADDED, here, (*there, two.at), label, "", _title(item, two))]
        if one is not None and two is None:
            return [Difference(Kind.REMOVED, (*here, one.at), there, label, _title(item, one), "")]
        if one is None or two is None:
            return []
        at, to = (*here, one.at), (*there, two.at)
        found = []
        if pair.moved:
            found.append(Difference(Kind.MOVED, at, to, label, _title(item, one), _title(item, two)))
        return found + self.fields(item.columns, one.values, two.values, at, to)


def _rows(node: Node | None) -> list[ContentRow]:
    return [row for row in node if isinstance(row, ContentRow)] if isinstance(node, list) else []


def _title(item: ListField, row: ContentRow) -> str:
    """What tells a row from the others: its first text that is not its group's, else whatever stands in it."""
    texts = [value for key, value in row.values.items() if isinstance(value, str) and key not in item.groups]
    named = [
        value
        for key, column in item.columns.items()
        if isinstance(column, Field) and not column.type.numeric and key not in item.groups
        and isinstance(value := row.values.get(key), str)
    ]  # fmt: skip
    groups = [value for key in item.groups if isinstance(value := row.values.get(key), str)]
    return next(iter([*named, *texts, *reversed(groups)]), "")


def _shown(field: Field, raw: Value) -> str:
    value = read_value(field, raw)
    if value is UNKNOWN:
        return raw.strip() if isinstance(raw, str) else ""
    text = shown_value(field, value)
    return " ".join(text.split()) if field.type is not FieldType.TICKS else text


def _told_apart(one: str, two: str) -> tuple[str, str]:
    """Two values as a sentence quotes them; long ones from shortly before the difference, so that it is seen."""
    start = 0
    if max(len(one), len(two)) > _QUOTED:
        same = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
        start = max(0, same - _QUOTED // 3)
    return _quoted(one, start), _quoted(two, start)


def _quoted(text: str, start: int) -> str:
    if not text:
        return BLANK_WORDS
    if _NUMBER.fullmatch(text):
        return f" {text}"
    return f"“{'…' if start else ''}{_short(text[start:])}”"


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
