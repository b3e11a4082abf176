"""The files of a zip in memory: what is taken for whole, and the sender's own bytes as they are kept."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from desktop.export.package.members import Member, as_zlib, read_member

TEXT = "三级指标：培训人次 ≥ 120 人次\n".encode() * 50
NAME = "文档/01.json"


def zipped(content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(NAME, content)
    return out.getvalue()


def directory(data: bytes) -> zipfile.ZipInfo:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.infolist()[0]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("content", [TEXT, b"", b"1", random.Random(1).randbytes(70_000)])
def test_content_is_what_was_put_in(content: bytes, method: int) -> None:
    data = zipped(content, method)
    assert read_member(data, directory(data)).content == content
    before = b"MZ" + bytes(100) + data  # a zip may have something before it; its directory still tells where
    assert read_member(before, directory(before)).content == content


def test_a_document_is_kept_as_its_sender_packed_it() -> None:
    data = zipped(TEXT)
    member = read_member(data, directory(data))
    assert member.deflated in data
    assert zlib.decompress(as_zlib(member)) == TEXT
    assert len(as_zlib(member)) == len(member.deflated) + 6


def test_what_packing_did_not_make_smaller_is_packed_anew() -> None:
    stored = zipped(TEXT, zipfile.ZIP_STORED)
    assert as_zlib(read_member(stored, directory(stored))) == b""
    assert as_zlib(Member(b"1", zlib.compress(b"1"))) == b""


def _longer(info: zipfile.ZipInfo) -> None:
    info.file_size -= 1


def _shorter(info: zipfile.ZipInfo) -> None:
    info.file_size += 1


def _other_sum(info: zipfile.ZipInfo) -> None:
    info.CRC ^= 1


def _other_name(info: zipfile.ZipInfo) -> None:
    info.orig_filename = "文档/02.json"


def _elsewhere(info: zipfile.ZipInfo) -> None:
    info.header_offset += 1


def _cut_off(info: zipfile.ZipInfo) -> None:
    info.compress_size -= 20


def _patched(info: zipfile.ZipInfo) -> None:
    info.flag_bits |= 0x20


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("wrong", [_longer, _shorter, _other_sum, _other_name, _elsewhere, _cut_off, _patched])
def test_a_directory_that_does_not_fit_is_refused(wrong: Callable[[zipfile.ZipInfo], None], method: int) -> None:
    data = zipped(TEXT, method)
    info = directory(data)
    wrong(info)
    with pytest.raises((zipfile.BadZipFile, zlib.error)):
        read_member(data, info)


def test_what_is_whole_but_ends_otherwise_is_packed_anew() -> None:
    data = zipped(TEXT)
    info = directory(data)
    info.compress_size += 4  # part of the directory lies behind its end
    assert read_member(data, info) == Member(TEXT)


def test_no_room_for_a_header() -> None:
    data = zipped(TEXT)
    info = directory(data)
    info.header_offset = len(data)
    with pytest.raises(struct.error):
        read_member(data, info)
