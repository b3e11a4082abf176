"""A block of cells from a spreadsheet onto the form: which places it falls on, and the rows it adds.

A cell of the block falls on a cell of the form, to the right along the printed row and down the same printed column.
Each row of a merged cell takes its own line; a blank below the first line of one goes on with what stands above,
because that is how a spreadsheet copies a merged cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.forms.calculation import node_path
from desktop.forms.document import Row
from desktop.forms.grid import Cell, Place
from desktop.forms.paths import Path, list_of, row_of
from desktop.session.edits import Edit, InsertRow, SetValue
from desktop.session.entry import value_of
from desktop.session.rowwork import begun, caption_rows

if TYPE_CHECKING:
    from desktop.session.session import Session


@dataclass(frozen=True, slots=True)
class _Target:
    """The places that one cell of the block falls on, () for none that can be filled, and the form's cell."""

    paths: tuple[Path, ...]
    cell: Cell

    @property
    def merged(self) -> bool:
        return any(place.covers for place in self.cell.places)


def pasted(session: Session, path: Path, block: Sequence[Sequence[str]]) -> list[Edit]:
    """The edits of a pasted block. What lies beyond the form is refused whole: half a paste is worse than none."""
    if session.place(path) is None or not block:
        return []
    targets = _targets(session, path, len(block), max(len(line) for line in block))
    paste = _Paste(session, alone=len(block) > 1)
    if (table := list_of(path)) is not None:
        paste.begin(caption_rows(session, table))
    above: dict[int, str] = {}
    for line, cells in zip(block, targets, strict=True):
        for column, (text, target) in enumerate(zip(line, cells, strict=False)):
            if target.merged and not text.strip():
                text = above.get(column, text)  # noqa: PLW2901  # the merged cell goes on
            above[column] = text
            for place, words in _shared_out(target, text):
                paste.put(place, words)
    return paste.edits


class _Paste:
    """Collects the edits of one paste, with the rows that have to be made for it."""

    def __init__(self, session: Session, *, alone: bool) -> None:
        self.session, self.alone = session, alone
        self.edits: list[Edit] = []
        self._rows: dict[Path, int] = {}
        """Rows made here, by the path they were asked for, and the number they really get."""

    def begin(self, rows: list[InsertRow]) -> None:
        """Rows that come into the document whatever is pasted."""
        self.edits += rows
        self._rows.update({(*edit.path, edit.index): edit.index for edit in rows})

    def put(self, target: Path, text: str) -> None:
        row = row_of(target)
        if row is None or self.session.document.get(row) is not None:
            self.edits.extend(self.session.entered(target, text, alone=self.alone))
            return
        if not text.strip():
            return
        list_path = row[:-1]
        if row not in self._rows:
            self._make(row, list_path, self.session.place(target))
        value = value_of(self.session.field(target), text)
        self.edits.append(SetValue((*self._settled(list_path), self._rows[row], target[-1]), None, value, had=False))

    def _settled(self, list_path: Path) -> Path:
        """The path of a list inside a row that was made here."""
        outer = list_path[:-1]
        return (*outer[:-1], self._rows[outer], list_path[-1]) if outer in self._rows else list_path

    def _make(self, row: Path, list_path: Path, place: Place | None) -> None:
        session = self.session
        outer = list_path[:-1]
        if outer and outer not in self._rows and session.document.get(outer) is None:
            # A list inside a row that is not there yet: that row first, with nothing in it.
            at = len(session.document.rows(outer[:-1])) + sum(1 for other in self._rows if other[:-1] == outer[:-1])
            self.edits += [*begun(session, outer[:-1]), InsertRow(outer[:-1], at, {})]
            self._rows[outer] = at
        rows = session.document.rows(list_path)
        made = sum(1 for other in self._rows if other[:-1] == list_path)
        if not made:
            self.edits += begun(session, list_path)
        item = session.edition.lists[node_path(list_path)]
        groups = {group: rows[-1].get(group) for group in item.groups} if rows else {}
        preset: Row = dict(place.presets) if place is not None and place.presets else dict(groups)
        filled: Row = {key: value for key, value in preset.items() if value is not None}
        self._rows[row] = len(rows) + made
        self.edits.append(InsertRow(self._settled(list_path), self._rows[row], filled))


def _shared_out(target: _Target, text: str) -> list[tuple[Path, str]]:
    """A text for each place of a cell: taken apart where the words around the places are in it."""
    if len(target.paths) <= 1 and not _has_wording(target.cell):
        return [(path, text) for path in target.paths]
    pattern, at = "", -1
    for run in target.cell.runs:
        if run.place < 0:
            pattern += r"\s*".join(map(re.escape, "".join(run.text.split())))
        elif run.place != at:
            pattern += r"\s*(.*?)\s*"
            at = run.place
    match = re.fullmatch(r"\s*" + pattern + r"\s*", text, re.DOTALL)
    if match is None or len(match.groups()) != len(target.paths):
        return [(path, text) for path in target.paths[:1]]
    return list(zip(target.paths, match.groups(), strict=True))


def _has_wording(cell: Cell) -> bool:
    return any(run.place < 0 and run.text.strip() for run in cell.runs) and not any(p.options for p in cell.places)


def _targets(session: Session, path: Path, height: int, width: int) -> list[list[_Target]]:
    grid = session.grid
    holders = (cell for cell in grid.cells if any(path in (place.path, *place.covers) for place in cell.places))
    corner = next(holders, None)
    if corner is None:
        raise UserError("这一行不能粘贴几格", remedy="请一格一格粘贴")
    by_row: dict[int, list[_Target]] = {}
    for cell in sorted(grid.cells, key=lambda cell: cell.col):
        if cell.col >= corner.col and cell.places:
            for row in range(cell.row, cell.row + cell.rowspan):
                paths = tuple(place.path for place in cell.places) if row == cell.row else _below(session, cell, row)
                if paths is not None:
                    by_row.setdefault(row, []).append(_Target(paths, cell))
    table = list_of(path)
    lines: list[list[_Target]] = []
    row = corner.row
    while len(lines) < height and row < len(grid.rows):
        cells = by_row.get(row, [])
        if row == corner.row and cells and path in cells[0].paths:
            first = cells[0]
            cells = [_Target(first.paths[first.paths.index(path) :], first.cell), *cells[1:]]
        if cells and (table is None or any(list_of(target) == table for cell in cells for target in cell.paths)):
            lines.append(cells[:width])
        elif table is not None:
            break
        row += 1
    if len(lines) < height:
        lines.extend(_beyond(session, table, lines, height - len(lines)))
    if any(len(line) < width for line in lines):
        raise UserError(f"粘贴的内容有 {width} 列，从这里往右放不下", remedy="请从更靠左的一格开始粘贴")
    return lines


def _below(session: Session, cell: Cell, row: int) -> tuple[Path, ...] | None:
    """The places of a merged cell in a row below its first; None where no row of the list stands behind them."""
    if not any(place.covers for place in cell.places):
        return None
    rows = {(*table, index) for table, index in session.grid.rows[row].bands}
    return tuple(path for place in cell.places for path in place.covers if path[:-1] in rows)


def _beyond(session: Session, table: Path | None, lines: list[list[_Target]], missing: int) -> list[list[_Target]]:
    if table is None or not lines or session.edition.lists[node_path(table)].fixed:
        raise UserError("粘贴的行数超出了表格", remedy="请少选几行，或从更靠上的一格开始粘贴")
    used = [int(target[len(table)]) for line in lines for cell in line for target in cell.paths if _in(target, table)]
    first = max(max(used) + 1, len(session.document.rows(table)))

    def moved(cell: _Target, index: int) -> _Target:
        here = [target[len(table) + 1 :] for target in cell.paths if _in(target, table)]
        # Of a list inside the row (事由) the new row has only the first line yet.
        inner = [(rest[0], 0, *rest[2:]) if len(rest) > 1 else rest for rest in here[: 1 if len(here[0]) > 1 else None]]
        return _Target(tuple((*table, index, *rest) for rest in inner), cell.cell)

    return [[moved(cell, first + extra) for cell in lines[0]] for extra in range(missing)]


def _in(target: Path, table: Path) -> bool:
    return target[: len(table)] == table
