"""Where the documents of a package first came from, when an office above made it of what it had accepted.

Such a package holds one unit's documents byte for byte, and with them the manifests of the packages in which that unit
sent them, with their notes where those were signed. So whoever receives it sees that the office changed nothing: every
document's digest stands in a manifest whose code the unit printed, signed and sealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from desktop.errors import UserError
from desktop.export.package.manifest import Entry, Manifest, content_digest, loads
from desktop.export.package.proofs import MAX_PROOF
from desktop.export.package.reading import MAX_MANIFEST, Package
from desktop.export.signing import has_signature, signing_available, verify_signatures
from desktop.forms.code import code_of
from desktop.forms.names import plain

Key: TypeAlias = "tuple[str, str, str, int, int]"
TITLE, NOTE_TITLE = "原清单", "原上报清单"
MAX_FIRSTS = 200
MAX_NOTE = MAX_PROOF
NONE_KEPT, NONE_TITLE = "附件/没有原清单.txt", "没有原清单"
"""Says that the office received these documents before manifests were kept, so that its own is not taken for one."""
_MANIFEST = re.compile(r"附件/原清单((?:-[1-9]\d{0,2})?)\.json")
_NOTE = re.compile(r"附件/原上报清单((?:-[1-9]\d{0,2})?)\.pdf")


@dataclass(frozen=True, slots=True)
class First:
    """A package as its unit made it: the bytes of its manifest, what they say, and its note if that was signed."""

    text: bytes
    manifest: Manifest
    note: bytes = b""

    @property
    def content(self) -> bytes:
        """The digest that the unit's note bears, 32 bytes."""
        return content_digest(self.manifest)

    @property
    def code(self) -> str:
        """Its short form, printed on the unit's note."""
        return code_of(self.content)

    @property
    def entries(self) -> dict[Key, Entry]:
        """What it says of each document."""
        return {key_of(entry): entry for entry in self.manifest.entries}


def member_names(number: int) -> tuple[str, str]:
    """The names of the `number`th first manifest and of its note within a package; counts from 0."""
    part = f"-{number + 1}" if number else ""
    return f"附件/{TITLE}{part}.json", f"附件/{NOTE_TITLE}{part}.pdf"


def is_origin(file: str) -> bool:
    """Whether a file of a package is one of these and no proof."""
    return file == NONE_KEPT or bool(_MANIFEST.fullmatch(file) or _NOTE.fullmatch(file))


def firsts_of(package: Package, *, name: str) -> list[First]:
    """The first packages of a package's documents; empty when its unit made it itself.

    Raises `UserError` when one cannot be read, they are too many, or a note has no manifest.
    """
    files = [item.file for item in package.manifest.attachments]
    notes = {found.group(1): package.files[file] for file in files if (found := _NOTE.fullmatch(file))}
    texts = [package.files[file] for file in files if _MANIFEST.fullmatch(file)]
    if not fit(texts):
        raise UserError(f"{TITLE}太多或太大", where=name, remedy="请对方重新做包再报")
    firsts = []
    for file in files:
        if found := _MANIFEST.fullmatch(file):
            text = package.files[file]
            firsts.append(First(text, loads(text, name=f"{name} 的{TITLE}"), notes.pop(found.group(1), b"")))
    if notes:
        raise UserError(f"{NOTE_TITLE}没有对应的{TITLE}", where=name, remedy="请对方重新做包再报")
    return firsts


def fit(texts: Sequence[bytes]) -> bool:
    """Whether so many first manifests may lie in one package: all of them are read at once."""
    return len(texts) <= MAX_FIRSTS and sum(map(len, texts)) <= MAX_MANIFEST


def faults(package: Package, firsts: list[First], *, name: str) -> Iterator[str]:
    """In what a package does not fit its first manifests, a line each. Raises `UserError` for a note that is no PDF."""
    manifest = package.manifest
    for first in firsts:
        if plain(first.manifest.unit) != plain(manifest.unit):
            yield f"{TITLE}是{first.manifest.unit[:40]}的，包是{manifest.unit[:40]}的"
        if first.note and (fault := note_fault(first.note, first.content, name=f"{name} 的{NOTE_TITLE}")):
            yield f"{NOTE_TITLE}{fault}"
    known = {key for first in firsts for key in first.entries}
    for entry in manifest.entries if firsts else ():
        if key_of(entry) not in known:
            yield f"《{entry.form[:40]}》{entry.project[:40]}不在{TITLE}里，或与{TITLE}写的不同"


def note_fault(note: bytes, content: bytes, *, name: str) -> str:
    """Why a note is not the one that was signed for this content, `""` when it is. Raises `UserError`: no PDF.

    Without pyHanko the signature itself is not looked at.
    """
    from desktop.export.sendnote import digest_in  # noqa: PLC0415  # loads what writes and reads PDF

    if len(note) > MAX_NOTE:
        return "太大"
    if not has_signature(note):
        return "上没有电子签名"
    if digest_in(note, name=name) != content:
        return "不是这份清单的"
    if signing_available() and not all(one.holds for one in verify_signatures(note)):
        return "上的电子签名无效，或签名后被改动"
    return ""


def key_of(entry: Entry) -> Key:
    """What is the same of a document in all manifests that tell the truth about it; its digest covers its names."""
    return entry.digest, entry.form, entry.edition, entry.year, entry.revision
