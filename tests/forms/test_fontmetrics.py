"""What is known of the bundled fonts: in step with the font files, and right for what the forms show."""

from __future__ import annotations

import runpy

import pytest
from fontTools.ttLib import TTFont

from desktop.forms.faces import Face
from desktop.forms.fontmetrics import advance, advances, ascent, descent, face_of, missing
from desktop.forms.linebreak import LEFT_HALF_EMPTY, RIGHT_HALF_EMPTY
from desktop.resources import asset


def test_metrics_are_those_of_the_font_files() -> None:
    build = runpy.run_path(str(asset("fonts/build_metrics.py")))["build"]
    assert asset("fonts/metrics.json").read_text(encoding="ascii") == build()


@pytest.mark.parametrize(
    ("char", "face", "bold_face"),
    [
        ("绩", Face.SERIF, Face.SERIF_BOLD),
        ("7", Face.SERIF, Face.SERIF_BOLD),
        ("≥", Face.SERIF, Face.SERIF_BOLD),
        ("䶮", Face.SERIF, Face.SERIF_BOLD),
        ("㛃", Face.SERIF, Face.SERIF_BOLD),
        ("𬭎", Face.SERIF, Face.SERIF_BOLD),
        ("喆", Face.SERIF, Face.SERIF_BOLD),
        ("囍", Face.SERIF, Face.SERIF),  # outside the 8,105: a title falls back to the body face
        ("𡋤", Face.RARE, Face.RARE),
        ("☑", Face.SYMBOLS, Face.SYMBOLS),
    ],
)
def test_each_character_is_set_in_the_first_face_that_holds_it(char: str, face: Face, bold_face: Face) -> None:
    assert face_of(char) is face
    assert face_of(char, bold=True) is bold_face


@pytest.mark.parametrize(("char", "width"), [("绩", 1.0), ("　", 1.0), ("𡋤", 1.0), ("☑", 1.0), ("1", 0.471)])
def test_han_characters_are_one_em_wide_and_digits_are_not(char: str, width: float) -> None:
    assert advance(char, face_of(char)) == width


def test_the_em_box_of_every_face_is_one_em_high() -> None:
    assert {face: round(ascent(face) + descent(face), 6) for face in Face} == dict.fromkeys(Face, 1.0)


def test_the_table_of_widths_knows_which_characters_are_from_other_faces() -> None:
    table = advances(bold=True)
    assert table["绩"] == table["囍"] == 1.0
    assert table.odd["囍"] is Face.SERIF
    assert "绩" not in table.odd


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某县人力资源和社会保障局 2023年≥96%", ""),
        ("张𡋤、李䶮、王㛃、赵𫖯", ""),
        ("□新增项目 ☑延续项目", ""),
        ("完成\n\t验收\r\n", ""),
        ("从网页粘贴\u200b的\ufeff字", ""),
        ("很好😀！真的😀🚀", "😀🚀"),
        ("\ue000造字", "\ue000"),
    ],
)
def test_characters_that_no_face_holds_are_named_once_in_order(text: str, expected: str) -> None:
    assert missing(text) == expected


def test_marks_that_may_hang_out_of_a_line_have_their_ink_in_one_half() -> None:
    for name in ("NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold-TG8105.ttf"):
        with TTFont(asset(f"fonts/{name}"), lazy=True) as font:
            glyphs, names, half = font["glyf"], font.getBestCmap(), font["head"].unitsPerEm / 2
            assert all(glyphs[names[ord(char)]].xMax <= half for char in RIGHT_HALF_EMPTY)
            assert all(glyphs[names[ord(char)]].xMin >= half for char in LEFT_HALF_EMPTY)
