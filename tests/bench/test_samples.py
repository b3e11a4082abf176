"""The documents measured with: filled, different from each other, and the same in every run."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

from desktop.bench.department import department_year
from desktop.bench.samples import budget_forms, large_form, store_drafts
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.checks import check
from desktop.forms.document import Document
from desktop.forms.findings import Level
from desktop.forms.together import check_together
from desktop.store import Store


def errors(document: Document) -> list[str]:
    edition = bundled().for_document(document.form, document.edition, document.year)
    return [item.code for item in check(Evaluation(edition, document)) if item.level is Level.ERROR]


def test_a_hundred_forms_are_a_hundred_forms() -> None:
    assert len({jsonio.dumps(document) for document in budget_forms(100)}) == 100


def test_the_list_of_drafts_shows_a_hundred_projects(tmp_path: Path) -> None:
    ids = store_drafts(tmp_path / "a.db", budget_forms(100))
    with Store.open(tmp_path / "a.db") as store:
        drafts = store.drafts.find()
    assert {draft.id for draft in drafts} == set(ids)
    assert len({draft.project for draft in drafts}) == 100


def test_every_run_measures_the_same_forms_and_another_seed_others() -> None:
    assert budget_forms(3) == budget_forms(3)
    assert budget_forms(3) != budget_forms(3, seed=2)


def test_the_forms_are_filled_so_that_only_explanations_are_asked_for() -> None:
    assert [errors(document) for document in budget_forms(10)] == [[]] * 10


def test_the_large_form_has_its_rows_with_scores_to_compute() -> None:
    document = large_form(40)
    edition = bundled().for_document(document.form, document.edition, document.year)
    evaluation = Evaluation(edition, document)
    rows = document.rows(("绩效指标",))
    assert len(rows) == 40
    assert {row["一级指标"] for row in rows} == {"产出指标", "效益指标", "满意度指标"}
    assert all(isinstance(evaluation.read(("绩效指标", number, "得分")), Decimal) for number in range(40))


def test_a_departments_year_is_complete_and_in_order() -> None:
    documents = department_year(4)
    editions = [bundled().for_document(item.form, item.edition, item.year) for item in documents]
    letters = Counter(edition.letter for edition in editions)
    assert letters == {"A": 1, "B": 4, "G": 10, "D": 4, "C": 1, "E": 1}
    evaluations = [Evaluation(edition, item) for edition, item in zip(editions, documents, strict=True)]
    amounts = {"K01", "K02", "K03", "K04", "K06", "K09"}
    assert amounts.isdisjoint(placed.finding.code for placed in check_together(evaluations, bundled()))
    plan = documents[1]
    plan.data["年度资金总额"] = "0.01"
    evaluations[1] = Evaluation(editions[1], plan)
    assert {"K01", "K02", "K03"} <= {placed.finding.code for placed in check_together(evaluations, bundled())}
