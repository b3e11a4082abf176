"""Rows that come and go: inserting into a group, filling a virtual row, removing, moving, pasting a block.

A new row takes over the group columns (一级指标, 二级指标) of its neighbour, so that it stands in the right place of
the printed form at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.forms.calculation import node_path
from desktop.forms.document import Row
from desktop.forms.edition import ListField
from desktop.forms.grid import Place
from desktop.forms.jsonio import MAX_ROWS
from desktop.forms.paths import Path, list_of
from desktop.session.edits import DeleteRow, Edit, InsertRow, SetValue
from desktop.session.entry import value_of

if TYPE_CHECKING:
    from desktop.session.session import Session


def new_row(session: Session, list_path: Path, index: int, like: int | None) -> InsertRow:
    """The edit that inserts an empty row before `index`."""
    item = _open_list(session, list_path)
    rows = session.document.rows(list_path)
    if len(rows) >= MAX_ROWS:
        raise UserError(f"{item.name}已有 {MAX_ROWS} 行，不能再加")
    index = max(0, min(index, len(rows)))
    model = like if like is not None else index - 1 if index else 0
    row: Row = {group: rows[model].get(group) for group in item.groups} if 0 <= model < len(rows) else {}
    return InsertRow(list_path, index, {key: value for key, value in row.items() if value is not None})


def virtual_row(session: Session, path: Path, place: Place | None) -> InsertRow:
    """The edit that makes the row of a virtual place: behind the last row of its group, or where the group belongs."""
    list_path = list_of(path)
    assert list_path is not None  # only called for places in a list
    item = session.edition.lists[node_path(list_path)]
    row: Row = dict(place.presets) if place is not None else {}
    rows = session.document.rows(list_path)
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
    return InsertRow(list_path, index, row)


def removed(session: Session, list_path: Path, indices: Iterable[int]) -> list[DeleteRow]:
    """The edits that take rows away, the last first so that the numbers stay right."""
    _open_list(session, list_path)
    rows = session.document.rows(list_path)
    wanted = sorted({index for index in indices if 0 <= index < len(rows)}, reverse=True)
    return [DeleteRow(list_path, index, rows[index]) for index in wanted]


def moved(session: Session, list_path: Path, index: int, to: int) -> list[Edit]:
    """The edits that put row `index` to stand at `to`."""
    _open_list(session, list_path)
    rows = session.document.rows(list_path)
    if not (0 <= index < len(rows) and 0 <= to < len(rows)) or index == to:
        return []
    return [DeleteRow(list_path, index, rows[index]), InsertRow(list_path, to, rows[index])]


def pasted(session: Session, path: Path, block: Sequence[Sequence[str]]) -> list[Edit]:
    """The edits of a pasted block. What lies beyond the form is refused whole: half a paste is worse than none."""
    start = session.place(path)
    if start is None or not block:
        return []
    targets = _targets(session, path, len(block), max(len(line) for line in block))
    edits: list[Edit] = []
    rows_made: dict[Path, int] = {}
    for line, places in zip(block, targets, strict=True):
        for text, target in zip(line, places, strict=False):
            edits.extend(_paste_one(session, target, text, rows_made))
    return edits


def _paste_one(session: Session, target: Path, text: str, rows_made: dict[Path, int]) -> list[Edit]:
    list_path = list_of(target)
    row = target[: len(list_path) + 1] if list_path is not None else None
    if row is None or list_path is None or session.document.get(row) is not None:
        return session.entered(target, text)
    if not text.strip():
        return []
    made: list[Edit] = []
    if row not in rows_made:
        item = session.edition.lists[node_path(list_path)]
        place = session.place(target)
        count = len(session.document.rows(list_path)) + sum(1 for other in rows_made if other[:-1] == list_path)
        last = session.document.rows(list_path)[-1] if session.document.rows(list_path) else {}
        preset: Row = (
            dict(place.presets)
            if place is not None and place.presets
            else {group: last.get(group) for group in item.groups if last.get(group) is not None}
        )
        rows_made[row] = count
        made.append(InsertRow(list_path, count, preset))
    field = session.field(target)
    return [*made, SetValue((*list_path, rows_made[row], target[-1]), None, value_of(field, text), had=False)]


def _targets(session: Session, path: Path, height: int, width: int) -> list[list[Path]]:
    """The places a block falls on: to the right along the printed row, down the same printed column."""
    grid = session.grid
    corner = next(cell for cell in grid.cells if any(path in (place.path, *place.covers) for place in cell.places))
    by_row: dict[int, list[tuple[int, Path]]] = {}
    for cell in grid.cells:
        if cell.col >= corner.col:
            for place in cell.places:
                by_row.setdefault(cell.row, []).append((cell.col, place.path))
    table = list_of(path)
    lines: list[list[Path]] = []
    row = corner.row
    while len(lines) < height and row < len(grid.rows):
        places = [target for _, target in sorted(by_row.get(row, ()), key=lambda pair: pair[0])]
        if row == corner.row and path in places:
            places = places[places.index(path) :]
        if places and (table is None or any(list_of(target) == table for target in places)):
            lines.append(places[:width])
        elif table is not None:
            break
        row += 1
    if len(lines) < height:
        lines.extend(_beyond(session, table, lines, height - len(lines)))
    if any(len(line) < width for line in lines):
        raise UserError(f"粘贴的内容有 {width} 列，从这里往右放不下", remedy="请从更靠左的一格开始粘贴")
    return lines


def _beyond(session: Session, table: Path | None, lines: list[list[Path]], missing: int) -> list[list[Path]]:
    if table is None or not lines or session.edition.lists[node_path(table)].fixed:
        raise UserError("粘贴的行数超出了表格", remedy="请少选几行，或从更靠上的一格开始粘贴")
    used = [int(target[len(table)]) for line in lines for target in line if target[: len(table)] == table]
    first = max(max(used) + 1, len(session.document.rows(table)))
    columns = [target[-1] for target in lines[0] if target[: len(table)] == table]
    return [[(*table, first + extra, column) for column in columns] for extra in range(missing)]


def _open_list(session: Session, list_path: Path) -> ListField:
    item = session.edition.lists[node_path(list_path)]
    if item.fixed:
        raise UserError(f"{item.name}的行是表上印好的，不能增减")
    return item
