"""The guide for new forms, tried out: its worked example is a form that can do everything."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.forms.assess import Score, assessed, assessed_result, places
from desktop.forms.calculation import Evaluation
from desktop.forms.checks import check
from desktop.forms.document import Row
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


def test_what_the_guide_says_of_judging_is_a_form_that_can_be_judged() -> None:
    found = re.search(r"```toml\n(\[assess\]\n.*?)```", GUIDE, re.DOTALL)
    assert found is not None
    fields = '"合计得分" = { type = "number", calc = "sum(指标.得分)" }\n"等级" = { type = "text" }\n'
    form = example().replace('"结余" =', f'{fields}"结余" =')
    columns = """
[lists."指标".columns]
"三级指标" = { type = "text" }
"权重" = { type = "number" }
"得分" = { type = "number" }
"""
    edition = parse_edition(form.replace("[layout]", f"{columns}\n{found[1]}\n[layout]").encode(), "培训班.toml")
    document = new_document(edition, 2024, "某局")
    row: Row = {"三级指标": "培训人数", "权重": "10", "得分": "9"}
    document.data["指标"] = [row]
    evaluation = Evaluation(edition, document)
    assert [(one.name, one.shown) for one in places(evaluation)] == [("培训人数", "9")]
    copy = assessed(evaluation, {("指标", 0, "得分"): Score("8", "少办一期")})
    assert assessed_result(Evaluation(edition, copy)).total == "8"
