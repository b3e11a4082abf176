"""What is done with whole drafts: beginning, opening, taking files in, writing files out.

Loads all that filling a form needs; `workspace` loads it when the first form is begun or opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.errors import UserError
from desktop.export.atomic import write_file
from desktop.export.official import OUTPUTS, file_stem, pdf_of, render
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.fresh import new_document, project_of
from desktop.resources import asset
from desktop.session.draft import Draft, summary_of
from desktop.session.edits import decode
from desktop.session.intake import read_file
from desktop.session.session import Session
from desktop.session.workspace import Imported
from desktop.store import DRAFT, Store

SAMPLE = "samples/B-示例.json"


class Desk:
    """One data file, the forms that can be filled in it, and the drafts that are open."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.store, self.catalogue = store, catalogue
        self._open: dict[int, Draft] = {}

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
        where = stored.info.project or stored.info.form
        document = jsonio.loads(stored.document_json.encode(), name=where, catalogue=self.catalogue)
        for line in stored.edits:
            decode(line).apply(document)
        edition = self.catalogue.for_document(document.form, document.edition, document.year)
        session = Session(edition, document)
        draft = Draft(
            self.store, stored.info, session, dirty=bool(stored.edits), release=lambda: self._release(draft_id)
        )
        self._open[draft_id] = draft
        return draft

    def import_file(self, path: Path) -> Imported:
        """Takes a document or workbook in as new drafts, all of it or nothing. Raises `UserError`."""
        intake = read_file(path, self.catalogue)
        notes = list(intake.notes)
        ids = []
        for document in intake.documents:
            edition = self._edition(document)
            if document.edition_implied:
                notes.append(f"没有写版式，按“{edition.edition}”处理")
            ids.append(self._store(edition, document))
        return Imported(tuple(ids), tuple(notes))

    def duplicate(self, draft_id: int) -> int:
        """Copies a draft; returns the copy's id."""
        self._flush([draft_id])
        return self.store.drafts.duplicate(draft_id).id

    def export(self, draft_ids: Sequence[int], kind: str, folder: Path) -> list[Path]:
        """Writes each draft into a file of its own in `folder`, without overwriting. Raises `UserError`."""
        written: list[Path] = []
        for draft_id in draft_ids:
            evaluation = self._evaluation(draft_id)
            target = free_name(folder, file_stem(evaluation), OUTPUTS[kind].suffix)
            write_file(target, render(evaluation, kind))
            written.append(target)
        return written

    def export_bound(self, draft_ids: Sequence[int], target: Path) -> None:
        """Writes the drafts into one PDF, in the order given. Raises `UserError`."""
        write_file(target, pdf_of([self._evaluation(draft_id) for draft_id in draft_ids]))

    def _store(self, edition: Edition, document: Document) -> int:
        document.edition_implied = False
        session = Session(edition, document)
        summary = summary_of(edition, session, DRAFT)
        return self.store.drafts.create(summary, jsonio.dumps(document).decode()).id

    def _edition(self, document: Document) -> Edition:
        return self.catalogue.for_document(document.form, document.edition, document.year)

    def _release(self, draft_id: int) -> None:
        self._open.pop(draft_id, None)

    def _flush(self, draft_ids: Sequence[int]) -> None:
        for draft_id in draft_ids:
            if draft_id in self._open:
                self._open[draft_id].flush()

    def _evaluation(self, draft_id: int) -> Evaluation:
        was_open = draft_id in self._open
        draft = self.open(draft_id)
        try:
            return draft.session.evaluation
        finally:
            if not was_open:
                draft.close()


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A file name in `folder` that is not taken yet: `表.pdf`, `表-2.pdf`… Raises `UserError` after a thousand."""
    for number in range(1, 1001):
        target = folder / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
        if not target.exists():
            return target
    raise UserError("同名的文件太多", where=str(folder), remedy="请换一个文件夹")
