"""Documents back out of a PDF: what `attachments` put in, also after signatures were added or another program saved it.

A PDF from outside may be anything. Only the way to the attachments is walked, with a count on every step; sizes are
bounded before and after unpacking (pypdf bounds what it unpacks on the way, 75 MB a stream); pages are never looked at.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from desktop.errors import UserError

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_DOCUMENT = 8 * 1024 * 1024
"""Of one document, unpacked; what a document as a file may have (`desktop.forms.jsonio`)."""
MAX_DOCUMENTS = 2000
MAX_PAGES = 5000
_MAX_NODES = 10_000
"""Of the tree of attachments."""
_NAME = re.compile(r"文档(-\d+)?\.json")
_REMEDY = "请选择本程序导出的 PDF，或索取 .json、.xlsx 文件"


def read_attachments(data: bytes, *, name: str) -> list[bytes]:
    """The JSON of every document attached to a PDF, in order. `name` is what messages call the file.

    Raises:
        UserError: the file is damaged, locked, no PDF, or has no document of ours in it.
    """
    with _guarded(name):
        found = list(_documents(data))
    if not found:
        raise UserError("这个 PDF 里没有附带填好的表", where=name, remedy=_REMEDY)
    return found


def read_page_texts(data: bytes, *, name: str) -> list[str]:
    """The text of each page, printed margins included; for looking for codes, not for reading forms.

    Raises:
        UserError: as `read_attachments`, or the file has too many pages.
    """
    with _guarded(name):
        pages = _opened(data).pages
        if len(pages) > MAX_PAGES:
            raise _Refused(f"PDF 超过 {MAX_PAGES} 页")
        return [page.extract_text() for page in pages]


def read_keywords(data: bytes, *, name: str) -> str:
    """The file's keywords, `""` for none.

    Raises:
        UserError: as `read_page_texts`.
    """
    with _guarded(name):
        properties = _opened(data).metadata
        return str(properties.get("/Keywords", "")) if properties else ""


class _Refused(Exception):
    """What is wrong with the file, in words for the person."""


@contextmanager
def _guarded(name: str) -> Iterator[None]:
    """Turns whatever a broken file breaks in the reader into one line, and keeps pypdf's complaints out of the log."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    except _Refused as refused:
        raise UserError(str(refused), where=name, remedy=_REMEDY) from None
    except Exception:  # the file's fault: nothing of ours runs in here that could fail otherwise
        raise UserError("PDF 文件已损坏，读不出来", where=name, remedy="请重新导出或索取") from None
    finally:
        log.setLevel(before)


def _opened(data: bytes) -> PdfReader:
    from pypdf import PdfReader  # noqa: PLC0415  # loaded when first needed

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise _Refused("PDF 加了密码")
    return reader


def _documents(data: bytes) -> Iterator[bytes]:
    entries = sorted(_entries(_opened(data)), key=lambda entry: entry[0])
    if len(entries) > MAX_DOCUMENTS:
        raise _Refused(f"PDF 里附带的文件超过 {MAX_DOCUMENTS} 个")
    for _, stream in entries:
        yield _content(stream)


def _entries(reader: PdfReader) -> Iterator[tuple[str, Any]]:
    """Names and streams of our attachments: the tree under Names, EmbeddedFiles (PDF 32000-1:2008, 7.9.6)."""
    root: Any = reader.trailer["/Root"]
    nodes: list[Any] = [tree] if (tree := root.get("/Names", {}).get("/EmbeddedFiles")) else []
    for _ in range(_MAX_NODES):
        if not nodes:
            return
        node = nodes.pop().get_object()
        nodes += node.get("/Kids", ())
        names = node.get("/Names", ())
        if len(names) > 2 * _MAX_NODES:
            raise _Refused(f"PDF 里附带的文件超过 {MAX_DOCUMENTS} 个")
        for entry in names[1::2]:
            specification = entry.get_object()
            name = str(specification.get("/UF") or specification.get("/F") or "")
            if _NAME.fullmatch(name):
                yield name, specification["/EF"]["/F"].get_object()
    raise _Refused("PDF 里附带的文件太多")


def _content(stream: Any) -> bytes:
    """The unpacked stream. Ours are deflated; a program that saved the file again may have left them plain."""
    filters = stream.get("/Filter")
    if filters in ("/FlateDecode", ["/FlateDecode"]) and "/DecodeParms" not in stream:
        raw: bytes = stream._data  # noqa: SLF001  # pypdf's own unpacking allows nine times as much
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(raw, MAX_DOCUMENT + 1)
        if not unpacker.eof and len(unpacked) <= MAX_DOCUMENT:
            raise _Refused("附带的表不完整")
    elif filters is None or filters == []:
        unpacked = stream.get_data()
    else:
        raise _Refused("附带的表用了不认识的压缩方式")
    if len(unpacked) > MAX_DOCUMENT:
        raise _Refused(f"附带的表超过 {MAX_DOCUMENT // 1024 // 1024} MB，不是填好的表")
    return unpacked
