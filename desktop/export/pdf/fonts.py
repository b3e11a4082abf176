"""The bundled faces as font files, each opened when its first character is drawn and kept for the process."""

from __future__ import annotations

import struct
from functools import cache

from desktop.errors import UserError
from desktop.export.pdf.truetype import TrueTypeFile
from desktop.forms.page import Face
from desktop.resources import asset

FILES = {
    Face.SERIF: "NotoSerifSC-Regular.ttf",
    Face.SERIF_BOLD: "NotoSerifSC-Bold-TG8105.ttf",
    Face.SANS: "NotoSansSC-Medium.ttf",
    Face.RARE: "HanaMinB.ttf",
    Face.SYMBOLS: "HanaMinA-symbols.ttf",
}
"""Names under assets/fonts/."""


@cache
def font_file(face: Face) -> TrueTypeFile:
    """The file of a face. Read-only from here on, so exports in several threads may share it.

    Raises:
        UserError: it is missing or damaged.
    """
    path = asset(f"fonts/{FILES[face]}")
    try:
        return TrueTypeFile(path)
    except (OSError, ValueError, KeyError, struct.error) as error:
        raise UserError("程序自带的字体无法读取", where=str(path), remedy="请重新安装绩表") from error
