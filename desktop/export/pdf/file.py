"""A PDF file as it is laid down in bytes: small objects packed together, streams by themselves, a compressed index.

reportlab keeps the objects and writes each one's words; the frame around them is ours for three reasons: the packing
(object and cross-reference streams, PDF 32000-1:2008, 7.5.7 and 7.5.8) holds the thousands of small objects of a
tagged file in a few kB; `endstream` stands on a line of its own, as PDF/A wants (ISO 19005-3, 6.1.7.1); and the file
names this program, not the library.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, ClassVar

from reportlab.pdfbase import pdfdoc

_HEADER = b"%PDF-1.7\n%" + "绩表".encode() + b"\n"
"""PDF/A wants four bytes beyond ASCII in the second line, so that nothing takes the file for text."""
LANGUAGE = "zh-CN"
_PACK = 200
"""Objects in one object stream: a reader that wants one must unpack them all."""
_COMPRESSED, _PLAIN = 2, 1
"""Kinds of entries of the index."""
_ENTRY = struct.Struct(">BLH")
"""An entry's parts: kind, offset or number of the stream, place in the stream."""


class Page(pdfdoc.PDFPage):  # type: ignore[misc]  # reportlab comes without types
    """A page that can tell its place in the logical structure and the file it was made from."""

    __NoDefault__: ClassVar = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs", "AF"]


class Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]  # see above
    """The file's root, with what PDF/A asks of it."""

    __NoDefault__: ClassVar = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "AF"]


class Info(pdfdoc.PDFInfo):  # type: ignore[misc]  # see above
    """The file's properties; those that are empty are left out, as they are in the metadata (XMP)."""

    title = author = subject = keywords = creator = producer = date = ""

    def format(self, document: Any) -> bytes:
        """The dictionary as bytes."""
        entries = {
            "Title": self.title, "Author": self.author, "Subject": self.subject, "Keywords": self.keywords,
            "Creator": self.creator, "Producer": self.producer, "CreationDate": self.date, "ModDate": self.date,
        }  # fmt: skip
        found = {key: pdfdoc.PDFString(value) for key, value in entries.items() if value}
        words: bytes = pdfdoc.PDFDictionary(found).format(document)
        return words


class PdfFile(pdfdoc.PDFDocument):  # type: ignore[misc]  # see above
    """The objects of one file. The same objects give the same bytes."""

    def __init__(self) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7))
        catalog = Catalog()
        catalog.Pages, catalog.Lang, catalog.Outlines = self.Pages, pdfdoc.PDFString(LANGUAGE), self.outline
        self.Catalog: Any = catalog
        self.info = Info()
        self._written: dict[int, str] = {}

    def number(self, thing: Any) -> int:
        """The number of an object that was registered, or of one that a reference names."""
        name = thing.name if isinstance(thing, pdfdoc.PDFObjectReference) else self.Reference(thing).name
        found: int = self.idToObjectNumberAndVersion[name][0]
        return found

    def write_objects(self, count: int) -> range:
        """Takes so many numbers for objects that come as finished words, through `write_object`."""
        first = self.objectcounter + 1
        self.objectcounter += count
        return range(first, first + count)

    def write_object(self, number: int, words: str) -> None:
        """The words of an object, ASCII, no stream."""
        self._written[number] = words

    def format(self) -> bytes:
        """The whole file; reportlab calls this when all objects are there."""
        out = bytearray(_HEADER)
        places: dict[int, bytes] = {0: _ENTRY.pack(0, 0, 0xFFFF)}
        packed = self._streams(out, places)
        numbers, words = list(packed), list(packed.values())
        for first in range(0, len(numbers), _PACK):
            self.objectcounter += 1
            members = numbers[first : first + _PACK]
            for index, number in enumerate(members):
                places[number] = _ENTRY.pack(_COMPRESSED, self.objectcounter, index)
            places[self.objectcounter] = _ENTRY.pack(_PLAIN, len(out), 0)
            out += _object_stream(self.objectcounter, members, words[first : first + _PACK])
        self._index(out, places)
        return bytes(out)

    def _streams(self, out: bytearray, places: dict[int, bytes]) -> dict[int, bytes]:
        """Appends all streams; returns the other objects, to be packed."""
        packed: dict[int, bytes] = {}
        number = 0
        while number < self.objectcounter:  # the words of one object may be what registers another
            number += 1
            if (written := self._written.get(number)) is not None:
                packed[number] = written.encode("ascii")
                continue
            thing = self.idToObject[self.numberToId[number]]
            if isinstance(thing, pdfdoc.PDFStream):
                places[number] = _ENTRY.pack(_PLAIN, len(out), 0)
                thing.dictionary["Length"] = len(thing.content)
                words = pdfdoc.format(thing.dictionary, self)
                out += b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, words, thing.content)
            else:
                packed[number] = pdfdoc.format(thing, self, toplevel=1)
        return packed

    def _index(self, out: bytearray, places: dict[int, bytes]) -> None:
        """Appends the cross-reference stream, which is the trailer too."""
        number = self.objectcounter + 1
        start = len(out)
        places[number] = _ENTRY.pack(_PLAIN, start, 0)
        table = b"".join(places[at] for at in range(number + 1))
        identifier = self.signature.hexdigest().upper()
        words = (
            f"/Type /XRef /Size {number + 1} /W [1 4 2] /Root {self.number(self.Catalog)} 0 R "
            f"/Info {self.number(self.info)} 0 R /ID [<{identifier}> <{identifier}>]"
        )
        out += _stream(number, words, table) + b"startxref\n%d\n%%%%EOF\n" % start


def _object_stream(number: int, members: Sequence[int], words: Sequence[bytes]) -> bytes:
    """Objects packed into a stream: their numbers and offsets, then their words."""
    offsets = accumulate((len(one) + 1 for one in words), initial=0)
    head = " ".join([f"{member} {offset}" for member, offset in zip(members, offsets, strict=False)])
    index = head.encode("ascii") + b"\n"
    body = b"\n".join(words)
    return _stream(number, f"/Type /ObjStm /N {len(members)} /First {len(index)}", index + body)


def _stream(number: int, words: str, content: bytes | bytearray) -> bytes:
    packed = zlib.compress(content)
    head = f"{number} 0 obj\n<<{words} /Filter /FlateDecode /Length {len(packed)}>>\nstream\n".encode("ascii")
    return head + packed + b"\nendstream\nendobj\n"
