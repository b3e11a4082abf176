"""The checks over several documents, passing and failing, as data that a finance clerk can read (together.toml)."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue, bundled
from desktop.forms.document import Document
from desktop.forms.together import Placed, Together, check_together, lay
from desktop.forms.together_rules import keys_of, parse_rules, together_edition
from tests.forms.samples import edition_of, evaluated, sample

DATA = tomllib.loads((Path(__file__).parent / "data" / "together.toml").read_text(encoding="utf-8"))
RULE = """format = 1
[[rules]]
code = "K01"
level = "E"
rows = "B"
test = "年度资金总额 = 1"
at = ["年度资金总额"]
message = "不同"
"""


def document_named(name: str) -> Document:
    written = DATA["documents"].get(name)
    if written is None:
        return sample(name)
    return jsonio.loads(json.dumps(written).encode(), name=name, catalogue=bundled())


def laid_together(case: dict[str, Any]) -> list[Document]:
    documents = [document_named(name) for name in case["together"]]
    for place, values in case.get("set", {}).items():
        number, *path = (int(word) - 1 if word.isdecimal() else word for word in place.split())
        holder = documents[int(number)].get(tuple(path))
        assert isinstance(holder, dict), place
        holder.update(values)
    for number, year in case.get("year", {}).items():
        documents[int(number) - 1].year = year
    return documents


def told(placed: Placed) -> str:
    finding = placed.finding
    path = [str(part + 1) if isinstance(part, int) else part for part in finding.path]
    return " ".join((str(placed.number + 1), finding.code, finding.level.value, *path))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in DATA["case"]])
def test_exactly_these_findings(case: dict[str, Any]) -> None:
    documents = laid_together(case)
    found = check_together([evaluated(document) for document in documents], bundled())
    assert sorted(map(told, found)) == sorted(case["finds"]), [placed.finding.message for placed in found]
    for placed in found:
        assert "{" not in placed.finding.message, "every place in the message was filled"
        fields = edition_of(documents[placed.number]).fields
        assert {path[0] for path in (placed.finding.path, *placed.finding.related)} <= fields.keys()


def test_every_rule_has_a_failing_case() -> None:
    seen = {" ".join(line.split()[1:3]) for case in DATA["case"] for line in case["finds"]}
    assert {f"{rule.code} {rule.level.value}" for rule in together_edition(bundled()).rules} == seen


def test_the_order_of_the_files_does_not_matter() -> None:
    case = next(case for case in DATA["case"] if case["name"].startswith("K02 整体表"))
    evaluations = [evaluated(document) for document in laid_together(case)]
    assert [placed.number for placed in check_together(evaluations, bundled())] == [1]
    assert [placed.number for placed in check_together(evaluations[::-1], bundled())] == [0]


def test_what_is_found_tells_both_sides() -> None:
    case = next(case for case in DATA["case"] if case["name"] == "K03 名称差在费和经费")
    (placed,) = check_together([evaluated(document) for document in laid_together(case)], bundled())
    assert (placed.finding.expected, placed.finding.actual) == ("干部人事档案整理费", "干部人事档案整理工作经费")
    assert "干部人事档案整理费" in placed.finding.message


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in DATA["case"]])
def test_changed_one_by_one_they_are_found_as_well(case: dict[str, Any]) -> None:
    """From the documents as they were to those of the case: what is compared anew is enough."""
    documents = laid_together(case)
    before = [document_named(name) for name in case["together"]]
    together = Together([lay(evaluated(document), bundled()) for document in before], bundled())
    exhaust(together)
    for number, document in enumerate(documents):
        together.replace(number, lay(evaluated(document), bundled()))
        exhaust(together)
    assert sorted(map(told, together.placed)) == sorted(case["finds"])


def exhaust(together: Together) -> None:
    for _ in together.work():
        pass


def test_rows_that_come_and_a_unit_that_is_another_are_compared() -> None:
    case = next(case for case in DATA["case"] if case["name"] == "K03 名称差在费和经费")
    documents = laid_together(case)
    number = next(number for number, document in enumerate(documents) if edition_of(document).letter == "B")
    together = Together([lay(evaluated(document), bundled()) for document in documents], bundled())
    exhaust(together)
    assert len(together.placed) == 1
    documents[number].rows(("年度绩效指标",)).append({"三级指标": "新增的一项"})
    documents[number].data["项目名称"] = "干部人事档案整理费"
    together.replace(number, lay(evaluated(documents[number]), bundled()))
    exhaust(together)
    assert together.placed == check_together([evaluated(document) for document in documents], bundled())
    documents[number].year += 1
    together.replace(number, lay(evaluated(documents[number]), bundled()))
    exhaust(together)
    assert len(together.placed) == 0


def test_a_form_of_ones_own_takes_part_under_its_own_name() -> None:
    """An edition of a known form is compared like the others; another form with a known letter stands for itself."""
    goals = edition_of(sample("B-示例"))
    county = replace(goals, edition="某县-2022", file="某县.toml")
    other = replace(goals, form="本县项目卡", file="项目卡.toml")
    catalogue = Catalogue((*bundled().editions, county, other))
    assert keys_of(catalogue)["本县项目卡"] == "本县项目卡"
    assert keys_of(catalogue)[goals.form] == "B"
    case = next(case for case in DATA["case"] if case["name"] == "K03 名称差在费和经费")
    found = []
    for edition in (goals, county, other):
        evaluations = [
            Evaluation(edition if edition_of(document) is goals else edition_of(document), document)
            for document in laid_together(case)
        ]
        found.append([told(placed) for placed in check_together(evaluations, catalogue)])
    assert found == [case["finds"], case["finds"], []]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('rows = "B"', 'rows = "Z"', "rules 第1条（K01）.rows"),
        ("年度资金总额 = 1", "年度总额 = 1", "rules 第1条（K01）.test"),
        ("format = 1", "format = 2", "format"),
        ('level = "E"', 'level = "严重"', "level"),
        ("format = 1\n", "format = 1\nrule = 1\n", "rule"),
        ("format = 1\n", 'format = 1\n[columns]\n"Z.权重" = "number"\n', "columns.Z.权重"),
        ("format = 1\n", 'format = 1\n[columns]\n"B.权重" = "分"\n', "columns.B.权重"),
    ],
)
def test_a_faulty_rule_is_told_with_file_and_key(old: str, new: str, place: str) -> None:
    assert parse_rules(RULE.encode(), "规则.toml", bundled()).rules
    with pytest.raises(UserError) as refused:
        parse_rules(RULE.replace(old, new).encode(), "规则.toml", bundled())
    assert "规则.toml" in str(refused.value)
    assert place in str(refused.value)
