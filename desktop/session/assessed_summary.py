"""A form filled from what many units sent: 目标考评情况汇总表 from all accepted and judged 考核细则 of the year.

Which forms can be made so is data: any edition with a `[[carry]]` that takes another form with `match = "全部"`. What
is made is an ordinary draft. It is begun once; what is accepted or judged afterwards comes into it by 带入, line by
line, so that what was typed there stays.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.carry import Carry, Match
from desktop.forms.carrying import propose
from desktop.forms.catalogue import Catalogue
from desktop.forms.edition import Edition
from desktop.forms.fresh import new_document
from desktop.forms.names import plain
from desktop.session.carrydesk import source_of
from desktop.session.draft import summary_of
from desktop.session.receivedsources import Gathered, ReceivedSources
from desktop.session.session import Session
from desktop.store import DRAFT, Store
from desktop.store.collect_records import ReceivedDocument

_NAMED = 3
"""So many units are named in a line; the others are counted."""


@dataclass(frozen=True, slots=True)
class SummaryPlan:
    """What a form of a year could be made of. `taken`: documents that go in; the others are units' names.

    `missing`: listed units that sent none. `draft`: the one that was begun already, 0 for none.
    """

    form: str
    source: str
    year: int
    taken: tuple[int, ...]
    missing: tuple[str, ...]
    unaccepted: tuple[str, ...]
    unassessed: tuple[str, ...]
    draft: int = 0

    @property
    def line(self) -> str:
        """How far it is, in one line for the person."""
        rest = [
            f"{words} {len(names)} 个（{_names(names)}）"
            for words, names in (
                ("未收", self.missing), ("未接受", self.unaccepted), ("未考评完", self.unassessed),
            )
            if names
        ]  # fmt: skip
        return "；".join((f"《{self.source}》已接受并考评完 {len(self.taken)} 份", *rest))


@dataclass(frozen=True, slots=True)
class Made:
    """A draft; `new` when it was made just now. `line` says what went into it, or how it is brought up to date."""

    draft: int
    new: bool
    line: str


class AssessedSummaries:
    """One data file. Everything may raise `UserError`."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue
        self._sources = ReceivedSources(store, catalogue)

    def plans(self, year: int) -> list[SummaryPlan]:
        """One for each form of a year that takes from what units send, in the order of the catalogue."""
        forms = dict.fromkeys(edition.form for edition in self._catalogue.editions)
        ways = (way for form in forms if (way := self._way(form, year)) is not None)
        return [self._plan(edition, carry, year)[0] for edition, carry in ways]

    def made_of(self, source: str, year: int) -> str:
        """The form of which a draft was begun that takes from this form and year; `""` when there is none yet."""
        ways = ((edition.form, carry) for edition in self._catalogue.editions for carry in edition.carries)
        for form, carry in ways:
            takes = carry.match is Match.ALL and carry.form == source != form
            if takes and self._store.drafts.find(form=form, year=year - carry.years, limit=1):
                return form
        return ""

    def make(self, form: str, year: int) -> Made:
        """A new draft of the form, from all that can go in; the one there is, when it was begun already."""
        edition, carry = self._known_way(form, year)
        plan, gathered = self._plan(edition, carry, year)
        if plan.draft:
            return Made(plan.draft, new=False, line=f"已有这份表，没有另做；用“带入”取新考评的。{plan.line}")
        sources = [source_of(self._sources.evaluated(one.id), one, year) for one in gathered.ready]
        document = new_document(edition, year)
        proposal = propose(Evaluation(edition, document), carry, sources)
        if not proposal.lines:
            raise UserError(f"还没有可以汇总的{plan.line}", remedy="请先接受并考评")
        session = Session(edition, document)
        session.carry_over([line for line in proposal.lines if line.ticked])
        made = self._store.drafts.create(summary_of(edition, session, DRAFT), jsonio.dumps(document).decode())
        return Made(made.id, new=True, line=plan.line)

    def _known_way(self, form: str, year: int) -> tuple[Edition, Carry]:
        way = self._way(form, year)
        if way is None:
            raise UserError(f"{year} 年度的《{form}》不是由各单位报来的表汇总的", remedy="请选别的表")
        return way

    def _way(self, form: str, year: int) -> tuple[Edition, Carry] | None:
        try:
            edition = self._catalogue.for_document(form, None, year)
        except UserError:
            return None
        wanted = (one for one in edition.carries if one.match is Match.ALL and one.form != form)
        carry = next(wanted, None)
        return None if carry is None else (edition, carry)

    def _plan(self, edition: Edition, carry: Carry, year: int) -> tuple[SummaryPlan, Gathered]:
        found = self._sources.gathered(carry, year)
        known = self._store.drafts.find(form=edition.form, year=year, limit=1)
        taken = {one.id for one in found.ready}
        here = {one.unit_key for one in self._store.collected.of_form(carry.form, year + carry.years)}
        missing = tuple(unit.name for unit in self._store.board.units() if unit.key not in here)
        return SummaryPlan(
            edition.form, carry.form, year, tuple(sorted(taken)), missing, _units(found.unaccepted),
            _units(found.unassessed), known[0].id if known else 0,
        ), found  # fmt: skip


def _units(documents: list[ReceivedDocument]) -> tuple[str, ...]:
    return tuple({plain(one.author or one.unit): one.author or one.unit for one in documents}.values())


def _names(names: tuple[str, ...]) -> str:
    more = "…" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
