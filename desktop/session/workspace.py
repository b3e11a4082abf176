"""All drafts of a person: listing, beginning, opening, taking files in, writing files out.

What the window asks of the layers below (`ui.services.Services`), without Qt, so that the command line and the tests
use the same verbs. The list of drafts needs the data file only; the forms, and all that filling them takes, are loaded
when the first one is begun or opened (`desk`), because on an old office PC that is half of the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.store import DraftInfo, Store

if TYPE_CHECKING:
    from desktop.forms.carrying import Proposal
    from desktop.forms.catalogue import Catalogue
    from desktop.forms.edition import Edition
    from desktop.forms.page import Page
    from desktop.session.assessing import AssessDesk
    from desktop.session.carrydesk import Offer
    from desktop.session.collectdesk import CollectDesk
    from desktop.session.desk import Desk
    from desktop.session.draft import Draft
    from desktop.session.packdesk import Plan
    from desktop.session.packing import Packed, Packing, Proof
    from desktop.session.planning import Prospect, Successor
    from desktop.session.printouts import Printout
    from desktop.session.printsettings import PrintMemory
    from desktop.session.received import ReceivedDesk
    from desktop.session.returns import ReturnsDesk
    from desktop.session.seals import Seals
    from desktop.session.summaries import SummaryDesk
    from desktop.session.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: the new drafts' ids, and a line for each thing the person should know about it."""

    ids: tuple[int, ...]
    notes: tuple[str, ...] = ()
    returned: int = 0
    """How many of them are no new drafts but came back from the office above."""


class Workspace:
    """One data file and the forms that can be filled in it."""

    def __init__(self, store: Store, catalogue: Callable[[], Catalogue]) -> None:
        """`catalogue` is asked for the forms when they are needed first."""
        self.store, self._catalogue = store, catalogue

    @cached_property
    def _desk(self) -> Desk:
        from desktop.session.desk import Desk  # noqa: PLC0415  # see the module's docstring

        return Desk(self.store, self._catalogue())

    def drafts(self, search: str = "", *, deleted: bool = False) -> list[DraftInfo]:
        """The drafts that have all words of `search`, newest change first."""
        return self.store.drafts.find(search, deleted=deleted)

    def forms(self) -> list[Edition]:
        """The forms that can be begun."""
        return self._desk.catalogue.editions

    def create(self, form: str, edition: str, year: int, unit: str) -> int:
        """Begins a form; returns the new draft's id. Raises `UserError`."""
        return self._desk.create(form, edition, year, unit)

    def create_sample(self) -> int:
        """A filled example as a draft; one that is there already is opened again."""
        return self._desk.create_sample()

    def open(self, draft_id: int) -> Draft:
        """Opens a draft with everything typed into it. Raises `UserError` when it cannot be read."""
        return self._desk.open(draft_id)

    def import_file(self, path: Path, password: str | None = None) -> Imported:
        """Takes a document, workbook or package in as new drafts, all of it or nothing. Raises `UserError`.

        A return file makes no draft: the drafts it is about come back.
        """
        return self._desk.import_file(path, password)

    def verify(self, text: str) -> list[Verdict]:
        """What a typed or scanned code is of. Raises `UserError` for what is no code."""
        return self._desk.verify(text)

    def verify_file(self, path: Path, password: str | None = None) -> list[Verdict]:
        """What the pages in a picture are of, or the documents in a file. Raises `UserError`."""
        return self._desk.verify_file(path, password)

    def pack_plan(self, draft_ids: Sequence[int]) -> Plan:
        """What of these drafts' units and year may go upward, each as it stands. Raises `UserError`."""
        return self._desk.pack_plan(draft_ids)

    def packing(
        self,
        plan: Plan,
        chosen: Sequence[int],
        proofs: Sequence[Proof],
        certificate: tuple[Path, str] | None = None,
    ) -> Packing:
        """A package of the chosen drafts, in the making; those not passed yet pass now. Raises `UserError`."""
        return self._desk.packing(plan, chosen, proofs, certificate)

    def put_package(self, packed: Packed, target: Path, password: str = "") -> int:
        """Writes a package and reads it again from there; its size in bytes. Raises `UserError`.

        With that its drafts answered what came back from the office above.
        """
        from desktop.session.packing import put_package  # noqa: PLC0415  # see the module's docstring

        size = put_package(packed, target, password)
        self.returns.settle(packed.drafts)
        return size

    def note_printout(self, packed: Packed) -> Printout:
        """上报清单, to print."""
        from desktop.session.packdesk import note_printout  # noqa: PLC0415  # see the module's docstring

        return note_printout(packed)

    def duplicate(self, draft_id: int) -> int:
        """Copies a draft; returns the copy's id."""
        return self._desk.duplicate(draft_id)

    def carry_offers(self, draft_id: int) -> list[Offer]:
        """What the draft can take over from others, with the drafts there are for it. Raises `UserError`."""
        return self._desk.carry_offers(draft_id)

    def carry_proposal(self, draft_id: int, offer: Offer, chosen: Sequence[int]) -> Proposal:
        """What it would get from the chosen drafts, line by line; `Session.carry_over` does it. Raises `UserError`."""
        return self._desk.carry_proposal(draft_id, offer, chosen)

    def rollovers(self, draft_ids: Sequence[int]) -> list[Prospect]:
        """What 结转 into the next year would make of the drafts, or why it cannot; nothing is made."""
        return self._desk.rollovers(draft_ids)

    def successors(self, draft_ids: Sequence[int]) -> list[Successor]:
        """The forms that can be made of the drafts; of a single one, of all of its unit and year. Nothing is made."""
        return self._desk.successors(draft_ids)

    def make(self, plans: Sequence[Prospect]) -> list[int]:
        """Makes the drafts of those that can be made, all or none; returns their ids. Raises `UserError`."""
        return self._desk.make(plans)

    def delete(self, draft_ids: Sequence[int]) -> None:
        """Puts drafts into the bin."""
        for draft_id in draft_ids:
            self.store.drafts.delete(draft_id)

    def restore(self, draft_ids: Sequence[int]) -> None:
        """Takes drafts out of the bin."""
        for draft_id in draft_ids:
            self.store.drafts.restore(draft_id)

    def export(self, draft_ids: Sequence[int], kind: str, folder: Path) -> list[Path]:
        """Writes each draft into a file of its own in `folder`, without overwriting. Raises `UserError`."""
        return self._desk.export(draft_ids, kind, folder)

    def export_bound(self, draft_ids: Sequence[int], target: Path) -> None:
        """Writes the drafts into one PDF, in the order given. Raises `UserError`."""
        self._desk.export_bound(draft_ids, target)

    def printouts(self, draft_ids: Sequence[int]) -> list[Printout]:
        """Drafts as they are printed, in the order given. Raises `UserError`."""
        return self._desk.printouts(draft_ids)

    def year_of_unit(self, draft_id: int) -> list[int]:
        """All drafts of the draft's unit and year, in the order of the forms. Raises `UserError`."""
        return self._desk.year_of_unit(draft_id)

    @cached_property
    def summaries(self) -> SummaryDesk:
        """汇总: tables over what was received."""
        from desktop.session.summaries import SummaryDesk  # noqa: PLC0415  # see the module's docstring

        return SummaryDesk(self.store, self._desk.catalogue)

    @cached_property
    def printing(self) -> PrintMemory:
        """How each form is printed, and what each printer is corrected by."""
        from desktop.session.printsettings import PrintMemory  # noqa: PLC0415  # see the module's docstring

        return PrintMemory(self.store.settings)

    def rule_pages(self) -> Sequence[Page]:
        """The list of all checks, to print. Raises `UserError`."""
        from desktop.session.rules import rule_pages  # noqa: PLC0415  # loads the forms

        return rule_pages(self._desk.catalogue)

    def export_rules(self, target: Path) -> None:
        """The list of all checks as a PDF. Raises `UserError`."""
        from desktop.session.rules import write_rules  # noqa: PLC0415  # loads the forms

        write_rules(self._desk.catalogue, target)

    @cached_property
    def collecting(self) -> CollectDesk:
        """收表: what came in from other units."""
        from desktop.session.collectdesk import CollectDesk  # noqa: PLC0415  # see the module's docstring

        return CollectDesk(self.store, self._desk.catalogue)

    @cached_property
    def received(self) -> ReceivedDesk:
        """One document that came in: looked at, remarked on, returned or accepted."""
        from desktop.session.received import ReceivedDesk  # noqa: PLC0415  # see the module's docstring

        return ReceivedDesk(self.store, self._desk.catalogue)

    @property
    def returns(self) -> ReturnsDesk:
        """退回: what the office above sent back."""
        return self._desk.returns

    @cached_property
    def assessing(self) -> AssessDesk:
        """考评: the superior's scores of what came in, and the forms that are filled from them."""
        from desktop.session.assessing import AssessDesk  # noqa: PLC0415  # see the module's docstring

        return AssessDesk(self.store, self._desk.catalogue)

    @cached_property
    def seals(self) -> Seals:
        """How each unit has its seal places printed."""
        from desktop.session.seals import Seals  # noqa: PLC0415  # see the module's docstring

        return Seals(self.store.settings)

    def remembered(self, key: str) -> str:
        """What was remembered under a key of the window's own."""
        value = self.store.settings.get(f"window.{key}")
        return value if isinstance(value, str) else ""

    def remember(self, key: str, value: str) -> None:
        """Remembers something about the window."""
        self.store.settings.put(f"window.{key}", value)
