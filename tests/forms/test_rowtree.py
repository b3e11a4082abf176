"""Which row of a budget table stands under which, by code and order, and what the rows below one come to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.forms.rowtree import below, nth, or_zero, outline, tree
from desktop.forms.values import BLANK, UNKNOWN, Scalar, Val

LEVELS = "3 6 / 3 5 7"


def column(text: str) -> tuple[Scalar, ...]:
    """Words between blanks, `-` for a cell left blank."""
    return tuple(BLANK if word == "-" else word for word in text.split())


def amounts(text: str) -> tuple[Scalar, ...]:
    return tuple(BLANK if word == "-" else UNKNOWN if word == "?" else Decimal(word) for word in text.split())


def numbers(value: Val) -> list[int]:
    assert isinstance(value, tuple)
    return [int(item) for item in value if isinstance(item, Decimal)]


@pytest.mark.parametrize(
    ("what", "codes", "finer", "above"),
    [
        ("合计、单位、类、款、项", "- 701001 208 20801 2080101", "- - - - -", [0, 1, 2, 3, 4]),
        ("两个项并排", "- 701001 208 20801 2080101 2080102", "- - - - - -", [0, 1, 2, 3, 4, 4]),
        ("第二个单位又从类开始", "- 701001 208 20801 701002 208 20801", "- - - - - - -", [0, 1, 2, 3, 1, 5, 6]),
        ("一个项下的几个项目", "- 701001 208 2080102 2080102", "- - - 甲 乙", [0, 1, 2, 3, 3]),
        ("项单列一行，项目在它下面", "- 208 2080102 2080102 2080102", "- - - 甲 乙", [0, 1, 2, 3, 3]),
        ("项目的编码空着", "- 208 2080102 - -", "- - 甲 乙 丙", [0, 1, 2, 2, 2]),
        ("没有款，项在类下面", "- 208 2080102 221 2210201", "- - - - -", [0, 1, 2, 1, 4]),
        ("款放在别的类后面，不算在那个类下", "- 701001 210 20805", "- - - -", [0, 1, 2, 2]),
        ("部门代码和类一样长", "- 208 208001 208 20801", "- - - - -", [0, 1, 2, 3, 4]),
        ("没有合计一行", "701001 208 701002 208", "- - - -", [0, 1, 0, 3]),
        ("合计写在别的栏里", "- 701001 208", "合计 - -", [0, 1, 2]),
        ("单位代码重复，不知道谁在谁下面", "- 701001 701001 701001", "- - - -", [0, 1, -2, -2]),
        ("没有编码的说明行", "- 701001 - 701002", "- - - -", [0, 1, -2, 1]),
        ("编码写错，跟着开头相同的款", "- 701001 208 20801 2080101 20801x", "- - - - - -", [0, 1, 2, 3, 4, -4]),
    ],
)
def test_rows_with_codes(what: str, codes: str, finer: str, above: list[int]) -> None:
    assert numbers(tree(LEVELS, column(codes), column(finer))) == above, what


@pytest.mark.parametrize(
    ("what", "items", "counted", "above"),
    [
        ("合计、部门、单位、品目", "合计 - - 服务器 电脑", "9 9 9 5 4", [0, 1, 2, 3, 3]),
        ("第二个单位与第一个并列", "合计 - - 服务器 - 电脑", "9 9 5 5 4 4", [0, 1, 2, 3, 2, 5]),
        ("第二个部门与第一个并列", "合计 - - 甲 - - 乙", "9 5 5 5 4 4 4", [0, 1, 2, 3, 1, 5, 6]),
        ("没有金额的标题不算", "合计 - - 服务器", "5 - 5 5", [0, 0, 1, 3]),
        ("只有品目", "服务器 电脑", "5 4", [0, 0]),
        ("最后一个单位没有品目", "合计 - 服务器 -", "9 5 5 4", [0, 1, 2, 1]),
    ],
)
def test_rows_without_codes(what: str, items: str, counted: str, above: list[int]) -> None:
    assert numbers(outline(column(items), amounts(counted))) == above, what


@pytest.mark.parametrize(
    ("what", "parents", "values", "beside", "sums"),
    [
        ("下一级之和，不算再下一级", "0 1 1 2 2", "9 5 4 3 2", "", "9 5 - - -"),
        ("空白不计", "0 1 1", "5 5 -", "", "5 - -"),
        ("都空着就没有和", "0 1 1", "5 - -", "", "- - -"),
        ("旁边一栏填了，空白就是零", "0 1 1", "5 - -", "5 3 2", "0 - -"),
        ("读不懂的数", "0 1 1", "5 ? 2", "", "? - -"),
        ("位置不明的行有数，和就不知道", "0 1 -1", "5 5 2", "", "? - -"),
        ("位置不明的行没有数，不碍事", "0 1 -1", "5 5 -", "", "5 - -"),
    ],
)
def test_sums_of_the_rows_below(what: str, parents: str, values: str, beside: str, sums: str) -> None:
    assert below(amounts(parents), amounts(values), amounts(beside)) == amounts(sums), what


def test_one_place_of_a_column() -> None:
    assert nth(amounts("7 8"), Decimal(2)) == 8
    assert nth(amounts("7 8"), Decimal(3)) is BLANK


def test_a_blank_is_zero_only_beside_a_number() -> None:
    assert or_zero(BLANK, Decimal(5)) == 0
    assert or_zero(BLANK, BLANK) is BLANK
    assert or_zero(UNKNOWN, Decimal(5)) is UNKNOWN
    assert or_zero(Decimal(3), BLANK) == 3
