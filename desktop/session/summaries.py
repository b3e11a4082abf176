"""汇总: which summaries there are, one of them made of what was received, looked at, printed, written out.

The making is an iterator, so that a window can show how far it is and leave it at any time (`Summarizing.work`). What
comes out is an ordinary document of the summary's own edition: it is drawn, printed and written as every form is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from desktop.collect.summarizing import Scope, Summarizing, summarize
from desktop.errors import UserError
from desktop.export.atomic import write_file
from desktop.export.official import bookmark, file_stem, pages_of, pdf_of, workbook_of
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.edition import Edition
from desktop.forms.margins import Margins, margins_of
from desktop.forms.page import Page
from desktop.session.printouts import Printout
from desktop.store import DRAFT, Store, Summary

_UNIT = "summary.unit"
"""The setting that holds who makes the summaries."""


@dataclass(frozen=True)
class Made:
    """A summary that was made. `number`: of the documents in it; `faults`: those that could not be read.

    `unsure`: documents in it, by name, with a number that cannot be worked out, so that sums with it are left blank.
    """

    evaluation: Evaluation
    scope: Scope
    number: int
    faults: tuple[UserError, ...] = ()
    unsure: tuple[str, ...] = ()
    printout: Printout = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "printout", _printout(self.evaluation))

    @property
    def pages(self) -> Sequence[Page]:
        """Its pages, as they are printed."""
        return self.printout.make(None)

    @property
    def stem(self) -> str:
        """What a file it is written into is called, without ending."""
        return file_stem(self.evaluation)

    def write(self, target: Path) -> list[Path]:
        """Writes it as the ending says: `.pdf`, `.xlsx`, or `.csv`, of which there is one for each list.

        The files written. Raises `UserError`.
        """
        match target.suffix.lower():
            case ".pdf":
                write_file(target, pdf_of([self.evaluation]))
            case ".xlsx":
                write_file(target, workbook_of([self.evaluation]))
            case ".csv":
                from desktop.collect.tidy import write_document  # noqa: PLC0415  # asked for seldom

                return write_document(self.evaluation, target)
            case other:
                raise UserError(f"不会写 {other} 文件", where=target.name, remedy="请用 .pdf、.xlsx 或 .csv")
        return [target]


class SummaryDesk:
    """Makes the summaries of a data file."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.store, self.catalogue = store, catalogue

    def summaries(self) -> list[Edition]:
        """The summaries there are, in the order of their numbers; of each the newest edition."""
        newest: dict[str, Edition] = {}
        for edition in self.catalogue.summaries:
            newest.setdefault(edition.form, edition)
        return list(newest.values())

    def years(self) -> list[int]:
        """The years of which something was received, the latest first."""
        return self.store.collected.years()

    def feeding(self, year: int) -> dict[str, tuple[int, int]]:
        """By summary: of how many received documents of a year it could be made, and how many of them are accepted."""
        counts = self.store.gathered.counts(year)
        found = {}
        for edition in self.summaries():
            assert edition.gathering is not None, "a summary has something to gather"
            known = [counts[form] for form in edition.gathering.forms if form in counts]
            found[edition.form] = (sum(received for received, _ in known), sum(accepted for _, accepted in known))
        return found

    @property
    def unit(self) -> str:
        """Who makes the summaries, as it is printed on them; `""` before somebody said it."""
        value = self.store.settings.get(_UNIT)
        return value if isinstance(value, str) else ""

    @unit.setter
    def unit(self, name: str) -> None:
        self.store.settings.put(_UNIT, name.strip() or None)

    def begin(self, form: str, year: int, *, scope: Scope = Scope.ACCEPTED) -> Summarizing:
        """A summary in the making: go through its `work()`, which may be left, then `finish` it. Raises `UserError`."""
        return summarize(self.store, self.catalogue, form, year, scope=scope, unit=self.unit)

    def finish(self, run: Summarizing) -> Made:
        """What came of it, once its work was gone through to the end."""
        unsure = tuple(map(self._called, run.unsure))
        return Made(run.evaluation(), run.scope, run.number, tuple(run.faults), unsure)

    def _called(self, document: int) -> str:
        one = self.store.collected.document(document)
        return f"[{one.id}] {one.author or one.unit}《{one.form}》{one.project}"

    def keep(self, made: Made) -> int:
        """Keeps a summary among the drafts, to be looked over and filled up by hand; the draft's id."""
        edition, document = made.evaluation.edition, made.evaluation.document
        summary = Summary(
            form=document.form, edition=document.edition, year=document.year, state=DRAFT,
            unit=document.unit or "", project="",
        )  # fmt: skip
        assert edition.gathering is not None, "only summaries are made here"
        return self.store.drafts.create(summary, jsonio.dumps(document).decode()).id


def _printout(evaluation: Evaluation) -> Printout:
    edition, document = evaluation.edition, evaluation.document

    @lru_cache(maxsize=8)
    def make(margins: Margins | None) -> list[Page]:
        return pages_of(evaluation, margins=margins)

    return Printout(
        title=bookmark(evaluation), form=document.form, make=make, year=document.year, unit=document.unit or "",
        stem=file_stem(evaluation), margins=margins_of(edition.paper),
    )  # fmt: skip
