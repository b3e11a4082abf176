"""Where a draft can take from: the other drafts of the data file that its form's `[[carry]]` speak of.

One that passed 审核 comes before one that did not, the newer before the older; the person sees the state and decides.
What takes from all units takes from what they sent as well, when it was accepted and judged (`receivedsources`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from desktop.forms.calculation import Evaluation
from desktop.forms.carry import Carry, Match
from desktop.forms.carry_source import Source
from desktop.forms.carrying import Proposal, propose
from desktop.forms.catalogue import Catalogue
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.names import essence, plain
from desktop.session.draft import PASSED
from desktop.store import DraftInfo, Store

if TYPE_CHECKING:
    from desktop.session.receivedsources import ReceivedSources


class SourceRow(Protocol):
    """What a person knows a source by: a draft (`DraftInfo`) or a received document (`ReceivedSource`)."""

    @property
    def id(self) -> int:
        """Its number among the drafts, or among what was received."""

    @property
    def form(self) -> str:
        """Its form."""

    @property
    def year(self) -> int:
        """年度."""

    @property
    def unit(self) -> str:
        """单位; may be empty."""

    @property
    def project(self) -> str:
        """项目; may be empty."""

    @property
    def state(self) -> str:
        """How far it is."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a draft can take over. `several`: all of `sources` together, else one of them, the likeliest first.

    `received`: the sources are documents that units sent; `left` says how many of those are not ready.
    """

    carry: Carry
    sources: tuple[SourceRow, ...]
    several: bool
    received: bool = False
    left: str = ""

    @property
    def title(self) -> str:
        """What it is, for the person."""
        return f"收到的《{self.carry.form}》" if self.received else self.carry.title

    @property
    def note(self) -> str:
        """What the person should know: what is left out, what is left to do."""
        return "；".join(words for words in (self.left, self.carry.note) if words)


class Carrying:
    """Finds sources and puts proposals together. `evaluated` gives a draft's values as they stand now."""

    def __init__(self, store: Store, catalogue: Catalogue, evaluated: Callable[[int], Evaluation]) -> None:
        self._store, self._catalogue, self._evaluated = store, catalogue, evaluated

    def offers(self, draft_id: int) -> list[Offer]:
        """All that the draft can take over, in the order of its definition; only what there are sources for."""
        target = self._evaluated(draft_id)
        found = []
        for carry in target.edition.carries:
            if (received := self._received_offer(target, carry)) is not None:
                found.append(received)
            sources = [info for info in self._sources(target, carry, draft_id) if info.id != draft_id]
            if sources:
                found.append(Offer(carry, tuple(sources), several=carry.match is not Match.PROJECT))
        return found

    def proposal(self, draft_id: int, offer: Offer, chosen: Sequence[int]) -> Proposal:
        """What the draft would get from the chosen sources. Raises `UserError`."""
        infos = [info for info in offer.sources if info.id in chosen]
        target = self._evaluated(draft_id)
        evaluated = self._received.evaluated if offer.received else self._evaluated
        sources = [source_of(evaluated(info.id), info, target.document.year) for info in infos]
        return propose(target, offer.carry, sources)

    @cached_property
    def _received(self) -> ReceivedSources:
        from desktop.session.receivedsources import ReceivedSources  # noqa: PLC0415  # of receiving offices only

        return ReceivedSources(self._store, self._catalogue)

    def _received_offer(self, target: Evaluation, carry: Carry) -> Offer | None:
        if carry.match is not Match.ALL or carry.form == target.edition.form:
            return None
        found = self._received.gathered(carry, target.document.year)
        if not found.ready:
            return None
        rest = ((len(found.unaccepted), "没有接受"), (len(found.unassessed), "没有考评完"))
        left = "、".join(f"{number} 份{words}" for number, words in rest if number)
        return Offer(carry, tuple(found.ready), several=True, received=True, left=left and f"另有 {left}，不带")

    def _sources(self, target: Evaluation, carry: Carry, draft_id: int) -> list[DraftInfo]:
        document, edition = target.document, target.edition
        known = self._store.drafts.find(form=carry.form, year=document.year + carry.years)
        known = [info for info in known if not carry.editions or info.edition in carry.editions]
        known.sort(key=lambda info: info.state != PASSED)
        units = units_of(target, carry)
        if carry.match is not Match.ALL:
            own = [info for info in known if not units or not info.unit or plain(info.unit) in units]
            project = project_of(edition, document)
            if carry.match is Match.PROJECT:
                own = self._undone_first([info for info in own if info.project], target, draft_id)
            if carry.match is Match.PROJECT and project:
                # Of a project with this very name another unit's form may be meant: a unit has more than one name.
                named = [info for info in known if same_project(info.project, project)]
                return [info for info in named if info in own] + [info for info in named if info not in own]
            known = own
        return _each_once(known)

    def _undone_first(self, infos: list[DraftInfo], target: Evaluation, draft_id: int) -> list[DraftInfo]:
        """The projects that have no form of the target's kind yet come before those that have."""
        known = self._store.drafts.find(form=target.edition.form, year=target.document.year)
        done = {essence(info.project) for info in known if info.id != draft_id and info.project}
        return sorted(infos, key=lambda info: essence(info.project) in done)


def source_of(evaluation: Evaluation, info: SourceRow, year: int) -> Source:
    """A document to take from, as a person who fills the form of `year` knows it."""
    name = info.project or info.unit or info.form
    state = info.state if info.year == year else f"{info.year}年度，{info.state}"
    return Source(evaluation, f"{name}（{state}）")


def units_of(target: Evaluation, carry: Carry) -> set[str]:
    """All names by which a form that takes over may mean the unit of what it takes from."""
    edition, document = target.edition, target.document
    named = [value for field in carry.units if isinstance(value := document.get((field,)), str)]
    return {plain(name) for name in (unit_of(edition, document), document.unit, *named) if name and name.strip()}


def _each_once(infos: Sequence[DraftInfo]) -> list[DraftInfo]:
    """Of several drafts of the same unit and project the best one; those that name neither are all different."""
    found: dict[object, DraftInfo] = {}
    for info in infos:
        named = (plain(info.unit), plain(info.project))
        found.setdefault(named if any(named) else info.id, info)
    return list(found.values())


def same_project(one: str, other: str) -> bool:
    """Whether two names mean the same project; what is blank means none."""
    return bool(one) and essence(one) == essence(other)
