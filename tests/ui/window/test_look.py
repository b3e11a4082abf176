"""Fonts, colours, icons, and Chinese for what Qt says by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop.forms.findings import Level
from desktop.resources import asset
from desktop.ui import fonts, icons, theme
from desktop.ui.app import choose_input_method
from desktop.ui.fault import FaultWindow
from desktop.ui.formview import colors
from desktop.ui.widgets import ElidedLabel
from tests.ui.window.hand import click

UI = Path(theme.__file__).parent


def test_the_interface_and_the_form_share_their_colours() -> None:
    assert QColor(theme.DESK) == colors.DESK
    assert QColor(theme.ACCENT) == colors.ACCENT
    assert QColor(theme.LEVEL_COLOR[Level.ERROR]) == colors.ERROR
    assert QColor(theme.LEVEL_COLOR[Level.WARNING]) == colors.WARNING


@pytest.mark.parametrize("ink", [theme.INK, theme.SOFT, theme.ACCENT, theme.RED, theme.AMBER])
def test_words_can_be_read_on_white(ink: str) -> None:
    """As good as 4.5 : 1 (WCAG, small type); the amber of the form's own marks comes to 4.2."""

    def luminance(color: QColor) -> float:
        parts = (color.redF(), color.greenF(), color.blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert 1.05 / (luminance(QColor(ink)) + 0.05) >= 4.2


def test_type_is_our_own_sans_between_9_and_10_5_pt(dressed: QApplication) -> None:
    assert QFontInfo(dressed.font()).family() == "Noto Sans SC"
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", dressed.styleSheet())]
    assert sizes
    assert all(9 <= size <= 10.5 for size in (*sizes, dressed.font().pointSizeF()))


def test_rare_characters_of_a_name_are_drawn_not_boxed(dressed: QApplication) -> None:
    assert dressed is not None

    def drawn(text: str) -> QImage:
        picture = QImage(80, 40, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        painter.setFont(theme.font(16))
        painter.drawText(10, 30, text)
        painter.end()
        return picture

    fonts.need("𡋤")
    assert drawn("𡋤") != drawn("𬭎")
    assert drawn("𡋤") != drawn("\U0002fff0"), "U+2FFF0 is no character: what is drawn for it is a box"


def test_every_icon_is_used_and_every_used_one_is_there() -> None:
    there = {file.stem for file in asset("icons").glob("*.svg")}
    source = "".join(file.read_text(encoding="utf-8") for file in UI.rglob("*.py"))
    assert there == {name for name in there if f'"{name}"' in source or f"icons/{name}.svg" in source}
    assert asset("icons/LICENSE-Lucide.txt").exists()


def test_icons_take_the_colour_asked_for(dressed: QApplication) -> None:
    assert dressed is not None
    picture = icons.pixmap("plus", "#ff0000", 18, 1.5).toImage()
    assert (picture.width(), picture.height()) == (27, 27)
    assert picture.pixelColor(13, 13).red() == 255
    assert picture.pixelColor(13, 13).green() == 0


def test_qt_speaks_chinese(dressed: QApplication) -> None:
    assert dressed is not None
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QCoreApplication.translate("QFileDialog", "Files of type:") == "文件类型："


@pytest.mark.parametrize(
    ("wanted", "plugins", "chosen"),
    [
        ("fcitx", ["libibusplatforminputcontextplugin.so"], "ibus"),
        ("fcitx5", ["libibusplatforminputcontextplugin.so"], "ibus"),
        ("fcitx", ["libfcitx5platforminputcontextplugin.so", "libibusplatforminputcontextplugin.so"], "fcitx"),
        ("fcitx", [], "fcitx"),
        ("ibus", ["libibusplatforminputcontextplugin.so"], "ibus"),
        ("", ["libibusplatforminputcontextplugin.so"], ""),
    ],
)
def test_fcitx_is_reached_through_the_protocol_qt_has(wanted: str, plugins: list[str], chosen: str) -> None:
    environment = {"QT_IM_MODULE": wanted} if wanted else {}
    choose_input_method(environment, plugins)
    assert environment.get("QT_IM_MODULE", "") == chosen


def test_a_line_too_long_ends_in_dots_and_is_told_whole_by_the_tooltip(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed is not None
    line = ElidedLabel("中长期绩效指标与年度绩效指标不一致")
    qtbot.addWidget(line)
    line.resize(600, 20)
    assert line.shown() == line.text()
    line.resize(80, 20)
    assert line.shown().endswith("…")


def test_why_the_program_cannot_start_is_said_in_a_window(qtbot: QtBot, dressed: QApplication) -> None:
    assert dressed is not None
    window = FaultWindow("数据文件打不开。请关闭另一个正在使用它的程序。")
    qtbot.addWidget(window)
    window.show()
    assert window.words.text() == "数据文件打不开。请关闭另一个正在使用它的程序。"
    click(window.findChildren(QToolButton)[-1])
    assert not window.isVisible()
