"""The beginning of a long summary: fewer rows, the sums of all, and all of them in the charts."""

from __future__ import annotations

from desktop.export.official import pages_of
from desktop.forms.page import Page
from desktop.session.excerpt import excerpt_of
from tests.forms.charted_form import departments, summary


def texts(pages: list[Page]) -> set[str]:
    return {box.cell.text for page in pages for box in page.boxes}


def test_a_short_summary_is_shown_whole() -> None:
    evaluation = summary(departments(30))
    excerpt = excerpt_of(evaluation)
    assert (excerpt.rows, excerpt.left_out) == (30, 0)
    assert texts(list(excerpt.pages)) == texts(pages_of(evaluation))


def test_of_a_long_one_the_first_rows_with_the_sums_and_charts_of_all() -> None:
    evaluation = summary(departments(200))
    excerpt = excerpt_of(evaluation, most=20)
    assert (excerpt.rows, excerpt.left_out) == (200, 180)
    shown, whole = texts(list(excerpt.pages)), texts(pages_of(evaluation))
    assert len(excerpt.pages) < len(pages_of(evaluation))
    assert "某县财政局" in shown
    assert "某县财政局第192中心" not in shown
    assert "某县财政局第192中心" in whole
    assert "1000.00" in shown
    total = f"{sum(1000 - 10 * at for at in range(200))}.00"
    assert f"200 个部门共安排 {total} 万元" in shown
    assert total in shown, "the sum below the list, too"


def test_the_document_itself_is_left_alone() -> None:
    evaluation = summary(departments(30))
    excerpt_of(evaluation, most=5)
    assert len(evaluation.document.rows(("各部门",))) == 30
    assert len(list(evaluation.paths(("各部门", "部门")))) == 30
