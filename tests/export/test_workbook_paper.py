"""A sheet prints like the paper: set-up, heights, and lines outside the table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.export.workbook import read_workbook, write_workbook
from desktop.export.workbook.fitting import columns_for, lines_needed
from desktop.forms.grid import Paper
from tests.export import workbook_forms as forms
from tests.export import workbook_samples as samples
from tests.export.workbook_edits import NAME, Edited
from tests.export.workbook_forms import Sample, box, row


def sheet_of(sample: Sample) -> Any:
    return Edited(sample.data).sheet


def test_a_form_for_one_page_prints_on_one_page() -> None:
    sheet = sheet_of(samples.project())
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [round(sheet.page_margins.left * 25.4, 1), round(sheet.page_margins.right * 25.4, 1)] == [20, 18]
    assert sheet.print_area.endswith("$A$1:$F$12")
    assert not sheet.oddFooter.center.text


def long_goals(count: int) -> Sample:
    document = samples.goals_document()
    goals: Any = document.data["年度目标"]
    for at in range(count):
        goals[0]["指标"].append({"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": f"第{at}项", "分值": "1"})
    return samples.goals(document)


def test_a_form_of_several_pages_repeats_its_captions_and_numbers_its_pages() -> None:
    sheet = sheet_of(long_goals(60))
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.center.text == "— &P —"


def test_a_full_page_is_drawn_larger_and_printed_smaller_rather_than_cut() -> None:
    """Where a spreadsheet needs higher lines than the typesetting, the sheet grows and the printer shrinks it."""
    document = samples.goals_document()
    goals: Any = document.data["年度目标"]
    goals[0]["指标"][0]["三级指标"] = "为有培训意愿的劳动者提供培训" * 60
    goals[0]["指标"][0]["说明"] = "说明" * 200
    sample = samples.goals(document)
    sample.grid.paper = replace(sample.grid.paper, fit_one_page=True)
    sheet = Edited(write_workbook([forms.form(document, sample.grid)])).sheet
    total = sum(sheet.row_dimensions[at].height for at in range(1, len(sample.grid.rows) + 3))
    width = sum(sheet.column_dimensions[letter].width for letter in "ABCDEF") * 8 / 96 * 72
    paper = sample.grid.paper
    scale = round(width / (paper.table_width / 25.4 * 72), 2)
    assert 1 < scale <= 1.6
    assert total / scale <= (paper.height - paper.top - paper.bottom) / 25.4 * 72 + 1
    assert sheet.page_setup.fitToHeight == 1


def test_a_row_too_high_for_a_spreadsheet_stands_in_several_of_its_rows() -> None:
    document = samples.goals_document()
    goals: Any = document.data["年度目标"]
    goals[0]["指标"][1]["三级指标"] = "一行字\n" * 60
    sample = samples.goals(document)
    sheet = sheet_of(sample)
    assert max(item.height for item in sheet.row_dimensions.values()) < 409
    column = [str(merge) for merge in sheet.merged_cells.ranges if merge.min_col == 4 and merge.min_row > 3]
    assert column == ["D6:D8"]
    assert read_workbook(sample.data, name=NAME).documents == (document,)
    book = Edited(sample.data)
    book.delete_row(5)
    remaining: Any = read_workbook(book.data, name=NAME).documents[0].get(("年度目标", 0, "指标"))
    assert remaining == goals[0]["指标"][1:]


def test_lines_outside_the_table_take_the_columns_nearest_to_where_they_belong() -> None:
    assert columns_for([55, 45], [10, 30, 20, 40]) == [(0, 3), (3, 1)]
    assert columns_for([90, 5, 5], [10, 30, 20, 40]) == [(0, 2), (2, 1), (3, 1)]
    assert columns_for([100], [10, 30, 20, 40]) == [(0, 4)]


def test_more_segments_than_columns_share_the_last_one() -> None:
    document = samples.goals_document()
    sample = samples.goals(document)
    columns = (60.0, 201.0)
    rows = [row("说明", box(forms.text(document, "合计")))]
    grid = forms.grid_of("表", rows, columns=columns, paper=Paper(297.0, 210.0), above=sample.grid.above)
    book = Edited(Sample(document, grid).data)
    assert book.get((2, 2)) == "填报人及电话：张某/811\u3000填报日期：2022年4月14日"
    book.set((2, 2), "填报人及电话：李某/822 填报日期：2022年5月1日")
    changed = read_workbook(book.data, name=NAME).documents[0].data
    assert [changed[key] for key in ("填报人", "联系电话", "填报日期")] == ["李某", "822", "2022年5月1日"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("三个字", 100, 1),
        ("一二三四五六七八九十", 59, 2),
        ("a\nb", 200, 2),
        ("", 50, 1),
        ("≥" * 20, 106, 2),
        ("9" * 40, 56, 5),
    ],
)
def test_lines_are_estimated_generously(text: str, width: float, lines: int) -> None:
    assert lines_needed(text, width, 10) == lines
