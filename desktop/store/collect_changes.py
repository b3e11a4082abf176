"""What changes among the received, within the caller's transaction: what stands now, and whose is to compare anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from desktop.errors import UserError
from desktop.store.collect_records import ACCEPTED, PAST


class AcceptedError(UserError):
    """What is here was accepted, and only an answer takes its place."""


def mark_uncompared(db: sqlite3.Connection, package: int, unit: str, years: Iterable[int], *, whole: bool) -> None:
    """Of a unit's first package the caller has compared all there is; when there is more, it has to be done anew.

    `whole`: all of its documents are current now.
    """
    for year in years:
        more = db.execute(
            "SELECT 1 FROM received WHERE year = ? AND standing = 'current' AND unit = ? AND package <> ? LIMIT 1",
            (year, unit, package),
        ).fetchone()
        if more or not whole:
            have_compared(db, unit, year)


def have_compared(db: sqlite3.Connection, unit: str, year: int) -> None:
    """A unit's documents of a year are to be compared with each other once more."""
    db.execute("INSERT OR IGNORE INTO uncompared VALUES (?, ?)", (unit, year))


def confirm_waiting(db: sqlite3.Connection, document: int, *, locked: bool) -> None:
    """A waiting document takes the place of the current one; nothing becomes of one that does not wait.

    What was current may have come from another unit: that one has a document less. `locked`: what was accepted is not
    replaced; raises `AcceptedError` then.
    """
    row = db.execute(
        "SELECT unit, year, form, subject FROM received WHERE id = ? AND standing = 'waiting'", (document,)
    ).fetchone()
    if row is None:
        return
    unit, year, *_ = row
    former = db.execute(
        "SELECT id, unit, answer, form, project FROM received"
        " WHERE year = ? AND form = ? AND subject = ? AND standing = 'current'",
        row[1:],
    ).fetchall()
    for number, before, answer, form, project in former:
        if locked and answer == ACCEPTED:
            raise AcceptedError(f"《{form}》{project}已收的一份已接受", remedy="要换请接受新的一份，或退回已收的一份")
        db.execute("UPDATE received SET standing = 'past' WHERE id = ?", (number,))
        have_compared(db, before, year)
    db.execute("UPDATE received SET standing = 'current' WHERE id = ?", (document,))
    have_compared(db, unit, year)


def refuse_past(db: sqlite3.Connection, document: int) -> None:
    """Raises `UserError` for a document that was replaced."""
    row = db.execute("SELECT standing, form, project FROM received WHERE id = ?", (document,)).fetchone()
    if row is not None and row[0] == PAST:
        what = f"编号 {document} 的《{row[1]}》{row[2]}已被较新的一份替换"
        raise UserError(what, remedy="请看清单里现在的编号")
