"""Received forms as plain tables: for each form one with a row for each document, and one for each of its lists.

For those who go on counting: in Excel, in DuckDB, in a cluster engine (docs/汇总.md). Columns are the names of the
fields; all editions of a form go into the same tables. What is computed is computed here and not believed. Every row
begins with what tells its document: 摘要 is the SHA-256 of its content, the same on every machine that has it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path as FilePath
from typing import TypeAlias

from desktop.collect.crew import good_number, worked
from desktop.collect.keeping import opened
from desktop.collect.summarizing import Progress, Scope, scores_of_year
from desktop.errors import UserError
from desktop.export.package.proofs import member_stem
from desktop.export.parquet import parquet_table
from desktop.export.tidy import Cell, Column, Kind, csv_table
from desktop.forms.assess import Score, assessed_result, with_scores
from desktop.forms.calculation import Evaluation, rows_of
from desktop.forms.catalogue import Catalogue
from desktop.forms.edition import Edition, ListField, NodePath
from desktop.forms.numbers import parse_number
from desktop.forms.paths import Path
from desktop.forms.shown import shown_value
from desktop.forms.values import Missing, Val
from desktop.store import Store
from desktop.store.gathered import Head

DIGEST = "摘要"
_HEAD = (
    Column(DIGEST), Column("报送单位"), Column("年度", Kind.WHOLE), Column("版式"), Column("单位"), Column("项目"),
    Column("修订", Kind.WHOLE), Column("答复"),
)  # fmt: skip
_ASSESSED = (Column("考评得分", Kind.NUMBER), Column("考评等级"))
_LIST_HEAD = tuple(column for column in _HEAD if column.name in {DIGEST, "报送单位", "年度", "单位", "项目"})
TableRows: TypeAlias = "list[list[list[Cell]]]"
"""For each table of a form the rows that one document has in it."""
_ROW = "行号"
_OWN = "文件"
"""Before the name of a column that tells the document, where the form has a field of that name."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form: of its fields (`path` is `()`) or of one of its lists. `head` columns come before the form's.

    `numbers`: columns of row numbers, from the outermost list in, after the head.
    """

    path: NodePath
    head: tuple[Column, ...]
    numbers: tuple[Column, ...]
    columns: tuple[Column, ...]

    @property
    def all(self) -> tuple[Column, ...]:
        """All columns in their order."""
        return (*self.head, *self.numbers, *self.columns)


def tables_of(
    editions: Sequence[Edition], head: Sequence[Column] = (), list_head: Sequence[Column] = ()
) -> list[Table]:
    """The tables of one form in all of these editions, the fields first. A column is of numbers when all say so."""
    found: dict[NodePath, dict[str, Kind]] = {(): {}}
    for edition in editions:
        for path in edition.lists:
            found.setdefault(path, {})
        for node, item in edition.scalars.items():
            columns = found[node[:-1]]
            kind = Kind.NUMBER if item.type.numeric else Kind.TEXT
            columns[node[-1]] = kind if columns.get(node[-1], kind) is kind else Kind.TEXT
    taken = {name for columns in found.values() for name in columns}
    return [
        Table(
            path,
            tuple(_own(column, taken) for column in (list_head if path else head)),
            tuple(_own(column, taken) for column in _numbers(path)),
            tuple(Column(name, kind) for name, kind in columns.items()),
        )
        for path, columns in found.items()
    ]


def _own(column: Column, taken: set[str]) -> Column:
    return Column(_OWN + column.name, column.kind) if column.name in taken else column


def _numbers(path: NodePath) -> Iterator[Column]:
    for at, name in enumerate(path, 1):
        yield Column(_ROW if at == len(path) else name + _ROW, Kind.WHOLE)


def rows_for(table: Table, evaluation: Evaluation, head: Sequence[Cell] = ()) -> Iterator[list[Cell]]:
    """The rows a document has in a table; none where its edition has no such list."""
    edition = evaluation.edition
    if not table.path:
        places: Iterable[Path] = [()]
    elif isinstance(edition.field(table.path), ListField):
        places = (path[:-1] for path in evaluation.paths((*table.path, "")))
    else:
        return
    known = [(column, (*table.path, column.name) in edition.scalars) for column in table.columns]
    for place in places:
        numbers: list[Cell] = [row + 1 for row in rows_of((*place, ""))]
        cells = [_cell(column, evaluation.value((*place, column.name))) if here else None for column, here in known]
        yield [*head, *numbers, *cells]


def _cell(column: Column, value: Val) -> Cell:
    """A value as the table has it; None for a blank, for `—`, and for what is no number in a column of numbers."""
    if isinstance(value, Missing):
        return None
    if column.kind is Kind.NUMBER:
        return value if isinstance(value, Decimal) else None
    return shown_value(None, value) or None


# one document: a summary


def write_document(evaluation: Evaluation, target: FilePath) -> list[FilePath]:
    """Writes a document's tables as CSV: its fields to `target`, each list beside it. The files. Raises `UserError`."""
    head = (Column("年度", Kind.WHOLE),)
    files = []
    for table in tables_of([evaluation.edition], head, head):
        file = target if not table.path else target.with_name(f"{target.stem}.{_named(table.path)}{target.suffix}")
        with csv_table(file, table.all) as sheet:
            sheet.write(rows_for(table, evaluation, [evaluation.document.year]))
        files.append(file)
    return files


def _named(path: NodePath) -> str:
    return member_stem(".".join(path))


# all documents of a form


@dataclass(slots=True)
class Tidying:
    """The tables of one form and year in the making: go through `work`. `files` are those written so far.

    `number`: documents in them; `faults`: those that could not be read. `processes`: None for as many as are good.
    """

    store: Store
    catalogue: Catalogue
    form: str
    year: int
    folder: FilePath
    scope: Scope = Scope.ACCEPTED
    parquet: bool = False
    processes: int | None = None
    number: int = 0
    faults: list[UserError] = field(default_factory=list)
    files: list[FilePath] = field(default_factory=list)

    def work(self) -> Generator[Progress]:
        """Does it; the files take their names at the end, and there are none when there is nothing to put in.

        Raises `UserError` for an unknown form or a faulty disk.
        """
        shape = Shape(self.catalogue, self.form)
        sources = self.store.gathered.sources(self.year, [self.form], accepted=self.scope is Scope.ACCEPTED)
        files = Files(shape, self.folder, parquet=self.parquet)
        yield Progress(0, len(sources))
        if not sources:
            return
        scores = scores_of_year(self.store, self.year)
        heads = self.store.gathered.heads([one.id for one in sources])
        items = (Item(head, content, scores.get(head.id, {})) for head, content in heads)
        processes = good_number(len(sources)) if self.processes is None else self.processes
        with files.open() as write:
            for done, (_, found) in enumerate(worked(items, shape, processes=processes), 1):
                if isinstance(found, UserError):
                    self.faults.append(found)
                else:
                    self.number += 1
                    write(found)
                yield Progress(done, len(sources))
        self.files = files.paths


class Files:
    """The files that a form's tables go to; `paths` are all of them."""

    def __init__(self, shape: Shape, folder: FilePath, *, parquet: bool) -> None:
        """Raises `UserError` when there is no such form."""
        edition = shape.newest
        stem = f"{edition.mark}_{edition.form}"
        endings = (".csv", ".parquet") if parquet else (".csv",)
        self._places = [
            (table, [folder / f"{member_stem('.'.join((stem, *table.path)))}{ending}" for ending in endings])
            for table in shape.tables()
        ]
        self.paths = [path for _, paths in self._places for path in paths]

    @contextmanager
    def open(self) -> Iterator[Callable[[TableRows], None]]:
        """Writes what is handed over, the rows of each table; the files are there when the block is left."""
        with ExitStack() as stack:
            writers = [
                [
                    stack.enter_context(
                        parquet_table(path, table.all) if path.suffix == ".parquet" else csv_table(path, table.all)
                    )
                    for path in paths
                ]
                for table, paths in self._places
            ]

            def write(found: TableRows) -> None:
                for ours, rows in zip(writers, found, strict=True):
                    for writer in ours:
                        writer.write(rows)

            yield write


@dataclass(frozen=True, slots=True)
class Item:
    """A document as it lies in the data file, and the superior's scores of it."""

    head: Head
    content: bytes
    scores: dict[Path, Score]


@dataclass(frozen=True, slots=True)
class Shape:
    """A form's tables; knows the definitions only, so that other processes can fill them."""

    catalogue: Catalogue
    form: str

    @property
    def newest(self) -> Edition:
        """The form's newest edition. Raises `UserError` when there is no such form."""
        editions = self.catalogue.of_form(self.form)
        if not editions:
            raise UserError(f"不认识《{self.form}》这种表", remedy="表名见 jibiao forms")
        return editions[0]

    def tables(self) -> tuple[Table, ...]:
        """Raises `UserError` when there is no such form."""
        return _tables(self.catalogue, self.newest.form)

    def __call__(self, item: Item) -> TableRows | UserError:
        """The rows of one document for each table, or why it cannot be read."""
        head = item.head
        try:
            evaluation = Evaluation(*opened(item.content, self.catalogue, head.id))
        except UserError as error:
            return error
        document = evaluation.document
        first: list[Cell] = [
            head.digest, head.sender, document.year, document.edition, head.author, head.project, document.revision,
            head.answer or None,
        ]  # fmt: skip
        listed: list[Cell] = [head.digest, head.sender, document.year, head.author, head.project]
        found = []
        for table in self.tables():
            extra = _assessed(evaluation, item.scores) if len(table.head) > len(first) else []
            found.append(list(rows_for(table, evaluation, listed if table.path else [*first, *extra])))
        return found


@lru_cache(maxsize=32)
def _tables(catalogue: Catalogue, form: str) -> tuple[Table, ...]:
    editions = catalogue.of_form(form)
    judged = any(edition.assess is not None for edition in editions)
    return tuple(tables_of(editions, (*_HEAD, *(_ASSESSED if judged else ())), _LIST_HEAD))


def _assessed(evaluation: Evaluation, scores: dict[Path, Score]) -> list[Cell]:
    copy = with_scores(evaluation, scores)
    if copy is None:
        return [None, None]
    result = assessed_result(copy)
    return [parse_number(result.total).value, result.grade or None]
