"""What is handed to the print preview: one document each, as pages that can be asked for with other margins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.export.official import bookmark, file_stem, pages_of
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest
from desktop.forms.code import code_of
from desktop.forms.coverlist import CoverLine, cover_pages
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.grid import Paper
from desktop.forms.margins import Margins, margins_of
from desktop.forms.page import Page
from desktop.forms.printable import missing
from desktop.forms.standing import Standing

MakePages = Callable[["Margins | None"], Sequence[Page]]


@dataclass(frozen=True)
class Printout:
    """One document. `make` paginates it between margins, None for the edition's own; what it returns is kept by it.

    `draft_id` is None for what is no draft. `marked`: 草稿 stands across its pages.
    """

    title: str
    form: str
    make: MakePages
    year: int = 0
    unit: str = ""
    project: str = ""
    state: str = ""
    revision: int = 0
    code: str = ""
    draft_id: int | None = None
    stem: str = ""
    """What a file it is written into is called, without ending."""
    marked: bool = False
    margins: Margins = field(default_factory=lambda: margins_of(Paper()))
    """The edition's own."""

    def cover_line(self, pages: int) -> CoverLine:
        """Its line in the list on top of the pile."""
        return CoverLine(self.form, self.year, self.unit, self.project, pages, self.state, self.revision, self.code)


@dataclass
class _Pages:
    """The pages of a document, made once for each way it stands and each choice of margins."""

    evaluation: Evaluation
    standing: Callable[[], Standing]
    known: tuple[Standing, Margins | None] | None = None
    pages: Sequence[Page] = field(default_factory=list)

    def __call__(self, margins: Margins | None) -> Sequence[Page]:
        asked = self.standing(), margins
        if self.known != asked:
            self.known, self.pages = asked, pages_of(self.evaluation, asked[0], margins=margins)
        return self.pages


def printout_of(
    evaluation: Evaluation, state: str, standing: Callable[[], Standing], draft_id: int | None = None
) -> Printout:
    """A draft as it stands now, or a document that was received.

    `standing` is asked again whenever pages are: the choice for the seal may change.
    """
    edition, document = evaluation.edition, evaluation.document
    marked = standing().draft
    stamped = not marked and document.revision > 0
    return Printout(
        title=bookmark(evaluation),
        form=document.form,
        make=_Pages(evaluation, standing),
        year=document.year,
        unit=unit_of(edition, document),
        project=project_of(edition, document),
        state=state,
        revision=document.revision if stamped else 0,
        code=code_of(digest(edition, document, evaluation)) if stamped else "",
        draft_id=draft_id,
        stem=file_stem(evaluation),
        marked=marked,
        margins=margins_of(edition.paper),
    )


def cover_of(printouts: Sequence[Printout], counts: Sequence[int]) -> list[Page]:
    """The list on top of the pile; `counts` are the documents' numbers of pages."""
    return cover_pages([item.cover_line(count) for item, count in zip(printouts, counts, strict=True)])


def unprintable(pages: Sequence[Page]) -> str:
    """Characters on the pages that no font of the program has, each once."""
    cells = {id(box.cell): box.cell for page in pages for box in page.boxes}
    return missing("".join(cell.text for cell in cells.values()))
