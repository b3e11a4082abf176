#!/usr/bin/env python3
"""Writes metrics.json: what `desktop.forms.fontmetrics` must know of the bundled fonts, without reading 60 MB of them.

usage: build_metrics.py [OUT]      (needs fonttools; run it again whenever a font here changes)

Per face: `em` (font units), `ascent` and `descent` of the em box, `notdef` (advance of the missing glyph), `covers`
(the characters it holds: gap, length, gap, length… from U+0000) and `advances` (those that are not one em wide: gap,
length, advance, …). Nearly every glyph is one em wide, so that is all there is to say.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FILES = {
    "serif": "NotoSerifSC-Regular.ttf",
    "serif-bold": "NotoSerifSC-Bold-TG8105.ttf",
    "sans": "NotoSansSC-Medium.ttf",
    "rare": "HanaMinB.ttf",
    "symbols": "HanaMinA-symbols.ttf",
}


def runs(values: dict[int, int]) -> list[tuple[int, int, int]]:
    """Neighbouring code points of one value as (first, length, value), in order."""
    found: list[tuple[int, int, int]] = []
    for code, value in sorted(values.items()):
        if found and found[-1][0] + found[-1][1] == code and found[-1][2] == value:
            first, length, _ = found[-1]
            found[-1] = (first, length + 1, value)
        else:
            found.append((code, 1, value))
    return found


def face(path: Path) -> dict[str, int | list[int]]:
    """The entry of one font."""
    with TTFont(path, lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        advances = {code: widths[glyph][0] for code, glyph in font.getBestCmap().items()}
        os2 = font["OS/2"]
        entry: dict[str, int | list[int]] = {
            "em": em,
            "ascent": os2.sTypoAscender,
            "descent": -os2.sTypoDescender,
            "notdef": widths[".notdef"][0],
        }
    covers: list[int] = []
    end = 0
    for first, length, _ in runs(dict.fromkeys(advances, 0)):
        covers += [first - end, length]
        end = first + length
    exceptions: list[int] = []
    end = 0
    for first, length, advance in runs({code: width for code, width in advances.items() if width != em}):
        exceptions += [first - end, length, advance]
        end = first + length
    return {**entry, "covers": covers, "advances": exceptions}


def build() -> str:
    """The file's text: one line per face."""
    lines = [f'"{name}":{json.dumps(face(HERE / file), separators=(",", ":"))}' for name, file in FILES.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "metrics.json"
    target.write_text(build(), encoding="ascii", newline="\n")
