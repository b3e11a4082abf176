"""The office's answer: a document goes back with a reason and remarks at its cells, or it is accepted.

Accepting locks: whatever comes afterwards is a newer revision that waits, and has to be accepted anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop import __version__
from desktop.collect.across import errors_in_place, settle_units
from desktop.collect.keeping import counts_of, unpack_findings
from desktop.collect.receiving import accepted_before, finish
from desktop.collect.remarking import answerable, checked_text, place_of
from desktop.errors import UserError
from desktop.export.package.returning import MAX_SHOWN, Return, ReturnedDocument, ReturnedRemark, dumps
from desktop.forms.catalogue import Catalogue
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, RETURNED, WAITING, ReceivedDocument


class ErrorsLeftError(UserError):
    """There are errors in what was to be accepted without a reason."""


def send_back(store: Store, catalogue: Catalogue, documents: Sequence[int], why: str) -> bytes:
    """Returns documents of one unit; the bytes of the return file. Remarks that are open on them go along.

    Raises:
        UserError: no reason, no such document, one that was replaced since, documents of several units.
    """
    checked_text(why, "退回的理由")
    numbers = list(dict.fromkeys(documents))
    returnable(store, numbers)
    store.collected.answer_each(numbers, RETURNED, why=why.strip(), confirm=True)
    _finish(store, catalogue)
    return return_file(store, numbers)


def returnable(store: Store, documents: Sequence[int]) -> list[ReceivedDocument]:
    """The documents that are to go back in one file. Raises `UserError` as `send_back` does."""
    found = [answerable(store, number) for number in documents]
    if len({one.unit_key for one in found}) > 1:
        raise UserError("要退回的表不是同一个单位的", remedy="请一个单位一个单位地退回")
    for one in found:
        if one.standing == WAITING and one.replaces in documents:
            what = f"编号 {one.replaces} 和 {one.id} 是《{one.form}》{one.project}的两个修订"
            raise UserError(what, remedy="只退回其中一份")
    return found


def return_file(store: Store, documents: Sequence[int]) -> bytes:
    """The return file of documents that were returned already: once more, when the first one got lost."""
    found = [store.collected.document(number) for number in dict.fromkeys(documents)]
    if any(one.answer != RETURNED for one in found):
        raise UserError("这份表没有退回过", remedy="请先退回")
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    return dumps(Return(found[0].unit, made, f"绩表 {__version__}", tuple(_returned(store, one) for one in found)))


def accept(store: Store, catalogue: Catalogue, document: int, *, why: str = "") -> ReceivedDocument:
    """Accepts a document as it is. One that waits takes its place first; one with errors needs a reason.

    Raises:
        ErrorsLeftError: errors in it, or found with the unit's others once it is here, and no reason.
        UserError: no such document, one that was replaced since.
    """
    found = answerable(store, document)
    if why.strip():
        checked_text(why, "理由")
    else:
        _refuse_errors(store, catalogue, found)
    store.collected.answer(document, ACCEPTED, why=why.strip(), confirm=True)
    if found.standing == WAITING:
        _finish(store, catalogue)
    return store.collected.document(document)


def undone(store: Store, document: int, answer: str) -> str:
    """What an answer (`RETURNED`, `ACCEPTED`) undoes, a line to be told with it; `""` for nothing. Ask before it.

    Raises `UserError`: no such document.
    """
    found = store.collected.document(document)
    before = accepted_before(store, found) if found.standing == WAITING else found
    if before is None or not before.answer or (before is found and before.answer == answer):
        return ""
    what = f"[{before.id}] 《{before.form}》{before.project} 修订 {before.revision} "
    if before.answer == RETURNED:
        return f"{what}原已退回（{before.why}），退回撤销，改为接受"
    now = f"{'退回' if answer == RETURNED else '接受'}{f'修订 {found.revision}' if found is not before else ''}"
    return f"{what}原已接受，接受撤销，改为{now}"


def _refuse_errors(store: Store, catalogue: Catalogue, found: ReceivedDocument) -> None:
    """Raises `UserError`: also for what it will say against the unit's others, before it takes any place."""
    if found.standing == WAITING:
        own = counts_of(unpack_findings(store.collected.content(found.id)[1])).errors
        errors = own + errors_in_place(store, catalogue, found.id)
    else:
        # A run of receiving that was broken off may have left the comparing to us.
        settle_units(store, catalogue, {(found.unit_key, found.year)})
        errors = store.collected.document(found.id).counts.errors
    if errors:
        what = f"《{found.form}》{found.project}还有 {errors} 处错误，没有接受"
        raise ErrorsLeftError(what, remedy="请退回，或写明接受的理由（--why）")


def _finish(store: Store, catalogue: Catalogue) -> None:
    for _ in finish(store, catalogue):
        pass


def _returned(store: Store, one: ReceivedDocument) -> ReturnedDocument:
    remarks = tuple(
        ReturnedRemark(item.id, place_of(item), item.shown[:MAX_SHOWN], item.text) for item in store.remarks.of(one.id)
    )
    return ReturnedDocument(
        form=one.form, edition=one.edition, year=one.year, unit=one.author, project=one.project,
        revision=one.revision, digest=one.digest, why=one.why, remarks=remarks,
    )  # fmt: skip
