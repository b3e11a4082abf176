"""What people type into number fields, in the table data/numbers.toml."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.numbers import (
    format_number,
    normalise_number,
    number_fault,
    parse_number,
    read_number,
    round_half_up,
)
from desktop.forms.values import BLANK, UNKNOWN

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data/numbers.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("typed", "stored"), TABLE["reads"].items())
def test_a_number_is_read_and_stored_plainly(typed: str, stored: str) -> None:
    reading = parse_number(typed, unit="万元")
    assert (str(reading.value), reading.text) == (str(Decimal(stored)), stored)
    assert normalise_number(typed) == stored
    assert number_fault(typed, "万元") == ""


@pytest.mark.parametrize(("typed", "stored"), TABLE["percent"].items())
def test_a_percentage_keeps_its_scale(typed: str, stored: str) -> None:
    assert read_number(typed, percent=True) == Decimal(stored)
    assert normalise_number(typed, percent=True) == stored
    assert number_fault(typed, "%") == ""


@pytest.mark.parametrize(("unit", "typed", "says"), TABLE["refused"]["rows"])
def test_what_is_no_number_is_refused_with_what_to_type(unit: str, typed: str, says: str) -> None:
    reading = parse_number(typed, unit=unit)
    assert reading.value is None
    assert says in reading.message
    assert read_number(typed) is UNKNOWN


@pytest.mark.parametrize("typed", [None, "", " ", "\u3000\u3000", "\u00a0", "\n"])
def test_blank_is_neither_a_number_nor_a_fault(typed: str | None) -> None:
    assert parse_number(typed).is_blank
    assert read_number(typed) is BLANK
    assert normalise_number(typed) == ""
    assert number_fault(typed, "万元") == ""


def test_zero_is_not_blank() -> None:
    assert not parse_number("0").is_blank
    assert read_number("0") == 0


def test_what_was_typed_wrongly_is_kept_as_typed() -> None:
    assert normalise_number(" 约３０ ") == "约３０"


def test_a_long_text_is_not_repeated_in_full() -> None:
    assert len(number_fault("说明" * 200)) < 60


@pytest.mark.parametrize(("value", "decimals", "written"), TABLE["written"]["rows"])
def test_a_number_is_written_without_hiding_digits(value: str, decimals: int, written: str) -> None:
    assert format_number(Decimal(value), decimals) == written


def test_a_quotient_is_written_rounded() -> None:
    assert format_number(Decimal(200) / 3, 2, exact=False) == "66.67"
    assert format_number(Decimal("66.665"), 2, exact=False) == "66.67"


def test_without_decimals_a_number_is_written_as_it_is() -> None:
    values = [Decimal(text) for text in ("30", "30.50", "1E+3", "-0")]
    assert [format_number(value, None) for value in values] == ["30", "30.50", "1000", "0"]


@pytest.mark.parametrize(("value", "decimals", "rounded"), TABLE["rounded"]["rows"])
def test_rounding_is_half_up(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), decimals)) == rounded


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False))
def test_what_is_written_is_read_back(value: Decimal) -> None:
    assert read_number(format_number(value, 2)) == value


@given(st.text(alphabet="0123456789,，.．。-－+%％eE万亿元约余 \u3000()（）≥三十百点/", max_size=12))
def test_every_text_is_a_number_blank_or_refused_with_a_reason(text: str) -> None:
    for unit in ("", "元", "万元", "%"):
        reading = parse_number(text, percent=unit == "%", unit=unit)
        assert sum((reading.value is not None, reading.is_blank, bool(reading.reason and reading.remedy))) == 1
        if reading.value is not None:
            assert parse_number(reading.text) == reading
