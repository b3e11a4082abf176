"""Which places a sheet has, where they lie, and which one is at a point.

The map is built once for a grid and kept while cells are exchanged: a cell is known by where it stands (`CellKey`), so
the cursor stays put when its content changes. It holds no geometry of its own; that is asked of the sheet.

A *lane* is one line of places from left to right: the title, a line above the table, a table row, a line below. A
merged cell lies in all the lanes it spans.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from desktop.forms.grid import Cell, Grid, Place, PlaceKind, Role
from desktop.forms.page import Box
from desktop.forms.paths import Path, list_of, row_of
from desktop.forms.placerects import place_rects
from desktop.forms.sheet import Sheet
from desktop.ui.formview.areas import Area, CellKey, Section, Spot, bounds

_TICKS = {PlaceKind.TICK_ONE, PlaceKind.TICK_MANY}


class PlaceMap:
    """The places of one grid."""

    def __init__(self, grid: Grid, sheet: Sheet) -> None:
        """Both must belong together; `sheet` gives the geometry."""
        self.sheet, self._rows = sheet, grid.rows
        self.cells: dict[CellKey, Cell] = {}
        self.lanes: list[list[CellKey]] = []
        self._first_lane: dict[CellKey, int] = {}
        self._by_path: dict[Path, Spot] = {}
        self._outside: list[CellKey] = []
        for line in grid.head:
            self._add_lane(Section.HEAD, line.cells)
        self._add_lane(Section.TITLE, [grid.title])
        for line in grid.above:
            self._add_lane(Section.ABOVE, line.cells)
        self._table_lane = len(self.lanes)
        self._add_table(grid)
        for line in grid.below:
            self._add_lane(Section.BELOW, line.cells)
        self.order = list(self.cells)
        """All cells in reading order."""
        for key, cell in self.cells.items():
            self._note_paths(key, cell)

    def _add_lane(self, section: Section, cells: Iterable[Cell]) -> None:
        lane = [CellKey(section, cell.row, cell.col) for cell in cells]
        for key, cell in zip(lane, cells, strict=True):
            self.cells[key] = cell
            self._first_lane[key] = len(self.lanes)
            self._outside.append(key)
        self.lanes.append(lane)

    def _add_table(self, grid: Grid) -> None:
        base = len(self.lanes)
        self.lanes.extend([] for _ in grid.rows)
        for cell in grid.cells:
            key = CellKey(Section.TABLE, cell.row, cell.col)
            self.cells[key] = cell
            self._first_lane[key] = base + cell.row
            for lane in self.lanes[base + cell.row : base + cell.row + cell.rowspan]:
                lane.append(key)
        for lane in self.lanes[base:]:
            lane.sort(key=lambda key: key.col)

    def _note_paths(self, key: CellKey, cell: Cell) -> None:
        for number, place in enumerate(cell.places):
            known = self._by_path.get(place.path)
            # A value shown twice is named by where it can be typed, else by where it stands first.
            if known is None or known.cell == key or (place.editable and not self.place(known).editable):
                self._by_path[place.path] = Spot(*key, number)
            for path in place.covers:
                self._by_path[path] = self._by_path[place.path]

    def replace(self, cells: Iterable[Cell]) -> list[CellKey]:
        """Take over new cells for old ones at the same places, which stand in the grid already. Returns their keys."""
        grid = self.sheet.grid
        outside = {id(grid.title): Section.TITLE}
        for section, lines in ((Section.HEAD, grid.head), (Section.ABOVE, grid.above), (Section.BELOW, grid.below)):
            outside.update((id(cell), section) for line in lines for cell in line.cells)
        keys = []
        for cell in cells:
            key = CellKey(outside.get(id(cell), Section.TABLE), cell.row, cell.col)
            self.cells[key] = cell
            self._note_paths(key, cell)
            keys.append(key)
        return keys

    # What is there

    def spots_in(self, key: CellKey) -> list[Spot]:
        """The spots of a cell in reading order; of a place with boxes one for each option."""
        cell = self.cells[key]
        spots: list[Spot] = []
        for number, place in enumerate(cell.places):
            if place.kind in _TICKS:
                options = [run.option for run in cell.runs if run.place == number and run.option >= 0]
                spots.extend(Spot(*key, number, option) for option in options)
            else:
                spots.append(Spot(*key, number))
        return spots

    def place(self, spot: Spot) -> Place:
        """The place of a spot."""
        return self.cells[spot.cell].places[spot.place]

    def exists(self, spot: Spot) -> bool:
        """Whether the spot is still there, after cells were exchanged."""
        cell = self.cells.get(spot.cell)
        return cell is not None and spot.place < len(cell.places)

    def spots(self, start: CellKey | None = None, *, backward: bool = False) -> Iterator[Spot]:
        """All spots in reading order, of the cells after (before) `start`, which need be none, or of all."""
        if backward:
            first = bisect_left(self.order, start) - 1 if start is not None else len(self.order) - 1
            numbers = range(first, -1, -1)
        else:
            numbers = range(bisect_right(self.order, start) if start is not None else 0, len(self.order))
        for number in numbers:
            found = self.spots_in(self.order[number])
            yield from reversed(found) if backward else found

    def exact(self, path: Path) -> Spot | None:
        """The spot that shows the value at exactly this path."""
        return self._by_path.get(path)

    def find(self, path: Path) -> Spot | None:
        """The spot for a path, or the nearest thing to it.

        A path may name a value that is drawn in one cell with its equal neighbours (then it is theirs), a row or a
        list (then the first place in it that can be filled, else the first), or a value that is not drawn (its row).
        """
        spot = self._by_path.get(path)
        if spot is None:
            spot = self._first_below(path)
        row, rows = row_of(path), list_of(path)
        if spot is None and row is not None and rows is not None:
            spot = self._first_below(row) or self._first_below(rows)
        if spot is not None and self.place(spot).kind in _TICKS:
            return self.tick_spot(spot)
        return spot

    def tick_spot(self, spot: Spot) -> Spot:
        """The spot to enter a place with boxes at: its first ticked option, else its first."""
        place = self.place(spot)
        options = [other for other in self.spots_in(spot.cell) if other.place == spot.place]
        ticked = [other for other in options if place.options[other.option] in place.ticked]
        return (ticked or options or [spot])[0]

    def _first_below(self, path: Path) -> Spot | None:
        shown = [spot for found, spot in self._by_path.items() if found[: len(path)] == path]
        # A cell merged with rows above belongs to the row as well, but is not where one expects to land.
        inside = sorted(spot for spot in shown if self.place(spot).path[: len(path)] == path) or sorted(shown)
        return next((spot for spot in inside if self.place(spot).editable), inside[0] if inside else None)

    # Where it is

    def lane_of(self, path: Path | None) -> int | None:
        """Number of the lane in which the list row a path lies in is printed; None for what lies in no list."""
        row = row_of(path) if path is not None else None
        if row is None:
            return None
        wanted = (row[:-1], row[-1])
        return next((self._table_lane + at for at, info in enumerate(self._rows) if wanted in info.bands), None)

    def lane_at(self, y: float) -> int | None:
        """Number of the lane of the table at a height of the sheet, pt; None outside the table."""
        sheet = self.sheet
        row = bisect_right(sheet.row_y, y - sheet.table_y) - 1
        return self._table_lane + row if 0 <= row < len(self._rows) else None

    def first_lane(self, key: CellKey) -> int:
        """Number of the first lane the cell lies in."""
        return self._first_lane[key]

    def last_lane(self, key: CellKey) -> int:
        """Number of the last lane the cell lies in."""
        return self._first_lane[key] + (self.cells[key].rowspan - 1 if key.section is Section.TABLE else 0)

    def table_row(self, row: int) -> list[CellKey]:
        """The cells that lie in a row of the table, from left to right."""
        return self.lanes[self._table_lane + row]

    def cell_area(self, key: CellKey) -> Area:
        """Where the cell lies."""
        return Area(*self.sheet.rect(self.cells[key]))

    def areas(self, spot: Spot) -> list[Area]:
        """Where the spot lies: the cell when it holds nothing else, else the words of the place, line by line."""
        if self.cells[spot.cell].role is Role.FIELD and spot.option < 0:
            return [self.cell_area(spot.cell)]  # without asking for the box, which a field does not need
        box = self.box(spot.cell)
        return [self.cell_area(spot.cell)] if box is None else word_areas(box, spot.place, spot.option)

    def area(self, spot: Spot) -> Area:
        """The smallest rectangle around the spot."""
        return bounds(self.areas(spot))

    def box(self, key: CellKey) -> Box | None:
        """The cell as it is drawn."""
        cell = self.cells[key]
        area = self.cell_area(key)
        middle = area.y + area.height / 2
        return next((box for box in self.sheet.boxes(middle, middle) if box.cell is cell), None)

    def cell_at(self, x: float, y: float) -> CellKey | None:
        """The cell at a point of the sheet, in the table or around it."""
        cell = self.sheet.cell_at(x, y)
        if cell is None:
            return None
        outside = (key for key in self._outside if self.cells[key] is cell)
        return next(outside, CellKey(Section.TABLE, cell.row, cell.col))

    def nearest(self, key: CellKey, x: float, y: float) -> Spot | None:
        """The spot of the cell that is nearest to a point; None when the cell has only printed wording."""
        spots = self.spots_in(key)
        if len(spots) < 2:
            return spots[0] if spots else None
        return min(spots, key=lambda spot: min(area.distance(x, y) for area in self.areas(spot)))


def word_areas(box: Box, place: int, option: int = -1) -> list[Area]:
    """Where the words of a place (or one of its options) stand in a drawn cell, line by line; never empty."""
    found = [Area(*rect) for rect in place_rects(box, place, option)]
    return found or [Area(box.x, box.y, box.width, box.height)]
