"""The cursor, and the block of cells between it and the place where selecting began."""

from __future__ import annotations

from typing import NamedTuple

from desktop.ui.formview.areas import Area, CellKey, Section, Spot
from desktop.ui.formview.navigation import VERTICAL, Navigator, Step, Track
from desktop.ui.formview.places import PlaceMap


class Block(NamedTuple):
    """Rows and columns of the table, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Selection:
    """Where the cursor is. `current` is None for a form without places."""

    def __init__(self, places: PlaceMap) -> None:
        """Starts at the first place that can be filled."""
        self._use(places)
        self.current: Spot | None = next((spot for spot in places.spots() if places.place(spot).editable), None)
        self.anchor: Spot | None = self.current
        self._known: tuple[Spot | None, Spot | None, Block | None] = (None, None, None)
        self._track: Track | None = None

    def _use(self, places: PlaceMap) -> None:
        self._places, self._navigator = places, Navigator(places)
        self._known = (None, None, None)

    def rebuild(self, places: PlaceMap, spot: Spot | None, lane: int | None = None) -> None:
        """Go on in a new map of places, with the cursor at `spot`, in the row `lane` when its cell spans several."""
        self._use(places)
        self.put(spot, lane=lane)

    @property
    def lane(self) -> int | None:
        """Number of the row the cursor travels in: of a merged cell the one it came along or was clicked in."""
        if self.current is None:
            return None
        return (self._track or self._navigator.track(self.current)).lane

    def put(self, spot: Spot | None, *, extend: bool = False, lane: int | None = None) -> None:
        """Set the cursor; with `extend` the block grows from where it began. `lane`: the row of a merged cell it is in.

        Without one it is in the cell's first row.
        """
        self.current, self._track = spot, None
        if spot is not None and lane is not None and self._reaches(spot, lane):
            self._track = Track(self._navigator.track(spot).x, lane)
        if not extend or self.anchor is None:
            self.anchor = spot

    def step(self, step: Step, *, extend: bool = False) -> None:
        """Move by one step."""
        if self.current is None:
            return
        track = self._track or self._navigator.track(self.current)
        self._land(self._navigator.go(self.current, step, track), track, step in VERTICAL, extend)

    def page(self, height: float, *, extend: bool = False) -> None:
        """Move down by about `height` pt; up when negative."""
        if self.current is None:
            return
        track = self._track or self._navigator.track(self.current)
        self._land(self._navigator.page(self.current, track, height), track, True, extend)

    def select_all(self) -> None:
        """The block of the whole table."""
        table = [spot for spot in self._places.spots() if spot.section is Section.TABLE]
        if table:
            self.anchor, self.current, self._track = table[0], table[-1], None

    def _land(self, spot: Spot, track: Track, vertical: bool, extend: bool) -> None:
        self.put(spot, extend=extend)
        here = self._navigator.track(spot)
        # ↓ keeps the column it started in, → the row: passing a merged cell must not make the cursor drift.
        if vertical:
            self._track = Track(track.x, here.lane)
        else:
            self._track = Track(here.x, track.lane if self._reaches(spot, track.lane) else here.lane)

    def _reaches(self, spot: Spot, lane: int) -> bool:
        return self._places.first_lane(spot.cell) <= lane <= self._places.last_lane(spot.cell)

    def block(self) -> Block | None:
        """The rectangle of cells selected; None when it is one cell or less, or outside the table."""
        first, last = self.anchor, self.current
        if first is None or last is None or first.cell == last.cell:
            return None
        if first.section is not Section.TABLE or last.section is not Section.TABLE:
            return None
        if self._known[:2] != (first, last):  # asked at every paint
            self._known = first, last, self._grown(_span(self._places, first.cell, last.cell))
        return self._known[2]

    def block_area(self) -> Area | None:
        """Where the block lies; None when there is none."""
        block, sheet = self.block(), self._places.sheet
        if block is None:
            return None
        x, y = sheet.col_x[block.left], sheet.row_y[block.top]
        width, height = sheet.col_x[block.right + 1] - x, sheet.row_y[block.bottom + 1] - y
        return Area(x, sheet.table_y + y, width, height)

    def _grown(self, block: Block) -> Block:
        """The block, grown until no merged cell reaches over its edge."""
        while True:
            wider = block
            for key in self._keys_in(block):
                cell = self._places.cells[key]
                wider = Block(
                    min(wider.top, cell.row),
                    min(wider.left, cell.col),
                    max(wider.bottom, cell.row + cell.rowspan - 1),
                    max(wider.right, cell.col + cell.colspan - 1),
                )
            if wider == block:
                return block
            block = wider

    def _keys_in(self, block: Block) -> list[CellKey]:
        return [
            key
            for row in range(block.top, block.bottom + 1)
            for key in self._places.table_row(row)
            if key.col <= block.right and key.col + self._places.cells[key].colspan > block.left
        ]

    def cells(self) -> list[CellKey]:
        """The cells selected, in reading order; the cursor's own cell when there is no block."""
        block = self.block()
        if block is None:
            return [self.current.cell] if self.current is not None else []
        return sorted(set(self._keys_in(block)))

    def spots(self) -> list[Spot]:
        """The spots selected: of a block all in its cells, else the cursor's."""
        if self.block() is None:
            return [self.current] if self.current is not None else []
        return [spot for key in self.cells() for spot in self._places.spots_in(key)]


def _span(places: PlaceMap, one: CellKey, other: CellKey) -> Block:
    cells = [places.cells[one], places.cells[other]]
    return Block(
        min(cell.row for cell in cells),
        min(cell.col for cell in cells),
        max(cell.row + cell.rowspan - 1 for cell in cells),
        max(cell.col + cell.colspan - 1 for cell in cells),
    )
