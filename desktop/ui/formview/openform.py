"""The form that is shown: the document being edited, its sheet, places, marks and cursor, kept in step.

An edit in the session tells what changed; this turns that into what has to be painted again, so that one keystroke in
a form of 1,000 rows does not cost a form of 1,000 rows. No Qt in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.forms.edition import Field
from desktop.forms.grid import Place
from desktop.forms.paths import Path
from desktop.forms.sheet import Sheet, Typography
from desktop.ui.formview.areas import Area, CellKey, Spot
from desktop.ui.formview.flags import Flags
from desktop.ui.formview.marks import Marks, marked_cells
from desktop.ui.formview.places import PlaceMap
from desktop.ui.formview.selection import Selection

if TYPE_CHECKING:
    from desktop.session.session import Change, Session


@dataclass(slots=True)
class Damage:
    """What an edit made stale on the sheet."""

    areas: list[Area] = field(default_factory=list)
    """Rectangles to paint again, pt."""
    below: float | None = None
    """Rows moved: everything from this y down."""
    rebuilt: bool = False
    """The grid is another one."""


class OpenForm:
    """One document on the screen."""

    def __init__(self, session: Session, typography: Typography | None = None) -> None:
        """The session stays the owner of the document; this only follows it."""
        self.session = session
        self._typography = typography
        self._quiet = False
        self._remarks: Mapping[Path, str] = {}
        self._changes: Mapping[Path, str] = {}
        self._build()
        self.selection = Selection(self.places)

    def _build(self) -> None:
        self.sheet = Sheet(self.session.grid, self._typography)
        self.places = PlaceMap(self.session.grid, self.sheet)
        self.marks = self._marked()
        self.flags = self._flagged()

    def _marked(self) -> Marks:
        return Marks(self.session.findings, quiet=self._quiet, where=self.session.printed)

    def _flagged(self) -> Flags:
        return Flags(self._remarks, self._changes, self._printed)

    def _printed(self, path: Path) -> Path | None:
        spot = self.places.find(self.session.printed(path))
        return self.places.place(spot).path if spot is not None else None

    def set_flags(self, remarks: Mapping[Path, str] | None = None, changes: Mapping[Path, str] | None = None) -> None:
        """What is said at places besides findings; None leaves that kind as it is."""
        self._remarks = self._remarks if remarks is None else remarks
        self._changes = self._changes if changes is None else changes
        self.flags = self._flagged()

    def fillable(self, place: Place) -> bool:
        """Whether a person can put something into a place: nowhere in a document that is only looked at."""
        return place.editable and not self.session.fixed

    def set_quiet(self, quiet: bool) -> None:
        """Mark what is only still to be filled quietly, or as the error it is."""
        self._quiet = quiet
        self.marks = self._marked()

    def follow(self, change: Change) -> Damage:
        """Take over what the session changed."""
        if change.rebuilt:
            path = change.cursor or self.path()
            self._build()
            self.selection.rebuild(self.places, self._landing(path), self.places.lane_of(path))
            return Damage(rebuilt=True)
        damage = Damage()
        stale: set[CellKey] = set()
        if change.findings_changed:
            marks = self._marked()
            stale = marked_cells(self.places, marks.differing(self.marks))
            self.marks = marks
        if change.cells:
            keys = self.places.replace(change.cells)
            if self.sheet.replace(change.cells):
                # A merged cell beside the row that grew moves its words, too.
                beside = {other for key in keys for other in self.places.table_row(key.row)}
                damage.below = min(self.places.cell_area(key).y for key in beside)
            stale.update(keys)
        damage.areas = [self.places.cell_area(key) for key in stale]
        return damage

    def _landing(self, path: Path | None) -> Spot | None:
        return (self.places.find(path) if path else None) or next(self.places.spots(), None)

    def path(self) -> Path | None:
        """The path the cursor is at."""
        spot = self.selection.current
        return self.places.place(spot).path if spot is not None else None

    def place(self) -> Place | None:
        """The place the cursor is at."""
        spot = self.selection.current
        return self.places.place(spot) if spot is not None else None

    def limit(self, path: Path) -> int | None:
        """The number of characters the form allows at a path."""
        field = self.session.edition.field(tuple(part for part in path if isinstance(part, str)))
        return field.max_chars if isinstance(field, Field) else None
