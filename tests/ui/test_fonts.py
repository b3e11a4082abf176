"""The bundled faces in Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.errors import UserError
from desktop.forms.faces import Face
from desktop.forms.fontmetrics import advance
from desktop.ui import fonts


@pytest.mark.parametrize(("face", "name"), [(Face.SERIF, "Noto Serif SC"), (Face.RARE, "HanaMinB")])
def test_a_face_is_our_own_file(qapp: QApplication, face: Face, name: str) -> None:
    assert fonts.family(face) == name


def test_bold_is_drawn_with_the_bold_file(qapp: QApplication) -> None:
    plain = fonts.GlyphRuns(4.0).run("国", Face.SERIF, 10.5)
    bold = fonts.GlyphRuns(4.0).run("国", Face.SERIF_BOLD, 10.5)
    assert plain.rawFont().weight() == 400
    assert bold.rawFont().weight() == 700


METRICS = [
    (Face.SERIF, "年度资金总额219.13万元（≥96%）—1—“其他”、ABC xyz"),
    (Face.SERIF_BOLD, "巴中市2022年度批复表（试行）"),
    (Face.RARE, "𡋤"),
    (Face.SYMBOLS, "☑"),
]


@pytest.mark.parametrize(("face", "text"), METRICS, ids=[str(face) for face, _ in METRICS])
def test_glyphs_stand_where_the_typesetting_reckons_them(qapp: QApplication, face: Face, text: str) -> None:
    size = 20.0
    run = fonts.GlyphRuns(1.0).run(text + text[0], face, size)
    assert len(run.positions()) == len(text) + 1
    x = 0.0
    for char, position in zip(text, run.positions(), strict=False):
        assert position.x() == pytest.approx(x, abs=0.01), char
        x += advance(char, face) * size
    assert run.positions()[-1].x() == pytest.approx(x, abs=0.01)
    assert all(run.glyphIndexes())


def test_a_character_beyond_the_basic_plane_is_one_glyph(qapp: QApplication) -> None:
    run = fonts.GlyphRuns(1.0).run("𡋤", Face.RARE, 10.5)
    assert len(run.glyphIndexes()) == 1
    assert run.glyphIndexes()[0] != 0


def test_a_run_is_made_once(qapp: QApplication) -> None:
    runs = fonts.GlyphRuns(1.5)
    assert runs.run("年度", Face.SERIF, 10.5) is runs.run("年度", Face.SERIF, 10.5)


def test_a_widget_font_has_the_size_asked_for(qapp: QApplication) -> None:
    for pixels in (13.0, 21.3, 28.0):
        font = fonts.font(Face.SERIF, pixels)
        dpi = qapp.primaryScreen().logicalDotsPerInchY()
        assert font.pointSizeF() * dpi / 72 == pytest.approx(pixels, abs=0.01)


def test_the_rare_face_is_loaded_only_when_it_is_needed() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from desktop.ui import fonts\n"
        "from desktop.forms.page import Face\n"
        "fonts.font(Face.SERIF, 14)\n"
        "print(fonts.need('张某'), fonts.need('𡋤'), fonts.need('𡋤'))\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.split() == ["False", "True", "False"]


def test_a_damaged_installation_is_told_in_one_line(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    damaged = tmp_path / "font.ttf"
    damaged.write_bytes(b"not a font")
    monkeypatch.setattr(fonts, "asset", lambda _name: damaged)
    monkeypatch.setattr(fonts, "_families", {})
    with pytest.raises(UserError, match="字体"):
        fonts.family(Face.SERIF)
