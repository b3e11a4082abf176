"""The store as a whole: one file, opened and closed in one place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop.store.connection import Connection
from desktop.store.drafts import Drafts
from desktop.store.durability import FLUSH_SECONDS
from desktop.store.opening import open_file
from desktop.store.revisions import Revisions
from desktop.store.schema import MIGRATIONS, Migration
from desktop.store.settings import Settings

if TYPE_CHECKING:
    from desktop.store.assessments import Assessments
    from desktop.store.collect_board import CollectBoard
    from desktop.store.collected import Collected
    from desktop.store.gathered import Gathered
    from desktop.store.origins import Origins
    from desktop.store.remarks import Remarks
    from desktop.store.returns import Returns

BUSY_SECONDS = 3.0
"""How long to wait for another window's write before telling the person. Writes take milliseconds."""


class Store:
    """An open data file. One connection: used from the thread that opened it, closed when leaving the `with` block.

    A second window, also of another process, may open the same file: both read and write, and `DraftConflictError`
    keeps them from overwriting each other's draft.
    """

    def __init__(self, connection: Connection) -> None:
        """Use `Store.open`."""
        self._connection = connection
        self.drafts = Drafts(connection)
        self.revisions = Revisions(connection)
        self.settings = Settings(connection)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
        busy_seconds: float = BUSY_SECONDS,
        flush_seconds: float = FLUSH_SECONDS,
    ) -> Store:
        """Open a data file; create it when it is not there, bring it up to date when it is of an earlier version.

        Raises:
            UserError: no such folder, not ours, newer than the program, damaged, read-only, locked, disk full. The file
                is as it was before.
        """
        # Resolved, because SQLite keeps the log beside the file itself and not beside a link to it.
        connection = open_file(path.resolve(), migrations, busy_seconds=busy_seconds, flush_seconds=flush_seconds)
        return cls(connection)

    def again(self) -> Store:
        """The same file opened once more, for use in another thread. It was examined when this one was opened.

        Raises:
            UserError: it cannot be opened any more.
        """
        connection = Connection(self.path, busy_seconds=BUSY_SECONDS, flush_seconds=FLUSH_SECONDS)
        try:
            connection.configure()
        except BaseException:
            connection.close()
            raise
        return Store(connection)

    # The receiving office's part is loaded when first used: those who fill forms start without it.

    @cached_property
    def collected(self) -> Collected:
        """What was received."""
        from desktop.store.collected import Collected  # noqa: PLC0415  # see above

        return Collected(self._connection)

    @cached_property
    def board(self) -> CollectBoard:
        """The units, what is due of them, and how much of it is there."""
        from desktop.store.collect_board import CollectBoard  # noqa: PLC0415  # see above

        return CollectBoard(self._connection)

    @cached_property
    def remarks(self) -> Remarks:
        """The remarks on what was received."""
        from desktop.store.remarks import Remarks  # noqa: PLC0415  # see above

        return Remarks(self._connection)

    @cached_property
    def gathered(self) -> Gathered:
        """What summaries took from what was received."""
        from desktop.store.gathered import Gathered  # noqa: PLC0415  # see above

        return Gathered(self._connection)

    @cached_property
    def origins(self) -> Origins:
        """What units first sent, for sending on."""
        from desktop.store.origins import Origins  # noqa: PLC0415  # see above

        return Origins(self._connection)

    @cached_property
    def assessments(self) -> Assessments:
        """The superior's own scores of what was received."""
        from desktop.store.assessments import Assessments  # noqa: PLC0415  # see above

        return Assessments(self._connection)

    @cached_property
    def returns(self) -> Returns:
        """What came back to the sender."""
        from desktop.store.returns import Returns  # noqa: PLC0415  # loaded with the first form

        return Returns(self._connection)

    @property
    def path(self) -> Path:
        """The data file."""
        return self._connection.path

    def flush(self) -> None:
        """Return when everything written so far would survive a power cut. It happens by itself within a second.

        Raises:
            UserError: the disk refused.
        """
        self._connection.flush()

    def close(self) -> None:
        """Close the file. May be called twice."""
        self._connection.close()

    def __enter__(self) -> Store:
        """The store itself."""
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()
