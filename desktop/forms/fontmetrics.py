"""What the bundled fonts say about a character: which face holds it and how wide it is.

Everything that is typeset rests on these numbers alone, so that a form breaks its lines and pages alike on every
machine. They come from assets/fonts/metrics.json (made by build_metrics.py beside it from the font files), because the
fonts are 60 MB and the numbers 40 kB. Widths are fractions of the type size ("em"): nearly every glyph is 1.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import TypedDict

from desktop.forms.faces import Face
from desktop.resources import asset

IGNORABLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
"""Characters without a shape that come along when text is pasted, for a regular expression: never drawn."""
UNDRAWABLE = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
"""Control characters and halves of surrogate pairs, for a regular expression: drawn as blanks or line breaks."""

_NOTHING_TO_DRAW = re.compile(f"[{IGNORABLE}{UNDRAWABLE}]")
_BOXES = frozenset("□☐☑☒")
"""Ticked and empty boxes are taken from the face of symbols when it holds them, so that they are of one drawing."""


class FaceEntry(TypedDict):
    """A face's part of metrics.json, in font units; build_metrics.py says what the lists are."""

    em: int
    ascent: int
    descent: int
    notdef: int
    covers: list[int]
    advances: list[int]


class FaceMetrics:
    """One face: coverage and advances."""

    def __init__(self, entry: FaceEntry) -> None:
        """From its part of the file."""
        em = entry["em"]
        self.ascent = entry["ascent"] / em
        self.descent = entry["descent"] / em
        self.notdef = entry["notdef"] / em
        # Gap, length, gap, length…: summed up, the ends of stretches that are alternately outside and inside.
        self._edges = list(accumulate(entry["covers"]))
        self._advances: dict[int, float] = {}
        code = 0
        exceptions = iter(entry["advances"])
        for gap, length, advance in zip(exceptions, exceptions, exceptions, strict=True):
            code += gap
            self._advances.update(dict.fromkeys(range(code, code + length), advance / em))
            code += length

    def holds(self, char: str) -> bool:
        """Whether the face has a glyph for the character."""
        return bisect_right(self._edges, ord(char)) % 2 == 1

    def advance(self, char: str) -> float:
        """Width of the character in em; that of the missing glyph when the face does not hold it."""
        return self._advances.get(ord(char), 1.0) if self.holds(char) else self.notdef


class Advances(dict[str, float]):
    """Widths in em of characters as they are set on paper, each looked up once; a plain dict for speed.

    `odd` are the characters met so far that are not in the `base` face, with the face they are in.
    """

    def __init__(self, base: Face = Face.SERIF) -> None:
        """`base` is the face of all characters it holds: bold for titles, 黑体 for headings."""
        super().__init__()
        self.base = base
        self.odd: dict[str, Face] = {}

    def __missing__(self, char: str) -> float:
        face = _first_that_holds(char, self.base)
        if face is not self.base:
            self.odd[char] = face
        width = self[char] = advance(char, face)
        return width


@cache
def metrics() -> dict[Face, FaceMetrics]:
    """All faces; read once (a few ms).

    Raises:
        UserError: the installation is incomplete.
    """
    entries: dict[str, FaceEntry] = json.loads(asset("fonts/metrics.json").read_text(encoding="ascii"))
    return {Face(name): FaceMetrics(entry) for name, entry in entries.items()}


@cache
def advances(*, bold: bool = False, base: Face | None = None) -> Advances:
    """The table of widths for text in body type, in bold, or in the face `base`."""
    return Advances(base or (Face.SERIF_BOLD if bold else Face.SERIF))


def face_of(char: str, bold: bool = False) -> Face:
    """The face a character is set in: the body face when no face holds it (it is `missing`)."""
    return _first_that_holds(char, Face.SERIF_BOLD if bold else Face.SERIF)


def _first_that_holds(char: str, base: Face) -> Face:
    order: tuple[Face, ...] = (base, Face.SERIF, Face.RARE, Face.SYMBOLS)
    if char in _BOXES:
        order = (Face.SYMBOLS, *order)
    faces = metrics()
    return next((face for face in order if faces[face].holds(char)), Face.SERIF)


def advance(char: str, face: Face) -> float:
    """Width of a character in a face, in em."""
    return metrics()[face].advance(char)


def ascent(face: Face) -> float:
    """Height of the face's em box above the baseline, in em."""
    return metrics()[face].ascent


def descent(face: Face) -> float:
    """Depth of the face's em box below the baseline, in em."""
    return metrics()[face].descent


def missing(text: str) -> str:
    """The characters of a text that no face on paper holds, each once, in order of appearance."""
    faces = metrics()
    paper = [faces[face] for face in (Face.SERIF, Face.RARE, Face.SYMBOLS)]
    return "".join(
        char for char in dict.fromkeys(_NOTHING_TO_DRAW.sub("", text)) if not any(face.holds(char) for face in paper)
    )
