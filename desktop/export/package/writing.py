"""Documents into the bytes of a package. The same content gives the same bytes: times come from the caller alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from desktop.export.package import MANIFEST
from desktop.export.package.manifest import Manifest, dumps, sums_of

_STORED = (".pdf", ".xlsx", ".docx", ".png", ".jpg", ".jpeg", ".jbz")
"""Packed already."""
_DATE = (2020, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16


def write_package(manifest: Manifest, files: Mapping[str, bytes]) -> bytes:
    """The package; `manifest.sums` is filled in here. `files`: content by name, as the manifest names them.

    Raises `ValueError` when manifest and files do not name the same: that is a bug of the caller.
    """
    entries, proofs = manifest.entries, manifest.attachments
    named = {entry.file for entry in entries} | {file for entry in entries for file in entry.printed}
    named |= {manifest.note} if manifest.note else set()
    if named | {item.file for item in proofs} != set(files):
        raise ValueError("manifest and files differ")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, MANIFEST, dumps(replace(manifest, sums=sums_of(files))))
        for name in sorted(files):
            _add(archive, name, files[name])
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _DATE)
    info.external_attr = _MODE
    info.create_system = 3  # the same bytes from every system
    info.compress_type = zipfile.ZIP_STORED if name.lower().endswith(_STORED) else zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
