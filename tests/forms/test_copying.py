"""The texts of a list that go into another paper: what is copied is what is printed of them."""

from __future__ import annotations

from desktop.forms.calculation import Evaluation
from desktop.forms.copying import Texts, column_to_copy, copied_texts
from desktop.forms.document import Document, Row
from desktop.forms.loader import parse_edition
from desktop.forms.resolve import resolve
from tests.forms.samples import edition_of, evaluated, sample

TABLE = """
format = 1
[form]
name = "情况表"
letter = "Q"
edition = "某县-2024"
years = [2024]
source = "某县"
[lists."事项"]
[lists."事项".columns]
"名称" = { type = "text" }
"情况" = { type = "prose", copy = true }
[layout]
title = "情况表"
columns = [30, 60]
grid = '''
| 名称 | 情况 |
*事项 | {名称} | {情况} |
'''
"""


def texts(document: Document) -> Texts | None:
    evaluation = evaluated(document)
    return copied_texts(evaluation, resolve(evaluation))


def test_a_paragraph_comes_with_the_heading_it_stands_under() -> None:
    found = texts(sample("H-示例"))
    assert found is not None
    lines = found.text.split("\n")
    assert (found.name, found.count, len(lines)) == ("决算段落", 2, 4)
    assert lines[0] == "1. 东西部协作联络站建设"
    assert lines[1].startswith("项目全年预算数219.13万元，执行数为219.13万元，完成预算的100%。通过项目实施，")
    assert lines[2] == "2. 流动人员档案整理"


def test_a_project_without_a_paragraph_is_left_out() -> None:
    document = sample("H-示例")
    document.rows(("项目",))[0]["决算段落"] = " "
    found = texts(document)
    assert found is not None
    assert (found.count, found.text.split("\n")[0]) == (1, "2. 流动人员档案整理")


def test_a_form_without_such_a_column_has_nothing_to_copy() -> None:
    document = sample("D-示例")
    assert column_to_copy(edition_of(document)) is None
    assert texts(document) is None


def test_a_column_of_a_table_gives_its_own_texts() -> None:
    edition = parse_edition(TABLE.encode(), "情况表.toml")
    rows: list[Row] = [{"名称": "甲", "情况": "已完成。"}, {"名称": "乙"}, {"名称": "丙", "情况": "正在办。"}]
    evaluation = Evaluation(edition, Document("情况表", "某县-2024", 2024, {"事项": rows}))
    assert copied_texts(evaluation, resolve(evaluation)) == Texts("情况", 2, "已完成。\n正在办。")
