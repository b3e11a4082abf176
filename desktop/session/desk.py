"""What is done with whole drafts: beginning, opening, taking files in, writing files out.

Loads all that filling a form needs; `workspace` loads it when the first form is begun or opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from desktop.errors import UserError
from desktop.export.atomic import write_file
from desktop.export.official import OUTPUTS, file_stem, pdf_of, render
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.carrying import Proposal
from desktop.forms.catalogue import Catalogue
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.fresh import new_document, project_of, unit_of
from desktop.forms.notes import is_open
from desktop.forms.standing import Standing
from desktop.resources import asset
from desktop.session.carrydesk import Carrying, Offer
from desktop.session.draft import Draft, stored_standing, summary_of
from desktop.session.incoming import against_all
from desktop.session.intake import is_return, read_file
from desktop.session.neighbours import Neighbours, Shelf
from desktop.session.packdesk import PackDesk, Plan
from desktop.session.packing import Packing, Proof
from desktop.session.planning import Planner, Prospect, Successor
from desktop.session.printouts import Printout, printout_of
from desktop.session.returns import ReturnsDesk
from desktop.session.revising import keep_revision
from desktop.session.session import Session
from desktop.session.stored import read_stored
from desktop.session.verdict import Verdict, gathered
from desktop.session.verify import Paper, Verifier, read_any, read_paper
from desktop.session.workspace import Imported
from desktop.store import DRAFT, Store, summary_in

SAMPLE = "samples/B-示例.json"


class Desk:
    """One data file, the forms that can be filled in it, and the drafts that are open."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.store, self.catalogue = store, catalogue
        self._open: dict[int, Draft] = {}
        self._shelf = Shelf(store, catalogue)
        self._carrying = Carrying(store, catalogue, self._evaluation)
        self.returns = ReturnsDesk(store, catalogue)
        self._planner = Planner(store, catalogue, self._evaluation)

    def create(self, form: str, edition: str, year: int, unit: str) -> int:
        """Begins a form; returns the new draft's id."""
        definition = self.catalogue.for_document(form, edition, year)
        return self._store(definition, new_document(definition, year, unit))

    def create_sample(self) -> int:
        """A filled example as a draft; one that is there already is opened again."""
        document = read_file(asset(SAMPLE), self.catalogue).documents[0]
        project = project_of(self._edition(document), document)
        known = self.store.drafts.find(project, form=document.form, year=document.year, limit=1)
        return known[0].id if known else self._store(self._edition(document), document)

    def open(self, draft_id: int) -> Draft:
        """Opens a draft with everything typed into it. Raises `UserError` when it cannot be read."""
        if (known := self._open.get(draft_id)) is not None:
            return known
        stored = self.store.drafts.load(draft_id)
        document = read_stored(stored, self.catalogue)
        session = Session(self._edition(document), document)
        draft = Draft(
            self.store,
            stored.info,
            session,
            Neighbours(self._shelf, draft_id, session),
            dirty=bool(stored.edits),
            release=lambda: self._release(draft_id),
            returned=self.returns.revision_back(draft_id),
        )
        self._open[draft_id] = draft
        if stored.pending is not None:
            draft.restore(stored.pending)
        return draft

    def import_file(self, path: Path, password: str | None = None) -> Imported:
        """Takes a document, workbook or package in as new drafts, all of it or nothing. Raises `UserError`.

        A return file makes no draft: the drafts it is about come back.
        """
        if is_return(path):
            return self._take_return(path)
        intake = read_file(path, self.catalogue, password)
        notes = list(intake.notes)
        ids = []
        for document in intake.documents:
            edition = self._edition(document)
            if document.edition_implied:
                notes.append(f"没有写版式，按“{edition.edition}”处理")
            ids.append(self._store(edition, document))
        return Imported(tuple(ids), tuple(notes))

    def _take_return(self, path: Path) -> Imported:
        self._flush(list(self._open))
        taken = self.returns.take(path)
        for draft_id in taken.ids:
            revision = self.returns.revision_back(draft_id)
            if draft_id in self._open and revision is not None:
                self._open[draft_id].come_back(revision)
        return Imported(taken.ids, taken.notes, taken.count)

    def carry_offers(self, draft_id: int) -> list[Offer]:
        """What the draft can take over from others, with the drafts there are for it. Raises `UserError`."""
        self._flush(list(self._open))
        return self._carrying.offers(draft_id)

    def carry_proposal(self, draft_id: int, offer: Offer, chosen: Sequence[int]) -> Proposal:
        """What it would get from the chosen drafts, line by line; `Session.carry_over` does it. Raises `UserError`."""
        return self._carrying.proposal(draft_id, offer, chosen)

    def rollovers(self, draft_ids: Sequence[int]) -> list[Prospect]:
        """What 结转 into the next year would make of the drafts, or why it cannot; nothing is made."""
        self._flush(draft_ids)
        return self._planner.rollovers(draft_ids)

    def successors(self, draft_ids: Sequence[int]) -> list[Successor]:
        """The forms that can be made of the drafts; of a single one, of all of its unit and year. Nothing is made."""
        self._flush(list(self._open))
        return self._planner.successors(self.year_of_unit(draft_ids[0]) if len(draft_ids) == 1 else draft_ids)

    def make(self, plans: Sequence[Prospect]) -> list[int]:
        """Makes the drafts of those that can be made, all or none; returns their ids. Raises `UserError`."""
        sessions = []
        for plan in plans:
            if plan.edition is not None and plan.document is not None and plan.proposal is not None:
                session = Session(plan.edition, plan.document.copy())
                session.carry_over([line for line in plan.proposal.lines if line.ticked])
                sessions.append(session)
        made: list[int] = []
        try:
            made.extend(self._store(session.edition, session.document) for session in sessions)
        except UserError:
            with suppress(UserError):
                for draft_id in made:
                    self.store.drafts.purge(draft_id)
            raise
        return made

    def verify(self, text: str) -> list[Verdict]:
        """What a typed or scanned code is of. Raises `UserError` for what is no code."""
        return self._verdicts([read_paper(text)])

    def verify_file(self, path: Path, password: str | None = None) -> list[Verdict]:
        """What the pages in a picture are of, or the documents in a file. Raises `UserError`."""
        return self._verdicts(read_any(path, self.catalogue, password))

    def pack_plan(self, draft_ids: Sequence[int]) -> Plan:
        """What of these drafts' units and year may go upward. Raises `UserError`."""
        self._flush(list(self._open))
        return PackDesk(self.store, self.catalogue).plan(draft_ids)

    def packing(
        self, plan: Plan, chosen: Sequence[int], proofs: Sequence[Proof], certificate: tuple[Path, str] | None
    ) -> Packing:
        """A package of the chosen drafts, in the making. Raises `UserError`."""
        sign = None
        if certificate is not None:
            from desktop.session.signatures import signed  # noqa: PLC0415  # asked for seldom

            file, password = certificate
            sign = partial(signed, file=file, password=password)
        return PackDesk(self.store, self.catalogue).packing(plan, chosen, proofs, sign)

    def duplicate(self, draft_id: int) -> int:
        """Copies a draft; returns the copy's id. The copy is another document: nothing of it has passed yet."""
        self._flush([draft_id])
        copy = self.store.drafts.duplicate(draft_id)
        document = read_stored(self.store.drafts.load(copy.id), self.catalogue)
        if document.revision:
            document.revision = 0
            text = jsonio.dumps(document).decode()
            self.store.drafts.snapshot(copy.id, text, summary_in(copy), revision=copy.revision)
        return copy.id

    def export(self, draft_ids: Sequence[int], kind: str, folder: Path) -> list[Path]:
        """Writes each draft into a file of its own in `folder`, without overwriting. Raises `UserError`."""
        written: list[Path] = []
        for draft_id in draft_ids:
            evaluation = self._evaluation(draft_id)
            target = free_name(folder, file_stem(evaluation), OUTPUTS[kind].suffix)
            write_file(target, render(evaluation, kind, self._standing(draft_id, evaluation)))
            written.append(target)
        return written

    def export_bound(self, draft_ids: Sequence[int], target: Path) -> None:
        """Writes the drafts into one PDF, in the order given. Raises `UserError`."""
        evaluations = [self._evaluation(draft_id) for draft_id in draft_ids]
        write_file(target, pdf_of(evaluations, list(map(self._standing, draft_ids, evaluations))))

    def printouts(self, draft_ids: Sequence[int]) -> list[Printout]:
        """Drafts as they are printed, in the order given; an open one as it stands in the window."""
        return [self._printout(draft_id) for draft_id in draft_ids]

    def year_of_unit(self, draft_id: int) -> list[int]:
        """All drafts of the draft's unit and year: by form as the catalogue has them, by project as they were begun."""
        self._flush(list(self._open))
        own = self.store.drafts.info(draft_id)
        alike = self.store.drafts.find(year=own.year, unit=own.unit)
        order = {form: number for number, form in enumerate(edition.form for edition in self.catalogue.editions)}
        alike.sort(key=lambda info: (order.get(info.form, len(order)), info.created, info.id))
        return [info.id for info in alike]

    def _printout(self, draft_id: int) -> Printout:
        evaluation = self._evaluation(draft_id)
        known = self._open.get(draft_id)
        state = known.state if known is not None else self.store.drafts.info(draft_id).state
        return printout_of(evaluation, state, lambda: self._standing(draft_id, evaluation), draft_id)

    def _verdicts(self, papers: Sequence[Paper]) -> list[Verdict]:
        self._flush(list(self._open))
        verifier = Verifier(self.store, self.catalogue)
        return gathered([against_all(verifier, paper) for paper in papers])

    def _store(self, edition: Edition, document: Document) -> int:
        document.edition_implied = False
        session = Session(edition, document)
        summary = summary_of(edition, session, DRAFT)
        draft_id = self.store.drafts.create(summary, jsonio.dumps(document).decode()).id
        if document.revision and not any(map(is_open, session.findings)):
            keep_revision(self.store, draft_id, session.evaluation, received=True)
        return draft_id

    def _edition(self, document: Document) -> Edition:
        return self.catalogue.for_document(document.form, document.edition, document.year)

    def _release(self, draft_id: int) -> None:
        self._open.pop(draft_id, None)

    def _flush(self, draft_ids: Sequence[int]) -> None:
        for draft_id in draft_ids:
            if draft_id in self._open:
                self._open[draft_id].flush()

    def _evaluation(self, draft_id: int) -> Evaluation:
        if draft_id in self._open:
            return self._open[draft_id].session.evaluation
        document = read_stored(self.store.drafts.load(draft_id), self.catalogue)
        return Evaluation(self._edition(document), document)

    def _standing(self, draft_id: int, evaluation: Evaluation) -> Standing:
        if draft_id in self._open:
            return self._open[draft_id].standing
        state = self.store.drafts.info(draft_id).state
        return stored_standing(self.store, state, unit_of(evaluation.edition, evaluation.document))


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A file name in `folder` that is not taken yet: `表.pdf`, `表-2.pdf`… Raises `UserError` after a thousand."""
    for number in range(1, 1001):
        target = folder / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
        if not target.exists():
            return target
    raise UserError("同名的文件太多", where=str(folder), remedy="请换一个文件夹")
