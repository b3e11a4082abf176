"""What a document would get from others: a proposal, line by line, with nothing done yet.

A person sees each line with what stands there now, and ticks it. What is blank is proposed ticked, what would write
over something typed is proposed unticked. A list that nobody has touched gives way to the rows that come; in any other
the rows that are there already are found again by group and name, only their blanks are filled, and the rest is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from desktop.forms.calculation import Evaluation, node_path
from desktop.forms.carry import Carry, CarryRows, Target, Wording
from desktop.forms.carry_source import Source, Wanted, bound, gives, text_of, wanted_rows
from desktop.forms.document import Row, Value
from desktop.forms.edition import Edition, Field, FieldType, ListField
from desktop.forms.entered import read_value
from desktop.forms.fresh import blank_rows
from desktop.forms.names import plain
from desktop.forms.paths import Path
from desktop.forms.shown import shown_value
from desktop.forms.values import Missing, Val

_GONE = "删去这一行"
_WHOLE = "行"
"""How a list is called that is the whole table."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that would come in, and what is there now.

    With `row`: a new row of the list at `path`, else `value` into the place at `path`. `replaces`: nobody has touched
    the list, so its blank rows go when the row comes. `gone`: the row at `path` goes, nothing gives it any more.
    `ticked`: nothing that was typed is written over.
    """

    path: Path
    label: str
    old: str
    new: str
    source: str
    value: str | list[str] | None = None
    row: Row | None = None
    replaces: bool = False
    gone: bool = False
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """All lines of a carry, in the order of the form. `same`: so many places say the same already."""

    carry: Carry
    lines: tuple[Line, ...]
    same: int


def rollovers(edition: Edition) -> tuple[Carry, ...]:
    """What the edition says of last year's form becoming this year's."""
    return tuple(carry for carry in edition.carries if carry.form == edition.form and carry.years == -1)


def propose(target: Evaluation, carry: Carry, sources: Sequence[Source]) -> Proposal:
    """What `target` would get from `sources` (of which each field takes the first that says something).

    Raises `UserError` when an expression of the carry does not fit the edition a source is in.
    """
    return _Proposing(target, carry, sources).proposal()


@dataclass(slots=True)
class _Proposing:
    target: Evaluation
    carry: Carry
    sources: Sequence[Source]
    lines: list[Line] = field(default_factory=list)
    same: int = 0

    def proposal(self) -> Proposal:
        edition = self.target.edition
        taken = [(bound(self.carry, source.evaluation.edition, edition.file), source) for source in self.sources]
        taken = [(one, source) for one, source in taken if gives(one, source)]
        said = [[(one.targets[at][1](source.evaluation, ()), source.name) for one, source in taken]
                for at in range(len(self.carry.targets))]  # fmt: skip
        self._targets(
            [(target, *_settled(target, values)) for target, values in zip(self.carry.targets, said, strict=True)]
        )
        wanted: dict[str, list[Wanted]] = {}
        for one, source in taken:
            for row in wanted_rows(one, source):
                wanted.setdefault(row.rows.table[0], []).append(row)
        for key, rows in wanted.items():
            self._rows((key,), rows)
            self._gone((key,), self.carry.rows, rows, "")
        order = {key: at for at, key in enumerate(edition.fields)}
        self.lines.sort(key=lambda line: order[str(line.path[0])])
        return Proposal(self.carry, tuple(self.lines), self.same)

    def _targets(self, settled: Iterable[tuple[Target, Val, str]]) -> None:
        missing: dict[tuple[str, str], tuple[Row, str]] = {}
        for target, value, source in settled:
            name, *rest = target.at.parts
            path: Path = (name, *rest)
            if target.at.key is not None:
                index = self.target.fixed_row((name,), target.at.key)
                path = (name, -1 if index is None else index, *rest)
            definition = self.target.edition.scalars[node_path(path)]
            text = text_of(definition, value)
            if text is None:
                continue
            if -1 in path:
                missing.setdefault((name, target.at.key or ""), ({}, source))[0][rest[0]] = text
            else:
                self._place(path, definition, text, source)
        for (name, key), (values, source) in missing.items():
            item = self.target.edition.lists[(name,)]
            self._new_row((name,), item, {item.row_key: key, **values}, source, replaces=False)

    def _place(self, path: Path, definition: Field, text: str | list[str], source: str) -> None:
        old = self.target.document.get(path)
        if _equal(definition, old, text):
            self.same += 1
            return
        now, then = (_printed(definition, value) for value in (old, text))
        self.lines.append(Line(path, self._label(path), now, then, source, text, ticked=not _shown(old)))

    def _rows(self, path: Path, wanted: Iterable[Wanted]) -> None:
        """Rows that come into the list at `path`."""
        item = self.target.edition.lists[node_path(path)]
        coming = [(row, self._row(item, row)) for row in wanted]
        coming = [(row, values) for row, values in coming if _says(item, row, values)]
        present = self.target.document.rows(path)
        if not item.fixed and is_untouched(item, present):
            for row, values in self._in_order(item, coming):
                self._new_row(path, item, values, row.source, replaces=True)
            return
        free = set(range(len(present)))
        for row, values in coming:
            index = _found(item, row.rows, values, present, free)
            if index is None:
                index = _unnamed(item, row.rows, values, present, free)
            if index is not None:
                free.discard(index)
                self._fill((*path, index), item, row)
            elif not item.fixed or (item.row_key and _is_printed(item, values)):
                self._new_row(path, item, values, row.source, replaces=False)

    def _fill(self, path: Path, item: ListField, row: Wanted) -> None:
        """The blanks of a row that is there."""
        for key, value in row.values.items():
            column = item.columns[key]
            assert isinstance(column, Field)  # as loaded
            text = text_of(column, value)
            if text is not None and key not in item.captions:
                self._place((*path, key), column, text, row.source)
        for key, inner in row.inner.items():
            self._rows((*path, key), inner)
            self._gone((*path, key), row.rows.inner, inner, row.source)

    def _gone(self, path: Path, rules: Sequence[CarryRows], wanted: Sequence[Wanted], source: str) -> None:
        """Rows that came earlier and come no more."""
        rule = next((rule for rule in rules if rule.table == node_path(path) and rule.drop), None)
        if rule is None:
            return
        item = self.target.edition.lists[node_path(path)]
        coming = {plain(text) for row in wanted if isinstance(text := self._row(item, row).get(rule.key), str)}
        for at, row in enumerate(self.target.document.rows(path)):
            name = plain(_shown(row.get(rule.key)))
            if name and name not in coming:
                place = (*path, at)
                self.lines.append(
                    Line(place, self._label(place), _words(item, row), _GONE, source, gone=True, ticked=False)
                )

    def _row(self, item: ListField, wanted: Wanted) -> Row:
        """A new row with the rows of the lists inside it."""
        row: Row = {}
        for key, column in item.columns.items():
            if isinstance(column, ListField):
                inner = [(one, self._row(column, one)) for one in wanted.inner.get(key, [])]
                inner = [(one, values) for one, values in inner if _says(column, one, values)]
                row[key] = [values for _, values in self._in_order(column, inner)] or blank_rows(column)
            elif key in wanted.values and (text := text_of(column, wanted.values[key])) is not None:
                row[key] = text
        return row

    def _new_row(self, path: Path, item: ListField, row: Row, source: str, *, replaces: bool) -> None:
        inside = sum(len(value) for key, value in row.items() if isinstance(item.columns[key], ListField) and value)
        new = _words(item, row) + (f"（连同里面 {inside} 行）" if inside else "")
        label = " ".join(word for word in (self._label(path), "增加一行") if word)
        self.lines.append(Line(path, label, "", new, source, row=row, replaces=replaces))

    def _in_order(self, item: ListField, rows: Sequence[tuple[Wanted, Row]]) -> list[tuple[Wanted, Row]]:
        """Rows of another form take the order of this one; the form's own rows keep theirs (同上 may stand in them)."""
        return _in_order(item, rows) if item.order and self.carry.form != self.target.edition.form else list(rows)

    def _label(self, path: Path) -> str:
        """A place in words, with the names that the form has for it; a list that is the whole table needs none."""
        words = []
        for at, part in enumerate(path):
            item = self.target.edition.field(node_path(path[: at + 1]))
            if isinstance(part, int):
                owner = self.target.edition.lists[node_path(path[:at])]
                printed = self.target.document.get((*path[: at + 1], owner.row_key)) if owner.row_key else None
                words.append(printed if isinstance(printed, str) else f"第{part + 1}行")
            elif part != _WHOLE and item is not None:
                words.append(item.name)
        return " ".join(words)


def is_untouched(item: ListField, rows: Sequence[Row]) -> bool:
    """Whether rows of a list are those of a blank form, or hold nothing but their groups."""
    return all(_is_untouched_row(item, row) for row in rows)


def _is_untouched_row(item: ListField, row: Row) -> bool:
    filled: dict[str, str] = {}
    for key, value in row.items():
        column = item.columns.get(key)
        if isinstance(column, ListField):
            if not is_untouched(column, value if isinstance(value, list) else []):  # type: ignore[arg-type]  # rows, as the definition says
                return False
        elif text := _shown(value):
            filled[key] = text
    return filled.keys() <= set(item.groups) or any(filled.items() <= preset.items() for preset in item.blank)


def _settled(target: Target, values: Sequence[tuple[Val, str]]) -> tuple[Val, str]:
    """What several documents say for one place, and which of them."""
    there = [(value, source) for value, source in values if not isinstance(value, Missing) and value not in ((), "")]
    if not there:
        return Missing.BLANK, ""
    sources = there[0][1] if len(there) == 1 else f"{there[0][1]}等{len(there)}份"
    if target.add:
        return sum((value for value, _ in there if isinstance(value, Decimal)), Decimal(0)), sources
    if isinstance(target.what, Wording):
        return "\n".join(dict.fromkeys(str(value) for value, _ in there)), sources
    return there[0]


def _says(item: ListField, wanted: Wanted, row: Row) -> bool:
    """Whether a row has anything besides its groups and its printed name."""
    named = {*item.groups, item.row_key}
    own = [key for key in wanted.values if key not in named]
    return any(_shown(row.get(key)) for key in own or row) or any(wanted.inner.values())


def _in_order(item: ListField, rows: Sequence[tuple[Wanted, Row]]) -> list[tuple[Wanted, Row]]:
    """Rows in the order of the printed groups; those of other groups behind the last of the same first column."""
    firsts = list(dict.fromkeys(group[0] for group in item.order))
    groups = list(item.order)

    def rank(pair: tuple[Wanted, Row]) -> tuple[int, int]:
        group = tuple(_shown(pair[1].get(name)) for name in item.groups)
        first = firsts.index(group[0]) if group[0] in firsts else len(firsts)
        return first, groups.index(group) if group in groups else len(groups)

    return sorted(rows, key=rank)


def _found(item: ListField, rows: CarryRows, wanted: Row, present: Sequence[Row], free: set[int]) -> int | None:
    """The row that is meant: of the same name in the same groups, else the only one of the name."""
    name = plain(_shown(wanted.get(rows.key)))
    if not name:
        return None
    named = [at for at in sorted(free) if plain(_shown(present[at].get(rows.key))) == name]
    groups = [group for group in item.groups if group in wanted and group != rows.key]
    same = (at for at in named if all(_shown(present[at].get(group)) == _shown(wanted[group]) for group in groups))
    return next(same, named[0] if len(named) == 1 else None)


def _unnamed(item: ListField, rows: CarryRows, wanted: Row, present: Sequence[Row], free: set[int]) -> int | None:
    """A row that has no name yet and begins alike: typed by a person, or taken over before there was a name."""
    own = next((key for key in item.columns if key in rows.given and key != rows.key and key not in item.groups), "")
    text = plain(_shown(wanted.get(own)))
    if not rows.drop or not text:
        return None
    alike = (at for at in sorted(free) if plain(_shown(present[at].get(own))) == text)
    return next((at for at in alike if not _shown(present[at].get(rows.key))), None)


def _words(item: ListField, row: Row) -> str:
    """What a row says, in one line."""
    words = [_printed(column, row.get(key)) for key, column in item.columns.items() if isinstance(column, Field)]
    return "  ".join(" ".join(word.split()) for word in words if word)


def _is_printed(item: ListField, row: Row) -> bool:
    return any(preset[item.row_key] == row.get(item.row_key) for preset in item.blank)


def _equal(definition: Field, old: Value, new: str | list[str]) -> bool:
    if definition.type is FieldType.TICKS:
        return read_value(definition, old) == tuple(new)
    one, other = read_value(definition, old), read_value(definition, new)
    return one == other if not isinstance(one, Missing) else _shown(old) == _shown(new)


def _printed(definition: Field, value: Value) -> str:
    """A value as the form shows it: an amount with its decimals."""
    read = read_value(definition, value)
    return shown_value(definition, read) if isinstance(read, Decimal) else _shown(value)


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return "、".join(item for item in value if isinstance(item, str))
    return value.strip() if isinstance(value, str) else ""
