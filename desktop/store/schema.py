"""The tables, as the steps they came about in.

The version of a file is the number of steps it has behind it (`PRAGMA user_version`). A step that has been released is
never changed: another one is added. The document's text has a table of its own so that listing thousands of drafts
reads a few short rows and not every document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sqlite_utils import Database

Migration: TypeAlias = "Callable[[Database], object]"
"""One step. It runs inside a transaction with references unchecked, and must neither commit nor VACUUM."""

APPLICATION_ID = 0x4A494249
"""`JIBI` in the file's header: tells our files from other programs' databases."""


def drafts_and_journal(db: Database) -> None:
    """Version 1: drafts, their documents, and the edits made since a document was written whole.

    AUTOINCREMENT: the number of a purged draft is never given to another one, which a forgotten window could write to.
    """
    db.executescript("""
        CREATE TABLE drafts (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            form TEXT NOT NULL,
            edition TEXT NOT NULL,
            year INTEGER NOT NULL,
            unit TEXT NOT NULL,
            project TEXT NOT NULL,
            state TEXT NOT NULL,
            created TEXT NOT NULL,
            changed TEXT NOT NULL,
            revision INTEGER NOT NULL,
            deleted_at TEXT,
            search TEXT NOT NULL
        );
        CREATE TABLE documents (
            draft_id INTEGER PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
            document TEXT NOT NULL
        );
        CREATE TABLE edits (
            draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            edit TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (draft_id, seq)
        ) WITHOUT ROWID;
    """)


def settings(db: Database) -> None:
    """Version 2: what the program remembers between two runs, JSON by key."""
    db.executescript("CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;")


MIGRATIONS: Sequence[Migration] = (drafts_and_journal, settings)
