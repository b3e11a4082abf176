"""Last touches that openpyxl has no words for, made on the file's XML."""

from __future__ import annotations

import io
import zipfile

_SHEETS = "xl/worksheets/sheet"
_END, _DRAWING = b"</worksheet>", b"<drawing "
_NO_GREEN_CORNERS = b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
"""Codes and figures with units stand as text on purpose; Excel would mark each with a green corner."""


def finished(data: bytes) -> bytes:
    """The workbook with these touches."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.startswith(_SHEETS) and content.endswith(_END):
                # The element's place in the schema: behind page set-up and footers, before the sheet's charts.
                before, drawing, after = content.partition(_DRAWING)
                if drawing:
                    content = before + _NO_GREEN_CORNERS + drawing + after
                else:
                    content = content.removesuffix(_END) + _NO_GREEN_CORNERS + _END
            result.writestr(part.filename, content, compresslevel=6)
    return target.getvalue()
