"""The expression language: what it can say, and what a blank means in it (small form of `definitions/小表.toml`)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desktop.forms.calculation import Evaluation
from desktop.forms.document import Document
from desktop.forms.expression import ExpressionError, parse
from desktop.forms.loader import load_edition
from desktop.forms.values import BLANK, NONE, UNKNOWN

SMALL = load_edition(Path(__file__).parent / "definitions" / "小表.toml")
ROWS: list[dict[str, str | None]] = [
    {"类别": "一类", "事项": "印刷", "金额": "1.10"},
    {"类别": "一类", "事项": "差旅", "金额": "2.20"},
    {"类别": "二类", "事项": "会议", "金额": None},
]


def evaluation(**data: Any) -> Evaluation:
    content: dict[str, Any] = {"单位名称": "某局", "总额": "3.30", "明细": [dict(row) for row in ROWS], **data}
    return Evaluation(SMALL, Document("小表", "测试-2022", 2022, content))


def value(text: str, **data: Any) -> object:
    return evaluation(**data).run(parse(text), (), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", Decimal(7)),
        ("(1 + 2) × 3", Decimal(9)),
        ("-2 - -3", Decimal(1)),
        ("0.1 + 0.2 = 0.3", True),
        ("总额 = 3.3", True),
        ("总额 ≠ 3.3", False),
        ("总额 ≥ 3.30 and 总额 <= 3.30", True),
        ("单位名称 = “某局”", True),
        ("sum(明细.金额)", Decimal("3.30")),
        ('sum(明细.金额 where 类别 = "一类" and 金额 > 2)', Decimal("2.20")),
        ('count(明细.事项 where 类别 = "二类")', Decimal(1)),
        ("count(明细.金额)", Decimal(2)),
        ("max(明细.金额)", Decimal("2.20")),
        ("min(明细.金额, 0)", Decimal(0)),
        ("参数.满分 / 3 > 33.3", True),
        ("年度", Decimal(2022)),
        ('if(总额 > 3, "大", "小")', "大"),
        ("rate(1, 3) > 33.33", True),
        ("round(2.345, 2)", Decimal("2.35")),
        ('matches(单位名称, ".局")', True),
        ('contains(单位名称, "某")', True),
        ('one_of(单位名称, "某局", "某处")', True),
        ("length(单位名称)", Decimal(2)),
        ('sum(amounts(明细.事项)) = 1 or filled(单位名称)', True),
    ],
)  # fmt: skip
def test_it_says(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总额 + 1", BLANK),
        ("总额 = 0", BLANK),
        ("sum(总额, 1)", Decimal(1)),
        ("sum(总额)", BLANK),
        ("count(总额)", Decimal(0)),
        ("filled(总额)", False),
        ("blank(总额)", True),
        ("总额 > 1 and 1 > 2", False),
        ("总额 > 1 or 2 > 1", True),
        ("总额 > 1 or 1 > 2", BLANK),
        ("not (总额 > 1)", BLANK),
        ("if(总额 > 1, 1, 2)", BLANK),
        ("rate(1, 0)", NONE),
        ("rate(总额, 0)", BLANK),
        ("rate(1, 0) + 1", NONE),
        ("execution(10, 5, 0)", NONE),
    ],
)
def test_a_blank_is_neither_zero_nor_false(text: str, expected: object) -> None:
    assert value(text, 总额=None) == expected


@pytest.mark.parametrize("text", ["总额 + 1", "sum(总额, 1)", "max(总额, 1)", "总额 = 12", "合计 + 总额"])
def test_what_cannot_be_read_makes_no_result(text: str) -> None:
    assert value(text, 总额="12万") is UNKNOWN


def test_a_total_over_rows_still_to_be_filled_is_provisional() -> None:
    state = evaluation()
    assert state.state(("合计",)) == "provisional", "会议 has no amount yet"
    assert state.state(("差额",)) == "provisional", "what is computed from a provisional value is provisional"
    state.document.rows(("明细",))[2]["金额"] = "0"
    assert state.update([("明细", 2, "金额")]) >= {("合计",), ("差额",)}
    assert state.state(("合计",)) == "computed"


def test_a_received_total_is_compared_and_never_trusted() -> None:
    state = evaluation(合计="99")
    assert state.value(("合计",)) == Decimal("3.30")
    assert state.received(("合计",)) == Decimal(99)


@pytest.mark.parametrize(
    "text",
    ["", "1 +", "+ 1", "(1", "1)", "a.b.", "sum(1,", "a[", '"a', "a where b", "1 2", "a = = b", "__import__('os')"],
)
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        value(text)


def in_row(text: str, row: int) -> object:
    return evaluation().run(parse(text), ("明细",), (row,))


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("金额", 1, Decimal("2.20")),
        ("上级.总额", 1, Decimal("3.30")),
        ("sum(明细.金额)", 1, Decimal("3.30")),
        ("sum(明细.金额 where 类别 = 本行.类别)", 0, Decimal("3.30")),
        ("sum(明细.金额 where 类别 = 本行.类别)", 2, BLANK),
        ("sum(明细.金额 where 金额 > 本行.金额)", 0, Decimal("2.20")),
        ("金额 < max(明细.金额)", 0, True),
    ],
)
def test_a_rule_over_rows_sees_its_own_row_and_all_rows(text: str, row: int, expected: object) -> None:
    assert in_row(text, row) == expected


@pytest.mark.parametrize("text", ["本行.金额", "sum(明细.金额 where 金额 > 本行.价格)"])
def test_this_row_is_only_within_where(text: str) -> None:
    with pytest.raises(ExpressionError):
        in_row(text, 0)
