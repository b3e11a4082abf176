"""Taking over from other forms, as data that a clerk can read (carrying.toml): every line of what would come in."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.forms.calculation import Evaluation
from desktop.forms.carry import Carry
from desktop.forms.carry_source import GAP, Source, bound
from desktop.forms.carrying import Line, Proposal, propose, rollovers
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.edition import Edition, ListField
from desktop.forms.fresh import new_document
from desktop.forms.loader import parse_edition
from tests.forms.samples import evaluated, sample

DATA = tomllib.loads((Path(__file__).parent / "data" / "carrying.toml").read_text(encoding="utf-8"))
GUIDE = (Path(__file__).parents[2] / "docs" / "表样.md").read_text(encoding="utf-8")


def changed(document: Document, changes: dict[str, Any]) -> Document:
    """The document with values put into it: `绩效指标 2` is the second row of that list, `""` the form itself."""
    for place, values in changes.items():
        path = tuple(int(word) - 1 if word.isdecimal() else word for word in place.split())
        holder = document.get(path) if path else document.data
        if isinstance(values, list):
            document.data[place] = values
        else:
            assert isinstance(holder, dict), place
            holder.update(values)
    return document


def edition_named(form: str) -> Edition:
    return bundled().of_form(form)[0]


def proposal(case: dict[str, Any]) -> Proposal:
    sources = []
    for item in case["from"]:
        name = item if isinstance(item, str) else item["sample"]
        document = changed(sample(name), {} if isinstance(item, str) else item.get("set", {}))
        sources.append(Source(evaluated(document), name))
    edition = edition_named(case["into"])
    target = changed(new_document(edition, case.get("year", 2022)), case.get("already", {}))
    (carry,) = (carry for carry in edition.carries if carry.title == case["carry"])
    return propose(Evaluation(edition, target), carry, sources)


def told(line: Line) -> str:
    change = f"{line.old} → {line.new}" if line.old else line.new
    return f"{'✓' if line.ticked else '□'} {line.label}：{change}"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in DATA["case"]])
def test_exactly_these_lines(case: dict[str, Any]) -> None:
    found = proposal(case)
    assert [told(line) for line in found.lines] == case["gives"]
    assert found.same == case.get("same", 0)


def every_carry() -> list[tuple[Edition, Carry]]:
    return [(edition, carry) for edition in bundled().editions for carry in edition.carries]


@pytest.mark.parametrize(
    ("edition", "carry"), every_carry(), ids=lambda item: getattr(item, "title", None) or item.form
)
def test_every_bundled_carry_fits_every_edition_it_takes_from(edition: Edition, carry: Carry) -> None:
    sources = [item for item in bundled().of_form(carry.form) if not carry.editions or item.edition in carry.editions]
    assert sources, f"{edition.file}：没有《{carry.form}》"
    for source in sources:
        assert bound(carry, source, edition.file)
        assert len(carry.note) < 80


def test_every_bundled_form_can_be_rolled_over() -> None:
    assert [edition.form for edition in bundled().editions if not rollovers(edition)] == DATA["without_rollover"]


@pytest.mark.parametrize("edition", bundled().editions, ids=lambda edition: edition.form)
def test_a_rollover_brings_no_amount_but_those_that_stay(edition: Edition) -> None:
    stays = {tuple(place.split(".")) for place in DATA["amounts_that_stay"].get(edition.form, [])}
    for carry in rollovers(edition):
        brought = {target.at.parts for target in carry.targets}
        brought |= {(*rows.table, key) for rows in carry.rows for key in rows.given}
        money = {path for path in brought if (field := edition.scalars.get(path)) and field.type == "money"}
        assert money == stays


# a form of one's own

OWN = """format = 1
{carry}
[form]
name = "登记表"
letter = "Q"
edition = "甲"
years = [2020]
source = "本单位"
[fields]
"名称" = {{ type = "text" }}
"情况" = {{ type = "prose" }}
"金额" = {{ type = "money" }}
[lists."明细"]
blank = [{{}}]
[lists."明细".columns]
"事项" = {{ type = "text" }}
"金额" = {{ type = "money" }}
[layout]
columns = [50, 50]
title = "登记表"
grid = '''
| {{名称}} | {{情况}} |
*明细 | {{事项}} | {{金额}} |
'''
"""


def own(carry: str) -> Edition:
    return parse_edition(OWN.format(carry=carry).encode(), "登记表.toml")


def from_own(carry: str, *values: dict[str, Any]) -> Proposal:
    edition = own(carry)
    sources = []
    for number, data in enumerate(values, 1):
        document = changed(new_document(edition, 2021), {"": data})
        sources.append(Source(Evaluation(edition, document), f"{number}号"))
    return propose(Evaluation(edition, new_document(edition, 2022)), edition.carries[0], sources)


def carry_line(rest: str) -> str:
    return f'carry = [{{ title = "上年", from = "登记表", years = -1, match = "单位", {rest} }}]'


def test_several_documents_are_added_up_and_each_has_its_line() -> None:
    rest = 'sum = { "金额" = "金额" }, text = { "情况" = "{名称}用了{金额}万元" }'
    found = from_own(
        carry_line(rest), {"名称": "甲", "金额": "1.5"}, {"金额": "2"}, {"名称": "", "金额": None}, {"名称": "丙"}
    )
    texts = {line.label: line for line in found.lines}
    assert texts["金额"].value == "3.5"
    assert texts["金额"].source == "1号等2份"
    assert texts["情况"].value == f"甲用了1.50万元\n{GAP}用了2.00万元\n丙用了{GAP}万元", "a blank one has no line"


def test_where_keeps_documents_out() -> None:
    rest = 'where = "金额 > 1", rows = [{ list = "明细", set = { "事项" = "名称", "金额" = "金额" } }]'
    found = from_own(carry_line(rest), {"名称": "甲", "金额": "1"}, {"名称": "乙", "金额": "2"})
    assert [line.row for line in found.lines] == [{"事项": "乙", "金额": "2"}]


def test_an_expression_that_does_not_fit_is_told_with_file_and_key() -> None:
    for rest, place in (
        ('set = { "金额" = "总金额" }', "carry 第1条.set.金额"),
        ('text = { "情况" = "共{总金额}" }', "carry 第1条.text.情况"),
        ('where = "总金额 > 1", set = { "金额" = "金额" }', "carry 第1条.where"),
        ('rows = [{ list = "明细", each = "细目", set = { "事项" = "名称" } }]', "carry 第1条.rows 第1条.each"),
        ('rows = [{ list = "明细", set = { "事项" = "总金额" } }]', "carry 第1条.rows 第1条.set.事项"),
    ):
        with pytest.raises(UserError) as refused:
            from_own(carry_line(rest), {"名称": "甲"})
        assert "登记表.toml" in str(refused.value)
        assert place in str(refused.value)


def test_the_guides_carry_works_in_the_guides_form() -> None:
    blocks = GUIDE.split("```toml\n")
    form, carry = (block.split("```")[0] for block in blocks[1:3])
    edition = parse_edition(form.replace("[layout]", carry + "\n[layout]").encode(), "培训班.toml")
    before = changed(
        new_document(edition, 2024, "某局"),
        {
            "": {"班次名称": "新任股长培训班", "办班方式": "自办", "预算数": "5"},
            "支出明细 1": {"事项": "讲课费", "金额": "1.2"},
        },
    )
    found = propose(
        Evaluation(edition, new_document(edition, 2025, "某局")),
        rollovers(edition)[0],
        [Source(Evaluation(edition, before), "上年")],
    )
    assert [told(line) for line in found.lines] == [
        "✓ 班次名称：新任股长培训班",
        "✓ 办班方式：自办",
        "✓ 说明：上年度预算5.00万元，支出1.20万元",
        "✓ 支出明细 增加一行：师资费  讲课费",
    ]


def test_a_value_that_a_field_does_not_have_is_left_out() -> None:
    edition = edition_named("部门预算项目支出绩效目标批复表")
    source = changed(sample("B-示例"), {"": {"立项依据": ["上级文件要求", "口头通知"], "项目期限": "三年"}})
    found = propose(
        Evaluation(edition, new_document(edition, 2023)), rollovers(edition)[0], [Source(evaluated(source), "上年")]
    )
    values = {line.label: line.value for line in found.lines}
    assert values["立项依据"] == ["上级文件要求"]
    assert "项目期限" not in values


def test_amounts_are_the_same_however_they_are_written() -> None:
    case = {"from": ["B-示例"], "into": "部门预算项目支出绩效自评表", "carry": "批复的绩效目标"}
    before = proposal(case)
    after = proposal({**case, "already": {"预算执行情况 1": {"年初预算": "15.00"}}})
    assert len(before.lines) - len(after.lines) == after.same == 1


def test_lists_of_a_list_come_whole() -> None:
    case = {"from": ["A-示例"], "into": "部门整体支出绩效自评表", "carry": "批复的部门整体绩效目标"}
    line = proposal(case).lines[-1]
    assert line.row is not None
    inner = line.row["指标"]
    assert isinstance(inner, list)
    assert len(inner) == 9
    assert inner[0] == {
        "一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "城镇新增就业人数", "年初目标值": "≥2万人",
    }  # fmt: skip
    goals = edition_named("部门整体支出绩效自评表").lists[("年度目标",)]
    assert isinstance(goals, ListField)
    assert line.replaces, "the two blank goals give way"


def test_amounts_are_exact() -> None:
    case = {
        "from": [{"sample": "A-示例", "set": {"年度主要任务 1": {"合计": "0.1"}, "年度主要任务 2": {"合计": "0.2"}}}],
        "into": "部门整体支出绩效自评表",
        "carry": "批复的部门整体绩效目标",
    }
    values = {line.label: line.value for line in proposal(case).lines}
    assert Decimal(str(values["基本支出总额"])) == Decimal("0.3")
