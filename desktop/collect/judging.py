"""Is this package what it says it is: judged whole, before anything of it is stored.

Whole and unchanged (`export.package.reading`), every document in an edition that is known here and readable, the
manifest telling the truth about each of them (the digest computed anew), and all checks run with the definitions that
are here. What comes out are plain values without anything computed in them, so that judging can be done elsewhere.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.collect.keeping import counts_of, pack, pack_findings
from desktop.errors import PasswordError, UserError
from desktop.export.package import MANIFEST
from desktop.export.package.manifest import Attachment, Entry, as_line
from desktop.export.package.origins import NONE_KEPT, faults, firsts_of, is_origin, note_fault
from desktop.export.package.reading import Package, read_package
from desktop.export.signing import has_signature
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest as content_digest
from desktop.forms.catalogue import Catalogue
from desktop.forms.checks import check
from desktop.forms.code import code_of
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.findings import Finding
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.names import plain
from desktop.forms.notes import with_notes
from desktop.forms.together import check_together
from desktop.store.collect_records import NewDocument, Origin, Proof

_RIGHT = "请对方用程序重新做包再报"


class Fault(StrEnum):
    """Why a package is not taken."""

    UNREADABLE = "unreadable"
    """The file is not there (any more) or cannot be read."""
    LOCKED = "locked"
    """It is under a password that is not known here."""
    DAMAGED = "damaged"
    """It is no whole package of this program."""
    UNKNOWN = "unknown"
    """A form or an edition that is not known here."""
    CONTENT = "content"
    """A document in it that cannot be read."""
    FALSE = "false"
    """Its manifest says something else than its documents, or than the manifest they first came with."""
    DEEP = "deep"
    """It lies within more packages than there are offices above each other, or all of them are too large together."""


class RefusedError(Exception):
    """A package that is not taken, with the one line that says why."""

    def __init__(self, fault: Fault, error: UserError) -> None:
        super().__init__(str(error))
        self.fault, self.error = fault, error


@dataclass(frozen=True, slots=True)
class Parcel:
    """A judged package. One that is `known` was not looked into: it has no documents, origins and proofs here.

    `origins`: what its unit first sent. `inner`: the packages that it brings along from below, with their titles.
    `size`: bytes of all that is in it, unpacked.
    """

    digest: str
    unit: str
    name: str
    year: int
    period: str
    made: str
    program: str
    documents: tuple[NewDocument, ...] = ()
    proofs: tuple[Proof, ...] = ()
    origins: tuple[Origin, ...] = ()
    inner: tuple[tuple[str, bytes], ...] = ()
    known: bool = False
    size: int = 0


@dataclass(slots=True)
class _Read:
    """A document on its way through the checks."""

    packed: bytes
    """Its JSON as it is kept."""
    evaluation: Evaluation
    digest: bytes
    own: tuple[Finding, ...]
    across: list[Finding]

    @property
    def edition(self) -> Edition:
        return self.evaluation.edition

    @property
    def document(self) -> Document:
        return self.evaluation.document


def judge(
    data: bytes, *, name: str, catalogue: Catalogue, known: Container[str] = (), passwords: Sequence[str] = ()
) -> Parcel:
    """The package in a file's bytes; `name` is what messages call it. Raises `RefusedError`.

    Of one whose digest is `known` only that is found out. A locked one is tried with the `passwords` in turn.
    """
    package = _opened(data, name, passwords)
    manifest = package.manifest
    if not plain(manifest.unit):
        raise RefusedError(Fault.FALSE, UserError("包里没有写是哪个单位报的", where=name, remedy=_RIGHT))
    size = sum(map(len, package.files.values()))
    head = Parcel(
        digest=package.digest.hex(), unit=plain(manifest.unit), name=manifest.unit.strip(), year=manifest.year,
        period=manifest.period, made=manifest.made, program=manifest.program, size=size,
    )  # fmt: skip
    if head.digest in known:
        return replace(head, inner=_attached(package, {})[0], known=True)
    origins = _origins(package, name)
    read = [_read(entry, package, name, catalogue) for entry in manifest.entries]
    for placed in check_together([one.evaluation for one in read], catalogue):
        read[placed.number].across.append(placed.finding)
    documents = tuple(_document(one, head.unit) for one in read)
    _refuse_twice(documents, name)
    codes = {entry.file: one.code for entry, one in zip(manifest.entries, documents, strict=True)}
    inner, proofs = _attached(package, codes)
    return replace(head, documents=documents, proofs=proofs, origins=origins, inner=inner)


def _opened(data: bytes, name: str, passwords: Sequence[str]) -> Package:
    """The package, whole, unlocked with the first of the passwords that fits."""
    for password in (*passwords, None):
        try:
            return read_package(data, name=name, password=password)
        except PasswordError as error:
            if password is None:
                raise RefusedError(Fault.LOCKED, error) from None
        except UserError as error:
            raise RefusedError(Fault.DAMAGED, error) from None
    raise AssertionError("the last one is always tried")


def _read(entry: Entry, package: Package, name: str, catalogue: Catalogue) -> _Read:
    """One document, checked against what the manifest says of it."""
    where = f"{name} 的《{entry.form[:40]}》{entry.project[:40]}"
    try:
        edition = catalogue.for_document(entry.form, entry.edition, entry.year, where=name)
    except UserError as error:
        raise RefusedError(Fault.UNKNOWN, error) from None
    data = package.files[entry.file]
    try:
        document = jsonio.loads(data, name=where, catalogue=catalogue)
    except UserError as error:
        raise RefusedError(Fault.CONTENT, error) from None
    # First what is plain to see: a document of another edition has no fields that could be computed with this one.
    false = _differs(entry, document, edition, package.manifest.unit)
    if not false:
        evaluation = Evaluation(edition, document)
        digest = content_digest(edition, document, evaluation)
        false = "" if digest.hex() == entry.digest else "内容"
    if false:
        raise RefusedError(Fault.FALSE, UserError(f"清单里写的{false}与表不符", where=where, remedy=_RIGHT))
    own = with_notes(check(evaluation), edition, document)
    return _Read(package.packed.get(entry.file) or pack(data), evaluation, digest, own, [])


def _differs(entry: Entry, document: Document, edition: Edition, sender: str) -> str:
    """What the manifest says wrongly of a document, `""` when nothing."""
    units = {plain(as_line(unit)) for unit in (unit_of(edition, document), document.unit or "", sender)}
    for word, told, found in (
        ("表名", entry.form, document.form),
        ("版式", entry.edition, document.edition),
        ("年度", entry.year, document.year),
        ("修订", entry.revision, document.revision),
        ("项目", plain(entry.project), plain(as_line(project_of(edition, document)))),
    ):
        if told != found:
            return word
    return "" if plain(entry.unit) in units else "单位"


def _origins(package: Package, name: str) -> tuple[Origin, ...]:
    """The manifests to keep: those that an office passed on, each telling of what is here, else the package's own."""
    try:
        firsts = firsts_of(package, name=name)
        false = next(faults(package, firsts, name=name), "")
        note = package.files.get(package.manifest.note, b"")
        if not false and has_signature(note):
            fault = note_fault(note, package.content, name=f"{name} 的上报清单")
            false = f"上报清单{fault}" if fault else ""
    except UserError as error:
        raise RefusedError(Fault.FALSE, error) from None
    if false:
        raise RefusedError(Fault.FALSE, UserError(false, where=name, remedy=_RIGHT))
    if firsts or NONE_KEPT in package.files:
        return tuple(Origin(first.code, pack(first.text), first.note) for first in firsts)
    text = package.packed.get(MANIFEST) or pack(package.text)
    return (Origin(package.code, text, note if has_signature(note) else b""),)


def _document(read: _Read, sender: str) -> NewDocument:
    edition, document = read.edition, read.document
    author, project = unit_of(edition, document), project_of(edition, document)
    across = with_notes(read.across, edition, document)
    return NewDocument(
        form=document.form, edition=document.edition, year=document.year, author=author, project=project,
        subject=f"{plain(author) or sender}\n{plain(project)}", revision=document.revision, digest=read.digest.hex(),
        code=code_of(read.digest), document=read.packed, findings=pack_findings(read.own),
        across=pack_findings(across), counts=counts_of(read.own), across_counts=counts_of(across),
    )  # fmt: skip


def _refuse_twice(documents: Sequence[NewDocument], name: str) -> None:
    seen: set[tuple[str, int, str]] = set()
    for one in documents:
        subject = one.form, one.year, one.subject
        if subject in seen:
            what = f"《{one.form}》{one.project} 在包里有两份"
            raise RefusedError(Fault.FALSE, UserError(what, where=name, remedy="请对方去掉一份再做包"))
        seen.add(subject)


def _attached(package: Package, codes: dict[str, str]) -> tuple[tuple[tuple[str, bytes], ...], tuple[Proof, ...]]:
    """The packages that the sender passes on, and the proofs."""
    inner, proofs = [], []
    for item in package.manifest.attachments:
        content = package.files[item.file]
        if item.is_package:
            inner.append((_title(item), content))
        elif not is_origin(item.file):
            proofs.append(Proof(item.file, item.title, codes.get(item.about, ""), content))
    return tuple(inner), tuple(proofs)


def _title(item: Attachment) -> str:
    return item.title.strip() or item.file.rpartition("/")[2]
