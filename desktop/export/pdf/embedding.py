"""A face inside one PDF file: the characters used so far, and the objects that embed them.

Each face becomes one composite font (Type0, Identity-H): two-byte codes counted from 1 in order of first use, which
are the glyph numbers of the embedded subset as well. Every character has a code of its own even where two share a
glyph, and the ToUnicode map names it in UTF-16, so what is copied out is exactly what was put in: 𡋤 beyond U+FFFF, a
radical as a radical, a character that the face lacks as itself. PDF 32000-1:2008, 9.7 and 9.10.3.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop.export.pdf.fonts import font_file
from desktop.export.pdf.text import is_undrawable
from desktop.export.pdf.truetype import TrueTypeFile
from desktop.forms.faces import Face

_BLOCK = 100
"""Most entries a CMap takes in one block."""
_USUAL_WIDTH = 1000
"""Ideographs; only other widths are listed."""
_SYMBOLIC = 1 << 2
"""Flag of the descriptor: the font's characters are not those of the standard Latin set."""


class Codes(dict[int, str]):
    """Characters and their codes as four hexadecimal digits, given out at first use. A table for `str.translate`."""

    def __init__(self) -> None:
        super().__init__()
        self.characters: list[int] = []
        """The character of each code, from 1."""

    def __missing__(self, code: int) -> str:
        if is_undrawable(code):
            digits = self[0x20]
        else:
            self.characters.append(code)
            digits = f"{len(self.characters):04X}"
        self[code] = digits
        return digits


class EmbeddedFont:
    """One face in one PDF file. `name` is what the drawing operators call it (`F1`)."""

    def __init__(self, name: str, file: TrueTypeFile) -> None:
        self.name = name
        self._file = file
        self._codes = Codes()
        self._encoded: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """The text as hexadecimal digits between `<` and `>`; captions return a hundred times, so it is remembered."""
        digits = self._encoded.get(text)
        if digits is None:
            digits = self._encoded[text] = text.translate(self._codes)
        return digits

    def objects(self, document: Any) -> Any:
        """The font as a reference in a `pdfdoc.PDFDocument`, with all that hangs on it. Call when all is drawn."""
        characters = self._codes.characters
        document.updateSignature(repr(characters))  # the codes alone do not tell what a page shows
        glyphs = [0, *map(self._file.glyph, characters)]
        base_font = f"/{_tag(characters)}+{self._file.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": base_font,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
                ),
                "CIDToGIDMap": "/Identity",
                "DW": _USUAL_WIDTH,
                "W": pdfdoc.PDFArray(list(_widths([self._file.advance(glyph) for glyph in glyphs]))),
                "FontDescriptor": document.Reference(self._descriptor(document, base_font, glyphs)),
            }
        )
        to_unicode = compressed("\n".join(_to_unicode(characters)).encode("ascii"))
        return document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": base_font,
                    "Encoding": "/Identity-H",
                    "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                    "ToUnicode": document.Reference(to_unicode),
                }
            )
        )

    def _descriptor(self, document: Any, base_font: str, glyphs: list[int]) -> Any:
        file = self._file
        program = file.subset(glyphs)
        stream = compressed(program)
        stream.dictionary["Length1"] = len(program)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": base_font,
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(file.bbox),
                "ItalicAngle": file.italic_angle,
                "Ascent": file.ascent,
                "Descent": file.descent,
                "CapHeight": file.ascent,
                "StemV": 50 + (file.weight // 65) ** 2,  # no table holds it; pdflib's rule of thumb
                "FontFile2": document.Reference(stream),
            }
        )


class EmbeddedFonts(dict[Face, EmbeddedFont]):
    """The faces of one PDF file; a face is opened when it is first asked for."""

    def __missing__(self, face: Face) -> EmbeddedFont:
        font = self[face] = EmbeddedFont(f"F{len(self) + 1}", font_file(face))
        return font


def compressed(content: bytes) -> Any:
    """A `pdfdoc.PDFStream`, deflated at once: a thousand pages are not held in full until the file is written."""
    stream = pdfdoc.PDFStream(content=zlib.compress(content))
    stream.dictionary["Filter"] = "/FlateDecode"
    return stream


def _tag(characters: list[int]) -> str:
    """Six capitals that name the subset, so that programs which merge files do not take two subsets for one."""
    digest = hashlib.md5(repr(characters).encode("ascii"), usedforsecurity=False).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(widths: list[int]) -> Iterator[Any]:
    """The entries of W: a first code and the widths from there on, for every stretch of unusual widths."""
    for unusual, stretch in groupby(enumerate(widths), lambda entry: entry[1] != _USUAL_WIDTH):
        if unusual:
            entries = list(stretch)
            yield entries[0][0]
            yield pdfdoc.PDFArray([width for _, width in entries])


def _to_unicode(characters: list[int]) -> Iterator[str]:
    """The lines of a CMap from codes to characters in UTF-16, surrogate pairs beyond U+FFFF."""
    yield "/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    yield "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    yield "/CMapName /Adobe-Identity-UCS def /CMapType 2 def"
    yield "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    for first in range(0, len(characters), _BLOCK):
        block = characters[first : first + _BLOCK]
        yield f"{len(block)} beginbfchar"
        for code, character in enumerate(block, first + 1):
            yield f"<{code:04X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"
    yield "endcmap CMapName currentdict /CMap defineresource pop end end"
