"""Rows that came, went or moved in a spreadsheet program, read back into the document's lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

import pytest

from desktop.export.workbook import ReadBack, read_workbook
from desktop.forms.document import Document, Row
from tests.export import workbook_samples as samples
from tests.export.workbook_edits import NAME, Edited
from tests.export.workbook_forms import Sample

SAVED = FilePath(__file__).parent / "data"
QUANTITY = {"一级指标": "产出指标", "二级指标": "数量指标"}
QUALITY = {"一级指标": "产出指标", "二级指标": "质量指标"}
COST = {"一级指标": "效益指标", "二级指标": "成本指标"}


def rows_of(document: Document, *path: str | int) -> list[Any]:
    value: Any = document.get(path)
    return list(value)


def read(book: Edited) -> Document:
    return read_workbook(book.data, name=NAME).documents[0]


def same_but(sample: Sample, document: Document, *path: str | int) -> None:
    """Nothing differs besides the list at `path`."""
    expected = sample.document.copy()
    row: Any = expected.data
    for part in path[:-1]:
        row = row[part]
    row[path[-1]] = document.get(path)
    assert document == expected


def first_row(sample: Sample, *path: str | int) -> int:
    return sample.address(*path)[0]


@pytest.fixture
def project() -> Sample:
    return samples.project()


@pytest.fixture
def goals() -> Sample:
    return samples.goals()


def test_a_row_inserted_within_a_merged_group_belongs_to_it(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 1, "三级指标")
    book.insert_row(at, None, None, None, None, "装订册数", "300册")
    document = read(book)
    before = rows_of(project.document, "年度指标")
    new: Row = {**QUANTITY, "三级指标": "装订册数", "指标值": "300册"}
    assert rows_of(document, "年度指标") == [before[0], new, *before[1:]]
    same_but(project, document, "年度指标")


def test_a_number_typed_into_an_inserted_row_is_text_where_the_column_is_text(project: Sample) -> None:
    book = Edited(project.data)
    book.insert_row(first_row(project, "年度指标", 1, "三级指标"), None, None, None, None, "装订册数", 300)
    assert rows_of(read(book), "年度指标")[1] == {**QUANTITY, "三级指标": "装订册数", "指标值": "300"}


def test_a_row_that_names_its_own_group_keeps_it(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 3, "三级指标")
    book.insert_row(at, "效益指标", "社会效益", None, None, "办事更快", "5天")
    new = {"一级指标": "效益指标", "二级指标": "社会效益", "三级指标": "办事更快", "指标值": "5天"}
    assert rows_of(read(book), "年度指标")[3] == new


def test_a_row_between_two_groups_goes_with_the_one_above_and_that_is_told(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 3, "三级指标")
    book.insert_row(at, None, None, None, None, "返工率", "≤1%")
    back = read_workbook(book.data, name=NAME)
    assert rows_of(back.documents[0], "年度指标")[3] == {**QUALITY, "三级指标": "返工率", "指标值": "≤1%"}
    where = f"{NAME} 工作表“{project.document.form}” 第{at}行"
    assert back.notes == (
        f"{where}：“一级指标”空着，按上一行记为“产出指标”",
        f"{where}：“二级指标”空着，按上一行记为“质量指标”",
    )


def test_rows_added_below_the_last_one_are_rows_of_the_list(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 3, "三级指标") + 1
    book.set((at, 5), "水电费")
    book.set((at, 6), "2万元")
    book.set((at + 1, 2), "时效指标")
    book.set((at + 1, 5), "按期完成")
    document = read(book)
    assert rows_of(document, "年度指标")[4:] == [
        {**COST, "三级指标": "水电费", "指标值": "2万元"},
        {"一级指标": "效益指标", "二级指标": "时效指标", "三级指标": "按期完成"},
    ]
    same_but(project, document, "年度指标")


def test_what_stands_below_a_gap_is_no_row_of_the_list(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 3, "三级指标") + 3
    book.set((at, 5), "附注")
    back = read_workbook(book.data, name=NAME)
    assert back.documents == (project.document,)
    assert back.notes == (f"{NAME} 工作表“{project.document.form}” E{at}：“附注”不在可填的格里，没有读入",)


def test_an_inserted_row_may_fill_both_lists_side_by_side(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 1, "三级指标")
    book.insert_row(at, None, None, "三年扫描", "20万页", "装订册数", "300册")
    document = read(book)
    assert rows_of(document, "中长期指标") == [{**QUANTITY, "三级指标": "三年扫描", "指标值": "20万页"}]
    assert rows_of(document, "年度指标")[1] == {**QUANTITY, "三级指标": "装订册数", "指标值": "300册"}


def test_an_inserted_row_that_stays_empty_is_nothing(project: Sample) -> None:
    book = Edited(project.data)
    book.insert_row(first_row(project, "年度指标", 2, "三级指标"))
    assert read(book) == project.document


def test_a_copied_row_is_a_row_of_its_own(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 3, "三级指标")
    book.insert_row(at + 1, *(book.get((at, column)) for column in range(1, 7)))
    rows = rows_of(read(book), "年度指标")
    assert rows[3] == rows_of(project.document, "年度指标")[3]
    assert rows[4] == {**COST, "三级指标": "费用", "指标值": "30万元"}


@pytest.mark.parametrize("deleted", [{0}, {1}, {2}, {3}, {0, 1}, {0, 3}, {1, 2}, {0, 1, 2, 3}])
def test_deleted_rows_are_gone_and_the_others_keep_everything(project: Sample, deleted: set[int]) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 0, "三级指标")
    for index in sorted(deleted, reverse=True):
        book.delete_row(at + index)
    document = read(book)
    kept = [row for index, row in enumerate(rows_of(project.document, "年度指标")) if index not in deleted]
    assert rows_of(document, "年度指标") == kept
    same_but(project, document, "年度指标")


def test_a_list_emptied_and_begun_anew(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 0, "三级指标")
    for _ in range(4):
        book.delete_row(at)
    book.insert_row(at, "产出指标", "数量指标", None, None, "全新", "1项")
    assert rows_of(read(book), "年度指标") == [{**QUANTITY, "三级指标": "全新", "指标值": "1项"}]


def test_a_moved_row_stands_where_it_was_moved(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 0, "三级指标")
    book.move_row(at + 3, at)
    before = rows_of(project.document, "年度指标")
    assert rows_of(read(book), "年度指标") == [before[3], *before[:3]]


def test_rows_inserted_above_everything_move_all_and_change_nothing(project: Sample) -> None:
    book = Edited(project.data)
    book.insert_row(1)
    book.insert_row(5)
    assert read(book) == project.document


def test_an_edit_a_deletion_and_an_insertion_at_once(project: Sample) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", 0, "三级指标")
    book.set((at + 3, 6), "28万元")
    book.set(project.address("项目名称"), "档案整理")
    book.delete_row(at + 1)
    book.insert_row(at + 1, None, None, None, None, "装订册数", "300册")
    document = read(book)
    before = rows_of(project.document, "年度指标")
    assert rows_of(document, "年度指标") == [
        before[0],
        {**QUANTITY, "三级指标": "装订册数", "指标值": "300册"},
        before[2],
        before[3] | {"指标值": "28万元"},
    ]
    assert document.get(("项目名称",)) == "档案整理"


def test_a_list_in_document_order_stays_so_when_a_row_is_added() -> None:
    """Groups are gathered on paper; the document has them in another order, and keeps it."""
    document = samples.project_document()
    rows: Any = document.data["年度指标"]
    sample = samples.project(document)
    shuffled = [rows[3], rows[0], rows[1], rows[2]]
    document.data["年度指标"] = shuffled
    grid = samples.project(document).grid
    grid.rows[-4:] = [*grid.rows[-3:], grid.rows[-4]]  # printed: the first row of the document last
    moved = {7: 10, 8: 7, 9: 8, 10: 9}
    for at, cell in enumerate(grid.cells):
        if cell.row in moved:
            grid.cells[at] = replace(cell, row=moved[cell.row])
    grid.cells.sort(key=lambda cell: (cell.row, cell.col))
    sample = Sample(document, grid)
    book = Edited(sample.data)
    assert read(book) == document
    book.insert_row(first_row(sample, "年度指标", 2, "三级指标"), None, None, None, None, "装订册数", "300册")
    new = {**QUANTITY, "三级指标": "装订册数", "指标值": "300册"}
    assert rows_of(read(book), "年度指标") == [shuffled[0], shuffled[1], new, shuffled[2], shuffled[3]]


def test_an_indicator_added_in_a_goal_belongs_to_it(goals: Sample) -> None:
    book = Edited(goals.data)
    at = first_row(goals, "年度目标", 1, "目标")
    book.insert_row(at, None, None, None, "见习", 3)
    document = read(book)
    weighted = {"一级指标": "产出指标", "一级权重": "60%", "二级指标": "数量指标"}
    assert rows_of(document, "年度目标", 0, "指标")[2] == {**weighted, "三级指标": "见习", "分值": "3"}
    same_but(goals, document, "年度目标", 0, "指标")


def test_an_indicator_added_first_in_a_goal_belongs_to_that_goal(goals: Sample) -> None:
    book = Edited(goals.data)
    book.insert_row(first_row(goals, "年度目标", 1, "指标", 0, "三级指标"), None, "时效指标", None, "提速", 3)
    added = rows_of(read(book), "年度目标", 1, "指标")[0]
    assert added == {
        "一级指标": "产出指标", "一级权重": "60%", "二级指标": "时效指标", "三级指标": "提速", "分值": "3",
    }  # fmt: skip


def test_a_goal_added_with_its_indicators(goals: Sample) -> None:
    book = Edited(goals.data)
    at = first_row(goals, "合计")
    book.insert_row(at, "年度目标：廉洁高效（5分）")
    book.insert_row(at + 1, "产出指标（权重100%）", "质量指标", None, "投诉", 5)
    document = read(book)
    assert rows_of(document, "年度目标")[2] == {
        "目标": "廉洁高效",
        "分值": "5",
        "指标": [{"一级指标": "产出指标", "一级权重": "100%", "二级指标": "质量指标", "三级指标": "投诉", "分值": "5"}],
    }
    same_but(goals, document, "年度目标")


def test_a_goal_deleted_with_its_indicators(goals: Sample) -> None:
    book = Edited(goals.data)
    at = first_row(goals, "年度目标", 0, "目标")
    for _ in range(3):
        book.delete_row(at)
    assert rows_of(read(book), "年度目标") == rows_of(goals.document, "年度目标")[1:]


def test_indicators_whose_goal_was_deleted_go_to_the_one_above(goals: Sample) -> None:
    book = Edited(goals.data)
    book.delete_row(first_row(goals, "年度目标", 1, "目标"))
    (goal,) = rows_of(read(book), "年度目标")
    assert [row["三级指标"] for row in goal["指标"]] == ["新增就业", "培训", "窗口满意"]


def test_indicators_keep_their_goal_when_its_row_was_deleted_and_none_is_above(goals: Sample) -> None:
    book = Edited(goals.data)
    book.delete_row(first_row(goals, "年度目标", 0, "目标"))
    assert read(book) == goals.document


def test_a_row_added_among_fixed_ones_is_told_and_not_read() -> None:
    sample = samples.budget()
    book = Edited(sample.data)
    at = first_row(sample, "预算执行情况", 1, "调整后预算数")
    book.insert_row(at, "上级补助", 5, 5, 100)
    back = read_workbook(book.data, name=NAME)
    assert back.documents == (sample.document,)
    assert (
        f"{NAME} 工作表“{sample.document.form}” 第{at}行：“预算执行情况”的行是固定的，加的这一行没有读入" in back.notes
    )


def test_a_fixed_row_may_be_deleted() -> None:
    sample = samples.budget()
    book = Edited(sample.data)
    book.delete_row(first_row(sample, "预算执行情况", 1, "调整后预算数"))
    assert rows_of(read(book), "预算执行情况") == rows_of(sample.document, "预算执行情况")[:1]


def test_cut_and_pasted_cells_are_read_where_they_stand_now(project: Sample) -> None:
    """A cut cell takes its name along and destroys the name of the cell it is pasted over."""
    book = Edited(project.data)
    source, target = project.address("年度指标", 0, "指标值"), project.address("年度指标", 1, "指标值")
    book.set(target, book.get(source))
    book.set(source, None)
    names = book.book.defined_names
    names["年度指标_1_指标值"].attr_text = names["年度指标_2_指标值"].attr_text
    names["年度指标_2_指标值"].attr_text = "#REF!"
    rows = rows_of(read(book), "年度指标")
    assert [row["指标值"] for row in rows[:2]] == [None, "8万页"]


def test_hidden_names_lost_the_names_of_the_cells_lead_the_way(project: Sample) -> None:
    book = Edited(project.data)
    book.insert_row(3)
    book.delete_row(first_row(project, "年度指标", 1, "三级指标") + 1)
    for name in [name for name in book.book.defined_names if name.startswith("_绩表")]:
        del book.book.defined_names[name]
    document = read(book)
    before = rows_of(project.document, "年度指标")
    assert rows_of(document, "年度指标") == [before[0], *before[2:]]
    same_but(project, document, "年度指标")


def test_a_workbook_saved_by_libreoffice_is_the_document_itself(project: Sample) -> None:
    data = (SAVED / "libreoffice-untouched.xlsx").read_bytes()
    assert read_workbook(data, name=NAME) == ReadBack((project.document,))


def test_rows_deleted_and_inserted_by_libreoffice(project: Sample) -> None:
    """LibreOffice 7.4 deleted row 2 of the list and inserted one with 装订册数 and the number 300."""
    back = read_workbook((SAVED / "libreoffice-rows.xlsx").read_bytes(), name=NAME)
    before = rows_of(project.document, "年度指标")
    new = {**QUANTITY, "三级指标": "装订册数", "指标值": "300"}
    assert rows_of(back.documents[0], "年度指标") == [before[0], new, *before[2:]]
    same_but(project, back.documents[0], "年度指标")
