"""What may lie beside the documents: a PDF or a picture as a proof, told by what is in it and not by its name.

Also the packages of those below, whole as they came in: a town's goes on to the city within the county's.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from desktop.errors import UserError, os_fault
from desktop.export.package import SUFFIX
from desktop.export.package.reading import MAX_PACKED, is_package

MAX_PROOF = 20 * 1024 * 1024
"""Bytes of one proof; a page scanned at 300 dpi has one or two million."""
_MAX_STEM = 60
_KINDS = (
    (b"%PDF-", ".pdf"), (b"\xff\xd8\xff", ".jpg"), (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"II*\x00", ".tif"), (b"MM\x00*", ".tif"),
)  # fmt: skip
_FORBIDDEN = frozenset('/\\:*?"<>|')


def read_proof(path: Path) -> tuple[str, bytes]:
    """The ending that fits a file's content, and the content. Raises `UserError` for what may not go along."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_PACKED + 1)
    except OSError as error:
        raise UserError(f"打不开附件：{os_fault(error)}", where=path.name, remedy="请检查文件名和位置") from None
    if is_package(data[:MAX_PACKED]):
        return SUFFIX, data
    if len(data) > MAX_PROOF:
        limit = MAX_PROOF // 1024 // 1024
        raise UserError(f"附件超过 {limit} MB", where=path.name, remedy="请用灰度、200 dpi 重新扫描，或拆成几个文件")
    return kind_of(data, path.name), data


def kind_of(data: bytes, name: str) -> str:
    """`.pdf`, `.jpg`, `.png`, `.tif` or `.bmp`. Raises `UserError` for anything else."""
    for magic, suffix in _KINDS:
        if data.startswith(magic):
            return suffix
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        return ".bmp"
    raise UserError("附件应是 PDF 或图片", where=name, remedy="请先扫描，或另存成 PDF、JPG、PNG")


def member_stem(text: str) -> str:
    """A text as part of a name within the package: no character that a file system or a zip of ours refuses."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(" " if char in _FORBIDDEN or not char.isprintable() else char for char in plain)
    while ".." in kept:
        kept = kept.replace("..", ".")
    return " ".join(kept.split())[:_MAX_STEM].strip(" .") or "附件"
