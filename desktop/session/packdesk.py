"""上报 from the drafts: what of a unit's year may go, what keeps the rest back, and the package made of what is chosen.

Each draft is judged as it stands now, against all others of its year. One with nothing open that was not passed yet
passes when it is packed: the package holds a revision of it like of any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.export.package.manifest import Previous
from desktop.export.package.proofs import member_stem
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.checks import check
from desktop.forms.findings import Finding, Level
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.margins import Margins, margins_of, with_margins
from desktop.forms.notes import with_notes
from desktop.forms.page import Page
from desktop.forms.pagination import paginate
from desktop.forms.paths import Path as FieldPath
from desktop.forms.sendlist import TITLE, note_grid
from desktop.forms.sendset import period_of, send_sets
from desktop.forms.together import Together, lay
from desktop.session.draft import PASSED, stored_standing
from desktop.session.packing import Packed, Packing, PackItem, Proof, judge, lacking, units_of
from desktop.session.printouts import Printout
from desktop.session.returned import unanswered_words
from desktop.session.returns import ReturnsDesk
from desktop.session.revising import keep_revision
from desktop.session.stored import read_stored
from desktop.store import DraftInfo, Store, Summary

if TYPE_CHECKING:
    from desktop.session.packing import Sign

_MOST_STEM = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft that may go. `item` is None for one that cannot be read; `fault` then says why."""

    info: DraftInfo
    item: PackItem | None
    fault: str = ""
    unanswered: int = 0
    """Of the remarks with which it came back: how many were neither heeded nor answered. Keeps nothing back."""

    @property
    def ready(self) -> bool:
        """Whether nothing keeps it back."""
        return self.item is not None and not self.item.open

    @property
    def passed(self) -> bool:
        """Whether it passed 审核 as it stands."""
        return self.ready and self.info.state == PASSED

    @property
    def words(self) -> str:
        """How it stands, in a few words; the first thing that keeps it back."""
        if self.item is None:
            return self.fault
        if not (found := self.item.open):
            revision = self.item.evaluation.document.revision
            words = f"审核通过　修订 {revision}" if self.passed else "没有问题，打包时记为审核通过"
            return f"{unanswered_words(self.unanswered)}；{words}" if self.unanswered else words
        errors = sum(finding.level is Level.ERROR for finding in found)
        counts = [f"错误 {errors} 处"] if errors else []
        counts += [f"需说明 {len(found) - errors} 处"] if len(found) > errors else []
        return f"{'，'.join(counts)}：{found[0].code} {found[0].message}"

    @property
    def place(self) -> FieldPath:
        """Where the person goes to see to it: the place of the first open finding, `()` when there is none."""
        return self.item.open[0].path if self.item is not None and self.item.open else ()


@dataclass(slots=True)
class Plan:
    """All drafts of the units and the year that were asked for, as they stand now."""

    year: int
    candidates: list[Candidate]
    catalogue: Catalogue = field(repr=False)

    def lacking(self, chosen: Sequence[int]) -> list[str]:
        """What is missing of the unit's set when these drafts go, a line each. Raises `UserError`."""
        known = [one.item.member for one in self.candidates if one.item is not None and one.info.id not in chosen]
        return lacking(self.items(chosen), self.catalogue, known)

    def unanswered(self, chosen: Sequence[int]) -> list[str]:
        """For each of these drafts that goes back with remarks nothing was done about, a line that says so."""
        return [
            f"{one.item.name}：{unanswered_words(one.unanswered)}"
            for one in self.candidates
            if one.item is not None and one.unanswered and one.info.id in chosen
        ]

    def units(self, chosen: Sequence[int]) -> list[str]:
        """The units of these drafts, the sending one first."""
        return units_of(self.items(chosen))

    def stem(self, chosen: Sequence[int]) -> str:
        """A name for the package, without ending: unit, year, season."""
        items = self.items(chosen)
        period = period_of(send_sets(self.catalogue), [item.evaluation.document for item in items])
        parts = ("上报", next(iter(self.units(chosen)), ""), str(self.year), period)
        return member_stem("_".join(part for part in parts if part))[:_MOST_STEM]

    def items(self, chosen: Sequence[int]) -> list[PackItem]:
        """Those of the drafts that can be read, in the order of the list."""
        return [one.item for one in self.candidates if one.item is not None and one.info.id in chosen]


class PackDesk:
    """Judges and packs the drafts of a data file."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.store, self.catalogue = store, catalogue
        self._returns = ReturnsDesk(store, catalogue)

    def plan(self, draft_ids: Sequence[int]) -> Plan:
        """The drafts of the same units and year as these, each judged as it stands. Raises `UserError`."""
        asked = [self.store.drafts.info(draft_id) for draft_id in draft_ids]
        if not asked:
            raise UserError("没有要上报的表", remedy="请先选几份表")
        year, units = asked[0].year, {info.unit for info in asked}
        order = {edition.form: number for number, edition in enumerate(self.catalogue.editions)}
        infos = sorted(self.store.drafts.find(year=year), key=lambda info: (order.get(info.form, len(order)), info.id))
        read = [(info, self._read(info)) for info in infos]
        found = self._findings([item for _, item in read if isinstance(item, Evaluation)])
        candidates = [
            self._candidate(info, item, found) for info, item in read if info.unit in units or info.id in draft_ids
        ]
        return Plan(year, candidates, self.catalogue)

    def packing(self, plan: Plan, chosen: Sequence[int], proofs: Sequence[Proof], sign: Sign | None = None) -> Packing:
        """A package of these drafts in the making. Those that had not passed yet pass now. Raises `UserError`.

        `proofs`: their numbers count the chosen drafts in the order of the list.
        """
        going = [one for one in plan.candidates if one.info.id in chosen]
        if unread := next((one for one in going if one.item is None), None):
            raise UserError(unread.fault)
        for one in going:
            now = self.store.drafts.info(one.info.id)
            if now.revision != one.info.revision or now.deleted is not None:
                raise UserError("列表打开以后，有的表又改过", remedy="请返回，重新上报")
        # Judged before anything is written; then what had not passed yet gets its revision.
        judge([one.item for one in going if one.item], proofs)
        drafts = [one.info.id for one in going]
        replies = self._returns.replies(drafts)
        items = [self._passed(plan, one) for one in going]
        return Packing(items, proofs, self.catalogue, made=_now(), sign=sign, drafts=drafts, replies=replies)

    def _read(self, info: DraftInfo) -> Evaluation | UserError:
        try:
            document = read_stored(self.store.drafts.load(info.id), self.catalogue)
            edition = self.catalogue.for_document(document.form, document.edition, document.year)
        except UserError as error:
            return error
        return Evaluation(edition, document)

    def _findings(self, evaluations: Sequence[Evaluation]) -> dict[int, tuple[Finding, ...]]:
        """What is found in each, across them too, by the evaluation's id."""
        across: dict[int, list[Finding]] = {}
        if len(evaluations) > 1:
            together = Together([lay(item, self.catalogue) for item in evaluations], self.catalogue)
            for _ in together.work():
                pass
            for placed in together.placed:
                across.setdefault(placed.number, []).append(placed.finding)
        return {
            id(item): with_notes((*check(item), *across.get(number, ())), item.edition, item.document)
            for number, item in enumerate(evaluations)
        }

    def _candidate(
        self, info: DraftInfo, item: Evaluation | UserError, found: dict[int, tuple[Finding, ...]]
    ) -> Candidate:
        if isinstance(item, UserError):
            return Candidate(info, None, str(item))
        standing = stored_standing(self.store, PASSED, unit_of(item.edition, item.document))
        unanswered = sum(remark.open for remark in self._returns.remarks(info.id, item))
        return Candidate(info, PackItem(item, found[id(item)], standing), unanswered=unanswered)

    def _passed(self, plan: Plan, one: Candidate) -> PackItem:
        """The draft with its revision, kept as passed where it was not; with the revision before it."""
        assert one.item is not None  # those that cannot be read were refused
        evaluation, info = one.item.evaluation, one.info
        document, before = evaluation.document, evaluation.document.revision
        keep_revision(self.store, info.id, evaluation, beyond=self._returns.revision_back(info.id) or 0)
        if info.state != PASSED or document.revision != before:
            summary = Summary(
                form=document.form, edition=document.edition, year=document.year, state=PASSED,
                unit=unit_of(evaluation.edition, document), project=project_of(evaluation.edition, document),
            )  # fmt: skip
            text = jsonio.dumps(document).decode()
            self.store.drafts.snapshot(info.id, text, summary, revision=info.revision)
            number = plan.candidates.index(one)
            plan.candidates[number] = replace(one, info=self.store.drafts.info(info.id))
        last = self.store.revisions.before(info.id, document.revision)
        return replace(one.item, previous=Previous(last.revision, last.digest) if last is not None else None)


def note_printout(packed: Packed) -> Printout:
    """The note as it is printed."""
    note = packed.note
    grid = note_grid(note)

    @lru_cache(maxsize=8)
    def make(margins: Margins | None) -> list[Page]:
        return paginate(grid if margins is None else with_margins(grid, margins))

    return Printout(
        title=f"{TITLE}　{note.unit}", form=TITLE, make=make, year=note.year, unit=note.unit, code=note.code,
        stem=member_stem(f"{TITLE}_{note.unit}_{note.year}"), margins=margins_of(grid.paper),
    )  # fmt: skip


def _now() -> datetime:
    return datetime.now().astimezone()
