"""The checks over several documents: what one form says must not contradict what another says.

They are rules like any others (`definitions/跨表审核.toml`), run by the same checks. For that the documents of one year
are laid together as one: each kind of form is a list, each document a row of it with the values that count there
(computed ones too), and the rows of a form are lists within. What is found in a row belongs to the row's document. A
list without rows gives blanks, and a rule over blanks is silent: rules speak only when the forms they need are there.

When the forms of several departments are given together, each department's stand apart; a project's form that names
none of the departments is then compared with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop.errors import UserError, os_fault
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.checks import Checker
from desktop.forms.document import Document, Row
from desktop.forms.edition import Edition, Field, FieldType, ListField
from desktop.forms.findings import Finding
from desktop.forms.loader import FORMAT, refusal, table_of
from desktop.forms.names import plain
from desktop.forms.paths import Path
from desktop.forms.program import DefinitionFault, program_of
from desktop.forms.rule_text import rules_of, terms_of
from desktop.forms.values import Missing, Val
from desktop.resources import definitions_dir

Fields = Mapping[str, Field | ListField]

RULES = "跨表审核.toml"
YEAR, UNIT, PROJECT = "年度", "单位", "项目"
"""Columns every form has besides its own; 项目 of a form that is not about one is a dash."""
_BUDGET = "G"
_NO_PROJECT = "—"


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the number of the evaluation it belongs to."""

    number: int
    finding: Finding


def check_together(evaluations: Sequence[Evaluation]) -> tuple[Placed, ...]:
    """What the documents say against each other, in their order. Raises `UserError` when the rules are not there."""
    if len(evaluations) < 2:
        return ()
    found = [placed for group in _groups(evaluations) for placed in _check_group(evaluations, group)]
    return tuple(sorted(found, key=lambda placed: placed.number))


def _groups(evaluations: Sequence[Evaluation]) -> Iterator[list[int]]:
    """The numbers of the evaluations that are compared: those of one year, and of one department if there are more."""
    years: dict[int, list[int]] = {}
    for number, evaluation in enumerate(evaluations):
        years.setdefault(evaluation.document.year, []).append(number)
    for numbers in years.values():
        departments = {_unit(evaluations[number]) for number in numbers if _is_of_a_department(evaluations[number])}
        if len(departments - {""}) < 2:
            yield numbers
            continue
        units: dict[str, list[int]] = {}
        for number in numbers:
            units.setdefault(_unit(evaluations[number]), []).append(number)
        yield from units.values()


def _is_of_a_department(evaluation: Evaluation) -> bool:
    return evaluation.edition.letter in {"A", _BUDGET}


def _unit(evaluation: Evaluation) -> str:
    return plain(_said(evaluation, evaluation.edition.unit_field) or evaluation.document.unit or "")


def _said(evaluation: Evaluation, name: str) -> str:
    value = evaluation.document.get((name,)) if name else None
    return value.strip() if isinstance(value, str) else ""


def _check_group(evaluations: Sequence[Evaluation], numbers: Sequence[int]) -> Iterator[Placed]:
    edition, keys = together_edition(), _keys()
    rows: dict[str, list[Row]] = {}
    owners: dict[tuple[str, int], int] = {}
    for number in numbers:
        evaluation = evaluations[number]
        key = keys.get(evaluation.edition.form)
        if key is None:
            continue
        documents = rows.setdefault(key, [])
        owners[key, len(documents)] = number
        documents.append(_row(evaluation))
    if len(owners) < 2:
        return
    year = evaluations[numbers[0]].document.year
    checker = Checker(Evaluation(edition, Document(edition.form, edition.edition, year, {**rows})))
    codes = {rule.code for rule in edition.rules}
    for finding in checker.findings:
        if finding.code in codes:
            number = owners[_owner(finding.path)]
            yield Placed(number, _brought_back(finding, evaluations[number].edition))


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


# documents as rows


def _row(evaluation: Evaluation) -> Row:
    edition, document = evaluation.edition, evaluation.document
    row = _effective(evaluation, edition.fields, document.data, ())
    row[YEAR] = str(document.year)
    row[UNIT] = _said(evaluation, edition.unit_field) or document.unit
    row[PROJECT] = _said(evaluation, edition.project_field) if edition.project_field else _NO_PROJECT
    return row


def _effective(evaluation: Evaluation, fields: Fields, row: Row, at: Path) -> Row:
    """The row with the values that count."""
    found: Row = {}
    for key, item in fields.items():
        path = (*at, key)
        if isinstance(item, ListField):
            found[key] = [
                _effective(evaluation, item.columns, inner, (*path, number))
                for number, inner in enumerate(evaluation.document.rows(path))
            ]
        elif item.calculation is not None:
            found[key] = _written(evaluation.value(path))
        else:
            found[key] = row.get(key)
    return found


def _written(value: Val) -> str | None:
    return None if isinstance(value, Missing | tuple) else f"{value:f}" if not isinstance(value, str) else value


# the rules


@lru_cache(maxsize=1)
def together_edition() -> Edition:
    """All bundled forms laid together, with the rules over them. Raises `UserError` naming the file's fault."""
    file = definitions_dir() / RULES
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError("打不开这个文件", where=file.name, remedy=f"请重新安装绩表（{os_fault(error)}）") from None
    return parse_rules(data, file.name)


def parse_rules(data: bytes, name: str) -> Edition:
    """The rules in a file's bytes, over all bundled forms. Raises `UserError` with file, key and remedy."""
    table = table_of(data, name)
    try:
        if table.take("format", int) != FORMAT:
            raise table.fault("format", f"本程序认得第{FORMAT}版格式")
        fields = _all_forms()
        terms = terms_of(table.table("terms"), {})
        rules = tuple(rule for item in table.tables("rules") for rule in rules_of(item, terms))
        table.done()
        # It is never printed, so whose layout it has does not matter.
        edition = replace(bundled().editions[0], form="跨表审核", fields=fields, params={}, rules=rules, file=name)
        program_of(edition)
    except DefinitionFault as fault:
        raise refusal(fault, name) from None
    return edition


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    """How each form is called in the rules."""
    return {item.form: item.form if item.letter == _BUDGET else item.letter for item in bundled().editions}


def _all_forms() -> dict[str, Field | ListField]:
    own: dict[str, Field | ListField] = {name: Field(name) for name in (YEAR, UNIT, PROJECT)}
    found: dict[str, Field | ListField] = {}
    for edition in reversed(bundled().editions):
        key = _keys()[edition.form]
        before = found.get(key)
        columns = before.columns if isinstance(before, ListField) else {}
        found[key] = ListField(key, columns | _bare(edition.fields) | own)
    return {key: found[key] for key in _keys().values()}


def _bare(fields: Fields) -> dict[str, Field | ListField]:
    """The fields as columns that only hold values: what is required or computed was seen to in each document."""
    return {key: _bare_item(item) for key, item in fields.items()}


def _bare_item(item: Field | ListField) -> Field | ListField:
    if isinstance(item, ListField):
        return ListField(item.key, _bare(item.columns))
    kind = FieldType.TEXT if item.type is FieldType.PROSE else item.type
    return replace(item, type=kind, required=False, calculation=None, pattern=None, max_chars=None)
