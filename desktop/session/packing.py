"""上报: documents that passed 审核 made into a package, put where the person says, and read again from there.

What may go is decided by the program's own checks now, not by a state that was set earlier: an open E, or a W without
its 说明, keeps a document back. A package is made a document at a time (`Packing.work`), so that a window can show how
far it is; nothing is written before all of it is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop import __version__
from desktop.errors import UserError
from desktop.export.atomic import write_file
from desktop.export.official import OUTPUTS, file_stem, pages_of, render, usual_outputs
from desktop.export.package.locking import lock
from desktop.export.package.manifest import (
    MAX_ATTACHMENTS,
    MAX_DOCUMENTS,
    Attachment,
    Entry,
    Manifest,
    Previous,
    Told,
    as_line,
    content_digest,
    sums_of,
)
from desktop.export.package.proofs import member_stem, read_proof
from desktop.export.package.reading import MAX_PACKED, Package, read_package
from desktop.export.package.returning import REPLIES, REPLIES_TITLE
from desktop.export.package.writing import write_package
from desktop.export.sendnote import note_pdf
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest as content_digest_of
from desktop.forms.catalogue import Catalogue
from desktop.forms.code import code_of
from desktop.forms.findings import Finding, Level
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.names import plain
from desktop.forms.notes import is_open
from desktop.forms.paths import path_text
from desktop.forms.sendlist import SendLine, SendNote
from desktop.forms.sendset import Member, missing, period_of, send_sets
from desktop.forms.standing import Standing

NOTE_FILE = "版面/00-上报清单.pdf"
_MOST_PROOFS = MAX_ATTACHMENTS - 1
"""The answers to what came back are one more."""
_LEVELS = {Level.ERROR: "错误", Level.WARNING: "需说明"}
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class PackItem:
    """A document on its way. `findings`: its own and those across documents, with their 说明.

    `previous`: what passed before it, when that is known.
    """

    evaluation: Evaluation
    findings: tuple[Finding, ...]
    standing: Standing
    previous: Previous | None = None

    @property
    def open(self) -> tuple[Finding, ...]:
        """What keeps it back: errors, and warnings without a 说明."""
        return tuple(filter(is_open, self.findings))

    @property
    def name(self) -> str:
        """`“水质监测”《…批复表》`: what it is called in a line."""
        edition, document = self.evaluation.edition, self.evaluation.document
        project = as_line(project_of(edition, document))
        return f"{f'“{project}”' if project else ''}《{document.form}》"

    @property
    def member(self) -> Member:
        """As the sets of forms see it."""
        return Member(self.evaluation.document, project_of(self.evaluation.edition, self.evaluation.document))


@dataclass(frozen=True, slots=True)
class Proof:
    """A file to go along. `about`: the number of the document it belongs to, from 0; None: the whole package."""

    file: Path
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that is made: its bytes without password, its manifest, and its note."""

    data: bytes
    manifest: Manifest
    note: SendNote
    drafts: tuple[int, ...] = ()
    """The drafts it was made of; none for one made of files."""

    @property
    def code(self) -> str:
        """The package's own code, printed on the note."""
        return self.note.code


def held_back(items: Sequence[PackItem]) -> list[str]:
    """Why documents cannot go, a line for each open finding; empty when all can."""
    return [
        f"{item.name}：{finding.code} {_LEVELS.get(finding.level, '')}　{finding.message}"
        for item in items
        for finding in item.open
    ]


def lacking(items: Sequence[PackItem], catalogue: Catalogue, known: Sequence[Member] = ()) -> list[str]:
    """What is missing of the unit's set, a line each; `known` are its documents that do not go. Raises `UserError`."""
    return missing(send_sets(catalogue), [item.member for item in items], known)


def units_of(items: Sequence[PackItem]) -> list[str]:
    """The units that the documents are of, the one that sends them first: that of the forms for a whole department."""
    found: dict[str, int] = {}
    for item in items:
        edition, document = item.evaluation.edition, item.evaluation.document
        if unit := as_line(unit_of(edition, document)):
            found[unit] = found.get(unit, 0) + (1 if edition.project_field else MAX_DOCUMENTS)
    return sorted(found, key=lambda unit: -found[unit])


class Packing:
    """A package in the making: go through `work`, then `packed` is there."""

    def __init__(
        self,
        items: Sequence[PackItem],
        proofs: Sequence[Proof],
        catalogue: Catalogue,
        *,
        made: datetime,
        sign: Sign | None = None,
        drafts: Sequence[int] = (),
        replies: bytes = b"",
    ) -> None:
        """`made` with its zone. `sign` puts a signature under the note. `replies`: answers to what came back.

        Raises `UserError` for what cannot go: see `held_back`; documents of several years; nothing; too much.
        """
        judge(items, proofs)
        self._items, self._proofs, self._catalogue = items, proofs, catalogue
        self._made, self._sign = made, sign
        self._drafts, self._replies = tuple(drafts), replies
        self._files: dict[str, bytes] = {}
        self._lines: list[SendLine] = []
        self.packed: Packed | None = None

    def work(self) -> Iterator[int]:
        """Makes it, a document at a time: how many are done. Raises `UserError`."""
        width = max(2, len(str(len(self._items))))
        entries: list[Entry] = []
        for number, item in enumerate(self._items, 1):
            entries.append(self._document(item, f"{number:0{width}}"))
            yield number
        attachments = tuple(self._proof(proof, number, entries) for number, proof in enumerate(self._proofs, 1))
        if self._replies:
            self._files[REPLIES] = self._replies
            attachments = (*attachments, Attachment(REPLIES, REPLIES_TITLE))
        first = self._items[0].evaluation.document
        manifest = Manifest(
            unit=next(iter(units_of(self._items)), ""),
            year=first.year,
            made=self._made.isoformat(timespec="seconds"),
            program=f"绩表 {__version__}",
            entries=tuple(entries),
            attachments=attachments,
            period=period_of(send_sets(self._catalogue), [item.evaluation.document for item in self._items]),
        )
        digest = content_digest(replace(manifest, sums=sums_of(self._files)))
        note = SendNote(
            manifest.unit, manifest.year, manifest.period, f"{self._made:%Y-%m-%d %H:%M}", tuple(self._lines),
            tuple(item.title for item in attachments), code_of(digest),
        )  # fmt: skip
        sheet = note_pdf(note, digest, created=self._made)
        self._files[NOTE_FILE] = self._sign(sheet) if self._sign else sheet
        manifest = replace(manifest, note=NOTE_FILE, sums=sums_of(self._files))
        data = write_package(manifest, self._files)
        if len(data) > MAX_PACKED:
            raise UserError(f"上报包超过 {MAX_PACKED // 1024 // 1024} MB", remedy="请减少附件，或分几个包报")
        self.packed = Packed(data, manifest, note, self._drafts)

    def _document(self, item: PackItem, number: str) -> Entry:
        edition, document = item.evaluation.edition, item.evaluation.document
        document.revision = max(document.revision, 1)
        digest = content_digest_of(edition, document, item.evaluation)
        stem = f"版面/{number}-{member_stem(file_stem(item.evaluation))}"
        printed = []
        for kind in usual_outputs(edition):
            printed.append(f"{stem}{OUTPUTS[kind].suffix}")
            self._files[printed[-1]] = render(item.evaluation, kind, item.standing)
        self._files[f"文档/{number}.json"] = jsonio.dumps(document)
        pages = len(pages_of(item.evaluation, item.standing, digest=digest))
        project = as_line(project_of(edition, document))
        self._lines.append(SendLine(document.form, project, pages, document.revision, code_of(digest)))
        return Entry(
            file=f"文档/{number}.json",
            form=document.form,
            edition=document.edition,
            year=document.year,
            unit=as_line(unit_of(edition, document)),
            project=project,
            revision=document.revision,
            digest=digest.hex(),
            previous=item.previous,
            printed=tuple(printed),
            findings=tuple(map(_told, item.findings)),
        )

    def _proof(self, proof: Proof, number: int, entries: Sequence[Entry]) -> Attachment:
        suffix, data = read_proof(proof.file)
        title = as_line(proof.file.stem) or "附件"
        name = f"附件/{number:02}-{member_stem(title)}{suffix}"
        self._files[name] = data
        return Attachment(name, title, "" if proof.about is None else entries[proof.about].file)


def look_at_proof(file: Path) -> None:
    """Raises `UserError` when a file cannot go along."""
    read_proof(file)


def put_package(packed: Packed, target: Path, password: str = "") -> int:
    """Writes a package, whole or not at all, and reads it again from there; how many bytes it has.

    Raises `UserError`: no room, stick pulled out, another content on the stick than was written.
    """
    data = lock(packed.data, password) if password else packed.data
    write_file(target, data, checked=True)
    found = _read_again(target, password)
    if found.content != content_digest(packed.manifest):
        raise UserError("写好后读出来的不是这个包", where=str(target), remedy="请换一个U盘或位置，重新打包")
    return len(data)


def _read_again(target: Path, password: str) -> Package:
    try:
        data = target.read_bytes()
    except OSError:
        raise UserError("写好后读不出来", where=str(target), remedy="请检查U盘是否插好，换一个U盘重新打包") from None
    return read_package(data, name=target.name, password=password or None)


def judge(items: Sequence[PackItem], proofs: Sequence[Proof]) -> None:
    """Raises `UserError` for what cannot go together, or not at all."""
    if not items:
        raise UserError("没有要上报的表", remedy="请先选几份审核通过的表")
    if len(items) > MAX_DOCUMENTS or len(proofs) > _MOST_PROOFS:
        raise UserError(f"一个包最多 {MAX_DOCUMENTS} 份表、{_MOST_PROOFS} 个附件", remedy="请分几个包报")
    years = sorted({item.evaluation.document.year for item in items})
    if len(years) > 1:
        raise UserError(f"有 {'、'.join(map(str, years))} 几个年度的表", remedy="一个包只报一个年度，请分开打包")
    if not units_of(items):
        raise UserError("表里都没有写单位，不知道是谁报的", remedy="请先在表里或新建时填上单位")
    seen: set[tuple[str, ...]] = set()
    for item in items:
        edition, document = item.evaluation.edition, item.evaluation.document
        subject = document.form, plain(unit_of(edition, document)), plain(project_of(edition, document))
        if subject in seen:
            raise UserError(f"{item.name}有两份，只能报一份", remedy="请只选其中一份")
        seen.add(subject)
    if lines := held_back(items):
        more = f"（另有 {len(lines) - 1} 处）" if len(lines) > 1 else ""
        raise UserError(f"还不能上报：{lines[0].rstrip('。')}{more}", remedy="请先改正，或给需说明的问题写上说明")


def _told(finding: Finding) -> Told:
    place, message, note = map(as_line, (path_text(finding.path), finding.message, finding.note))
    return Told(finding.code, finding.level.value, place, message, note)
