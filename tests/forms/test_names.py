"""Which names mean the same project, and what the functions over columns of names give."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.forms import names
from desktop.forms.names import Degree, rows_named
from desktop.forms.values import BLANK, Val

EXACT, SAME, SIMILAR, OTHER = "一字不差", "相同", "相近", "不同"


@pytest.mark.parametrize(
    ("one", "other", "degree"),
    [
        ("人事考试考务经费", "人事考试考务经费", EXACT),
        ("职工体检费（行政）", " 职工体检费(行政) ", EXACT),
        ("一卡通系统服务费", "一卡通系统服务经费", SAME),
        ("档案整理工作经费", "档案整理经费", SAME),
        ("促进劳动力稳岗就业", "促进劳动力稳岗就业经费", SAME),
        ("国、省创业大赛培育经费", "国省创业大赛培育经费", SAME),
        ("职工体检费（行政）", "职工体检费", SAME),
        ("人才招募经费", "人才招聘费", SAME),
        ("引导大学生、城镇失业人员、农民工等创业工作经费", "引导大学生城镇失业人员农民工创业经费", SIMILAR),
        ("社会保险基金征管系统经费", "社会保险基金征缴系统经费", SIMILAR),
        ("水费", "电费", OTHER),
        ("城镇居民社会保险补助经费", "乡镇居民社会保险补助经费", OTHER),
        ("公共实训基地建设一期经费", "公共实训基地建设二期经费", OTHER),
        ("就业服务能力提升2021经费", "就业服务能力提升2022经费", OTHER),
        ("党建工作经费", "党建活动经费", OTHER),
        ("工作经费", "经费", SAME),
    ],
)
def test_how_alike_two_names_are(one: str, other: str, degree: str) -> None:
    for first, second in ((one, other), (other, one)):
        found = [bool(rows_named(first, (second,), wanted)) for wanted in Degree]
        assert found == [degree == EXACT, degree in {EXACT, SAME}, degree != OTHER], (first, second)


def rows(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, numbers))


COLUMN = ("体检费", BLANK, "体检经费", "体检费", "公共就业服务活动经费")


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (names.exact_name("体检费", COLUMN), rows(1, 4)),
        (names.same_name("体检费", COLUMN), rows(1, 4)),
        (names.same_name("体检工作经费", COLUMN), rows(1, 3, 4)),
        (names.exact_name("体检工作经费", COLUMN), ()),
        (names.similar_name("公共就业服务等活动经费", COLUMN), rows(5)),
        (names.similar_name("体检经费", "体检费"), rows(1)),
        (names.similar_name("体检费", ()), ()),
        (names.without(COLUMN, ("体检工作经费",)), rows(5)),
        (names.without(COLUMN, ()), rows(1, 3, 4, 5)),
        (names.pick(rows(10, 20, 30), rows(1, 3)), rows(10, 30)),
        (names.pick(rows(10), rows(2)), ()),
        (names.earlier(Decimal(4), COLUMN), Decimal(1)),
        (names.earlier(Decimal(1), COLUMN), BLANK),
        (names.earlier(Decimal(2), (BLANK, BLANK)), BLANK),
        (names.earlier(Decimal(2), ("甲", "甲"), ("一", "二")), BLANK),
        (names.written_names("体检费20.2万元、党建经费8万元", BLANK), ("体检费", "党建经费")),
        (names.written_amounts(("体检费20.2万元、党建经费8万元", BLANK)), (Decimal("20.2"), Decimal(8))),
        (names.mentioned("体检经费", "含职工体检、活动费共5万元"), True),
        (names.mentioned("疗养费", ("含职工体检费", BLANK)), False),
    ],
)
def test_columns_of_names(found: Val, wanted: Val) -> None:
    assert found == wanted


def test_three_hundred_names_cost_ten_times_thirty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparisons of characters, the dear part, grow with the names and not with their square."""
    asked: list[tuple[str, str]] = []

    def noted(one: str, other: str) -> bool:
        asked.append((one, other))
        return False

    monkeypatch.setattr(names, "are_similar", noted)

    def count(size: int) -> int:
        own = [f"全市公共就业服务{chr(0x4F00 + number)}{chr(0x5000 + number)}提升" for number in range(size)]
        column = tuple(f"全市公共就业服务{chr(0x6000 + number)}{chr(0x7000 + number)}提升" for number in range(size))
        asked.clear()
        for name in own:
            assert rows_named(name, column, Degree.SIMILAR) == ()
        return len(asked)

    thirty = count(30)
    assert 0 < count(300) <= 10 * thirty
