"""The report as it is drafted from the year's self-evaluations: whole sentences, right figures, nothing left over."""

from __future__ import annotations

import re
from typing import Any

import pytest

from desktop.forms.calculation import Evaluation
from desktop.forms.carry_source import GAP, Source
from desktop.forms.carrying import propose
from desktop.forms.catalogue import bundled
from desktop.forms.checks import check
from desktop.forms.document import Document
from desktop.forms.fresh import new_document
from tests.forms.samples import evaluated, sample

REPORT = "项目支出绩效自评报告"


def evaluation_of(name: str, funds: dict[str, Any] | None = None, **values: str | None) -> Document:
    """A self-evaluation of a project with these values and, in the row 总额, these figures."""
    document = sample("D-示例")
    document.data.update({"项目名称": name, **values})
    document.rows(("预算执行情况",))[0].update(funds or {})
    return document


def drafted(*sources: Document) -> Document:
    """The report as the carry fills an empty one."""
    (edition,) = bundled().of_form(REPORT)
    document = new_document(edition, 2022)
    named = [Source(evaluated(source), str(source.data["项目名称"])) for source in sources]
    for line in propose(Evaluation(edition, document), edition.carries[0], named).lines:
        if line.row is None:
            document.data[str(line.path[0])] = line.value
        else:
            rows = document.rows(line.path)
            rows[:] = [row for row in rows if row.get("项目名称")] + [line.row]
    return document


def paragraph(**changes: Any) -> str:
    report = drafted(evaluation_of("档案整理", **changes))
    return str(report.rows(("项目",))[0]["决算段落"])


FIGURES = {"年初预算": "20", "调整后预算数": "20", "预算执行数": "18.6"}
RESULT = {"年度目标完成情况": "档案已全部整理上架", "存在问题": "早年材料缺失", "改进措施": "逐份补齐"}


@pytest.mark.parametrize(
    ("funds", "values", "expected"),
    [
        pytest.param(
            FIGURES, RESULT,
            "项目全年预算数20万元，执行数为18.6万元，完成预算的93.00%。通过项目实施，档案已全部整理上架。"
            "发现的主要问题：早年材料缺失。下一步改进措施：逐份补齐。", id="everything is there",
        ),
        pytest.param(
            FIGURES, {**RESULT, "年度目标完成情况": "档案已全部整理上架。", "存在问题": None, "改进措施": None},
            "项目全年预算数20万元，执行数为18.6万元，完成预算的93.00%。通过项目实施，档案已全部整理上架。",
            id="no problem was written, and the person's own full stop",
        ),
        pytest.param(
            {"调整后预算数": "0", "预算执行数": "0"}, {**RESULT, "存在问题": None, "改进措施": None},
            "项目全年预算数0万元，执行数为0万元。通过项目实施，档案已全部整理上架。", id="no budget, no rate",
        ),
        pytest.param(
            {"调整后预算数": None, "预算执行数": "18.6"}, {**RESULT, "存在问题": None, "改进措施": None},
            "项目执行数为18.6万元。通过项目实施，档案已全部整理上架。", id="budget not filled",
        ),
    ],
)  # fmt: skip
def test_the_paragraph_for_the_final_accounts(funds: dict[str, Any], values: dict[str, Any], expected: str) -> None:
    assert paragraph(funds=funds, **values) == expected


def test_each_project_has_a_paragraph_of_its_own_in_each_section_and_the_method_is_told_once() -> None:
    report = drafted(evaluation_of("档案整理", FIGURES), evaluation_of("考务经费"))
    for key in (
        "基本情况",
        "绩效目标",
        "资金申报及使用情况",
        "组织架构及流程",
        "绩效情况",
        "评价结论",
        "存在的问题",
        "相关建议",
    ):
        lines = str(report.data[key]).split("\n")
        assert [name for name, line in zip(("档案整理", "考务经费"), lines, strict=True) if line.startswith(name)] == [
            "档案整理", "考务经费",
        ]  # fmt: skip
    assert len(str(report.data["自评步骤及方法"]).split("\n")) == 1
    assert str(report.data["资金申报及使用情况"]).startswith(
        "档案整理：年初预算20万元，调整后预算数20万元，全年执行18.6万元，预算执行率93.00%。"
    )


@pytest.mark.parametrize(
    "missing", ["存在问题", "项目负责人", "项目实施内容及过程概述", "项目年度目标", "评价结论", "实施单位"]
)
def test_nothing_stands_for_what_is_missing(missing: str) -> None:
    report = drafted(evaluation_of("档案整理", {"调整后预算数": None, "预算执行数": None}, **{missing: None}))
    texts = [str(value) for value in report.data.values() if isinstance(value, str)]
    texts += [str(value) for row in report.rows(("项目",)) for value in row.values()]
    for text in texts:
        assert GAP not in text
        assert "—" not in text
        assert "None" not in text
        assert not re.search("[，。；：]{2}|^[，。；]|[，：]$", text, re.MULTILINE), text
        assert not re.search("[为数率由]万元|负责人[，。]", text), text


def test_a_drafted_report_lacks_only_what_a_person_must_write() -> None:
    report = drafted(evaluation_of("档案整理", FIGURES), evaluation_of("考务经费"))
    found = {(finding.code, finding.path[0]) for finding in check(evaluated(report))}
    assert found == {("X01", "管理情况"), ("X01", "监管情况"), ("X01", "报告日期")}
