"""A package from outside: judged whole before anything of it is used.

Refused, each with one line: what is no zip of ours, more or larger files than a package has, bombs, names that lead out
of the package or stand there twice, links, encryption by others, a file the manifest does not name or misses, a sum
that differs. Files are inflated in memory one by one against the size their directory gives (`members`); nothing is
unpacked to the disk.
"""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, field, replace

from desktop.errors import UserError
from desktop.export.package import MANIFEST, SUFFIX
from desktop.export.package.locking import is_locked, unlock
from desktop.export.package.manifest import Manifest, content_digest, loads
from desktop.export.package.members import as_zlib, read_member
from desktop.forms.code import code_of

MAX_PACKED = 256 * 1024 * 1024
"""Bytes of a package."""
MAX_UNPACKED = 512 * 1024 * 1024
MAX_FILES = 4_000
MAX_MANIFEST = 16 * 1024 * 1024
MAX_RATIO = 200
"""JSON of a real form is packed 10 to 30 times; a file of more is made to fill memory."""
_RATIO_FLOOR = 1024 * 1024
"""Below this size the ratio says nothing."""
_PACKED_TWICE, _SLACK = 2, 4096
"""A package within a package is packed already; one that can be packed again holds another such, to fill memory."""
_NAME_AT = 30
"""Where the name of a zip's first file stands."""
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    KeyError,
)  # fmt: skip
"""What the standard library raises over bytes that are no zip."""


@dataclass(frozen=True, slots=True)
class Package:
    """A whole package: what it says about itself, and its files by name. `digest`: SHA-256 of the manifest."""

    manifest: Manifest
    files: dict[str, bytes]
    digest: bytes
    text: bytes = field(repr=False)
    """The manifest as it stands in the file."""
    packed: dict[str, bytes] = field(default_factory=dict, repr=False)
    """The documents and the manifest as `zlib.decompress` takes them, where they need not be packed anew for that."""
    locked: bool = False
    """It lay under a password."""

    @property
    def content(self) -> bytes:
        """SHA-256 of all that is in it but its note, which names this: 32 bytes."""
        return content_digest(self.manifest)

    @property
    def code(self) -> str:
        """The short form of `content`, printed on the note."""
        return code_of(self.content)


def unpacked_size(data: bytes) -> int:
    """Bytes that a package says it takes when it is unpacked, without unpacking anything; its own when it says none.

    Of one from within another one this is asked first: each may be small and all of them together fill the memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return max(len(data), sum(info.file_size for info in archive.infolist()))
    except _BROKEN:
        return len(data)


def is_package(data: bytes) -> bool:
    """Whether a file is meant to be a package: locked, or a zip with a manifest. It may still be damaged."""
    if is_locked(data) or _begins_as_one(data):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return MANIFEST in archive.NameToInfo
    except _BROKEN:
        return False


def read_package(data: bytes, *, name: str, password: str | None = None) -> Package:
    """The package in a file's bytes; `name` is what messages call it.

    Raises `UserError`, `PasswordError` when it is under a password that is not given or another one.
    """
    if len(data) <= MAX_PACKED and is_locked(data):
        return replace(read_package(unlock(data, password, name=name), name=name), locked=True)
    if not data:
        raise UserError("文件是空的", where=name, remedy="请对方重新拷贝")
    if len(data) > MAX_PACKED:
        raise UserError(f"上报包超过 {MAX_PACKED // 1024 // 1024} MB", where=name, remedy="请对方分几个包报")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if MANIFEST in archive.NameToInfo or not _begins_as_one(data):
                return _read(archive, data, name)
            # Cut off: what was found is the directory of a workbook within.
            raise zipfile.BadZipFile(MANIFEST)
    except _BROKEN:
        raise UserError("上报包不完整或已损坏", where=name, remedy="请重新拷贝，还不行就请对方重新做包") from None


def _begins_as_one(data: bytes) -> bool:
    """Whether the first file in a zip is our manifest, which every package of ours begins with."""
    return data[:4] == b"PK\x03\x04" and data[_NAME_AT:].startswith(MANIFEST.encode())


def _read(archive: zipfile.ZipFile, data: bytes, name: str) -> Package:
    infos = _members(archive, name)
    head = infos.pop(MANIFEST, None)
    if head is None:
        raise UserError("不是绩表的上报包", where=name, remedy="请选择扩展名为 .jbz 的文件")
    if head.file_size > MAX_MANIFEST:
        raise _suspicious("展开后太大", name)
    first = read_member(data, head)
    manifest = loads(first.content, name=name)
    if set(infos) != set(manifest.sums):
        extra = next(iter(sorted(set(infos) - set(manifest.sums))), "")
        what = f"多出清单里没有的文件“{_short(extra)}”" if extra else "缺少清单里列的文件"
        raise UserError(f"上报包{what}", where=name, remedy="请对方重新做包")
    members = {key: read_member(data, info) for key, info in infos.items()}
    for key, member in members.items():
        if hashlib.sha256(member.content).hexdigest() != manifest.sums[key]:
            raise UserError(f"上报包里的“{_short(key)}”被改动过", where=name, remedy="请对方重新做包")
    kept = {MANIFEST: first} | {entry.file: members[entry.file] for entry in manifest.entries}
    return Package(
        manifest, {key: member.content for key, member in members.items()}, hashlib.sha256(first.content).digest(),
        first.content, {key: packed for key, member in kept.items() if (packed := as_zlib(member))},
    )  # fmt: skip


def _members(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_FILES:
        raise UserError(f"上报包里有 {len(infos)} 个文件，太多了", where=name, remedy="请对方重新做包")
    if archive.comment or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise _suspicious("展开后太大", name)
    members: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in infos:
        _look_at(info, name)
        key = unicodedata.normalize("NFC", info.filename)
        if key.casefold() in folded:
            raise _suspicious(f"有两个“{_short(key)}”", name)
        folded.add(key.casefold())
        members[info.filename] = info
    return members


def _look_at(info: zipfile.ZipInfo, name: str) -> None:
    """What a zip of ours never holds."""
    key = info.filename
    mode = info.external_attr >> 16
    if key != info.orig_filename or key.startswith("/") or "\\" in key or ".." in key or ":" in key:
        raise _suspicious(f"文件名“{_short(key)}”不对", name)
    if info.is_dir() or (mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}):
        raise _suspicious(f"“{_short(key)}”不是普通文件", name)
    if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
        raise _suspicious(f"“{_short(key)}”的压缩或加密方式不是本程序的", name)
    if key.lower().endswith(SUFFIX) and info.file_size > _PACKED_TWICE * info.compress_size + _SLACK:
        raise _suspicious("展开后太大", name)
    if info.file_size > _RATIO_FLOOR and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise _suspicious("展开后太大", name)


def _suspicious(what: str, name: str) -> UserError:
    return UserError(f"这个包{what}，没有打开", where=name, remedy="请向对方核实来源")


def _short(text: str) -> str:
    shown = "".join(char if char.isprintable() else "?" for char in text)
    return shown if len(shown) <= 30 else shown[:30] + "…"
