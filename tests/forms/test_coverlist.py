"""The list on top of a pile of forms."""

from __future__ import annotations

from desktop.forms.coverlist import CoverLine, cover_grid, cover_pages
from desktop.forms.page import MM

UNIT = "某县审计局"
PASSED = CoverLine("部门整体支出绩效目标批复表", 2023, UNIT, "", 1, "审核通过", 2, "ABCD-EFGH-JKMN-PQRS")
DRAFT = CoverLine("部门预算项目支出绩效目标批复表", 2023, UNIT, "办案经费", 2, "草稿")


def texts(lines: list[CoverLine]) -> list[list[str]]:
    grid = cover_grid(lines)
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(len(grid.rows))]


def test_each_document_has_a_line_and_the_pages_are_added_up() -> None:
    captions, first, second, total = texts([PASSED, DRAFT])
    assert captions == ["序号", "表名", "项目", "页数", "状态", "修订", "核对码"]
    assert first == ["1", PASSED.form, "", "1", "审核通过", "2", "ABCD-EFGH-JKMN-PQRS"]
    assert second == ["2", DRAFT.form, "办案经费", "2", "草稿", "—", "—"]
    assert total == ["共 2 份", "3", ""]


def test_unit_and_year_stand_above_when_they_are_those_of_all() -> None:
    above = cover_grid([PASSED, DRAFT]).above
    assert [cell.text for cell in above[0].cells] == [f"单位：{UNIT}", "2023 年度"]
    other = CoverLine("目标绩效考核细则", 2022, "某市档案局", "", 1, "草稿")
    assert cover_grid([PASSED, other]).above == ()


def test_a_long_pile_takes_several_pages_and_repeats_its_captions() -> None:
    pages = cover_pages([DRAFT] * 80)
    assert len(pages) > 1
    for page in pages:
        assert any(box.cell.text == "核对码" for box in page.boxes)
        for box in page.boxes:
            if not box.frameless:
                assert box.x >= 20 * MM - 0.01
                assert box.x + box.width <= page.width - 18 * MM + 0.01


def test_the_code_stands_in_one_line() -> None:
    (page,) = cover_pages([PASSED])
    (code,) = (box for box in page.boxes if box.cell.text == PASSED.code)
    assert len(code.lines) == 1
