"""What passed 审核, as it was then: a paper with its code can be laid beside the draft years of edits later.

Rows are only added. The store does not know what a digest is of; it finds rows by it, and by the short code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.store.connection import Connection

_COLUMNS = "draft_id, revision, code, digest, document, at"


@dataclass(frozen=True, slots=True)
class Revision:
    """One passed state of a draft. `digest` is hexadecimal, `at` in UTC."""

    draft_id: int
    revision: int
    code: str
    digest: str
    document_json: str
    at: datetime


class Revisions:
    """All that passed, of all drafts of one file. Every method raises `UserError` for faults of the disk."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def add(self, draft_id: int, revision: int, *, code: str, digest: str, document_json: str) -> None:
        """Keeps a state that passed, durable on return."""
        row = (draft_id, revision, code, digest, document_json, datetime.now(UTC).isoformat(timespec="microseconds"))
        with self._connection.writing(durable=True) as db:
            db.execute(f"INSERT INTO revisions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)

    def last(self, draft_id: int) -> Revision | None:
        """What passed last, None when nothing did."""
        found = self._where("draft_id = ? ORDER BY revision DESC LIMIT 1", draft_id)
        return found[0] if found else None

    def before(self, draft_id: int, revision: int) -> Revision | None:
        """What passed last before a revision, None when nothing did."""
        found = self._where("draft_id = ? AND revision < ? ORDER BY revision DESC LIMIT 1", draft_id, revision)
        return found[0] if found else None

    def of_code(self, code: str) -> list[Revision]:
        """All states with this short code, the newest first."""
        return self._where("code = ? ORDER BY at DESC", code)

    def of_digest(self, digest: str) -> list[Revision]:
        """All states with this content, the newest first."""
        return self._where("digest = ? ORDER BY at DESC, revision DESC", digest)

    def _where(self, condition: str, *values: str | int) -> list[Revision]:
        with self._connection.reading() as db:
            rows = db.execute(f"SELECT {_COLUMNS} FROM revisions WHERE {condition}", values).fetchall()
        return [
            Revision(draft_id, revision, code, digest, document, datetime.fromisoformat(at))
            for draft_id, revision, code, digest, document, at in rows
        ]
