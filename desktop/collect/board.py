"""The board: units down, forms across, and in each field how far it is: 未收、已收、有错误、已退回、已接受.

Counted by the data file from one index, so that it is there at once also over sixty thousand documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import chain

from desktop.forms.catalogue import Catalogue
from desktop.forms.names import plain
from desktop.store import Store
from desktop.store.collect_board import CollectBoard, read_standing
from desktop.store.collect_records import ACCEPTED, RETURNED, Standing, Unit


class State(StrEnum):
    """How far a unit is with a form; of several documents the one that asks most of a person counts."""

    MISSING = "未收"
    WRONG = "有错误"
    RETURNED = "已退回"
    RECEIVED = "已收"
    ACCEPTED = "已接受"


_URGENCY = tuple(State)
_WORDS = {ACCEPTED: "accepted", RETURNED: "returned"}
"""The number of a field in which a document with this answer counts."""


def state_of(answer: str, errors: int) -> State:
    """The state of one received document."""
    if answer == ACCEPTED:
        return State.ACCEPTED
    if answer == RETURNED:
        return State.RETURNED
    return State.WRONG if errors else State.RECEIVED


@dataclass(frozen=True, slots=True)
class Field:
    """A unit's documents of one form. `open`: with a warning that has no 说明; `waiting`: newer ones to confirm."""

    wrong: int = 0
    returned: int = 0
    received: int = 0
    accepted: int = 0
    open: int = 0
    waiting: int = 0

    @property
    def number(self) -> int:
        """How many documents are here."""
        return self.wrong + self.returned + self.received + self.accepted

    @property
    def counts(self) -> dict[State, int]:
        """How many are in which state."""
        numbers = zip(_URGENCY[1:], (self.wrong, self.returned, self.received, self.accepted), strict=True)
        return {state: number for state, number in numbers if number}

    @property
    def state(self) -> State:
        """The most urgent of its documents' states."""
        if self.wrong:
            return State.WRONG
        if self.returned:
            return State.RETURNED
        if self.received:
            return State.RECEIVED
        return State.ACCEPTED if self.accepted else State.MISSING


@dataclass(slots=True)
class Line:
    """A unit's line. `listed`: it stands in the list of units; `late`: forms that should be here and are not."""

    unit: Unit
    listed: bool
    fields: Mapping[str, Field] = field(default_factory=dict)
    late: tuple[str, ...] = ()

    def state(self, form: str) -> State:
        """How far the unit is with a form."""
        found = self.fields.get(form)
        return found.state if found else State.MISSING

    def owes(self, form: str) -> bool:
        """Whether the unit has still to send a form, or to send it again: what waits to be confirmed has come."""
        found = self.fields.get(form)
        return found is None or (found.state in {State.MISSING, State.RETURNED} and not found.waiting)


@dataclass(frozen=True, slots=True)
class Board:
    """A year. `forms` in the order of the letters; `due` gives those that every unit has to send, and until when."""

    year: int
    forms: tuple[str, ...]
    due: Mapping[str, str]
    lines: tuple[Line, ...]

    def totals(self, form: str) -> Counter[State]:
        """How many units are how far with a form."""
        return Counter(line.state(form) for line in self.lines if line.listed or form in line.fields)

    def where(
        self, *, search: str = "", form: str = "", states: Sequence[State] = (), late: bool = False
    ) -> list[Line]:
        """The lines of units whose name or code has `search` in it and of which a form (or `form`) is in a state."""
        wanted = plain(search).casefold()
        forms = (form,) if form else self.forms
        return [
            line
            for line in self.lines
            if wanted in plain(line.unit.name + line.unit.code).casefold()
            and (not states or any(line.state(one) in states for one in forms))
            and (not late or (set(line.late) & set(forms)))
        ]


def board(
    store: Store, catalogue: Catalogue, year: int, *, today: date | None = None, first: int | None = None
) -> Board:
    """The board of a year. Without a list of what is due, every form that one unit sent is expected of all.

    A unit is late with a form that is not here, or went back and did not come again, after the day it was due.
    `first`: only so many units from the top of the list, for a first look at a large board.
    Raises `UserError` for faults of the disk.
    """
    source = store.board
    due = source.due(year)
    lines = {unit.key: Line(unit, listed=True) for unit in source.units(first)}
    only = None if first is None else list(lines)
    known: dict[str, dict[str, Field]] = {}
    for unit, standing in source.standings(year, only):
        line = lines.get(unit) or lines.setdefault(unit, Line(Unit(unit, ""), listed=False))
        fields = known.get(standing)
        if fields is None:
            fields = known[standing] = _fields(read_standing(standing))
        line.fields = fields
    waiting = source.waiting(year, only)
    for (unit, form), number in waiting.items():
        line = lines.get(unit) or lines.setdefault(unit, Line(Unit(unit, ""), listed=False))
        line.fields = {**line.fields, form: replace(line.fields.get(form, Field()), waiting=number)}
    _name_strangers(lines, source)
    forms = _in_order({*due, *chain.from_iterable(known.values()), *(form for _, form in waiting)}, catalogue)
    late = _late_forms(due, today or date.today())  # noqa: DTZ011  # the day on this computer is the day meant
    if late:
        _mark_late(lines.values(), [form for form in forms if form in late])
    return Board(year, forms, due, tuple(lines.values()))


def _fields(documents: Sequence[Standing]) -> dict[str, Field]:
    """How many documents of each form are how far; shared by all units that are as far."""
    counts: dict[str, Counter[str]] = {}
    for form, answer, wrong, opened in documents:
        count = counts.setdefault(form, Counter())
        count[_WORDS.get(answer, "wrong" if wrong else "received")] += 1
        count["open"] += opened
    return {form: Field(**count) for form, count in counts.items()}


def _name_strangers(lines: dict[str, Line], source: CollectBoard) -> None:
    """Those that are not in the list come after those that are, under the names they write themselves."""
    strangers = [line for line in lines.values() if not line.listed]
    names = source.senders() if strangers else {}
    for line in strangers:
        line.unit = Unit(line.unit.key, names.get(line.unit.key, line.unit.key))


def _mark_late(lines: Iterable[Line], forms: Sequence[str]) -> None:
    known: dict[int, tuple[str, ...]] = {}
    for line in lines:
        if not line.listed:
            continue
        late = known.get(id(line.fields)) if line.fields else None
        if late is None:
            late = tuple(form for form in forms if line.owes(form))
            if line.fields:
                known[id(line.fields)] = late
        line.late = late


def _late_forms(due: Mapping[str, str], today: date) -> set[str]:
    return {form for form, day in due.items() if day and date.fromisoformat(day) < today}


def _in_order(forms: set[str], catalogue: Catalogue) -> tuple[str, ...]:
    known = dict.fromkeys(edition.form for edition in catalogue.editions)
    return (*(form for form in known if form in forms), *sorted(forms - known.keys()))
