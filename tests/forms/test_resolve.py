"""What a form shows: merged cells, two lists side by side, places in wording, ticks, computed values."""

from __future__ import annotations

import pytest

from desktop.forms.grid import Align, Cell, Grid, PlaceState, Role
from desktop.forms.paths import Path
from desktop.forms.resolve import Resolver, resolve
from tests.forms.samples import evaluated, grown, sample


def showing(grid: Grid, path: Path) -> Cell:
    return next(cell for cell in grid.cells if any(path in (place.path, *place.covers) for place in cell.places))


def labelled(grid: Grid, text: str) -> list[Cell]:
    return [cell for cell in grid.cells if cell.text == text]


def covered(grid: Grid) -> dict[tuple[int, int], int]:
    spots: dict[tuple[int, int], int] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for col in range(cell.col, cell.col + cell.colspan):
                spots[row, col] = spots.get((row, col), 0) + 1
    return spots


@pytest.mark.parametrize("name", ["B-示例", "D-示例"])
@pytest.mark.parametrize("count", [0, 1, 15, 120])
def test_the_cells_tile_the_table(name: str, count: int) -> None:
    grid = resolve(evaluated(grown(name, "年度绩效指标" if name[0] == "B" else "绩效指标", count)))
    spots = covered(grid)
    assert set(spots.values()) == {1}, "no spot twice"
    assert len(spots) == len(grid.rows) * len(grid.columns), "no spot empty"


def test_several_places_in_one_cell() -> None:
    cell = showing(resolve(evaluated(sample("B-示例"))), ("政府采购",))
    assert cell.role is Role.MIXED
    assert cell.text == "年度资金中：政府采购 6.50 万元（政府购买服务 6.50 万元）"
    assert [place.path for place in cell.places] == [("政府采购",), ("政府购买服务",)]


def test_a_blank_place_in_wording_leaves_room_for_the_pen() -> None:
    document = sample("B-示例")
    document.data["政府采购"] = None
    assert showing(resolve(evaluated(document)), ("政府采购",)).text.startswith(
        "年度资金中：政府采购 \u3000\u3000\u3000 万元"
    )


def test_ticks() -> None:
    cell = showing(resolve(evaluated(sample("B-示例"))), ("立项依据",))
    assert cell.text == "□法律法规  ☑市委市政府决定  ☑上级文件要求  □市委市政府领导指示  □其他"


def test_lists_side_by_side_are_aligned_by_group() -> None:
    grid = resolve(evaluated(sample("B-示例")))
    for left in labelled(grid, "成本指标"):
        assert left.rowspan == 2, "as tall as the longer side"
    left, right = labelled(grid, "数量指标")
    assert (left.row, left.rowspan) == (right.row, right.rowspan)
    output = labelled(grid, "产出指标")[0]
    assert output.rowspan == 6
    assert output.col == 1


def test_the_shorter_side_can_be_filled_but_is_no_row_yet() -> None:
    grid = resolve(evaluated(sample("B-示例")))
    right = showing(grid, ("年度绩效指标", 1, "三级指标"))
    opposite = next(cell for cell in grid.cells if cell.row == right.row and cell.col == 3)
    place = opposite.places[0]
    assert place.virtual
    assert place.editable
    assert dict(place.presets) == {"一级指标": "产出指标", "二级指标": "数量指标"}


def test_money_shows_two_decimals_and_hides_no_digit() -> None:
    document = sample("B-示例")
    document.data["年度财政拨款"] = "10.125"
    grid = resolve(evaluated(document))
    assert showing(grid, ("年度资金总额",)).text == "年度资金总额：15.00 万元"
    assert "10.125" in showing(grid, ("年度财政拨款",)).text


def test_alignment_follows_the_content() -> None:
    grid = resolve(evaluated(sample("D-示例")))
    assert showing(grid, ("评价结论",)).align is Align.LEFT
    assert showing(grid, ("预算执行情况", 0, "年初预算")).align is Align.RIGHT
    assert showing(grid, ("绩效指标", 0, "权重")).align is Align.CENTER
    assert labelled(grid, "评价结论")[0].align is Align.CENTER


def test_no_rate_without_a_budget() -> None:
    document = sample("D-示例")
    document.rows(("预算执行情况",))[3].update({"调整后预算数": "0", "预算执行数": "0"})
    grid = resolve(evaluated(document))
    assert showing(grid, ("预算执行情况", 3, "预算执行率")).text == "—"
    assert showing(grid, ("预算执行情况", 4, "预算执行率")).text == ""
    assert showing(grid, ("预算执行情况", 0, "预算执行率")).text == "100.00%"


def test_the_score_table_adds_up_on_the_form() -> None:
    grid = resolve(evaluated(sample("D-示例")))
    assert showing(grid, ("合计权重",)).text == "100"
    total = showing(grid, ("合计得分",))
    assert total.text == "98.50"
    assert total.places[0].state is PlaceState.COMPUTED
    assert not total.places[0].editable


def test_an_unfinished_total_is_provisional() -> None:
    document = sample("D-示例")
    document.rows(("绩效指标",))[0]["完成值"] = None
    assert showing(resolve(evaluated(document)), ("合计得分",)).places[0].state is PlaceState.PROVISIONAL


def test_what_was_typed_wrongly_stays_to_be_seen() -> None:
    document = sample("B-示例")
    document.data["年度资金总额"] = "12万"
    place = showing(resolve(evaluated(document)), ("年度资金总额",)).places[0]
    assert (place.text, place.state) == ("12万", PlaceState.INVALID)


def test_a_refreshed_grid_equals_a_new_one() -> None:
    document = sample("D-示例")
    evaluation = evaluated(document)
    resolver = Resolver(evaluation)
    document.rows(("绩效指标",))[1]["完成值"] = "40"
    cells = resolver.refresh(evaluation.update([("绩效指标", 1, "完成值")]))
    assert cells
    fresh = resolve(evaluated(document))
    assert [cell.text for cell in resolver.grid.cells] == [cell.text for cell in fresh.cells]
    assert [cell.places for cell in resolver.grid.cells] == [cell.places for cell in fresh.cells]


def test_a_change_of_group_rebuilds_the_grid() -> None:
    document = sample("D-示例")
    evaluation = evaluated(document)
    resolver = Resolver(evaluation)
    document.rows(("绩效指标",))[1]["二级指标"] = "质量指标"
    assert resolver.refresh(evaluation.update([("绩效指标", 1, "二级指标")])) is None
    resolver.rebuild()
    assert labelled(resolver.grid, "质量指标")[0].rowspan == 2


def test_title_with_the_year() -> None:
    assert resolve(evaluated(sample("B-示例"))).title.text == "巴中市2022年市级部门预算项目支出绩效目标批复表"


def test_a_list_inside_one_cell_is_numbered() -> None:
    document = sample("F-示例")
    cell = showing(resolve(evaluated(document)), ("单位考评", 1, "目标任务加扣分情况", 0, "事由"))
    assert cell.text.splitlines() == [
        "1.典型做法被全市推广，加0.1分。",
        "2.国家级媒体报道3次，每件加0.5分，此项最高不超过1分，共加1分。",
    ]
    assert [place.path[3] for place in cell.places] == [0, 1]


def test_an_empty_list_inside_a_cell_can_be_begun() -> None:
    document = sample("F-示例")
    document.rows(("单位考评",))[2]["目标任务加扣分情况"] = []
    (place,) = showing(resolve(evaluated(document)), ("单位考评", 2, "目标任务加扣分情况", 0, "事由")).places
    assert place.virtual
    assert place.text == ""


def test_a_computed_number_brings_no_empty_decimals_along() -> None:
    assert showing(resolve(evaluated(sample("F-示例"))), ("单位考评", 1, "总分")).text == "101"
