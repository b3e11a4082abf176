"""Which forms a unit hands in together, and what of them is missing: said before a package is made, never in its way.

The sets are data (`definitions/上报套表.toml`): what an office asks for changes from year to year and place to place.
A file of that name among an office's own definitions takes the place of the bundled one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.errors import UserError, os_fault
from desktop.forms.catalogue import SETS, Catalogue
from desktop.forms.document import Document
from desktop.forms.edition import Edition, Field, ListField
from desktop.forms.loader import FORMAT, refusal, table_of
from desktop.forms.names import Degree, plain, rows_named
from desktop.forms.program import DefinitionFault
from desktop.forms.tables import Table
from desktop.resources import definitions_dir

_NAME = "{名称}"
_NOT_CHOSEN = "（这里有，这次没有选）"


@dataclass(frozen=True, slots=True)
class ForEach:
    """One document is wanted for each name in a column of another form; `leave_out`: what stands there and is none."""

    form: str
    column: tuple[str, ...]
    leave_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """One form of a set. `lacking`: what is said when the document for a name is missing."""

    form: str
    for_each: ForEach | None = None
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class SendSet:
    """The forms of one season."""

    name: str
    wanted: tuple[Wanted, ...]

    def has(self, form: str) -> bool:
        """Whether a form belongs to it."""
        return any(item.form == form for item in self.wanted)


@dataclass(frozen=True, slots=True)
class Member:
    """A document as the sets see it. `project`: its project's name, `""` for a form of the whole unit."""

    document: Document
    project: str = ""


@lru_cache(maxsize=4)
def send_sets(catalogue: Catalogue) -> tuple[SendSet, ...]:
    """The office's own sets, or those that come with the program. Raises `UserError` naming the file's fault."""
    file = catalogue.sets or definitions_dir() / SETS
    try:
        data = file.read_bytes()
    except OSError as error:
        remedy = "请检查表样文件夹里的这个文件" if catalogue.sets else "请重新安装绩表"
        raise UserError("打不开这个文件", where=file.name, remedy=f"{remedy}（{os_fault(error)}）") from None
    return parse_sets(data, file.name, catalogue)


def parse_sets(data: bytes, name: str, catalogue: Catalogue) -> tuple[SendSet, ...]:
    """The sets in a file's bytes. Every form and column must be in the catalogue. Raises `UserError`."""
    table = table_of(data, name)
    try:
        if table.take("format", int) != FORMAT:
            raise table.fault("format", f"本程序认得第{FORMAT}版格式")
        table.text("source")
        found = tuple(_set(item, catalogue) for item in table.tables("sets"))
        table.done()
    except DefinitionFault as fault:
        raise refusal(fault, name) from None
    return found


def period_of(sets: Sequence[SendSet], documents: Sequence[Document]) -> str:
    """The names of the sets that the documents are of: 年初, or 年初、年末; `""` when they are of none."""
    return "、".join(item.name for item in sets if any(item.has(document.form) for document in documents))


def missing(sets: Sequence[SendSet], chosen: Sequence[Member], known: Sequence[Member] = ()) -> list[str]:
    """What the sets want that is not among the chosen documents, one line each.

    `known`: the unit's other documents of the year. Names are looked for in them too, and what is there and was not
    chosen is told apart from what does not exist. A set of which nothing was chosen is not looked at.
    """
    lines: list[str] = []
    for item in sets:
        if any(item.has(member.document.form) for member in chosen):
            for wanted in item.wanted:
                lines += _missing(wanted, chosen, known)
    return lines


def _missing(wanted: Wanted, chosen: Sequence[Member], known: Sequence[Member]) -> Iterator[str]:
    here, there = _of_form(wanted.form, chosen), _of_form(wanted.form, known)
    if wanted.for_each is None:
        if not here:
            yield f"缺：{wanted.form}{_NOT_CHOSEN if there else ''}"
        return
    ours, others = (tuple(member.project for member in members) for members in (here, there))
    for name in _names(wanted.for_each, [*chosen, *known]):
        if not rows_named(name, ours, Degree.SIMILAR):
            also = bool(rows_named(name, others, Degree.SIMILAR))
            yield f"{wanted.lacking.replace(_NAME, name)}{_NOT_CHOSEN if also else ''}"


def _names(for_each: ForEach, members: Sequence[Member]) -> list[str]:
    """The names that each want a document, each once."""
    found: dict[str, str] = {}
    for member in _of_form(for_each.form, members):
        for name in _column(member.document.data, for_each.column):
            if plain(name) and plain(name) not in for_each.leave_out:
                found.setdefault(plain(name), name.strip())
    return list(found.values())


def _column(value: object, path: tuple[str, ...]) -> Iterator[str]:
    """The texts at a path of keys, through the rows of the lists on the way."""
    if isinstance(value, list):
        for row in value:
            yield from _column(row, path)
    elif path and isinstance(value, dict):
        yield from _column(value.get(path[0]), path[1:])
    elif not path and isinstance(value, str):
        yield value


def _of_form(form: str, members: Sequence[Member]) -> list[Member]:
    return [member for member in members if member.document.form == form]


def _set(table: Table, catalogue: Catalogue) -> SendSet:
    found = SendSet(table.text("name"), tuple(_wanted(item, catalogue) for item in table.tables("wanted")))
    table.done()
    if not found.wanted:
        raise table.fault("wanted", "一种表也没有写")
    return found


def _wanted(table: Table, catalogue: Catalogue) -> Wanted:
    form = _form(table, catalogue)[0].form
    each = table.table("for_each")
    if not each.data:
        table.done()
        return Wanted(form)
    editions = _form(each, catalogue)
    column = each.texts("column")
    if not column or not any(_is_column(edition, column) for edition in editions):
        raise each.fault("column", f"《{editions[0].form}》没有“{'.'.join(column)}”这一列")
    found = Wanted(
        form,
        ForEach(editions[0].form, column, frozenset(map(plain, each.texts("leave_out")))),
        table.text("lacking"),
    )
    if _NAME not in found.lacking:
        raise table.fault("lacking", f"里面要有 {_NAME}")
    each.done()
    table.done()
    return found


def _form(table: Table, catalogue: Catalogue) -> list[Edition]:
    name = table.text("form")
    editions = catalogue.of_form(name)
    if not editions:
        raise table.fault("form", f"没有叫《{name}》的表")
    return editions


def _is_column(edition: Edition, path: tuple[str, ...]) -> bool:
    fields = edition.fields
    for key in path[:-1]:
        item = fields.get(key)
        if not isinstance(item, ListField):
            return False
        fields = item.columns
    return isinstance(fields.get(path[-1]), Field)
