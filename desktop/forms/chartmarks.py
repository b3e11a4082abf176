"""The few things charts are drawn with: words set from a point, colours that stay apart on a black-and-white print."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate

from desktop.forms.faces import Face
from desktop.forms.fontmetrics import advances
from desktop.forms.grid import Run
from desktop.forms.page import Color, Line, Wording
from desktop.forms.typeset import ASCENT, typeset_checked

ACCENT: Color = (31, 95, 168)
AMBER: Color = (222, 150, 48)
"""Lighter than the accent by more than a printer's grey blurs."""
AMBER_EDGE: Color = (70, 46, 8)
"""Around parts to be noticed: on a black-and-white print they are told by it."""
AXIS: Color = (0, 0, 0)
LIMIT: Color = (70, 70, 70)
WHITE: Color = (255, 255, 255)
SOFT = 0.42
"""Grey of secondary words."""
_LIGHTEST = 0.76
"""How far the last of several tints is from the accent, 1 being white."""
_DARK = 0.52
"""Brightness below which words on a colour are white."""
_MIDDLE = ASCENT - 0.5
"""Middle of the em box above the baseline, in type sizes."""
_ENDLESS = 1e6
_MORE = "…"


def line_of(text: str, size: float, face: Face = Face.SERIF) -> Line:
    """A text on one line."""
    lines = typeset_checked((Run(text),), _ENDLESS, size, face=face).block.lines
    return lines[0] if lines else Line(0.0, ())


def width_of(text: str, size: float, face: Face = Face.SERIF) -> float:
    """pt."""
    return line_of(text, size, face).width


def words(text: str, x: float, middle: float, size: float, *, grey: float = 0.0, share: float = 0.0) -> Wording:
    """Words whose em box has its middle at the height `middle`; `share` of their width stands left of `x`."""
    line = line_of(text, size)
    return Wording(x - share * line.width, middle + _MIDDLE * size, size, line, grey)


def shortened(text: str, width: float, size: float, *, middle: bool = False) -> str:
    """The text, or as much of it as fits before `…`; `middle`: beginning and end, for names that begin alike."""
    if width_of(text, size) <= width:
        return text
    table = advances(base=Face.SERIF)
    room = width / size - table[_MORE]
    if room <= 0:
        return _MORE
    if not middle:
        return text[: _fitting(text, room)].rstrip() + _MORE
    end = _fitting(text[::-1], room / 2)
    return text[: _fitting(text, room - sum(table[char] for char in text[len(text) - end :]))] + _MORE + text[-end:]


def shortened_names(names: Sequence[str], width: float, size: float) -> list[str]:
    """Names for one column: those that would come out alike are shortened in their middle."""
    short = [shortened(name, width, size) for name in names]
    known: dict[str, set[str]] = {}
    for name, found in zip(names, short, strict=True):
        known.setdefault(found, set()).add(name)
    return [
        shortened(name, width, size, middle=True) if len(known[found]) > 1 else found
        for name, found in zip(names, short, strict=True)
    ]


def tints(names: Sequence[str], notable: Collection[str]) -> list[Color]:
    """Colours for the parts of a bar, from dark to light; amber for those to be noticed."""
    plain = sum(name not in notable for name in names)
    shades = iter([_tint(_LIGHTEST * at / max(plain - 1, 1)) for at in range(plain)])
    return [AMBER if name in notable else next(shades) for name in names]


def edge_of(color: Color) -> Color | None:
    """What is drawn around a part."""
    return AMBER_EDGE if color == AMBER else None


def ink_on(color: Color) -> float:
    """Grey of words on a colour: black or white."""
    red, green, blue = color
    return 1.0 if (0.299 * red + 0.587 * green + 0.114 * blue) / 255 < _DARK else 0.0


def _tint(share: float) -> Color:
    red, green, blue = (round(part + (255 - part) * share) for part in ACCENT)
    return red, green, blue


def _fitting(text: str, room: float) -> int:
    """How many characters fit into so many em."""
    table = advances(base=Face.SERIF)
    return bisect_right(list(accumulate(table[char] for char in text)), room)
