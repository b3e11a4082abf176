"""Remarks at cells: made on a received document, and carried over to the one that comes in its place.

What was answered is cleared: the place says something else now, or the sender wrote an answer. What was not stays open
at its place in the new document, wherever that row has moved to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.collect.differing import document_of
from desktop.errors import UserError
from desktop.export.package.returning import MAX_TEXT, REPLIES, load_replies
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.jsonio import text_fault
from desktop.forms.paths import Path, path_json, path_text, read_path
from desktop.forms.placing import Placing, is_there, shown_at
from desktop.store import Store
from desktop.store.collect_records import PAST, RETURNED, Proof, ReceivedDocument, Remark


def remark(store: Store, catalogue: Catalogue, document: int, path: Path, text: str) -> int:
    """A remark on a received document at a place of it, `()` for the whole; returns its number. Raises `UserError`."""
    return remark_all(store, catalogue, document, [(path, text)])[0]


def remark_all(store: Store, catalogue: Catalogue, document: int, remarks: Sequence[tuple[Path, str]]) -> list[int]:
    """Several at once, by place and words; none of them when one cannot stand. Raises `UserError`."""
    answerable(store, document)
    evaluation = _evaluation(store, catalogue, document)
    for path, text in remarks:
        checked_text(text, "意见")
        if not is_there(evaluation, path):
            raise UserError(f"表里没有“{path_text(path)}”这一处", remedy="请核对位置")
    return [
        store.remarks.add(document, path_json(path), shown=shown_at(evaluation, path), text=text.strip())
        for path, text in remarks
    ]


def answerable(store: Store, number: int) -> ReceivedDocument:
    """A document that can be answered. Raises `UserError`: there is none of this number, or it was replaced since."""
    found = store.collected.document(number)
    if found.standing == PAST:
        what = f"编号 {number} 的《{found.form}》{found.project}已被较新的一份替换"
        raise UserError(what, remedy="请看清单里现在的编号")
    return found


def checked_text(text: str, what: str) -> None:
    """Raises `UserError` when a text is blank, too long, or cannot be shown."""
    if not text.strip():
        raise UserError(f"没有写{what}", remedy=f"请写明{what}")
    if len(text) > MAX_TEXT or text_fault(text):
        raise UserError(f"{what}最多 {MAX_TEXT} 字，不能有控制字符", remedy="请改短")


def take_replies(store: Store, before: Iterable[int], proofs: Sequence[Proof]) -> None:
    """What the sender answered to the remarks on the documents `before`, from among what came with the package.

    Answers are words and nothing else: what cannot be read is left with the package's proofs and keeps nothing back.
    """
    data = next((proof.content for proof in proofs if proof.file == REPLIES), None)
    if data is None:
        return
    try:
        replies = {reply.number: reply.text for reply in load_replies(data, name=REPLIES)}
    except UserError:
        return
    for document in before:
        if store.collected.document(document).answer != RETURNED:
            continue  # they answer another office's return, whose remarks have the same numbers
        for one in store.remarks.of(document):
            if one.id in replies:
                store.remarks.reply(one.id, replies[one.id].strip())


def carry_remarks(store: Store, catalogue: Catalogue) -> None:
    """Of documents that were replaced: clears what was answered, and carries over what was not."""
    for old, new in store.remarks.to_carry():
        _take_replies_again(store, old, new)
        placing = Placing(_evaluation(store, catalogue, old), _evaluation(store, catalogue, new))
        moved: list[tuple[int, str]] = []
        cleared: list[int] = []
        for one in store.remarks.of(old):
            place = _answered_or_place(one, placing)
            if place is None:
                cleared.append(one.id)
            else:
                moved.append((one.id, path_json(place)))
        store.remarks.carry(new, moved, cleared)


def _take_replies_again(store: Store, old: int, new: int) -> None:
    """The answers that came with a package stay unread when the program is ended right after it was stored."""
    package = store.collected.document(new).package
    heads = [head for head in store.collected.proof_heads(package) if head.file == REPLIES]
    take_replies(
        store, [old], [Proof(one.file, one.title, one.about, store.collected.proof(package, one.file)) for one in heads]
    )


def place_of(one: Remark) -> Path:
    """Where a remark is."""
    return read_path(one.path)


def _answered_or_place(one: Remark, placing: Placing) -> Path | None:
    """Where an open remark stands in the new document; None when it was answered there."""
    path = place_of(one)
    if one.reply:
        return None
    if not path:
        return path
    if placing.ours.edition.edition != placing.theirs.edition.edition:
        return path if is_there(placing.theirs, path) else ()
    place = placing.place(path)
    return None if place is None or placing.changed(path, place) else place


def _evaluation(store: Store, catalogue: Catalogue, document: int) -> Evaluation:
    return Evaluation(*document_of(store, catalogue, document))
