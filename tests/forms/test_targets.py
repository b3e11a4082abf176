"""An indicator's value as text taken apart, and compared with one taken apart by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.forms.targets import joined, number, same_target, target_sign, target_unit, target_value
from desktop.forms.values import BLANK, NONE, UNKNOWN

PARTS = [
    # text, sign, value, unit
    ("≥96%", "≥", "96", "%"),
    ("＞ 90％", "＞", "90", "%"),
    ("不低于3000人次", "≥", "3000", "人次"),
    ("不超过15万元", "≤", "15", "万元"),
    ("8台", "＝", "8", "台"),
    ("100%", "＝", "100", "%"),
    ("3万人次", "＝", "3", "万人次"),
    ("15.50万元", "＝", "15.50", "万元"),
    ("专用打印机1台", "定性", "专用打印机1台", BLANK),
    ("50场次；18万人", "定性", "50场次；18万人", BLANK),
    ("2022年12月31日前", "定性", "2022年12月31日前", BLANK),
    ("长期运行", "定性", "长期运行", BLANK),
    ("", BLANK, BLANK, BLANK),
]


@pytest.mark.parametrize(("text", "sign", "value", "unit"), PARTS, ids=[part[0] or "空" for part in PARTS])
def test_a_target_goes_apart_only_when_nothing_is_lost(text: str, sign: object, value: object, unit: object) -> None:
    assert (target_sign(text), target_value(text), target_unit(text)) == (sign, value, unit)


def test_a_quantity_without_comparison_is_read_as_told() -> None:
    assert target_sign("15万元", "≤") == "≤"
    assert target_sign("≥15万元", "≤") == "≥", "what is written counts"
    assert target_sign("长期运行", "≤") == "定性"


@pytest.mark.parametrize(
    ("sign", "value", "unit", "text"),
    [
        ("≥", "96", "%", "≥96%"),
        (">=", "96", "%", "不低于96%"),
        ("≥", "3", "万人次", "30000人次"),
        ("＝", "8", "台", "8台"),
        ("≥", "8", "台", "8台"),
        ("≤", "15.0", "万元", "15万元"),
        ("＝", "150000", "元", "15万元"),
        ("定性", "长期运行", BLANK, "长期 运行"),
        ("≥", "≥96%", BLANK, "≥96%"),
        ("＝", "1", "台", "专用打印机1台"),
        (BLANK, "96", "%", "≥96%"),
    ],
)
def test_these_say_the_same(sign: object, value: str, unit: object, text: str) -> None:
    assert same_target(sign, value, unit, text) is True  # type: ignore[arg-type]  # as an expression hands them on


@pytest.mark.parametrize(
    ("sign", "value", "unit", "text"),
    [
        ("≥", "95", "%", "≥96%"),
        ("＞", "96", "%", "≥96%"),
        ("≥", "3", "万人", "30000人次"),
        ("＝", "8", "套", "8台"),
        ("定性", "短期运行", BLANK, "长期运行"),
        ("≥", "50", "场次", "50场次；18万人"),
    ],
)
def test_these_do_not(sign: str, value: str, unit: object, text: str) -> None:
    assert same_target(sign, value, unit, text) is False  # type: ignore[arg-type]  # as an expression hands them on


def test_one_of_several_texts_is_enough_and_a_blank_says_nothing() -> None:
    assert same_target("≥", "96", "%", ("≥95%", "≥96%")) is True
    assert same_target("≥", "96", "%", ("≥95%", BLANK)) is False
    assert same_target("≥", BLANK, "%", "≥96%") is BLANK
    assert same_target("≥", Decimal(96), "%", "≥96%") is True


def test_numbers_and_words() -> None:
    assert number("24") == Decimal(24)
    assert number(Decimal("2.5")) == Decimal("2.5")
    assert number("二十四年") is BLANK
    assert joined("社会效益", "指标") == "社会效益指标"
    assert joined("扣", Decimal("0.5"), BLANK, ("分", NONE, UNKNOWN)) == "扣0.5分"
    assert joined(BLANK, BLANK) is BLANK
