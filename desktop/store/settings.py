"""What the program remembers between two runs: the window's place, the last printer of a form.

Convenience, not content: the last window to write wins, and a value that cannot be read counts as not there.
"""

from __future__ import annotations

import json
from typing import TypeAlias

from desktop.store.connection import Connection

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Settings:
    """Values by key."""

    def __init__(self, connection: Connection) -> None:
        """Work on an open file."""
        self._connection = connection

    def get(self, key: str, default: Json = None) -> Json:
        """The value last put under the key.

        Raises:
            UserError: a fault of the disk or of the file.
        """
        with self._connection.reading() as db:
            row = db.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        if row is None:
            return default
        try:
            value: Json = json.loads(row[0])
        except ValueError:
            return default
        return value

    def put(self, key: str, value: Json) -> None:
        """Remember a value; None forgets the key.

        Raises:
            UserError: a fault of the disk or of the file.
        """
        with self._connection.writing() as db:
            if value is None:
                db.execute("DELETE FROM settings WHERE key = ?", (key,))
            else:
                row = (key, json.dumps(value, ensure_ascii=False))
                db.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", row)
