"""The files of a zip that lies in memory as a whole, each taken from where the zip's directory says that it is.

`zipfile` reads the directory. Its streams are made for archives of any size on a disk: for two dozen small files they
take longer than inflating, and what is inflated cannot be had as it lay there. Both matter to an office that receives
ten thousand packages, for a document is kept as its sender packed it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import NamedTuple

_HEADER, _MARK = 30, b"PK\x03\x04"
_LENGTHS = struct.Struct("<HH")
_LENGTHS_AT = 26
"""Where a file's own header says how long its name is and what follows that."""
_UTF8 = 0x800
_STRANGE = 0x20 | 0x40
"""Patches, encryption of another kind."""
_ZLIB_HEADER = b"\x78\x9c"
"""Of a stream that may look back as far as any in a zip."""


class Member(NamedTuple):
    """A file's content, and the deflated bytes it lay there as; those are empty for one that was only stored."""

    content: bytes
    deflated: bytes = b""


def read_member(data: bytes, info: zipfile.ZipInfo) -> Member:
    """A file of the zip in `data`; never more than its directory entry says is made of it.

    Raises `zipfile.BadZipFile`, `zlib.error`, `struct.error` or `ValueError` when it is damaged.
    """
    packed = _packed(data, info)
    if info.compress_type == zipfile.ZIP_STORED:
        member = Member(packed[: info.file_size])
    else:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        content = inflater.decompress(packed, info.file_size + 1)
        # What is whole but has another end than zlib makes cannot be kept as it lay there.
        member = Member(content, packed if inflater.eof and not inflater.unused_data else b"")
    if len(member.content) != info.file_size or zlib.crc32(member.content) != info.CRC:
        raise zipfile.BadZipFile("not what the directory says")
    return member


def as_zlib(member: Member) -> bytes:
    """The same as zlib's `compress` gives, with the sender's bytes; `b""` when compressing anew is better."""
    if not member.deflated or len(member.deflated) > len(member.content):
        return b""
    return _ZLIB_HEADER + member.deflated + zlib.adler32(member.content).to_bytes(4, "big")


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """What lies behind a file's own header, which has to name the same file as the directory."""
    at = info.header_offset
    length, extra = _LENGTHS.unpack_from(data, at + _LENGTHS_AT)
    begin = at + _HEADER + length
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
    if data[at : at + len(_MARK)] != _MARK or data[at + _HEADER : begin] != name or info.flag_bits & _STRANGE:
        raise zipfile.BadZipFile("no file of this name here")
    return data[begin + extra : begin + extra + info.compress_size]
