"""The drafts: written whole now and then, and edit by edit in between.

Each committed cell is appended to a journal, which costs a fraction of a millisecond however large the form is; from
time to time the document is written whole and the journal begins anew. Every write names the revision it builds on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime

from desktop.errors import UserError
from desktop.store.connection import Connection
from desktop.store.records import (
    DRAFT,
    SUMMARY_FIELDS,
    DraftConflictError,
    DraftInfo,
    Pending,
    StoredDraft,
    Summary,
    fold,
    searchable,
    summary_in,
)

_COLUMNS = ", ".join((*SUMMARY_FIELDS, "id", "revision", "created", "changed", "deleted_at"))
_ADVANCE = "UPDATE drafts SET revision = revision + 1, changed = ? WHERE id = ? AND revision = ?"


class Drafts:
    """All drafts of one file. Every method raises `UserError` for faults of the disk and for a draft that is gone."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def create(self, summary: Summary, document_json: str) -> DraftInfo:
        """A new draft at revision 1, durable on return."""
        now = _now()
        row = {**asdict(summary), "created": now, "changed": now, "revision": 1, "search": searchable(summary)}
        with self._connection.writing(durable=True) as db:
            draft_id = self._connection.db.table("drafts").insert(row).last_pk
            db.execute("INSERT INTO documents (draft_id, document) VALUES (?, ?)", (draft_id, document_json))
            return _info(db, draft_id)

    def append_edits(
        self, draft_id: int, edits: Sequence[str], *, revision: int, summary: Summary | None = None
    ) -> int:
        """Add edits to the journal, in order; returns the revision for the next write.

        On return they survive the end of the program, within a second a power cut. With them goes what was pending: it
        was handed in. `summary`: what the list shows from now on, when the edits changed that.

        Raises:
            DraftConflictError: the draft is not at `revision` any more.
        """
        if not edits:
            return revision
        now = _now()
        with self._connection.writing() as db:
            _advance(db, draft_id, revision, now)
            last = db.execute("SELECT ifnull(max(seq), 0) FROM edits WHERE draft_id = ?", (draft_id,)).fetchone()[0]
            db.executemany(
                "INSERT INTO edits (draft_id, seq, edit, at) VALUES (?, ?, ?, ?)",
                [(draft_id, last + number, edit, now) for number, edit in enumerate(edits, 1)],
            )
            db.execute("DELETE FROM pending WHERE draft_id = ?", (draft_id,))
            if summary is not None:
                _summarise(db, draft_id, summary)
        return revision + 1

    def snapshot(self, draft_id: int, document_json: str, summary: Summary, *, revision: int) -> int:
        """Write the document whole and empty the journal; durable on return. Returns the revision for the next write.

        Raises:
            DraftConflictError: the draft is not at `revision` any more.
        """
        with self._connection.writing(durable=True) as db:
            _advance(db, draft_id, revision, _now())
            _summarise(db, draft_id, summary)
            db.execute("UPDATE documents SET document = ? WHERE draft_id = ?", (document_json, draft_id))
            db.execute("DELETE FROM edits WHERE draft_id = ?", (draft_id,))
        return revision + 1

    def load(self, draft_id: int) -> StoredDraft:
        """The draft with everything typed into it, also one from the bin."""
        with self._connection.reading() as db:
            info = _info(db, draft_id)
            document = db.execute("SELECT document FROM documents WHERE draft_id = ?", (draft_id,)).fetchone()[0]
            rows = db.execute("SELECT edit FROM edits WHERE draft_id = ? ORDER BY seq", (draft_id,)).fetchall()
            pending = db.execute("SELECT path, text FROM pending WHERE draft_id = ?", (draft_id,)).fetchone()
        return StoredDraft(info, document, [edit for (edit,) in rows], pending and Pending(*pending))

    def keep_pending(self, draft_id: int, pending: Pending) -> None:
        """Keep what is being typed, in place of what was kept before. It lasts as edits do; the list is not touched."""
        with self._connection.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO pending (draft_id, path, text) SELECT id, ?, ? FROM drafts WHERE id = ?",
                (pending.path, pending.text, draft_id),
            )

    def drop_pending(self, draft_id: int) -> None:
        """Forget what was being typed."""
        with self._connection.writing() as db:
            db.execute("DELETE FROM pending WHERE draft_id = ?", (draft_id,))

    def info(self, draft_id: int) -> DraftInfo:
        """The draft's line in the list as it is now."""
        with self._connection.reading() as db:
            return _info(db, draft_id)

    def find(
        self,
        search: str = "",
        *,
        form: str | None = None,
        year: int | None = None,
        unit: str | None = None,
        deleted: bool = False,
        limit: int | None = None,
    ) -> list[DraftInfo]:
        """The drafts, newest change first; with `deleted` those in the bin, last deleted first.

        `search`: words parted by blanks, each of which must occur in form, project, unit, year or state. `form`,
        `year` and `unit` must be equal.
        """
        conditions = ["deleted_at IS NOT NULL" if deleted else "deleted_at IS NULL"]
        values: list[str | int] = []
        for column, wanted in (("form", form), ("year", year), ("unit", unit)):
            if wanted is not None:
                conditions.append(f"{column} = ?")
                values.append(wanted)
        for word in fold(search).split():
            conditions.append("instr(search, ?) > 0")
            values.append(word)
        order = "deleted_at DESC" if deleted else "changed DESC"
        sql = f"SELECT {_COLUMNS} FROM drafts WHERE {' AND '.join(conditions)} ORDER BY {order}, id DESC LIMIT ?"
        with self._connection.reading() as db:
            rows = db.execute(sql, [*values, -1 if limit is None else limit]).fetchall()
        return [_from_row(row) for row in rows]

    def delete(self, draft_id: int) -> None:
        """Put the draft into the bin. A window that still has it open goes on writing to it there."""
        self._touch("UPDATE drafts SET deleted_at = ? WHERE id = ?", _now(), draft_id)

    def restore(self, draft_id: int) -> None:
        """Take the draft out of the bin."""
        self._touch("UPDATE drafts SET deleted_at = NULL WHERE id = ?", draft_id)

    def purge(self, draft_id: int) -> None:
        """Remove the draft for good, with its document and journal."""
        self._touch("DELETE FROM drafts WHERE id = ?", draft_id)

    def duplicate(self, draft_id: int) -> DraftInfo:
        """A copy with everything typed so far, as a new draft in the state 草稿 and outside the bin; durable."""
        with self._connection.writing(durable=True) as db:
            info = _info(db, draft_id)
            summary = Summary(**{name: getattr(info, name) for name in SUMMARY_FIELDS} | {"state": DRAFT})
            now = _now()
            row = {**asdict(summary), "created": now, "changed": now, "revision": 1, "search": searchable(summary)}
            copy_id = self._connection.db.table("drafts").insert(row).last_pk
            for table, columns in (("documents", "document"), ("edits", "seq, edit, at")):
                db.execute(
                    f"INSERT INTO {table} (draft_id, {columns}) SELECT ?, {columns} FROM {table} WHERE draft_id = ?",
                    (copy_id, draft_id),
                )
            return _info(db, copy_id)

    def _touch(self, sql: str, *values: str | int) -> None:
        with self._connection.writing(durable=True) as db:
            if db.execute(sql, values).rowcount == 0:
                raise _gone()


def come_back(db: sqlite3.Connection, draft_id: int, state: str) -> None:
    """Within a transaction: the draft stands in the list in this state, out of the bin if it was there.

    It is no edit: its revision stays, so that a window that has it open can go on writing.
    """
    info = _info(db, draft_id)
    _summarise(db, draft_id, replace(summary_in(info), state=state))
    db.execute("UPDATE drafts SET deleted_at = NULL WHERE id = ?", (draft_id,))


def _summarise(db: sqlite3.Connection, draft_id: int, summary: Summary) -> None:
    assignments = ", ".join(f"{name} = :{name}" for name in (*SUMMARY_FIELDS, "search"))
    db.execute(
        f"UPDATE drafts SET {assignments} WHERE id = :id",
        {**asdict(summary), "search": searchable(summary), "id": draft_id},
    )


def _advance(db: sqlite3.Connection, draft_id: int, revision: int, now: str) -> None:
    if db.execute(_ADVANCE, (now, draft_id, revision)).rowcount == 1:
        return
    _info(db, draft_id)
    raise DraftConflictError


def _info(db: sqlite3.Connection, draft_id: object) -> DraftInfo:
    row = db.execute(f"SELECT {_COLUMNS} FROM drafts WHERE id = ?", (draft_id,)).fetchone()
    if row is None:
        raise _gone()
    return _from_row(row)


def _from_row(row: tuple[str, str, int, str, str, str, int, int, str, str, str | None]) -> DraftInfo:
    form, edition, year, unit, project, state, draft_id, revision, created, changed, deleted = row
    return DraftInfo(
        form=form,
        edition=edition,
        year=year,
        unit=unit,
        project=project,
        state=state,
        id=draft_id,
        revision=revision,
        created=datetime.fromisoformat(created),
        changed=datetime.fromisoformat(changed),
        deleted=datetime.fromisoformat(deleted) if deleted else None,
    )


def _gone() -> UserError:
    return UserError("此草稿已被彻底删除", remedy="本窗口中的内容仍可复制或另存")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
