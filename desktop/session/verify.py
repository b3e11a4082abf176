"""核对: is this paper this file, and if not, in what do they differ.

A paper says who it is by its code: typed, scanned, or found in a picture. It is held against the drafts of a data file
(what passed, what stands there now) or against the documents of a file. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UserError, os_fault
from desktop.forms import jsonio, qr
from desktop.forms.canonical import digest as content_digest
from desktop.forms.catalogue import Catalogue
from desktop.forms.code import code_of, looks_like_code, read_code
from desktop.forms.compare import compare
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.qr import PageCode
from desktop.session.intake import MAX_BYTES, read_file
from desktop.session.stored import read_stored
from desktop.session.verdict import HELD, PAPER, Outcome, Verdict, page_words
from desktop.store import DraftInfo, Revision, Store

FILE = "文件里"
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"})


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper says of itself: the short code always, the rest when its QR code was read.

    A file is held against drafts in the same way: `noun` and `side` are what lines call it.
    """

    code: str
    page: PageCode | None = None
    digest: bytes | None = None
    noun: str = "这张纸"
    side: str = PAPER
    document: Document | None = None
    """Of a file its whole content is known, so that it can be compared also when it never passed here."""

    @classmethod
    def of_page(cls, page: PageCode) -> Paper:
        """A paper whose QR code was read."""
        return cls(page.code, page, page.digest)

    @classmethod
    def of_content(cls, digest: bytes, document: Document) -> Paper:
        """A document of a file, in the place of a paper."""
        return cls(code_of(digest), digest=digest, noun="这份文件", side=FILE, document=document)

    def is_of(self, digest: bytes) -> bool:
        """Whether it was printed from this content: by the whole hash where that is known."""
        return self.digest == digest if self.digest is not None else self.code == code_of(digest)


@dataclass(frozen=True, slots=True)
class _Held:
    """A draft as it stands now."""

    info: DraftInfo
    edition: Edition
    document: Document
    digest: bytes


def read_paper(text: str) -> Paper:
    """What was typed, or what a scanner typed. Raises `UserError` that says what is wrong with it."""
    if qr.looks_like_payload(text):
        page = qr.decode(text)
        return Paper.of_page(page)
    if looks_like_code(text):
        return Paper(read_code(text))
    if not text.strip():
        raise UserError("没有核对码", remedy="请打纸上的核对码，或扫它旁边的二维码")
    raise UserError("这不是核对码", remedy="核对码有十六个字母和数字，分成四组，印在页边上")


def read_picture(path: Path) -> list[Paper]:
    """The pages in a photograph or scan. Raises `UserError` when there is no code in it."""
    from desktop.export.recognise import is_picture, recognise  # noqa: PLC0415  # Pillow is loaded when first needed

    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(f"打不开文件：{os_fault(error)}", where=path.name) from None
    if len(data) > MAX_BYTES or not is_picture(data):
        raise UserError(
            "不是能读的图片",
            where=path.name,
            remedy="可用 PNG、JPG、TIFF、BMP；扫描成 PDF 的请改扫成图片，或直接打核对码",
        )
    return [Paper.of_page(page) for page in recognise(data, name=path.name)]


def read_any(path: Path, catalogue: Catalogue, password: str | None = None) -> list[Paper]:
    """The pages in a picture, or the documents in a file, to be held against the drafts. Raises `UserError`."""
    if path.suffix.lower() in PICTURES:
        return read_picture(path)
    papers = []
    for document in read_file(path, catalogue, password).documents:
        edition = catalogue.for_document(document.form, document.edition, document.year, where=path.name)
        papers.append(Paper.of_content(content_digest(edition, document), document))
    return papers


class Verifier:
    """Holds papers against a data file."""

    def __init__(self, store: Store | None, catalogue: Catalogue) -> None:
        """Without a store only files can be held against papers."""
        self.store, self.catalogue = store, catalogue

    def against_drafts(self, paper: Paper) -> Verdict:
        """Which draft this paper is of, and whether it is still what the draft says. Raises `UserError`."""
        revisions = self._revisions(paper)
        if revisions:
            return self._known(paper, revisions)
        for held in self._all_held(paper):
            if paper.is_of(held.digest):
                title = f"一致：{paper.noun}就是{_named(held.edition, held.document)}，没有改动"
                return Verdict(
                    Outcome.SAME, paper.code, title, page=paper.page, draft_id=held.info.id,
                    revision=_revision(paper), held=held.document.revision,
                )  # fmt: skip
        return self._unknown(paper)

    def against_documents(self, paper: Paper, documents: Sequence[Document], name: str) -> Verdict:
        """Whether this paper is of one of a file's documents; in what it differs where its content is known."""
        known = self._revisions(paper)
        for document in documents:
            edition = self._edition(document)
            if paper.is_of(content_digest(edition, document)):
                title = f"一致：这张纸就是 {name} 里的{_named(edition, document)}"
                return Verdict(
                    Outcome.SAME, paper.code, title, page=paper.page, revision=_revision(paper) or document.revision,
                    held=document.revision,
                )  # fmt: skip
        for revision in known:
            then = self._then(revision)
            for document in documents:
                edition = self._edition(document)
                if _subject(edition, then) == _subject(edition, document):
                    title = (
                        f"不一致：这张纸是{_named(edition, then)}的修订 {revision.revision}，"
                        f"{name} 是{_revision_words(document)}，以下各格不同"
                    )
                    return Verdict(
                        Outcome.DIFFERS, paper.code, title, differences=tuple(compare(edition, then, document)),
                        page=paper.page, revision=revision.revision, held=document.revision, sides=(PAPER, FILE),
                    )  # fmt: skip
        codes = "、".join(
            f"{code_of(content_digest(self._edition(item), item))}（{_revision_words(item)}）" for item in documents
        )
        details = [f"{name} 的核对码是 {codes}", *self._whose(paper)]
        return Verdict(
            Outcome.FOREIGN, paper.code, f"不一致：这张纸不是 {name} 打印的", tuple(details), page=paper.page,
            revision=_revision(paper), held=documents[0].revision if documents else 0, sides=(PAPER, FILE),
        )  # fmt: skip

    def _known(self, paper: Paper, revisions: list[Revision]) -> Verdict:
        """The paper passed here; what the draft says now is the same or not."""
        revision = revisions[0]
        assert self.store is not None  # revisions come from it
        held = self._held(self.store.drafts.info(revision.draft_id))
        then = self._then(revision)
        name = _named(held.edition, held.document)
        number = _revision(paper) or revision.revision
        binned = ("这份草稿在回收站里，恢复以后才能打开",) if held.info.deleted else ()
        opens = None if held.info.deleted else revision.draft_id
        if paper.is_of(held.digest):
            return Verdict(
                Outcome.SAME, paper.code, f"一致：{paper.noun}就是{name}的修订 {number}，与您手里的相同", binned,
                page=paper.page, draft_id=opens, revision=number, held=held.document.revision,
            )  # fmt: skip
        last = self.store.revisions.last(revision.draft_id)
        passed = last is not None and last.digest == held.digest.hex()
        mine = f"修订 {held.document.revision}" if passed else f"修订 {held.document.revision} 之后改过的草稿"
        found = tuple(compare(held.edition, then, held.document))
        title = f"不一致：{paper.noun}是{name}的修订 {number}，您手里的是{mine}，以下 {len(found)} 处不同"
        return Verdict(
            Outcome.DIFFERS, paper.code, title, binned, found, paper.page, opens, number,
            held.document.revision, (paper.side, HELD),
        )  # fmt: skip

    def _unknown(self, paper: Paper) -> Verdict:
        """Nothing held has this content. What the QR code or the file says of itself may still name a draft."""
        page = paper.page
        if paper.document is not None:
            return self._other_content(paper, paper.document)
        if page is None:
            return Verdict(
                Outcome.UNKNOWN, paper.code, f"没有找到：这里没有核对码是 {paper.code} 的表",
                ("请核对数据文件，或先把文件导入再核对；扫二维码可以看出是谁的表",),
            )  # fmt: skip
        for held in self._all_held(paper):
            if _is_of_subject(page, held):
                title = (
                    f"不一致：这张纸是{_named(held.edition, held.document)}的修订 {page.revision}，"
                    f"您手里的是{_revision_words(held.document)}，内容不同"
                )
                return Verdict(
                    Outcome.FOREIGN, paper.code, title,
                    ("这里没有纸上那一份的内容，不能逐格比较；请向填报单位要文件，导入后再核对",), page=page,
                    draft_id=held.info.id, revision=page.revision, held=held.document.revision,
                )  # fmt: skip
        return Verdict(
            Outcome.UNKNOWN, paper.code, "没有找到：这里没有这张纸的文件", tuple(self._whose(paper)), page=page,
            revision=page.revision,
        )  # fmt: skip

    def _other_content(self, paper: Paper, document: Document) -> Verdict:
        """A file of another content than all that is held; what is held of the same thing is compared with it."""
        edition = self._edition(document)
        for held in self._all_held(paper):
            if _subject(edition, document) == _subject(held.edition, held.document):
                found = tuple(compare(edition, document, held.document))
                mine = f"{_named(edition, held.document)}（{_revision_words(held.document)}）"
                title = f"不一致：{paper.noun}与您手里的{mine}有 {len(found)} 处不同"
                opens = None if held.info.deleted else held.info.id
                return Verdict(
                    Outcome.DIFFERS, paper.code, title, differences=found, draft_id=opens, revision=document.revision,
                    held=held.document.revision, sides=(paper.side, HELD),
                )  # fmt: skip
        title = f"没有找到：这里没有这份文件，它的核对码是 {paper.code}（{_revision_words(document)}）"
        return Verdict(Outcome.UNKNOWN, paper.code, title, revision=document.revision)

    def _whose(self, paper: Paper) -> Iterator[str]:
        if paper.page is not None:
            yield f"纸上写着：{page_words(paper.page, self._form(paper.page))}"

    def _form(self, page: PageCode) -> str:
        for edition in self.catalogue.every:
            if (edition.mark, edition.edition) == (page.form, page.edition):
                return edition.form
        return ""

    def _revisions(self, paper: Paper) -> list[Revision]:
        """The states that passed with the paper's content; the one with the paper's own revision first."""
        if self.store is None:
            return []
        found = [item for item in self.store.revisions.of_code(paper.code) if paper.is_of(bytes.fromhex(item.digest))]
        return sorted(found, key=lambda item: item.revision != _revision(paper))

    def _then(self, revision: Revision) -> Document:
        return jsonio.loads(revision.document_json.encode(), name=revision.code, catalogue=self.catalogue)

    def _all_held(self, paper: Paper) -> Iterator[_Held]:
        """The drafts that can be meant; of a typed code nothing is known but the content."""
        if self.store is None:
            return
        for info in self.store.drafts.find(year=paper.page.year if paper.page is not None else None):
            try:
                yield self._held(info)
            except UserError:  # one draft that cannot be read does not hide the others
                continue

    def _held(self, info: DraftInfo) -> _Held:
        assert self.store is not None  # drafts come from it
        document = read_stored(self.store.drafts.load(info.id), self.catalogue)
        edition = self._edition(document)
        return _Held(info, edition, document, content_digest(edition, document))

    def _edition(self, document: Document) -> Edition:
        return self.catalogue.for_document(document.form, document.edition, document.year)


def _named(edition: Edition, document: Document) -> str:
    """`某局“水质监测”2022年《…批复表》`."""
    project = project_of(edition, document)
    return f"{unit_of(edition, document)}{f'“{project}”' if project else ''}{document.year}年《{edition.form}》"


def _subject(edition: Edition, document: Document) -> tuple[object, ...]:
    return document.form, document.edition, document.year, unit_of(edition, document), project_of(edition, document)


def _is_of_subject(page: PageCode, held: _Held) -> bool:
    """Whether a page says it is of the same thing; its names may be cut."""
    if (page.form, page.edition) != (held.edition.mark, held.edition.edition):
        return False
    names = ((page.unit, unit_of(held.edition, held.document)), (page.project, project_of(held.edition, held.document)))
    return all(
        "".join(own.split()).startswith(said[:-1]) if said.endswith("…") else said == "".join(own.split())
        for said, own in names
    )


def _revision(paper: Paper) -> int:
    return paper.page.revision if paper.page is not None else 0


def _revision_words(document: Document) -> str:
    return f"修订 {document.revision}" if document.revision else "还没有审核通过的草稿"
