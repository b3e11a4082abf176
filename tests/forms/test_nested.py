"""A list in a list: goals with their indicators, as the form prints, merges, numbers and pages them."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.forms.checks import Checker, check
from desktop.forms.document import Document
from desktop.forms.fresh import new_document
from desktop.forms.grid import Cell, Grid, Role
from desktop.forms.page import Box, Page
from desktop.forms.pagination import paginate
from desktop.forms.paths import Path
from desktop.forms.resolve import Resolver, resolve
from tests.forms.printed import words
from tests.forms.samples import edition_of, evaluated, sample

GOALS, ITEMS = "年度目标", "指标"


def goals(*counts: int) -> Document:
    """The sample with as many goals as numbers are given, each with so many indicators."""
    document = sample("C-示例")
    models = document.rows((GOALS,))
    rows: list[Any] = []
    for number, count in enumerate(counts):
        model: Any = models[number % len(models)]
        items = model[ITEMS]
        rows.append({**model, ITEMS: [dict(items[at * len(items) // count]) for at in range(count)]})
    document.data[GOALS] = rows
    return document


def showing(grid: Grid, path: Path) -> Cell:
    return next(cell for cell in grid.cells if any(path in (place.path, *place.covers) for place in cell.places))


@pytest.mark.parametrize(
    "counts", [(), (0,), (0, 3), (1,), (5, 4, 6), (40, 1, 50, 0, 29)], ids=lambda counts: f"{sum(counts)} 指标"
)
def test_the_cells_tile_the_table(counts: tuple[int, ...]) -> None:
    grid = resolve(evaluated(goals(*counts)))
    spots: dict[tuple[int, int], int] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for col in range(cell.col, cell.col + cell.colspan):
                spots[row, col] = spots.get((row, col), 0) + 1
    assert set(spots.values()) == {1}, "no spot twice"
    assert len(spots) == len(grid.rows) * len(grid.columns), "no spot empty"


def test_goals_are_numbered_over_their_indicators() -> None:
    grid = resolve(evaluated(sample("C-示例")))
    heads = [cell for cell in grid.cells if cell.text.startswith("年度目标")]
    assert [cell.text for cell in heads] == [
        "年度目标1：稳定和扩大城镇就业（30分）",
        "年度目标2：扩大社会保险覆盖面（30分）",
        "年度目标3：维护劳动者合法权益（20分）",
    ]
    assert heads[1].row - heads[0].row == 1 + 5
    assert all(cell.colspan == len(grid.columns) for cell in heads)
    assert [place.path for place in heads[2].places] == [(GOALS, 2, "目标"), (GOALS, 2, "分值")]


def test_every_row_knows_its_lists_row() -> None:
    bands = [band for row in resolve(evaluated(goals(2, 1))).rows for band in row.bands]
    assert bands == [
        ((GOALS,), 0), ((GOALS, 0, ITEMS), 0), ((GOALS, 0, ITEMS), 1),
        ((GOALS,), 1), ((GOALS, 1, ITEMS), 0), (("约束性指标",), 0),
    ]  # fmt: skip


def test_equal_neighbours_merge_within_their_goal_only() -> None:
    document = sample("C-示例")
    for goal in (0, 1):
        for index in range(len(document.rows((GOALS, goal, ITEMS)))):
            row = document.rows((GOALS, goal, ITEMS))[index]
            row.update({"一级指标": "产出指标", "一级权重": "100%", "二级指标": "数量指标"})
    grid = resolve(evaluated(document))
    first, second = (showing(grid, (GOALS, goal, ITEMS, 0, "一级指标")) for goal in (0, 1))
    assert (first.rowspan, second.rowspan) == (5, 4)
    assert first.text == "产出指标\n（分值权重100%）"
    assert first.role is Role.MIXED
    assert first.places[1].covers == tuple((GOALS, 0, ITEMS, index, "一级权重") for index in range(5))


def test_another_weight_is_another_cell() -> None:
    document = sample("C-示例")
    document.rows((GOALS, 0, ITEMS))[2]["一级权重"] = "60%"
    grid = resolve(evaluated(document))
    assert [showing(grid, (GOALS, 0, ITEMS, index, "一级指标")).rowspan for index in range(4)] == [2, 2, 1, 1]


def test_the_same_as_above_is_printed_so_and_stored_whole() -> None:
    document = sample("C-示例")
    rows = document.rows((GOALS, 2, ITEMS))
    rows[2]["评分标准"] = rows[0]["评分标准"]
    grid = resolve(evaluated(document))
    whole, written, repeated = (showing(grid, (GOALS, 2, ITEMS, index, "评分标准")) for index in range(3))
    assert whole.text == rows[0]["评分标准"]
    assert written.text == repeated.text == "同上"
    assert repeated.places[0].raw == rows[0]["评分标准"]
    assert showing(grid, (GOALS, 1, ITEMS, 0, "评分标准")).text == rows[0]["评分标准"], "not across goals"


def test_what_is_the_same_as_above_follows_the_row_above() -> None:
    document = sample("C-示例")
    rows = document.rows((GOALS, 2, ITEMS))
    rows[1]["评分标准"] = rows[0]["评分标准"]
    evaluation = evaluated(document)
    resolver = Resolver(evaluation)
    rows[0]["评分标准"] = "按实际完成情况打分。"
    assert resolver.refresh(evaluation.update([(GOALS, 2, ITEMS, 0, "评分标准")])) is None
    assert showing(resolver.rebuild(), (GOALS, 2, ITEMS, 1, "评分标准")).text.startswith("产出完成率")


def test_a_dash_means_that_there_is_none() -> None:
    cell = showing(resolve(evaluated(sample("C-示例"))), ("约束性指标", 0, "得分"))
    assert (cell.text, cell.places[0].number) == ("—", None)


def test_lines_over_the_title_and_above_the_table() -> None:
    grid = resolve(evaluated(sample("C-示例")))
    assert [cell.text for line in grid.head for cell in line.cells] == ["附件2-1"]
    assert [cell.text for line in grid.above for cell in line.cells] == [
        "（2021年度）", "填报单位：某市人力资源和社会保障局（公章）", "填报人及联系电话：张某/0000-0000000",
        "填报日期：2022年4月14日", "自评得分：98.60",
    ]  # fmt: skip
    assert grid.above[1].cells[0].seal == "公章"
    boxes = [box for box in paginate(grid)[0].boxes if box.frameless]
    head, title = (next(box for box in boxes if words([box]) == text) for text in ("附件2-1", grid.title.text))
    assert head.y + head.height <= title.y


def test_a_new_form_has_goals_with_indicators() -> None:
    edition = edition_of(sample("C-示例"))
    document = new_document(edition, 2021, "某局")
    rows = document.rows((GOALS,))
    assert [[item["二级指标"] for item in document.rows((GOALS, at, ITEMS))] for at in range(len(rows))] == [
        ["数量指标", "数量指标", "质量指标", "社会效益指标"]
    ] * 2
    assert rows[0][ITEMS] is not rows[1][ITEMS]
    assert document.rows(("约束性指标",))[0]["得分"] == "—"
    assert {finding.code for finding in check(evaluated(document))} <= {"X01", "C03"}


def told_twice(pages: list[Page]) -> list[Box]:
    return [box for page in pages for box in page.boxes if words([box]) == "三级指标"]


def test_a_goal_never_stands_alone_at_the_foot_of_a_page() -> None:
    pages = paginate(resolve(evaluated(goals(*[3] * 20))))
    assert len(pages) > 3
    assert len(told_twice(pages)) >= len(pages) - 1, "captions again on each page of the list"
    for page in pages:
        table = [box for box in page.boxes if not box.frameless]
        lowest = max(table, key=lambda box: (box.y, -box.x))
        assert not words([lowest]).startswith("年度目标")


@pytest.mark.parametrize("count", [4, 12, 18])
def test_a_list_without_captions_of_its_own_stands_below_those_above_it(count: int) -> None:
    last = paginate(resolve(evaluated(goals(count))))[-1]
    table = [words([box]) for box in last.boxes if not box.frameless]
    assert table[:2] == ["一级指标", "二级指标"]
    assert table[10] == "约束性指标", "the page begins with it"


def test_findings_stay_right_edit_by_edit() -> None:
    document = sample("C-示例")
    evaluation = evaluated(document)
    checker = Checker(evaluation)
    edits: list[tuple[Path, str | None]] = [
        ((GOALS, 1, "分值"), "31"),
        ((GOALS, 1, ITEMS, 3, "分值"), "11"),
        ((GOALS, 1, ITEMS, 3, "得分"), "12"),
        ((GOALS, 1, ITEMS, 3, "得分"), None),
        ((GOALS, 0, ITEMS, 0, "一级权重"), "70%"),
        ((GOALS, 0, ITEMS, 1, "实际完成值"), "9万人"),
        ((GOALS, 0, ITEMS, 1, "偏差原因分析及改进措施"), None),
        ((GOALS, 2, ITEMS, 1, "指标说明"), "结案率60%"),
        (("约束性指标", 0, "得分"), "-2"),
        (("预算数",), None),
        (("自评得分",), "99"),
        (("预算数",), "10072.67"),
        ((GOALS, 1, ITEMS, 3, "得分"), "10"),
    ]
    for path, value in edits:
        holder = document.get(path[:-1]) if len(path) > 1 else document.data
        assert isinstance(holder, dict)
        holder[str(path[-1])] = value
        checker.update(evaluation.update([path]))
        assert checker.findings == check(evaluated(document)), path
