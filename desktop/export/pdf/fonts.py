"""The bundled faces as font files, each opened when its first character is drawn and kept for the process."""

from __future__ import annotations

import struct
from functools import cache

from desktop.errors import UserError
from desktop.export.pdf.truetype import TrueTypeFile
from desktop.forms.faces import FONT_FILES, Face
from desktop.resources import asset


@cache
def font_file(face: Face) -> TrueTypeFile:
    """The file of a face. Read-only from here on, so exports in several threads may share it.

    Raises:
        UserError: it is missing or damaged.
    """
    path = asset(FONT_FILES[face])
    try:
        return TrueTypeFile(path)
    except (OSError, ValueError, KeyError, struct.error) as error:
        raise UserError("程序自带的字体无法读取", where=str(path), remedy="请重新安装绩表") from error
