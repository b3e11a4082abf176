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


_ONE_SUBJECT = """
    DROP INDEX received_current;
    DROP INDEX received_waiting;
    UPDATE received SET subject = unit || subject WHERE substr(subject, 1, 1) = char(10);
    CREATE TEMP TABLE twice AS
        SELECT id, unit, year, first_value(id) OVER best AS kept, count(*) OVER best_of AS number FROM received
        WHERE standing = 'current'
        WINDOW best_of AS (PARTITION BY year, form, subject),
               best AS (best_of ORDER BY answer = '已接受' DESC, revision DESC, id DESC);
    DELETE FROM twice WHERE number = 1;
    INSERT OR IGNORE INTO uncompared SELECT unit, year FROM twice;
    UPDATE received SET replaces = (SELECT max(t.id) FROM twice t WHERE t.kept = received.id AND t.id <> t.kept)
        WHERE replaces IS NULL AND id IN (SELECT kept FROM twice);
    UPDATE received SET replaces = (SELECT t.kept FROM twice t WHERE t.id = received.id),
        standing = CASE WHEN revision > (SELECT k.revision FROM twice t JOIN received k ON k.id = t.kept
            WHERE t.id = received.id) THEN 'waiting' ELSE 'past' END
        WHERE id IN (SELECT id FROM twice WHERE id <> kept);
    DROP TABLE twice;
    UPDATE received SET standing = 'past' WHERE standing = 'waiting' AND EXISTS (
        SELECT 1 FROM received other
        WHERE (other.year, other.form, other.subject) = (received.year, received.form, received.subject)
          AND ((other.standing = 'current' AND other.revision > received.revision)
            OR (other.standing = 'waiting' AND (other.revision, other.id) > (received.revision, received.id))));
    UPDATE received SET replaces = (SELECT c.id FROM received c WHERE c.standing = 'current'
        AND (c.year, c.form, c.subject) = (received.year, received.form, received.subject)) WHERE standing = 'waiting';
    CREATE UNIQUE INDEX received_current ON received (year, form, subject) WHERE standing = 'current';
    CREATE UNIQUE INDEX received_waiting ON received (year, form, subject) WHERE standing = 'waiting';
"""
"""Of several current ones the accepted one stays, else the newest; what is newer than an accepted one waits for it."""
_ROUND = """
    CREATE TABLE origins (
        package INTEGER NOT NULL REFERENCES packages (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        code TEXT NOT NULL,
        manifest BLOB NOT NULL,
        note BLOB NOT NULL,
        PRIMARY KEY (package, number)
    );
    CREATE INDEX origins_by_code ON origins (code);
    CREATE TABLE assessments (
        document INTEGER NOT NULL REFERENCES received (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        score TEXT NOT NULL,
        former TEXT NOT NULL,
        why TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (document, path)
    ) WITHOUT ROWID;
    CREATE TABLE gathered (
        document INTEGER NOT NULL REFERENCES received (id) ON DELETE CASCADE,
        summary TEXT NOT NULL,
        version TEXT NOT NULL,
        rows BLOB NOT NULL,
        PRIMARY KEY (document, summary)
    ) WITHOUT ROWID;
    CREATE TABLE returns (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
        revision INTEGER NOT NULL,
        digest TEXT NOT NULL,
        why TEXT NOT NULL,
        made TEXT NOT NULL,
        taken TEXT NOT NULL,
        document TEXT NOT NULL,
        settled TEXT
    );
    CREATE INDEX returns_by_draft ON returns (draft_id);
    CREATE TABLE return_remarks (
        return_id INTEGER NOT NULL REFERENCES returns (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        path TEXT NOT NULL,
        shown TEXT NOT NULL,
        text TEXT NOT NULL,
        reply TEXT NOT NULL,
        PRIMARY KEY (return_id, number)
    ) WITHOUT ROWID;
"""


def the_way_back(db: Database) -> None:
    """Version 6: what comes after receiving.

    At the office above: `origins`, the manifest each package came with (of one that an office sent on: those it first
    came with), its code, and its note where that is signed, for sending on; `assessments`, its own scores by place;
    `gathered`, what a summary takes from a document, kept until either changes.
    At the sender's: `returns`, which revision came back and why, with the remarks and the answers to them;
    `document`, what it said then, so that remarks find their rows; `settled`, when the answers were sent.
    A document is one by year, form and subject, whoever sent it: the same form from two senders would count twice.
    """
    db.executescript(_ONE_SUBJECT + _ROUND)


MIGRATIONS: Sequence[Migration] = (drafts_and_journal, settings, pending, revisions, collected, the_way_back)
