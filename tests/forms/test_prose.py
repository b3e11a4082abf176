"""What is read out of Chinese prose, in the tables data/*.toml: phrases of the trade, plain and tricky."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.forms.numerals import read_numeral
from desktop.forms.prose import (
    Quantity,
    additive_amounts,
    canonical_sign,
    contradictions,
    money_amounts,
    named_amounts,
    points,
    quantities,
    split_target,
)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"data/{name}.toml").read_text(encoding="utf-8"))


QUANTITIES = [(text, read) for group in _table("quantities").values() for text, read in group.items()]
AMOUNTS = _table("amounts")
NUMERALS = _table("numerals")


def _written(quantity: Quantity) -> str:
    upper = "" if quantity.upper is None else f"~{quantity.upper}"
    each = f"/{quantity.per}" if quantity.per else ""
    return f"{'约' if quantity.vague else ''}{quantity.sign}{quantity.value}{upper} {quantity.unit}{each}"


@pytest.mark.parametrize(("text", "read"), QUANTITIES)
def test_the_quantities_of_a_phrase(text: str, read: list[str]) -> None:
    assert [_written(quantity) for quantity in quantities(text)] == read


def test_a_quantity_knows_where_it_stands() -> None:
    text = "城镇新增就业≥２.８万人，培训3万人次"
    first, second = quantities(text)
    assert (text[first.start : first.end], first.text) == ("２.８万人", "２.８万人")
    assert text[second.start : second.end] == "3万人次"


@pytest.mark.parametrize(("text", "amounts"), AMOUNTS["phrases"].items())
def test_the_amounts_of_a_phrase_and_those_that_add_up(text: str, amounts: dict[str, list[str]]) -> None:
    assert list(money_amounts(text)) == [Decimal(amount) for amount in amounts["all"]]
    assert list(additive_amounts(text)) == [Decimal(amount) for amount in amounts["adds"]]


def test_in_a_cell_that_can_only_hold_money_a_bare_wan_is_money() -> None:
    assert money_amounts("8万", assume_money=True) == (Decimal(8),)
    assert additive_amounts("≤1.5亿", assume_money=True) == (Decimal(15000),)
    assert money_amounts("8万人", assume_money=True) == ()


@pytest.mark.parametrize(("text", "named"), AMOUNTS["named"].items())
def test_the_names_of_the_amounts(text: str, named: list[list[str]]) -> None:
    assert [[item.name, str(item.amount)] for item in named_amounts(text)] == named


@pytest.mark.parametrize(("text", "given_points"), _table("points").items())
def test_the_points_a_reason_names(text: str, given_points: list[str]) -> None:
    assert list(points(text)) == [Decimal(value) for value in given_points]


@pytest.mark.parametrize(("text", "parts"), _table("targets").items())
def test_a_target_is_taken_apart(text: str, parts: str) -> None:
    target = split_target(text)
    assert target is not None
    assert target.text == text
    if target.value is None:
        assert (target.sign, parts) == ("定性", "定性")
    else:
        assert f"{target.sign}{'' if target.explicit else '(未写)'}|{target.value}|{target.unit}" == parts


def test_a_blank_target_is_no_target() -> None:
    assert split_target("") is None
    assert split_target(" \u3000") is None
    assert split_target(None) is None


def test_a_target_is_exact_when_no_word_is_lost() -> None:
    exact = {text: target.exact for text in ("≥96%", "6%以内", "打印机1台") if (target := split_target(text))}
    assert exact == {"≥96%": True, "6%以内": True, "打印机1台": False}


def test_a_form_may_take_bare_targets_as_a_minimum() -> None:
    bare, written = split_target("3.5万人", bare="≥"), split_target("4.5%以内", bare="≥")
    assert bare is not None
    assert written is not None
    assert (bare.sign, written.sign) == ("≥", "≤")


@pytest.mark.parametrize(
    ("typed", "sign"),
    [("≥", "≥"), (">=", "≥"), ("＞＝", "≥"), ("大于等于", "≥"), (" ≤ ", "≤"), ("=", "＝"), ("＝", "＝"), (">", "＞"),
     ("＜", "＜"), ("定性", "定性"), ("", ""), (None, ""), ("约", None), ("%", None)],
)  # fmt: skip
def test_the_spellings_of_a_comparison(typed: str | None, sign: str | None) -> None:
    assert canonical_sign(typed) == sign


@pytest.mark.parametrize(("one", "other", "pairs"), _table("contradictions")["rows"])
def test_where_two_texts_contradict_each_other(one: str, other: str, pairs: list[str]) -> None:
    assert [f"{left.text} / {right.text}" for left, right in contradictions(one, other)] == pairs
    assert [f"{right.text} / {left.text}" for left, right in contradictions(other, one)] == pairs


@pytest.mark.parametrize(("text", "value"), NUMERALS["reads"].items())
def test_a_chinese_numeral(text: str, value: str) -> None:
    assert read_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", NUMERALS["refuses"]["texts"])
def test_what_is_no_numeral(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize("piece", ["1亿", "一万", "1万元，其中", "（1", "每1、", "分别达到1人、", "1-"])
def test_nonsense_of_any_length_can_be_read(piece: str) -> None:
    quantities(piece * 3000)
    additive_amounts(piece * 3000)


_PIECES = (
    "0123456789.,，。；、：:（）()〔〕-—~至≥≤达到不超过以上内每人次个元万亿%分加扣共其中另约余"
    "一二三十百千零点年月日号第*×/A “”《》\n"
)


@given(st.text(alphabet=_PIECES, max_size=40))
@settings(max_examples=300)
def test_any_text_can_be_read(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert quantity.start >= end
        assert quantity.text == text[quantity.start : quantity.end] != ""
        assert quantity.upper is None or quantity.upper >= quantity.value
        end = quantity.end
    assert len(additive_amounts(text)) <= len(money_amounts(text))
    points(text)
    split_target(text)
    assert contradictions(text, text) == ()
