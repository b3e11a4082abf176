"""What drafts become: 结转 into the next year, and other forms made of them, one for each project.

Nothing is made here. A plan shows line by line what would come over, or says why there is none; the person ticks, and
`Desk.make` makes what was ticked in one go. Which form is made of which is data: `[[carry]]` with `match = "项目"`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.errors import UserError
from desktop.forms.calculation import Evaluation
from desktop.forms.carry import Carry, Match
from desktop.forms.carrying import Proposal, propose, rollovers
from desktop.forms.catalogue import Catalogue
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.fresh import new_document, unit_of
from desktop.forms.names import essence, plain
from desktop.session.carrydesk import same_project, source_of, units_of
from desktop.session.draft import PASSED
from desktop.store import DraftInfo, Store

_TWICE = "同单位、同项目的另有一份"


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would be made of a draft: lines of a new form, or the reason why there is none (`fault`).

    `warning`: what the person should know who takes it all the same.
    """

    info: DraftInfo
    year: int
    proposal: Proposal | None = None
    fault: str = ""
    warning: str = ""
    document: Document | None = None
    edition: Edition | None = None


@dataclass(frozen=True, slots=True)
class Successor:
    """A form that can be made of drafts; `plans` has one for each draft of a form that it takes from."""

    form: str
    plans: tuple[Prospect, ...]


class Planner:
    """Puts plans together. `evaluated` gives a draft's values as they stand now."""

    def __init__(self, store: Store, catalogue: Catalogue, evaluated: Callable[[int], Evaluation]) -> None:
        self._store, self._catalogue, self._evaluated = store, catalogue, evaluated

    def rollovers(self, draft_ids: Sequence[int]) -> list[Prospect]:
        """What each draft would become in the year after its own."""
        found: list[Prospect] = []
        for draft_id in draft_ids:
            item = self._rollover(draft_id)
            if any(_is_same(item.info, other.info) and not other.fault for other in found):
                item = Prospect(item.info, item.year, fault=_TWICE)
            found.append(item)
        return found

    def successors(self, draft_ids: Sequence[int]) -> list[Successor]:
        """The forms that can be made of the drafts, in the order of the catalogue. Raises `UserError`."""
        infos = [self._store.drafts.info(draft_id) for draft_id in draft_ids]
        found = []
        for form in dict.fromkeys(edition.form for edition in self._catalogue.editions):
            plans = self._made_of(infos, form)
            if plans:
                found.append(Successor(form, tuple(plans)))
        return found

    def _rollover(self, draft_id: int) -> Prospect:
        info = self._store.drafts.info(draft_id)
        year = info.year + 1
        try:
            edition = self._catalogue.for_document(info.form, None, year)
        except UserError as error:
            return Prospect(info, year, fault=error.what)
        carry = next((carry for carry in rollovers(edition) if _takes(carry, info)), None)
        if carry is None:
            return Prospect(info, year, fault="表样里没有写怎样结转")
        known = self._store.drafts.find(form=info.form, year=year)
        if any(_is_same(other, info) for other in known):
            return Prospect(info, year, fault=f"已有{year}年度的这份表")
        source = source_of(self._evaluated(info.id), info, year)
        document = new_document(edition, year)
        document.unit = source.evaluation.document.unit
        proposal = propose(Evaluation(edition, document), carry, [source])
        return Prospect(info, year, proposal, document=document, edition=edition)

    def _made_of(self, infos: Sequence[DraftInfo], form: str) -> list[Prospect]:
        ways = [(info, way) for info in infos if (way := self._way(info, form)) is not None]
        # Of two that name the same project the one that passed counts, else the one shown first.
        best: dict[tuple[str, str], int] = {}
        for info, _ in sorted(ways, key=lambda pair: pair[0].state != PASSED):
            best.setdefault((plain(info.unit), essence(info.project)), info.id)
        plans = []
        for info, (edition, carry) in ways:
            year = info.year - carry.years
            twice = best[plain(info.unit), essence(info.project)] != info.id
            fault = self._fault(info, edition, carry, year) or (_TWICE if twice else "")
            plans.append(Prospect(info, year, fault=fault) if fault else self._successor(info, edition, carry, year))
        return plans

    def _way(self, info: DraftInfo, form: str) -> tuple[Edition, Carry] | None:
        """The edition in which the form is begun in its year, and what it takes over from the draft."""
        if form == info.form:
            return None
        for edition in self._catalogue.of_form(form):
            for carry in edition.carries:
                if carry.form != info.form or carry.match is not Match.PROJECT or not _takes(carry, info):
                    continue
                if self._newest(form, info.year - carry.years) is edition:
                    return edition, carry
        return None

    def _newest(self, form: str, year: int) -> Edition | None:
        try:
            return self._catalogue.for_document(form, None, year)
        except UserError:
            return None

    def _fault(self, info: DraftInfo, edition: Edition, carry: Carry, year: int) -> str:
        if not info.project:
            return "没有填项目名称"
        for other in self._store.drafts.find(form=edition.form, year=year):
            if same_project(other.project, info.project):
                units = units_of(self._evaluated(other.id), carry)
                if not info.unit or not units or plain(info.unit) in units:
                    return "已有这份表"
        return ""

    def _successor(self, info: DraftInfo, edition: Edition, carry: Carry, year: int) -> Prospect:
        source = source_of(self._evaluated(info.id), info, year)
        proposal = propose(Evaluation(edition, new_document(edition, year)), carry, [source])
        if not proposal.lines:
            return Prospect(info, year, fault="没有可以带入的内容")
        given = unit_of(source.evaluation.edition, source.evaluation.document)
        document = new_document(edition, year)
        document.unit = given or None
        # The new form is of this unit and project even where its definition does not take them over.
        for key, text in ((edition.unit_field, given), (edition.project_field, info.project)):
            if key and text and not any(line.path == (key,) for line in proposal.lines):
                document.data[key] = text
        warning = "来源还没有审核通过" if info.state != PASSED else ""
        return Prospect(info, year, proposal, warning=warning, document=document, edition=edition)


def _takes(carry: Carry, info: DraftInfo) -> bool:
    return not carry.editions or info.edition in carry.editions


def _is_same(one: DraftInfo, other: DraftInfo) -> bool:
    """Whether two drafts are the same form of the same unit and project, of whatever year."""
    return one.form == other.form and all(
        plain(mine) == plain(theirs) for mine, theirs in ((one.unit, other.unit), (one.project, other.project))
    )
