"""Turns a cell's runs into lines of glyph-ready pieces: the one place where paper and screen get their line breaks.

Setting the same words at the same width again is nearly free: blocks are remembered, because the editor sets a form
anew at each keystroke and the fit to one page tries several sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import NamedTuple, TypeAlias

from desktop.forms.faces import Face
from desktop.forms.fontmetrics import IGNORABLE, UNDRAWABLE, Advances, advances
from desktop.forms.grid import Run
from desktop.forms.linebreak import Span, break_lines
from desktop.forms.page import Block, Line, Piece
from desktop.forms.textunits import BLANKS, PEN, WHOLE

ASCENT = 0.88
"""Height of the em box above the baseline (both faces of the body, and in their midst the others)."""
_IDEOGRAPHIC_SPACE = "\u3000"
_MAX_BLOCKS = 40_000
"""Texts remembered; a form of 1,000 rows has some 8,000 cells."""
_NEW_LINE = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_PARTS = re.compile(r"[!-~À-ɏ]+|.", re.DOTALL)
_MOST_SLACK = 4.0
"""em: a line that lacks more is left as it is; that is one before a long word that had to go to the next."""
_NOT_DRAWN = re.compile(f"[{IGNORABLE}]")
_AS_BLANK = re.compile(f"(?!\n)[{UNDRAWABLE}]")

_Key: TypeAlias = tuple[object, float, float, Face | bool, bool, float | None]
_Lines: TypeAlias = tuple[tuple[Line, ...], bool]


class Typeset(NamedTuple):
    """A block, and whether something that should stay whole (a number, a date) had to be cut for want of width."""

    block: Block
    cut: bool


_memo: dict[_Key, _Lines] = {}
"""Lines by words, width and type: the distance of the lines does not matter to them."""


def typeset(
    runs: Sequence[Run], width_pt: float, size_pt: float, *, bold: bool = False, line_factor: float = 1.3,
    even: bool = False,
) -> Block:  # fmt: skip
    """Set runs one after the other in lines of at most `width_pt`.

    `line_factor` is the distance of baselines in type sizes. `even` spreads a few lines evenly (captions). Text of
    nothing but blanks is a line; text of nothing at all is none. A character no font holds has the width of an em.
    """
    return typeset_checked(runs, width_pt, size_pt, bold=bold, line_factor=line_factor, even=even).block


def typeset_checked(
    runs: Sequence[Run], width_pt: float, size_pt: float, *, bold: bool = False, line_factor: float = 1.3,
    even: bool = False, face: Face | None = None, indent: float | None = None,
) -> Typeset:  # fmt: skip
    """`typeset`, and whether something had to be cut that should not be.

    `face` is the body's in place of `bold`. `indent`: paragraphs of a text, whose first lines begin with so many em of
    space (in place of blanks typed there) and whose lines are drawn out to the full width.
    """
    words: object
    if len(runs) == 1:
        run = runs[0]
        words = (run.text, run.place >= 0, run.option >= 0)
    else:
        words = tuple((run.text, run.place, run.option) for run in runs)
    key = (words, width_pt, size_pt, face or bold, even, indent)
    found = _memo.get(key)
    if found is None:
        if len(_memo) >= _MAX_BLOCKS:
            _memo.clear()
        found = _memo[key] = _Setter(runs, size_pt, bold=bold, face=face).lines(
            width_pt / size_pt, even=even, indent=indent
        )
    lines, cut = found
    height = size_pt * line_factor
    return Typeset(Block(lines, size_pt, height, (height - size_pt) / 2 + ASCENT * size_pt), cut)


class _Setter:
    """Sets one text: its runs' characters joined, and a mask that says what in it stays whole."""

    def __init__(self, runs: Sequence[Run], size: float, *, bold: bool, face: Face | None = None) -> None:
        self._size = size
        self._advances: Advances = advances(base=face) if face is not None else advances(bold=bold)
        texts = [_drawable(run.text) for run in runs]
        self._text = "".join(texts)
        self._mask = "".join(
            _masked(run, text, number) for number, (run, text) in enumerate(zip(runs, texts, strict=True))
        )
        self._run_ends = list(accumulate(map(len, texts)))

    def lines(self, limit: float, *, even: bool, indent: float | None = None) -> _Lines:
        """All lines for a width in em; and whether a unit was cut."""
        if not self._text:
            return (), False
        lines: list[Line] = []
        cut = False
        start = 0
        for paragraph in self._text.split("\n"):
            end = start + len(paragraph)
            if indent is None:
                spans, was_cut = break_lines(paragraph, self._mask[start:end], limit, self._advances, even=even)
                lines.extend(self._line(span, start) for span in spans)
            else:
                was_cut = self._add_paragraph(lines, start, end, limit, indent)
            cut = cut or was_cut
            start = end + 1
        while len(lines) > 1 and not lines[-1].pieces:
            lines.pop()  # line breaks at the end of a text are a slip of the keyboard
        return tuple(lines), cut

    def _add_paragraph(self, lines: list[Line], start: int, end: int, limit: float, indent: float) -> bool:
        """The lines of a paragraph of a text; whether a unit was cut."""
        start += end - start - len(self._mask[start:end].lstrip(BLANKS))
        text, mask = self._text[start:end], self._mask[start:end]
        spans, cut = break_lines(text, mask, limit, self._advances, indent=indent)
        for number, span in enumerate(spans):
            left = 0.0 if number else indent
            slack = limit - left - span.width if number < len(spans) - 1 else 0.0
            lines.append(_drawn_out(self._line(span, start), left * self._size, slack * self._size, self._size))
        return cut

    def _line(self, span: Span, offset: int) -> Line:
        size, widths = self._size, self._advances
        x = 0.0 - span.shift * size
        pieces = []
        for text, face, run in self._stretches(offset + span.start, offset + span.end):
            width = sum(map(widths.__getitem__, text)) * size
            pieces.append(Piece(x, width, text, face, run))
            x += width
        return Line(span.width * size, tuple(pieces))

    def _stretches(self, start: int, end: int) -> Iterator[tuple[str, Face, int]]:
        """The characters from `start` to `end` by run and face."""
        odd, base = self._advances.odd, self._advances.base
        for run, run_end in enumerate(self._run_ends):
            if start >= end:
                return
            text = self._text[start : min(run_end, end)]
            if not text:
                continue
            start += len(text)
            if odd.keys().isdisjoint(text):
                yield text, base, run
                continue
            for face, chars in groupby(text, lambda char: odd.get(char, base)):
                yield "".join(chars), face, run


def _drawn_out(line: Line, left: float, slack: float, size: float) -> Line:
    """The line moved `left` pt to the right, its parts moved apart to take up `slack` pt; not when that is too much.

    Words and numbers stay as they are; every other character is a part of its own.
    """
    gaps = sum(len(_PARTS.findall(piece.text)) for piece in line.pieces) - 1
    if gaps < 1 or not 0.0 < slack <= _MOST_SLACK * size:
        return Line(line.width + left, tuple(replace(piece, x=piece.x + left) for piece in line.pieces))
    step = slack / gaps
    pieces: list[Piece] = []
    for piece in line.pieces:
        x = piece.x + left
        widths = advances(base=piece.face)
        for part in _PARTS.findall(piece.text):
            width = sum(map(widths.__getitem__, part)) * size
            pieces.append(Piece(x + len(pieces) * step, width, part, piece.face, piece.run))
            x += width
    return Line(line.width + left + slack, tuple(pieces))


def _drawable(text: str) -> str:
    """The text without what has no shape; every line break the same, other control characters as blanks."""
    if text.isprintable():
        return text
    return _AS_BLANK.sub(" ", _NEW_LINE.sub("\n", _NOT_DRAWN.sub("", text)))


def _masked(run: Run, text: str, number: int) -> str:
    """The mask of a run: room for a pen and options stay in one piece."""
    if run.option >= 0:
        return WHOLE[number % 2] * len(text) if "\n" not in text else text
    if run.place >= 0 and text and not text.strip(_IDEOGRAPHIC_SPACE):
        return PEN * len(text)
    return text
