"""Reading and subsetting a TrueType font straight from its file.

Only what a PDF needs, and only the parts of the file that hold it: the file is mapped, not read, so that opening a
face takes a millisecond and one rare character touches a few pages of its 30 MB. Formats: the OpenType specification,
https://learn.microsoft.com/typography/opentype/spec/.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_COPIED = ("cvt ", "fpgm", "prep")
"""Tables for hinting, copied whole where a font has them. Names, cmap and OS/2 say nothing inside a PDF."""

# Flags of a component of a composite glyph (OpenType, table glyf).
_ARGS_ARE_WORDS, _HAS_SCALE, _MORE_COMPONENTS, _HAS_XY_SCALE, _HAS_2X2 = 0x01, 0x08, 0x20, 0x40, 0x80


class _Group(NamedTuple):
    """Characters `start` to `end` have the glyphs from `glyph` on."""

    start: int
    end: int
    glyph: int


class TrueTypeFile:
    """One face. Lengths are in 1/1000 of the em, as PDF counts them."""

    def __init__(self, path: Path) -> None:
        """Open a face.

        Raises:
            OSError: the file cannot be read.
            ValueError, KeyError, struct.error: it is no TrueType font with a Unicode cmap.
        """
        self.name = path.stem
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._tables = dict(self._directory())
        head, hhea = self._tables["head"][0], self._tables["hhea"][0]
        self._units: int = self._unpack(">H", head + 18)[0]
        self.bbox = tuple(map(self._thousandths, self._unpack(">4h", head + 36)))
        self._long_offsets: bool = self._unpack(">h", head + 50)[0] == 1
        self.ascent, self.descent = map(self._thousandths, self._unpack(">2h", hhea + 4))
        self._metrics: int = self._unpack(">H", hhea + 34)[0]
        self.weight: int = self._unpack(">H", self._tables["OS/2"][0] + 4)[0]
        self.italic_angle: float = self._unpack(">l", self._tables["post"][0] + 4)[0] / 65536
        self._groups = sorted(self._unicode_groups())
        self._starts = [group.start for group in self._groups]

    def glyph(self, code: int) -> int:
        """The glyph of a character, 0 (.notdef) where the face has none."""
        at = bisect_right(self._starts, code) - 1
        if at < 0 or code > self._groups[at].end:
            return 0
        return self._groups[at].glyph + code - self._groups[at].start

    def advance(self, glyph: int) -> int:
        """How far a glyph moves the pen."""
        return self._thousandths(self._metric(glyph)[0])

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font program with these glyphs, numbered from 0 in this order; begin with 0, which is .notdef.

        A glyph may stand there more than once: characters that share an outline (一 and the radical ⼀) keep numbers,
        and so meanings, of their own.
        """
        kept = list(glyphs)
        number = {glyph: at for at, glyph in reversed(list(enumerate(kept)))}
        outlines = []
        for glyph in kept:  # grows while it is walked: components of components
            outline = bytearray(self._outline(glyph))
            for at in _components(outline):
                component = struct.unpack_from(">H", outline, at)[0]
                if component not in number:
                    number[component] = len(kept)
                    kept.append(component)
                struct.pack_into(">H", outline, at, number[component])
            outlines.append(bytes(outline) + b"\0" * (-len(outline) % 4))
        offsets = [0]
        for outline_bytes in outlines:
            offsets.append(offsets[-1] + len(outline_bytes))
        tables = {tag: self._table(tag) for tag in _COPIED if tag in self._tables}
        return _assemble(
            tables
            | {
                "glyf": b"".join(outlines),
                "loca": struct.pack(f">{len(offsets)}L", *offsets),
                "hmtx": b"".join(struct.pack(">Hh", *self._metric(glyph)) for glyph in kept),
                "head": _patched(_patched(self._table("head"), 8, ">L", 0), 50, ">h", 1),
                "hhea": _patched(self._table("hhea"), 34, ">H", len(kept)),
                "maxp": _patched(self._table("maxp"), 4, ">H", len(kept)),
            }
        )

    def _unpack(self, form: str, at: int) -> tuple[int, ...]:
        return struct.unpack_from(form, self._data, at)

    def _thousandths(self, units: int) -> int:
        return round(units * 1000 / self._units)

    def _directory(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Tags of the tables with offset and length."""
        version, count = self._unpack(">LH", 0)
        if version not in (0x00010000, 0x74727565):
            raise ValueError(f"not a TrueType font: {self.name}")
        for at in range(12, 12 + 16 * count, 16):
            tag, _, offset, length = struct.unpack_from(">4sLLL", self._data, at)
            yield tag.decode("latin-1"), (offset, length)

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _metric(self, glyph: int) -> tuple[int, int]:
        """Advance and left side bearing in font units; the last advance holds for all glyphs behind it."""
        table = self._tables["hmtx"][0]
        if glyph < self._metrics:
            advance, bearing = self._unpack(">Hh", table + 4 * glyph)
        else:
            advance = self._unpack(">H", table + 4 * self._metrics - 4)[0]
            bearing = self._unpack(">h", table + 2 * self._metrics + 2 * glyph)[0]
        return advance, bearing

    def _outline(self, glyph: int) -> bytes:
        loca, start = self._tables["loca"][0], self._tables["glyf"][0]
        if self._long_offsets:
            begin, end = self._unpack(">2L", loca + 4 * glyph)
        else:
            begin, end = (2 * offset for offset in self._unpack(">2H", loca + 2 * glyph))
        return self._data[start + begin : start + end]

    def _unicode_groups(self) -> Iterator[_Group]:
        """The cmap for all of Unicode (format 12) where there is one, else that of the first plane (format 4)."""
        cmap = self._tables["cmap"][0]
        count = self._unpack(">H", cmap + 2)[0]
        offsets = {}
        for at in range(cmap + 4, cmap + 4 + 8 * count, 8):
            platform, encoding, offset = self._unpack(">HHL", at)
            offsets[platform, encoding] = cmap + offset
        if (3, 10) in offsets:
            return self._groups_of_format_12(offsets[3, 10])
        return self._groups_of_format_4(offsets[3, 1])

    def _groups_of_format_12(self, at: int) -> Iterator[_Group]:
        kind, _, _, _, count = self._unpack(">HHLLL", at)
        if kind != 12:
            raise ValueError(f"unexpected cmap format {kind} in {self.name}")
        yield from map(_Group._make, struct.iter_unpack(">3L", self._data[at + 16 : at + 16 + 12 * count]))

    def _groups_of_format_4(self, at: int) -> Iterator[_Group]:
        kind, _, _, doubled = self._unpack(">4H", at)
        if kind != 4:
            raise ValueError(f"unexpected cmap format {kind} in {self.name}")
        count = doubled // 2
        ends = self._unpack(f">{count}H", at + 14)
        starts = self._unpack(f">{count}H", at + 16 + doubled)
        deltas = self._unpack(f">{count}H", at + 16 + 2 * doubled)
        ranges = at + 16 + 3 * doubled
        for segment, (start, end, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
            place = ranges + 2 * segment
            distance = self._unpack(">H", place)[0]
            for code in range(start, min(end, 0xFFFE) + 1):
                glyph = self._unpack(">H", place + distance + 2 * (code - start))[0] if distance else code
                if glyph:
                    yield _Group(code, code, (glyph + delta) & 0xFFFF)


def _components(outline: bytes | bytearray) -> Iterator[int]:
    """Where in a composite glyph's outline the numbers of its components stand; nothing for a plain glyph."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    at, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags = struct.unpack_from(">H", outline, at)[0]
        yield at + 2
        at += 8 if flags & _ARGS_ARE_WORDS else 6
        at += 2 if flags & _HAS_SCALE else 4 if flags & _HAS_XY_SCALE else 8 if flags & _HAS_2X2 else 0


def _patched(table: bytes, at: int, form: str, value: int) -> bytes:
    changed = bytearray(table)
    struct.pack_into(form, changed, at, value)
    return bytes(changed)


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def _assemble(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables, with the checksums that printers' own interpreters look at."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset = len(header) + 16 * count
    directory, body, head_at = b"", b"", 0
    for tag, table in sorted(tables.items()):
        head_at = offset if tag == "head" else head_at
        directory += struct.pack(">4sLLL", tag.encode("latin-1"), _checksum(table), offset, len(table))
        body += table + b"\0" * (-len(table) % 4)
        offset = len(header) + 16 * count + len(body)
    font = header + directory + body
    return _patched(font, head_at + 8, ">L", (0xB1B0AFBA - _checksum(font)) & 0xFFFFFFFF)
