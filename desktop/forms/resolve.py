"""From an edition and an evaluated document to the grid: the one place that decides what a cell shows.

The layout's lines become rows: a band's line once for every row of its list, two lists side by side aligned group by
group, equal neighbours merged, cells that go on from above extended. The `Resolver` remembers which places each cell
shows, so that after an edit only the cells concerned are made anew; when the edit moves rows or groups it says so and
the grid is built again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from desktop.forms.calculation import Evaluation, node_path, rows_of
from desktop.forms.cells import CellMaker
from desktop.forms.edition import CellSpec, NodePath, RowSpec
from desktop.forms.grid import Align, Cell, Grid, Place, RowInfo, TextLine
from desktop.forms.paths import Path
from desktop.forms.rows import PrintedRow, printed_rows

Lines: TypeAlias = tuple[TextLine, ...]


@dataclass(slots=True)
class _Source:
    """Where a cell of the grid comes from; kept so that it can be made again."""

    spec: CellSpec
    printed: PrintedRow
    row: int
    col: int
    rowspan: int = 1
    covers: tuple[PrintedRow, ...] = ()


def resolve(evaluation: Evaluation) -> Grid:
    """The grid of a document."""
    return Resolver(evaluation).grid


class Resolver:
    """Keeps the grid of one evaluation up to date."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self._maker = CellMaker(evaluation)
        self._sources: list[_Source] = []
        self._shown: dict[Path, list[int]] = {}
        self._moving = _moving_columns(evaluation)
        self._offering = [(read, node) for node, bound in evaluation.program.offered.items() for read in bound.reads]
        """What decides whether the options of a place are offered."""
        self.grid = self._build()

    def rebuild(self) -> Grid:
        """The grid anew: rows came or went, or a group changed."""
        self.grid = self._build()
        return self.grid

    def refresh(self, paths: Iterable[Path]) -> tuple[Cell, ...] | None:
        """New cells for what changed, already put into the grid; None when the grid has to be rebuilt."""
        touched: set[int] = set()
        for path in paths:
            if node_path(path) in self._moving:
                return None
            touched.update(self._shown.get(path, ()))
            for read, node in self._offering:
                if read.path == node_path(path):
                    for offered in self.evaluation.paths(node, rows_of(path)[: read.depth]):
                        touched.update(self._shown.get(offered, ()))
        cells = self._refresh_around() if -1 in touched else []
        touched.discard(-1)
        for index in sorted(touched):
            cell = self._cell(self._sources[index])
            self.grid.cells[index] = cell
            cells.append(cell)
        return tuple(cells)

    def _refresh_around(self) -> list[Cell]:
        """The title and the lines outside the table anew; they are few. The new cells."""
        self.grid.title, around = self._around()
        self.grid.head, self.grid.above, self.grid.below = around
        return [self.grid.title, *(cell for lines in around for cell in _cells_of(lines))]

    def place(self, path: Path) -> Place | None:
        """The place shown for a path, None when the form does not print it."""
        grid = self.grid
        for index in self._shown.get(path, ()):
            around = (grid.title, *_cells_of(grid.head), *_cells_of(grid.above), *_cells_of(grid.below))
            for cell in (grid.cells[index],) if index >= 0 else around:
                for place in cell.places:
                    if place.path == path:
                        return place
        return None

    def _build(self) -> Grid:
        layout = self.evaluation.edition.layout
        printed = list(printed_rows(self.evaluation, layout.rows))
        self._sources = list(_tiled(printed))
        cells = [self._cell(source) for source in self._sources]
        self._shown = {}
        for index, cell in enumerate(cells):
            for place in cell.places:
                for path in place.covers or (place.path,):
                    self._shown.setdefault(path, []).append(index)
        title, (head, above, below) = self._around()
        for cell in (title, *_cells_of(head), *_cells_of(above), *_cells_of(below)):
            for place in cell.places:
                self._shown.setdefault(place.path, []).append(-1)
        rows = [RowInfo(item.spec.min_height, item.spec.header, item.bands) for item in printed]
        return Grid(
            title=title,
            columns=layout.columns,
            rows=rows,
            cells=cells,
            head=head,
            above=above,
            below=below,
            paper=layout.paper,
            report=layout.report,
        )

    def _around(self) -> tuple[Cell, tuple[Lines, Lines, Lines]]:
        """The title, and the lines over it, above and below the table."""
        layout, document = self.evaluation.edition.layout, PrintedRow(RowSpec(()), ())
        title = self._maker.make(layout.title, document, 0, 0, 1, ())
        head, above, below = (
            tuple(self._line(line, index, document) for index, line in enumerate(lines))
            for lines in (layout.head, layout.above, layout.below)
        )
        return replace(title, bold=True, align=Align.CENTER), (head, above, below)

    def _line(self, specs: tuple[CellSpec, ...], row: int, document: PrintedRow) -> TextLine:
        cells, col = [], 0
        for spec in specs:
            cells.append(self._maker.make(spec, document, row, col, 1, ()))
            col += spec.colspan
        return TextLine(tuple(cells))

    def _cell(self, source: _Source) -> Cell:
        return self._maker.make(source.spec, source.printed, source.row, source.col, source.rowspan, source.covers)


def _cells_of(lines: Lines) -> Iterator[Cell]:
    for line in lines:
        yield from line.cells


def _moving_columns(evaluation: Evaluation) -> frozenset[NodePath]:
    """Columns whose change moves rows or merged cells."""
    moving: set[NodePath] = set()
    for row in evaluation.edition.layout.rows:
        for path in row.band:
            moving.update((*path, column) for column in row.by)
            moving.update((*path, column) for column in evaluation.edition.lists[path].groups)
        for cell in row.cells:
            if cell.merge or cell.ditto:
                moving.update(place.path for place in cell.places)
    return frozenset(moving)


def _tiled(printed: list[PrintedRow]) -> Iterator[_Source]:
    """Every cell once, in reading order, with the rows it spans."""
    sources: list[_Source] = []
    open_at: dict[tuple[int, int], _Source] = {}
    for row, item in enumerate(printed):
        col = 0
        broken = False
        for spec in item.spec.cells:
            key = (col, spec.colspan)
            above = open_at.get(key)
            goes_on = spec.goes_on
            if spec.merge:
                goes_on = not broken and above is not None and _same(spec, above, item, printed[row - 1])
                broken = broken or not goes_on
            if goes_on and above is not None:
                above.rowspan += 1
                if item.bands:
                    above.covers = (*above.covers, item) if spec.merge else above.covers
            else:
                source = _Source(spec, item, row, col, covers=(item,) if spec.merge else ())
                sources.append(source)
                _shadow(open_at, col, spec.colspan)
                open_at[key] = source
            col += spec.colspan
    return iter(sources)


def _shadow(open_at: dict[tuple[int, int], _Source], col: int, span: int) -> None:
    """A new cell ends every cell above that shares one of its columns."""
    for start, width in [key for key in open_at if key[0] < col + span and col < key[0] + key[1]]:
        del open_at[start, width]


def _same(spec: CellSpec, above: _Source, item: PrintedRow, before: PrintedRow) -> bool:
    """Whether a merge cell of this row shows the same as the one above, within the same run of the same list."""
    if above.spec is not spec or before.spec is not item.spec:
        return False
    return all(item.texts(place) == before.texts(place) for place in spec.places)
