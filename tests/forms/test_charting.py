"""Where a chart's bars and words come to stand: true to the numbers, beside each other, and on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.forms.calculation import Evaluation
from desktop.forms.charted import figures_of
from desktop.forms.charting import chart_pages
from desktop.forms.chartmarks import AMBER, LIMIT, WHITE, shortened_names, width_of
from desktop.forms.chartpanel import BROKEN_NOTE
from desktop.forms.dressing import EDGE, GREATEST_CODE, Dressing, dress
from desktop.forms.grid import Paper
from desktop.forms.page import MM, Box, Page, Patch, Stroke, Wording
from desktop.forms.pagination import paginate
from desktop.forms.resolve import resolve
from desktop.forms.typeset import ASCENT
from tests.forms.charted_form import GRADES, SOURCES, TEXT, department, departments, summary

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""
NEAR = 0.01


def pages_of(evaluation: Evaluation) -> list[Page]:
    return chart_pages(evaluation, resolve(evaluation))


def words(pages: Sequence[Page]) -> list[str]:
    return [text_of(mark) for page in pages for mark in page.marks if isinstance(mark, Wording)]


def titles(pages: Sequence[Page]) -> list[str]:
    return [
        "".join(piece.text for line in box.lines for piece in line.line.pieces) for page in pages for box in page.boxes
    ]


def text_of(mark: Wording) -> str:
    return "".join(piece.text for piece in mark.line.pieces)


def bars(pages: Sequence[Page]) -> list[Patch]:
    """Filled rectangles as high as bars, not the squares of a key."""
    found = [mark for page in pages for mark in page.marks if isinstance(mark, Patch)]
    return [mark for mark in found if mark.height > 7]


def rect_of(mark: Wording | Patch | Stroke | Box) -> Rect:
    match mark:
        case Wording():
            top = mark.baseline - ASCENT * mark.size
            return mark.x, top, mark.x + mark.line.width, top + mark.size
        case Stroke():
            return min(mark.x0, mark.x1), min(mark.y0, mark.y1), max(mark.x0, mark.x1), max(mark.y0, mark.y1)
        case _:
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height


def overlap(one: Rect, other: Rect) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > NEAR and down > NEAR


def inside(one: Rect, other: Rect) -> bool:
    begins = one[0] >= other[0] - NEAR and one[1] >= other[1] - NEAR
    return begins and one[2] <= other[2] + NEAR and one[3] <= other[3] + NEAR


def assert_well_set(page: Page, paper: Paper) -> None:
    """Nothing leaves the margins, no words lie over words, nothing is half on a bar."""
    body = (paper.left * MM, paper.top * MM, (paper.width - paper.right) * MM, (paper.height - paper.bottom) * MM)
    marks = [mark for mark in page.marks if isinstance(mark, Wording | Patch | Stroke)]
    assert len(marks) == len(page.marks)
    for item in (*marks, *page.boxes):
        assert inside(rect_of(item), body), item
    texts = [rect_of(mark) for mark in (*marks, *page.boxes) if not isinstance(mark, Patch | Stroke)]
    for one, other in combinations(texts, 2):
        assert not overlap(one, other)
    patches = [rect_of(mark) for mark in marks if isinstance(mark, Patch)]
    for one, other in combinations(patches, 2):
        assert not overlap(one, other)
    for patch in patches:
        for text in texts:
            assert not overlap(text, patch) or inside((text[0], patch[1], text[2], patch[3]), patch)


# Random data


amounts = st.one_of(st.none(), st.decimals(-99, 99_999_999, places=2), st.just(Decimal(0)))
counts = st.one_of(st.none(), st.integers(-1, 40))
names = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from("县财政局𡋤䶮"), max_size=40
)
rows = st.builds(
    department, name=st.one_of(names, st.none()), budget=amounts, spent=amounts,
    grades=st.tuples(counts, counts, counts, counts),
)  # fmt: skip
sources = st.fixed_dictionaries({key: st.decimals(0, 9_999_999, places=2).map(str) for key in SOURCES})


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=90), sources)
def test_whatever_the_departments_say_nothing_overlaps_or_leaves_the_page(
    rows: list[dict[str, str | None]], sources: dict[str, str]
) -> None:
    evaluation = summary(rows, sources)
    for page in pages_of(evaluation):
        assert_well_set(page, evaluation.edition.paper)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.decimals("0.01", 999_999, places=2), min_size=1, max_size=70))
def test_bars_are_as_long_as_their_numbers_and_a_broken_one_says_so(values: list[Decimal]) -> None:
    evaluation = summary(department(f"某县第{at}局", value) for at, value in enumerate(values))
    (figure,) = figures_of(evaluation)
    pages = pages_of(evaluation)
    drawn = sorted((bar.width for bar in bars(pages)), reverse=True)
    shown = [bar.length for bar in figure.bars]
    assert len(drawn) == len(shown)
    cuts = [mark for page in pages for mark in page.marks if isinstance(mark, Stroke) and mark.color == WHITE]
    broken = len(cuts) // 2
    assert (BROKEN_NOTE in words(pages)) is (broken > 0)
    unit = drawn[-1] / float(shown[-1])
    for width, value in zip(drawn[broken:], shown[broken:], strict=True):
        assert width == pytest.approx(float(value) * unit, rel=1e-6)
    for value in shown[:broken]:
        assert value > 6 * shown[broken]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(counts, counts, counts, counts), min_size=1, max_size=30))
def test_the_parts_of_all_bars_are_drawn_to_one_scale(grades: list[tuple[int | None, ...]]) -> None:
    text = TEXT[: TEXT.index("[[chart]]")] + STACKED + TEXT[TEXT.index("[layout]") :]
    evaluation = summary((department(f"某县第{at}局", grades=some) for at, some in enumerate(grades)), text=text)
    numbers = sorted(float(value) for some in grades for value in some if value and value > 0)
    drawn = sorted(bar.width for bar in bars(pages_of(evaluation)))
    assert len(drawn) == len(numbers)
    for width, number in zip(drawn, numbers, strict=True):
        assert width == pytest.approx(number * drawn[-1] / numbers[-1], rel=1e-6)


STACKED = """
[[chart]]
title = "等次"
kind = "叠条"
list = "各部门"
label = "部门"
values = ["优", "良", "中", "差"]

"""


# What a person sees


def test_names_numbers_and_what_the_title_says_are_there() -> None:
    pages = pages_of(summary(departments(12), dict.fromkeys(SOURCES, "10")))
    assert titles(pages) == [
        "2024年部门执行情况汇总表", "12 个部门共安排 11340.00 万元", "4 个部门的执行率不到 80%", "各部门项目的等次",
        "全部项目的等次", "资金来源",
    ]  # fmt: skip
    said = words(pages)
    for row in departments(12):
        assert said.count(row["部门"] or "") == 3
        assert f"{row['预算数']}.00" in said
    assert {"80%", "70.00%", "95.00%", "万元", "33.3%"} <= set(said)


def test_those_below_the_line_are_amber_and_end_before_it() -> None:
    evaluation = summary(departments(12))
    pages = pages_of(evaluation)
    (limit,) = [
        mark for page in pages for mark in page.marks
        if isinstance(mark, Stroke) and mark.x0 == mark.x1 and mark.color == LIMIT
    ]  # fmt: skip
    left = pages[0].width / 2
    rates = [bar for bar in bars(pages) if limit.y0 < bar.y < limit.y1 and bar.x < left]
    assert len(rates) == 12
    assert all((bar.x + bar.width < limit.x0) is (bar.color == AMBER) for bar in rates)
    assert [bar.color for bar in rates].count(AMBER) == 4


def test_a_line_at_no_number_is_not_drawn() -> None:
    text = TEXT.replace('line = "参数.执行率线"', 'line = "其他资金"')
    pages = pages_of(summary(departments(3), text=text))
    assert not [bar for bar in bars(pages) if bar.color == AMBER and bar.edge is None]
    assert "80%" not in words(pages)


def test_of_sixty_departments_the_first_twenty_are_drawn_and_all_below_the_line() -> None:
    said = words(pages_of(summary(departments(75))))
    assert "其余 55 个合计" in said
    rest = sum(1000 - 10 * at for at in range(20, 75))
    assert f"{rest}.00" in said
    assert "其余 50 个" in said, "25 of 75 are below the line"
    assert "95.00%" in said


def test_without_a_limit_a_page_of_bars_is_drawn_in_two_columns() -> None:
    text = TEXT.replace("top = 20\n", "")
    pages = pages_of(summary((department(row["部门"], row["预算数"]) for row in departments(60)), text=text))
    assert len(pages) == 1
    lefts = {round(bar.x) for bar in bars(pages)}
    assert len(lefts) == 2
    assert titles(pages)[1:] == ["60 个部门共安排 42300.00 万元", "60 个部门共安排 42300.00 万元（续）"]


def test_one_more_than_the_limit_is_drawn_too() -> None:
    said = words(pages_of(summary(department(f"某县第{at}局", 5) for at in range(21))))
    assert not [text for text in said if text.startswith("其余")]


def test_blank_is_not_zero_and_stands_last() -> None:
    rows = [department("甲局"), department("乙局", 0, 0), department("丙局", 5, 4)]
    figures = figures_of(summary(rows))
    assert [(bar.label, bar.text) for bar in figures[0].bars] == [("丙局", "5.00"), ("乙局", "0.00"), ("甲局", "未填")]
    assert [(bar.label, bar.text) for bar in figures[1].bars] == [("丙局", "80.00%"), ("甲局", "未填"), ("乙局", "—")]


def test_a_chart_without_a_number_is_left_out_and_so_is_the_page() -> None:
    assert pages_of(summary([])) == []
    assert pages_of(summary([department("甲局")])) == []
    assert titles(pages_of(summary([department("甲局", grades=(1, 0, 0, 0))])))[1:] == [
        "各部门项目的等次",
        "全部项目的等次",
    ]


def test_one_unit_alone_has_a_bar_over_the_whole_width() -> None:
    (bar, *_) = bars(pages_of(summary([department("甲局", 5)])))
    assert bar.width > 300


def test_equal_ones_stay_as_the_table_has_them() -> None:
    rows = [department(f"{name}局", 7) for name in "丙甲乙"]
    (figure,) = figures_of(summary(rows))
    assert [bar.label for bar in figure.bars] == ["丙局", "甲局", "乙局"]
    assert len({bar.width for bar in bars(pages_of(summary(rows)))}) == 1


def test_an_outlier_is_cut_so_that_the_others_can_be_seen() -> None:
    pages = pages_of(summary(department(f"某县第{at}局", 1_000_000 if at == 3 else 100 + at) for at in range(9)))
    widths = sorted(bar.width for bar in bars(pages))
    assert widths[0] > widths[-1] / 2
    assert BROKEN_NOTE in words(pages)


def test_names_that_begin_alike_are_shortened_in_their_middle() -> None:
    long = ["某县自然资源和规划局直属事业单位甲中心", "某县自然资源和规划局直属事业单位乙中心", "某县财政局"]
    short = shortened_names(long, 90, 9)
    assert short[2] == "某县财政局"
    assert len(set(short)) == 3
    assert all(width_of(name, 9) <= 90 and name.endswith("中心") for name in short[:2])


def test_parts_are_named_in_the_bar_or_in_a_key() -> None:
    wide = words(pages_of(summary([department("甲局", grades=(5, 5, 5, 5))])))
    assert {f"{name} 5" for name in GRADES} <= set(wide)
    assert "优" not in wide
    narrow = words(pages_of(summary([department("甲局", grades=(200, 1, 1, 1))])))
    assert set(GRADES) <= set(narrow), "a key says what is too narrow for its name"


def test_parts_with_too_much_to_say_for_a_strip_are_drawn_as_bars() -> None:
    text = TEXT[: TEXT.index("[[chart]]")] + STRIP + TEXT[TEXT.index("[layout]") :]
    for key in SOURCES:
        own = f'"{key}" = {{ type = "money"'
        text = text.replace(own, f'{own}, label = "{key}安排的资金（含上年结转和调入的部分，不含上缴的部分）"')
    pages = pages_of(summary([], dict.fromkeys(SOURCES, "10"), text=text))
    assert len(bars(pages)) == 3
    assert len({bar.x for bar in bars(pages)}) == 1


STRIP = """
[[chart]]
title = "资金来源"
kind = "分布"
values = ["一般公共预算", "政府性基金", "其他资金"]

"""


def test_they_stand_before_the_table_and_are_numbered_with_it() -> None:
    evaluation = summary(departments(30))
    grid = resolve(evaluation)
    charts = chart_pages(evaluation, grid)
    pages = paginate(grid, before=charts)
    assert len(pages) > len(charts) > 0
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {page.count for page in pages} == {len(pages)}
    for page in pages:
        assert numbers_of(page) == [f"— {page.number} —"]
    assert all(page.marks for page in pages[: len(charts)])
    assert not any(page.marks for page in pages[len(charts) :])


def numbers_of(page: Page) -> list[str]:
    return [box.cell.text for box in page.boxes if box.artefact and box.cell.text.startswith("—")]


def test_on_upright_paper_they_stand_below_each_other() -> None:
    evaluation = summary(departments(8), text=TEXT.replace("landscape = true\n", ""))
    for page in pages_of(evaluation):
        assert_well_set(page, evaluation.edition.paper)
        assert page.width < page.height
    assert len({round(box.x) for page in pages_of(evaluation) for box in page.boxes[1:]}) == 1


def test_the_word_on_a_draft_lies_under_the_charts() -> None:
    evaluation = summary(departments(12))
    (page,) = dress(pages_of(evaluation), Dressing(draft=True))
    first, *charts = page.marks
    assert isinstance(first, Wording)
    assert text_of(first) == "草稿"
    assert tuple(charts) == pages_of(evaluation)[0].marks


@pytest.mark.parametrize("count", [12, 75])
def test_the_corner_of_the_code_stays_free(count: int) -> None:
    evaluation = summary(departments(count), dict.fromkeys(SOURCES, "10"))
    for page in pages_of(evaluation):
        corner = (page.width - (EDGE + GREATEST_CODE) * MM, 0.0, page.width, (EDGE + GREATEST_CODE) * MM)
        assert not [mark for mark in page.marks if overlap(rect_of(mark), corner)]  # type: ignore[arg-type]  # chart marks
