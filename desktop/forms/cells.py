"""One cell of the grid from its specification: its runs, its places, its alignment.

Everything that a cell shows is decided here and nowhere else: decimals, the box of a tick, the room of a blank, what
can be typed into, which style of alignment a kind of content has (captions centred, prose left, amounts right, single
values centred; forms.md, Typography).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from desktop.forms.binding import ATTRIBUTES, ROW_NUMBER
from desktop.forms.calculation import Evaluation
from desktop.forms.edition import CellSpec, Field, FieldType, PlaceSpec
from desktop.forms.grid import Align, Cell, Place, PlaceKind, Role, Run, Style
from desktop.forms.paths import Path
from desktop.forms.rows import PrintedRow
from desktop.forms.shown import shown_value
from desktop.forms.values import BLANK, NONE, UNKNOWN

TICKED, UNTICKED = "☑", "□"
DITTO = "同上"
ROOM = "\u3000"
"""A blank place inside wording is this many of these wide, so that there is room for a pen."""

_KINDS = {
    FieldType.CHOICE: PlaceKind.CHOICE,
    FieldType.TICK: PlaceKind.TICK_ONE,
    FieldType.TICKS: PlaceKind.TICK_MANY,
}


class CellMaker:
    """Makes cells for one evaluation."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation

    def make(
        self, spec: CellSpec, printed: PrintedRow, row: int, col: int, rowspan: int, covers: tuple[PrintedRow, ...]
    ) -> Cell:
        """The cell at `row`, `col`; `covers` are the printed rows of a merged cell."""
        places: list[Place] = []
        runs: list[Run] = []
        for part in spec.parts:
            if isinstance(part, str):
                runs.append(Run(part))
            elif (
                len(part.path) == 1
                and part.path[0] in ATTRIBUTES
                and part.path[0] not in self.evaluation.edition.fields
            ):
                runs.append(Run(self._attribute(part.path[0])))
            elif part.path[-1] == ROW_NUMBER and part.path not in self.evaluation.edition.scalars:
                runs.append(Run(_row_number(part, printed), counts=True))
            elif part.numbered:
                self._number(part, printed, places, runs)
            else:
                place = self._place(part, printed, covers)
                if spec.ditto:
                    place = self._ditto(place)
                if (wording := self._wording(part, place)) is not None:
                    runs.append(Run(wording))
                    continue
                runs.extend(_runs(place, len(places), None if len(spec.parts) == 1 else part.width))
                places.append(place)
        role = self._role(spec, places, runs)
        return Cell(
            row=row, col=col, rowspan=rowspan, colspan=spec.colspan, runs=tuple(runs), places=tuple(places), role=role,
            align=spec.align or self._align(spec, role), bold=spec.bold, seal=spec.seal,
            style=spec.style,
        )  # fmt: skip

    def _wording(self, spec: PlaceSpec, place: Place) -> str | None:
        """What is the form's own wording: a caption, and the group's name beside a row that is not there yet."""
        preset = dict(place.presets).get(spec.path[-1]) if place.virtual else None
        table = self.evaluation.edition.lists.get(spec.path[:-1])
        if table is not None and spec.path[-1] in table.captions:
            return preset or place.text
        return preset or None

    def _ditto(self, place: Place) -> Place:
        """The place as the form shows it below a row that says the same; what is stored stays whole."""
        *table, index, column = place.path
        if place.text and isinstance(index, int) and index > 0:
            said = self._said(tuple(table), index, str(column))
            if said and said == self._said(tuple(table), index - 1, str(column)):
                return replace(place, text=DITTO)
        return place

    def _said(self, table: Path, index: int, column: str) -> str:
        """What a row says, 同上 taken for what stands above it."""
        for row in range(index, -1, -1):
            value = self.evaluation.document.get((*table, row, column))
            text = value.strip() if isinstance(value, str) else ""
            if text != DITTO:
                return text
        return ""

    def _number(self, spec: PlaceSpec, printed: PrintedRow, places: list[Place], runs: list[Run]) -> None:
        """A numbered line for each row of a list inside the cell; an empty list has one line to begin with."""
        *outer, name, _ = spec.path
        table = next(((*row.path, name) for row in printed.list_rows if row.table == tuple(outer)), (name,))
        count = self.evaluation.row_count(table)
        field = self._field(spec)
        for row in range(max(count, 1)):
            place = self._filled(field, (*table, row, spec.path[-1]), row >= count, (), ())
            wording = f"{row + 1}." if count else ""
            runs.append(Run(f"\n{wording}" if row else wording))
            runs.extend(_runs(place, len(places), spec.width if count else None))
            places.append(place)

    def _attribute(self, name: str) -> str:
        value = self.evaluation.attribute(name)
        return shown_value(None, value)

    @staticmethod
    def _role(spec: CellSpec, places: list[Place], runs: list[Run]) -> Role:
        if not places:
            return Role.LABEL
        if any(run.text for run in runs if run.place < 0 and spec.places[0].numbered):
            return Role.MIXED  # its numbers are wording
        alone = len(spec.parts) == 1 and not places[0].options
        return Role.FIELD if alone or (places[0].kind is PlaceKind.CHOICE and len(spec.parts) == 1) else Role.MIXED

    def _align(self, spec: CellSpec, role: Role) -> Align:
        if spec.style is not Style.TABLE:
            return Align.LEFT
        if role is Role.LABEL or (spec.merge and role is Role.FIELD):
            return Align.CENTER
        if role is Role.MIXED:
            return Align.LEFT
        field = self._field(spec.places[0])
        if field.type.numeric:
            return Align.RIGHT
        return Align.CENTER if field.type is FieldType.CHOICE else Align.LEFT

    def _field(self, spec: PlaceSpec) -> Field:
        return self.evaluation.edition.scalars[spec.path]

    def _place(self, spec: PlaceSpec, printed: PrintedRow, covers: tuple[PrintedRow, ...]) -> Place:
        field = self._field(spec)
        list_row = printed.row_for(spec)
        path: Path = _path(spec, printed) if list_row is None else (*list_row.path, spec.path[-1])
        virtual, presets = (False, ()) if list_row is None else (list_row.virtual, list_row.presets)
        covered: tuple[Path, ...] = ()
        if covers:
            covered = _covered(spec, covers)
            if virtual and covered and (real := _first_real(spec, covers)) is not None:
                path, virtual = real, False
        return self._filled(field, path, virtual, presets, covered)

    def _filled(
        self, field: Field, path: Path, virtual: bool, presets: tuple[tuple[str, str], ...], covered: tuple[Path, ...]
    ) -> Place:
        evaluation = self.evaluation
        value = evaluation.value(path)
        raw = evaluation.document.get(path)
        entered = raw if isinstance(raw, str) else ""
        calculation = field.calculation
        state = evaluation.state(path)
        kind = PlaceKind.NUMBER if field.type.numeric else _KINDS.get(field.type, PlaceKind.TEXT)
        options = field.options
        if not evaluation.offers(path):
            kind, options = PlaceKind.TEXT, ()
        ticked: tuple[str, ...] = ()
        if kind is PlaceKind.TICK_MANY:
            ticked = tuple(item for item in value if isinstance(item, str)) if isinstance(value, tuple) else ()
        elif kind is PlaceKind.TICK_ONE and isinstance(value, str):
            ticked = (value,)
        if value is UNKNOWN and calculation is None:
            text = entered
        elif field.type.numeric or value is NONE:
            text = shown_value(field, value)
        else:
            text = entered if calculation is None else shown_value(field, value)
        return Place(
            path=path, kind=kind, state=state, text=text,
            raw=entered if calculation is None else ("" if value is BLANK else text),
            editable=calculation is None or bool(calculation.overrule),
            virtual=virtual, options=options, ticked=ticked,
            number=value if isinstance(value, Decimal) else None,
            decimals=field.decimals, unit=field.unit, long=field.type is FieldType.PROSE,
            covers=covered, presets=presets,
        )  # fmt: skip


def _row_number(spec: PlaceSpec, printed: PrintedRow) -> str:
    row = printed.row_for(spec)
    return str(int(row.path[-1]) + 1) if row is not None else ""


def _path(spec: PlaceSpec, printed: PrintedRow) -> Path:
    """A column of an outer list seen from a row of the list inside it, or a document field."""
    for row in printed.list_rows:
        depth = len(spec.path) - 1
        if row.table[:depth] == spec.path[:depth] and depth:
            return (*row.path[: 2 * depth], spec.path[-1])
    return spec.path


def _covered(spec: PlaceSpec, covers: tuple[PrintedRow, ...]) -> tuple[Path, ...]:
    """All rows of the document a merged cell stands for. A shared group column stands for both lists."""
    found: dict[Path, None] = {}
    shared = any(spec.path[-1] in printed.spec.by for printed in covers)
    for printed in covers:
        for row in printed.list_rows:
            if not row.virtual and (row.table == spec.path[:-1] or (shared and spec.path[-1] == printed.spec.by[0])):
                found[(*row.path, spec.path[-1])] = None
    return tuple(found)


def _first_real(spec: PlaceSpec, covers: tuple[PrintedRow, ...]) -> Path | None:
    paths = _covered(spec, covers)
    return paths[0] if paths else None


def _runs(place: Place, index: int, room: int | None) -> list[Run]:
    """What a place draws. `room`: ems of a blank one inside wording, None when it stands alone in its cell."""
    if place.kind in {PlaceKind.TICK_ONE, PlaceKind.TICK_MANY}:
        runs = []
        for number, option in enumerate(place.options):
            box = TICKED if option in place.ticked else UNTICKED
            gap = "" if number == len(place.options) - 1 else "  "
            runs.append(Run(box + option, index, number))
            if gap:
                runs.append(Run(gap))
        return runs
    text = place.text
    if not text and room is not None:
        text = ROOM * room
    return [Run(text, index)]
