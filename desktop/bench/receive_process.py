"""Takes in the packages of a folder, or only unpacks and stores them. Arguments: `ours` or `bare`, folder, data file.

Ours: everything that receiving does, with all processes that are good for it, their start included. Bare: each zip read
whole, its JSON parsed, a row for the package and one for each document inserted, one transaction a package; nothing is
looked at. Both into a data file that is new and set up the same way. Answers seconds, those of the processors,
documents, and the most memory that this process or the largest of its helpers had, in MB.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.collect.receiving import receive
from desktop.collect.sources import packages_in
from desktop.export.package import MANIFEST
from desktop.forms.catalogue import bundled
from desktop.forms.together_rules import together_edition
from desktop.store import Store
from desktop.store.connection import Connection

_TABLES = """
    CREATE TABLE packages (id INTEGER PRIMARY KEY, unit TEXT, year INTEGER, made TEXT, file TEXT);
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY, package INTEGER, form TEXT, project TEXT, revision INTEGER, document BLOB
    );
"""


def main(side: str, folder: Path, database: Path) -> None:
    """Measures one side."""
    if side == "ours":
        together_edition(bundled())  # what the program has to know is loaded before the clock starts
        with Store.open(database) as store:
            taken = _timed(lambda: _receive(folder, store))
    else:
        connection = Connection(database, busy_seconds=0, flush_seconds=1)
        connection.configure()
        connection.raw.executescript(_TABLES)
        taken = _timed(lambda: _store(folder, connection))
        connection.close()
    tell({**taken, "mb": _most_memory()})


def _timed(work: Callable[[], int]) -> dict[str, float]:
    gc.collect()
    documents = 0

    def act() -> None:
        nonlocal documents
        documents = work()

    before = _processor_time()
    taken = seconds(act)
    return {"seconds": taken, "cpu": _processor_time() - before, "documents": documents}


def _processor_time() -> float:
    """Seconds of this process and of the helpers that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _receive(folder: Path, store: Store) -> int:
    return sum(item.action.stores for outcome in receive([folder], store, bundled()) for item in outcome.items)


def _store(folder: Path, connection: Connection) -> int:
    documents = 0
    for path in packages_in([folder]):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            files = {info.filename: archive.read(info) for info in archive.infolist()}
        manifest = json.loads(files[MANIFEST])
        parsed = [(entry, json.loads(files[entry["文档"]])) for entry in manifest["文件"]]
        with connection.writing() as db:
            documents += _insert(db, manifest, parsed, files, path.name)
    return documents


def _insert(
    db: sqlite3.Connection,
    manifest: dict[str, str],
    parsed: list[tuple[dict[str, str], dict[str, str]]],
    files: dict[str, bytes],
    name: str,
) -> int:
    head = manifest["单位"], manifest["年度"], manifest["制作时间"], name
    package = db.execute("INSERT INTO packages (unit, year, made, file) VALUES (?, ?, ?, ?)", head).lastrowid
    rows = [
        (package, document["表"], entry["项目"], document["修订"], files[entry["文档"]]) for entry, document in parsed
    ]
    db.executemany("INSERT INTO documents (package, form, project, revision, document) VALUES (?, ?, ?, ?, ?)", rows)
    return len(rows)


def _most_memory() -> float:
    """The system tells it in kilobytes on Linux, in bytes on macOS; Windows has no such module and 1 MB is said."""
    try:
        import resource  # noqa: PLC0415  # see above
    except ImportError:
        return 1.0
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    both = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(max(both) / unit, 1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
