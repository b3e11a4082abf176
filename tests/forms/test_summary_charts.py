"""The bundled summaries' own charts, over departments as they come."""

from __future__ import annotations

import pytest

from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.charted import figures_of
from desktop.forms.document import Document, Row
from desktop.forms.edition import Edition, Field, ListField
from tests.forms.charted_form import NAMES
from tests.forms.summing import GRADES, INDICATORS, PROJECTS, project, summed
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


def test_a_department_written_in_two_ways_is_one_bar() -> None:
    """As it is one row of the summaries by department."""
    units = ("某市水利局（一）", "某市 水利局(一)", "某市审计局")
    documents = [project(unit, f"项目{at}", "100", "80") for at, unit in enumerate(units)]
    budgets = next(one for one in figures_of(summed(PROJECTS, documents)) if one.title == "各部门的项目支出预算")
    assert [(bar.label, bar.text) for bar in budgets.bars] == [("某市水利局（一）", "200.00"), ("某市审计局", "100.00")]


def test_a_bar_that_cannot_be_worked_out_is_not_called_blank() -> None:
    wrong = project("某市水利局", "甲", "5", "5")
    wrong.rows(("绩效指标",))[0]["完成值"] = "若干"
    scores = next(
        one
        for one in figures_of(summed(GRADES, [wrong, project("某市审计局", "乙", "100", "100")]))
        if one.title == "各部门项目的平均得分"
    )
    assert [(bar.label, bar.text) for bar in scores.bars] == [("某市审计局", "98.50"), ("某市水利局", "算不出")]


@pytest.mark.parametrize("form", [PROJECTS, GRADES, INDICATORS])
def test_of_no_project_there_are_no_grades_to_draw(form: str) -> None:
    assert figures_of(summed(form, [])) == []
