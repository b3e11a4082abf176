"""A stored draft that is being edited: each edit goes to the journal at once, the whole document a moment later.

The journal entry costs a fraction of a millisecond however large the form is, so it is written within the edit itself:
what is typed into a cell that is still open is kept beside it (`keep_pending`), so that after `kill -9` at most the
last moment's typing is gone. `flush` writes the document whole and makes it durable; the window calls it when the
person pauses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.errors import UserError
from desktop.export.atomic import write_file
from desktop.export.official import file_stem, pages_of, render
from desktop.forms import jsonio
from desktop.forms.edition import Edition
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.notes import is_open
from desktop.forms.page import Page
from desktop.forms.paths import Path as FieldPath
from desktop.forms.paths import path_json, read_path
from desktop.forms.standing import Standing
from desktop.session.edits import encode
from desktop.session.neighbours import Neighbours
from desktop.session.revising import keep_revision
from desktop.session.seals import Seals
from desktop.session.session import Change, Session
from desktop.store import DRAFT, DraftInfo, Pending, Store, Summary

PASSED = "审核通过"
RETURNED = "已退回"
"""It came back from the office above and is not passed again yet."""
_AS_LONG_AS_IT_TAKES = float("inf")


def summary_of(session_edition: Edition, session: Session, state: str) -> Summary:
    """What the list shows of a document."""
    document = session.document
    return Summary(
        form=document.form, edition=document.edition, year=document.year, unit=unit_of(session_edition, document),
        project=project_of(session_edition, document), state=state,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restored:
    """What was being typed when the program ended, and is in the document now; `refused` says why it is not."""

    path: FieldPath
    text: str
    refused: str = ""


def stored_standing(store: Store, state: str, unit: str) -> Standing:
    """How a draft in this state goes to paper, with its unit's choice for the seal. Raises `UserError`."""
    return Standing(draft=state != PASSED, seal=Seals(store.settings).choice(unit))


class Draft:
    """One open draft. Implements what the window asks of one (`ui.services.OpenDraft`)."""

    def __init__(
        self,
        store: Store,
        info: DraftInfo,
        session: Session,
        neighbours: Neighbours,
        *,
        dirty: bool,
        release: Callable[[], None],
        returned: int | None = None,
    ) -> None:
        """`dirty`: the journal holds edits that are not in the stored document yet.

        `returned`: the revision that came back from the office above and was not sent again yet.
        """
        self.session, self._neighbours = session, neighbours
        self._store, self._info, self._release = store, info, release
        self._revision, self._state, self._dirty = info.revision, info.state, dirty
        self._returned = returned
        if returned is not None and self._state == DRAFT:
            self._state = RETURNED  # another window wrote it that had not heard of the return
        self._saved: datetime | None = info.changed
        self._fault: UserError | None = None
        self._pages: tuple[Standing, list[Page]] | None = None
        self._listed: Summary | None = None
        """What the list is known to show."""
        self._pending = False
        """Something is kept in the store that was not handed in."""
        self.restored: Restored | None = None
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
        self._dirty, self._fault, self._listed = False, None, summary
        self._info = self._store.drafts.info(self._info.id)
        self._saved = self._info.changed

    def review(self) -> None:
        """审核: passed when no error is left and each warning has its 说明; an edit takes it back."""
        self.session.checker.check_all()
        self._neighbours.look(_AS_LONG_AS_IT_TAKES)
        self._state = self._unpassed if any(is_open(finding) for finding in self.session.findings) else PASSED
        if self._state == PASSED:
            keep_revision(self._store, self._info.id, self.session.evaluation, beyond=self._returned or 0)
        self._dirty = True
        self.flush()

    def compare(self, seconds: float) -> bool:
        """Goes on comparing it with the other drafts of its year for about so long; True when that is done."""
        return self._neighbours.look(seconds)

    def keep_pending(self, path: FieldPath, text: str) -> None:
        """Keeps what is being typed into an open cell. Raises `UserError`."""
        self._pending = True
        self._store.drafts.keep_pending(self._info.id, Pending(path_json(path), text))

    def drop_pending(self) -> None:
        """The cell was closed. Raises `UserError`."""
        if self._pending:
            self._store.drafts.drop_pending(self._info.id)
            self._pending = False

    def restore(self, pending: Pending) -> None:
        """Hands in what was being typed when the program ended, as a step that undo takes back; `restored` tells."""
        self._pending = True
        path = read_path(pending.path)
        try:
            edits = self.session.set_text(path, pending.text).edits
        except UserError as error:
            self.restored = Restored(path, pending.text, error.what)
        except LookupError:
            self.restored = Restored(path, pending.text, "表上没有这一格")
        else:
            self.restored = Restored(path, pending.text) if edits else None
        if self.restored is None or self.restored.refused:
            self.drop_pending()

    def page_count(self) -> int:
        """How many pages it prints on."""
        return len(self.pages())

    def pages(self) -> Sequence[Page]:
        """The pages to print, with what they carry beside the form; made once for each state of the document."""
        standing = self.standing
        if self._pages is None or self._pages[0] != standing:
            self._pages = standing, pages_of(self.session.evaluation, standing)
        return self._pages[1]

    @property
    def state(self) -> str:
        """草稿, 已退回 or 审核通过, as it is now, whatever of it is written already."""
        return self._state

    def come_back(self, revision: int) -> None:
        """The office above returned this revision of it while it was open."""
        self._returned, self._state = revision, RETURNED

    @property
    def _unpassed(self) -> str:
        return DRAFT if self._returned is None else RETURNED

    @property
    def standing(self) -> Standing:
        """Draft or passed, and how its unit has the seal places printed. Raises `UserError`."""
        return stored_standing(self._store, self._state, unit_of(self.session.edition, self.session.document))

    def export(self, kind: str, target: Path) -> None:
        """Writes a PDF or a workbook. Raises `UserError`."""
        write_file(target, render(self.session.evaluation, kind, self.standing))

    def export_signed(self, target: Path, certificate: Path, password: str) -> None:
        """Writes a PDF with a signature. Raises `UserError`."""
        from desktop.session.signatures import signed  # noqa: PLC0415  # asked for seldom

        write_file(target, signed(render(self.session.evaluation, "pdf", self.standing), certificate, password))

    def close(self) -> None:
        """The window is done with it."""
        self.session.listeners.remove(self._changed)
        self._neighbours.leave()
        self._release()

    def _changed(self, change: Change) -> None:
        if not change.edits:
            return
        self._pages = None
        self._dirty = True
        if self._state == PASSED:
            self._state = self._unpassed
        if self._fault is not None:
            # A journal with a gap would be worse than none: until the document was written whole nothing is appended.
            return
        try:
            lines = [encode(edit) for edit in change.edits]
            summary = summary_of(self.session.edition, self.session, self._state)
            self._revision = self._store.drafts.append_edits(
                self._info.id, lines, revision=self._revision, summary=summary if summary != self._listed else None
            )
        except UserError as error:
            # The edit stands in the window whatever the disk does; the next flush tells the person.
            self._saved, self._fault = None, error
        else:
            self._pending, self._listed = False, summary
            self._saved = datetime.now(UTC)
