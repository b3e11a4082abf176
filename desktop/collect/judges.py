"""Judging many packages: in the program itself for a few, on all cores of the computer for many (`crew`).

Judging takes ten times as long as storing, and no package has to do with another one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from desktop.collect.crew import good_number, worked
from desktop.collect.judging import Fault, Parcel, RefusedError, judge
from desktop.collect.sources import read_file
from desktop.forms.catalogue import Catalogue
from desktop.forms.edition import Edition
from desktop.forms.together_rules import adopt, together_edition


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a package is not taken, in one line."""

    fault: Fault
    line: str


Judgement: TypeAlias = "Parcel | Refusal"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a package is judged by."""

    catalogue: Catalogue
    known: Container[str] = frozenset()
    passwords: tuple[str, ...] = ()

    def file(self, path: Path) -> Judgement:
        """The package in a file."""
        try:
            return self.data(read_file(path), path.name)
        except RefusedError as refused:
            return Refusal(refused.fault, str(refused.error))

    def data(self, data: bytes, name: str) -> Judgement:
        """The package in these bytes."""
        try:
            return judge(data, name=name, catalogue=self.catalogue, known=self.known, passwords=self.passwords)
        except RefusedError as refused:
            return Refusal(refused.fault, str(refused.error))


def judgements(
    paths: Sequence[Path], rules: Rules, *, processes: int | None = None
) -> Iterator[tuple[Path, Judgement]]:
    """What each file is, in their order. `processes`: None for as many as are good for this batch, 0 for none."""
    number = good_number(len(paths)) if processes is None else processes
    task = _Task(rules, together_edition(rules.catalogue))
    yield from worked(paths, task, processes=number)


@dataclass(frozen=True, slots=True)
class _Task:
    """Rules with those across documents, so that no process has to read them again."""

    rules: Rules
    together: Edition

    def __call__(self, path: Path) -> Judgement:
        adopt(self.rules.catalogue, self.together)
        return self.rules.file(path)
