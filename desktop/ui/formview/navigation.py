"""Where the cursor goes. It moves over places, so printed wording is passed over.

| key                | goes to                                                                                     |
|--------------------|---------------------------------------------------------------------------------------------|
| ↓ ↑                | the place below (above) in the same column; words and ticks of the same cell first, when they |
|                    | stand on several lines. A wide cell on the way does not change the column                   |
| → ←                | the next (previous) place of the cell, then of the row; stays at the end of the row         |
| Tab, Shift+Tab     | the next (previous) place that can be filled, in reading order; boxes to tick count as one; |
|                    | stays at the last (first) one: no wrapping round                                            |
| Enter, Shift+Enter | in a list the same column of the next (previous) row, from the last row on like ↓;          |
|                    | elsewhere like Tab                                                                          |
| Home, End          | the first (last) place of the row                                                           |
| Ctrl+Home, Ctrl+End| the first (last) place of the form                                                          |
| PgUp, PgDn         | a window's height up (down), in the same column                                             |

Cells that are computed can be stepped on with the arrows, to see how their value came about; Tab skips them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.forms.paths import list_of
from desktop.ui.formview.areas import CellKey, Spot
from desktop.ui.formview.places import PlaceMap


class Step(Enum):
    """A movement of the cursor."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    NEXT = "next"
    PREVIOUS = "previous"
    ENTER = "enter"
    ENTER_BACK = "enter-back"
    ROW_START = "row-start"
    ROW_END = "row-end"
    FIRST = "first"
    LAST = "last"


_WIDE = 20.0
"""pt; wider cells are left downward near their left edge, as a spreadsheet leaves merged cells."""

VERTICAL = {Step.UP, Step.DOWN, Step.ENTER, Step.ENTER_BACK}
"""Movements that keep the column they started in."""


@dataclass(frozen=True, slots=True)
class Track:
    """The column and the row the cursor travels in: x in pt, and the number of a lane."""

    x: float
    lane: int


class Navigator:
    """Finds the next spot in a map of places."""

    def __init__(self, places: PlaceMap) -> None:
        """`places` is asked at every step; nothing is kept."""
        self._places = places

    def track(self, spot: Spot) -> Track:
        """The track of a spot that was reached by pointing at it. A wide cell stands in its first column."""
        area = self._places.area(spot)
        return Track(area.x + min(area.width / 2, _WIDE), self._places.first_lane(spot.cell))

    def go(self, spot: Spot, step: Step, track: Track) -> Spot:
        """The spot after a step from `spot`; `spot` itself when there is nowhere to go."""
        places = self._places
        match step:
            case Step.UP | Step.DOWN:
                found = self._vertical(spot, step is Step.DOWN, track.x)
            case Step.LEFT | Step.RIGHT:
                found = self._sideways(spot, step is Step.RIGHT, track.lane)
            case Step.NEXT | Step.PREVIOUS:
                found = self._reading(spot, backward=step is Step.PREVIOUS, lane=track.lane)
            case Step.ENTER | Step.ENTER_BACK:
                found = self._enter(spot, step is Step.ENTER_BACK, track)
            case Step.ROW_START | Step.ROW_END:
                lane = [other for key in places.lanes[track.lane] for other in places.spots_in(key)]
                found = (lane[0] if step is Step.ROW_START else lane[-1]) if lane else None
            case Step.FIRST | Step.LAST:
                found = next(places.spots(backward=step is Step.LAST), None)
        return spot if found is None else found

    def page(self, spot: Spot, track: Track, height: float) -> Spot:
        """The spot about `height` pt below (above, when negative), in the column of the track."""
        middle = self._places.area(spot)
        wanted = middle.y + middle.height / 2 + height
        if height > 0:
            lanes = range(self._places.first_lane(spot.cell), len(self._places.lanes))
        else:
            lanes = range(self._places.last_lane(spot.cell), -1, -1)
        best = spot
        for lane in lanes:
            found = self._in_lane(lane, track.x)
            if found is None:
                continue
            area = self._places.area(found)
            y = area.y + area.height / 2
            if (y > middle.y) if height > 0 else (y < middle.y):
                if best is not spot and abs(y - wanted) > self._gap(best, wanted):
                    break
                best = found
        return best

    def _gap(self, spot: Spot, y: float) -> float:
        area = self._places.area(spot)
        return abs(area.y + area.height / 2 - y)

    def _vertical(self, spot: Spot, down: bool, x: float) -> Spot | None:
        places, here = self._places, self._places.area(spot)
        near = here.y + here.height / 2

        def beyond(other: Spot) -> bool:
            area = places.area(other)
            return (area.y > near) if down else (area.bottom < near)

        same_cell = [other for other in places.spots_in(spot.cell) if other != spot and beyond(other)]
        if same_cell:
            return min(same_cell, key=lambda other: (self._gap(other, near), places.area(other).distance(x, near)[1]))
        if down:
            lanes = range(places.last_lane(spot.cell) + 1, len(places.lanes))
        else:
            lanes = range(places.first_lane(spot.cell) - 1, -1, -1)
        for lane in lanes:
            found = self._in_lane(lane, x, from_above=down)
            if found is not None:
                return found
        return self._any_in(lanes, x)

    def _in_lane(self, lane: int, x: float, *, from_above: bool = True) -> Spot | None:
        """The spot of a lane that stands in the column at `x`."""
        places = self._places
        for key in places.lanes[lane]:
            area = places.cell_area(key)
            if area.x <= x < area.right and places.cells[key].places:
                return places.nearest(key, x, area.y if from_above else area.bottom)
        return None

    def _any_in(self, lanes: range, x: float) -> Spot | None:
        """The spot nearest to `x` of the first lane that has one at all."""
        for lane in lanes:
            keys = [key for key in self._places.lanes[lane] if self._places.cells[key].places]
            if keys:
                key = min(keys, key=lambda key: abs(self._places.cell_area(key).middle - x))
                return self._places.nearest(key, x, self._places.cell_area(key).y)
        return None

    def _sideways(self, spot: Spot, right: bool, lane: int) -> Spot | None:
        places = self._places
        inside = places.spots_in(spot.cell)
        at = inside.index(spot) + (1 if right else -1)
        if 0 <= at < len(inside):
            return inside[at]
        keys = places.lanes[lane]
        if spot.cell not in keys:
            keys = places.lanes[places.first_lane(spot.cell)]
        number = keys.index(spot.cell)
        rest: list[CellKey] = keys[number + 1 :] if right else keys[:number][::-1]
        for key in rest:
            spots = places.spots_in(key)
            if spots:
                return spots[0 if right else -1]
        return None

    def _reading(self, spot: Spot, *, backward: bool, lane: int = -1) -> Spot | None:
        """The next place to fill. From a merged cell it goes on in the row the cursor came along, not in the first."""
        places = self._places
        inside = [other for other in places.spots_in(spot.cell) if (other < spot if backward else other > spot)]
        inside = inside[::-1] if backward else inside
        start = spot.cell
        if places.first_lane(spot.cell) < lane <= places.last_lane(spot.cell):
            start = CellKey(spot.section, lane - places.first_lane(spot.cell) + spot.cell.row, spot.cell.col)
        for group in (inside, places.spots(start, backward=backward)):
            for other in group:
                if (other.cell, other.place) != (spot.cell, spot.place) and places.place(other).editable:
                    return places.tick_spot(other) if other.option >= 0 else other
        return None

    def _enter(self, spot: Spot, back: bool, track: Track) -> Spot | None:
        path = self._places.place(spot).path
        rows = list_of(path)
        if rows is None:
            return self._reading(spot, backward=back)
        index = path[len(rows)]
        covered = self._places.place(spot).covers
        if covered and not back:
            index = covered[-1][len(rows)]
        assert isinstance(index, int)
        wanted = (*rows, index + (-1 if back else 1), *path[len(rows) + 1 :])
        return self._places.exact(wanted) or self._vertical(spot, not back, track.x)
