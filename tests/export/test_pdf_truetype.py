"""Our reading of the bundled fonts against fontTools': every character, every advance, and outlines of subsets."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from desktop.errors import UserError
from desktop.export.pdf.fonts import font_file
from desktop.export.pdf.truetype import TrueTypeFile
from desktop.forms.faces import FONT_FILES, Face
from desktop.resources import asset

faces = pytest.mark.parametrize("face", list(Face))


@pytest.fixture
def font(face: Face) -> Iterator[TTFont]:
    with TTFont(asset(FONT_FILES[face]), lazy=True) as opened:
        yield opened


@faces
def test_characters_have_the_glyphs_the_font_gives_them(face: Face, font: TTFont) -> None:
    file = font_file(face)
    cmap = {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    assert {code: file.glyph(code) for code in cmap} == cmap
    beyond = [code for code in range(0x20, 0x3000) if code not in cmap] + [0xFFFF, 0x10FFFF]
    assert {file.glyph(code) for code in beyond} == {0}


@faces
def test_advances_and_measures(face: Face, font: TTFont) -> None:
    file = font_file(face)
    scale = 1000 / font["head"].unitsPerEm
    order = font.getGlyphOrder()
    sample = range(0, len(order), 97)
    assert [file.advance(at) for at in sample] == [round(font["hmtx"][order[at]][0] * scale) for at in sample]
    assert (file.ascent, file.descent) == (round(font["hhea"].ascent * scale), round(font["hhea"].descent * scale))
    assert file.bbox == tuple(round(getattr(font["head"], edge) * scale) for edge in ("xMin", "yMin", "xMax", "yMax"))


TEXTS = {
    Face.SERIF: "预算ＡÀé½ﬁ《》⼀一",
    Face.SERIF_BOLD: "预算ＡÀé½《》",
    Face.SANS: "预算ＡÀé½",
    Face.RARE: "𡋤𠀀",
    Face.SYMBOLS: "☑☐",
}


@faces
def test_a_subset_holds_the_same_outlines_in_the_order_asked_for(face: Face, font: TTFont) -> None:
    file = font_file(face)
    glyphs = [0, *(file.glyph(ord(character)) for character in TEXTS[face])]
    subset = TTFont(io.BytesIO(file.subset(glyphs)), checkChecksums=2)
    assert set(subset.keys()) - {"GlyphOrder"} >= {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    assert subset["maxp"].numGlyphs >= len(glyphs)
    for at, glyph in enumerate(glyphs):
        kept, original = subset.getGlyphName(at), font.getGlyphName(glyph)
        assert _contours(subset, kept) == _contours(font, original), TEXTS[face][at - 1]
        assert subset["hmtx"][kept] == font["hmtx"][original]


def _contours(font: TTFont, name: str) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    coordinates, ends, flags = font["glyf"][name].getCoordinates(font["glyf"])
    return list(coordinates), list(ends), [flag & 1 for flag in flags]


def test_characters_with_one_outline_keep_glyphs_of_their_own() -> None:
    file = font_file(Face.SERIF)
    radical, ideograph = file.glyph(ord("⼀")), file.glyph(ord("一"))
    assert radical == ideograph
    subset = TTFont(io.BytesIO(file.subset([0, radical, ideograph])))
    assert subset["maxp"].numGlyphs == 3


@pytest.fixture
def accented(tmp_path: Path) -> Path:
    """A font as others make them: composites of composites, components scaled, short offsets, first plane only."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "stroke", "unused", "dot", "dotted", "doubled"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x4E00: "stroke", 0x4E36: "dot", 0x4E37: "dotted", 0x4E39: "doubled"})
    glyphs = {name: _square(100 * at + 100) for at, name in enumerate(names)}
    glyphs["dotted"] = _composite({"stroke": (1, 0, 0, 1, 0, 0), "dot": (0.5, 0, 0, 0.5, 300, 40)})
    glyphs["doubled"] = _composite({"dotted": (1, 0, 0, 0.75, 0, 0), "dot": (0.5, 0.25, -0.25, 0.5, 9, 700)})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(usWeightClass=400)
    builder.setupPost()
    path = tmp_path / "Accented.ttf"
    builder.save(path)
    return path


def _square(side: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, side), (100 + side, side), (100 + side, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def _composite(components: dict[str, tuple[float, ...]]) -> object:
    pen = TTGlyphPen({"stroke": None, "dot": None, "dotted": None})
    for name, transformation in components.items():
        pen.addComponent(name, transformation)
    return pen.glyph()


def test_composite_glyphs_bring_their_components(accented: Path) -> None:
    file = TrueTypeFile(accented)
    glyphs = [file.glyph(ord(character)) for character in "丹一丷"]
    subset = TTFont(io.BytesIO(file.subset([0, *glyphs])), checkChecksums=2)
    assert subset["maxp"].numGlyphs == 5  # and the dot that two of them stand on, but not the unused one
    with TTFont(accented) as original:
        for at, glyph in enumerate(glyphs, 1):
            name, original_name = subset.getGlyphName(at), original.getGlyphName(glyph)
            assert _contours(subset, name) == _contours(original, original_name)


def test_a_font_with_a_table_for_the_first_plane_only(accented: Path) -> None:
    file = TrueTypeFile(accented)
    assert [file.glyph(ord(character)) for character in "一丶丷丹丸𠀀"] == [1, 3, 4, 5, 0, 0]
    assert [file.advance(glyph) for glyph in range(6)] == [1000] * 6


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"OTTO" + data[4:], id="outlines of another kind"),
        pytest.param(lambda data: data.replace(b"cmap", b"xxxx", 1), id="no character map"),
        pytest.param(lambda data: data[:200], id="cut off"),
        pytest.param(lambda _: b"\0", id="no font at all"),
        pytest.param(lambda _: b"", id="empty"),
    ],
)
def test_a_damaged_font_is_one_clear_line(
    accented: Path, damage: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    accented.write_bytes(damage(accented.read_bytes()))
    monkeypatch.setattr("desktop.export.pdf.fonts.asset", lambda _: accented)
    with pytest.raises(UserError, match="字体无法读取"):
        font_file.__wrapped__(Face.SERIF)


def test_a_face_is_opened_once() -> None:
    assert font_file(Face.SANS) is font_file(Face.SANS)
