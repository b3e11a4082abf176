"""A list in a list, edited in a spreadsheet: indicators and whole goals come and go, goals are renumbered."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.export.workbook import ReadBack, WorkbookForm, read_workbook, write_workbook
from desktop.forms.document import Document
from desktop.forms.fit import fitted_sheet
from desktop.forms.paths import Path
from desktop.forms.resolve import resolve
from tests.export.workbook_edits import NAME, Edited
from tests.forms.samples import evaluated, sample

GOALS, ITEMS = "年度目标", "指标"


class Sheet:
    """The sample's workbook while a person edits it."""

    def __init__(self) -> None:
        self.document = sample("C-示例")
        grid = resolve(evaluated(self.document))
        self.book = Edited(write_workbook([WorkbookForm(self.document, fitted_sheet(grid))]))
        first = 2 + len(grid.head) + len(grid.above)
        self._at = {band: row + first for row, info in enumerate(grid.rows) for band in info.bands}

    def at(self, *path: str | int) -> int:
        """The sheet row a row of a list stands in."""
        return self._at[path[:-1], path[-1]]  # type: ignore[index]  # a row's path ends with its index

    def read(self) -> ReadBack:
        return read_workbook(self.book.data, name=NAME)


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


def goals(document: Document) -> list[Any]:
    return document.rows((GOALS,))


@pytest.mark.parametrize(("goal", "index"), [(0, 4), (1, 1), (1, 0), (2, 2)])
def test_an_indicator_leaves_its_goal(sheet: Sheet, goal: int, index: int) -> None:
    sheet.book.delete_row(sheet.at(GOALS, goal, ITEMS, index))
    del goals(sheet.document)[goal][ITEMS][index]
    assert sheet.read().documents == (sheet.document,)


def test_an_indicator_comes_into_the_goal_above(sheet: Sheet) -> None:
    row = sheet.at(GOALS, 2, ITEMS, 2)
    sheet.book.insert_row(
        row + 1, "效益指标（分值权重20%）", "社会效益指标", "新指标", 3, "说明", "同上", "5人", "5人", 3
    )
    *old, new = goals(sheet.read().documents[0])[2][ITEMS]
    assert old == goals(sheet.document)[2][ITEMS]
    assert [new[key] for key in ("一级指标", "一级权重", "三级指标", "分值")] == ["效益指标", "20", "新指标", "3"]


def test_a_goal_leaves_with_its_indicators(sheet: Sheet) -> None:
    row = sheet.at(GOALS, 1)
    for _ in range(5):
        sheet.book.delete_row(row)
    del goals(sheet.document)[1]
    assert sheet.read() == ReadBack((sheet.document,))


def test_a_goal_comes_with_an_indicator(sheet: Sheet) -> None:
    row = sheet.at("约束性指标", 0)
    sheet.book.insert_row(row, "年度目标4：规范政务服务（10分）")
    sheet.book.insert_row(
        row + 1, "产出指标（分值权重100%）", "数量指标", "办件数", 10, "说明", "同上", "5件", "5件", 10
    )
    *old, new = goals(sheet.read().documents[0])
    assert old == goals(sheet.document)
    assert (new["目标"], new["分值"], new[ITEMS][0]["三级指标"]) == ("规范政务服务", "10", "办件数")


@pytest.mark.parametrize("number", ["3", "", "12"])
def test_the_number_of_a_goal_is_no_content(sheet: Sheet, number: str) -> None:
    sheet.book.set((sheet.at(GOALS, 1), 1), f"年度目标{number}：扩大社会保险覆盖面（31分）")
    goals(sheet.document)[1]["分值"] = "31"
    assert sheet.read() == ReadBack((sheet.document,))


def test_the_weight_in_a_merged_cell_is_that_of_all_its_rows(sheet: Sheet) -> None:
    sheet.book.set((sheet.at(GOALS, 0, ITEMS, 0), 1), "产出指标\n（分值权重75%）")
    rows = goals(sheet.read().documents[0])[0][ITEMS]
    assert [row["一级权重"] for row in rows] == ["75"] * 4 + ["20%"]


def test_words_in_a_row_of_no_list_are_told(sheet: Sheet) -> None:
    sheet.book.insert_row(sheet.at("约束性指标", 0), "以上由各科室提供")
    back = sheet.read()
    assert back.documents == (sheet.document,)
    assert "“以上由各科室提供”不在可填的格里" in back.notes[0]


def test_the_same_as_above_stays_what_it_was(sheet: Sheet) -> None:
    """The column prints 同上 for a text that is stored whole; typing another one replaces just that."""
    column: Path = (GOALS, 0, ITEMS, 1, "评分标准")
    sheet.book.set((sheet.at(*column[:-1]), 6), "按完成情况打分。")
    goals(sheet.document)[0][ITEMS][1]["评分标准"] = "按完成情况打分。"
    assert sheet.read() == ReadBack((sheet.document,))
