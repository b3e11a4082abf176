"""The bundled faces as Qt fonts.

Every character on screen and paper comes from our own font files, so that the typesetting (which knows only their
metrics) and what is drawn agree on every machine. Each file is handed to `QFontDatabase` once, when it is first
needed: the rare characters' face is 30 MB, and most forms never ask for it.

Text of the form is drawn as glyph runs, not as strings: glyph by glyph at the advance the font file states, without
shaping, kerning or a fallback font. That is what the PDF writer does too, and it spares Qt's text layout at every
repaint.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QGlyphRun, QGuiApplication, QRawFont

from desktop.errors import UserError
from desktop.forms.faces import FONT_FILES, Face
from desktop.resources import asset

_WEIGHTS = {Face.SERIF_BOLD: QFont.Weight.Bold, Face.SANS: QFont.Weight.Medium}

_MAX_RUNS = 20_000
"""Glyph runs kept by one cache; a form of 1,000 rows has some 15,000 pieces, of which most are never seen."""


_families: dict[Face, str] = {}
"""The faces whose files Qt has, with their family names. Process-wide, as `QFontDatabase` itself is."""


def family(face: Face) -> str:
    """The family name under which Qt knows a bundled face; loads its file at the first call.

    Raises:
        UserError: the font file is missing or damaged.
    """
    name = _families.get(face)
    if name is None:
        path = asset(FONT_FILES[face])
        names = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        if not names:
            raise UserError("程序自带的字体文件无法读取", where=str(path), remedy="请重新安装绩表")
        name = _families[face] = names[0]
    return name


def font(face: Face, pixels: float) -> QFont:
    """A font for widgets that lay out text themselves (cell editors), of a height in logical pixels.

    Characters the face lacks come from the rare face once that is loaded (`need`), else from the system.
    """
    result = QFont(family(face))
    if Face.RARE in _families:
        result.setFamilies([family(face), family(Face.RARE)])
    result.setWeight(_WEIGHTS.get(face, QFont.Weight.Normal))
    # In points, because Qt rounds pixel sizes to whole numbers and the text would jump when a cell is opened.
    result.setPointSizeF(max(1.0, pixels) * 72 / QGuiApplication.primaryScreen().logicalDotsPerInchY())
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    result.setKerning(False)
    return result


def need(text: str) -> bool:
    """Load the rare face when `text` has a character beyond the basic plane; True when that changed what is loaded."""
    if Face.RARE in _families or max(text, default="") <= "\uffff":  # ten thousand names in a millisecond or two
        return False
    family(Face.RARE)
    return True


@cache
def _design(face: Face) -> tuple[QRawFont, float]:
    """The face at one pixel per font unit, where advances are exact integers; and its units per em."""
    base = QFont(family(face))
    base.setWeight(_WEIGHTS.get(face, QFont.Weight.Normal))
    base.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    base.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    raw = QRawFont.fromFont(base)
    raw.setPixelSize(raw.unitsPerEm())
    return raw, float(raw.unitsPerEm())


class GlyphRuns:
    """Glyph runs at one scale, made once per piece of text. Throw it away when the scale changes."""

    def __init__(self, scale: float) -> None:
        """`scale` is device-independent pixels per pt."""
        self.scale = scale
        self._fonts: dict[tuple[Face, float], QRawFont] = {}
        self._runs: dict[tuple[str, Face, float], QGlyphRun] = {}

    def run(self, text: str, face: Face, size: float) -> QGlyphRun:
        """The run for `text` at `size` pt, its first glyph's origin at (0, 0)."""
        key = (text, face, size)
        run = self._runs.get(key)
        if run is None:
            if len(self._runs) >= _MAX_RUNS:
                self._runs.clear()
            run = self._runs[key] = self._make(text, face, size)
        return run

    def _make(self, text: str, face: Face, size: float) -> QGlyphRun:
        design, em = _design(face)
        pixels = size * self.scale
        glyphs = design.glyphIndexesForString(text)
        positions, x = [], 0.0
        for advance in design.advancesForGlyphIndexes(glyphs):
            positions.append(QPointF(x, 0.0))
            x += advance.x() * pixels / em
        run = QGlyphRun()
        run.setRawFont(self._font(face, size))
        run.setGlyphIndexes(glyphs)
        run.setPositions(positions)
        return run

    def _font(self, face: Face, size: float) -> QRawFont:
        raw = self._fonts.get((face, size))
        if raw is None:
            raw = QRawFont(_design(face)[0])
            raw.setPixelSize(size * self.scale)
            self._fonts[face, size] = raw
        return raw
