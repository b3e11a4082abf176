"""Pages: nothing lost, nothing doubled, nothing cut off, and the table closed on every one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.forms.fit import fitted_sheet
from desktop.forms.grid import Cell, Grid, Paper, RowInfo
from desktop.forms.page import MM, Box, Page
from desktop.forms.pagination import paginate
from desktop.forms.textunits import BLANKS
from tests.forms.printed import (
    A4,
    GOAL,
    HEADER,
    LANDSCAPE,
    PLAIN,
    UP,
    Part,
    amount,
    band,
    framed,
    grid,
    indicators,
    line,
    notes,
    prose,
    words,
)

NARROW = 1e-3
"""pt: what sums of floats may differ by."""
REPORT = "".join(f"第{at}条，组织公共就业服务活动，新增城镇就业1,250人；" for at in range(1, 110))
"""Some 3,000 characters."""


def printed(cell: Cell, pages: Sequence[Page]) -> list[str]:
    """What the parts of a cell show, page by page."""
    return [words([box]) for page in pages for box in page.boxes if box.cell is cell]


def check(form: Grid, pages: Sequence[Page]) -> None:
    """What holds for the pages of every form."""
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert page.count == len(pages)
        check_inside(form.paper, page)
        check_tiled(framed(page))
    beside = [form.title, *(cell for text in (*form.above, *form.below) for cell in text.cells)]
    for cell in (*form.cells, *beside):
        check_text(form, cell, printed(cell, pages))


def check_inside(paper: Paper, page: Page) -> None:
    """Boxes within the margins, words within their boxes."""
    bottom = (paper.height - paper.bottom) * MM + NARROW
    for box in page.boxes:
        foot = box.frameless and words([box]) == f"—{page.number}—"
        assert box.x >= paper.left * MM - NARROW
        assert box.x + box.width <= (paper.width - paper.right) * MM + NARROW
        assert box.y >= paper.top * MM - NARROW
        assert foot or box.y + box.height <= bottom
        for placed in box.lines:
            assert placed.x >= box.x - NARROW
            assert placed.x + placed.line.width <= box.x + box.width + NARROW
            assert placed.baseline - 0.88 * box.size >= box.y - NARROW
            assert placed.baseline + 0.12 * box.size <= box.y + box.height + NARROW


def check_tiled(boxes: Sequence[Box]) -> None:
    """The table's boxes fill a rectangle without gaps or overlaps: areas add up, and no corner is covered twice."""
    if not boxes:
        return
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    area = sum(box.width * box.height for box in boxes)
    assert area == pytest.approx((right - left) * (bottom - top), rel=1e-9)
    ordered = sorted(boxes, key=lambda box: box.y)
    for at, box in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.y >= box.y + box.height - NARROW:
                break
            beside = other.x >= box.x + box.width - NARROW or other.x + other.width <= box.x + NARROW
            assert beside, f"{words([box])} lies over {words([other])}"


def check_text(form: Grid, cell: Cell, parts: list[str]) -> None:
    """All of a cell's words are there, once; those of merged and repeated cells perhaps on several pages."""
    expected = cell.text.translate(str.maketrans("", "", BLANKS + "\n"))
    assert parts, f"{cell.text} is not printed"
    whole = "".join(parts)
    carried = expected and whole == expected * (len(whole) // len(expected))
    assert whole == expected or carried, f"{cell.text}: {parts}"
    if cell.rowspan == 1 and not form.rows[cell.row].header:
        assert whole == expected, f"{cell.text} is doubled"


@pytest.mark.parametrize("paper", [A4, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("goal", [GOAL, REPORT], ids=["short", "3,000 characters"])
@pytest.mark.parametrize("rows", [1, 15, 120])
def test_forms_of_all_lengths_are_printed_whole(rows: int, goal: str, paper: Paper) -> None:
    form = indicators(rows, goal=goal, paper=paper)
    check(form, paginate(form))


TEXTS = st.sampled_from(["", "短", "≥96%", "2022年12月31日前", GOAL, GOAL * 5, GOAL * 14, REPORT[:1500], REPORT])


@settings(max_examples=60)
@given(
    cells=st.lists(st.tuples(TEXTS, TEXTS, st.booleans(), st.booleans()), min_size=1, max_size=14),
    header=st.booleans(),
    around=TEXTS,
    fit=st.booleans(),
)
def test_whatever_is_filled_in_is_printed_whole(
    cells: list[tuple[str, str, bool, bool]], header: bool, around: str, fit: bool
) -> None:
    rows: list[tuple[RowInfo, Sequence[Part]]] = []
    if header:
        rows += [(HEADER, [Part("职能职责"), Part("考核内容", 2)]), (HEADER, [UP, Part("任务"), Part("标准")])]
    for at, (first, second, merge_first, merge_second) in enumerate(cells):
        left = UP if at and merge_first else prose(first)
        middle = UP if at and merge_second else prose(second)
        rows.append((band(at), [left, middle, amount(f"{at}")]))
    form = grid(
        (40, 70, 25), rows, above=[line("被考核单位：", around)], below=[line("备注：" + around)],
        paper=Paper(fit_one_page=fit),
    )  # fmt: skip
    check(form, paginate(form))


def test_a_form_on_one_page_has_no_number_and_stands_as_on_the_sheet() -> None:
    form = indicators(5)
    (page,) = paginate(form)
    sheet = fitted_sheet(form)
    assert notes(page)[0] == form.title.text
    assert not any("—" in note or "续" in note for note in notes(page))
    left, top = form.paper.left * MM, form.paper.top * MM
    assert [(box.x - left, box.y - top, box.height) for box in page.boxes] == [
        pytest.approx((box.x, box.y, box.height)) for box in sheet.boxes(0, 1e5)
    ]


def test_pages_are_numbered_and_further_ones_are_marked_as_going_on() -> None:
    pages = paginate(indicators(120))
    assert len(pages) > 2
    assert [notes(page)[-1] for page in pages] == [f"—{number}—" for number in range(1, len(pages) + 1)]
    assert [notes(page)[0] for page in pages[1:]] == ["（续表）"] * (len(pages) - 1)
    assert "（续表）" not in notes(pages[0])


def test_lines_of_text_stand_before_and_after_the_table_only() -> None:
    form = indicators(120)
    pages = paginate(form)
    for cell, at in ((form.above[0].cells[0], 0), (form.below[0].cells[0], len(pages) - 1)):
        assert [bool(printed(cell, [page])) for page in pages] == [number == at for number in range(len(pages))]


def test_lines_below_the_table_take_its_last_row_along_to_a_new_page() -> None:
    fills_page = [(band(at), [Part(f"{at}"), prose("举办招聘会")]) for at in range(35)]
    form = grid((20, 40), fills_page, below=[line("填报人：张某")])
    first, last = paginate(form)
    assert words(framed(first)).endswith("33举办招聘会")
    assert words(framed(last)) == "34举办招聘会"


def test_header_rows_are_repeated_while_their_list_goes_on_and_no_longer() -> None:
    rows: list[tuple[RowInfo, Sequence[Part]]] = [
        (HEADER, [Part("任务名称"), Part("预算金额（万元）", 2)]),
        (HEADER, [UP, Part("合计"), Part("财政拨款")]),
        *((band(at, "年度主要任务"), [Part(f"任务{at}"), amount("1.00"), amount("1.00")]) for at in range(40)),
        (HEADER, [Part("三级指标"), Part("指标值", 2)]),
        *((band(at), [Part(f"指标{at}"), prose("≥96%", 2)]) for at in range(70)),
        (PLAIN, [Part("评价结论"), prose(GOAL * 30, 2)]),
        (PLAIN, [Part("改进措施"), prose(GOAL * 30, 2)]),
    ]
    form = grid((50, 40, 40), rows)
    pages = paginate(form)
    check(form, pages)
    heads = [words(framed(page)[:6]) for page in pages]
    repeated = {
        "tasks": [head.startswith("任务名称预算金额（万元）合计财政拨款") for head in heads],
        "indicators": [head.startswith("三级指标指标值") for head in heads],
    }
    assert repeated == {
        "tasks": [True, True, False, False, False, False],
        "indicators": [False, False, True, True, False, False],
    }


def test_totals_do_not_stand_alone_on_a_page() -> None:
    """Without a row of their list over them, nobody sees which figure is the budget and which was spent."""
    cells = ("部门", "预算数", "执行数", "执行率")
    parted = 0
    for count in range(20, 50):
        rows = [
            (HEADER, [Part(word) for word in cells]),
            *((band(at), [Part(f"第{at}中心"), *(amount("1.00") for _ in range(3))]) for at in range(count)),
            (PLAIN, [Part("合计"), *(amount("9.00") for _ in range(3))]),
        ]
        form = grid((40, 30, 30, 30), rows, below=[line("汇总范围：三个单位")])
        pages = paginate(form)
        check(form, pages)
        parted += len(pages) - 1
        assert words(framed(pages[-1])).startswith("部门预算数执行数执行率第")
    assert parted


def test_a_page_never_ends_with_a_header_row() -> None:
    for before in range(25, 40):
        rows = [(PLAIN, [Part(f"{at}"), prose("内容")]) for at in range(before)]
        rows += [
            (HEADER, [Part("序号"), Part("三级指标")]),
            *((band(at), [Part(f"{at}"), prose("指标")]) for at in range(9)),
        ]
        form = grid((20, 40), rows)
        pages = paginate(form)
        check(form, pages)
        for page in pages:
            assert not words(framed(page)).endswith("序号三级指标")


def test_a_goal_is_not_parted_from_its_first_indicator() -> None:
    for before in range(25, 40):
        rows: list[tuple[RowInfo, Sequence[Part]]] = [(PLAIN, [Part(f"{at}"), prose("内容")]) for at in range(before)]
        rows.append((RowInfo(bands=((("年度目标",), 0),)), [prose("年度目标1：促进就业（18分）", 2)]))
        rows += [
            (RowInfo(bands=((("年度目标", 0, "指标"), at),)), [Part("数量指标"), prose("指标")]) for at in range(9)
        ]
        pages = paginate(grid((20, 40), rows))
        assert not any(words(framed(page)).endswith("（18分）") for page in pages)


def test_a_merged_cell_over_the_break_shows_its_text_in_the_middle_of_each_part() -> None:
    form = indicators(80)
    merged = next(cell for cell in form.cells if cell.text == "绩效指标（90分）")
    pages = paginate(form)
    parts = [box for page in pages for box in page.boxes if box.cell is merged]
    assert len(parts) == len(pages) == 3
    for box in parts:
        assert words([box]) == merged.text
        middle = (box.lines[0].baseline + box.lines[-1].baseline) / 2 - 0.38 * box.size
        assert middle == pytest.approx(box.y + box.height / 2)


def test_the_row_grows_when_the_part_of_a_merged_cell_is_too_low_for_its_text() -> None:
    label = "职能职责和重点特色工作考核"
    for count in range(33, 40):
        rows: list[tuple[RowInfo, Sequence[Part]]] = [(band(0), [Part(label), prose("任务")])]
        rows += [(band(at), [UP, prose("任务")]) for at in range(1, count)]
        form = grid((9, 90), rows)
        pages = paginate(form)
        check(form, pages)
        assert printed(form.cells[0], pages) == [label] * len(pages)


def test_the_text_of_a_long_merged_cell_is_shared_out_over_the_pages() -> None:
    rows: list[tuple[RowInfo, Sequence[Part]]] = [(band(0), [prose(REPORT), prose("任务")])]
    rows += [(band(at), [UP, prose("任务")]) for at in range(1, 50)]
    form = grid((90, 90), rows)
    pages = paginate(form)
    check(form, pages)
    parts = printed(form.cells[0], pages)
    assert "".join(parts) == REPORT
    assert len([part for part in parts if part]) >= 2


def test_a_long_merged_cell_that_goes_on_takes_what_is_left_of_the_page() -> None:
    rows: list[tuple[RowInfo, Sequence[Part]]] = [(PLAIN, [Part("项目名称"), Part("内容")])] * 18
    rows += [(band(0), [prose(GOAL * 25), prose("任务")]), *[(band(at), [UP, prose("任务")]) for at in range(1, 4)]]
    form = grid((90, 90), rows)
    first, last = paginate(form)
    check(form, [first, last])
    bottom = max(box.y + box.height for box in framed(first))
    assert bottom == pytest.approx((form.paper.height - form.paper.bottom) * MM)


def test_a_long_text_that_stood_whole_in_one_part_is_not_begun_again_where_it_does_not_fit() -> None:
    rows: list[tuple[RowInfo, Sequence[Part]]] = [(band(0), [prose(GOAL * 10), prose("任务")])]
    rows += [(band(at), [UP, prose("任务")]) for at in range(1, 37)]
    form = grid((90, 90), rows)
    pages = paginate(form)
    check(form, pages)
    assert printed(form.cells[0], pages) == [GOAL * 10, ""]


def test_header_rows_give_way_to_a_row_that_has_no_room_below_them() -> None:
    rows: list[tuple[RowInfo, Sequence[Part]]] = [
        (RowInfo(min_height=100, header=True), [Part("三级指标"), Part("指标值")]),
        *((RowInfo(min_height=200, bands=((("绩效指标",), at),)), [prose(GOAL), prose("≥96%")]) for at in range(3)),
    ]
    form = grid((90, 90), rows)
    pages = paginate(form)
    assert [len(framed(page)) for page in pages[1:]] == [2, 2, 2]
    assert printed(form.cells[0], pages) == ["三级指标"]


def test_a_row_higher_than_a_page_is_cut_between_lines() -> None:
    rows = [
        (HEADER, [Part("序号"), Part("内容"), Part("责任人")]),
        (band(0), [Part("1"), prose(REPORT), prose("张某")]),
        (band(1), [Part("2"), prose("短"), prose("李某")]),
    ]
    form = grid((10, 60, 30), rows)
    pages = paginate(form)
    check(form, pages)
    assert len(pages) > 1
    assert all(words(framed(page)).startswith("序号内容责任人") for page in pages)
    assert "".join(printed(form.cells[4], pages)) == REPORT
    assert "".join(printed(form.cells[3], pages)) == "1"


def test_a_small_group_of_rows_is_kept_together_where_that_costs_little() -> None:
    rows: list[tuple[RowInfo, Sequence[Part]]] = [(band(at), [Part(f"{at}"), prose("任务")]) for at in range(33)]
    rows += [(PLAIN, [Part("项目资金"), prose("财政拨款")]), *[(PLAIN, [UP, prose("其他资金")])] * 3]
    form = grid((20, 90), rows)
    pages = paginate(form)
    assert len(pages) == 2
    assert words(framed(pages[1])).startswith("项目资金")


def sizes(pages: Sequence[Page]) -> Counter[float]:
    return Counter(box.size for page in pages for box in framed(page))


@pytest.mark.parametrize(
    ("rows", "pages", "smallest", "largest"),
    [
        (15, 1, 10.5, 10.5),  # has room
        (30, 1, 10.5, 10.5),  # less space between the lines
        (60, 2, 10.5, 10.5),  # small type would not get it onto one page either: then it is not made small
    ],
)
def test_one_page_is_got_by_less_space_first(rows: int, pages: int, smallest: float, largest: float) -> None:
    found = paginate(indicators(rows, paper=Paper(fit_one_page=True)))
    assert len(found) == pages
    assert (min(sizes(found)), max(sizes(found))) == (smallest, largest)


def test_type_is_made_smaller_when_less_space_is_not_enough() -> None:
    one_page = Paper(fit_one_page=True)
    texts = [GOAL * 3] * 12
    rows = [(band(at), [Part(f"{at}"), prose(text)]) for at, text in enumerate(texts)]
    form = grid((10, 40), rows, paper=one_page)
    taller = grid((10, 40), rows * 2, paper=A4)
    found = paginate(form)
    check(form, found)
    assert len(paginate(taller)) > 1
    assert 9.0 <= fitted_sheet(form).typography.size <= 10.5


def test_a_fitted_page_is_filled() -> None:
    for rows in range(26, 40):
        form = indicators(rows, paper=Paper(fit_one_page=True))
        sheet = fitted_sheet(form)
        free = (form.paper.height - form.paper.top - form.paper.bottom) * MM - sheet.height
        if sheet.typography.line_factor < 1.3 and free >= 0:
            assert free < 60


def test_forms_of_a_thousand_rows_do_not_try_to_fit() -> None:
    form = indicators(1000, paper=Paper(fit_one_page=True))
    assert fitted_sheet(form).typography.size == 10.5
    pages = paginate(form)
    assert len(pages) > 25
    assert words(framed(pages[-1])).endswith("合计90.00")


def test_a_form_without_rows_is_its_title() -> None:
    form = grid((20, 40), [], above=[line("备注")])
    (page,) = paginate(form)
    assert notes(page) == [form.title.text, "备注"]
