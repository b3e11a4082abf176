"""The colour space sRGB as an ICC profile, which PDF/A wants in every file that names a colour, black included.

Made from the numbers of its standard (IEC 61966-2-1) instead of shipped: 0.5 kB, the same bytes every time, nobody's
copyright. Format: ICC.1:2004-10 (version 4.2, the one that PDF 1.7 refers to).
"""

from __future__ import annotations

import struct

NAME = "sRGB IEC61966-2.1"
_D50 = (0.9642, 1.0, 0.8249)
"""White of the profile connection space."""
_PRIMARIES = {
    "rXYZ": (0.4360747, 0.2225045, 0.0139322),
    "gXYZ": (0.3850649, 0.7168786, 0.0971045),
    "bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
"""sRGB's primaries, from its white D65 to D50 with the matrix below."""
_BRADFORD = (1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Parameters of curve type 3: (ax + b)^g from d on, cx below."""
_HEADER_SIZE = 128
_RIGHTS = "CC0"


def profile() -> bytes:
    """The profile."""
    curve = _typed("para", struct.pack(">HH", 3, 0) + _fixed(*_CURVE))
    parts = {
        "desc": _text(NAME),
        "cprt": _text(_RIGHTS),
        "wtpt": _typed("XYZ ", _fixed(*_D50)),
        "chad": _typed("sf32", _fixed(*_BRADFORD)),
        **{tag: _typed("XYZ ", _fixed(*value)) for tag, value in _PRIMARIES.items()},
        "rTRC": curve,
        "gTRC": curve,
        "bTRC": curve,
    }
    table, body = b"", b""
    offset = _HEADER_SIZE + 4 + 12 * len(parts)
    placed: dict[bytes, int] = {}
    for tag, part in parts.items():
        if part not in placed:  # the three curves are one
            placed[part] = offset + len(body)
            body += part
        table += struct.pack(">4sLL", tag.encode("ascii"), placed[part], len(part))
    return _header(offset + len(body)) + struct.pack(">L", len(parts)) + table + body


def _header(size: int) -> bytes:
    date = (2000, 1, 1, 0, 0, 0)  # of no consequence, but the same every time
    head = struct.pack(">L4sL4s4s4s6H4s", size, b"", 0x04200000, b"mntr", b"RGB ", b"XYZ ", *date, b"acsp")
    return (head.ljust(68, b"\0") + _fixed(*_D50)).ljust(_HEADER_SIZE, b"\0")


def _fixed(*numbers: float) -> bytes:
    """s15Fixed16Number each."""
    return b"".join(struct.pack(">l", round(number * 65536)) for number in numbers)


def _typed(kind: str, content: bytes) -> bytes:
    part = struct.pack(">4sL", kind.encode("ascii"), 0) + content
    return part + b"\0" * (-len(part) % 4)


def _text(text: str) -> bytes:
    words = text.encode("utf-16-be")
    return _typed("mluc", struct.pack(">LL2s2sLL", 1, 12, b"en", b"US", len(words), 28) + words)
