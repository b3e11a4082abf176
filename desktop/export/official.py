"""Documents in the official layout, as pages, as a PDF, as a workbook: the road from an evaluation to bytes.

Every exporter and the printer get the same grid and the same pages from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.forms.calculation import Evaluation
from desktop.forms.fit import fitted_sheet
from desktop.forms.fresh import project_of, unit_of
from desktop.forms.page import Page
from desktop.forms.pagination import paginate
from desktop.forms.resolve import resolve

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def pages_of(evaluation: Evaluation) -> list[Page]:
    """The pages a document prints on."""
    return paginate(resolve(evaluation))


def pdf_of(evaluations: Sequence[Evaluation], *, title: str = "", created: datetime | None = None) -> bytes:
    """One PDF with all documents, a bookmark each. Raises `UserError` when a font is missing."""
    from desktop.export.pdf import PdfDocument, write_pdf  # noqa: PLC0415  # reportlab is loaded when first needed

    documents = [PdfDocument(bookmark(item), pages_of(item)) for item in evaluations]
    author = unit_of(evaluations[0].edition, evaluations[0].document)
    return write_pdf(documents, title=title or documents[0].title, author=author, created=created)


def workbook_of(evaluations: Sequence[Evaluation]) -> bytes:
    """One workbook, a sheet for each document. Raises `UserError` when it cannot hold a text."""
    from desktop.export.workbook import WorkbookForm, write_workbook  # noqa: PLC0415  # openpyxl when first needed

    forms = [WorkbookForm(item.document, fitted_sheet(resolve(item)), _tab(item)) for item in evaluations]
    return write_workbook(forms)


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
    name = "_".join(part for part in (f"{edition.letter}{edition.form}", str(document.year), subject) if part)
    return " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .")[:80] or "表"


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written: its name's ending and how to make it."""

    suffix: str
    label: str


OUTPUTS = {"pdf": Output(".pdf", "PDF"), "xlsx": Output(".xlsx", "Excel 工作簿")}


def render(evaluation: Evaluation, kind: str) -> bytes:
    """A document as `pdf` or `xlsx`."""
    return pdf_of([evaluation]) if kind == "pdf" else workbook_of([evaluation])
