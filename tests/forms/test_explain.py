"""Where a score or a sum comes from, in sentences that a finance clerk can check (data/explanations.toml)."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.forms.calculation import Evaluation, node_path
from desktop.forms.catalogue import bundled
from desktop.forms.explain import explain
from desktop.forms.fresh import new_document
from desktop.forms.loader import parse_edition
from desktop.resources import definitions_dir
from tests.forms.samples import edition_of, evaluated, sample
from tests.forms.test_checks import changed, path_of

CASES = tomllib.loads((Path(__file__).parent / "data/explanations.toml").read_text(encoding="utf-8"))["case"]
SMALL = (Path(__file__).parent / "definitions" / "小表.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_the_sentence(case: dict[str, Any]) -> None:
    document = changed(case["base"], {key: case[key] for key in ("set", "in") if key in case})
    assert explain(evaluated(document), path_of(case["at"])) == case["says"]


def test_every_computed_field_of_the_forms_has_its_sentence_in_the_table() -> None:
    told: set[tuple[str, tuple[str, ...]]] = set()
    for case in CASES:
        told.add((case["base"][0], node_path(path_of(case["at"]))))
    for edition in bundled().editions:
        if edition.letter in "ABCDEFG":
            for step in Evaluation(edition, new_document(edition, edition.first_year)).program.steps:
                # 等级 is told with the score it follows from.
                assert (edition.letter, step.node) in told or step.node == ("等级",), (edition.form, step.node)


@pytest.mark.parametrize(
    "name", ["A-示例", "B-示例", "C-示例", "D-示例", "E-示例", "F-示例", "G-示例", "G收支总表-示例"]
)
def test_every_sentence_names_a_source_and_leaves_no_gap(name: str) -> None:
    for evaluation in (evaluated(sample(name)), blank(name)):
        for path in evaluation.computed_paths():
            sentence = explain(evaluation, path)
            assert sentence, path
            assert "（" in sentence, path
            assert "{" not in sentence
            assert " =  " not in sentence
            assert "None" not in sentence


def blank(name: str) -> Evaluation:
    edition = edition_of(sample(name))
    return Evaluation(edition, new_document(edition, edition.first_year))


@pytest.mark.parametrize(
    ("calculation", "sentence"),
    [
        ("总额 * (合计 + 总额)", "差额 = 100.00 × （30.00 + 100.00） = 13000.00"),
        ("总额 - (合计 - 总额)", "差额 = 100.00 − （30.00 − 100.00） = 170.00"),
        ('sum(明细.金额 where 类别 = \\"一类\\") / 总额', "差额 = 10.00 ÷ 100.00 = 0.10"),
        ("max(明细.金额)", "差额 = 10.00、20.00 中较大的 = 20.00"),
        ("round(总额 / 3, 1)", "差额 = 100.00 ÷ 3 = 33.30"),
        ("difference(合计, 总额)", "差额 = 70.00"),
        ("总额 * 参数.满分", "差额 = 100.00 × 100 = 10000.00（测试）"),
    ],
)
def test_whatever_a_form_of_ones_own_computes_is_written_out(calculation: str, sentence: str) -> None:
    edition = parse_edition(SMALL.replace("总额 - 合计", calculation).encode(), "小表.toml")
    document = new_document(edition, 2022)
    rows: list[Any] = document.rows(("明细",))
    document.data["总额"] = "100"
    for row, amount in zip(rows, ("10", "20"), strict=True):
        row["金额"] = amount
    assert explain(Evaluation(edition, document), ("差额",)).startswith(sentence)


def test_a_long_sum_ends_with_what_the_other_terms_come_to() -> None:
    edition = parse_edition(SMALL.encode(), "小表.toml")
    document = new_document(edition, 2022)
    rows: list[Any] = document.rows(("明细",))
    rows[:] = [{"类别": "一类", "金额": str(number)} for number in range(1, 21)]
    sentence = explain(Evaluation(edition, document), ("合计",))
    assert " + 12.00 + 其余8项共132 = 210.00" in sentence


def test_taking_points_off_for_overshooting_is_off_until_the_parameter_says_so() -> None:
    file = next((definitions_dir() / "D").glob("*.toml"))
    text = file.read_text(encoding="utf-8")
    assert '"超额扣减" = { value = 0,' in text
    strict = parse_edition(text.replace('"超额扣减" = { value = 0,', '"超额扣减" = { value = 10,').encode(), file.name)
    document = changed("D-示例", {"in": {"绩效指标 1": {"完成值": "800"}}})
    usual, deducted = evaluated(document), Evaluation(strict, document)
    path = path_of("绩效指标 1 得分")
    assert (usual.value(path), deducted.value(path)) == (Decimal("15.00"), Decimal("13.50"))
    assert "超过指标值 30% 以上，再扣 15 × 0.1：得分 = 13.50" in explain(deducted, path)
