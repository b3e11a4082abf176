"""How documents and findings lie in the data file: packed, so that sixty thousand documents stay one handy file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.forms import jsonio
from desktop.forms.catalogue import Catalogue
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.findings import Finding, Level
from desktop.forms.paths import Path
from desktop.store.collect_records import Counts

_LEVEL = 1
"""zlib's quickest: a form's JSON becomes a third with it, and hardly less with more."""


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding as it was when the document came in, or when it was last compared with the unit's others."""

    code: str
    level: Level
    path: Path
    message: str
    expected: str = ""
    actual: str = ""
    note: str = ""


def pack(data: bytes) -> bytes:
    """A document's JSON as it is kept."""
    return zlib.compress(data, _LEVEL)


def unpack(data: bytes) -> bytes:
    """What was packed, byte for byte."""
    return zlib.decompress(data)


def unpack_document(data: bytes, catalogue: Catalogue, *, name: str) -> Document:
    """The document kept so. Raises `UserError` when its edition is not here any more."""
    return jsonio.loads(zlib.decompress(data), name=name, catalogue=catalogue)


def opened(data: bytes, catalogue: Catalogue, number: int) -> tuple[Edition, Document]:
    """The received document of this number, with its edition. Raises `UserError` when that is not here any more."""
    document = unpack_document(data, catalogue, name=called(number))
    return catalogue.for_document(document.form, document.edition, document.year), document


def called(number: int) -> str:
    """What a received document is called where nothing of it can be read."""
    return f"已收的第 {number} 号表"


def pack_findings(findings: Iterable[Finding]) -> bytes:
    """Findings as they are kept; nothing for none."""
    rows = [
        [one.code, one.level.value, list(one.path), one.message, one.expected, one.actual, one.note] for one in findings
    ]
    return pack(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()) if rows else b""


def unpack_findings(data: bytes) -> list[KeptFinding]:
    """The findings kept so."""
    rows = json.loads(zlib.decompress(data)) if data else []
    return [KeptFinding(code, Level(level), tuple(path), *texts) for code, level, path, *texts in rows]


def counts_of(findings: Iterable[Finding | KeptFinding]) -> Counts:
    """How many there are of each kind."""
    errors = warnings = unnoted = 0
    for finding in findings:
        if finding.level is Level.ERROR:
            errors += 1
        elif finding.level is Level.WARNING:
            warnings += 1
            unnoted += not finding.note
    return Counts(errors, warnings, unnoted)
