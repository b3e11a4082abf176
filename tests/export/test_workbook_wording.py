"""Cells of wording and places, as people leave them after typing into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.export.workbook.marks import PlaceMark, Token
from desktop.export.workbook.wording import Filled, Unreadable, read_places
from desktop.forms.grid import PlaceKind

AMOUNT = PlaceMark(("年度资金总额",), PlaceKind.NUMBER, "年度资金总额")
SERVICE = PlaceMark(("政府购买服务",), PlaceKind.NUMBER, "政府购买服务")
PERSON = PlaceMark(("项目负责人",), PlaceKind.TEXT, "项目负责人")
YEAR = PlaceMark(("起年",), PlaceKind.TEXT, "起年")
REASON = PlaceMark(
    ("立项依据",), PlaceKind.TICK_MANY, "立项依据", options=("法律法规", "上级文件要求", "上级领导指示", "其他")
)

ONE_AMOUNT: tuple[Token, ...] = ("年度资金总额：", 0, " 万元")
TWO_AMOUNTS: tuple[Token, ...] = ("其中：政府采购 ", 0, " 万元（政府购买服务 ", 1, " 万元）")
NAME: tuple[Token, ...] = ("项目负责人：", 0)
CODE_AND_NAME: tuple[Token, ...] = (0, "-", 1)
YEARS: tuple[Token, ...] = ("（20", 0, "年—20", 1, "年）")
BOXES: tuple[Token, ...] = (
    (0, 0), "法律法规  ", (0, 1), "上级文件要求  ", (0, 2), "上级领导指示  ", (0, 3), "其他",
)  # fmt: skip

TEXTS: list[tuple[tuple[Token, ...], str, dict[int, str]]] = [
    (ONE_AMOUNT, "年度资金总额：30.00 万元", {0: "30.00"}),
    (ONE_AMOUNT, "年度资金总额：　　　 万元", {0: ""}),
    (ONE_AMOUNT, "年度资金总额:30万元", {0: "30"}),
    (ONE_AMOUNT, " 年度 资金总额 ： 30\n万元 ", {0: "30"}),
    (ONE_AMOUNT, "年度资金总额：30", {0: "30"}),
    (ONE_AMOUNT, "30", {0: "30"}),
    (ONE_AMOUNT, "30.5万元", {0: "30.5"}),
    (ONE_AMOUNT, "", {0: ""}),
    (ONE_AMOUNT, "年度资金总额：约30 万元", {0: "约30"}),
    (TWO_AMOUNTS, "其中：政府采购 5 万元（政府购买服务 　 万元）", {0: "5", 1: ""}),
    (TWO_AMOUNTS, "其中：政府采购5万元(政府购买服务3万元)", {0: "5", 1: "3"}),
    (NAME, "项目负责人：张某", {0: "张某"}),
    (NAME, "项目负责人: 张某 李某", {0: "张某 李某"}),
    (NAME, "张某", {0: "张某"}),
    (CODE_AND_NAME, "51R-档案-二期", {0: "51R", 1: "档案-二期"}),
    (CODE_AND_NAME, "51R－档案", {0: "51R", 1: "档案"}),
    (YEARS, "（2022年—2024年）", {0: "22", 1: "24"}),
    (YEARS, "(2022年-2024年)", {0: "22", 1: "24"}),
    (YEARS, "（20　年—20　年）", {0: "", 1: ""}),
]
PLACES = {ONE_AMOUNT: (AMOUNT,), TWO_AMOUNTS: (AMOUNT, SERVICE), NAME: (PERSON,), YEARS: (YEAR, YEAR)}


@pytest.mark.parametrize(("tokens", "text", "expected"), TEXTS)
def test_places_are_found_between_the_wording(tokens: tuple[Token, ...], text: str, expected: dict[int, str]) -> None:
    assert read_places(tokens, PLACES.get(tokens, (PERSON, PERSON)), text) == Filled(expected)


TICKED: list[tuple[str, tuple[str, ...]]] = [
    ("□法律法规  ☑上级文件要求  □上级领导指示  □其他", ("上级文件要求",)),
    ("□法律法规□上级文件要求□上级领导指示□其他", ()),
    ("√法律法规  □上级文件要求  ✓上级领导指示  ■其他", ("法律法规", "上级领导指示", "其他")),
    ("□√法律法规 □上级文件要求 (√)上级领导指示 [ ]其他", ("法律法规", "上级领导指示")),
    ("R法律法规 £上级文件要求 □上级领导指示 □其他".replace("£", "¨"), ("法律法规",)),
    ("法律法规 √上级文件要求 上级领导指示 其他", ("上级文件要求",)),
    ("法律法规□ 上级文件要求☑ 上级领导指示□ 其他☑", ("上级文件要求", "其他")),
    ("上级文件要求、其他", ("上级文件要求", "其他")),
    ("√ 上级文件要求", ("上级文件要求",)),
    ("其他", ("其他",)),
    ("", ()),
    ("☐法律法规\n☒上级文件要求\n☐上级领导指示\n☐其他", ("上级文件要求",)),
]


@pytest.mark.parametrize(("text", "expected"), TICKED)
def test_boxes_are_ticked_with_whatever_people_use(text: str, expected: tuple[str, ...]) -> None:
    assert read_places(BOXES, (REASON,), text) == Filled({}, {0: expected})


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (ONE_AMOUNT, "总共要三十万"),
        (ONE_AMOUNT, "上年资金总额：30 万元"),
        (ONE_AMOUNT, "另：年度资金总额：30 万元"),
        (TWO_AMOUNTS, "5"),
        (TWO_AMOUNTS, "其中：政府采购 5 万元"),
        (NAME, "负责人：张某"),
        (CODE_AND_NAME, "51R 档案"),
    ],
)
def test_a_cell_whose_wording_is_gone_is_not_guessed_at(tokens: tuple[Token, ...], text: str) -> None:
    with pytest.raises(Unreadable):
        read_places(tokens, PLACES.get(tokens, (PERSON, PERSON)), text)


@pytest.mark.parametrize(
    "text",
    [
        "法律法规 上级文件要求 上级领导指示 其他",
        "×法律法规 √上级文件要求 □上级领导指示 □其他",
        "☑法律法规 □上级文件要求 □其他",
        "☑法律 □上级文件要求 □上级领导指示 □其他",
        "□法律法规 □上级文件要求 □上级领导指示 ☑其他 ☑会议纪要",
    ],
)
def test_boxes_that_can_be_read_in_two_ways_are_not_guessed_at(text: str) -> None:
    with pytest.raises(Unreadable):
        read_places(BOXES, (REASON,), text)


@given(st.lists(st.sampled_from(["", "3", "12.50", "约5", "张 某", "10%"]), min_size=2, max_size=2))
def test_whatever_is_filled_in_is_found_again(values: list[str]) -> None:
    text = f"其中：政府采购 {values[0] or '　　　'} 万元（政府购买服务 {values[1] or '　　　'} 万元）"
    assert read_places(TWO_AMOUNTS, (AMOUNT, SERVICE), text) == Filled(dict(enumerate(values)))


@given(st.text(alphabet="年度资金总额：万元政府采购（）0123 　☑□法律规\n", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for tokens, places in ((ONE_AMOUNT, (AMOUNT,)), (TWO_AMOUNTS, (AMOUNT, SERVICE)), (BOXES, (REASON,))):
        try:
            found = read_places(tokens, places, text)
        except Unreadable:
            continue
        assert {*found.texts, *found.ticks} == set(range(len(places)))
