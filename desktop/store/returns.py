"""What came back to the sender: the revision that was returned, why, the remarks, and what was answered to each.

A return is open until the answers were sent; of a draft only the latest one is. Settled ones are kept. Places are JSON
as the office above wrote them, in the document as it was then: where they are by now is for the layers above to say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.store.connection import Connection
from desktop.store.drafts import come_back

_RETURN = "id, draft_id, revision, digest, why, made, taken, document, ifnull(settled, '')"


@dataclass(frozen=True, slots=True)
class StoredRemark:
    """A remark. `path` is JSON, `[]` for the whole; `shown` what stood there; `reply` the answer, `""` for none."""

    number: int
    path: str
    shown: str
    text: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class NewReturn:
    """A return to be kept. `digest` hexadecimal; `made` as the file says; `document` what was returned, as JSON."""

    draft_id: int
    revision: int
    digest: str
    why: str
    made: str
    document: str
    remarks: tuple[StoredRemark, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredReturn:
    """A return as it is kept. `settled`: when its answers were sent, `""` while it is open."""

    id: int
    draft_id: int
    revision: int
    digest: str
    why: str
    made: str
    taken: str
    document: str
    settled: str
    remarks: tuple[StoredRemark, ...]


class Returns:
    """All returns of one file. Every method raises `UserError` for faults of the disk."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def take(self, returns: Sequence[NewReturn], state: str) -> None:
        """Keeps what one file brought, all of it or nothing, durable on return.

        The drafts come out of the bin and stand in the list as `state`. What was open on them before gives way.
        """
        now = _now()
        with self._connection.writing(durable=True) as db:
            for one in returns:
                come_back(db, one.draft_id, state)
                _settle(db, one.draft_id, now)
                row = (one.draft_id, one.revision, one.digest, one.why, one.made, now, one.document)
                number = db.execute(
                    "INSERT INTO returns (draft_id, revision, digest, why, made, taken, document)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    row,
                ).lastrowid
                db.executemany(
                    "INSERT INTO return_remarks (return_id, number, path, shown, text, reply)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    [(number, item.number, item.path, item.shown, item.text, item.reply) for item in one.remarks],
                )

    def open_of(self, draft_id: int) -> StoredReturn | None:
        """The open return of a draft, None when there is none."""
        found = self._where("draft_id = ? AND settled IS NULL ORDER BY id DESC LIMIT 1", draft_id)
        return found[0] if found else None

    def of(self, draft_id: int) -> list[StoredReturn]:
        """All returns of a draft, the latest first."""
        return self._where("draft_id = ? ORDER BY id DESC", draft_id)

    def reply(self, return_id: int, number: int, text: str) -> None:
        """What is answered to a remark; `""` takes it back. Durable within a second, like an edit."""
        with self._connection.writing() as db:
            db.execute(
                "UPDATE return_remarks SET reply = ? WHERE return_id = ? AND number = ?", (text, return_id, number)
            )

    def settle(self, draft_ids: Iterable[int]) -> None:
        """The answers of these drafts were sent."""
        now = _now()
        with self._connection.writing(durable=True) as db:
            for draft_id in draft_ids:
                _settle(db, draft_id, now)

    def _where(self, condition: str, *values: int) -> list[StoredReturn]:
        with self._connection.reading() as db:
            rows = db.execute(f"SELECT {_RETURN} FROM returns WHERE {condition}", values).fetchall()
            return [StoredReturn(*[*row, _remarks(db, row[0])]) for row in rows]


def _settle(db: sqlite3.Connection, draft_id: int, now: str) -> None:
    db.execute("UPDATE returns SET settled = ? WHERE draft_id = ? AND settled IS NULL", (now, draft_id))


def _remarks(db: sqlite3.Connection, return_id: int) -> tuple[StoredRemark, ...]:
    rows = db.execute(
        "SELECT number, path, shown, text, reply FROM return_remarks WHERE return_id = ? ORDER BY number", (return_id,)
    )
    return tuple(StoredRemark(*row) for row in rows)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
