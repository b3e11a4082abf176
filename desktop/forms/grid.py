"""The one idea of the house: what a form shows, as absolute cells.

`desktop.forms.resolve` turns an edition and a document into a `Grid`; the editor, the printer, the PDF and the
workbook only draw it. Nothing behind this module decides what a cell says, how it is aligned, or whether it can be
typed into. A cell is not a place: one cell may hold text with several places to fill
(`年度资金中：政府采购 «» 万元（政府购买服务 «» 万元）`), so a cell carries runs (what is drawn, in order) and places
(what can be filled), and the cursor moves over places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from desktop.forms.paths import Path


class PlaceKind(StrEnum):
    """What may be filled into a place."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    """One of a few options, drawn as text (a pull-down in the editor)."""
    TICK_ONE = "tick-one"
    """Options drawn as boxes, at most one ticked."""
    TICK_MANY = "tick-many"


class PlaceState(StrEnum):
    """How the value in a place came about; the editor shows it by colour, paper does not."""

    BLANK = "blank"
    ENTERED = "entered"
    COMPUTED = "computed"
    PROVISIONAL = "provisional"
    """Computed over parts that are not all filled yet."""
    OVERRULED = "overruled"
    """A computed score that a person replaced, with a reason."""
    INVALID = "invalid"
    """What was typed does not belong here (X02); it is kept and shown as typed."""


@dataclass(frozen=True, slots=True)
class Place:
    """One thing to fill, or one computed value shown.

    `text` is what it shows (`""` when blank); `raw` is what an editor opens with: the stored text, without the
    grouping or padding of `text`. `ticked` are the options ticked. `number` is the value when it is one.
    A place with `virtual` stands in a row that is not in the document yet (side-by-side lists are padded to the
    same height); filling it creates the row at the path's index.
    """

    path: Path
    kind: PlaceKind = PlaceKind.TEXT
    state: PlaceState = PlaceState.BLANK
    text: str = ""
    raw: str = ""
    editable: bool = True
    virtual: bool = False
    options: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    number: Decimal | None = None
    decimals: int | None = None
    """Digits after the point that `text` shows for a number; None: as typed."""
    unit: str = ""
    """`万元`, `%`… for messages and number formats; not part of `text` except `%`."""
    long: bool = False
    """Prose: the editor opens a roomy window for it."""
    covers: tuple[Path, ...] = ()
    """A merged cell: the paths of all rows it stands for (the first is `path`); filling it fills them all."""
    presets: tuple[tuple[str, str], ...] = ()
    """For a virtual place: columns and their values that the new row starts with (`一级指标` = `产出指标`)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a cell's text. `place` is an index into `Cell.places`, -1 for printed wording.

    For ticks each option is a run of its own (`☑延续项目`), `option` its index in `Place.options`.
    A blank place inside wording has a run of ideographic spaces, so that there is room for a pen.
    """

    text: str
    place: int = -1
    option: int = -1
    counts: bool = False
    """Wording that is the number of a list's row: it follows from where the row stands."""


class Align(StrEnum):
    """Horizontal place of a cell's lines."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Style(StrEnum):
    """How a cell is set: in the ruled table, or as a paragraph of a report (公文), over the whole width, unruled."""

    TABLE = "table"
    HEADING = "heading"
    """一、…: a level of its own in a text document."""
    SUBHEADING = "subheading"
    """（一）…"""
    TEXT = "text"


class Role(StrEnum):
    """What a cell is, for drawing and protection."""

    LABEL = "label"
    """Printed wording only; locked in the workbook."""
    FIELD = "field"
    """Exactly one place and nothing else."""
    MIXED = "mixed"
    """Wording with places, ticks, or several places."""


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One rectangle of the printed table: rows `row`…`row+rowspan-1`, columns likewise, from 0."""

    row: int
    col: int
    rowspan: int
    colspan: int
    runs: tuple[Run, ...] = ()
    places: tuple[Place, ...] = ()
    role: Role = Role.LABEL
    align: Align = Align.CENTER
    bold: bool = False
    seal: str = ""
    """Name of the seal place (`公章`) when the paper has one here; issue of the printer, not of the text."""
    style: Style = Style.TABLE

    @property
    def text(self) -> str:
        """All that the cell shows, as one string."""
        return "".join(run.text for run in self.runs)

    @property
    def is_text(self) -> bool:
        """A paragraph or a heading of a report: alone in its row, without a frame."""
        return self.style is not Style.TABLE

    @property
    def is_heading(self) -> bool:
        """A heading of a report."""
        return self.style in {Style.HEADING, Style.SUBHEADING}


@dataclass(frozen=True, slots=True)
class RowInfo:
    """One printed row. `min_height` in mm. `header`: repeats on top of a page when the list below it goes on there.

    `bands` are the lists' paths that have a row of their own here, with its index: side by side there are two.
    """

    min_height: float = 7.0
    header: bool = False
    bands: tuple[tuple[Path, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line above or below the table, outside the grid: segments left to right, each with its alignment."""

    cells: tuple[Cell, ...]
    """Each cell takes `colspan` of the line's equal shares; row and col number the line and the share."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Sizes in mm. The left margin is wider, for binding."""

    width: float = 210.0
    height: float = 297.0
    left: float = 20.0
    right: float = 18.0
    top: float = 18.0
    bottom: float = 18.0
    fit_one_page: bool = False
    """Reduce spacing, then type down to 9 pt, before a second page is used (forms.md, Typography)."""

    @property
    def table_width(self) -> float:
        """Room between the margins, mm."""
        return self.width - self.left - self.right


@dataclass(slots=True, eq=False)
class Grid:
    """All that is printed of one document."""

    title: Cell
    """A cell of its own (title words may hold the year); centred, bold, 18 pt."""
    columns: tuple[float, ...]
    """Widths in mm; they add up to `paper.table_width`."""
    rows: list[RowInfo]
    cells: list[Cell]
    """Every rectangle exactly once, in reading order (row, then column); together they tile the table."""
    above: tuple[TextLine, ...] = ()
    below: tuple[TextLine, ...] = ()
    paper: Paper = field(default_factory=Paper)
    head: tuple[TextLine, ...] = ()
    """Lines over the title: 附件2-1."""
    report: bool = False
    """Set as a report: text with headings, in larger type; tables stand between the paragraphs."""
