"""The bundled summaries' own charts, over departments as they come."""

from __future__ import annotations

import pytest

from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.charted import figures_of
from desktop.forms.document import Document, Row
from desktop.forms.edition import Edition, Field, ListField
from tests.forms.charted_form import NAMES
from tests.forms.test_charting import assert_well_set, pages_of, titles

DRAWN = [edition for edition in bundled().summaries if edition.charts]


def filled(edition: Edition, count: int) -> Evaluation:
    """Each list with so many rows, all that is entered filled."""
    data: Row = {}
    for key, item in edition.fields.items():
        if isinstance(item, ListField):
            table: list[Row] = [
                {name: text_of(column, at) for name, column in item.columns.items() if isinstance(column, Field)}
                for at in range(count)
            ]
            data[key] = table
        elif item.calculation is None:
            data[key] = text_of(item, 0)
    return Evaluation(edition, Document(edition.form, edition.edition, 2024, data))


def text_of(field: Field, at: int) -> str | None:
    if field.calculation is not None:
        return None
    if field.type.numeric:
        return str(7 + (at * 13) % 40)
    return f"某县{NAMES[at % len(NAMES)]}第{at // len(NAMES)}中心"


def test_there_are_some() -> None:
    assert {edition.form for edition in DRAWN} >= {"资金来源汇总表", "部门评价等级汇总表", "预算执行率汇总表"}


@pytest.mark.parametrize("count", [1, 7, 64])
@pytest.mark.parametrize("edition", DRAWN, ids=lambda edition: edition.form)
def test_every_chart_is_drawn_with_its_title_and_well_set(edition: Edition, count: int) -> None:
    evaluation = filled(edition, count)
    figures = figures_of(evaluation)
    assert len(figures) == len(edition.charts)
    pages = pages_of(evaluation)
    assert "{" not in "".join(titles(pages))
    for figure in figures:
        assert figure.title in titles(pages)
        assert "—" not in figure.title, "each number in a title is known"
    for page in pages:
        assert_well_set(page, edition.paper)
