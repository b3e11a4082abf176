"""Rows that come and go: inserting into a group, filling a virtual row, removing; `grouping` moves them.

A new row takes over the group columns (一级指标, 二级指标) of its neighbour, so that it stands in the right place of
the printed form at once; a row that holds a list of its own (a goal with its indicators) comes with that list's rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.forms.calculation import node_path
from desktop.forms.document import Row
from desktop.forms.edition import ListField
from desktop.forms.fresh import blank_row
from desktop.forms.grid import Place
from desktop.forms.jsonio import MAX_ROWS
from desktop.forms.paths import Path, list_of
from desktop.session.ditto import said_anew
from desktop.session.edits import DeleteRow, Edit, InsertRow, SetValue

if TYPE_CHECKING:
    from desktop.session.session import Session


def inserted(session: Session, list_path: Path, index: int, like: int | None) -> list[Edit]:
    """The edits that insert an empty row before `index`, with the rows of the lists inside it."""
    item = open_list(session, list_path)
    outer = list_path[:-1]
    if outer and session.document.get(outer) is None:
        return made(session, outer, {})
    rows = session.document.rows(list_path)
    if len(rows) >= MAX_ROWS:
        raise UserError(f"{item.name}已有 {MAX_ROWS} 行，不能再加")
    index = max(0, min(index, len(rows)))
    model = like if like is not None else index - 1 if index else 0
    groups = {group: rows[model].get(group) for group in item.groups} if 0 <= model < len(rows) else {}
    presets = {key: value for key, value in groups.items() if isinstance(value, str)}
    return [*_room_made(session, list_path, index), InsertRow(list_path, index, blank_row(item, presets))]


def _room_made(session: Session, list_path: Path, index: int) -> list[Edit]:
    """The edits before a blank row comes to stand at `index`: the list itself, and what 同上 means below it."""
    count = len(session.document.rows(list_path))
    return [*begun(session, list_path), *said_anew(session, list_path, [*range(index), None, *range(index, count)])]


def virtual_row(session: Session, path: Path, place: Place | None) -> tuple[list[Edit], Path, Row]:
    """The edits that make the row of a virtual place, the place's path in it, and what the row starts with."""
    list_path = list_of(path)
    assert list_path is not None  # only called for places in a list
    item = session.edition.lists[node_path(list_path)]
    presets = dict(place.presets) if place is not None else {}
    outer = list_path[:-1]
    if outer and session.document.get(outer) is None:
        edits = made(session, outer, presets)
        last = edits[-1]
        assert isinstance(last, InsertRow)
        inner = last.row.get(str(list_path[-1]))
        first = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], dict) else None
        table = (*last.path, last.index, list_path[-1])
        if first is None:
            first = {**presets}
            edits.append(InsertRow(table, 0, first))
        return edits, (*table, 0, path[-1]), first
    row = blank_row(item, presets)
    index = place_in_order(session.document.rows(list_path), item, row)
    edits = [*_room_made(session, list_path, index), InsertRow(list_path, index, row)]
    return edits, (*list_path, index, path[-1]), row


def made(session: Session, row: Path, presets: dict[str, str]) -> list[Edit]:
    """The edits that make a row which is not there, behind the last one of its list, and the rows around it."""
    *head, _ = row
    list_path = tuple(head)
    outer = list_path[:-1]
    edits: list[Edit] = []
    if outer and session.document.get(outer) is None:
        edits = made(session, outer, {})
    item = session.edition.lists[node_path(list_path)]
    own = {key: value for key, value in presets.items() if key in item.columns}
    count = len(session.document.rows(list_path))
    return [*edits, *begun(session, list_path), InsertRow(list_path, count, blank_row(item, own))]


def begun(session: Session, list_path: Path) -> list[Edit]:
    """The edit that makes the list itself where the document has none, so that undo leaves it as it was."""
    holder = session.document.get(list_path[:-1]) if len(list_path) > 1 else session.document.data
    if not isinstance(holder, dict) or isinstance(holder.get(str(list_path[-1])), list):
        return []
    return [SetValue(list_path, None, [], had=list_path[-1] in holder)]


def place_in_order(rows: Sequence[Row], item: ListField, row: Row) -> int:
    """Where a new row goes: behind the last row of its group, or where the group belongs."""
    group = tuple(str(row.get(name) or "") for name in item.groups)
    ranks = {known: rank for rank, known in enumerate(item.order)}
    index = 0
    for at, other in enumerate(rows):
        theirs = tuple(str(other.get(name) or "") for name in item.groups)
        if theirs == group or ranks.get(theirs, -1) <= ranks.get(group, len(ranks)):
            index = at + 1
    if item.fixed:
        keys = [blank[item.row_key] for blank in item.blank]
        wanted = keys.index(str(row[item.row_key]))
        index = sum(1 for other in rows if other.get(item.row_key) in keys[:wanted])
    return index


def row_of_group(item: ListField, group: str) -> Row | None:
    """The group columns of a row in a group of the printed form, named by the innermost of them; None: no such one."""
    known = next((names for names in item.order if group in names), None)
    return None if known is None else dict(zip(item.groups, known, strict=True))


def added(session: Session, list_path: Path, group: str) -> list[Edit]:
    """The edits that add a row of a group, where the form has it; none for a group it does not know."""
    item = open_list(session, list_path)
    names = row_of_group(item, group)
    if names is None:
        return []
    index = place_in_order(session.document.rows(list_path), item, names)
    row = blank_row(item, {key: value for key, value in names.items() if isinstance(value, str)})
    return [*_room_made(session, list_path, index), InsertRow(list_path, index, row)]


def caption_rows(session: Session, list_path: Path) -> list[InsertRow]:
    """The edits that make all rows of a list printed with captions, when the document has none of them yet."""
    item = session.edition.lists[node_path(list_path)]
    if not item.captions or session.document.rows(list_path):
        return []
    return [InsertRow(list_path, index, {**row}) for index, row in enumerate(item.blank)]


def removed(session: Session, list_path: Path, indices: Iterable[int]) -> list[Edit]:
    """The edits that take rows away, the last first so that the numbers stay right.

    Where a row that stays says 同上 and what it means goes, that text comes into it.
    """
    open_list(session, list_path)
    rows = session.document.rows(list_path)
    wanted = sorted({index for index in indices if 0 <= index < len(rows)}, reverse=True)
    return [
        *said_anew(session, list_path, [index for index in range(len(rows)) if index not in wanted]),
        *(DeleteRow(list_path, index, rows[index]) for index in wanted),
    ]


def open_list(session: Session, list_path: Path, *, change: str = "增减") -> ListField:
    """The definition of a list whose rows may be changed in this way. Raises `UserError` for rows that are printed."""
    item = session.edition.lists[node_path(list_path)]
    if item.fixed:
        raise UserError(f"{item.name}的行是表上印好的，不能{change}")
    return item
