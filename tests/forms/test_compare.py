"""Two documents of one form: what differs, said once, in the words of the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desktop.forms.compare import Kind, compare
from desktop.forms.document import Document
from tests.forms.samples import edition_of, grown, sample

NAMES = ("上次", "这次")


def lines(name: str, change: Callable[[Any], object]) -> list[str]:
    """What is said when a sample was changed in this way."""
    ours, theirs = sample(name), sample(name)
    change(theirs.data)
    return [item.line(NAMES) for item in compare(edition_of(ours), ours, theirs)]


@pytest.mark.parametrize("name", ["A-示例", "B-示例", "C-示例", "D-示例", "F-示例", "G-示例"])
def test_a_document_does_not_differ_from_itself(name: str) -> None:
    assert lines(name, lambda data: None) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.update(年度资金总额="15.00"), []),
        (lambda data: data.update(项目名称=data["项目名称"] + " "), []),
        (lambda data: data.update(年度其他资金="6"), ["年度其他资金：上次是 5.00，这次是 6.00"]),
        (lambda data: data.update(年度其他资金=None), ["年度其他资金：上次是 5.00，这次是空白"]),
        (lambda data: data.update(年度其他资金="约5"), ["年度其他资金：上次是 5.00，这次是“约5”"]),
        (
            lambda data: data.update(立项依据=["上级文件要求"]),
            ["立项依据：上次是“市委市政府决定、上级文件要求”，这次是“上级文件要求”"],
        ),
        (
            lambda data: data["年度绩效指标"][2].update(指标值="≥99%"),
            ["年度绩效指标第3行的指标值：上次是“≥98%”，这次是“≥99%”"],
        ),
        (
            lambda data: data["年度绩效指标"].insert(0, {"二级指标": "数量指标", "三级指标": "新项", "指标值": "3个"}),
            ["年度绩效指标：这次第1行“新项”，上次没有"],
        ),
        (lambda data: data["年度绩效指标"].insert(3, {}), []),
        (
            lambda data: data["年度绩效指标"].pop(1),
            ["年度绩效指标：上次第2行“聘用专业档案管理人员”，这次没有"],
        ),
        (
            lambda data: data["年度绩效指标"].insert(5, data["年度绩效指标"].pop(2)),
            ["年度绩效指标：“整理合格率”上次在第3行，这次在第6行"],
        ),
    ],
)
def test_what_is_said_of_a_change(change: Callable[[Any], object], said: list[str]) -> None:
    assert lines("B-示例", change) == said


def test_a_long_text_is_quoted_where_it_changes() -> None:
    (line,) = lines("B-示例", lambda data: data.update(年度目标=data["年度目标"] + "再加一句。"))
    assert line.endswith("再加一句。”")
    assert line.count("…") == 2


def test_rows_printed_on_the_form_are_told_by_their_names() -> None:
    def change(data: Any) -> None:
        data["预算执行情况"].reverse()
        next(row for row in data["预算执行情况"] if row["资金来源"] == "总额")["预算执行数"] = "1"

    (line,) = lines("D-示例", change)
    assert line.startswith("预算执行情况第1行的预算执行数：上次是 ")
    assert line.endswith("，这次是 1.00")


def test_a_list_within_a_list() -> None:
    def change(data: Any) -> None:
        data["单位考评"][0]["目标任务加扣分情况"][1]["加扣分"] = "0.4"

    assert lines("F-示例", change) == ["单位考评第1行目标任务加扣分情况第2行的加扣分：上次是 0.2，这次是 0.4"]


def test_year_and_unit_of_a_form_without_a_unit_field() -> None:
    ours, theirs = sample("F-示例"), sample("F-示例")
    ours.unit, theirs.unit, theirs.year = "甲办", "乙办", 2023
    found = [item.line() for item in compare(edition_of(ours), ours, theirs)]
    assert found == ["年度：这份是 2022，那份是 2023", "单位：这份是“甲办”，那份是“乙办”"]


def test_places_are_those_of_each_document() -> None:
    ours, theirs = sample("B-示例"), sample("B-示例")
    rows: Any = theirs.data["年度绩效指标"]
    rows.insert(0, {"三级指标": "新项", "指标值": "3个"})
    rows[3]["指标值"] = "≥99%"
    added, changed = compare(edition_of(ours), ours, theirs)
    assert (added.kind, added.path, added.other) == (Kind.ADDED, ("年度绩效指标",), ("年度绩效指标", 0))
    assert (changed.path, changed.other) == (("年度绩效指标", 2, "指标值"), ("年度绩效指标", 3, "指标值"))


def test_a_table_of_thousands_of_rows() -> None:
    ours, theirs = grown("G-示例", "行", 2_000), grown("G-示例", "行", 2_000)
    number_rows(ours)
    number_rows(theirs)
    rows: Any = theirs.data["行"]
    rows[700]["金额"] = "123456.78"
    rows.insert(100, {"单位名称（科目名称）": "新项目", "金额": "1"})
    del rows[1_500]
    kinds = [item.kind for item in compare(edition_of(ours), ours, theirs)]
    assert kinds == [Kind.ADDED, Kind.CHANGED, Kind.REMOVED]


def number_rows(document: Document) -> None:
    for number, row in enumerate(document.rows(("行",))):
        row["单位名称（科目名称）"] = f"第{number}号项目经费"


def test_half_the_rows_of_a_large_table_changed() -> None:
    ours, theirs = grown("G-示例", "行", 1_200), grown("G-示例", "行", 1_200)
    number_rows(ours)
    number_rows(theirs)
    rows: Any = theirs.data["行"]
    for row in rows[::2]:
        row["金额"] = "7.77"
    found = compare(edition_of(ours), ours, theirs)
    assert {item.kind for item in found} == {Kind.CHANGED}
    assert len(found) == 600
