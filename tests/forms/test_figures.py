"""Numbers in messages: with the decimals of the field that an expression is like."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.forms.expression import parse
from desktop.forms.figures import figure, figure_of
from desktop.forms.program import program_of
from desktop.forms.values import BLANK, Val
from tests.forms.samples import edition_of, sample

FIVE = Decimal(5)


@pytest.mark.parametrize(
    ("name", "scope", "text", "value", "shown"),
    [
        ("B-示例", (), "年度资金总额", FIVE, "5.00"),
        ("B-示例", (), "年度资金总额 - 政府采购", FIVE, "5.00"),
        ("B-示例", (), "-年度资金总额", -FIVE, "-5.00"),
        ("B-示例", (), "sum(amounts(年度绩效指标.指标值))", FIVE, "5.00"),
        ("B-示例", (), "count(年度绩效指标.指标值)", FIVE, "5"),
        ("B-示例", (), "政府采购 / 年度资金总额", Decimal("0.4"), "0.4"),
        ("B-示例", (), 'if(项目属性 = "新增项目", 0, 政府采购)', FIVE, "5.00"),
        ("B-示例", (), "年度资金总额", Decimal("5.125"), "5.125"),
        ("B-示例", (), "年度资金总额", BLANK, ""),
        ("B-示例", (), "项目名称", "档案整理", "档案整理"),
        ("B-示例", (), "年度", Decimal(2022), "2022"),
        ("A-示例", (), 'sum(年度主要任务.合计 where 任务名称 = "人员支出")', FIVE, "5.00"),
        ("A-示例", (), "年度主要任务.合计", (FIVE, Decimal("1.5")), "5.00、1.50"),
        ("A-示例", ("年度主要任务",), "or_zero(财政拨款, 任务名称)", FIVE, "5.00"),
        ("A-示例", ("年度主要任务",), "行号", FIVE, "5"),
        ("D-示例", (), "预算执行情况[总额].预算执行率", FIVE, "5.00"),
        ("D-示例", (), "参数.执行权重", FIVE, "5"),
        ("D-示例", ("绩效指标",), "权重", FIVE, "5"),
        ("D-示例", ("绩效指标",), "得分", FIVE, "5.00"),
        ("C-示例", ("年度目标", "指标"), "上级.行号", FIVE, "5"),
        ("C-示例", (), "年度目标.指标.上级.分值", (FIVE,), "5"),
    ],
)
def test_a_number_in_a_sentence(name: str, scope: tuple[str, ...], text: str, value: Val, shown: str) -> None:
    binder = program_of(edition_of(sample(name))).binder
    assert figure(figure_of(parse(text), scope, binder), value) == shown
