"""What a definition may say about a chart. Each mistake has a file of its own beside `test_loader`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.forms.chart import ChartKind, Order, Warned
from desktop.forms.charted import figures_of
from desktop.forms.loader import parse_edition
from tests.forms.charted_form import TEXT, department, summary


def with_chart(lines: str) -> str:
    """The form with this chart alone."""
    return TEXT[: TEXT.index("[[chart]]")] + f"[[chart]]\n{lines}\n\n" + TEXT[TEXT.index("[layout]") :]


PLAIN = """title = "预算"
kind = "横条"
list = "各部门"
label = "部门"
values = ["预算数"]"""


def test_what_is_not_said_is_as_one_expects() -> None:
    (chart,) = parse_edition(with_chart(PLAIN).encode(), "图.toml").charts
    assert (chart.kind, chart.rows, chart.label, chart.values) == (ChartKind.BARS, ("各部门",), "部门", ("预算数",))
    assert (chart.order, chart.top, chart.line, chart.warned) == (Order.FALLING, 0, None, Warned.BELOW)
    assert chart.note is None


@pytest.mark.parametrize(("line", "limit"), [("80", 80), ("62.5", Decimal("62.5")), ('"参数.执行率线 / 2"', 40)])
def test_a_line_is_a_number_or_an_expression(line: str, limit: int | Decimal) -> None:
    text = with_chart(PLAIN.replace("预算数", "执行率") + f"\nline = {line}")
    (figure,) = figures_of(summary([department("甲局", 10, 5)], text=text))
    assert figure.line == limit
    assert figure.line_text == f"{limit}%"


def test_rates_are_not_added_up() -> None:
    text = with_chart('title = "率"\nkind = "分布"\nlist = "各部门"\nvalues = ["执行率", "预算数"]')
    with pytest.raises(UserError, match="不能相加的数（百分比、得分）"):
        parse_edition(text.encode(), "图.toml")


def test_a_bar_of_rows_has_one_number() -> None:
    with pytest.raises(UserError, match="横条一行画一条，只能写一列"):
        parse_edition(with_chart(PLAIN.replace('["预算数"]', '["预算数", "执行数"]')).encode(), "图.toml")


@pytest.mark.parametrize(
    ("order", "names"),
    [("大到小", ["丙局", "甲局", "乙局"]), ("小到大", ["甲局", "丙局", "乙局"]), ("照表", ["甲局", "乙局", "丙局"])],
)
def test_the_order_of_the_bars(order: str, names: list[str]) -> None:
    rows = [department("甲局", 1), department("乙局"), department("丙局", 3)]
    (figure,) = figures_of(summary(rows, text=with_chart(PLAIN + f'\norder = "{order}"')))
    assert [bar.label for bar in figure.bars] == names


def test_only_the_rows_that_are_wanted() -> None:
    rows = [department("甲局", 1), department("乙局", 2), department("丙局", 3)]
    (figure,) = figures_of(summary(rows, text=with_chart(PLAIN + '\nwhere = "预算数 > 1"')))
    assert [bar.label for bar in figure.bars] == ["丙局", "乙局"]


def test_rows_of_one_name_are_one_bar_but_rates_are_not_added() -> None:
    rows = [department("甲局", 1, 1), department("乙局", 2, 1), department("甲局", 3, 2), department("甲局")]
    (figure,) = figures_of(summary(rows, text=with_chart(PLAIN)))
    assert [(bar.label, bar.text) for bar in figure.bars] == [("甲局", "4.00"), ("乙局", "2.00")]
    (rates,) = figures_of(summary(rows, text=with_chart(PLAIN.replace("预算数", "执行率"))))
    assert [bar.label for bar in rates.bars] == ["甲局", "甲局", "乙局", "甲局"]


def test_of_scores_the_rest_is_a_range_and_no_sum() -> None:
    rows = [department(f"第{at}局", 90 - at) for at in range(9)]
    (figure,) = figures_of(summary(rows, text=with_chart(PLAIN + "\ntop = 3\nadds = false")))
    assert figure.rest is not None
    assert (figure.rest.label, figure.rest.text, figure.rest.words) == ("其余 6 个", "", "82.00 到 87.00")


@pytest.mark.parametrize(
    ("warned", "noticed"),
    [("低于", ["甲局"]), ("高于", ["丙局"]), ("不高于", ["乙局", "甲局"]), ("不低于", ["丙局", "乙局"])],
)
def test_which_side_of_a_line_is_noticed(warned: str, noticed: list[str]) -> None:
    text = with_chart(PLAIN + f'\nline = 2\nwarned = "{warned}"')
    (figure,) = figures_of(summary([department("甲局", 1), department("乙局", 2), department("丙局", 3)], text=text))
    assert [bar.label for bar in figure.bars if bar.warned] == noticed


def test_a_title_without_its_number_has_a_dash() -> None:
    text = with_chart(
        PLAIN.replace('title = "预算"', 'title = "其他资金 {其他资金} 万元，一般公共预算 {一般公共预算} 万元"')
    )
    (figure,) = figures_of(summary([department("甲局", 1)], {"一般公共预算": "3"}, text=text))
    assert figure.title == "其他资金 — 万元，一般公共预算 3.00 万元"


def test_a_source_without_money_is_no_bar() -> None:
    text = with_chart('title = "来源"\nkind = "横条"\nvalues = ["一般公共预算", "政府性基金", "其他资金"]')
    (figure,) = figures_of(summary([], {"一般公共预算": "1", "其他资金": "3"}, text=text))
    assert [(bar.label, bar.text) for bar in figure.bars] == [("其他资金", "3.00"), ("一般公共预算", "1.00")]


def test_the_example_of_the_guide_is_sound() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "表样.md").read_text(encoding="utf-8")
    example = guide.split("### `[[chart]]`")[1].split("```toml\n")[1].split("```")[0]
    names = (('"部门"', '"部门名称"'), ("{部门}", "{部门名称}"), ("各部门.部门", "部门.部门名称"), ("各部门", "部门"))
    form = with_chart(PLAIN).split("[[chart]]")[0] + TEXT[TEXT.index("[layout]") :]
    for old, new in names:
        form = form.replace(old, new)
    edition = parse_edition(form.replace("[layout]", f"{example}\n[layout]").encode(), "例.toml")
    assert [chart.kind for chart in edition.charts] == [ChartKind.BARS, ChartKind.STACKED]
