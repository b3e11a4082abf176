"""The receiving office's remarks on what it received: open until they were answered, kept afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from desktop.store.collect_records import Remark
from desktop.store.connection import Connection

_COLUMNS = "id, document, path, shown, text, at, reply, ifnull(cleared, '')"


class Remarks:
    """All remarks of one file. Every method raises `UserError` for faults of the disk."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def add(self, document: int, path: str, *, shown: str, text: str) -> int:
        """A remark at a place (JSON, `[]` for the whole), where `shown` stands now. Durable; returns its number."""
        with self._connection.writing(durable=True) as db:
            cursor = db.execute(
                "INSERT INTO remarks (document, path, shown, text, at, reply) VALUES (?, ?, ?, ?, ?, '')",
                (document, path, shown, text, _now()),
            )
            return cursor.lastrowid or 0

    def reword(self, number: int, text: str) -> None:
        """Other words for a remark, which keeps its number. Durable."""
        with self._connection.writing(durable=True) as db:
            db.execute("UPDATE remarks SET text = ? WHERE id = ?", (text, number))

    def remove(self, number: int) -> None:
        """Takes a remark away."""
        with self._connection.writing() as db:
            db.execute("DELETE FROM remarks WHERE id = ?", (number,))

    def of(self, document: int, *, cleared: bool = False) -> list[Remark]:
        """The remarks on a document in the order they were made, with those that were answered if `cleared`."""
        condition = "" if cleared else " AND cleared IS NULL"
        with self._connection.reading() as db:
            rows = db.execute(f"SELECT {_COLUMNS} FROM remarks WHERE document = ?{condition} ORDER BY id", (document,))
            return [Remark(*row) for row in rows]

    def to_carry(self) -> list[tuple[int, int]]:
        """Documents that were replaced while remarks on them were open: (the old one, the new one)."""
        with self._connection.reading() as db:
            return db.execute(
                "SELECT DISTINCT r.document, d.id FROM remarks r JOIN received d ON d.replaces = r.document"
                " WHERE r.cleared IS NULL AND d.standing = 'current'"
            ).fetchall()

    def carry(self, document: int, moved: Sequence[tuple[int, str]], cleared: Sequence[int]) -> None:
        """To the document that replaced theirs: `moved` gives remarks and their places there, `cleared` stay behind."""
        with self._connection.writing() as db:
            db.executemany(
                "UPDATE remarks SET document = ?, path = ? WHERE id = ?",
                [(document, path, number) for number, path in moved],
            )
            db.executemany("UPDATE remarks SET cleared = ? WHERE id = ?", [(_now(), number) for number in cleared])

    def reply(self, number: int, text: str) -> None:
        """What the sender answered; the remark is open until the document is replaced."""
        with self._connection.writing() as db:
            db.execute("UPDATE remarks SET reply = ? WHERE id = ?", (text, number))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
