"""What summaries took from received documents, kept so that the next summary of the same year is there at once.

A piece is good as long as its `version` is that of the summary, the document and its assessment now; who asks compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from desktop.store.collect_records import ACCEPTED
from desktop.store.connection import Connection

_AT_ONCE = 400
"""Documents whose content is read in one transaction: some megabytes."""


class SourceRow(NamedTuple):
    """A received document that a summary may take from. A tuple, because there are tens of thousands of them."""

    id: int
    form: str
    edition: str
    digest: str
    unit: str
    answer: str


class Head(NamedTuple):
    """What tells a document: `sender` as its package writes it, `author` and `project` as the form itself says."""

    id: int
    digest: str
    sender: str
    author: str
    project: str
    answer: str


class Piece(NamedTuple):
    """What a summary took from one document, packed by the caller."""

    document: int
    summary: str
    version: str
    rows: bytes


class Gathered:
    """All such pieces of one file. Every method raises `UserError` for faults of the disk."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def sources(self, year: int, forms: Sequence[str], *, accepted: bool) -> list[SourceRow]:
        """The current documents of these forms, in the order of the list of units, within one by author and project."""
        marks = ", ".join("?" * len(forms))
        only = "AND d.answer = ?" if accepted else ""
        with self._connection.reading() as db:
            rows = db.execute(
                "SELECT d.id, d.form, d.edition, d.digest, d.unit, d.answer"
                " FROM received d LEFT JOIN units u ON u.key = d.unit"
                f" WHERE d.year = ? AND d.standing = 'current' AND d.form IN ({marks}) {only}"
                " ORDER BY u.place IS NULL, u.place, d.unit, d.author, d.project, d.form, d.id",
                (year, *forms, *([ACCEPTED] if accepted else [])),
            )
            return list(map(SourceRow._make, rows))

    def counts(self, year: int) -> dict[str, tuple[int, int]]:
        """By form: how many current documents of a year there are, and how many of them are accepted."""
        with self._connection.reading() as db:
            rows = db.execute(
                "SELECT form, count(*), sum(answer = ?) FROM received WHERE year = ? AND standing = 'current'"
                " GROUP BY form",
                (ACCEPTED, year),
            )
            return {form: (received, accepted) for form, received, accepted in rows}

    def versions(self, summary: str, year: int) -> dict[int, str]:
        """The versions of what is kept of a summary, by document."""
        with self._connection.reading() as db:
            return dict(
                db.execute(
                    "SELECT g.document, g.version FROM received d JOIN gathered g ON g.document = d.id"
                    " WHERE d.year = ? AND d.standing = 'current' AND g.summary = ?",
                    (year, summary),
                ).fetchall()
            )

    def scores(self, year: int) -> Iterator[tuple[int, str, str, str]]:
        """The superior's scores of a year that count: document, path, score, why; by document and path."""
        with self._connection.reading() as db:
            yield from db.execute(
                "SELECT a.document, a.path, a.score, a.why FROM assessments a JOIN received d ON d.id = a.document"
                " WHERE d.year = ? AND d.standing = 'current' AND a.score <> '' ORDER BY a.document, a.path",
                (year,),
            ).fetchall()

    def contents(self, documents: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The packed contents of documents, in the order asked for; read a few hundred at a time."""
        return self._chunks("SELECT id, document FROM received_contents WHERE id IN ({})", (), documents)

    def heads(self, documents: Sequence[int]) -> Iterator[tuple[Head, bytes]]:
        """Documents with their packed contents, in the order asked for; read a few hundred at a time."""
        query = (
            "SELECT d.id, d.digest, p.name, d.author, d.project, d.answer, c.document FROM received d"
            " JOIN packages p ON p.id = d.package JOIN received_contents c ON c.id = d.id WHERE d.id IN ({})"
        )
        for rows in self._chunks(query, (), documents):
            yield Head(*rows[:-1]), rows[-1]

    def rows(self, summary: str, documents: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """What is kept of a summary, in the order of the documents asked for; read a few hundred at a time."""
        query = "SELECT document, rows FROM gathered WHERE summary = ? AND document IN ({})"
        return self._chunks(query, (summary,), documents)

    def put(self, pieces: Iterable[Piece]) -> None:
        """Keeps pieces, each in place of what was kept of the same document and summary."""
        with self._connection.writing() as db:
            # A document may be gone by now together with its package; then nothing is kept of it.
            db.executemany(
                "INSERT OR REPLACE INTO gathered (document, summary, version, rows)"
                " SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM received WHERE id = ?1)",
                pieces,
            )

    def drop_replaced(self, year: int) -> None:
        """Forgets what was taken from documents that others took the place of."""
        with self._connection.writing() as db:
            db.execute(
                "DELETE FROM gathered WHERE document IN (SELECT id FROM received WHERE year = ? AND standing = 'past')",
                (year,),
            )

    def _chunks(self, query: str, before: tuple[str, ...], documents: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """Rows that begin with the document's number, in the order of the documents."""
        for start in range(0, len(documents), _AT_ONCE):
            asked = documents[start : start + _AT_ONCE]
            with self._connection.reading() as db:
                rows = db.execute(query.format(", ".join("?" * len(asked))), (*before, *asked)).fetchall()
            found = {row[0]: row for row in rows}
            yield from (found[number] for number in asked if number in found)
