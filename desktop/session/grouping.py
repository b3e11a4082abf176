"""Groups of rows: beginning a new one, and moving rows so that they join where they come to stand.

Columns that print as one cell over equal neighbours (一级指标, 二级指标, 类别 …) are the levels of a list, from the
outermost inwards. Typing into such a cell changes all its rows, so a group is parted by a command, not by typing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from desktop.errors import UserError
from desktop.forms.calculation import node_path
from desktop.forms.document import Row, Value
from desktop.forms.edition import CellSpec, NodePath, RowSpec
from desktop.forms.grid import Cell, Grid
from desktop.forms.paths import Path, row_of
from desktop.session.ditto import said_anew
from desktop.session.edits import DeleteRow, Edit, InsertRow, SetValue

if TYPE_CHECKING:
    from desktop.session.session import Session

Levels: TypeAlias = tuple[tuple[str, ...], ...]
"""For each merged cell of a row the columns in it, the outermost first."""


def levels(session: Session, list_path: Path) -> Levels:
    """The levels of a list; () when none of its columns merge."""
    node = node_path(list_path)
    for line in session.edition.layout.rows:
        if node in line.band:
            found = (_columns(cell, line, node) for cell in line.cells if cell.merge)
            if merged := tuple(columns for columns in found if columns):
                return merged
    return ()


def _columns(cell: CellSpec, line: RowSpec, node: NodePath) -> tuple[str, ...]:
    # The first column by which two lists stand side by side is printed once for both.
    shared = line.by[:1]
    return tuple(place.path[-1] for place in cell.places if place.path[:-1] == node or place.path[-1:] == shared)


# A new group


def parted(session: Session, path: Path) -> tuple[list[Edit], Path]:
    """The edits that begin a new group at the row of a place, and where its name is typed.

    Of the groups the row stands in, the innermost is parted that begins further up; at a place of a group's own column
    no group inside that one. Raises `UserError` where there is nothing to part.
    """
    row = row_of(path)
    assert row is not None  # asked for rows of lists only
    grid = session.grid
    printed = _printed(grid)
    at = printed.get(row)
    if at is None:
        raise UserError("这一行还没有填", remedy="请先填这一行，再另起一组")
    columns = [str(column) for level in levels(session, row[:-1]) for column in level]
    own = columns.index(str(path[-1])) if path[-1] in columns else len(columns)
    allowed = set(columns[: own + 1])
    cells = [cell for cell in grid.cells if cell.row < at < cell.row + cell.rowspan and _is_group(cell, row, allowed)]
    if not cells:
        raise UserError("这一行已经是这一组的第一行", remedy="请把光标放到要另起一组的那一行")
    cell = max(cells, key=lambda cell: cell.col)
    targets = [target for place in cell.places for target in place.covers if printed.get(target[:-1], -1) >= at]
    named = [(target, session.document.get(target)) for target in targets]
    edits: list[Edit] = [SetValue(target, name, None) for target, name in named if name not in (None, "")]
    if not edits:
        raise UserError("上面这一组还没有填名称", remedy="请先填上面一组，再另起一组")
    return edits, (*row, cell.places[0].path[-1])


def _printed(grid: Grid) -> dict[Path, int]:
    """The first printed row of each row of a list."""
    found: dict[Path, int] = {}
    for number, info in enumerate(grid.rows):
        for table, index in info.bands:
            found.setdefault((*table, index), number)
    return found


def _is_group(cell: Cell, row: Path, columns: set[str]) -> bool:
    """Whether it is a merged cell that stands for the row as well."""
    return any(
        covered[-1] in columns and covered[: len(row)] == row for place in cell.places for covered in place.covers
    )


# Moving


def shifted(
    session: Session, list_path: Path, indices: Sequence[int], by: int, column: str
) -> tuple[list[Edit], int | None]:
    """The edits that move rows up (-1) or down (1) past what stands there, and where the first one then stands.

    A row goes past a row and joins its groups. Rows that are selected by a group's own cell (`column`) are that group:
    it goes past the next group of its level, and joins the groups around that one. Raises `UserError` for rows that do
    not belong together.
    """
    rows = session.document.rows(list_path)
    order = [row[-1] for row in _printed(session.grid) if row[:-1] == list_path]
    at = sorted(order.index(index) for index in indices if index in order)
    if not at:
        return [], None
    known = levels(session, list_path)
    depth = next((number for number, level in enumerate(known) if column in level), len(known))
    outer = _outer(session, list_path, known, depth)
    block = [int(index) for index in order[at[0] : at[-1] + 1]]
    if len({_values(rows[index], outer) for index in block}) > 1:
        raise UserError("选中的几行不在同一组", remedy="请一组一组移动")
    if depth < len(known) and any(node_path(list_path) in line.band[:2] and line.by for line in _lines(session)):
        raise UserError("各组按表样上的次序印，不能移动", remedy="组里的行可以上移、下移")
    beyond = order[: at[0]][::-1] if by < 0 else order[at[-1] + 1 :]
    if not beyond:
        return [], None
    whole = (*outer, *(known[depth] if depth < len(known) else ()))
    passed = [int(beyond[0])]
    while depth < len(known) and len(passed) < len(beyond):
        following = int(beyond[len(passed)])
        if _values(rows[following], whole) != _values(rows[passed[0]], whole):
            break
        passed.append(following)
    return _moved(session, list_path, block, passed, by, outer)


def _outer(session: Session, list_path: Path, known: Levels, depth: int) -> tuple[str, ...]:
    """The columns that rows take over from where they come to stand."""
    around = tuple(column for level in known[:depth] for column in level)
    if depth < len(known):
        return around
    return tuple(dict.fromkeys((*around, *session.edition.lists[node_path(list_path)].groups)))


def _lines(session: Session) -> tuple[RowSpec, ...]:
    return session.edition.layout.rows


def _values(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row.get(column) or "") for column in columns)


def _moved(
    session: Session, list_path: Path, block: list[int], passed: list[int], by: int, joins: tuple[str, ...]
) -> tuple[list[Edit], int]:
    rows = session.document.rows(list_path)
    edge = min(passed) if by < 0 else max(passed) + 1
    target = edge - sum(index < edge for index in block)
    kept = [index for index in range(len(rows)) if index not in block]
    anew = said_anew(session, list_path, [*kept[:target], *block, *kept[target:]])
    written: dict[int, Row] = {}
    for edit in anew:
        written.setdefault(int(edit.path[-2]), {})[str(edit.path[-1])] = edit.new
    beside = rows[passed[0]]
    edits: list[Edit] = [*anew]
    taken = {index: {**rows[index], **written.get(index, {})} for index in block}
    edits += [DeleteRow(list_path, index, taken[index]) for index in sorted(block, reverse=True)]
    for number, index in enumerate(block):
        edits.append(InsertRow(list_path, target + number, _joined(taken[index], beside, joins)))
    return edits, target


def _joined(row: Row, beside: Row, columns: Sequence[str]) -> Row:
    """The row with the groups of another. A column that neither has stays absent."""
    joined: dict[str, Value] = {
        column: beside.get(column) for column in columns if beside.get(column) != row.get(column)
    }
    return {**row, **joined}
