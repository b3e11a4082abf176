"""The edits of ticked lines of a proposal (`desktop.forms.carrying`): one step that can be undone.

Values come first, while the numbers of the rows are those of the proposal; then rows, the lists inside rows before the
lists around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.forms.calculation import node_path
from desktop.forms.carrying import Line, is_untouched
from desktop.forms.document import Row, Value
from desktop.forms.edition import ListField
from desktop.forms.jsonio import MAX_ROWS, text_fault
from desktop.forms.paths import Path
from desktop.session.edits import DeleteRow, Edit, InsertRow, SetValue
from desktop.session.rowwork import begun, place_in_order

if TYPE_CHECKING:
    from desktop.session.session import Session


def carried(session: Session, lines: Sequence[Line]) -> list[Edit]:
    """The edits that bring these lines in. Raises `UserError` when a text or a number of rows cannot stand there."""
    edits: list[Edit] = []
    rows: dict[Path, list[Line]] = {}
    for line in lines:
        if line.gone:
            rows.setdefault(line.path[:-1], []).append(line)
        elif line.row is not None:
            rows.setdefault(line.path, []).append(line)
        else:
            _refuse(line.label, line.value)
            holder = session.document.get(line.path[:-1]) if len(line.path) > 1 else session.document.data
            had = isinstance(holder, dict) and line.path[-1] in holder
            edits.append(SetValue(line.path, session.document.get(line.path), line.value, had))
    for path in sorted(rows, key=len, reverse=True):
        edits += _rows(session, path, rows[path])
    return edits


def _rows(session: Session, path: Path, lines: Sequence[Line]) -> list[Edit]:
    item = session.edition.lists[node_path(path)]
    present: list[Row] = list(session.document.rows(path))
    edits: list[Edit] = begun(session, path)
    if any(line.replaces for line in lines):
        edits += [DeleteRow(path, index, present[index]) for index in reversed(range(len(present)))]
        present = []
    for index in sorted((int(line.path[-1]) for line in lines if line.gone), reverse=True):
        edits.append(DeleteRow(path, index, present.pop(index)))
    for line in lines:
        if line.gone:
            continue
        row = line.row or {}
        _refuse_row(line.label, row)
        if line.replaces:
            index = len(present)
        elif (blank := _blank_place(item, present, row)) is not None:
            edits.append(DeleteRow(path, blank, present.pop(blank)))
            index = blank
        else:
            index = place_in_order(present, item, row)
        edits.append(InsertRow(path, index, row))
        present.insert(index, row)
    if len(present) > MAX_ROWS:
        raise UserError(f"{item.name}会有 {len(present)} 行，最多 {MAX_ROWS} 行", remedy="请少勾几行")
    return edits


def _blank_place(item: ListField, present: Sequence[Row], row: Row) -> int | None:
    """A row of the same groups that nobody has filled: the new one stands there."""
    if item.fixed:
        return None
    groups = {name: row.get(name) or None for name in item.groups}
    blank = (
        at
        for at, other in enumerate(present)
        if is_untouched(item, [other]) and all((other.get(name) or None) == groups[name] for name in groups)
    )
    return next(blank, None)


def _refuse_row(label: str, row: Row) -> None:
    for value in row.values():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for inner in value:
                if isinstance(inner, dict):
                    _refuse_row(label, inner)
        else:
            _refuse(label, value)


def _refuse(label: str, value: Value) -> None:
    texts = value if isinstance(value, list) else [value]
    for text in texts:
        if isinstance(text, str) and (fault := text_fault(text)):
            raise UserError(f"{label}{fault}", remedy="请不勾这一项")
