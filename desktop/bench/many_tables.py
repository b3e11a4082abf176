"""Parquet files as several offices would export them, from invented documents: as many indicators as one likes.

    python -m desktop.bench.many_tables 数据 --units 11000 --machines 5

makes 数据/机器1 … 机器5, in each what `jibiao summarize --form D --parquet` writes, by the same code: every document is
evaluated, and its fields and rows are written. docs/汇总.md counts them together.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.bench.round import MOST, unit_year
from desktop.bench.round_projects import EVALUATION
from desktop.collect.crew import good_number, worked
from desktop.collect.keeping import pack
from desktop.collect.tidy import Files, Item, Shape, TableRows
from desktop.errors import UserError
from desktop.export.parquet import require_pyarrow
from desktop.forms import jsonio
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.fresh import project_of, unit_of
from desktop.store.collect_records import ACCEPTED
from desktop.store.gathered import Head


@dataclass(frozen=True, slots=True)
class Invented:
    """A unit's self-evaluations as rows. `seed`: another one for each machine, so that no document is there twice."""

    shape: Shape
    seed: int

    def __call__(self, unit: int) -> list[TableRows]:
        """The rows of each of the unit's documents."""
        documents = [one for one in unit_year(unit, seed=self.seed) if one.form == EVALUATION]
        return [self._rows(one) for one in documents]

    def _rows(self, document: Document) -> TableRows:
        edition = self.shape.catalogue.for_document(document.form, document.edition, document.year)
        unit, project = unit_of(edition, document), project_of(edition, document)
        head = Head(0, digest(edition, document).hex(), unit, unit, project, ACCEPTED)
        rows = self.shape(Item(head, pack(jsonio.dumps(document)), {}))
        if isinstance(rows, UserError):
            raise rows
        return rows


def make(folder: Path, units: int, machines: int) -> int:
    """Writes the files of so many machines with so many units each; how many documents. Raises `UserError`."""
    require_pyarrow()
    number = 0
    shape = Shape(bundled(), EVALUATION)
    for machine in range(1, machines + 1):
        place = folder / f"机器{machine}"
        place.mkdir(parents=True, exist_ok=True)
        with Files(shape, place, parquet=True).open() as write:
            task = Invented(shape, machine)
            for _, documents in worked(range(units), task, processes=good_number(units)):
                for rows in documents:
                    write(rows)
                number += len(documents)
    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=1000, help=f"of each machine, at most {MOST}")
    parser.add_argument("--machines", type=int, default=2)
    given = parser.parse_args(arguments)
    print(f"{make(given.folder, given.units, given.machines)} documents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
