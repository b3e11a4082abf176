"""收表 for the window: the board of a year, who is asked for what, packages taken in, and the paper that reminds.

A thin hand over `desktop.collect`, so that the window sees plain values and verbs. It is loaded, with the forms, when
the page is shown first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from desktop.collect.board import State, board, state_of
from desktop.collect.differing import differences_between
from desktop.collect.outcome import NAMES, Kind
from desktop.collect.reminder import owing, reminder_grid, reminder_pdf
from desktop.collect.units import import_units
from desktop.errors import UserError, os_fault
from desktop.export.atomic import write_file
from desktop.export.package.proofs import member_stem
from desktop.forms.catalogue import Catalogue
from desktop.forms.margins import Margins, margins_of, with_margins
from desktop.forms.page import Page
from desktop.forms.pagination import paginate
from desktop.forms.typography import STANDARD
from desktop.session.forwarding import Forwardable, Forwarding, forwardable
from desktop.session.overview import Overview
from desktop.session.printouts import Printout
from desktop.session.reading import Reading
from desktop.session.takingin import Entry, Newer, TakingIn, confirming, receiving
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, WAITING, ReceivedDocument

LARGE = 6_000
"""Documents from which the board takes longer to read than a key may wait."""
_GLIMPSE = 60
"""Units: more than fit on a screen."""
_REMINDER = "催报单"
_MOST_DIFFERENCES = 200
"""Lines that are listed of one document; who has more before them opens it."""


@dataclass(frozen=True, slots=True)
class FormName:
    """A form as the board names it. `mark`: its letter, with a number where several have the same."""

    form: str
    mark: str


class CollectDesk:
    """One data file. Everything may raise `UserError` for faults of the disk."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.store, self.catalogue = store, catalogue
        self._order = {name.form: number for number, name in enumerate(self.forms())}

    def forms(self) -> list[FormName]:
        """All forms that are known here, in the order of their letters."""
        names: dict[str, FormName] = {}
        for edition in self.catalogue.editions:
            names.setdefault(edition.form, FormName(edition.form, edition.mark))
        return list(names.values())

    def years(self, today: date) -> list[int]:
        """The years one may want to see, the latest first: with something in them, this one and those beside it.

        The self-evaluations of a year are asked for in the next: then nothing of them is here yet.
        """
        known = {*self.store.collected.years(), *self.store.board.years()}
        known |= {today.year - 1, today.year, today.year + 1}
        return sorted(known, reverse=True)

    def latest(self) -> int | None:
        """The latest year of which something came in."""
        return next(iter(self.store.collected.years()), None)

    def is_large(self, year: int) -> bool:
        """Whether reading the board of a year takes so long that it is better done beside the window."""
        return self.store.board.size(year) >= LARGE

    def overview(self, year: int, today: date) -> Overview:
        """The board of a year as it is now."""
        return Overview(board(self.store, self.catalogue, year, today=today))

    def glimpse(self, year: int, today: date) -> Overview:
        """The top of the board: what is seen of a large one before all of it is read."""
        return Overview(board(self.store, self.catalogue, year, today=today, first=_GLIMPSE))

    def read_beside(self, year: int, today: date) -> Reading:
        """Begins to read the board of a year beside the window."""
        return Reading(self.store, lambda store: Overview(board(store, self.catalogue, year, today=today)))

    # who is asked for what

    def import_units(self, file: Path) -> tuple[int, tuple[str, ...]]:
        """Puts the list of units in a workbook in place of the one there was; how many, and a line for each left out.

        Raises `UserError` also for a file that cannot be read or has no units in it; the list is as it was then.
        """
        try:
            data = file.read_bytes()
        except OSError as error:
            raise UserError(f"打不开文件：{os_fault(error)}", where=file.name, remedy="请检查文件还在不在") from None
        units, notes = import_units(self.store, data, name=file.name)
        return len(units), notes

    def due(self, year: int) -> dict[str, str]:
        """The forms that every unit has to send in a year, and until which day (ISO, `""` for none)."""
        return self.store.board.due(year)

    def put_due(self, year: int, form: str, day: str | None) -> None:
        """Ask every unit for a form until a day; None: ask no more."""
        self.store.board.put_due(year, form, day)

    # what came in

    def receive(self, paths: Sequence[Path], passwords: Sequence[str] = ()) -> TakingIn:
        """Begins to take in what lies at the paths."""
        return TakingIn(self.store, receiving(paths, self.catalogue, passwords))

    def confirm(self, documents: Sequence[int]) -> TakingIn:
        """Begins to put newer documents into their place."""
        return TakingIn(self.store, confirming(documents, self.catalogue))

    def waiting(self, year: int) -> list[Entry]:
        """What waits in a year to take the place of something older, a package each."""
        packages: dict[int, list[ReceivedDocument]] = {}
        for one in self.store.collected.of_year(year, standing=WAITING):
            packages.setdefault(one.package, []).append(one)
        return [self._waiting(documents) for documents in packages.values()]

    def _waiting(self, documents: Sequence[ReceivedDocument]) -> Entry:
        first = documents[0]
        newer = tuple(self._newer(one) for one in documents)
        what = newer[0].line if len(newer) == 1 else f"{len(newer)} 张表"
        line = f"{first.file}：{Kind.WAITING.word}（{first.unit}，{what}）"
        return Entry(Kind.WAITING, line, tuple(one.id for one in documents), newer, unit=first.unit)

    def as_it_is(self, entry: Entry) -> Entry:
        """An entry of a while ago, without what was answered or replaced since."""
        found = [self.store.collected.document(one.id) for one in entry.newer]
        waiting = [one.id for one in found if one.standing == WAITING]
        return entry if len(waiting) == len(entry.newer) else entry.waiting_for(waiting)

    def _newer(self, one: ReceivedDocument) -> Newer:
        before = self.store.collected.document(one.replaces) if one.replaces else None
        held = before.revision if before is not None else 0
        locked = before is not None and before.answer == ACCEPTED
        asks = "，现存的已接受，要换请接受新的" if locked else ""
        line = f"《{one.form}》{one.project}：修订 {held} → {one.revision}{asks}"
        return Newer(one.id, one.replaces, line, locked)

    def differences(self, newer: Newer) -> list[str]:
        """What is different in a newer document, field by field."""
        if not newer.before:
            return []
        lines = [one.line(NAMES) for one in differences_between(self.store, self.catalogue, newer.before, newer.id)]
        left = len(lines) - _MOST_DIFFERENCES
        return lines if left <= 0 else [*lines[:_MOST_DIFFERENCES], f"另有 {left} 处，打开这份表看"]

    def documents(self, unit: str, year: int, form: str = "") -> tuple[list[int], int]:
        """The documents of a unit (of one form) to leaf through, and which of them asks most of a person.

        `unit` is its key. What waits comes right after what it would replace.
        """
        held = self.store.collected.of_unit(unit, year) + self.store.collected.of_unit(unit, year, standing=WAITING)
        found = [one for one in held if form in {"", one.form}]
        place = {one.id: number for number, one in enumerate(found)}
        found.sort(key=lambda one: self._place(one, place))
        urgency = [_urgency(one) for one in found]
        return [one.id for one in found], urgency.index(min(urgency)) if urgency else 0

    def documents_of(self, units: Sequence[str], year: int, form: str = "") -> list[int]:
        """The documents of these units (their keys), one unit after the other; of one form alone where it is given."""
        collected = self.store.collected
        found = collected.of_form(form, year) if form else collected.of_year(year)
        order = {unit: number for number, unit in enumerate(units)}
        shown = [one for one in found if one.unit_key in order]
        shown.sort(key=lambda one: (order[one.unit_key], self._order.get(one.form, len(self._order)), one.form, one.id))
        return [one.id for one in shown]

    def _place(self, one: ReceivedDocument, place: dict[int, int]) -> tuple[int, str, int, bool]:
        waits = one.standing == WAITING
        at = place.get(one.replaces if waits else one.id, place[one.id])
        return self._order.get(one.form, len(self._order)), one.form, at, waits

    # to the office above

    def forwardable(self, year: int) -> Forwardable:
        """How much of a year was accepted and can be sent on."""
        return forwardable(self.store, year)

    def forwarding(self, year: int, unit: str) -> Forwarding:
        """A package of all that was accepted, in the making; `unit` is this office. Raises `UserError`."""
        return Forwarding(self.store, self.catalogue, year, unit, made=datetime.now().astimezone())

    @staticmethod
    def forward_stem(year: int, unit: str) -> str:
        """What a file of it is called, without ending."""
        return member_stem("_".join(part for part in ("转报", unit.strip(), str(year)) if part))

    # the paper that reminds

    def owing(self, overview: Overview) -> int:
        """How many units owe something."""
        return len(owing(overview.board))

    def reminder(self, overview: Overview, made: datetime) -> Printout:
        """催报单, to print; `made` with its zone."""
        year = overview.board.year
        grid = reminder_grid(overview.board, owing(overview.board), made)

        @lru_cache(maxsize=8)
        def make(margins: Margins | None) -> list[Page]:
            return paginate(grid if margins is None else with_margins(grid, margins), STANDARD)

        return Printout(
            title=f"{year}年度报表{_REMINDER}", form=_REMINDER, make=make, year=year, stem=self.reminder_stem(year),
            margins=margins_of(grid.paper),
        )  # fmt: skip

    def write_reminder(self, overview: Overview, made: datetime, target: Path) -> None:
        """催报单 as a PDF."""
        write_file(target, reminder_pdf(overview.board, made=made))

    @staticmethod
    def reminder_stem(year: int) -> str:
        """What a file of it is called, without ending."""
        return member_stem(f"{_REMINDER}_{year}")


_URGENCY = [State.WRONG, WAITING, State.RETURNED, State.RECEIVED, State.ACCEPTED]


def _urgency(one: ReceivedDocument) -> int:
    return _URGENCY.index(WAITING if one.standing == WAITING else state_of(one.answer, one.counts.errors))
