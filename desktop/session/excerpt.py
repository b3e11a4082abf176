"""The beginning of a document that is too long to look at whole: its first rows, with the sums of all of them.

A summary may have tens of thousands of rows. Files get all of them; a window shows what a person can leaf through.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.export.official import pages_of
from desktop.forms.calculation import Evaluation
from desktop.forms.charting import chart_pages
from desktop.forms.document import Document, Row
from desktop.forms.page import Page
from desktop.forms.pagination import paginate
from desktop.forms.resolve import resolve

MOST_ROWS = 1_000
"""Rows of a list that are shown: some sixty pages."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The pages to look at. `rows`: of all lists together; `left_out`: those that are not on the pages."""

    pages: Sequence[Page]
    rows: int
    left_out: int


def excerpt_of(evaluation: Evaluation, most: int = MOST_ROWS) -> Excerpt:
    """A document's pages as they are printed, or the beginning when a list has more than `most` rows."""
    document = evaluation.document
    lengths = {key: len(document.rows((key,))) for key in evaluation.edition.fields if document.rows((key,))}
    left_out = sum(max(length - most, 0) for length in lengths.values())
    if not left_out:
        return Excerpt(pages_of(evaluation), sum(lengths.values()), 0)
    beginning = _beginning(evaluation, {key: document.rows((key,))[:most] for key in lengths})
    grid = resolve(beginning)
    pages = paginate(grid, before=chart_pages(evaluation, grid))
    return Excerpt(pages, sum(lengths.values()), left_out)


def _beginning(evaluation: Evaluation, rows: dict[str, list[Row]]) -> Evaluation:
    """An evaluation with fewer rows and the values of all of them: what is left of a list keeps its row numbers."""
    whole = evaluation.document
    shown = copy.copy(evaluation)
    shown.document = Document(whole.form, whole.edition, whole.year, {**whole.data, **rows}, whole.unit, whole.revision)
    return shown
