"""转报: what an office accepted goes on to the office above it, as the units sent it.

For each unit one package with its documents byte for byte as they came in, and the manifests they first came with
(`export.package.origins`), so that the office above can judge it like any other and see that nothing was changed on the
way. What had come through an office below lies in a package of that office again: the way is told by the packages
within each other, as it is when every office sends on whole packages. The same documents give the same bytes, so a
package that is sent on twice is recognised above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop import __version__
from desktop.collect.keeping import unpack
from desktop.errors import UserError
from desktop.export.package import SUFFIX
from desktop.export.package.manifest import (
    MAX_ATTACHMENTS,
    MAX_DOCUMENTS,
    Attachment,
    Entry,
    Manifest,
    as_line,
    content_digest,
    loads,
    sums_of,
)
from desktop.export.package.nesting import LEVELS
from desktop.export.package.origins import (
    NONE_KEPT,
    NONE_TITLE,
    NOTE_TITLE,
    TITLE,
    First,
    Key,
    fit,
    key_of,
    member_names,
)
from desktop.export.package.proofs import member_stem
from desktop.export.package.writing import write_package
from desktop.forms.catalogue import Catalogue
from desktop.forms.code import code_of
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, ReceivedDocument

PROGRAM = f"绩表 {__version__}"


@dataclass(frozen=True, slots=True)
class Passed:
    """A unit's package on its way up. `via`: the offices below this one it came through, the nearest to us first.

    `firsts`: the codes of the packages in which the unit sent it, `signed` of them with its signature. None when it
    came in before manifests were kept; a unit's later forms are in a package apart.
    """

    unit: str
    via: tuple[str, ...]
    made: str
    documents: int
    firsts: tuple[str, ...]
    signed: int
    code: str
    data: bytes


def accepted(store: Store, year: int, chosen: Sequence[int] | None = None) -> list[ReceivedDocument]:
    """The accepted documents of a year, or those of them that were chosen.

    Raises:
        UserError: one that was chosen is not accepted, not of this year, or was replaced since; a fault of the disk.
    """
    found = {one.id: one for one in store.collected.of_year(year) if one.answer == ACCEPTED}
    if chosen is None:
        return list(found.values())
    for number in chosen:
        if number not in found:
            one = store.collected.document(number)
            what = f"《{one.form}》{one.project}不是 {year} 年度已接受的表"
            raise UserError(what, where=one.unit, remedy="请先接受，再转报")
    return [found[number] for number in dict.fromkeys(chosen)]


def passed_on(store: Store, catalogue: Catalogue, documents: Sequence[ReceivedDocument]) -> Iterator[Passed]:
    """A package for each unit and way, one after the other. `documents` of one year. Raises `UserError`."""
    order = {form: number for number, form in enumerate(dict.fromkeys(one.form for one in catalogue.editions))}
    groups: dict[tuple[tuple[str, ...], str, bool], list[ReceivedDocument]] = {}
    kept = store.origins.codes(documents[0].year) if documents else {}
    for one in documents:
        groups.setdefault((one.via, one.unit_key, one.package not in kept), []).append(one)
    for (via, *_), group in sorted(groups.items()):
        if len(via) >= LEVELS:
            raise UserError(f"已经过 {len(via)} 级转报，不能再转报", where=group[0].unit, remedy="请由该单位直接报上级")
        group.sort(key=lambda one: (order.get(one.form, len(order)), one.project, one.id))
        yield from _of_unit(store, via, group)


def bound(passed: Sequence[Passed], year: int) -> tuple[tuple[Attachment, ...], dict[str, bytes]]:
    """The units' packages as attachments of this office's, with their files by name. Raises `UserError`: too many."""
    attachments, files, _ = _bound(passed, year, 0)
    return attachments, files


def _of_unit(store: Store, via: tuple[str, ...], documents: Sequence[ReceivedDocument]) -> Iterator[Passed]:
    """One package, or as many as it takes."""
    part: list[ReceivedDocument] = []
    firsts: dict[int, list[First]] = {}
    for one in documents:
        more = {} if one.package in firsts else {one.package: _firsts(store, one.package)}
        texts = [first.text for those in (firsts | more).values() for first in those]
        if part and (len(part) == MAX_DOCUMENTS or not fit(texts)):
            yield _packed(store, via, part, firsts)
            part, firsts = [], {one.package: (firsts | more)[one.package]}
        part.append(one)
        firsts |= more
    yield _packed(store, via, part, firsts)


def _firsts(store: Store, package: int) -> list[First]:
    found = []
    for origin in store.origins.of(package):
        text = unpack(origin.manifest)
        found.append(First(text, loads(text, name=f"{TITLE} {origin.code}"), origin.note))
    return found


def _packed(
    store: Store, via: tuple[str, ...], documents: Sequence[ReceivedDocument], firsts: dict[int, list[First]]
) -> Passed:
    width = max(2, len(str(len(documents))))
    entries: list[Entry] = []
    files: dict[str, bytes] = {}
    used: dict[bytes, First] = {}
    known = {package: _told(firsts[package]) for package in dict.fromkeys(one.package for one in documents)}
    for number, one in enumerate(documents, 1):
        file = f"文档/{number:0{width}}.json"
        files[file] = unpack(store.collected.content(one.id)[0])
        entry = Entry(
            file, one.form, one.edition, one.year, as_line(one.author), as_line(one.project), one.revision, one.digest
        )
        told = known[one.package].get(key_of(entry))
        if told is not None:
            first, there = told
            used[first.text] = first
            entry = replace(there, file=file, printed=())
        entries.append(entry)
    attachments = list(_attached(used.values(), files))
    if not used:
        files[NONE_KEPT] = "收到这些表的时候还没有留原清单。\n".encode()
        attachments = [Attachment(NONE_KEPT, NONE_TITLE)]
    unit, year = documents[0].unit, documents[0].year
    made = max([first.manifest.made for first in used.values()] or [one.received for one in documents])
    periods = {first.manifest.period for first in used.values()}
    manifest = Manifest(
        unit, year, made, PROGRAM, tuple(entries), tuple(attachments), sums_of(files),
        period=periods.pop() if len(periods) == 1 else "",
    )  # fmt: skip
    codes = tuple(first.code for first in used.values())
    code = code_of(content_digest(manifest))
    signed = sum(bool(first.note) for first in used.values())
    return Passed(unit, via, made, len(documents), codes, signed, code, write_package(manifest, files))


def _told(firsts: Sequence[First]) -> dict[Key, tuple[First, Entry]]:
    return {key: (first, entry) for first in firsts for key, entry in first.entries.items()}


def _attached(firsts: Iterable[First], files: dict[str, bytes]) -> Iterator[Attachment]:
    """The first manifests and notes among the files."""
    for number, first in enumerate(firsts):
        manifest, note = member_names(number)
        files[manifest] = first.text
        yield Attachment(manifest, TITLE)
        if first.note:
            files[note] = first.note
            yield Attachment(note, NOTE_TITLE)


def _bound(passed: Sequence[Passed], year: int, depth: int) -> tuple[tuple[Attachment, ...], dict[str, bytes], str]:
    """What came straight to an office, then what came to it through others, those in a package of each; and when."""
    inner = [(one.unit, one.data, one.made) for one in passed if len(one.via) == depth]
    below: dict[str, list[Passed]] = {}
    for one in passed:
        if len(one.via) > depth:
            below.setdefault(one.via[depth], []).append(one)
    for office, those in below.items():
        attachments, files, made = _bound(those, year, depth + 1)
        manifest = Manifest(office, year, made, PROGRAM, (), attachments)
        inner.append((office, write_package(manifest, files), made))
    if len(inner) > MAX_ATTACHMENTS:
        raise UserError(f"有 {len(inner)} 个单位，一个包最多转报 {MAX_ATTACHMENTS} 个", remedy="请分几次选表转报")
    named = [
        (f"附件/{number:03}-{member_stem(unit)}{SUFFIX}", unit, data) for number, (unit, data, _) in enumerate(inner, 1)
    ]
    attached = tuple(Attachment(file, as_line(unit)) for file, unit, _ in named)
    return attached, {file: data for file, _, data in named}, max(made for *_, made in inner)
