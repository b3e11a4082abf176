"""Where rows are by what stands in them, when names cannot be relied upon.

Excel, WPS and LibreOffice carry names along with rows; scripts and some web programs shift the cells and leave the
names behind, or drop them. Then wording and contents tell where each row went: the exported rows and those of the sheet
are brought into line, in order, so that as many cells as possible say the same. Names are given up only on evidence:
labels that stand elsewhere now, or contents that all do.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.export.workbook.contents import clean
from desktop.export.workbook.marks import SheetMark
from desktop.export.workbook.opening import OpenedSheet

_MOST = 1_000_000
"""Pairs of rows beyond which nothing is compared."""
_CLEARLY_BETTER = 0.2
_AT_LEAST = 4

Rows = list[int | None]


def realigned(mark: SheetMark, sheet: OpenedSheet, rows: Sequence[int | None], columns: Sequence[int | None]) -> Rows:
    """The rows as named, or as their contents say where these contradict the names. All numbers count from 1.

    `rows` and `columns` say where each exported row and column is by name, None when no name says so.
    """
    comparison = _Comparison(mark, sheet, columns)
    named = list(rows)
    agreeing, labels = comparison.agreement(named)
    if agreeing == comparison.total or comparison.size > _MOST:
        return named
    found = comparison.best()
    better, better_labels = comparison.agreement(found)
    if (
        better_labels > labels
        or better - agreeing >= max(_AT_LEAST, _CLEARLY_BETTER * comparison.total)
        or (better > agreeing and comparison.has_moved_to_unnamed_row(named))
    ):
        return found
    return named


class _Comparison:
    """Exported cells against those of the sheet. `total` is how many exported cells hold something."""

    def __init__(self, mark: SheetMark, sheet: OpenedSheet, columns: Sequence[int | None]) -> None:
        self._exported: list[list[tuple[int, str, bool]]] = [[] for _ in mark.rows]
        for row, col, text in mark.labels:
            self._exported[row - 1].append((col, _bare(text), True))
        for cell in mark.cells:
            self._exported[cell.row - 1].append((cell.col, _bare(cell.written), False))
        for cells in self._exported:
            cells[:] = [(at, text, label) for col, text, label in cells if text and (at := columns[col - 1])]
        self.total = sum(map(len, self._exported))
        self._present = {place: _bare(entry.text) for place, entry in sheet.cells.items()}
        self._last = sheet.last_row
        self.size = len(mark.rows) * self._last

    def agreement(self, rows: Sequence[int | None]) -> tuple[int, int]:
        """How many cells, and how many labels among them, stand where `rows` says."""
        agreeing = [
            label
            for cells, row in zip(self._exported, rows, strict=True)
            for col, text, label in cells
            if row is not None and self._present.get((row, col)) == text
        ]
        return len(agreeing), sum(agreeing)

    def has_moved_to_unnamed_row(self, named: Sequence[int | None]) -> bool:
        """Whether a row's contents are gone from its place and stand in full in a row that no name points at."""
        taken = set(named)
        free = [row for row in range(1, self._last + 1) if row not in taken]
        return any(
            len(cells) > 1
            and not any(self._present.get((row, col)) == text for col, text, _ in cells)
            and any(all(self._present.get((other, col)) == text for col, text, _ in cells) for other in free)
            for cells, row in zip(self._exported, named, strict=True)
            if row is not None
        )

    def best(self) -> Rows:
        """The rows, in order, under which most cells say the same; what is left between fixed rows is paired off."""
        where: dict[tuple[int, str], list[int]] = {}
        for (row, col), text in self._present.items():
            where.setdefault((col, text), []).append(row)
        scores: list[list[int]] = []  # best sum for the first exported and the first present rows
        above = [0] * (self._last + 1)
        alike: list[dict[int, int]] = []
        for cells in self._exported:
            similar: dict[int, int] = {}
            for col, text, _ in cells:
                for row in where.get((col, text), ()):
                    similar[row] = similar.get(row, 0) + 1
            line = [0] * (self._last + 1)
            for row in range(1, self._last + 1):
                line[row] = max(line[row - 1], above[row], above[row - 1] + similar.get(row, 0))
            alike.append(similar)
            scores.append(above)
            above = line
        scores.append(above)
        return self._pair_off(self._walk_back(scores, alike))

    def _walk_back(self, scores: list[list[int]], alike: list[dict[int, int]]) -> Rows:
        found: Rows = [None] * len(alike)
        row = self._last
        for at in range(len(alike), 0, -1):
            while row > 0 and scores[at][row] == scores[at][row - 1]:
                row -= 1
            similar = alike[at - 1].get(row, 0)
            if similar and scores[at][row] == scores[at - 1][row - 1] + similar:
                found[at - 1] = row
                row -= 1
        return found

    def _pair_off(self, found: Rows) -> Rows:
        """Rows that say nothing recognisable take the places left between their neighbours, from the top."""
        previous = 0
        for at in range(len(found)):
            following = next((row for row in found[at:] if row is not None), self._last + 1)
            if found[at] is None and previous + 1 < following:
                found[at] = previous + 1
            previous = found[at] or previous
        return found


def _bare(text: str) -> str:
    return "".join(clean(text).split())
