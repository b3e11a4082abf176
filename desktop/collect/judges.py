"""Judging many packages: in the program itself for a few, on all cores of the computer for many (`crew`).

Judging takes ten times as long as storing, and no package has to do with another one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from desktop.collect.crew import good_number, worked
from desktop.collect.judging import Fault, Parcel, RefusedError, judge
from desktop.collect.sources import read_file
from desktop.errors import UserError
from desktop.export.package import SUFFIX
from desktop.forms.catalogue import Catalogue
from desktop.forms.edition import Edition
from desktop.forms.together_rules import adopt, keys_of, together_edition


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
            judgement = self.data(read_file(path), path.name)
        except RefusedError as refused:
            return Refusal(refused.fault, str(refused.error))
        if isinstance(judgement, Refusal) and judgement.fault is Fault.DAMAGED and path.suffix.lower() != SUFFIX:
            # Nothing is broken: a form, a paper or a return file was named by mistake.
            error = UserError("不是上报包（.jbz）", where=path.name, remedy="这里只收上报包，表要先由报送单位打成包")
            return Refusal(Fault.DAMAGED, str(error))
        return judgement

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
    task = _Task(rules, together_edition(rules.catalogue), keys_of(rules.catalogue))
    yield from worked(paths, task, processes=number)


@dataclass(frozen=True, slots=True)
class _Task:
    """Rules with those across documents and what these call each form, so that no process has to read them again."""

    rules: Rules
    together: Edition
    keys: Mapping[str, str]

    def __call__(self, path: Path) -> Judgement:
        adopt(self.rules.catalogue, self.together, self.keys)
        return self.rules.file(path)
