"""Editing a list in a list: goals and their indicators come, go, are typed into and pasted over."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.document import Document
from desktop.forms.fresh import new_document
from desktop.forms.paths import Path
from desktop.session.session import Session
from tests.forms.samples import edition_of, sample

GOALS: Path = ("年度目标",)


def items(goal: int) -> Path:
    return ("年度目标", goal, "指标")


def opened(document: Document | None = None) -> Session:
    document = document or sample("C-示例")
    return Session(edition_of(document), document)


def emptied(**data: Any) -> Session:
    """The form with no row in its lists, except what is given."""
    document = sample("C-示例")
    document.data = {**document.data, "年度目标": None, **data}
    return opened(document)


def undone(session: Session) -> bytes:
    while session.undo() is not None:
        pass
    return jsonio.dumps(session.document)


def test_a_score_goes_into_the_total_above_the_table() -> None:
    session = opened()
    change = session.set_text((*items(1), 3, "得分"), "9")
    assert not change.rebuilt
    total = session.grid.above[1].cells[-1]
    assert total.text == "自评得分：97.60"
    assert any(cell is total for cell in change.cells)
    assert [finding.code for finding in session.findings] == ["C06"]
    assert " = 97.60（" in session.explain(("自评得分",))


def test_the_line_above_the_table_is_typed_into() -> None:
    session = opened()
    place = session.place(("填报人",))
    assert place is not None
    assert place.text == "张某"
    change = session.set_text(("填报人",), "李某")
    assert not change.rebuilt
    assert "填报人及联系电话：李某/0000-0000000" in [cell.text for cell in session.grid.above[1].cells]
    with pytest.raises(UserError, match="一格一格粘贴"):
        session.fill(("填报人",), [["甲", "乙"]])


def test_a_new_indicator_belongs_to_its_neighbours_group_with_its_weight() -> None:
    session = opened()
    change = session.insert_row(items(1), 2)
    assert change.cursor == (*items(1), 2)
    assert session.document.rows(items(1))[2] == {"一级指标": "产出指标", "一级权重": "66.7%", "二级指标": "数量指标"}
    assert session.findings == ()
    assert len(session.document.rows(items(0))) == 5


def test_a_new_goal_comes_with_the_indicators_of_a_blank_form() -> None:
    session = opened()
    before = jsonio.dumps(session.document)
    session.insert_row(GOALS, 1)
    assert [row["二级指标"] for row in session.document.rows(items(1))] == [
        "数量指标", "数量指标", "质量指标", "社会效益指标",
    ]  # fmt: skip
    assert session.document.get(("年度目标", 2, "目标")) == "扩大社会保险覆盖面"
    assert any(cell.text.startswith("年度目标4：") for cell in session.grid.cells)
    assert undone(session) == before


def test_a_goal_takes_its_indicators_with_it_and_brings_them_back() -> None:
    session = opened()
    before = jsonio.dumps(session.document)
    session.delete_rows(GOALS, [0])
    assert [cell.text for cell in session.grid.cells if cell.text.startswith("年度目标")] == [
        "年度目标1：扩大社会保险覆盖面（30分）",
        "年度目标2：维护劳动者合法权益（20分）",
    ]
    assert undone(session) == before


def test_deleted_indicators_leave_the_other_goals_alone() -> None:
    session = opened()
    session.delete_rows(items(0), [0, 2])
    assert [row["三级指标"] for row in session.document.rows(items(0))] == [
        "失业人员再就业人数", "城镇登记失业率", "稳定企业岗位",
    ]  # fmt: skip
    assert len(session.document.rows(items(1))) == 4


@pytest.mark.parametrize(
    ("gone", "says"), [([0], ["whole", "同上", "同上"]), ([0, 1], ["whole", "同上"]), ([1], ["whole", "同上", "同上"])]
)
def test_what_said_the_same_as_above_keeps_saying_it(gone: list[int], says: list[str]) -> None:
    session = opened()
    before = jsonio.dumps(session.document)
    whole = session.document.get((*items(0), 0, "评分标准"))
    session.delete_rows(items(0), gone)
    found = ["whole" if row["评分标准"] == whole else row["评分标准"] for row in session.document.rows(items(0))[:-1]]
    assert found == says
    assert undone(session) == before


def test_an_indicator_moves_within_its_goal() -> None:
    session = opened()
    session.move_rows(items(2), [0], 1)
    assert [row["三级指标"] for row in session.document.rows(items(2))][:2] == ["仲裁案件结案率", "劳动合同签订率"]


@pytest.mark.parametrize("goal", [{"目标": "稳定就业", "分值": "80"}, {"目标": "稳定就业", "指标": None}, {"指标": []}])
def test_the_first_indicator_of_a_goal_is_there_to_be_filled(goal: dict[str, Any]) -> None:
    session = emptied(年度目标=[goal])
    before = jsonio.dumps(session.document)
    place = session.place((*items(0), 0, "三级指标"))
    assert place is not None
    assert place.virtual
    change = session.set_text(place.path, "城镇新增就业人数")
    assert change.cursor == (*items(0), 0, "三级指标")
    assert session.document.rows(items(0)) == [{"三级指标": "城镇新增就业人数"}]
    after = jsonio.dumps(session.document)
    assert undone(session) == before
    session.redo()
    assert jsonio.dumps(session.document) == after


@pytest.mark.parametrize("absent", [None, []])
def test_without_any_goal_both_can_begin(absent: list[Any] | None) -> None:
    session = emptied(年度目标=absent)
    before = jsonio.dumps(session.document)
    session.set_text((*items(0), 0, "三级指标"), "城镇新增就业人数")
    assert session.document.get((*items(0), 0, "三级指标")) == "城镇新增就业人数"
    assert undone(session) == before
    session.set_text((*GOALS, 0, "目标"), "稳定就业")
    assert session.document.get((*GOALS, 0, "目标")) == "稳定就业"
    assert len(session.document.rows(items(0))) == 4
    assert undone(session) == before
    session.insert_row(items(0), 1)
    assert len(session.document.rows(GOALS)) == 1
    assert undone(session) == before


def test_a_block_pasted_into_a_goal_adds_indicators_there() -> None:
    session = opened()
    before = jsonio.dumps(session.document)
    block = [[f"新增指标{number}", "2", "说明", "同上", "1人", "1人", "2"] for number in range(4)]
    session.fill((*items(1), 2, "三级指标"), block)
    rows = session.document.rows(items(1))
    assert [row["三级指标"] for row in rows[2:]] == [f"新增指标{number}" for number in range(4)]
    assert rows[-1]["一级权重"] == "33.3%"
    assert rows[-1]["得分"] == "2"
    assert len(session.document.rows(items(2))) == 3
    assert undone(session) == before


@pytest.mark.parametrize("goals", [[], None, [{"目标": "稳定就业"}]])
def test_a_block_can_be_the_beginning(goals: list[Any] | None) -> None:
    session = emptied(年度目标=goals)
    before = jsonio.dumps(session.document)
    session.fill((*items(0), 0, "三级指标"), [["指标甲", "3"], ["指标乙", "4"]])
    assert session.document.rows(items(0)) == [{"三级指标": "指标甲", "分值": "3"}, {"三级指标": "指标乙", "分值": "4"}]
    assert undone(session) == before


def test_a_block_over_merged_cells_gives_each_row_its_own() -> None:
    """As Excel copies it: a merged cell once, then blanks; the printed cell with its wording."""
    session = opened()
    block = [
        ["产出指标\n（分值权重50%）", "数量指标", "指标甲", "4"],
        ["", "", "指标乙", "4"],
        ["效益指标（分值权重 50%）", "社会效益指标", "指标丙", "12"],
    ]
    session.fill((*items(2), 0, "一级指标"), block)
    rows = session.document.rows(items(2))
    columns = ("一级指标", "一级权重", "二级指标", "三级指标", "分值")
    assert [tuple(row[column] for column in columns) for row in rows] == [
        ("产出指标", "50", "数量指标", "指标甲", "4"),
        ("产出指标", "50", "数量指标", "指标乙", "4"),
        ("效益指标", "50", "社会效益指标", "指标丙", "12"),
    ]


def test_a_new_form_is_filled_from_the_top() -> None:
    session = opened(new_document(edition_of(sample("C-示例")), 2021, "某局"))
    session.set_text((*GOALS, 0, "目标"), "稳定就业")
    session.set_text((*items(0), 0, "一级权重"), "80")
    assert [row.get("一级权重") for row in session.document.rows(items(0))] == ["80", "80", "80", None]


UNITS = ("单位考评",)


def test_a_block_that_runs_past_the_last_unit_makes_units_with_their_lines() -> None:
    document = sample("F-示例")
    session = Session(edition_of(document), document)
    before, last = jsonio.dumps(document), len(document.rows(UNITS)) - 1
    block = [["甲局", "无", "50", "加分一"], ["乙局", "无", "50", "加分二"], [""] * 4, ["丙局", "无", "49", "加分三"]]
    session.fill((*UNITS, last, "单位"), block)
    rows = document.rows(UNITS)[last:]
    assert [row["单位"] for row in rows] == ["甲局", "乙局", "丙局"]
    assert [row["目标任务加扣分情况"] for row in rows[1:]] == [[{"事由": "加分二"}], [{"事由": "加分三"}]]
    session.undo()
    assert jsonio.dumps(document) == before
    session.fill((*UNITS, last, "过程管控得分"), [["50", "加分一"], ["49", "加分二"]])
    assert document.rows(UNITS)[last + 1] == {"过程管控得分": "49", "目标任务加扣分情况": [{"事由": "加分二"}]}
    session.undo()
    assert jsonio.dumps(document) == before
