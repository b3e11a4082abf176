"""What the receiving office took in: packages, the documents in them, what was answered.

One package is one transaction: it is there with all of its documents or not at all. Whether a document is kept, waits
or is ignored is decided by the caller, asked under the write lock, so that a second window cannot come in between.
Nothing received is ever thrown away by a newer one: what was replaced stays as `past`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeAlias

from desktop.errors import UserError
from desktop.store.collect_changes import confirm_waiting, have_compared, mark_uncompared, refuse_past
from desktop.store.collect_records import (
    ACCEPTED,
    CURRENT,
    PAST,
    WAITING,
    Action,
    Counts,
    Held,
    NewDocument,
    NewPackage,
    Origin,
    Proof,
    ProofHead,
    ReceivedDocument,
    Taken,
)
from desktop.store.connection import Connection
from desktop.store.origins import put_origins

Decide: TypeAlias = "Callable[[NewDocument, Held | None, Held | None], Action]"
"""What becomes of a document: asked with what is current and what is waiting of the same subject."""

_DOCUMENT = """
    SELECT d.id, d.package, d.unit, p.name, d.year, d.form, d.edition, d.author, d.project, d.revision, d.digest,
           d.code, d.standing, d.answer, d.why, ifnull(d.replaces, 0), d.errors + d.across_errors,
           d.warnings + d.across_warnings, d.open_warnings + d.across_open, p.file, p.received, p.via
    FROM received d JOIN packages p ON p.id = d.package
"""
_NEW = (
    "package, replaces, unit, year, form, subject, edition, author, project, revision, digest, code, standing, answer,"
    " why, errors, warnings, open_warnings, across_errors, across_warnings, across_open"
)
_HELD = " UNION ALL ".join(
    "SELECT d.standing, d.id, d.revision, d.digest, d.answer, p.made, d.unit, p.name"
    " FROM received d JOIN packages p ON p.id = d.package"
    f" WHERE d.year = ?1 AND d.form = ?2 AND d.subject = ?3 AND d.standing = '{standing}'"
    for standing in (CURRENT, WAITING)
)
"""In two halves, each answered from the index of its standing: asked for both at once, SQLite goes through the year."""


class _Nothing(Exception):  # leaves a transaction of which nothing shall stay
    pass


class PackageHereError(Exception):
    """The very package came in meanwhile, through another window; it has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Collected:
    """All that was received, of one file. Every method raises `UserError` for faults of the disk."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def package_of(self, digest: str) -> int:
        """The number of the package with this digest, 0 when it was not received."""
        with self._connection.reading() as db:
            row = db.execute("SELECT id FROM packages WHERE digest = ?", (digest,)).fetchone()
        return row[0] if row else 0

    def digests(self) -> frozenset[str]:
        """The digests of all packages that were received."""
        with self._connection.reading() as db:
            return frozenset(digest for (digest,) in db.execute("SELECT digest FROM packages"))

    def take(
        self,
        package: NewPackage,
        documents: Sequence[NewDocument],
        proofs: Iterable[Proof],
        decide: Decide,
        origins: Iterable[Origin] = (),
    ) -> tuple[int, list[Taken]]:
        """Stores a package; the number it got, 0 when nothing of it was to be stored, and what became of each.

        One without documents, which only brings others along, is always stored. Raises `PackageHereError`.
        """
        taken: list[Taken] = []
        number = 0
        try:
            with self._connection.writing() as db:
                number = self._insert_package(db, package)
                taken += [self._take(db, number, package, document, decide) for document in documents]
                if documents and not any(one.action.stores for one in taken):
                    raise _Nothing
                put_origins(db, number, origins)
                db.executemany(
                    "INSERT INTO proofs (package, file, title, about, content) VALUES (?, ?, ?, ?, ?)",
                    [(number, proof.file, proof.title, proof.about, proof.content) for proof in proofs],
                )
                current = [one.action in {Action.KEEP, Action.REPLACE} for one in taken]
                if any(current):  # what only waits says nothing yet
                    years = {document.year for document in documents}
                    mark_uncompared(db, number, package.unit, years, whole=all(current))
        except _Nothing:
            return 0, taken
        return number, taken

    def _insert_package(self, db: sqlite3.Connection, package: NewPackage) -> int:
        if here := db.execute("SELECT id FROM packages WHERE digest = ?", (package.digest,)).fetchone():
            raise PackageHereError(here[0])
        row = (
            package.digest, package.unit, package.name, package.year, package.period, package.made, package.received,
            package.file, package.program, json.dumps(package.via, ensure_ascii=False),
        )  # fmt: skip
        cursor = db.execute(
            "INSERT INTO packages (digest, unit, name, year, period, made, received, file, program, via)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return cursor.lastrowid or 0

    def _take(
        self, db: sqlite3.Connection, number: int, package: NewPackage, document: NewDocument, decide: Decide
    ) -> Taken:
        found = db.execute(_HELD, (document.year, document.form, document.subject)).fetchall()
        held = {standing: Held(*rest) for standing, *rest in found}
        current, waiting = held.get(CURRENT), held.get(WAITING)
        action = decide(document, current, waiting)
        before = current.id if current else 0
        if not action.stores:
            return Taken(action, 0, before)
        if waiting is not None:
            db.execute("UPDATE received SET standing = ? WHERE id = ?", (PAST, waiting.id))
        if action is Action.REPLACE and current is not None:
            db.execute("UPDATE received SET standing = ? WHERE id = ?", (PAST, current.id))
            if current.unit_key != package.unit:
                have_compared(db, current.unit_key, document.year)
        standing = WAITING if action is Action.WAIT else CURRENT
        cursor = db.execute(
            f"INSERT INTO received ({_NEW}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, ?, ?, ?)",
            (
                number, before or None, package.unit, document.year, document.form, document.subject, document.edition,
                document.author, document.project, document.revision, document.digest, document.code, standing,
                document.counts.errors, document.counts.warnings, document.counts.open_warnings,
                document.across_counts.errors, document.across_counts.warnings, document.across_counts.open_warnings,
            ),
        )  # fmt: skip
        new = cursor.lastrowid or 0
        db.execute(
            "INSERT INTO received_contents (id, document, findings, across) VALUES (?, ?, ?, ?)",
            (new, document.document, document.findings, document.across),
        )
        return Taken(action, new, before)

    def confirm(self, *documents: int) -> None:
        """Waiting documents take the place of the current ones, all of them or none; nothing becomes of others.

        Raises `AcceptedError` when one that is current was accepted.
        """
        with self._connection.writing() as db:
            for document in documents:
                confirm_waiting(db, document, locked=True)

    def answer(self, document: int, answer: str, *, why: str = "", confirm: bool = False) -> None:
        """The office's answer, see `answer_each`."""
        self.answer_each((document,), answer, why=why, confirm=confirm)

    def answer_each(self, documents: Sequence[int], answer: str, *, why: str = "", confirm: bool = False) -> None:
        """The same answer for several, all of them or none, durable on return; who waits comes first when `confirm`.

        Raises `UserError` when one was replaced, perhaps through another window since it was looked at.
        """
        with self._connection.writing(durable=True) as db:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            for document in documents:
                if confirm:
                    confirm_waiting(db, document, locked=False)
                refuse_past(db, document)
                row = (answer, now, why, document)
                db.execute("UPDATE received SET answer = ?, answered = ?, why = ? WHERE id = ?", row)

    def accept_clean(self, documents: Sequence[int]) -> list[int]:
        """Accepts, of these, what is current, has no errors and no answer yet; which those are. Durable."""
        with self._connection.writing(durable=True) as db:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            accepted = (
                db.execute(
                    "UPDATE received SET answer = ?, answered = ?, why = '' WHERE id = ? AND standing = 'current'"
                    " AND answer = '' AND errors = 0 AND across_errors = 0 RETURNING id",
                    (ACCEPTED, now, document),
                ).fetchone()
                for document in documents
            )
            return [row[0] for row in accepted if row is not None]

    # reading

    def document(self, number: int) -> ReceivedDocument:
        """One document. Raises `UserError` when there is none of this number."""
        found = self._documents("WHERE d.id = ?", (number,))
        if not found:
            raise UserError(f"没有收到过编号 {number} 的表", remedy="编号见 jibiao status 的清单")
        return found[0]

    def current(self, document: int) -> ReceivedDocument | None:
        """What is current of the same subject as a document, None when nothing is; it may be the very document."""
        found = self._documents(
            "WHERE d.standing = 'current' AND (d.year, d.form, d.subject)"
            " = (SELECT year, form, subject FROM received WHERE id = ?)",
            (document,),
        )
        return found[0] if found else None

    def of_package(self, package: int) -> list[ReceivedDocument]:
        """The documents of a package, in its order."""
        return self._documents("WHERE d.package = ? ORDER BY d.id", (package,))

    def of_unit(self, unit: str, year: int, *, standing: str = CURRENT) -> list[ReceivedDocument]:
        """A unit's documents of one year."""
        return self._documents(
            "WHERE d.year = ? AND d.standing = ? AND d.unit = ? ORDER BY d.form, d.id", (year, standing, unit)
        )

    def waiting_for(self, document: int) -> ReceivedDocument | None:
        """The newer document that waits to take this one's place."""
        return next(iter(self._documents("WHERE d.replaces = ? AND d.standing = 'waiting'", (document,))), None)

    def beside(self, document: int) -> list[tuple[int, bytes]]:
        """Numbers and packed contents of a unit's documents of a year, as they are when this one is current."""
        with self._connection.reading() as db:
            return db.execute(
                "SELECT d.id, c.document FROM received d JOIN received_contents c ON c.id = d.id"
                " JOIN received o ON o.id = ?1 WHERE d.id = ?1 OR (d.year = o.year AND d.standing = 'current'"
                " AND d.unit = o.unit AND (d.form, d.subject) <> (o.form, o.subject)) ORDER BY d.id",
                (document,),
            ).fetchall()

    def of_year(self, year: int, *, standing: str = CURRENT) -> list[ReceivedDocument]:
        """All documents of one year, by unit."""
        return self._documents("WHERE d.year = ? AND d.standing = ? ORDER BY d.unit, d.form, d.id", (year, standing))

    def of_form(self, form: str, year: int, *, standing: str = CURRENT) -> list[ReceivedDocument]:
        """All documents of one form and year, by unit."""
        return self._documents(
            "WHERE d.year = ? AND d.standing = ? AND d.form = ? ORDER BY d.unit, d.id", (year, standing, form)
        )

    def of_code(self, code: str) -> list[ReceivedDocument]:
        """All documents with this short code, the newest first: for the paper that comes in."""
        return self._documents("WHERE d.code = ? ORDER BY d.id DESC", (code,))

    def current_of(self, number: int) -> ReceivedDocument | None:
        """What stands in the place of a document now, itself or the one that replaced it; None for nothing."""
        found = self._documents(
            "JOIN received o ON (o.year, o.form, o.subject) = (d.year, d.form, d.subject)"
            " WHERE o.id = ? AND d.standing = 'current'",
            (number,),
        )
        return found[0] if found else None

    def content(self, document: int) -> tuple[bytes, bytes, bytes]:
        """The document's content, its findings and those against others, as they were packed."""
        with self._connection.reading() as db:
            row = db.execute("SELECT document, findings, across FROM received_contents WHERE id = ?", (document,))
            found: tuple[bytes, bytes, bytes] | None = row.fetchone()
        if found is None:
            raise UserError(f"没有收到过编号 {document} 的表", remedy="编号见 jibiao status 的清单")
        return found

    def proofs(self, package: int) -> list[Proof]:
        """The proofs that came with a package."""
        with self._connection.reading() as db:
            rows = db.execute("SELECT file, title, about, content FROM proofs WHERE package = ?", (package,)).fetchall()
        return [Proof(*row) for row in rows]

    def proof_heads(self, package: int) -> list[ProofHead]:
        """The same without their contents, which may be many megabytes."""
        with self._connection.reading() as db:
            rows = db.execute("SELECT file, title, about, length(content) FROM proofs WHERE package = ?", (package,))
            return [ProofHead(*row) for row in rows]

    def proof(self, package: int, file: str) -> bytes:
        """The content of one proof. Raises `UserError` when there is none of this name."""
        with self._connection.reading() as db:
            row = db.execute("SELECT content FROM proofs WHERE package = ? AND file = ?", (package, file)).fetchone()
        if row is None:
            raise UserError("没有这个附件", where=file)
        return bytes(row[0])

    def years(self) -> list[int]:
        """The years of which something is there, the latest first."""
        with self._connection.reading() as db:
            return [year for (year,) in db.execute("SELECT DISTINCT year FROM received ORDER BY year DESC")]

    # the checks across documents

    def uncompared(self) -> list[tuple[str, int]]:
        """Units and years whose documents are still to be checked against each other."""
        with self._connection.reading() as db:
            return db.execute("SELECT unit, year FROM uncompared ORDER BY unit, year").fetchall()

    @contextmanager
    def comparing(self, unit: str, year: int) -> Iterator[Comparison]:
        """One transaction in which the documents of a unit are read and what was found is written."""
        with self._connection.writing() as db:
            yield Comparison(db, unit, year)
            db.execute("DELETE FROM uncompared WHERE unit = ? AND year = ?", (unit, year))

    def _documents(self, where: str, values: tuple[object, ...]) -> list[ReceivedDocument]:
        with self._connection.reading() as db:
            return [_document(row) for row in db.execute(f"{_DOCUMENT} {where}", values)]


class Comparison:
    """The current documents of one unit and year, under the write lock."""

    def __init__(self, db: sqlite3.Connection, unit: str, year: int) -> None:
        self._db, self._unit, self._year = db, unit, year

    def contents(self) -> list[tuple[int, bytes, bool]]:
        """Number, packed content, and whether there is something found against others until now."""
        return self._db.execute(
            "SELECT d.id, c.document, length(c.across) > 0 FROM received d JOIN received_contents c ON c.id = d.id"
            " WHERE d.year = ? AND d.standing = 'current' AND d.unit = ? ORDER BY d.id",
            (self._year, self._unit),
        ).fetchall()

    def write(self, document: int, findings: bytes, counts: Counts) -> None:
        """What was found against others in one document."""
        row = (counts.errors, counts.warnings, counts.open_warnings, document)
        self._db.execute(
            "UPDATE received SET across_errors = ?, across_warnings = ?, across_open = ? WHERE id = ?", row
        )
        self._db.execute("UPDATE received_contents SET across = ? WHERE id = ?", (findings, document))


def _document(row: tuple[Any, ...]) -> ReceivedDocument:
    """A row as _DOCUMENT asks for it: in the order of the fields, the three counts as one."""
    counts, via = Counts(*row[16:19]), tuple(json.loads(row[21]))
    return ReceivedDocument(*row[:16], counts, *row[19:21], via)  # type: ignore[call-arg]  # slices are not counted
