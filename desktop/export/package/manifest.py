"""What a package says about itself: the manifest as a value, to JSON and back.

Read with suspicion: a manifest comes from outside. Every key is known, every text bounded, every name one that a zip of
ours can hold; whether it tells the truth about the files beside it is `reading`'s business.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.errors import UserError
from desktop.export.package import FORMAT, FORMAT_ON, MANIFEST, SUFFIX
from desktop.export.package.jsontable import JsonTable, no_number
from desktop.forms.jsontext import written

MAX_DOCUMENTS = 1_000
MAX_FINDINGS = 2_000
MAX_ATTACHMENTS = 500
MAX_PRINTED = 3
"""Of one document: PDF, workbook, and of a report its text."""
_MAX_TEXT = 2_000
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Controls, marks of direction, halves of characters: nothing that a line for a person holds."""
_NAME = re.compile(r"(文档|版面|附件)/[^/\\:*?\"<>|\x00-\x1f\x7f]{1,120}")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the sender saw it, with the 说明 that passes it. The receiver checks anew."""

    code: str
    level: str
    place: str
    message: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Previous:
    """The revision a document replaces."""

    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One document. `file` is its JSON within the package, `printed` its PDF, workbook and text; `digest` in hex."""

    file: str
    form: str
    edition: str
    year: int
    unit: str
    project: str
    revision: int
    digest: str
    previous: Previous | None = None
    printed: tuple[str, ...] = ()
    findings: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A proof: a PDF or a picture, or a package from below. `about` is the document's file, `""` for the whole."""

    file: str
    title: str
    about: str = ""

    @property
    def is_package(self) -> bool:
        """Whether it is one from below."""
        return self.file.lower().endswith(SUFFIX)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of it. `sums` gives the SHA-256 of every other file in the package, in hex.

    Without `entries` it is what an office sends on: there is a package from below among the `attachments`.
    """

    unit: str
    year: int
    made: str
    """Time of making, ISO 8601 with zone."""
    program: str
    entries: tuple[Entry, ...]
    attachments: tuple[Attachment, ...] = ()
    sums: dict[str, str] = field(default_factory=dict)
    period: str = ""
    """Which of the year's sets it is of, as the sender's program calls it (年初); `""` for none of them."""
    note: str = ""
    """上报清单, the sheet that goes with the package: its PDF, `""` when there is none."""


def as_line(text: str) -> str:
    """A text as the manifest holds it: one line, bounded, nothing in it that is not seen."""
    return _UNSEEN.sub("", " ".join(text.split()))[:_MAX_TEXT]


def sums_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of files by name, in hex."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def content_digest(manifest: Manifest) -> bytes:
    """SHA-256 of all a package holds but the note, which bears the code of it: 32 bytes. `sums` must be filled in."""
    sums = {name: digest for name, digest in manifest.sums.items() if name != manifest.note}
    return hashlib.sha256(dumps(replace(manifest, note="", sums=sums))).digest()


def dumps(manifest: Manifest) -> bytes:
    """UTF-8 JSON, the same bytes for the same manifest."""
    raw = {
        "格式": FORMAT if manifest.entries else FORMAT_ON, "程序": manifest.program, "单位": manifest.unit,
        "年度": manifest.year, "期间": manifest.period, "制作时间": manifest.made, "上报清单": manifest.note,
        "文件": [_entry_json(entry) for entry in manifest.entries],
        "附件": [{"文件": item.file, "名称": item.title, "关于": item.about} for item in manifest.attachments],
        "校验": dict(sorted(manifest.sums.items())),
    }  # fmt: skip
    return (written(raw) + "\n").encode()


def _entry_json(entry: Entry) -> dict[str, object]:
    previous = entry.previous
    return {
        "文档": entry.file, "表": entry.form, "版式": entry.edition, "年度": entry.year, "单位": entry.unit,
        "项目": entry.project, "修订": entry.revision, "摘要": entry.digest,
        "上一修订": None if previous is None else {"修订": previous.revision, "摘要": previous.digest},
        "版面": list(entry.printed),
        "问题": [
            {"代码": told.code, "级别": told.level, "位置": told.place, "内容": told.message, "说明": told.note}
            for told in entry.findings
        ],
    }  # fmt: skip


def loads(data: bytes, *, name: str) -> Manifest:
    """The manifest in the bytes of a package's first file; `name` is what messages call the package.

    Raises `UserError` for anything `dumps` does not write.
    """
    try:
        raw = json.loads(data.decode("utf-8"), parse_float=no_number, parse_constant=no_number)
    except (ValueError, RecursionError):
        raise _damaged(name, "读不懂") from None
    top = _Table(raw, lambda place: _damaged(name, f"“{place}”不对"))
    if top.number("格式") > FORMAT_ON:
        raise UserError("是较新的程序做的上报包", where=name, remedy="请先更新程序")
    manifest = Manifest(
        program=top.text("程序"), unit=top.text("单位"), year=top.number("年度"), made=top.text("制作时间"),
        entries=tuple(_entry(item) for item in top.tables("文件", MAX_DOCUMENTS)),
        attachments=tuple(
            Attachment(item.file("文件"), item.text("名称"), item.text("关于"))
            for item in top.tables("附件", MAX_ATTACHMENTS)
        ),
        sums=top.sums("校验"), period=top.text("期间"), note=top.note("上报清单"),
    )  # fmt: skip
    top.done()
    _names_agree(manifest, name)
    return manifest


def _entry(item: _Table) -> Entry:
    previous = item.table("上一修订")
    entry = Entry(
        file=item.file("文档"), form=item.text("表"), edition=item.text("版式"), year=item.number("年度"),
        unit=item.text("单位"), project=item.text("项目"), revision=item.number("修订"), digest=item.digest("摘要"),
        previous=None if previous is None else Previous(previous.number("修订"), previous.digest("摘要")),
        printed=item.files("版面"),
        findings=tuple(
            Told(one.text("代码"), one.text("级别"), one.text("位置"), one.text("内容"), one.text("说明"))
            for one in item.tables("问题", MAX_FINDINGS)
        ),
    )  # fmt: skip
    item.done()
    return entry


def _names_agree(manifest: Manifest, name: str) -> None:
    """Every file is named once as a document, a print or a proof, and every one of them has its sum."""
    named = [entry.file for entry in manifest.entries]
    documents = set(named)
    named += [file for entry in manifest.entries for file in entry.printed]
    named += [item.file for item in manifest.attachments]
    named += [manifest.note] if manifest.note else []
    if not manifest.entries and not any(item.is_package for item in manifest.attachments):
        raise _damaged(name, "一张表也没有")
    if len(set(named)) < len(named) or set(named) != set(manifest.sums):
        raise _damaged(name, "列的文件前后不一致")
    if any(item.about and item.about not in documents for item in manifest.attachments):
        raise _damaged(name, "附件说明的表不在包里")


class _Table(JsonTable):
    """One JSON object of the manifest."""

    max_number = 1_000_001
    """Years, revisions."""

    def allows(self, text: str) -> bool:
        """One line of bounded length."""
        return len(text) <= _MAX_TEXT and not _UNSEEN.search(text)

    def file(self, key: str) -> str:
        """The name of a file in the package."""
        return self._file_name(self.take(key), key)

    def note(self, key: str) -> str:
        """The name of a file that need not be there."""
        value = self.take(key)
        return value and self._file_name(value, key)

    def files(self, key: str) -> tuple[str, ...]:
        """Several names."""
        return tuple(self._file_name(item, key) for item in self.items(key, MAX_PRINTED))

    def sums(self, key: str) -> dict[str, str]:
        """SHA-256 by name."""
        value = self.take(key)
        if not isinstance(value, dict):
            raise self.fault(key)
        return {self._file_name(file, key): self.sum_of(item, key) for file, item in value.items()}

    def _file_name(self, value: object, key: str) -> str:
        if not isinstance(value, str) or not _NAME.fullmatch(value) or value.endswith((".", " ")) or ".." in value:
            raise self.fault(key)
        return value


def _damaged(name: str, what: str) -> UserError:
    return UserError(f"上报包的{MANIFEST}{what}", where=name, remedy="请对方重新做包再报")
