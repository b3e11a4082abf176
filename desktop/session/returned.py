"""A return laid over the draft that is done again: where each remark is by now, and what became of it.

A remark is answered by changing what stands at its place, by writing an answer, or both. Where its place is now is
found by what stood there when the form was returned (`forms.placing`), so that it follows its row however the draft
was changed since, and also undone; the office above looks for it in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.export.package.returning import MAX_SHOWN, MAX_TEXT
from desktop.forms.calculation import Evaluation, node_path
from desktop.forms.canonical import digest as content_digest
from desktop.forms.jsonio import text_fault
from desktop.forms.paths import Path, path_text, read_path
from desktop.forms.placing import Placing, is_there, shown_at
from desktop.store.returns import StoredRemark, StoredReturn

if TYPE_CHECKING:
    from desktop.session.session import Change, Session


@dataclass(frozen=True, slots=True)
class DraftRemark:
    """A remark as it is in the draft now. `path` is `()` for one about the whole, and where its place is gone.

    `shown` is what stood there when it was made, `now` what stands there; `gone` names a place that is not there any
    more, `""` while it is.
    """

    number: int
    path: Path
    text: str
    shown: str
    now: str
    reply: str
    changed: bool
    gone: str = ""

    @property
    def open(self) -> bool:
        """Whether nothing was done about it: neither changed nor answered."""
        return not self.changed and not self.reply


class ReturnLaid:
    """A return against any state of its draft. Rows are matched again only when asked to."""

    def __init__(self, stored: StoredReturn, base: Evaluation) -> None:
        """`base`: the document that was returned; where that is not known, the draft as it was when the return came."""
        self.stored, self._base = stored, base
        self._exact = content_digest(base.edition, base.document, base).hex() == stored.digest
        self._places: dict[int, Path | None] | None = None

    def forget_places(self) -> None:
        """Rows came or went."""
        self._places = None

    def remarks(self, draft: Evaluation) -> tuple[DraftRemark, ...]:
        """The remarks in the order of their numbers, as the draft stands."""
        placing = Placing(self._base, draft)
        if self._places is None:
            self._places = {one.number: self._place(placing, _path(one)) for one in self.stored.remarks}
        return tuple(self._remark(placing, one, self._places[one.number]) for one in self.stored.remarks)

    def _place(self, placing: Placing, path: Path) -> Path | None:
        return placing.place(path) if is_there(self._base, path) else None

    def _remark(self, placing: Placing, one: StoredRemark, place: Path | None) -> DraftRemark:
        path = _path(one)
        # What is known here is not taken from the file.
        shown = shown_at(self._base, path) if self._exact and is_there(self._base, path) else one.shown
        if place is None or not is_there(placing.theirs, place):
            # Gone since, or never there: of a return for another content nobody can say which.
            gone = self._exact and is_there(self._base, path)
            return DraftRemark(one.number, (), one.text, shown, "", one.reply, gone, path_text(path))
        now = shown_at(placing.theirs, place)
        if not self._exact and node_path(path) in self._base.edition.scalars:
            changed = now[:MAX_SHOWN] != one.shown
        else:
            changed = placing.changed(path, place)
        return DraftRemark(one.number, place, one.text, shown, now, one.reply, changed)


class Returned:
    """The open return of a draft that is being edited. Follows its session from making to `close`."""

    def __init__(
        self, stored: StoredReturn, base: Evaluation, session: Session, keep: Callable[[int, str], None]
    ) -> None:
        """`keep` stores the answer to the remark of this number; it may raise `UserError`."""
        self._session, self._keep = session, keep
        self._laid = ReturnLaid(stored, base)
        self._remarks: tuple[DraftRemark, ...] | None = None
        self._reading: dict[Path, int] | None = None
        """The places of the form, counted as one reads it."""
        session.listeners.append(self._follow)

    @property
    def why(self) -> str:
        """Why it came back."""
        return self._laid.stored.why

    @property
    def revision(self) -> int:
        """Which revision came back."""
        return self._laid.stored.revision

    @property
    def made(self) -> str:
        """When the office returned it, ISO 8601."""
        return self._laid.stored.made

    @property
    def remarks(self) -> tuple[DraftRemark, ...]:
        """The remarks as the draft stands now: first those at cells in the order of the form, then on the whole."""
        if self._remarks is None:
            self._remarks = tuple(sorted(self._laid.remarks(self._session.evaluation), key=self._order))
        return self._remarks

    @property
    def open_count(self) -> int:
        """How many are neither changed nor answered."""
        return sum(one.open for one in self.remarks)

    def remark(self, number: int) -> DraftRemark:
        """The remark of a number."""
        return next(one for one in self.remarks if one.number == number)

    def reply(self, number: int, text: str) -> None:
        """Answers a remark, kept at once; `""` takes the answer back. Raises `UserError`."""
        text = text.strip()
        if fault := text_fault(text):
            raise UserError(f"答复{fault}", remedy="请检查写的内容")
        if len(text) > MAX_TEXT:
            raise UserError(f"答复有{len(text)}字，最多{MAX_TEXT}字", remedy=f"请删去{len(text) - MAX_TEXT}字")
        self._keep(number, text)
        stored = self._laid.stored
        remarks = tuple(replace(one, reply=text) if one.number == number else one for one in stored.remarks)
        self._laid.stored = replace(stored, remarks=remarks)
        self._remarks = None

    def close(self) -> None:
        """The draft is left."""
        self._session.listeners.remove(self._follow)

    def _follow(self, change: Change) -> None:
        if change.rebuilt:
            self._laid.forget_places()
            self._reading = None
        if change.edits:
            self._remarks = None

    def _order(self, one: DraftRemark) -> tuple[bool, int, int]:
        """As one reads the form, which need not be the order of its definition; those about the whole come last."""
        if self._reading is None:
            grid = self._session.grid
            above, below = ([cell for line in lines for cell in line.cells] for lines in (grid.above, grid.below))
            paths = [place.path for cell in (*above, *grid.cells, *below) for place in cell.places]
            self._reading = {path: number for number, path in reversed(list(enumerate(paths)))}
        at = self._reading.get(self._session.printed(one.path), len(self._reading)) if one.path else 0
        return not one.path, at, one.number


def unanswered_words(count: int) -> str:
    """What is said before a form goes up again with remarks nothing was done about."""
    return f"退回意见还没有答复 {count} 条"


def _path(one: StoredRemark) -> Path:
    return read_path(one.path)
