"""Where a draft can take from: the other drafts of the data file that its form's `[[carry]]` speak of.

One that passed 审核 comes before one that did not, the newer before the older; the person sees the state and decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.errors import UserError
from desktop.forms.calculation import Evaluation
from desktop.forms.carry import Carry, Match
from desktop.forms.carry_source import Source
from desktop.forms.carrying import Proposal, propose, rollovers
from desktop.forms.catalogue import Catalogue
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.fresh import new_document, project_of, unit_of
from desktop.forms.names import essence, plain
from desktop.store import DRAFT, DraftInfo, Store


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a draft can take over. `several`: all of `sources` together, else one of them, the likeliest first."""

    carry: Carry
    sources: tuple[DraftInfo, ...]
    several: bool

    @property
    def title(self) -> str:
        """What it is, for the person."""
        return self.carry.title


@dataclass(frozen=True, slots=True)
class Rollover:
    """What 结转 would make of a draft: lines of the new year's form, or the reason why there is none (`fault`)."""

    info: DraftInfo
    year: int
    proposal: Proposal | None = None
    fault: str = ""
    document: Document | None = None
    edition: Edition | None = None


class Carrying:
    """Finds sources and puts proposals together. `evaluated` gives a draft's values as they stand now."""

    def __init__(self, store: Store, catalogue: Catalogue, evaluated: Callable[[int], Evaluation]) -> None:
        self._store, self._catalogue, self._evaluated = store, catalogue, evaluated

    def offers(self, draft_id: int) -> list[Offer]:
        """All that the draft can take over, in the order of its definition; only what there are sources for."""
        target = self._evaluated(draft_id)
        found = []
        for carry in target.edition.carries:
            sources = [info for info in self._sources(target, carry, draft_id) if info.id != draft_id]
            if sources:
                found.append(Offer(carry, tuple(sources), several=carry.match is not Match.PROJECT))
        return found

    def proposal(self, draft_id: int, offer: Offer, chosen: Sequence[int]) -> Proposal:
        """What the draft would get from the chosen sources. Raises `UserError`."""
        infos = [info for info in offer.sources if info.id in chosen]
        target = self._evaluated(draft_id)
        return propose(target, offer.carry, [self._source(info, target.document.year) for info in infos])

    def rollovers(self, draft_ids: Sequence[int]) -> list[Rollover]:
        """What each draft would become in the year after its own; nothing is made yet."""
        found: list[Rollover] = []
        for draft_id in draft_ids:
            item = self._rollover(draft_id)
            if any(_is_same(item.info, other.info) and not other.fault for other in found):
                item = Rollover(item.info, item.year, fault="选中的还有一份同单位、同项目的")
            found.append(item)
        return found

    def _rollover(self, draft_id: int) -> Rollover:
        info = self._store.drafts.info(draft_id)
        year = info.year + 1
        source = self._source(info, year)
        try:
            edition = self._catalogue.for_document(info.form, None, year)
        except UserError as error:
            return Rollover(info, year, fault=error.what)
        usable = (carry for carry in rollovers(edition) if not carry.editions or info.edition in carry.editions)
        carry = next(usable, None)
        if carry is None:
            return Rollover(info, year, fault="表样里没有写怎样结转")
        known = self._store.drafts.find(form=info.form, year=year)
        if any(_is_same(other, info) for other in known):
            return Rollover(info, year, fault=f"已有{year}年度的这份表")
        document = new_document(edition, year)
        document.unit = source.evaluation.document.unit
        proposal = propose(Evaluation(edition, document), carry, [source])
        return Rollover(info, year, proposal, document=document, edition=edition)

    def _sources(self, target: Evaluation, carry: Carry, draft_id: int) -> list[DraftInfo]:
        document, edition = target.document, target.edition
        known = self._store.drafts.find(form=carry.form, year=document.year + carry.years)
        known = [info for info in known if not carry.editions or info.edition in carry.editions]
        known.sort(key=lambda info: info.state == DRAFT)
        units = {plain(name) for name in (unit_of(edition, document), document.unit, *_named(target, carry)) if name}
        if carry.match is not Match.ALL:
            own = [info for info in known if not units or not info.unit or plain(info.unit) in units]
            project = project_of(edition, document)
            if carry.match is Match.PROJECT:
                own = self._undone_first([info for info in own if info.project], target, draft_id)
            if carry.match is Match.PROJECT and project:
                # Of a project with this very name another unit's form may be meant: a unit has more than one name.
                named = [info for info in known if _same_project(info.project, project)]
                return [info for info in named if info in own] + [info for info in named if info not in own]
            known = own
        return _each_once(known)

    def _undone_first(self, infos: list[DraftInfo], target: Evaluation, draft_id: int) -> list[DraftInfo]:
        """The projects that have no form of the target's kind yet come before those that have."""
        known = self._store.drafts.find(form=target.edition.form, year=target.document.year)
        done = {essence(info.project) for info in known if info.id != draft_id and info.project}
        return sorted(infos, key=lambda info: essence(info.project) in done)

    def _source(self, info: DraftInfo, year: int) -> Source:
        name = info.project or info.unit or info.form
        state = info.state if info.year == year else f"{info.year}年度，{info.state}"
        return Source(self._evaluated(info.id), f"{name}（{state}）")


def _named(target: Evaluation, carry: Carry) -> list[str]:
    values = [target.document.get((field,)) for field in carry.units]
    return [value for value in values if isinstance(value, str)]


def _each_once(infos: Sequence[DraftInfo]) -> list[DraftInfo]:
    """Of several drafts of the same unit and project the best one; those that name neither are all different."""
    found: dict[object, DraftInfo] = {}
    for info in infos:
        named = (plain(info.unit), plain(info.project))
        found.setdefault(named if any(named) else info.id, info)
    return list(found.values())


def _is_same(one: DraftInfo, other: DraftInfo) -> bool:
    """Whether two drafts are the same form of the same unit and project, of whatever year."""
    return one.form == other.form and all(
        plain(mine) == plain(theirs) for mine, theirs in ((one.unit, other.unit), (one.project, other.project))
    )


def _same_project(one: str, other: str) -> bool:
    return bool(one) and essence(one) == essence(other)
