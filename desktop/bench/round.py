"""A year's round to measure and test with: many units, each with a package of forms that agree with each other.

    year = unit_year(7)                          the documents of unit 7: A or C, each project's B and D, E
    wrong = faulty(year, Fault.SUM)              the same with one thing wrong
    paths = write_packages(folder, range(1000))  a package of six documents for each unit, as on a stick

Everything follows from the numbers given (unit, year, seed): a part of the round is the same in every run and in every
process. No check has anything to say about a document or between them, though projects fall behind, indicators are
missed and grades differ: what is asked to be explained is explained. Persons are 张某, telephones zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from random import Random

from desktop import __version__
from desktop.bench.round_projects import EVALUATION, GOALS, pair, projects
from desktop.bench.round_units import MOST, is_small, unit_name
from desktop.bench.round_whole import assessment, whole, whole_evaluation
from desktop.export.official import OUTPUTS, file_stem, render, usual_outputs
from desktop.export.package import SUFFIX
from desktop.export.package.manifest import Entry, Manifest
from desktop.export.package.proofs import member_stem
from desktop.export.package.writing import write_package
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.standing import Standing

__all__ = ["MOST", "Fault", "faulty", "package_of", "unit_name", "unit_year", "write_packages"]
YEAR = 2022
MADE = "2023-01-20T09:00:00+08:00"


class Fault(StrEnum):
    """One thing that is wrong in a unit's documents, named by the code of what is then found."""

    SUM = "B01"
    """The year's total of the first project is not what its parts add up to; its sources and scores are off as well."""
    BLANK = "X01"
    """A self-evaluation without its conclusion."""
    ACROSS = "K08"
    """A self-evaluation measures itself by another target than was approved: found only beside the approved goals."""
    UNEXPLAINED = "D07"
    """A missed indicator without a reason: a warning that nobody answered."""


def unit_year(
    number: int, *, year: int = YEAR, seed: int = 1, count: int | None = None, evaluated: bool | None = None
) -> list[Document]:
    """The documents of a unit (0…`MOST` - 1): A or C, then each project's B and D, then E.

    `count`: projects; None for two or three. `evaluated`: C instead of A; None for every second unit.
    """
    chance = Random(f"{seed} {year} {number}")
    unit = unit_name(number)
    found = projects(
        chance, unit, chance.choice((2, 3)) if count is None else count, scale=1 if is_small(number) else 10
    )
    as_evaluation = number % 2 == 1 if evaluated is None else evaluated
    first = (whole_evaluation if as_evaluation else whole)(chance, unit, found, year)
    pairs = [document for project in found for document in pair(chance, project, year)]
    return [first, *pairs, assessment(chance, unit, year)]


def faulty(documents: Sequence[Document], fault: Fault) -> list[Document]:
    """Copies of a unit's documents with one thing wrong. Raises `LookupError` where nothing can be made so."""
    found = [document.copy() for document in documents]
    plan = next(one for one in found if one.form == GOALS)
    own = [one for one in found if one.form == EVALUATION]
    match fault:
        case Fault.SUM:
            plan.data["年度财政拨款"] = f"{plan.data['年度财政拨款']}1"
        case Fault.BLANK:
            own[0].data["评价结论"] = None
        case Fault.ACROSS:
            row = next(row for row in own[0].rows(("绩效指标",)) if row["指标性质"] == "≥")
            row["指标值"], row["完成值"] = "7", "7"
        case Fault.UNEXPLAINED:
            row = next(row for row in own[0].rows(("绩效指标",)) if row["指标性质"] == "≥")
            row["完成值"], row["未完成原因分析"] = "1", None
    return found


def package_of(documents: Sequence[Document], *, made: str = MADE, prints: bool = True) -> bytes:
    """A unit's documents as the bytes of a package. `prints`: with a PDF and a workbook of each.

    The prints have their real size and a right sum, but are of another unit's forms: printing takes a hundred times as
    long as all the rest, and the receiving office reads the documents alone.
    """
    files: dict[str, bytes] = {}
    entries: list[Entry] = []
    catalogue = bundled()
    for number, document in enumerate(documents, 1):
        edition = catalogue.for_document(document.form, document.edition, document.year)
        evaluation = Evaluation(edition, document)
        file = f"文档/{number:02}.json"
        files[file] = jsonio.dumps(document)
        stem = f"版面/{number:02}-{member_stem(file_stem(evaluation))}"
        printed = {stem + suffix: content for suffix, content in (_prints(document.form) if prints else {}).items()}
        files |= printed
        entries.append(
            Entry(
                file, document.form, document.edition, document.year, unit_of(edition, document),
                project_of(edition, document), document.revision, digest(edition, document, evaluation).hex(),
                printed=tuple(printed),
            )
        )  # fmt: skip
    unit = documents[0].unit or ""
    return write_package(Manifest(unit, documents[0].year, made, f"绩表 {__version__}", tuple(entries)), files)


@cache
def _prints(form: str) -> dict[str, bytes]:
    """What a form of the first units prints, by the ending of the file's name; made once."""
    document = next(one for number in (0, 1) for one in unit_year(number, count=1) if one.form == form)
    evaluation = Evaluation(bundled().for_document(form, document.edition, document.year), document)
    return {OUTPUTS[kind].suffix: render(evaluation, kind, Standing()) for kind in usual_outputs(evaluation.edition)}


def write_packages(
    folder: Path,
    units: Iterable[int],
    *,
    seed: int = 1,
    year: int = YEAR,
    faults: Mapping[int, Fault] | None = None,
    prints: bool = True,
) -> list[Path]:
    """A package of six documents for each of the units, in a folder that is made; the files in the units' order.

    `faults`: which units' documents have something wrong. Takes about 10 ms for each; other seeds for the same units
    are other documents of the same subjects.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in units:
        documents = unit_year(number, year=year, seed=seed, count=2)
        fault = (faults or {}).get(number)
        data = package_of(documents if fault is None else faulty(documents, fault), prints=prints)
        paths.append(folder / f"{number:05}-{unit_name(number)}{SUFFIX}")
        paths[-1].write_bytes(data)
    return paths
