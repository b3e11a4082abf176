"""The bundled faces and their files, apart from everything else because the window's start needs no more of a form."""

from __future__ import annotations

from enum import StrEnum


class Face(StrEnum):
    """The bundled faces a piece of text can be in. Chosen per character by what the fonts hold."""

    SERIF = "serif"
    SERIF_BOLD = "serif-bold"
    SANS = "sans"
    RARE = "rare"
    """HanaMinB: CJK Ext B–F."""
    SYMBOLS = "symbols"
    """HanaMinA symbols: ☑ and others."""


FONT_FILES = {
    Face.SERIF: "fonts/NotoSerifSC-Regular.ttf",
    Face.SERIF_BOLD: "fonts/NotoSerifSC-Bold-TG8105.ttf",
    Face.SANS: "fonts/NotoSansSC-Medium.ttf",
    Face.RARE: "fonts/HanaMinB.ttf",
    Face.SYMBOLS: "fonts/HanaMinA-symbols.ttf",
}
"""The file of each face, as `desktop.resources.asset` takes it."""
