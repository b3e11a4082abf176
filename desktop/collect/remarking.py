"""Remarks at cells: made on a received document, and carried over to the one that comes in its place.

What was answered is cleared: the place says something else now, or the sender wrote an answer. What was not stays open
at its place in the new document, wherever that row has moved to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from desktop.collect.differing import document_of
from desktop.errors import UserError
from desktop.export.package.returning import MAX_TEXT, REPLIES, load_replies
from desktop.forms.calculation import Evaluation, node_path
from desktop.forms.canonical import ContentRow, Node, content
from desktop.forms.catalogue import Catalogue
from desktop.forms.compare import compare
from desktop.forms.edition import ListField
from desktop.forms.jsonio import text_fault
from desktop.forms.paths import Path, path_text
from desktop.forms.rowmatch import match_rows
from desktop.forms.shown import shown_value
from desktop.store import Store
from desktop.store.collect_records import Proof, Remark


def remark(store: Store, catalogue: Catalogue, document: int, path: Path, text: str) -> int:
    """A remark on a received document at a place of it, `()` for the whole; returns its number. Raises `UserError`."""
    checked_text(text, "意见")
    evaluation = _evaluation(store, catalogue, document)
    if not _is_there(evaluation, path):
        raise UserError(f"表里没有“{path_text(path)}”这一处", remedy="请核对位置")
    return store.remarks.add(document, _json(path), shown=_shown(evaluation, path), text=text.strip())


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
        for one in store.remarks.of(document):
            if one.id in replies:
                store.remarks.reply(one.id, replies[one.id].strip())


def carry_remarks(store: Store, catalogue: Catalogue) -> None:
    """Of documents that were replaced: clears what was answered, and carries over what was not."""
    for old, new in store.remarks.to_carry():
        ours, theirs = _evaluation(store, catalogue, old), _evaluation(store, catalogue, new)
        moved: list[tuple[int, str]] = []
        cleared: list[int] = []
        for one in store.remarks.of(old):
            place = _answered_or_place(one, ours, theirs)
            if place is None:
                cleared.append(one.id)
            else:
                moved.append((one.id, _json(place)))
        store.remarks.carry(new, moved, cleared)


def place_of(one: Remark) -> Path:
    """Where a remark is."""
    return tuple(json.loads(one.path))


def _answered_or_place(one: Remark, ours: Evaluation, theirs: Evaluation) -> Path | None:
    """Where an open remark stands in the new document; None when it was answered there."""
    path = place_of(one)
    if one.reply:
        return None
    if not path:
        return path
    if ours.edition.edition != theirs.edition.edition:
        return path if _is_there(theirs, path) else ()
    place = _moved(ours, theirs, path)
    if place is None:
        return None
    if node_path(path) in ours.edition.scalars:
        return None if _shown(ours, path) != _shown(theirs, place) else place
    found = compare(ours.edition, ours.document, theirs.document)
    changed = any(path in {one.path[: len(path)], one.other[: len(path)]} for one in found)
    return None if changed else place


def _moved(ours: Evaluation, theirs: Evaluation, path: Path) -> Path | None:
    """Where the rows along a path are in the other document; None when one of them is not there any more."""
    one: Mapping[str, Node] = content(ours.edition, ours.document, ours)
    two: Mapping[str, Node] = content(theirs.edition, theirs.document, theirs)
    place: Path = ()
    for at, part in enumerate(path):
        if isinstance(part, str):
            place = (*place, part)
            continue
        key = path[at - 1]
        item = ours.edition.lists.get(node_path(path[:at]))
        if not isinstance(item, ListField) or not isinstance(key, str):
            return None
        mine, other = _rows(one.get(key)), _rows(two.get(key))
        if not any(row.at == part for row in mine):  # it says nothing: only its number tells it from others
            place = (*place, part)
            one, two = {}, {}
            continue
        pair = next((pair for pair in match_rows(item, mine, other) if pair.ours and pair.ours.at == part), None)
        if pair is None or pair.ours is None or pair.theirs is None:
            return None
        place = (*place, pair.theirs.at)
        one, two = pair.ours.values, pair.theirs.values
    return place if _is_there(theirs, place) else None


def _rows(node: Node | None) -> list[ContentRow]:
    return [row for row in node if isinstance(row, ContentRow)] if isinstance(node, list) else []


def _is_there(evaluation: Evaluation, path: Path) -> bool:
    """Whether a form has this place and its document these rows."""
    node = node_path(path)
    if path and node not in evaluation.edition.scalars and node not in evaluation.edition.lists:
        return False
    return all(
        0 <= part < len(evaluation.document.rows(path[:at])) for at, part in enumerate(path) if isinstance(part, int)
    )


def _shown(evaluation: Evaluation, path: Path) -> str:
    field = evaluation.edition.scalars.get(node_path(path))
    if field is None:
        return ""
    raw = evaluation.document.get(path)
    return " ".join(shown_value(field, evaluation.value(path)).split()) or (raw.strip() if isinstance(raw, str) else "")


def _evaluation(store: Store, catalogue: Catalogue, document: int) -> Evaluation:
    return Evaluation(*document_of(store, catalogue, document))


def _json(path: Path) -> str:
    return json.dumps(path, ensure_ascii=False)
