"""The endless sheet: row heights, where cells stand, and what an edit moves."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.grid import Align, Grid, Run
from desktop.forms.page import MM
from desktop.forms.placerects import place_rects
from desktop.forms.sheet import Sheet, Typography
from tests.forms.printed import GOAL, HEADER, PLAIN, UP, Part, amount, band, cell, grid, indicators, line, prose, words

LONG = GOAL * 6


def heights(sheet: Sheet) -> list[float]:
    return [round(below - above, 3) for above, below in zip(sheet.row_y, sheet.row_y[1:], strict=False)]


def test_a_row_of_one_line_has_its_least_height() -> None:
    sheet = Sheet(grid((20, 40), [(PLAIN, [Part("项目名称"), prose("招聘会")])]))
    assert heights(sheet) == [round(7 * MM, 3)]


def test_a_row_is_as_high_as_its_longest_text_with_room_above_and_below() -> None:
    typography = Typography()
    sheet = Sheet(grid((20, 40), [(PLAIN, [Part("年度目标"), prose(LONG)])]), typography)
    count = len(sheet.contents[1].block.lines)
    assert count > 5
    expected = count * typography.size * typography.line_factor + 2 * typography.pad_y
    assert heights(sheet) == [pytest.approx(expected, abs=1e-3)]


def test_a_merged_cell_that_needs_more_raises_its_rows_to_one_level() -> None:
    rows = [(PLAIN, [prose(LONG), prose("短")]), *[(PLAIN, [UP, prose("短")])] * 3]
    sheet = Sheet(grid((60, 40), rows))
    assert len(set(heights(sheet))) == 1
    assert sheet.row_y[-1] == pytest.approx(sheet.need(0))


def test_a_high_row_is_not_raised_when_lower_ones_are_enough() -> None:
    rows = [(PLAIN, [prose(LONG * 2), prose(LONG)]), (PLAIN, [UP, prose("短")]), (PLAIN, [UP, prose("短")])]
    high, *low = heights(Sheet(grid((60, 60), rows)))
    assert high == heights(Sheet(grid((60, 60), [(PLAIN, [prose(""), prose(LONG)])])))[0]
    assert low[0] == low[1] > 7 * MM


def test_a_caption_row_is_not_raised_for_the_cells_it_heads() -> None:
    rows = [(HEADER, [prose(LONG), Part("指标值")]), (band(0), [UP, prose("短")]), (band(1), [UP, prose("短")])]
    first, second, third = heights(Sheet(grid((60, 40), rows)))
    assert first == round(7 * MM, 3)
    assert second == third > first


def test_the_title_is_made_smaller_before_it_takes_two_lines() -> None:
    rows = [(PLAIN, [Part("项目名称"), prose("招聘会")])]
    title = "某某省某某市某某区区级部门预算项目支出绩效目标批复表（年度）"
    short = Sheet(grid((20, 40), rows, title="项目支出绩效自评表"))
    longer = Sheet(grid((20, 40), rows, title=title))
    longest = Sheet(grid((20, 40), rows, title=title + "（中长期项目适用）"))
    sizes = [sheet.title.cells[0].content.block.size for sheet in (short, longer, longest)]
    counts = [len(sheet.title.cells[0].content.block.lines) for sheet in (short, longer, longest)]
    assert sizes[0] == sizes[2] == 18.0
    assert 15.0 <= sizes[1] < 18.0
    assert counts == [1, 1, 2]


def test_a_long_segment_of_a_line_takes_room_from_the_short_ones() -> None:
    above = [line("填报单位：某某自治州某某县人力资源和社会保障局（公章）", "填报人：张某", "得分：97")]
    sheet = Sheet(grid((20, 40), [(PLAIN, [Part("甲"), Part("乙")])], above=above))
    assert [len(item.content.block.lines) for item in sheet.above[0].cells] == [1, 1, 1]


def test_a_date_too_wide_for_its_column_is_set_smaller_rather_than_broken() -> None:
    rows = [(PLAIN, [prose("2022年12月31日前"), prose("验收合格率")])]
    sheet = Sheet(grid((29.5, 142.5), rows))
    date, other = sheet.contents
    assert len(date.block.lines) == 1
    assert 9.0 <= date.block.size < 10.5
    assert other.block.size == 10.5


@pytest.mark.parametrize("number", range(4))
def test_lines_stand_in_the_middle_of_their_cell_as_it_is_aligned(number: int) -> None:
    sheet = Sheet(grid((30, 30, 30, 30), [(PLAIN, [Part("合计"), prose("甲"), amount("1,234.50"), prose(LONG)])]))
    box = next(box for box in sheet.boxes(0, 1e4) if box.cell is sheet.cells[number])
    first, last = box.lines[0], box.lines[-1]
    block = sheet.contents[number].block
    above = first.baseline - block.ascent - box.y
    below = box.y + box.height - (last.baseline - block.ascent + block.line_height)
    assert above == pytest.approx(below)
    left, right = first.x - box.x, box.x + box.width - first.x - first.line.width
    pad = sheet.typography.pad_x
    expected = {Align.CENTER: left == pytest.approx(right), Align.LEFT: left == pytest.approx(pad)}
    assert expected.get(box.cell.align, right == pytest.approx(pad))


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["", "短", "12.50", LONG, LONG * 4])), max_size=8))
def test_after_edits_the_sheet_is_as_if_set_anew(edits: list[tuple[int, str]]) -> None:
    form = indicators(15)
    sheet = Sheet(form)
    for number, text in edits:
        before = list(sheet.row_y)
        form.cells[number] = replace(form.cells[number], runs=(Run(text, 0),))
        changed = sheet.replace([form.cells[number]])
        assert changed == (before != sheet.row_y)
    anew = Sheet(form)
    assert sheet.row_y == anew.row_y
    assert words(sheet.boxes(0, 1e5)) == words(anew.boxes(0, 1e5))
    assert [(box.x, box.y, box.height) for box in sheet.boxes(0, 1e5)] == [
        (box.x, box.y, box.height) for box in anew.boxes(0, 1e5)
    ]


def test_an_edit_beside_the_table_is_taken_over_too() -> None:
    form = indicators(3)
    sheet = Sheet(form)
    form.title = cell("项目支出绩效自评表（2024年度）", bold=True)
    assert not sheet.replace([form.title])
    assert words(sheet.boxes(0, 1)) == "项目支出绩效自评表（2024年度）"
    form.below = (line("备注：" + LONG),)
    assert sheet.replace([form.below[0].cells[0]])
    assert words(sheet.boxes(0, 1e4)).endswith(LONG)


@given(st.floats(0, 900), st.floats(0, 500))
def test_a_band_of_the_sheet_shows_just_the_boxes_that_touch_it(top: float, height: float) -> None:
    sheet = Sheet(indicators(30))
    every = sheet.boxes(-1e6, 1e6)
    shown = sheet.boxes(top, top + height)
    touching = [box for box in every if box.y <= top + height and box.y + box.height >= top]
    assert {id(box.cell) for box in touching} <= {id(box.cell) for box in shown}
    assert len(shown) == len({id(box.cell) for box in shown})
    assert all(box.y <= top + height + 1e-9 and box.y + box.height >= top - 1e-9 for box in shown)


def test_every_cell_is_found_at_the_middle_of_its_rectangle() -> None:
    form = indicators(12)
    sheet = Sheet(form)
    beside = [form.title, *(item for text in (*form.above, *form.below) for item in text.cells)]
    for item in (*form.cells, *beside):
        x, y, width, height = sheet.rect(item)
        assert sheet.cell_at(x + width / 2, y + height / 2) is item
    assert sheet.cell_at(-1, sheet.table_y + 1) is None
    assert sheet.cell_at(1, sheet.height + 1) is None


def test_the_parts_of_the_sheet_follow_each_other() -> None:
    sheet = Sheet(indicators(5))
    assert sheet.height == pytest.approx(sheet.title_height + sheet.above_height + sheet.row_y[-1] + sheet.below_height)
    ys = [box.y for box in sheet.boxes(0, 1e4) if box.frameless]
    assert ys[0] == 0.0
    assert ys[-1] > sheet.table_y + sheet.row_y[-1]
    assert sheet.width == pytest.approx(172 * MM)


def funds() -> Grid:
    """`年度资金：财政 «» 万元（其中采购 «12.5» 万元）` with ticks, in one cell."""
    form = grid((100, 72), [(PLAIN, [prose("x"), prose("其他")])])
    runs = (
        Run("财政拨款 "), Run("　　", 0), Run(" 万元（采购 "), Run("12.5", 1), Run(" 万元） "),
        Run("□是", 2, 0), Run(" "), Run("☑否", 2, 1),
    )  # fmt: skip
    places = (form.cells[0].places[0],) * 3
    form.cells[0] = replace(form.cells[0], runs=runs, places=places, role=form.title.role)
    return form


def test_a_place_is_found_where_its_words_stand() -> None:
    sheet = Sheet(funds())
    box = sheet.boxes(sheet.table_y + 5, sheet.table_y + 5)[0]
    rects = []
    for place, option in ((0, -1), (1, -1), (2, 0), (2, 1)):
        (rect,) = place_rects(box, place, option)
        assert box.x <= rect.x
        assert rect.x + rect.width <= box.x + box.width
        rects.append(rect)
    for one, other in pairwise(rects):
        assert one.x + one.width <= other.x or one.y < other.y, "in reading order, without overlap"
    (pen,), (ticks, more) = place_rects(box, 0), place_rects(box, 2)
    assert pen.width == pytest.approx(2 * box.size)
    assert ticks.x < more.x


def test_a_field_is_its_whole_cell_and_wording_has_no_place() -> None:
    form = grid((40, 132), [(PLAIN, [Part("合计"), amount("219.13")])])
    sheet = Sheet(form)
    label, field = (box for box in sheet.boxes(0, 1e4) if not box.frameless)
    assert place_rects(label, 0) == []
    assert place_rects(field, 0) == [(field.x, field.y, field.width, field.height)]
