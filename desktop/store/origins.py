"""What units first sent, kept beside what became of it: for sending on, and for looking up what an office passed on.

Of a package that its unit made itself this is its own manifest; of one that an office made of what it accepted, those
of the packages that the unit sent. A document's digest stands in one of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from desktop.store.collect_records import Origin
from desktop.store.connection import Connection


class Origins:
    """The first manifests of all packages of one file. Every method raises `UserError` for faults of the disk."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def of(self, package: int) -> list[Origin]:
        """Those of a package; none of one that came in before they were kept."""
        with self._connection.reading() as db:
            rows = db.execute("SELECT code, manifest, note FROM origins WHERE package = ? ORDER BY number", (package,))
            return [Origin(*row) for row in rows]

    def packages_of(self, code: str) -> list[tuple[str, str, str]]:
        """The packages whose first 上报清单 bears a code: its file, its unit, when it came; the newest first."""
        with self._connection.reading() as db:
            return db.execute(
                "SELECT p.file, p.name, p.received FROM origins o JOIN packages p ON p.id = o.package"
                " WHERE o.code = ? ORDER BY p.id DESC",
                (code,),
            ).fetchall()

    def codes(self, year: int) -> dict[int, tuple[str, ...]]:
        """The codes of the first packages, by the number of the package that brought what is here of a year."""
        with self._connection.reading() as db:
            rows = db.execute(
                "SELECT package, code FROM origins WHERE package IN"
                " (SELECT package FROM received WHERE year = ? AND standing <> 'past') ORDER BY package, number",
                (year,),
            ).fetchall()
        found: dict[int, tuple[str, ...]] = {}
        for package, code in rows:
            found[package] = (*found.get(package, ()), code)
        return found


def put_origins(db: sqlite3.Connection, package: int, origins: Iterable[Origin]) -> None:
    """Within the transaction that takes a package in."""
    db.executemany(
        "INSERT INTO origins (package, number, code, manifest, note) VALUES (?, ?, ?, ?, ?)",
        [(package, number, one.code, one.manifest, one.note) for number, one in enumerate(origins)],
    )
