"""The receiving office's lists on disk: its units, what is due of them, and how many documents are in which state."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.store.collect_records import Tally, Unit
from desktop.store.connection import Connection


class CollectBoard:
    """Units, due forms and tallies of one file. Every method raises `UserError` for faults of the disk."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def put_units(self, units: Sequence[Unit]) -> None:
        """The list of units in place of the one there was, durable on return."""
        rows = [(unit.key, unit.name, unit.code, unit.contact, place) for place, unit in enumerate(units)]
        with self._connection.writing(durable=True) as db:
            db.execute("DELETE FROM units")
            db.executemany("INSERT INTO units (key, name, code, contact, place) VALUES (?, ?, ?, ?, ?)", rows)

    def units(self) -> list[Unit]:
        """The units in the order of their list."""
        with self._connection.reading() as db:
            return [Unit(*row) for row in db.execute("SELECT key, name, code, contact FROM units ORDER BY place")]

    def put_due(self, year: int, form: str, day: str | None) -> None:
        """What every unit has to send in a year, until which day (ISO, `""` for none); None: no more."""
        with self._connection.writing(durable=True) as db:
            if day is None:
                db.execute("DELETE FROM due WHERE year = ? AND form = ?", (year, form))
            else:
                db.execute("INSERT OR REPLACE INTO due (year, form, day) VALUES (?, ?, ?)", (year, form, day))

    def due(self, year: int) -> dict[str, str]:
        """The forms that are due in a year, and until which day."""
        with self._connection.reading() as db:
            return dict(db.execute("SELECT form, day FROM due WHERE year = ?", (year,)).fetchall())

    def tallies(self, year: int) -> list[Tally]:
        """How many current documents of each unit and form are how far; read from an index alone, in its order."""
        with self._connection.reading() as db:
            rows = db.execute(
                "SELECT unit, form, answer, count(*), sum(errors + across_errors > 0),"
                " sum(open_warnings + across_open > 0)"
                " FROM received WHERE year = ? AND standing = 'current' GROUP BY unit, form, answer",
                (year,),
            )
            return list(map(Tally._make, rows))

    def waiting(self, year: int) -> dict[tuple[str, str], int]:
        """How many newer documents wait, by unit and form."""
        with self._connection.reading() as db:
            rows = db.execute(
                "SELECT unit, form, count(*) FROM received WHERE year = ? AND standing = 'waiting' GROUP BY 1, 2",
                (year,),
            ).fetchall()
        return {(unit, form): count for unit, form, count in rows}

    def senders(self) -> dict[str, str]:
        """All units of which something came in: key → name as they write it."""
        with self._connection.reading() as db:
            return dict(db.execute("SELECT unit, max(name) FROM packages GROUP BY unit").fetchall())
