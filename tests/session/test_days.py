"""Days as people type them."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.session.days import parse_day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2022-3-31", "2022-03-31"),
        ("2022.03.31", "2022-03-31"),
        ("2022/3/31", "2022-03-31"),
        ("2022年3月31日", "2022-03-31"),
        ("20220331", "2022-03-31"),
        (" 3.31 ", "2022-03-31"),
        ("3月31日", "2022-03-31"),
        ("１２－３１", "2022-12-31"),
        ("2023 年 1 月 20 日", "2023-01-20"),
        ("", ""),
        ("　", ""),
    ],
)
def test_a_day_is_read(typed: str, day: str) -> None:
    assert parse_day(typed, 2022) == day


@pytest.mark.parametrize("typed", ["月底", "2022-2-30", "13.1", "31", "2022-3", "220331"])
def test_what_is_no_day_is_told(typed: str) -> None:
    with pytest.raises(UserError, match="不是日期"):
        parse_day(typed, 2022)
