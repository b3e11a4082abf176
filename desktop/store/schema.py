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


def pending(db: Database) -> None:
    """Version 3: what is being typed into the open cell of a draft and was not handed in yet; `path` is JSON."""
    db.executescript("""
        CREATE TABLE pending (
            draft_id INTEGER PRIMARY KEY REFERENCES drafts (id) ON DELETE CASCADE,
            path TEXT NOT NULL,
            text TEXT NOT NULL
        );
    """)


def revisions(db: Database) -> None:
    """Version 4: the documents as they passed, found by the code on their paper; `digest` is hexadecimal."""
    db.executescript("""
        CREATE TABLE revisions (
            draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
            revision INTEGER NOT NULL,
            code TEXT NOT NULL,
            digest TEXT NOT NULL,
            document TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (draft_id, revision)
        );
        CREATE INDEX revisions_by_code ON revisions (code);
    """)


_COLLECTED = """
    CREATE TABLE units (
        key TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        code TEXT NOT NULL,
        contact TEXT NOT NULL,
        place INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE due (
        year INTEGER NOT NULL,
        form TEXT NOT NULL,
        day TEXT NOT NULL,
        PRIMARY KEY (year, form)
    ) WITHOUT ROWID;
    CREATE TABLE packages (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        digest TEXT NOT NULL UNIQUE,
        unit TEXT NOT NULL,
        name TEXT NOT NULL,
        year INTEGER NOT NULL,
        period TEXT NOT NULL,
        made TEXT NOT NULL,
        received TEXT NOT NULL,
        file TEXT NOT NULL,
        program TEXT NOT NULL,
        via TEXT NOT NULL
    );
    CREATE TABLE received (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        package INTEGER NOT NULL REFERENCES packages (id) ON DELETE CASCADE,
        replaces INTEGER REFERENCES received (id) ON DELETE SET NULL,
        unit TEXT NOT NULL,
        year INTEGER NOT NULL,
        form TEXT NOT NULL,
        subject TEXT NOT NULL,
        edition TEXT NOT NULL,
        author TEXT NOT NULL,
        project TEXT NOT NULL,
        revision INTEGER NOT NULL,
        digest TEXT NOT NULL,
        code TEXT NOT NULL,
        standing TEXT NOT NULL,
        answer TEXT NOT NULL,
        answered TEXT,
        why TEXT NOT NULL,
        errors INTEGER NOT NULL,
        warnings INTEGER NOT NULL,
        open_warnings INTEGER NOT NULL,
        across_errors INTEGER NOT NULL,
        across_warnings INTEGER NOT NULL,
        across_open INTEGER NOT NULL
    );
    CREATE UNIQUE INDEX received_current ON received (unit, year, form, subject) WHERE standing = 'current';
    CREATE UNIQUE INDEX received_waiting ON received (unit, year, form, subject) WHERE standing = 'waiting';
    CREATE INDEX received_board
        ON received (year, standing, unit, form, answer, errors, across_errors, open_warnings, across_open);
    CREATE INDEX received_by_code ON received (code);
    CREATE INDEX received_by_package ON received (package);
    CREATE INDEX received_by_former ON received (replaces);
    CREATE TABLE received_contents (
        id INTEGER PRIMARY KEY REFERENCES received (id) ON DELETE CASCADE,
        document BLOB NOT NULL,
        findings BLOB NOT NULL,
        across BLOB NOT NULL
    );
    CREATE TABLE proofs (
        package INTEGER NOT NULL REFERENCES packages (id) ON DELETE CASCADE,
        file TEXT NOT NULL,
        title TEXT NOT NULL,
        about TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (package, file)
    );
    CREATE TABLE remarks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document INTEGER NOT NULL REFERENCES received (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        shown TEXT NOT NULL,
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        reply TEXT NOT NULL,
        cleared TEXT
    );
    CREATE INDEX remarks_by_document ON remarks (document);
    CREATE TABLE uncompared (
        unit TEXT NOT NULL,
        year INTEGER NOT NULL,
        PRIMARY KEY (unit, year)
    ) WITHOUT ROWID;
"""


def collected(db: Database) -> None:
    """Version 5: what the receiving office has: its units, what is due, packages, their documents, its remarks.

    `unit` and `subject` are names spelled plainly, for comparing. Of the documents of one unit, year, form and subject
    one is `current`, one may be `waiting` to replace it, the others are `past`. What the list does not show lies in
    `received_contents`, so that the board reads short rows. `uncompared`: whose documents are still to be checked
    against each other.
    """
    db.executescript(_COLLECTED)


MIGRATIONS: Sequence[Migration] = (drafts_and_journal, settings, pending, revisions, collected)
