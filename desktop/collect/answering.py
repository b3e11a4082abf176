"""The office's answer: a document goes back with a reason and remarks at its cells, or it is accepted.

Accepting locks: whatever comes afterwards is a newer revision that waits, and has to be accepted anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop import __version__
from desktop.collect.receiving import finish
from desktop.collect.remarking import checked_text, place_of
from desktop.errors import UserError
from desktop.export.package.returning import Return, ReturnedDocument, ReturnedRemark, dumps
from desktop.forms.catalogue import Catalogue
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, PAST, RETURNED, WAITING, ReceivedDocument


def send_back(store: Store, catalogue: Catalogue, documents: Sequence[int], why: str) -> bytes:
    """Returns documents of one unit; the bytes of the return file. Remarks that are open on them go along.

    Raises:
        UserError: no reason, no such document, one that was replaced since, documents of several units.
    """
    checked_text(why, "退回的理由")
    found = [_answerable(store, number) for number in documents]
    if len({one.unit_key for one in found}) > 1:
        raise UserError("要退回的表不是同一个单位的", remedy="请一个单位一个单位地退回")
    for one in found:
        store.collected.answer(one.id, RETURNED, why=why.strip(), confirm=True)
    _finish(store, catalogue)
    return return_file(store, documents)


def return_file(store: Store, documents: Sequence[int]) -> bytes:
    """The return file of documents that were returned already: once more, when the first one got lost."""
    found = [store.collected.document(number) for number in documents]
    if any(one.answer != RETURNED for one in found):
        raise UserError("这份表没有退回过", remedy="请先退回")
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    return dumps(Return(found[0].unit, made, f"绩表 {__version__}", tuple(_returned(store, one) for one in found)))


def accept(store: Store, catalogue: Catalogue, document: int, *, why: str = "") -> ReceivedDocument:
    """Accepts a document as it is. One that waits takes its place first; one with errors needs a reason.

    Raises:
        UserError: no such document, one that was replaced since, errors in it and no reason.
    """
    found = _answerable(store, document)
    if why.strip():
        checked_text(why, "理由")
    _refuse_errors(found, why)
    if found.standing == WAITING:
        store.collected.confirm(document)
        _finish(store, catalogue)
        # Only now it is known what it says against the unit's other documents.
        _refuse_errors(store.collected.document(document), why)
    store.collected.answer(document, ACCEPTED, why=why.strip())
    return store.collected.document(document)


def _refuse_errors(found: ReceivedDocument, why: str) -> None:
    if found.counts.errors and not why.strip():
        what = f"《{found.form}》{found.project}还有 {found.counts.errors} 处错误，没有接受"
        raise UserError(what, remedy="请退回，或写明接受的理由（--why）")


def _answerable(store: Store, number: int) -> ReceivedDocument:
    found = store.collected.document(number)
    if found.standing == PAST:
        what = f"编号 {number} 的《{found.form}》{found.project}已被较新的一份替换"
        raise UserError(what, remedy="请看清单里现在的编号")
    return found


def _finish(store: Store, catalogue: Catalogue) -> None:
    for _ in finish(store, catalogue):
        pass


def _returned(store: Store, one: ReceivedDocument) -> ReturnedDocument:
    remarks = tuple(
        ReturnedRemark(item.id, place_of(item), item.shown[:200], item.text) for item in store.remarks.of(one.id)
    )
    return ReturnedDocument(
        form=one.form, edition=one.edition, year=one.year, unit=one.author, project=one.project,
        revision=one.revision, digest=one.digest, why=one.why, remarks=remarks,
    )  # fmt: skip
