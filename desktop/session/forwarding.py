"""转报: the office's own package for the office above, made of what it accepted, with its printed 上报清单.

Made a unit at a time (`Forwarding.work`), so that a window can show how far it is; nothing is written before all of it
is there. What is in it and why is said in `collect.forwarding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.collect.forwarding import PROGRAM, Passed, accepted, bound, passed_on
from desktop.errors import UserError
from desktop.export.package.manifest import MAX_ATTACHMENTS, Attachment, Manifest, as_line, content_digest, sums_of
from desktop.export.package.proofs import member_stem, read_proof
from desktop.export.package.reading import MAX_PACKED
from desktop.export.package.writing import write_package
from desktop.export.sendnote import note_pdf
from desktop.forms.catalogue import Catalogue
from desktop.forms.code import code_of
from desktop.forms.names import plain
from desktop.forms.sendlist import SendNote, UnitLine
from desktop.session.packing import NOTE_FILE, Packed, Proof, Sign
from desktop.store import Store


@dataclass(frozen=True, slots=True)
class Forwardable:
    """How much can be sent on: accepted documents and their units, of all documents that are here of the year."""

    documents: int
    units: int
    all_documents: int

    @property
    def line(self) -> str:
        """All of it in one line for a person."""
        rest = self.all_documents - self.documents
        more = f"，另有 {rest} 张还没有接受" if rest else ""
        return f"已接受 {self.units} 个单位的 {self.documents} 张表，可以转报{more}"


def forwardable(store: Store, year: int) -> Forwardable:
    """What could be sent on of a year. Raises `UserError` for faults of the disk."""
    ready, here = accepted(store, year), store.collected.of_year(year)
    return Forwardable(len(ready), len({one.unit_key for one in ready}), len(here))


class Forwarding:
    """A package in the making: go through `work`, then `packed` is there, for `packing.put_package`."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        year: int,
        unit: str,
        *,
        made: datetime,
        documents: Sequence[int] | None = None,
        proofs: Sequence[Proof] = (),
        sign: Sign | None = None,
    ) -> None:
        """`unit`: this office. `documents`: None for all that was accepted. `made` with its zone.

        `sign` puts a signature under the note. Raises `UserError`: nothing to send, no unit, what is not accepted.
        """
        self._unit = as_line(unit)
        if not plain(self._unit):
            raise UserError("没有写转报的单位", remedy="请写本单位的名称")
        self._store, self._catalogue, self._year = store, catalogue, year
        self._documents = accepted(store, year, documents)
        if not self._documents:
            raise UserError(f"{year} 年度没有已接受的表可转报", remedy="请先接受，再转报")
        self._proofs, self._made, self._sign = proofs, made, sign
        self._passed: list[Passed] = []
        self.total = len({(one.via, one.unit_key) for one in self._documents})
        """Units to be gone through; a unit that came by two ways counts twice."""
        self.packed: Packed | None = None

    @property
    def bare(self) -> list[str]:
        """Units of which something came in before manifests were kept: that goes on without them. After `work`."""
        return list(dict.fromkeys(one.unit for one in self._passed if not one.firsts))

    def work(self) -> Iterator[int]:
        """Makes it, a unit at a time: how many are done. Raises `UserError`."""
        seen: set[tuple[tuple[str, ...], str]] = set()
        for one in passed_on(self._store, self._catalogue, self._documents):
            self._passed.append(one)
            seen.add((one.via, plain(one.unit)))
            yield len(seen)
        attachments, files = bound(self._passed, self._year)
        attachments = (*attachments, *self._attached(len(attachments), files))
        manifest = Manifest(
            self._unit, self._year, self._made.isoformat(timespec="seconds"), PROGRAM, (), attachments, sums_of(files)
        )
        digest = content_digest(manifest)
        note = SendNote(
            self._unit, self._year, "", f"{self._made:%Y-%m-%d %H:%M}", (),
            tuple(item.title for item in attachments if not item.is_package), code_of(digest),
            tuple(UnitLine(one.unit, one.via, one.documents, one.firsts, one.signed) for one in self._passed),
        )  # fmt: skip
        sheet = note_pdf(note, digest, created=self._made)
        files[NOTE_FILE] = self._sign(sheet) if self._sign else sheet
        manifest = replace(manifest, note=NOTE_FILE, sums=sums_of(files))
        data = write_package(manifest, files)
        if len(data) > MAX_PACKED:
            raise UserError(f"上报包超过 {MAX_PACKED // 1024 // 1024} MB", remedy="请分几次选表转报")
        self.packed = Packed(data, manifest, note)

    def _attached(self, number: int, files: dict[str, bytes]) -> Iterator[Attachment]:
        """The office's own proofs, after the units' packages."""
        if number + len(self._proofs) > MAX_ATTACHMENTS:
            raise UserError(f"一个包最多 {MAX_ATTACHMENTS} 个单位和附件", remedy="请分几次选表转报")
        for place, proof in enumerate(self._proofs, number + 1):
            suffix, data = read_proof(proof.file)
            title = as_line(proof.file.stem) or "附件"
            name = f"附件/{place:03}-{member_stem(title)}{suffix}"
            files[name] = data
            yield Attachment(name, title)


def forward(
    store: Store,
    catalogue: Catalogue,
    year: int,
    unit: str,
    *,
    documents: Sequence[int] | None = None,
    proofs: Sequence[Proof] = (),
    sign: Sign | None = None,
    made: datetime | None = None,
) -> Packed:
    """The whole package at once; see `Forwarding`. Raises `UserError`."""
    making = Forwarding(
        store, catalogue, year, unit, made=made or datetime.now().astimezone(), documents=documents, proofs=proofs,
        sign=sign,
    )  # fmt: skip
    for _ in making.work():
        pass
    assert making.packed is not None  # the work was gone through
    return making.packed
