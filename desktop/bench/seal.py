"""A unit's seal to measure with, drawn here: a ring, a bar, and no name."""

from __future__ import annotations

import io

from desktop.export.seal import cleaned_seal
from desktop.forms.page import Image

_SIDE = 900
_INK = (214, 30, 36, 255)


def seal_picture() -> Image:
    """As large as a scan at 600 dpi."""
    from PIL import Image as Pictures  # noqa: PLC0415  # drawn once per process, before the clock starts
    from PIL import ImageDraw  # noqa: PLC0415  # see above

    picture = Pictures.new("RGBA", (_SIDE, _SIDE))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((0, 0, _SIDE - 1, _SIDE - 1), outline=_INK, width=_SIDE // 30)
    draw.rectangle((_SIDE * 0.35, _SIDE * 0.45, _SIDE * 0.65, _SIDE * 0.55), fill=_INK)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return cleaned_seal(out.getvalue())
