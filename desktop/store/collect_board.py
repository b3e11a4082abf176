"""The receiving office's lists on disk: its units, what is due of them, and how far its documents are."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.store.collect_records import Standing, Unit
from desktop.store.connection import Connection


class CollectBoard:
    """Units, due forms and standings of one file. Every method raises `UserError` for faults of the disk."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def put_units(self, units: Sequence[Unit]) -> None:
        """The list of units in place of the one there was, durable on return."""
        rows = [(unit.key, unit.name, unit.code, unit.contact, place) for place, unit in enumerate(units)]
        with self._connection.writing(durable=True) as db:
            db.execute("DELETE FROM units")
            db.executemany("INSERT INTO units (key, name, code, contact, place) VALUES (?, ?, ?, ?, ?)", rows)

    def units(self, first: int | None = None) -> list[Unit]:
        """The units in the order of their list; all, or the first so many."""
        with self._connection.reading() as db:
            rows = db.execute(
                "SELECT key, name, code, contact FROM units ORDER BY place LIMIT ?", (-1 if first is None else first,)
            )
            return [Unit(*row) for row in rows]

    def size(self, year: int) -> int:
        """How many current documents of a year there are: whether reading its board takes a moment."""
        with self._connection.reading() as db:
            query = "SELECT count(*) FROM received WHERE year = ? AND standing = 'current'"
            number: int = db.execute(query, (year,)).fetchone()[0]
        return number

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

    def years(self) -> list[int]:
        """The years for which something is due."""
        with self._connection.reading() as db:
            return [year for (year,) in db.execute("SELECT DISTINCT year FROM due ORDER BY year")]

    def standings(self, year: int, units: Sequence[str] | None = None) -> list[tuple[str, str]]:
        """The units of which something is here, each with how far its documents are, for `read_standing`.

        Read from an index alone; one short text for each unit, because most units of a large board are as far as some
        other one and the texts need not be taken apart ten thousand times. `units`: of these alone, by their keys.
        """
        with self._connection.reading() as db:
            return db.execute(
                "SELECT unit, group_concat(form || char(31) || answer || char(31) || (errors + across_errors > 0)"
                " || (open_warnings + across_open > 0), char(30))"
                f" FROM received WHERE year = ? AND standing = 'current'{_among(units)} GROUP BY unit",
                (year, *(units or ())),
            ).fetchall()

    def waiting(self, year: int, units: Sequence[str] | None = None) -> dict[tuple[str, str], int]:
        """How many newer documents wait, by unit and form; of these units alone, or of all."""
        with self._connection.reading() as db:
            rows = db.execute(
                "SELECT unit, form, count(*) FROM received"
                f" WHERE year = ? AND standing = 'waiting'{_among(units)} GROUP BY 1, 2",
                (year, *(units or ())),
            ).fetchall()
        return {(unit, form): count for unit, form, count in rows}

    def senders(self) -> dict[str, str]:
        """All units of which something came in: key → name as they write it."""
        with self._connection.reading() as db:
            return dict(db.execute("SELECT unit, max(name) FROM packages GROUP BY unit").fetchall())


def read_standing(text: str) -> list[Standing]:
    """The documents in what `standings` gives for a unit."""
    found = []
    for one in text.split("\x1e"):
        form, answer, flags = one.split("\x1f")
        found.append(Standing(form, answer, flags[0] == "1", flags[1] == "1"))
    return found


def _among(units: Sequence[str] | None) -> str:
    return "" if units is None else f" AND unit IN ({', '.join('?' * len(units))})"
