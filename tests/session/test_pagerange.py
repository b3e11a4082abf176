"""Which pages: as people write it, and what is said when it cannot be read."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.session.pagerange import parse_pages


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7]),
        ("   ", [1, 2, 3, 4, 5, 6, 7]),
        ("3", [3]),
        ("1-3,5", [1, 2, 3, 5]),
        ("1－3，5", [1, 2, 3, 5]),
        ("１-３、５", [1, 2, 3, 5]),
        ("1—3；5", [1, 2, 3, 5]),
        ("1～2 6", [1, 2, 6]),
        ("2至4", [2, 3, 4]),
        ("第2页，第4页", [2, 4]),
        ("1 - 3 , 5", [1, 2, 3, 5]),
        ("5,1-2,2", [1, 2, 5]),
        ("6-", [6, 7]),
        ("-2", [1, 2]),
        ("7-7", [7]),
        ("1-3,", [1, 2, 3]),
    ],
)
def test_pages_as_people_write_them(written: str, wanted: list[int]) -> None:
    assert parse_pages(written, 7) == wanted


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("8", "没有第 8 页。一共 7 页。"),
        ("5-9", "没有第 9 页。一共 7 页。"),
        ("0", "没有第 0 页。一共 7 页。"),
        ("-0", "没有第 0 页。一共 7 页。"),
        ("5-3", "页码“5-3”前后颠倒了。请写成 1-3,5 这样；空着就是全部。"),
        ("第二页", "页码“二”看不懂。请写成 1-3,5 这样；空着就是全部。"),
        ("1-2-3", "页码“1-2-3”看不懂。请写成 1-3,5 这样；空着就是全部。"),
        ("-", "页码“-”看不懂。请写成 1-3,5 这样；空着就是全部。"),
        ("999999999", "页码“999999999”看不懂。请写成 1-3,5 这样；空着就是全部。"),
    ],
)
def test_what_cannot_be_printed_is_one_line(written: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_pages(written, 7)
    assert str(caught.value) == said
