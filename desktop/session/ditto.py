"""同上, kept meaning what it means while rows come, go and move.

A received or pasted 同上 stands for the text above it. When another row comes to stand there, or the row that has the
text goes, the text itself comes into the row. (A text that merely repeats the one above is stored whole and only
printed as 同上; nothing has to be done about it.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.forms.calculation import node_path
from desktop.forms.cells import DITTO
from desktop.forms.document import Row, Value
from desktop.forms.paths import Path
from desktop.session.edits import SetValue

if TYPE_CHECKING:
    from desktop.session.session import Session


def said_anew(session: Session, list_path: Path, order: Sequence[int | None]) -> list[SetValue]:
    """The edits that write out what 同上 would not mean any more; to be done before the rows come, go or move.

    `order`: the rows as they will stand, by their present index; None for a row that is new and blank.
    """
    node = node_path(list_path)
    cells = (cell for line in session.edition.layout.rows for cell in line.cells if cell.ditto)
    columns = {place.path[-1]: None for cell in cells for place in cell.places if place.path[:-1] == node}
    rows = session.document.rows(list_path)
    return [edit for column in columns for edit in _written_out(list_path, rows, column, order)]


def _written_out(list_path: Path, rows: Sequence[Row], column: str, order: Sequence[int | None]) -> Iterator[SetValue]:
    meant: list[Value] = []
    for row in rows:
        stored = row.get(column)
        meant.append(stored if stored != DITTO else meant[-1] if meant else None)
    above: Value = None
    for index in order:
        if index is None:
            above = None
        elif rows[index].get(column) == DITTO and meant[index] != above and meant[index]:
            yield SetValue((*list_path, index, column), DITTO, meant[index])
            above = meant[index]
        elif rows[index].get(column) != DITTO:
            above = rows[index].get(column)
