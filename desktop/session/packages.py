"""A package that is there: the documents in it, and whether it is what it says it is (`jibiao verify`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.errors import PasswordError, UserError, os_fault
from desktop.export.package.manifest import Entry, Manifest, as_line
from desktop.export.package.nesting import Room
from desktop.export.package.origins import NONE_KEPT, NONE_TITLE, First, firsts_of, is_origin, key_of
from desktop.export.package.origins import faults as first_faults
from desktop.export.package.reading import MAX_PACKED, Package, read_package
from desktop.export.pdf.reading import read_attachments, read_page_texts
from desktop.export.sendnote import digest_in
from desktop.export.signing import MISSING, Signature, has_signature, signing_available, verify_signatures
from desktop.forms import jsonio
from desktop.forms.canonical import digest as content_digest
from desktop.forms.catalogue import Catalogue
from desktop.forms.code import code_of
from desktop.forms.document import Document
from desktop.forms.fresh import project_of
from desktop.forms.names import plain
from desktop.session.pdfproof import printed_codes

_REMEDY = "请对方重新做包再报"


@dataclass(frozen=True, slots=True)
class PackageProof:
    """What was found in a whole package. `faults`: in what it is not what it says, a line each; empty is good.

    `firsts`: the packages in which the unit first sent what an office passes on here. `inner`: the packages from below.
    """

    name: str
    package: Package
    documents: tuple[Document, ...]
    faults: tuple[str, ...]
    signatures: tuple[Signature, ...] = field(default=())
    unchecked: bool = False
    """There is a signature, but pyHanko is missing."""
    firsts: tuple[FirstProof, ...] = ()
    inner: tuple[PackageProof, ...] = ()
    closed: tuple[str, ...] = ()
    """Packages from below that are under a password."""

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it, nor against any within it."""
        signatures = [*self.signatures, *(one for first in self.firsts for one in first.signatures)]
        return (
            not self.faults
            and all(signature.holds for signature in signatures)
            and all(inner.holds for inner in self.inner)
        )

    @property
    def everything(self) -> Iterator[PackageProof]:
        """This one and all within it."""
        yield self
        for inner in self.inner:
            yield from inner.everything

    def of_code(self, code: str) -> str:
        """Which package's note a printed code is of, a line; `""` for none."""
        for one in self.everything:
            inside = "" if one is self else f" 里的 {one.name} "
            if one.package.code == code:
                return f"这张上报清单就是 {self.name}{inside or ' '}的"
            if any(first.first.code == code for first in one.firsts):
                return f"这张上报清单是 {one.package.manifest.unit} 原来的，原清单在 {self.name}{inside}里"
        return ""

    @property
    def lines(self) -> list[str]:
        """One for each thing worth saying, the verdict first."""
        manifest = self.package.manifest
        season = f"{manifest.year} 年度{f'（{manifest.period}）' if manifest.period else ''}"
        forms = f"{len(manifest.entries)} 份表" if manifest.entries else "没有自己的表"
        count = sum(not (item.is_package or is_origin(item.file)) for item in manifest.attachments)
        inner = f"、{len(self.inner)} 个下级的包" if self.inner else ""
        proofs = f"{inner}{f'、{count} 个附件' if count else ''}"
        verdict = "上报包完整，各表与清单相符" if not self.faults else "上报包里有与清单不符的"
        locked = "，加了密码" if self.package.locked else ""
        found = [
            f"{verdict}：{manifest.unit} {season}，{forms}{proofs}{locked}",
            f"上报包核对码 {self.package.code}，{' '.join(manifest.made.split('T'))[:16]} 制作",
            *self.faults,
        ]
        for number, entry in enumerate(manifest.entries, 1):
            code = code_of(bytes.fromhex(entry.digest))
            found.append(f"{number}. {_named(entry)}　修订 {entry.revision}　核对码 {code}")
        found += [f"清单上的电子签名：{signature.line}" for signature in self.signatures]
        if self.unchecked:
            found.append(f"清单上有电子签名，但{MISSING}，无法核对")
        elif not self.signatures:
            found.append("没有电子签名")
        found += [f"内附 {name}：加了密码，没有打开" for name in self.closed]
        found += [*(first.line for first in self.firsts), *self._first_signatures]
        for one in self.inner:
            found += one.within("内附 ")
        return found

    def within(self, before: str) -> Iterator[str]:
        """As a package within another one: a line, then what speaks against it, its signatures, and those within it."""
        manifest = self.package.manifest
        called = f"{before}{self.name}"
        other = "" if plain(self.name) == plain(manifest.unit) else f"{manifest.unit}，"
        number = f"{len(manifest.entries)} 份表" if manifest.entries else f"{len(self.inner)} 个下级的包"
        firsts = "；".join(first.line for first in self.firsts)
        if NONE_KEPT in self.package.files:
            firsts = NONE_TITLE
        yield f"{called}：{other}{number}，包核对码 {self.package.code}{f'；{firsts}' if firsts else ''}"
        for fault in self.faults:
            yield f"　{fault}"
        yield from (f"　内附 {name}：加了密码，没有打开" for name in self.closed)
        for line in (*(f"清单上的电子签名：{one.line}" for one in self.signatures), *self._first_signatures):
            yield f"　{line}"
        for inner in self.inner:
            yield from inner.within(f"{called} 里的 ")

    @property
    def _first_signatures(self) -> Iterator[str]:
        for first in self.firsts:
            yield from (f"原清单上的电子签名：{signature.line}" for signature in first.signatures)
            if first.unchecked:
                yield f"原清单上有电子签名，但{MISSING}，无法核对"


@dataclass(frozen=True, slots=True)
class FirstProof:
    """A package as its unit first sent it. `documents`: how many of those here stand in its manifest."""

    first: First
    documents: int
    signatures: tuple[Signature, ...] = ()
    unchecked: bool = False

    @property
    def line(self) -> str:
        """What it proves."""
        made = " ".join(self.first.manifest.made.split("T"))[:16]
        return f"{self.documents} 份在原清单 {self.first.code} 里（{made} 制作）"


def load_package(path: Path, password: str | None = None) -> Package:
    """The package in a file. Raises `UserError`, `PasswordError` when it needs a password."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_PACKED + 1)
    except OSError as error:
        raise UserError(f"打不开文件：{os_fault(error)}", where=path.name, remedy="请检查文件名和位置") from None
    return read_package(data, name=path.name, password=password)


def documents_of(package: Package, catalogue: Catalogue, *, name: str) -> list[Document]:
    """The documents of a package, in its order. Raises `UserError` when one is not what the manifest says."""
    documents = [_document(package, entry, catalogue, name) for entry in package.manifest.entries]
    for entry, document in zip(package.manifest.entries, documents, strict=True):
        if differing := _differing(entry, document, catalogue):
            raise UserError(f"{_named(entry)}的{differing}与清单写的不符", where=name, remedy=_REMEDY)
    return documents


def prove_package(package: Package, catalogue: Catalogue, *, name: str) -> PackageProof:
    """Holds everything in a package against what its manifest says, and so for the packages within it.

    Raises `UserError` when it cannot be read; one within it that cannot be is a fault of this one.
    """
    return _prove(package, catalogue, name, 0, Room())


def _prove(package: Package, catalogue: Catalogue, name: str, level: int, room: Room) -> PackageProof:
    manifest = package.manifest
    documents, faults = [], []
    for entry in manifest.entries:
        document = _document(package, entry, catalogue, name)
        documents.append(document)
        if differing := _differing(entry, document, catalogue):
            faults.append(f"{_named(entry)}的{differing}与清单写的不符")
        faults += _printed_faults(package, entry, catalogue)
    note = package.files.get(manifest.note, b"")
    if note and digest_in(note, name=manifest.note) != package.content:
        faults.append("上报清单不是这个包的")
    firsts = firsts_of(package, name=name)
    faults += first_faults(package, firsts, name=name)
    inner, closed = [], []
    for item in manifest.attachments:
        if item.is_package:
            title = item.title or item.file
            try:
                room.admit(package.files[item.file], level + 1, name=title)
                within = read_package(package.files[item.file], name=title)
                inner.append(_prove(within, catalogue, title, level + 1, room))
            except PasswordError:
                closed.append(title)
            except UserError as error:
                faults.append(f"内附的 {error}")
    signatures, unchecked = _signatures(note)
    return PackageProof(
        name, package, tuple(documents), tuple(faults), signatures, unchecked,
        tuple(_first_proof(first, manifest) for first in firsts), tuple(inner), tuple(closed),
    )  # fmt: skip


def _first_proof(first: First, manifest: Manifest) -> FirstProof:
    known = first.entries
    signatures, unchecked = _signatures(first.note)
    return FirstProof(first, sum(key_of(entry) in known for entry in manifest.entries), signatures, unchecked)


def _signatures(note: bytes) -> tuple[tuple[Signature, ...], bool]:
    """Those under a note, and whether there are some that cannot be looked at here."""
    signed = has_signature(note)
    checked = signed and signing_available()
    return tuple(verify_signatures(note)) if checked else (), signed and not checked


def _document(package: Package, entry: Entry, catalogue: Catalogue, name: str) -> Document:
    return jsonio.loads(package.files[entry.file], name=f"{name} 里的 {entry.file}", catalogue=catalogue)


def _differing(entry: Entry, document: Document, catalogue: Catalogue) -> str:
    """In what a document is not what its entry says, `""` when it is."""
    edition = catalogue.for_document(document.form, document.edition, document.year)
    if (entry.form, entry.edition, entry.year) != (document.form, document.edition, document.year):
        return "表名、版式或年度"
    if entry.project != as_line(project_of(edition, document)):
        return "项目名称"
    if entry.revision != document.revision:
        return "修订"
    return "" if content_digest(edition, document).hex() == entry.digest else "内容"


def _printed_faults(package: Package, entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    """PDFs of an entry whose attached document or printed codes are of another content."""
    code = code_of(bytes.fromhex(entry.digest))
    for file in entry.printed:
        if not file.lower().endswith(".pdf"):
            continue
        data = package.files[file]
        for attached in read_attachments(data, name=file):
            document = jsonio.loads(attached, name=file, catalogue=catalogue)
            edition = catalogue.for_document(document.form, document.edition, document.year)
            if content_digest(edition, document).hex() != entry.digest:
                yield f"{file} 印的不是{_named(entry)}的这份内容"
        for page, printed in printed_codes(read_page_texts(data, name=file)):
            if printed != code:
                yield f"{file} 第 {page} 页印的核对码 {printed} 不是这份表的"


def _named(entry: Entry) -> str:
    return f"{f'“{entry.project}”' if entry.project else ''}《{entry.form}》"
