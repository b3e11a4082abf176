"""The guide for new forms, tried out: its worked example is a form that can do everything."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.forms.calculation import Evaluation
from desktop.forms.checks import check
from desktop.forms.expression import parse
from desktop.forms.fresh import new_document
from desktop.forms.functions import FUNCTIONS
from desktop.forms.loader import parse_edition
from desktop.forms.pagination import paginate
from desktop.forms.resolve import resolve
from desktop.session.session import Session

GUIDE = (Path(__file__).parents[2] / "docs" / "表样.md").read_text(encoding="utf-8")


def example() -> str:
    match = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert match is not None
    return match[1]


def test_the_worked_example_is_filled_checked_and_printed() -> None:
    edition = parse_edition(example().encode(), "培训班.toml")
    session = Session(edition, new_document(edition, 2024, "某局"))
    for path, text in {
        ("班次名称",): "新任股长培训班",
        ("办班方式",): "自办",
        ("预算数",): "5",
        ("支出明细", 0, "事项"): "讲课费",
        ("支出明细", 0, "金额"): "1.2",
        ("支出明细", 1, "事项"): "伙食费",
        ("支出明细", 1, "金额"): "2",
    }.items():
        session.set_text(path, text)
    assert [finding.code for finding in session.findings] == ["P03"]
    session.set_text(("说明",), "缩短一天")
    assert not session.findings
    texts = [cell.text for cell in session.grid.cells]
    assert {"3.20", "1.80", "64.00%"} <= set(texts)
    session.set_text(("支出明细", 1, "金额"), "9")
    assert [finding.code for finding in session.findings] == ["P02"]
    assert len(paginate(session.grid)) == 1


def test_a_blank_form_of_it_prints_too() -> None:
    edition = parse_edition(example().encode(), "培训班.toml")
    evaluation = Evaluation(edition, new_document(edition, 2024))
    assert len(paginate(resolve(evaluation))) == 1
    assert {finding.code for finding in check(evaluation)} == {"X01"}


def test_every_function_the_guide_names_exists_and_every_function_is_named() -> None:
    named = set(re.findall(r"([a-z_]+)\(", GUIDE))
    assert named - {"if"} <= set(FUNCTIONS), sorted(named - set(FUNCTIONS))
    assert set(FUNCTIONS) <= named, sorted(set(FUNCTIONS) - named)


def test_expressions_quoted_in_the_guide_parse() -> None:
    for text in ("filled(金额)", "sum(明细.金额 where 类别 = 本行.类别)"):
        assert text in GUIDE
        parse(text)
