"""A stored draft that is being edited: each edit goes to the journal at once, the whole document a moment later.

The journal entry costs a fraction of a millisecond however large the form is, so it is written within the edit itself:
after `kill -9` at most the cell being typed is gone. `flush` writes the document whole and makes it durable; the
window calls it when the person pauses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.errors import UserError
from desktop.export.atomic import write_file
from desktop.export.official import file_stem, pages_of, render
from desktop.forms import jsonio
from desktop.forms.edition import Edition
from desktop.forms.findings import Level
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.page import Page
from desktop.session.edits import encode
from desktop.session.session import Change, Session
from desktop.store import DRAFT, DraftInfo, Store, Summary

PASSED = "审核通过"


def summary_of(session_edition: Edition, session: Session, state: str) -> Summary:
    """What the list shows of a document."""
    document = session.document
    return Summary(
        form=document.form, edition=document.edition, year=document.year, unit=unit_of(session_edition, document),
        project=project_of(session_edition, document), state=state,
    )  # fmt: skip


class Draft:
    """One open draft. Implements what the window asks of one (`ui.services.OpenDraft`)."""

    def __init__(
        self, store: Store, info: DraftInfo, session: Session, *, dirty: bool, release: Callable[[], None]
    ) -> None:
        """`dirty`: the journal holds edits that are not in the stored document yet."""
        self.session = session
        self._store, self._info, self._release = store, info, release
        self._revision, self._state, self._dirty = info.revision, info.state, dirty
        self._saved: datetime | None = info.changed
        self._fault: UserError | None = None
        self._pages: list[Page] | None = None
        session.listeners.append(self._changed)

    @property
    def row(self) -> DraftInfo:
        """The draft's line in the list, with project and unit as they stand now: the stored ones may be older."""
        edition, document = self.session.edition, self.session.document
        return replace(self._info, project=project_of(edition, document), unit=unit_of(edition, document))

    @property
    def file_stem(self) -> str:
        """What a file it is written into is called, without ending."""
        return file_stem(self.session.evaluation)

    @property
    def saved_at(self) -> datetime | None:
        """When everything typed so far was written; None while something is not."""
        return self._saved

    def flush(self) -> None:
        """Writes the document whole, durable on return. Raises `UserError`; what was typed stays in the window."""
        if not self._dirty:
            return
        summary = summary_of(self.session.edition, self.session, self._state)
        text = jsonio.dumps(self.session.document).decode()
        self._revision = self._store.drafts.snapshot(self._info.id, text, summary, revision=self._revision)
        self._dirty, self._fault = False, None
        self._info = self._store.drafts.info(self._info.id)
        self._saved = self._info.changed

    def review(self) -> None:
        """审核: passed when nothing is left that blocks or wants an explanation; an edit takes it back."""
        self.session.checker.check_all()
        open_findings = [item for item in self.session.findings if item.level is not Level.INFO]
        self._state = DRAFT if open_findings else PASSED
        self._dirty = True
        self.flush()

    def page_count(self) -> int:
        """How many pages it prints on."""
        return len(self.pages())

    def pages(self) -> Sequence[Page]:
        """The pages to print; made once for each state of the document."""
        if self._pages is None:
            self._pages = pages_of(self.session.evaluation)
        return self._pages

    def export(self, kind: str, target: Path) -> None:
        """Writes a PDF or a workbook. Raises `UserError`."""
        write_file(target, render(self.session.evaluation, kind))

    def close(self) -> None:
        """The window is done with it."""
        self.session.listeners.remove(self._changed)
        self._release()

    def _changed(self, change: Change) -> None:
        self._pages = None
        self._dirty = True
        if self._state == PASSED:
            self._state = DRAFT
        if self._fault is not None:
            # A journal with a gap would be worse than none: until the document was written whole nothing is appended.
            return
        try:
            lines = [encode(edit) for edit in change.edits]
            self._revision = self._store.drafts.append_edits(self._info.id, lines, revision=self._revision)
        except UserError as error:
            # The edit stands in the window whatever the disk does; the next flush tells the person.
            self._saved, self._fault = None, error
        else:
            self._saved = datetime.now(UTC)
