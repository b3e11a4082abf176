"""Documents in the official layout, as pages, as a PDF, as a workbook: the road from an evaluation to bytes.

Every exporter and the printer get the same grid and the same pages from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat

from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest as content_digest
from desktop.forms.charted import figures_of
from desktop.forms.charting import chart_pages
from desktop.forms.dressing import dress
from desktop.forms.edition import Edition
from desktop.forms.fit import fitted_sheet
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.margins import Margins, with_margins
from desktop.forms.page import Page
from desktop.forms.pagination import paginate
from desktop.forms.resolve import resolve
from desktop.forms.standing import Standing, dressing_of

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def pages_of(
    evaluation: Evaluation, standing: Standing | None = None, *, digest: bytes = b"", margins: Margins | None = None
) -> list[Page]:
    """The pages a document prints on, with what they carry for how it stands; without one the form alone.

    `digest` is of its content, when it is known already. `margins` of a person's own, for paper alone: files have the
    edition's.
    """
    grid = resolve(evaluation)
    if margins is not None:
        grid = with_margins(grid, margins)
    pages = paginate(grid, before=chart_pages(evaluation, grid) if evaluation.edition.charts else ())
    if standing is None:
        return pages
    return dress(pages, dressing_of(evaluation, len(pages), standing, digest or _digest(evaluation)))


def _digest(evaluation: Evaluation) -> bytes:
    return content_digest(evaluation.edition, evaluation.document, evaluation)


def pdf_of(
    evaluations: Sequence[Evaluation],
    standings: Sequence[Standing] | None = None,
    *,
    title: str = "",
    created: datetime | None = None,
) -> bytes:
    """One PDF with all documents, a bookmark each, and their data attached. Raises `UserError` when a font is missing.

    Its properties tell the unit, form and year, and the digest of each document (docs/核对码.md). `standings`: how each
    document stands; without them the pages carry nothing but the forms.
    """
    from desktop.export.pdf import PdfDocument, write_pdf  # noqa: PLC0415  # reportlab is loaded when first needed

    digests = [_digest(item) for item in evaluations]
    documents = [
        PdfDocument(bookmark(item), pages_of(item, standing, digest=digest), jsonio.dumps(item.document))
        for item, standing, digest in zip(evaluations, standings or repeat(None, len(digests)), digests, strict=True)
    ]
    return write_pdf(
        documents,
        title=title or documents[0].title,
        author=_listed(unit_of(item.edition, item.document) for item in evaluations),
        subject=_listed(f"{item.document.year}年{item.edition.form}" for item in evaluations),
        keywords=" ".join(f"sha256:{digest.hex()}" for digest in digests),
        created=created,
    )


def _listed(names: Iterable[str]) -> str:
    """Each name once, in order."""
    return "、".join(dict.fromkeys(name for name in names if name))


def workbook_of(evaluations: Sequence[Evaluation]) -> bytes:
    """One workbook, a sheet for each document. Raises `UserError` when it cannot hold a text."""
    from desktop.export.workbook import WorkbookForm, write_workbook  # noqa: PLC0415  # openpyxl when first needed

    forms = [
        WorkbookForm(item.document, fitted_sheet(resolve(item)), _tab(item), _digest(item), figures_of(item))
        for item in evaluations
    ]
    return write_workbook(forms)


def text_of(evaluation: Evaluation) -> bytes:
    """One Word document."""
    from desktop.export.docx import write_docx  # noqa: PLC0415  # python-docx when first needed

    author = unit_of(evaluation.edition, evaluation.document)
    return write_docx(fitted_sheet(resolve(evaluation)), title=bookmark(evaluation), author=author)


def bookmark(evaluation: Evaluation) -> str:
    """What a document is called: project or unit, form, year."""
    edition, document = evaluation.edition, evaluation.document
    subject = project_of(edition, document) or unit_of(edition, document)
    return "　".join(part for part in (subject, f"{document.year}年{edition.form}") if part)


def _tab(evaluation: Evaluation) -> str:
    return project_of(evaluation.edition, evaluation.document) or evaluation.edition.form


def file_stem(evaluation: Evaluation) -> str:
    """A file name without ending that every system takes, at most 80 characters."""
    edition, document = evaluation.edition, evaluation.document
    subject = project_of(edition, document) or unit_of(edition, document)
    name = "_".join(part for part in (f"{edition.mark}{edition.form}", str(document.year), subject) if part)
    return " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .")[:80] or "表"


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written: its name's ending and how to make it."""

    suffix: str
    label: str


OUTPUTS = {
    "pdf": Output(".pdf", "PDF"), "xlsx": Output(".xlsx", "Excel 工作簿"), "docx": Output(".docx", "Word 文档")
}  # fmt: skip


def usual_outputs(edition: Edition) -> list[str]:
    """What a form is written as when nobody says: a report is handed in as text, a table as a workbook."""
    return list(OUTPUTS) if edition.layout.report else ["pdf", "xlsx"]


def render(evaluation: Evaluation, kind: str, standing: Standing) -> bytes:
    """A document as `pdf`, `xlsx` or `docx`."""
    if kind == "docx":
        return text_of(evaluation)
    return pdf_of([evaluation], [standing]) if kind == "pdf" else workbook_of([evaluation])
