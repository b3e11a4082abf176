"""Offices one above the other: each receives, accepts, and sends on what it accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from desktop.collect.answering import accept
from desktop.collect.outcome import Outcome
from desktop.collect.receiving import receive
from desktop.export.package.reading import Package, read_package
from desktop.forms.catalogue import bundled
from desktop.session.forwarding import forward
from desktop.session.packing import Packed, Sign
from desktop.store import Store

CATALOGUE = bundled()
MADE = datetime(2022, 3, 20, 9, tzinfo=UTC)


class Office:
    """An office with its data file and a drawer for the packages that come."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder / name
        self.folder.mkdir()
        self.store = Store.open(self.folder / "收表.db")
        self._number = 0

    def take(self, *packages: bytes) -> list[Outcome]:
        """Packages come in, each in a file of its own."""
        files = []
        for data in packages:
            self._number += 1
            files.append(self.folder / f"{self._number}.jbz")
            files[-1].write_bytes(data)
        return list(receive(files, self.store, CATALOGUE))

    def accept_all(self) -> None:
        """All that is here is as it should be."""
        for one in self.store.collected.of_year(2022):
            accept(self.store, CATALOGUE, one.id, why="同意")

    def send_on(self, *, documents: Sequence[int] | None = None, sign: Sign | None = None) -> Packed:
        """Its package for the office above."""
        return forward(self.store, CATALOGUE, 2022, self.name, documents=documents, sign=sign, made=MADE)


def opened(data: bytes) -> Package:
    """What is in a package."""
    return read_package(data, name="包")


def inner(package: Package, number: int = 0) -> Package:
    """One of the packages that a package brings along."""
    items = [item for item in package.manifest.attachments if item.is_package]
    return opened(package.files[items[number].file])
