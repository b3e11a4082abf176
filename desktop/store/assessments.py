"""The superior's own scores of what was received, by document and place; a newer revision takes them over.

A place with an empty score and a `former` one is to be judged again: its row came back changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class KeptScore:
    """A score at a place (`path` is JSON), as text; `former` is the one its row had before it changed."""

    path: str
    score: str
    why: str
    former: str = ""


class Assessments:
    """All scores of one file. Every method raises `UserError` for faults of the disk."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def of(self, document: int) -> list[KeptScore]:
        """The scores of a document, in no order."""
        with self._connection.reading() as db:
            rows = db.execute("SELECT path, score, why, former FROM assessments WHERE document = ?", (document,))
            return [KeptScore(*row) for row in rows]

    def put(self, document: int, scores: Iterable[KeptScore], *, drop: Sequence[str] = ()) -> None:
        """Keeps scores, each in place of the one there was; those at `drop` are taken away. Durable."""
        rows = [(document, one.path, one.score, one.former, one.why, _now()) for one in scores]
        with self._connection.writing(durable=True) as db:
            db.executemany("DELETE FROM assessments WHERE document = ? AND path = ?", [(document, at) for at in drop])
            db.executemany(
                "INSERT OR REPLACE INTO assessments (document, path, score, former, why, at) VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def to_carry(self) -> list[tuple[int, int]]:
        """Documents that were replaced and whose scores stayed with them: (the old one, the new one)."""
        with self._connection.reading() as db:
            return db.execute(
                "SELECT DISTINCT a.document, d.id FROM assessments a JOIN received d ON d.replaces = a.document"
                " WHERE d.standing = 'current'"
            ).fetchall()

    def carry(self, old: int, new: int, scores: Sequence[KeptScore]) -> None:
        """The scores of a replaced document go over to the new one as `scores`, and what it has itself stays."""
        rows = [(new, one.path, one.score, one.former, one.why, _now()) for one in scores]
        with self._connection.writing() as db:
            db.executemany(
                "INSERT OR IGNORE INTO assessments (document, path, score, former, why, at) VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )
            db.execute("DELETE FROM assessments WHERE document = ?", (old,))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
