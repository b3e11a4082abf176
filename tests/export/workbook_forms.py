"""Small forms built by hand for the tests of the workbook: what resolve makes of an edition, without any edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from desktop.export.workbook import WorkbookForm, write_workbook
from desktop.forms.document import Document, Row
from desktop.forms.fit import fitted_sheet
from desktop.forms.grid import Align, Cell, Grid, Paper, Place, PlaceKind, PlaceState, Role, RowInfo, Run, TextLine
from desktop.forms.paths import Path

ROOM = "\u3000" * 3
COLUMNS = (20.0, 26.0, 30.0, 30.0, 36.0, 30.0)


def text(document: Document, *path: str | int, **more: object) -> Place:
    """A place for words."""
    value = document.get(path)
    shown = value if isinstance(value, str) else ""
    return replace(Place(path, PlaceKind.TEXT, _state(shown), shown, shown), **more)  # type: ignore[arg-type]


def choice(document: Document, *path: str | int, options: tuple[str, ...]) -> Place:
    """A place with a pull-down."""
    return text(document, *path, kind=PlaceKind.CHOICE, options=options)


def number(document: Document, *path: str | int, unit: str = "万元", decimals: int | None = 2, **more: object) -> Place:
    """A place for a number; an amount has two decimals at least."""
    value = document.get(path)
    raw = value if isinstance(value, str) else ""
    try:
        amount = Decimal(raw.removesuffix("%"))
    except ArithmeticError:
        state = PlaceState.INVALID if raw else PlaceState.BLANK
        return replace(Place(path, PlaceKind.NUMBER, state, raw, raw, decimals=decimals, unit=unit), **more)  # type: ignore[arg-type]
    places = max(decimals or 0, len(raw.removesuffix("%").partition(".")[2]))
    shown = f"{amount:.{places}f}" + ("%" if unit == "%" else "")
    found = Place(path, PlaceKind.NUMBER, PlaceState.ENTERED, shown, raw, number=amount, decimals=decimals, unit=unit)
    return replace(found, **more)  # type: ignore[arg-type]


def ticks(document: Document, *path: str | int, options: tuple[str, ...], many: bool = False) -> Place:
    """Boxes to tick."""
    value = document.get(path)
    ticked = (value,) if isinstance(value, str) else tuple(item for item in value or () if isinstance(item, str))
    kind = PlaceKind.TICK_MANY if many else PlaceKind.TICK_ONE
    return Place(path, kind, _state("".join(ticked)), options=options, ticked=ticked)


def computed(place: Place) -> Place:
    """The same place as a computed one."""
    return replace(place, editable=False, state=PlaceState.COMPUTED)


def _state(shown: str) -> PlaceState:
    return PlaceState.ENTERED if shown else PlaceState.BLANK


@dataclass(frozen=True)
class Box:
    """A cell to be: wording and places in order, columns and rows it spans."""

    parts: tuple[str | Place, ...]
    across: int = 1
    down: int = 1
    align: Align | None = None
    merges: bool = False


def box(*parts: str | Place, across: int = 1, down: int = 1, align: Align | None = None) -> Box:
    return Box(parts, across, down, align)


@dataclass
class TableRow:
    """A printed row to be."""

    boxes: list[Box]
    header: bool = False
    bands: tuple[tuple[Path, int], ...] = ()


def row(*boxes: Box | str, header: bool = False, bands: Sequence[tuple[Path, int]] = ()) -> TableRow:
    """A printed row; a text is a label."""
    found = [item if isinstance(item, Box) else box(item) for item in boxes]
    return TableRow(found, header, tuple(bands))


def cell_of(item: Box, at: int, col: int) -> Cell:
    """The cell of a box."""
    runs: list[Run] = []
    places: list[Place] = []
    for part in item.parts:
        if isinstance(part, str):
            runs.append(Run(part))
            continue
        if part.kind in {PlaceKind.TICK_ONE, PlaceKind.TICK_MANY}:
            for index, option in enumerate(part.options):
                mark = "☑" if option in part.ticked else "□"
                runs.append(Run(mark + option, len(places), index))
                if index < len(part.options) - 1:
                    runs.append(Run("  "))
        else:
            runs.append(Run(part.text or (ROOM if len(item.parts) > 1 else ""), len(places)))
        places.append(part)
    alone = len(item.parts) == 1 and places and not runs[-1].option >= 0
    role = Role.LABEL if not places else Role.FIELD if alone else Role.MIXED
    standard = Align.CENTER if role is Role.LABEL else Align.LEFT
    return Cell(
        at, col, item.down, item.across, tuple(runs), tuple(places), role, align=item.align or standard,
    )  # fmt: skip


def grid_of(
    title: str, rows: Sequence[TableRow], *, columns: tuple[float, ...] = COLUMNS, paper: Paper | None = None,
    above: tuple[TextLine, ...] = (), below: tuple[TextLine, ...] = (),
) -> Grid:  # fmt: skip
    """The grid of printed rows; boxes from above take their columns."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for at, item in enumerate(rows):
        col = 0
        for part in item.boxes:
            while (at, col) in taken:
                col += 1
            cells.append(cell_of(part, at, col))
            taken.update((at + down, col + right) for down in range(part.down) for right in range(part.across))
        missing = [col for col in range(len(columns)) if (at, col) not in taken]
        assert not missing, f"row {at} leaves columns {missing} open"
    infos = [RowInfo(header=item.header, bands=item.bands) for item in rows]
    heading = replace(cell_of(box(title), 0, 0), bold=True)
    return Grid(heading, columns, infos, cells, above, below, paper or Paper())


def form(document: Document, grid: Grid, name: str = "") -> WorkbookForm:
    return WorkbookForm(document, fitted_sheet(grid), name)


@dataclass
class Sample:
    """A document and its grid, ready to be written."""

    document: Document
    grid: Grid
    name: str = ""
    data: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.data = write_workbook([form(self.document, self.grid, self.name)])

    def cell(self, *path: str | int) -> Cell:
        """The cell that shows a place."""
        return next(cell for cell in self.grid.cells if any(place.path == path for place in cell.places))

    def address(self, *path: str | int) -> tuple[int, int]:
        """Row and column of a place on the sheet."""
        cell = self.cell(*path)
        return cell.row + 2 + len(self.grid.above), cell.col + 1


def list_rows(
    document: Document, path: Path, boxes: Callable[[int, Row], list[Box]], *, lead: Box | None = None
) -> list[TableRow]:
    """The rows of a list; a box with `merges` takes in equal neighbours below. `lead` is a label beside all rows."""
    rows = document.rows(path)
    made = [boxes(index, item) for index, item in enumerate(rows)]
    found: list[TableRow] = []
    for index, parts in enumerate(made):
        kept = [replace(lead, down=len(made))] if lead is not None and index == 0 else []
        broken = False
        for position, part in enumerate(parts):
            if part.merges and not broken and index and _shows(part) == _shows(made[index - 1][position]):
                continue
            if part.merges:
                broken = True
                kept.append(_merged(path, [line[position] for line in made[index:]], [*parts[:position]], made[index:]))
            else:
                kept.append(part)
        found.append(TableRow(kept, bands=((path, index),)))
    return found


def _merged(path: Path, column: list[Box], before: list[Box], rows: list[list[Box]]) -> Box:
    """The box over all rows that show the same, and the same in the merging columns before."""
    down = 1
    while down < len(column) and _shows(column[down]) == _shows(column[0]):
        if any(part.merges and _shows(part) != _shows(rows[down][at]) for at, part in enumerate(before)):
            break
        down += 1
    parts: list[str | Place] = []
    for at, part in enumerate(column[0].parts):
        if isinstance(part, str):
            parts.append(part)
        else:
            covers = tuple(item.path for line in column[:down] if isinstance(item := line.parts[at], Place))
            parts.append(replace(part, covers=covers))
    return replace(column[0], parts=tuple(parts), down=down)


def _shows(item: Box) -> tuple[str, ...]:
    return tuple(part if isinstance(part, str) else part.text for part in item.parts)


def merging(*parts: str | Place) -> Box:
    """A box that takes in equal neighbours below."""
    return Box(parts, align=Align.CENTER, merges=True)
