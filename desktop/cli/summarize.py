"""`jibiao summarize`: the summaries over what was received, and plain tables of every form for other programs."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from desktop.cli.commands import forms_catalogue, made
from desktop.cli.datafile import last_year, opened_data
from desktop.cli.outcome import INTERRUPTED, OK, UNREADABLE, say
from desktop.cli.stopping import stopping
from desktop.collect.pace import Pace
from desktop.collect.summarizing import Progress, Scope
from desktop.collect.tidy import Tidying
from desktop.errors import UserError
from desktop.export.parquet import require_pyarrow
from desktop.forms.catalogue import Catalogue
from desktop.forms.edition import Edition
from desktop.session.summaries import SummaryDesk
from desktop.store import Store

ALL = "all"
_SECONDS = 2.0
"""Between two lines that tell how far it is."""
_MOST_FAULTS = 20
"""Documents that could not be read are named up to so many."""
_Found: TypeAlias = "tuple[int, Sequence[UserError]]"
"""How many documents were summed up, and those that could not be read."""


def summarize(arguments: argparse.Namespace) -> int:
    """Makes a summary, or the tables of a form."""
    if arguments.parquet:
        require_pyarrow()
    catalogue = forms_catalogue()
    wanted = _named(catalogue, arguments.form)
    faults: list[UserError] = []
    number = 0
    with opened_data(arguments.db) as store, stopping("正在停下……") as stopped:
        year = last_year(store) if arguments.year is None else arguments.year
        folder = made(arguments.out)
        scope = Scope.ALL if arguments.all else Scope.ACCEPTED
        for edition in wanted:
            if edition.gathering is not None:
                found = _summary(store, catalogue, edition, year, scope, arguments.unit, folder, stopped)
            else:
                found = _tables(
                    Tidying(store, catalogue, edition.form, year, folder, scope, arguments.parquet), stopped
                )
            if found is None:
                say("停下了，做好的部分下次接着用。")
                return INTERRUPTED
            number += found[0]
            faults += found[1]
        if not number:
            say(f"{year} 年度没有{scope}的这种表，没有写文件。")
    for fault in faults[:_MOST_FAULTS]:
        say(f"没有汇总进去：{fault}")
    if len(faults) > _MOST_FAULTS:
        say(f"还有 {len(faults) - _MOST_FAULTS} 份没有汇总进去。")
    return UNREADABLE if faults else OK


def _named(catalogue: Catalogue, text: str) -> list[Edition]:
    """The summary or forms that a name, a letter (`D`) or a letter with a number (`S1`) means. Raises `UserError`."""
    editions = {edition.form: edition for edition in reversed(catalogue.every)}
    if text == ALL:
        return [edition for edition in reversed(editions.values()) if edition.gathering is None]
    found = [edition for edition in reversed(editions.values()) if text in {edition.form, edition.letter, edition.mark}]
    if not found:
        raise UserError(f"没有叫“{text}”的汇总表，也没有这种表", remedy="名称和代号见 jibiao forms")
    return found


def _summary(
    store: Store, catalogue: Catalogue, edition: Edition, year: int, scope: Scope, unit: str | None, folder: Path,
    stopped: list[bool],
) -> _Found | None:  # fmt: skip
    """Writes a summary as PDF, workbook and CSV; None when it was stopped before."""
    desk = SummaryDesk(store, catalogue)
    if unit is not None:
        desk.unit = unit
    run = desk.begin(edition.form, year, scope=scope)
    if not through(run.work(), stopped):
        return None
    result = desk.finish(run)
    for suffix in (".pdf", ".xlsx", ".csv") if result.number else ():
        for file in result.write(folder / f"{result.stem}{suffix}"):
            say(f"已写出 {file}")
    for name in result.unsure[:_MOST_FAULTS]:
        say(f"有算不出的数，用到它的合计空着：{name}")
    if len(result.unsure) > _MOST_FAULTS:
        say(f"还有 {len(result.unsure) - _MOST_FAULTS} 份有算不出的数。")
    return result.number, result.faults


def _tables(run: Tidying, stopped: list[bool]) -> _Found | None:
    """Writes the tables of a form; None when it was stopped before."""
    if not through(run.work(), stopped):
        return None
    for file in run.files:
        say(f"已写出 {file}")
    if run.number:
        say(f"《{run.form}》{run.year} 年度{run.scope}的 {run.number} 份")
    return run.number, run.faults


def through(work: Iterator[Progress], stopped: list[bool]) -> bool:
    """Goes through it, telling how far it is; False when it was stopped."""
    pace, told, before = Pace(), time.monotonic(), None
    for progress in work:
        before = progress.done if before is None else before
        if stopped:
            return False
        if progress.done < progress.total and time.monotonic() - told >= _SECONDS:
            told = time.monotonic()
            print(pace.line(progress.done - before, progress.total - before, "份表"), file=sys.stderr, flush=True)
    return True
