"""The budget tables: stacked captions, rows printed on the form, long lists over pages, checks that stay quick."""

from __future__ import annotations

from collections import Counter

import pytest

from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.checks import Checker, check
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.fresh import new_document
from desktop.forms.grid import Cell, Grid, Role
from desktop.forms.pagination import paginate
from desktop.forms.paths import Path
from desktop.forms.resolve import resolve
from desktop.forms.values import Val
from tests.forms.samples import evaluated, grown, sample

TABLES = [edition for edition in bundled().editions if edition.letter == "G"]
NAMES = [edition.form for edition in TABLES]


def empty(edition: Edition) -> Evaluation:
    return Evaluation(edition, Document(edition.form, edition.edition, 2022, {"单位名称": "某局"}))


def tiles(grid: Grid) -> bool:
    spots = Counter(
        (row, col)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    )
    return set(spots.values()) == {1} and len(spots) == len(grid.rows) * len(grid.columns)


def captions(grid: Grid) -> list[str]:
    return [cell.text for cell in grid.cells if cell.role is Role.LABEL and cell.text]


def cell_of(grid: Grid, text: str) -> Cell:
    return next(cell for cell in grid.cells if cell.text == text)


def test_there_are_ten_in_the_order_they_are_bound() -> None:
    assert NAMES[0] == "部门预算收支总表"
    assert NAMES[5] == "一般公共预算“三公经费”支出预算表"
    assert NAMES[-1] == "政府向社会力量购买服务预算表"
    assert len(NAMES) == 10


@pytest.mark.parametrize("edition", TABLES, ids=NAMES)
@pytest.mark.parametrize("fresh", [True, False], ids=["新表", "没有行"])
def test_an_empty_table_is_printed_with_its_captions_on_wide_pages(edition: Edition, fresh: bool) -> None:
    evaluation = Evaluation(edition, new_document(edition, 2022, "某局")) if fresh else empty(edition)
    grid = resolve(evaluation)
    assert tiles(grid)
    assert grid.title.text == edition.form
    columns = [key.split("/") for key in edition.lists[("行",)].columns]
    assert {word for key in columns for word in key} <= set(captions(grid)) | {"收入", "支出"}
    pages = paginate(grid)
    assert all(page.width > page.height for page in pages)


@pytest.mark.parametrize("name", ["G-示例", "G收支总表-示例"])
@pytest.mark.parametrize("count", [0, 1, 15, 120])
def test_the_cells_tile_the_table(name: str, count: int) -> None:
    grid = resolve(evaluated(grown(name, "行", count)))
    assert tiles(grid)
    assert len(paginate(grid)) == {0: 2 if name != "G-示例" else 1, 1: 1, 15: 1, 120: 6}[count]


def test_captions_stack() -> None:
    edition = next(item for item in TABLES if "三公经费" in item.form)
    grid = resolve(empty(edition))
    top = cell_of(grid, "本级当年财政拨款收入")
    cars = cell_of(grid, "公务用车购置及运行费")
    assert (top.row, top.colspan) == (0, 6)
    assert (cars.row, cars.colspan) == (1, 3)
    assert [cell_of(grid, text).row for text in ("小计", "公务用车购置费", "公务用车运行费")] == [2, 2, 2]
    assert cell_of(grid, "单位代码").rowspan == 3
    assert all(row.header for row in grid.rows[:3])


def test_printed_rows_show_their_captions_as_wording() -> None:
    grid = resolve(evaluated(sample("G收支总表-示例")))
    row = next(cell.row for cell in grid.cells if cell.text == "七、其他收入")
    cells = [cell for cell in grid.cells if cell.row == row]
    assert [cell.text for cell in cells] == ["七、其他收入", "10.00", "八、社会保障与就业支出", "1010.60"]
    assert [len(cell.places) for cell in cells] == [0, 1, 0, 1]


def test_a_document_without_rows_prints_all_printed_ones() -> None:
    for edition in TABLES:
        item = edition.lists[("行",)]
        if item.captions:
            words = [text for row in item.blank for text in row.values()]
            assert not Counter(words) - Counter(captions(resolve(empty(edition)))), edition.form


def test_findings_stay_right_edit_by_edit() -> None:
    """Sums that all rows share are worked out once an edit; what is told equals a check from the beginning."""
    document = sample("G-示例")
    evaluation = evaluated(document)
    checker = Checker(evaluation)
    edits = [
        (8, "金额", "16"),
        (8, "金额", "十六"),
        (8, "金额", "15.00"),
        (1, "金额", None),
        (9, "功能科目编码（类款项）", "20802"),
        (1, "金额", "95"),
        (9, "功能科目编码（类款项）", "701003"),
        (0, "金额", "300"),
        (12, "项目名称", None),
        (0, "金额", "200"),
    ]
    seen = set()
    for row, column, value in edits:
        document.rows(("行",))[row][column] = value
        checker.update(evaluation.update([("行", row, column)]))
        seen |= {finding.code for finding in checker.findings}
        assert checker.findings == check(evaluated(document)), (row, column, value)
    assert seen >= {"G01", "X01", "X02"}


def reads(rows: int) -> int:
    """How many values a full check of a table with so many rows reads."""
    document = grown("G-示例", "行", rows)
    edition = next(item for item in TABLES if item.form == document.form)
    evaluation = Evaluation(edition, document)
    read, asked = evaluation.read, []

    def counting(path: Path) -> Val:
        asked.append(path)
        return read(path)

    evaluation.read = counting  # type: ignore[method-assign]  # counts what the rules read
    Checker(evaluation)
    return len(asked)


def test_the_cost_of_a_check_grows_with_the_rows_not_with_their_square() -> None:
    assert 200 < reads(200) < reads(400) < 2.2 * reads(200)
