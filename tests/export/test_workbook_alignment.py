"""Rows shifted by a program that leaves the names behind: contents tell where each row went."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.export.workbook import read_workbook
from tests.export import workbook_samples as samples
from tests.export.test_workbook_rows import QUANTITY, first_row, rows_of, same_but
from tests.export.workbook_edits import NAME, Edited
from tests.export.workbook_forms import Sample


def read(book: Edited) -> Any:
    return read_workbook(book.data, name=NAME).documents[0]


def unnamed(sample: Sample) -> Edited:
    """The workbook with all its defined names dropped."""
    book = Edited(sample.data)
    book.book.defined_names.clear()
    return book


@pytest.fixture
def project() -> Sample:
    return samples.project()


@pytest.fixture
def goals() -> Sample:
    return samples.goals()


@pytest.mark.parametrize("index", [1, 2, 3])
def test_a_row_inserted_by_a_script_in_a_list(project: Sample, index: int) -> None:
    book = Edited(project.data)
    at = first_row(project, "年度指标", index, "三级指标")
    for merge in list(book.sheet.merged_cells.ranges):
        book.sheet.unmerge_cells(merge.coord)
    book.sheet.insert_rows(at)
    book.set((at, 5), "装订册数")
    book.set((at, 6), "300册")
    rows = rows_of(read(book), "年度指标")
    before = rows_of(project.document, "年度指标")
    assert [*rows[:index], *rows[index + 1 :]] == before
    assert rows[index] == {
        **{key: before[index - 1][key] for key in ("一级指标", "二级指标")}, "三级指标": "装订册数", "指标值": "300册",
    }  # fmt: skip


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_row_deleted_by_a_script_in_a_list(goals: Sample, index: int) -> None:
    book = Edited(goals.data)
    for merge in list(book.sheet.merged_cells.ranges):
        book.sheet.unmerge_cells(merge.coord)
    goal, indicator = divmod(index, 2)
    book.sheet.delete_rows(first_row(goals, "年度目标", goal, "指标", indicator, "三级指标"))
    before = rows_of(goals.document, "年度目标", goal, "指标")
    document = read(book)
    assert rows_of(document, "年度目标", goal, "指标") == [*before[:indicator], *before[indicator + 1 :]]
    same_but(goals, document, "年度目标", goal, "指标")


def test_blank_rows_inserted_by_a_script_above_everything(project: Sample) -> None:
    book = Edited(project.data)
    book.sheet.insert_rows(1, 3)
    assert read(book) == project.document


def test_rows_inserted_and_deleted_after_the_names_were_dropped(project: Sample) -> None:
    book = unnamed(project)
    at = first_row(project, "年度指标", 0, "三级指标")
    book.delete_row(at + 2)
    book.insert_row(at + 1, None, None, None, None, "装订册数", "300册")
    before = rows_of(project.document, "年度指标")
    new = {**QUANTITY, "三级指标": "装订册数", "指标值": "300册"}
    assert rows_of(read(book), "年度指标") == [before[0], new, before[1], before[3]]


def test_edits_after_the_names_were_dropped(project: Sample) -> None:
    book = unnamed(project)
    book.set(project.address("项目名称"), "档案整理")
    book.set(project.address("年度指标", 3, "指标值"), "28万元")
    document = read(book)
    assert document.get(("项目名称",)) == "档案整理"
    assert document.get(("年度指标", 3, "指标值")) == "28万元"
    assert document.get(("年度指标", 2)) == project.document.get(("年度指标", 2))


def test_names_are_trusted_where_someone_only_retyped_rows(project: Sample) -> None:
    """Two rows typed over with each other's contents are two changed rows: what the sheet does not show stays put."""
    book = Edited(project.data)
    first, last = (project.address("年度指标", index, "三级指标") for index in (0, 3))
    for offset in (0, 1):
        one, other = (first[0], first[1] + offset), (last[0], last[1] + offset)
        value = book.get(one)
        book.set(one, book.get(other))
        book.set(other, value)
    rows = rows_of(read(book), "年度指标")
    assert [row["三级指标"] for row in rows] == ["费用", "案卷数", "合格率", "扫描页数"]
    assert rows[3]["内部"] == "留着"
    assert "内部" not in rows[0]


def test_a_blank_form_filled_in_is_not_mistaken_for_another(project: Sample) -> None:
    document = samples.project_document()
    rows: Any = document.data["年度指标"]
    for row in rows:
        row |= {"三级指标": None, "指标值": None}
    sample = samples.project(document)
    book = Edited(sample.data)
    for index, (name, value) in enumerate([("甲", "1"), ("乙", "2"), ("丙", "3"), ("丁", "4")]):
        row, column = sample.address("年度指标", index, "三级指标")
        book.set((row, column), name)
        book.set((row, column + 1), value)
    assert [(row["三级指标"], row["指标值"]) for row in rows_of(read(book), "年度指标")] == [
        ("甲", "1"), ("乙", "2"), ("丙", "3"), ("丁", "4"),
    ]  # fmt: skip
