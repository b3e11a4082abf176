"""The board as a person looks through it: counted once when it is read, then filtered while one types.

Each unit's line gets a bit for everything that can be asked for, so that ten thousand lines are gone through in a few
milliseconds at every key. Nothing is decided here that `desktop.collect.board` does not say; only that a form which
nobody is asked for is no missing one.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from functools import cached_property

from desktop.collect.board import Board, Line, State
from desktop.forms.names import plain


class Pick(Enum):
    """What lines can be asked for: those with at least one form in this state."""

    ALL = "全部"
    MISSING = State.MISSING.value
    LATE = "迟"
    WRONG = State.WRONG.value
    WAITING = "待确认"
    RETURNED = State.RETURNED.value
    RECEIVED = State.RECEIVED.value
    ACCEPTED = State.ACCEPTED.value

    @property
    def word(self) -> str:
        """As it is shown."""
        return str(self.value)


_BIT = {pick: 1 << number for number, pick in enumerate(Pick)}
_OF_STATE = {state: _BIT[Pick(state.value)] for state in State}
_WAITING, _LATE = _BIT[Pick.WAITING], _BIT[Pick.LATE]


class Overview:
    """One reading of the board of a year."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.asked = tuple(form for form in board.forms if form in board.due) if board.due else board.forms
        """The forms every unit of the list is to send: those that are due; when nothing is, whatever one unit sent."""
        self.listed = sum(line.listed for line in board.lines)
        """How many units stand in the list; 0 when there is none."""
        self._asked = frozenset(self.asked)
        self._in: Counter[str] = Counter()
        self._owed: Counter[str] = Counter()
        self._got: Counter[str] = Counter()
        self._known: dict[int, tuple[int, frozenset[str]]] = {}
        """What was counted of fields that several units have in common."""
        self._bits = [self._count(line) for line in board.lines]

    def _count(self, line: Line) -> int:
        known = self._known.get(id(line.fields))
        if known is None:
            known = self._known[id(line.fields)] = self._look(line)
        bits, there = known
        bits |= _BIT[Pick.ALL] | (_LATE if line.late else 0)
        self._in.update(there)
        if line.listed:
            self._owed.update(self._asked)
            self._got.update(self._asked & there)
            if not self._asked <= there:
                bits |= _OF_STATE[State.MISSING]
        return bits

    @staticmethod
    def _look(line: Line) -> tuple[int, frozenset[str]]:
        """What can be asked for of its fields, and the forms that are here."""
        bits, there = 0, []
        for form, place in line.fields.items():
            state = place.state
            if place.waiting:
                bits |= _WAITING
            if state is not State.MISSING:
                bits |= _OF_STATE[state]
                there.append(form)
        return bits, frozenset(there)

    def asks(self, line: Line, form: str) -> bool:
        """Whether this unit is to send this form."""
        return line.listed and form in self._asked

    def number_in(self, form: str) -> tuple[int, int]:
        """Of how many units a form is here, and how many are to send it; of those that are, where any are."""
        owed = self._owed[form]
        return (self._got[form] if owed else self._in[form]), owed

    @cached_property
    def counts(self) -> dict[Pick, int]:
        """How many lines there are for each."""
        return {pick: sum(map(bool, map(bit.__and__, self._bits))) for pick, bit in _BIT.items()}

    @cached_property
    def _names(self) -> list[str]:
        """What a search looks through; made at the first one."""
        return [plain(line.unit.name + line.unit.code).casefold() for line in self.board.lines]

    def lines(self, search: str = "", pick: Pick = Pick.ALL) -> list[Line]:
        """The lines that have all words of `search` in name or code, and a form in that state."""
        bit = _BIT[pick]
        words = [plain(word).casefold() for word in search.split()]
        if not words:
            return [line for line, bits in zip(self.board.lines, self._bits, strict=True) if bits & bit]
        return [
            line
            for line, bits, name in zip(self.board.lines, self._bits, self._names, strict=True)
            if bits & bit and all(word in name for word in words)
        ]

    @property
    def summary(self) -> str:
        """One line: units, forms that are here, who is late."""
        others = len(self.board.lines) - self.listed
        if self.listed:
            parts = [f"{self.listed} 个单位" + (f"，另有 {others} 个不在名单里" if others else "")]
        else:
            parts = [f"{others} 个单位，还没有单位名单" if others else "还没有单位名单"]
        if owed := sum(self._owed.values()):
            parts.append(f"应报 {owed} 项，已收 {sum(self._got.values())} 项")
        elif here := sum(self._in.values()):
            parts.append(f"已收 {here} 项")
        late = self.counts[Pick.LATE]
        parts += [f"{late} 个单位迟报"] if late else []
        return "　".join(parts)
