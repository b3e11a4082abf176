"""The checks over several documents: what one form says must not contradict what another says.

They are rules like any others (`definitions/跨表审核.toml`), run by the same checks. For that the documents of one year
are laid together as one: each kind of form is a list, each document a row of it with the values that count there
(computed ones too), and the rows of a form are lists within. What is found in a row belongs to the row's document. A
list without rows gives blanks, and a rule over blanks is silent: rules speak only when the forms they need are there.

When the forms of several departments are given together, each department's stand apart; a project's form that names
none of the departments is then compared with nothing. After one document changed only the rules that read what is
another there are run again (`Together.replace`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.checks import Checker
from desktop.forms.document import Document, Row, Value
from desktop.forms.edition import Edition, ListField
from desktop.forms.findings import Finding
from desktop.forms.names import plain
from desktop.forms.paths import Path
from desktop.forms.program import program_of
from desktop.forms.together_rules import (
    BUDGET,
    NO_PROJECT,
    PROJECT,
    UNIT,
    YEAR,
    Fields,
    keys_of,
    together_edition,
)
from desktop.forms.values import Missing, Val


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the number of the document it belongs to.

    `against`: the kinds of forms that the rules of this code compare it with, as the rules call them.
    """

    number: int
    finding: Finding
    against: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Laid:
    """A document laid out for comparing. `key` is how the rules call its form, `row` what they read of it."""

    key: str
    row: Row
    edition: Edition
    document: Document
    department: bool
    """It is of a whole department: those of several departments are not compared with each other."""

    @property
    def group(self) -> tuple[int, str, bool]:
        """What decides with which others it is compared: year, unit, and whether it is a department's."""
        return self.document.year, plain(str(self.row.get(UNIT) or "")), self.department

    @property
    def project(self) -> str:
        """The project it is about, spelled plainly; `""` for a form of the whole unit."""
        name = str(self.row.get(PROJECT) or "")
        return "" if name == NO_PROJECT else plain(name)


def lay(evaluation: Evaluation, catalogue: Catalogue) -> Laid:
    """Lays a document out. The form must be of the catalogue. Raises `UserError` when the rules are not there."""
    edition, document = evaluation.edition, evaluation.document
    key = keys_of(catalogue)[edition.form]
    table = together_edition(catalogue).fields[key]
    assert isinstance(table, ListField)
    row = _effective(evaluation, table.columns, edition.fields, document.data, ())
    row[YEAR] = str(document.year)
    row[UNIT] = _said(evaluation, edition.unit_field) or document.unit
    row[PROJECT] = _said(evaluation, edition.project_field) if edition.project_field else NO_PROJECT
    return Laid(key, row, edition, document, edition.letter in {"A", BUDGET})


def check_together(evaluations: Sequence[Evaluation], catalogue: Catalogue) -> tuple[Placed, ...]:
    """What the documents say against each other, in their order. Raises `UserError` when the rules are not there."""
    if len(evaluations) < 2:
        return ()
    together = Together([lay(evaluation, catalogue) for evaluation in evaluations], catalogue)
    together.compare()
    return together.placed


class Together:
    """Documents compared with each other, kept up to date as one of them changes.

    Comparing hundreds takes a moment: it is done a piece at a time by going through `work`, which must not be left
    before its end, or with `compare` where nobody waits.
    """

    def __init__(self, laid: Sequence[Laid], catalogue: Catalogue) -> None:
        """Nothing is compared before `work`. Raises `UserError` when the rules are not there."""
        self._edition = together_edition(catalogue)
        self._laid = list(laid)
        self._groups: list[_Group] | None = None
        self._changed: set[int] = set()

    def compare(self) -> None:
        """Compares everything, at once."""
        self._changed = set()
        self._groups = self._grouped()
        for group in self._groups:
            group.begin_at_once()

    def _grouped(self) -> list[_Group]:
        return [_Group(self._edition, self._laid, numbers) for numbers in _groups(self._laid)]

    def work(self) -> Iterator[None]:
        """Compares what was not compared yet."""
        changed, self._changed = self._changed, set()
        if self._groups is None:
            self._groups = self._grouped()
            for group in self._groups:
                yield from group.begin()
            return
        for group in self._groups:
            for number in sorted(changed):
                yield from group.replace(number, self._laid[number].row)

    @property
    def placed(self) -> tuple[Placed, ...]:
        """What was found, in the order of the documents."""
        found = (placed for group in self._groups or () for placed in group.placed(self._laid))
        return tuple(sorted(found, key=lambda placed: placed.number))

    def replace(self, number: int, laid: Laid) -> None:
        """A document is another now; `work` compares it."""
        before, self._laid[number] = self._laid[number], laid
        self._changed.add(number)
        if (before.key, before.group) != (laid.key, laid.group):
            self._groups = None


class _Group:
    """The documents that are compared with each other."""

    def __init__(self, edition: Edition, laid: Sequence[Laid], numbers: Sequence[int]) -> None:
        self._rows: dict[int, tuple[str, int]] = {}
        rows: dict[str, list[Row]] = {}
        for number in numbers:
            documents = rows.setdefault(laid[number].key, [])
            self._rows[number] = laid[number].key, len(documents)
            documents.append(laid[number].row)
        self._owners = {place: number for number, place in self._rows.items()}
        self._codes = {rule.code for rule in edition.rules}
        self._against = _against(edition)
        year = laid[numbers[0]].document.year
        document = Document(edition.form, edition.edition, year, {**rows})
        # What the fields of each document imply was found there; here the rules alone are asked.
        self._checker = Checker(Evaluation(edition, document), at_once=False) if len(numbers) > 1 else None

    def begin_at_once(self) -> None:
        if self._checker is not None:
            self._checker.check_rules()

    def begin(self) -> Iterator[None]:
        yield from self._checker.rules() if self._checker is not None else ()

    def placed(self, laid: Sequence[Laid]) -> Iterator[Placed]:
        for finding in self._checker.findings if self._checker is not None else ():
            if finding.code in self._codes:
                key, _ = owner = _owner(finding.path)
                number = self._owners[owner]
                against = self._against[finding.code, key]
                yield Placed(number, _brought_back(finding, laid[number].edition), against)

    def replace(self, number: int, row: Row) -> Iterator[None]:
        if number not in self._rows or self._checker is None:
            return
        key, at = self._rows[number]
        evaluation = self._checker.evaluation
        table = evaluation.document.rows((key,))
        before, table[at] = table[at], row
        changed = _differing(before, row, (key, at))
        if changed is None:
            evaluation.compute_all()
            self._checker.clear()
            yield from self._checker.rules()
        elif changed:
            yield from self._checker.rules(evaluation.update(changed))


@lru_cache(maxsize=4)
def _against(edition: Edition) -> dict[tuple[str, str], frozenset[str]]:
    """For each code and kind of form it is found in: the kinds of forms that are read for it."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for bound in program_of(edition).rules:
        place = bound.rule.code, bound.rule.scope[0]
        found[place] = found.get(place, frozenset()) | {read.path[0] for read in bound.reads}
    return found


def _differing(before: Row, now: Row, at: Path) -> list[Path] | None:
    """The places at which two rows differ; None when there are more or fewer places in one."""
    if before.keys() != now.keys():
        return None
    found: list[Path] = []
    for key, value in now.items():
        old, path = before[key], (*at, key)
        if not _is_table(value) and not _is_table(old):
            found += [] if old == value else [path]
            continue
        ours, theirs = _rows(value), _rows(old)
        if len(ours) != len(theirs):
            return None
        for number, (one, other) in enumerate(zip(theirs, ours, strict=True)):
            inner = _differing(one, other, (*path, number))
            if inner is None:
                return None
            found += inner
    return found


def _is_table(value: Value) -> bool:
    """Whether it holds rows; a list of ticks is a value."""
    return isinstance(value, list) and (not value or isinstance(value[0], dict))


def _rows(value: Value) -> list[Row]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _groups(laid: Sequence[Laid]) -> Iterator[list[int]]:
    """The numbers of the documents that are compared: those of one year, and of one department if there are more."""
    years: dict[int, list[int]] = {}
    for number, item in enumerate(laid):
        years.setdefault(item.document.year, []).append(number)
    for numbers in years.values():
        departments = {laid[number].group[1] for number in numbers if laid[number].department}
        if len(departments - {""}) < 2:
            yield numbers
            continue
        units: dict[str, list[int]] = {}
        for number in numbers:
            units.setdefault(laid[number].group[1], []).append(number)
        yield from units.values()


def _said(evaluation: Evaluation, name: str) -> str:
    value = evaluation.document.get((name,)) if name else None
    return value.strip() if isinstance(value, str) else ""


def _owner(path: Path) -> tuple[str, int]:
    """The kind of form and the row in it: which document a place belongs to."""
    key, row, *_ = path
    assert isinstance(key, str)
    assert isinstance(row, int)
    return key, row


def _brought_back(finding: Finding, edition: Edition) -> Finding:
    """The finding as one of its own document; places in other documents are left out."""
    own = [path for path in (finding.path, *finding.related) if _owner(path) == _owner(finding.path)]
    paths = [(_named(edition),) if path[2:] == (PROJECT,) else path[2:] for path in own]
    return replace(finding, path=paths[0], related=tuple(paths[1:]))


def _named(edition: Edition) -> str:
    """The field that says which document it is: the project's name or the unit's."""
    return edition.project_field or edition.unit_field or next(iter(edition.fields))


def _effective(evaluation: Evaluation, wanted: Fields, fields: Fields, row: Row, at: Path) -> Row:
    """The values that count of what is wanted of a row."""
    found: Row = {}
    for key, column in wanted.items():
        item, path = fields.get(key), (*at, key)
        if isinstance(item, ListField) and isinstance(column, ListField):
            found[key] = [
                _effective(evaluation, column.columns, item.columns, inner, (*path, number))
                for number, inner in enumerate(evaluation.document.rows(path))
            ]
        elif item is None or isinstance(item, ListField) or isinstance(column, ListField):
            continue  # another edition of the form has it, or has it otherwise
        elif item.calculation is not None:
            found[key] = _written(evaluation.value(path))
        else:
            found[key] = row.get(key)
    return found


def _written(value: Val) -> str | None:
    return None if isinstance(value, Missing | tuple) else f"{value:f}" if not isinstance(value, str) else value
