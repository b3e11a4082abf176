"""退回 at the sender's: a return file finds the drafts it is about, and what is answered goes with the next package.

The file holds no form, so each document in it is looked for among the own drafts: by the digest of what passed, by that
of what stands there now, and where neither is known by form, year, unit and project, which is then said. All of a file
is taken in one transaction or nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import UserError, os_fault
from desktop.export.package.returning import (
    MAX_BYTES,
    MAX_REPLIES,
    Reply,
    ReturnedDocument,
    ReturnedRemark,
    dump_replies,
    loads,
)
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest as content_digest
from desktop.forms.catalogue import Catalogue
from desktop.forms.code import code_of
from desktop.forms.names import plain
from desktop.forms.paths import path_json
from desktop.session.draft import PASSED, RETURNED
from desktop.session.returned import DraftRemark, Returned, ReturnLaid
from desktop.session.stored import read_stored
from desktop.store import DraftInfo, Store
from desktop.store.returns import NewReturn, StoredRemark, StoredReturn

if TYPE_CHECKING:
    from desktop.session.session import Session

_MOST_REVISIONS = 100_000
_ASK = "请向上级重新要一份"


@dataclass(frozen=True, slots=True)
class TakenReturn:
    """What became of a return file: the drafts it is about, how many of them came back now, and a line for the rest."""

    ids: tuple[int, ...]
    count: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    """The draft a returned document is, and what was returned, as JSON. `exact`: its content is known."""

    info: DraftInfo
    document: str
    revision: int
    exact: bool


class ReturnsDesk:
    """The returns of one data file. A draft that is open must have been written before anything is asked here."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue

    def take(self, path: Path) -> TakenReturn:
        """Takes a return file in. Raises `UserError`: it cannot be read, contradicts itself, none of it is here."""
        returned = loads(_read(path), name=path.name)
        _refuse_contradictions(returned.documents, path.name)
        matches = [(one, self._match(one, path.name)) for one in returned.documents]
        notes = [f"{_named(one)}不在这个数据文件里，没有收" for one, match in matches if match is None]
        found = [(one, match) for one, match in matches if match is not None]
        if not found:
            if any(self._came_through(one) for one in returned.documents):
                raise UserError(
                    f"是退回给“{returned.unit}”的{_named(returned.documents[0])}，本单位收过这份表，没有填过",
                    where=path.name, remedy="请把这个文件转交给该单位，在报这份表的电脑上打开",
                )  # fmt: skip
            raise UserError(
                f"是退回给“{returned.unit}”的{_named(returned.documents[0])}，这里没有这份表", where=path.name,
                remedy="请在报这份表的电脑上打开；草稿已经没有了的，先打开当时的上报包（.jbz）",
            )  # fmt: skip
        ids = [match.info.id for _, match in found]
        if len(set(ids)) < len(ids):
            raise UserError("里面有两份指的是同一份草稿", where=path.name, remedy=_ASK)
        new = []
        for one, match in found:
            told, kept = self._news(one, match, returned.made)
            notes += told
            new += kept
        self._store.returns.take(new, RETURNED)
        return TakenReturn(tuple(ids), len(new), tuple(notes))

    def open(self, draft_id: int, session: Session) -> Returned | None:
        """The open return of a draft that is being edited; None when there is none. Raises `UserError`."""
        stored = self._store.returns.open_of(draft_id)
        if stored is None:
            return None
        return Returned(stored, self._base(stored), session, partial(self._store.returns.reply, stored.id))

    def revision_back(self, draft_id: int) -> int | None:
        """Which revision of a draft came back and was not sent again yet. Raises `UserError`."""
        stored = self._store.returns.open_of(draft_id)
        return None if stored is None else stored.revision

    def remarks(self, draft_id: int, draft: Evaluation) -> tuple[DraftRemark, ...]:
        """The remarks of the open return of a draft, as the draft stands; empty without one. Raises `UserError`."""
        stored = self._store.returns.open_of(draft_id)
        return () if stored is None else ReturnLaid(stored, self._base(stored)).remarks(draft)

    def replies(self, draft_ids: Iterable[int]) -> bytes:
        """What was answered in words to the remarks on these drafts, as a package carries it; empty without any.

        Raises `UserError`.
        """
        returns = filter(None, map(self._store.returns.open_of, draft_ids))
        replies = tuple(Reply(one.number, one.reply) for stored in returns for one in stored.remarks if one.reply)
        if len(replies) > MAX_REPLIES:
            raise UserError(f"答复超过 {MAX_REPLIES} 条", remedy="请分几个包报")
        return dump_replies(replies) if replies else b""

    def settle(self, draft_ids: Sequence[int]) -> None:
        """A package with these drafts was made. Raises `UserError`."""
        self._store.returns.settle(draft_ids)

    def _base(self, stored: StoredReturn) -> Evaluation:
        document = jsonio.loads(stored.document.encode(), name="退回的那一版", catalogue=self._catalogue)
        return Evaluation(self._catalogue.for_document(document.form, document.edition, document.year), document)

    def _came_through(self, one: ReturnedDocument) -> bool:
        """Whether this office received what is returned: the office above had it from us, and it goes down the way."""
        code = code_of(bytes.fromhex(one.digest))
        return any(known.digest == one.digest for known in self._store.collected.of_code(code))

    def _match(self, one: ReturnedDocument, name: str) -> _Match | None:
        """The draft of a returned document; of several with the same content one that is not in the bin."""
        known = [(item, self._store.drafts.info(item.draft_id)) for item in self._store.revisions.of_digest(one.digest)]
        if not known:
            return self._alike(one, name)
        known.sort(key=lambda pair: (pair[1].deleted is not None, pair[0].revision != one.revision))
        revision, info = known[0]
        if (info.form, info.year) != (one.form, one.year):
            raise UserError(f"{_named(one)}写的表名或年度与内容不符", where=name, remedy=_ASK)
        return _Match(info, revision.document_json, revision.revision, exact=True)

    def _alike(self, one: ReturnedDocument, name: str) -> _Match | None:
        """Of a content that never passed here: a draft of the same form, year, unit and project."""
        if not 0 <= one.revision < _MOST_REVISIONS:
            raise UserError(f"{_named(one)}的修订号不对", where=name, remedy=_ASK)
        drafts = self._store.drafts
        alike = [
            info
            for deleted in (False, True)
            for info in drafts.find(form=one.form, year=one.year, deleted=deleted)
            if (plain(info.unit), plain(info.project)) == (plain(one.unit), plain(one.project))
        ]
        matches = []
        for info in alike:
            document = read_stored(drafts.load(info.id), self._catalogue)
            edition = self._catalogue.for_document(document.form, document.edition, document.year)
            exact = content_digest(edition, document).hex() == one.digest
            matches.append(_Match(info, jsonio.dumps(document).decode(), one.revision, exact))
        matches.sort(key=lambda match: (not match.exact, match.info.deleted is not None, match.info.state != PASSED))
        return matches[0] if matches else None

    def _news(self, one: ReturnedDocument, match: _Match, made: str) -> tuple[list[str], list[NewReturn]]:
        """What is to be said about a returned document, and the return to keep when it is a new one."""
        named, earlier = _named(one), self._store.returns.of(match.info.id)
        notes = [f"{named}在回收站里，已经恢复"] if match.info.deleted is not None else []
        for other in earlier:
            again = other.digest == one.digest and _same(one, other)
            if again and (not other.settled or _time(made) <= _time(other.settled)):
                back = "这次退回已经答复上报过" if other.settled else "这次退回已经收过"
                if match.info.deleted is not None:
                    self._store.drafts.restore(match.info.id)
                return [*notes, f"{named}{back}，没有再收"], []
        # By the clock of the office's computer, which may have been set right since: a later revision is a later one.
        if earlier and match.revision <= earlier[0].revision and _time(made) < _time(earlier[0].made):
            return [f"{named}后来又退回过，这是较早的一次，没有收"], []
        if not match.exact:
            notes.append(f"{named}现在的内容不是退回的那一版，按表名、年度、单位、项目找到，请核对意见的位置")
        last = self._store.revisions.last(match.info.id)
        if match.exact and last is not None and last.revision > match.revision:
            notes.append(
                f"{named}退回的是修订 {match.revision}，后来又通过了修订 {last.revision}，请看意见是否已经改过"
            )
        answered = {item.number: item for other in earlier[:1] for item in other.remarks}
        remarks = tuple(_kept(item, answered) for item in one.remarks)
        kept = NewReturn(match.info.id, match.revision, one.digest, one.why, made, match.document, remarks)
        return notes, [kept]


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(f"打不开文件：{os_fault(error)}", where=path.name, remedy="请检查文件名和位置") from None


def _refuse_contradictions(documents: Sequence[ReturnedDocument], name: str) -> None:
    """Raises `UserError`: nothing in it, a document twice, a remark's number twice."""
    numbers = [remark.number for one in documents for remark in one.remarks]
    if not documents:
        raise UserError("里面没有退回的表", where=name, remedy=_ASK)
    if len({one.digest for one in documents}) < len(documents):
        raise UserError("里面同一份表写了两次", where=name, remedy=_ASK)
    if len(set(numbers)) < len(numbers):
        raise UserError("里面两条意见用了同一个号", where=name, remedy=_ASK)


def _same(one: ReturnedDocument, other: StoredReturn) -> bool:
    """Whether a return says what one that was taken in says: the file was written once more."""
    said = sorted((item.number, item.text) for item in one.remarks)
    return one.why == other.why and said == [(item.number, item.text) for item in other.remarks]


def _kept(remark: ReturnedRemark, answered: dict[int, StoredRemark]) -> StoredRemark:
    """A remark as it is stored, with what was answered to the very same one before."""
    path = path_json(remark.path)
    before = answered.get(remark.number)
    reply = before.reply if before is not None and before.text == remark.text else ""
    return StoredRemark(remark.number, path, remark.shown, remark.text, reply)


def _named(one: ReturnedDocument) -> str:
    return f"{f'“{one.project}”' if one.project else ''}《{one.form}》"


def _time(made: str) -> datetime:
    """When a file was made; what cannot be read as a time is older than all."""
    try:
        return datetime.fromisoformat(made).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)
