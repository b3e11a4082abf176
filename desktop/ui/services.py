"""What the window asks of the layers below, as protocols: the wiring hands over an object that can do it.

The window holds no truth. It never sees the store, the writers or the pagination, only these few verbs; a test hands
over a small stand-in. Everything here may raise `UserError`, which the window shows as one line; nothing here opens a
window of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # The window starts with the list of drafts, which needs neither.
    from desktop.forms.carrying import Proposal
    from desktop.forms.page import Page
    from desktop.forms.paths import Path as FieldPath
    from desktop.session.assessing import AssessDesk
    from desktop.session.carrydesk import Offer
    from desktop.session.collectdesk import CollectDesk
    from desktop.session.packdesk import Plan
    from desktop.session.packing import Packed, Packing, Proof
    from desktop.session.planning import Prospect, Successor
    from desktop.session.printouts import Printout
    from desktop.session.printsettings import PrintMemory
    from desktop.session.received import ReceivedDesk
    from desktop.session.returns import ReturnsDesk
    from desktop.session.seals import Seals
    from desktop.session.session import Session
    from desktop.session.summaries import SummaryDesk
    from desktop.session.verdict import Verdict


class ExportKind(StrEnum):
    """What a draft is written as."""

    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"


class FormRow(Protocol):
    """A form that can be begun; `desktop.forms.edition.Edition` is one."""

    @property
    def form(self) -> str:
        """The form's full name."""

    @property
    def edition(self) -> str:
        """`巴中市-2022`."""

    @property
    def first_year(self) -> int:
        """The first year it is filled for."""

    @property
    def last_year(self) -> int | None:
        """The last one; None while it is in use."""

    @property
    def source(self) -> str:
        """The document it was taken from."""


class DraftRow(Protocol):
    """A line of the list of drafts; `desktop.store.records.DraftInfo` is one."""

    @property
    def id(self) -> int:
        """Names the draft in every call below."""

    @property
    def form(self) -> str:
        """The form's full name."""

    @property
    def edition(self) -> str:
        """The form's edition."""

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
        """草稿, 审核通过…: shown as it is."""

    @property
    def changed(self) -> datetime:
        """Time of the last change, with its time zone."""


class Imported(Protocol):
    """What became of a file that was taken in; `desktop.session.workspace.Imported` is one."""

    @property
    def ids(self) -> Sequence[int]:
        """The new drafts, or those that came back; at least one."""

    @property
    def notes(self) -> Sequence[str]:
        """A line for each thing that was not taken over, or only with a proviso."""

    @property
    def returned(self) -> int:
        """How many of them are no new drafts but came back."""


class Restored(Protocol):
    """A text that was not handed in when the program ended; `desktop.session.draft.Restored` is one."""

    @property
    def path(self) -> FieldPath:
        """Where it was being typed."""

    @property
    def text(self) -> str:
        """What had been typed."""

    @property
    def refused(self) -> str:
        """Why it could not be put back, `""` when it was."""


class OpenDraft(Protocol):
    """A draft that is being edited. What is typed is kept by the draft itself, through the session's listeners."""

    @property
    def row(self) -> DraftRow:
        """Its line in the list, as it is now: unit, project and state change while one types."""

    @property
    def session(self) -> Session:
        """The document being edited."""

    @property
    def saved_at(self) -> datetime | None:
        """When everything typed so far was written; None while something is not written yet."""

    @property
    def restored(self) -> Restored | None:
        """What was being typed when the program ended and was brought back when the draft was opened."""

    def compare(self, seconds: float) -> bool:
        """Go on comparing it with the other drafts of its year for about so long; True when that is done.

        What is found comes into `session.findings` and `session.elsewhere`.
        """

    def keep_pending(self, path: FieldPath, text: str) -> None:
        """Keep what is being typed into an open cell."""

    def drop_pending(self) -> None:
        """The open cell was closed."""

    @property
    def file_stem(self) -> str:
        """The name of a file it is written into, without ending; the same wherever files are written."""

    def flush(self) -> None:
        """Write what is not written yet; nothing to do when there is nothing.

        Called shortly after an edit, and before printing, exporting, leaving and closing.
        """

    def review(self) -> None:
        """审核: run all checks, those across documents too, and keep the state that follows from them.

        Afterwards `session.findings` holds what was found.
        """

    def page_count(self) -> int:
        """How many pages it prints on. Asked when the person pauses."""

    def export(self, kind: ExportKind, target: Path) -> None:
        """Write a file. Works also while the draft itself cannot be saved."""

    def export_signed(self, target: Path, certificate: Path, password: str) -> None:
        """Write a PDF that carries a signature."""

    def close(self) -> None:
        """The window is done with it; nothing is asked of it afterwards. `flush` was called before."""


class Services(Protocol):
    """All that the window needs."""

    def drafts(self, search: str, *, deleted: bool = False) -> Sequence[DraftRow]:
        """The drafts that have all words of `search`, newest change first; with `deleted` those in the bin."""

    def forms(self) -> Sequence[FormRow]:
        """The forms that can be begun, in the order to show them."""

    def create(self, form: str, edition: str, year: int, unit: str) -> int:
        """Begin a form; returns the new draft's id."""

    def create_sample(self) -> int:
        """A filled example as a draft, to look at; returns its id."""

    def open(self, draft_id: int) -> OpenDraft:
        """Open a draft for editing."""

    def import_file(self, path: Path, password: str | None = None) -> Imported:
        """Take a file (.json, .xlsx, .pdf, .jbz) in as new drafts, all of it or nothing.

        Of a return (.jbt) no draft is made: those it is about come back.

        Raises `PasswordError` for a package that needs a password, or another one.
        """

    def verify(self, text: str) -> Sequence[Verdict]:
        """What a typed or scanned code is of: one answer."""

    def verify_file(self, path: Path, password: str | None = None) -> Sequence[Verdict]:
        """What the pages in a picture are of, or the documents in a file; `PasswordError` as above."""

    def pack_plan(self, draft_ids: Sequence[int]) -> Plan:
        """上报: what of these drafts' units and year may go upward, each as it stands."""

    def packing(
        self,
        plan: Plan,
        chosen: Sequence[int],
        proofs: Sequence[Proof],
        certificate: tuple[Path, str] | None = None,
    ) -> Packing:
        """A package of the chosen drafts, in the making; those not passed yet pass now."""

    def put_package(self, packed: Packed, target: Path, password: str = "") -> int:
        """Write a package and read it again from there; its size in bytes."""

    def note_printout(self, packed: Packed) -> Printout:
        """上报清单, the sheet that goes with a package, to print."""

    def duplicate(self, draft_id: int) -> int:
        """Copy a draft; returns the copy's id."""

    def carry_offers(self, draft_id: int) -> Sequence[Offer]:
        """What the draft can take over from others, with the drafts there are for it."""

    def carry_proposal(self, draft_id: int, offer: Offer, chosen: Sequence[int]) -> Proposal:
        """What it would get from the chosen drafts, line by line; `Session.carry_over` does it."""

    def rollovers(self, draft_ids: Sequence[int]) -> Sequence[Prospect]:
        """What 结转 into the next year would make of the drafts, or why it cannot; nothing is made."""

    def successors(self, draft_ids: Sequence[int]) -> Sequence[Successor]:
        """The forms that can be made of the drafts; of a single one, of all of its unit and year. Nothing is made."""

    def make(self, plans: Sequence[Prospect]) -> Sequence[int]:
        """Make the drafts of those that can be made, all or none; returns their ids."""

    def delete(self, draft_ids: Sequence[int]) -> None:
        """Put drafts into the bin."""

    def restore(self, draft_ids: Sequence[int]) -> None:
        """Take drafts out of the bin."""

    def export(self, draft_ids: Sequence[int], kind: ExportKind, folder: Path) -> Sequence[Path]:
        """Write each draft into a file of its own in `folder`, without overwriting; returns the files."""

    def export_bound(self, draft_ids: Sequence[int], target: Path) -> None:
        """Write the drafts into one PDF, in the order given."""

    def printouts(self, draft_ids: Sequence[int]) -> Sequence[Printout]:
        """Drafts as they are printed, in the order given."""

    def year_of_unit(self, draft_id: int) -> Sequence[int]:
        """All drafts of the draft's unit and year, in the order of the forms."""

    @property
    def summaries(self) -> SummaryDesk:
        """汇总: tables over what was received."""

    @property
    def printing(self) -> PrintMemory:
        """How each form is printed, and what each printer is corrected by."""

    @property
    def returns(self) -> ReturnsDesk:
        """退回: what the office above sent back."""

    @property
    def seals(self) -> Seals:
        """How each unit has its seal places printed."""

    @property
    def collecting(self) -> CollectDesk:
        """收表: what came in from other units."""

    @property
    def received(self) -> ReceivedDesk:
        """One document that came in: looked at, remarked on, returned or accepted."""

    @property
    def assessing(self) -> AssessDesk:
        """考评: the superior's scores of what came in, and the forms that are filled from them."""

    def rule_pages(self) -> Sequence[Page]:
        """审核规则一览: the list of all checks, to print."""

    def export_rules(self, target: Path) -> None:
        """The same as a PDF."""

    def remembered(self, key: str) -> str:
        """What was remembered under a key of the window's own (place, panel, folder), `""` if nothing."""

    def remember(self, key: str, value: str) -> None:
        """Remember something about the window."""
