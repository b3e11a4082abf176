"""The rules over several documents, and the one edition they are rules of: all forms laid together.

Each kind of form is a list there and each document a row of it. Of the forms' fields only those stay that a rule reads
or speaks about: a unit with 300 projects has some 100,000 values, and the rules look at a few thousand of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from weakref import WeakKeyDictionary

from desktop.errors import UserError, os_fault
from desktop.forms.catalogue import Catalogue
from desktop.forms.edition import Edition, Field, FieldType, ListField, NodePath, item_at
from desktop.forms.loader import FORMAT, refusal, table_of
from desktop.forms.program import DefinitionFault, Program, program_of
from desktop.forms.rule_text import rules_of, terms_of
from desktop.forms.tables import Table
from desktop.resources import definitions_dir

Fields = Mapping[str, Field | ListField]

RULES = "跨表审核.toml"
YEAR, UNIT, PROJECT = "年度", "单位", "项目"
"""Columns every form has besides its own; 项目 of a form that is not about one is `NO_PROJECT`."""
NO_PROJECT = "—"
BUDGET = "G"
"""The letter ten forms share: the rules call each of these by its name, also when an office has only one of them."""


_editions: WeakKeyDictionary[Catalogue, Edition] = WeakKeyDictionary()
_keys: WeakKeyDictionary[Catalogue, Mapping[str, str]] = WeakKeyDictionary()


def together_edition(catalogue: Catalogue) -> Edition:
    """All forms of a catalogue laid together, with the rules over them. Raises `UserError` naming the file's fault."""
    edition = _editions.get(catalogue)
    if edition is None:
        edition = _editions[catalogue] = _loaded(catalogue)
    return edition


def adopt(catalogue: Catalogue, edition: Edition, keys: Mapping[str, str]) -> None:
    """Take what `together_edition` and `keys_of` gave for this catalogue in another process.

    To read the definitions again would take each process a fifth of a second.
    """
    _editions.setdefault(catalogue, edition)
    _keys.setdefault(catalogue, keys)


def _loaded(catalogue: Catalogue) -> Edition:
    file = definitions_dir() / RULES
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError("打不开这个文件", where=file.name, remedy=f"请重新安装绩表（{os_fault(error)}）") from None
    return parse_rules(data, file.name, catalogue)


def parse_rules(data: bytes, name: str, catalogue: Catalogue) -> Edition:
    """The rules in a file's bytes, over all forms of a catalogue. Raises `UserError` with file, key and remedy."""
    table = table_of(data, name)
    try:
        if table.take("format", int) != FORMAT:
            raise table.fault("format", f"本程序认得第{FORMAT}版格式")
        fields = _with_columns(_all_forms(catalogue), table.table("columns"))
        terms = terms_of(table.table("terms"), {})
        rules = tuple(rule for item in table.tables("rules") for rule in rules_of(item, terms))
        source = table.text("source", "")
        table.done()
        # It is never printed, so whose layout it has does not matter.
        first = catalogue.editions[0]
        whole = replace(
            first, form="跨表审核", source=source or first.source, fields=fields, params={}, rules=rules, file=name
        )
        edition = replace(whole, fields=_kept(fields, (), frozenset(_looked_at(program_of(whole)))))
        program_of(edition)
    except DefinitionFault as fault:
        raise refusal(fault, name) from None
    return edition


def keys_of(catalogue: Catalogue) -> Mapping[str, str]:
    """How each form is called in the rules: by its letter; by its name where several forms have the same letter."""
    keys = _keys.get(catalogue)
    if keys is None:
        keys = _keys[catalogue] = _named(catalogue)
    return keys


def _named(catalogue: Catalogue) -> dict[str, str]:
    forms: dict[str, list[str]] = {}
    for item in catalogue.every:
        names = forms.setdefault(item.letter, [])
        if item.form not in names:
            names.append(item.form)
    own = {letter: next((name for name in names if _is_bundled(name)), names[0]) for letter, names in forms.items()}
    return {
        name: letter if letter != BUDGET and own[letter] == name else name
        for letter, names in forms.items()
        for name in names
    }


@lru_cache(maxsize=64)
def _is_bundled(form: str) -> bool:
    from desktop.forms.catalogue import bundled  # noqa: PLC0415  # only asked when a form of the person's own is there

    return bool(bundled().of_form(form))


def _all_forms(catalogue: Catalogue) -> dict[str, Field | ListField]:
    own: dict[str, Field | ListField] = {name: Field(name) for name in (YEAR, UNIT, PROJECT)}
    keys = keys_of(catalogue)
    found: dict[str, Field | ListField] = {}
    for edition in reversed(catalogue.every):
        key = keys[edition.form]
        before = found.get(key)
        columns = before.columns if isinstance(before, ListField) else {}
        found[key] = ListField(key, columns | _bare(edition.fields) | own)
    return {key: found[key] for key in keys.values()}


def _with_columns(fields: dict[str, Field | ListField], table: Table) -> dict[str, Field | ListField]:
    """The forms with columns that only some editions have (`[columns]`), so that rules may speak of them."""
    for place in table.data:
        *path, key = place.split(".")
        item = item_at(fields, tuple(path))
        if not isinstance(item, ListField):
            raise table.fault(place, f"没有叫“{'.'.join(path)}”的列表")
        kind = table.text(place)
        if kind not in set(FieldType):
            raise table.fault(place, f"不认识这种类型，可用 {' '.join(FieldType)}")
        item.columns.setdefault(key, Field(key, FieldType(kind)))
    return fields


def _bare(fields: Fields) -> dict[str, Field | ListField]:
    """The fields as columns that only hold values: what is required or computed was seen to in each document."""
    return {key: _bare_item(item) for key, item in fields.items()}


def _bare_item(item: Field | ListField) -> Field | ListField:
    if isinstance(item, ListField):
        return ListField(item.key, _bare(item.columns))
    kind = FieldType.TEXT if item.type is FieldType.PROSE else item.type
    return Field(item.key, kind, item.unit, item.decimals, options=item.options, dash=item.dash, label=item.label)


def _looked_at(program: Program) -> Iterator[NodePath]:
    """The fields that the rules read or are about."""
    for bound in program.rules:
        yield bound.rule.scope
        yield from (read.path for read in bound.reads)
        yield from (program.binder.find(name, bound.rule.scope)[0] for name in bound.rule.at)


def _kept(fields: Fields, at: NodePath, wanted: frozenset[NodePath]) -> dict[str, Field | ListField]:
    """The fields with only what is wanted; lists that hold nothing wanted go, those of the forms themselves stay."""
    found: dict[str, Field | ListField] = {}
    for key, item in fields.items():
        path = (*at, key)
        if not isinstance(item, ListField):
            if path in wanted or (len(path) == 2 and key in {YEAR, UNIT, PROJECT}):
                found[key] = item
            continue
        columns = _kept(item.columns, path, wanted)
        if columns or path in wanted or not at:
            found[key] = ListField(key, columns)
    return found
