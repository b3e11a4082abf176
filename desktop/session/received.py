"""One received document at the office above: looked at, compared with what was here before, answered.

The document's own findings are checked anew, which opening it does anyway; those against the unit's other documents
are as they lie in the data file, because finding them takes all the others. Remarks are in `noting`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from desktop.collect.across import settle_units
from desktop.collect.answering import accept, return_file, send_back
from desktop.collect.board import State, state_of
from desktop.collect.differing import differences_between, document_of
from desktop.collect.keeping import unpack_findings
from desktop.collect.receiving import confirm
from desktop.errors import UserError
from desktop.export.atomic import write_file
from desktop.export.official import file_stem
from desktop.export.package.proofs import kind_of, member_stem
from desktop.export.package.returning import REPLIES, SUFFIX
from desktop.forms.catalogue import Catalogue
from desktop.forms.compare import Difference, Kind
from desktop.forms.findings import Finding
from desktop.forms.paths import Path as FieldPath
from desktop.forms.standing import Standing
from desktop.session.noting import Noting
from desktop.session.printouts import Printout, printout_of
from desktop.session.session import Session
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, CURRENT, RETURNED, WAITING, ProofHead, ReceivedDocument

ONES, OTHERS = ("已收的", "新报的"), ("原来", "现在")
"""What two revisions are called: while the newer one waits, and when it is here."""


@dataclass(frozen=True, slots=True)
class Received:
    """A received document, open to be looked at."""

    head: ReceivedDocument
    session: Session
    newer: ReceivedDocument | None
    """What came since and waits to take its place."""
    former: ReceivedDocument | None
    """What it took the place of."""
    proofs: tuple[ProofHead, ...]

    @property
    def state(self) -> State:
        """How far it is."""
        return state_of(self.head.answer, self.head.counts.errors)

    @property
    def may_return(self) -> bool:
        """Whether it can go back: also when it was accepted, which is taken back by that."""
        return self.head.standing == CURRENT

    @property
    def may_accept(self) -> bool:
        """Whether it is still to be accepted."""
        return self.head.standing == CURRENT and not self.accepted

    @property
    def may_remark(self) -> bool:
        """Whether something may be written on it: not on what was accepted, which would have to go back first."""
        return self.may_accept

    @property
    def accepted(self) -> bool:
        """Whether it is locked: what is newer takes its place by being accepted."""
        return self.head.answer == ACCEPTED

    @property
    def returned(self) -> bool:
        """Whether it went back; its file can be written once more."""
        return self.head.answer == RETURNED

    @property
    def needs_reason(self) -> bool:
        """Whether accepting it asks for a reason: it has errors, or was sent back and did not come again."""
        return bool(self.head.counts.errors) or self.returned

    @property
    def beside(self) -> ReceivedDocument | None:
        """The revision it is compared with: the newer one that waits, else the one before."""
        return self.newer or self.former


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that might go back along with another one of its unit. `remarks`: how many are open on it."""

    head: ReceivedDocument
    remarks: int

    @property
    def asks(self) -> str:
        """Why: `3 处错误，2 条意见`."""
        counts = self.head.counts
        parts = ((counts.errors, "处错误"), (counts.open_warnings, "处没有说明"), (self.remarks, "条意见"))
        return "，".join(f"{number} {word}" for number, word in parts if number)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What 接受全部无错误的 did and would not do."""

    done: tuple[int, ...]
    wrong: int = 0
    remarked: int = 0
    waiting: int = 0

    @property
    def line(self) -> str:
        """In one sentence."""
        rest = ((self.wrong, "份有错误"), (self.remarked, "份有意见没有退回"), (self.waiting, "份有新报的待确认"))
        left = "、".join(f"{number} {word}" for number, word in rest if number)
        return f"已接受 {len(self.done)} 份{f'；{left}，没有接受' if left else ''}"


class ReceivedDesk:
    """What is done with received documents, one or several at a time. Every method raises `UserError`."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue

    @cached_property
    def remarks(self) -> Noting:
        """意见 on them."""
        return Noting(self._store, self._catalogue)

    # looking

    def head(self, number: int) -> ReceivedDocument:
        """A document's line. One that waits is looked at beside the one whose place it wants to take."""
        found = self._store.collected.document(number)
        if found.standing == WAITING and found.replaces:
            return self._store.collected.document(found.replaces)
        return found

    def open(self, number: int) -> Received:
        """A document, to be looked at; see `head` for one that waits."""
        head = self.head(number)
        collected = self._store.collected
        former = collected.document(head.replaces) if head.replaces else None
        return Received(head, self.session(head.id), collected.waiting_for(head.id), former, self._proofs(head))

    def session(self, number: int) -> Session:
        """The form of any received document, also of one that waits or was replaced; nothing in it can be changed."""
        edition, document = document_of(self._store, self._catalogue, number)
        session = Session(edition, document, fixed=True)
        across = unpack_findings(self._store.collected.content(number)[2])
        found = (
            Finding(one.code, one.level, one.path, one.message, one.expected, one.actual, note=one.note)
            for one in across
        )
        session.set_across(tuple(found), ())
        return session

    def differences(self, old: int, new: int) -> list[Difference]:
        """Field by field, in the order of the form."""
        return differences_between(self._store, self._catalogue, old, new)

    def _proofs(self, head: ReceivedDocument) -> tuple[ProofHead, ...]:
        """Those about this document and those about its whole package; the sender's answers are no proof."""
        heads = self._store.collected.proof_heads(head.package)
        return tuple(one for one in heads if one.file != REPLIES and one.about in {"", head.code})

    # answering

    def candidates(self, number: int) -> list[Candidate]:
        """The document, and what else of its unit may go back with it: what has errors, remarks or no 说明."""
        own = self._store.collected.document(number)
        found = [own] + [
            one for one in self._store.collected.of_unit(own.unit_key, own.year) if one.id != number and not one.answer
        ]
        all_of_unit = (Candidate(one, len(self._store.remarks.of(one.id))) for one in found)
        return [one for one in all_of_unit if one.head.id == number or one.asks]

    def return_name(self, number: int) -> str:
        """What a return file is called, with its ending."""
        head = self._store.collected.document(number)
        return f"{member_stem(f'退回-{head.unit}')}{SUFFIX}"

    def send_back(self, numbers: Sequence[int], why: str, target: Path) -> None:
        """退回: the answer, and the return file. When the file cannot be written, the answer stands all the same."""
        data = send_back(self._store, self._catalogue, numbers, why)
        try:
            write_file(target, data)
        except UserError as error:
            remedy = "表已记为退回，请用“再存一份退回文件”存到别处"
            raise UserError(f"退回文件没有写出：{error.what}", where=error.where, remedy=remedy) from None

    def returned_together(self, number: int) -> list[int]:
        """What went back with a document: the unit's others that are returned for the same reason."""
        own = self._store.collected.document(number)
        unit = self._store.collected.of_unit(own.unit_key, own.year)
        return [number, *(one.id for one in unit if one.id != number and (one.answer, one.why) == (RETURNED, own.why))]

    def save_again(self, number: int, target: Path) -> int:
        """The return file once more, when the first got lost; how many documents are in it."""
        numbers = self.returned_together(number)
        write_file(target, return_file(self._store, numbers))
        return len(numbers)

    def accept(self, number: int, why: str = "") -> ReceivedDocument:
        """接受: locks it as it is. One with errors needs a reason; one that waits takes its place first."""
        return accept(self._store, self._catalogue, number, why=why)

    def accept_clean(self, numbers: Iterable[int]) -> Accepted:
        """接受全部无错误的: of these, what nobody answered and nothing speaks against."""
        done: list[int] = []
        wrong = remarked = waiting = 0
        heads = {head.id: head for head in map(self.head, numbers)}
        settle_units(self._store, self._catalogue, {(head.unit_key, head.year) for head in heads.values()})
        for head in map(self._store.collected.document, heads):
            if head.answer or head.standing != CURRENT:
                continue
            if head.counts.errors:
                wrong += 1
            elif self._store.remarks.of(head.id):
                remarked += 1
            elif self._store.collected.waiting_for(head.id):
                waiting += 1
            else:
                done.append(head.id)
        return Accepted(tuple(self._store.collected.accept_clean(done)), wrong, remarked, waiting)

    def take_newer(self, received: Received) -> None:
        """用新的替换: what waits takes the place of what is here; of what was accepted only by accepting it."""
        if received.newer is None:
            return
        if received.accepted:
            self.accept(received.newer.id)
        else:
            confirm(self._store, self._catalogue, [received.newer.id])

    # on paper and on disk

    def printout(self, received: Received) -> Printout:
        """The document as its sender printed it: the same pages, line and code."""
        return printout_of(received.session.evaluation, received.state.value, Standing)

    def file_stem(self, received: Received) -> str:
        """What a file of it is called, without ending."""
        return file_stem(received.session.evaluation)

    def proof_name(self, head: ReceivedDocument, proof: ProofHead) -> str:
        """What a proof is called as a file; the ending says what is in it, whatever the sender called it."""
        data = self._store.collected.proof(head.package, proof.file)
        try:
            kind = kind_of(data, proof.title)
        except UserError:
            raise UserError("这个附件不是 PDF 或图片，没有存", where=proof.title, remedy="请向报送单位另要") from None
        return f"{member_stem(proof.title.removesuffix(kind))}{kind}"

    def save_proof(self, head: ReceivedDocument, proof: ProofHead, target: Path) -> None:
        """A proof into a file."""
        write_file(target, self._store.collected.proof(head.package, proof.file))


def difference_line(one: Difference, names: tuple[str, str], *, newer_shown: bool) -> str:
    """A difference in words; of a row that stands elsewhere in the revision shown also where."""
    line = one.line(names)
    rows = [part + 1 for part in one.other if isinstance(part, int)]
    if newer_shown and one.kind is Kind.CHANGED and one.path != one.other and rows:
        return f"{line}（{names[1]}在第{rows[-1]}行）"
    return line


def changed_places(found: Iterable[Difference], *, newer_shown: bool, names: tuple[str, str]) -> dict[FieldPath, str]:
    """Of the revision shown, the places and rows that are not as in the other one, with what to say about each."""
    marked: dict[FieldPath, str] = {}
    for one in found:
        missing = Kind.REMOVED if newer_shown else Kind.ADDED
        if one.kind is not missing:  # of a row that is not here there is nothing to mark
            marked[one.other if newer_shown else one.path] = one.line(names)
    return marked
