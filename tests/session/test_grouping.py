"""Groups of rows that print as one cell: parted by a command, joined by moving a row among others."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.cells import DITTO
from desktop.forms.document import Row
from desktop.forms.fresh import new_document
from desktop.forms.paths import Path
from desktop.session.session import Session
from tests.forms.samples import edition_of, sample

INDICATORS: Path = ("绩效指标",)
ROWS: list[Row] = [
    {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "甲"},
    {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "乙"},
    {"一级指标": "产出指标", "二级指标": "质量指标", "三级指标": "丙"},
    {"一级指标": "效益指标", "二级指标": "社会效益指标", "三级指标": "丁"},
    {"一级指标": "效益指标", "二级指标": "生态效益指标", "三级指标": "戊"},
]
"""甲乙 | 丙 | 丁 | 戊: two groups, of two each."""


def opened() -> Session:
    document = sample("D-示例")
    document.data["绩效指标"] = [dict(row) for row in ROWS]
    return Session(edition_of(document), document)


def said(session: Session, table: Path = INDICATORS) -> list[str]:
    """The rows as 一级/二级/三级, each by its first characters."""
    return [
        "/".join(str(row.get(column) or "")[:2] for column in ("一级指标", "二级指标", "三级指标"))
        for row in session.document.rows(table)
    ]


def undone(session: Session) -> None:
    """One step back leaves the document as it was."""
    assert session.undo() is not None
    assert not session.can_undo


@pytest.mark.parametrize(
    ("at", "rows"),
    [
        ((1, "三级指标"), ["产出/数量/甲", "产出//乙", "产出/质量/丙", "效益/社会/丁", "效益/生态/戊"]),
        ((1, "二级指标"), ["产出/数量/甲", "产出//乙", "产出/质量/丙", "效益/社会/丁", "效益/生态/戊"]),
        ((1, "一级指标"), ["产出/数量/甲", "/数量/乙", "/质量/丙", "效益/社会/丁", "效益/生态/戊"]),
        ((2, "三级指标"), ["产出/数量/甲", "产出/数量/乙", "/质量/丙", "效益/社会/丁", "效益/生态/戊"]),
        ((4, "指标值"), ["产出/数量/甲", "产出/数量/乙", "产出/质量/丙", "效益/社会/丁", "/生态/戊"]),
    ],
)
def test_a_group_begins_at_the_row_of_the_cursor(at: tuple[int, str], rows: list[str]) -> None:
    session = opened()
    before = jsonio.dumps(session.document)
    change = session.begin_group((*INDICATORS, *at))
    assert said(session) == rows
    assert change.cursor is not None
    assert session.document.get(change.cursor) is None
    undone(session)
    assert jsonio.dumps(session.document) == before


def test_the_name_typed_then_is_that_of_all_its_rows_and_of_no_other() -> None:
    session = opened()
    cursor = session.begin_group((*INDICATORS, 1, "一级指标")).cursor
    assert cursor == (*INDICATORS, 1, "一级指标")
    session.set_text(cursor, "成本指标")
    assert said(session) == ["产出/数量/甲", "成本/数量/乙", "成本/质量/丙", "效益/社会/丁", "效益/生态/戊"]


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ((0, "三级指标"), "已经是这一组的第一行"),
        ((3, "三级指标"), "已经是这一组的第一行"),
        ((2, "二级指标"), None),
    ],
)
def test_where_a_group_begins_already_the_one_around_it_is_parted(at: tuple[int, str], says: str | None) -> None:
    session = opened()
    if says is None:
        assert session.begin_group((*INDICATORS, *at)).cursor == (*INDICATORS, 2, "一级指标")
        return
    with pytest.raises(UserError, match=says):
        session.begin_group((*INDICATORS, *at))


def test_a_group_without_a_name_is_named_before_another_begins() -> None:
    session = opened()
    session.clear([(*INDICATORS, 0, "二级指标")])
    with pytest.raises(UserError, match="还没有填名称"):
        session.begin_group((*INDICATORS, 1, "三级指标"))


def test_both_of_two_lists_side_by_side_are_parted_at_the_shared_column() -> None:
    document = sample("B-示例")
    session = Session(edition_of(document), document)
    annual: Path = ("年度绩效指标",)
    at = next(number for number, row in enumerate(session.document.rows(annual)) if row["二级指标"] != "数量指标")
    other = next(row["二级指标"] for row in session.document.rows(annual) if row["二级指标"] != "数量指标")
    cursor = session.begin_group((*annual, at, "三级指标")).cursor
    assert cursor is not None
    session.set_text(cursor, "成本指标")
    for table in (annual, ("中长期绩效指标",)):
        groups = {row["二级指标"]: row["一级指标"] for row in session.document.rows(table)}
        assert groups["数量指标"] == "产出指标"
        assert groups.get(str(other), "成本指标") == "成本指标", table


def test_the_weight_in_the_groups_cell_is_not_taken_along() -> None:
    session = Session(edition_of(sample("C-示例")), sample("C-示例"))
    table: Path = ("年度目标", 1, "指标")
    session.begin_group((*table, 1, "一级指标"))
    rows = session.document.rows(table)
    assert (rows[0]["一级权重"], rows[1]["一级权重"]) == ("66.7%", None)


def test_printed_rows_stay_where_they_are() -> None:
    session = opened()
    with pytest.raises(UserError, match="印好的，不能移动"):
        session.move_rows(("预算执行情况",), [1], -1)
    with pytest.raises(UserError, match="这里没有分组"):
        session.begin_group(("项目名称",))


@pytest.mark.parametrize(
    ("moved", "by", "rows"),
    [
        ([1], -1, "产出/数量/乙 产出/数量/甲 产出/质量/丙 效益/社会/丁 效益/生态/戊"),
        ([2], -1, "产出/数量/甲 产出/数量/丙 产出/数量/乙 效益/社会/丁 效益/生态/戊"),
        ([3], -1, "产出/数量/甲 产出/数量/乙 产出/质量/丁 产出/质量/丙 效益/生态/戊"),
        ([1], 1, "产出/数量/甲 产出/质量/丙 产出/质量/乙 效益/社会/丁 效益/生态/戊"),
        ([0, 1], 1, "产出/质量/丙 产出/质量/甲 产出/质量/乙 效益/社会/丁 效益/生态/戊"),
        ([0], -1, "产出/数量/甲 产出/数量/乙 产出/质量/丙 效益/社会/丁 效益/生态/戊"),
        ([4], 1, "产出/数量/甲 产出/数量/乙 产出/质量/丙 效益/社会/丁 效益/生态/戊"),
    ],
)
def test_a_moved_row_joins_its_neighbours(moved: list[int], by: int, rows: str) -> None:
    session = opened()
    before = jsonio.dumps(session.document)
    session.move_rows(INDICATORS, moved, by)
    assert said(session) == rows.split()
    if session.can_undo:
        undone(session)
        assert jsonio.dumps(session.document) == before
        session.redo()
        assert said(session) == rows.split()


@pytest.mark.parametrize(
    ("column", "moved", "by", "rows", "first"),
    [
        ("一级指标", [3, 4], -1, "效益/社会/丁 效益/生态/戊 产出/数量/甲 产出/数量/乙 产出/质量/丙", 0),
        ("一级指标", [0, 1, 2], 1, "效益/社会/丁 效益/生态/戊 产出/数量/甲 产出/数量/乙 产出/质量/丙", 2),
        ("二级指标", [2], -1, "产出/质量/丙 产出/数量/甲 产出/数量/乙 效益/社会/丁 效益/生态/戊", 0),
        ("二级指标", [3], -1, "产出/数量/甲 产出/数量/乙 产出/社会/丁 产出/质量/丙 效益/生态/戊", 2),
    ],
)
def test_a_group_chosen_by_its_own_cell_moves_as_a_whole(
    column: str, moved: list[int], by: int, rows: str, first: int
) -> None:
    session = opened()
    change = session.move_rows(INDICATORS, moved, by, column)
    assert said(session) == rows.split()
    assert change.cursor == (*INDICATORS, first, column)


def test_rows_of_several_groups_do_not_move_together() -> None:
    session = opened()
    with pytest.raises(UserError, match="不在同一组"):
        session.move_rows(INDICATORS, [1, 2], 1)


def test_groups_that_the_form_orders_stay_in_its_order() -> None:
    document = sample("B-示例")
    session = Session(edition_of(document), document)
    with pytest.raises(UserError, match="按表样上的次序印"):
        session.move_rows(("年度绩效指标",), [0], 1, "二级指标")


class TestDitto:
    """C's 评分标准: `whole` in rows 0–2 of a goal, as 同上 from a received file, or written out in each row."""

    TABLE: Path = ("年度目标", 0, "指标")

    def opened(self, *texts: str) -> Session:
        document = sample("C-示例")
        edition = edition_of(document)
        rows: list[Row] = [{"三级指标": str(number), "评分标准": text} for number, text in enumerate(texts)]
        goal: Row = {"目标": "稳定就业", "指标": rows}
        document.data["年度目标"] = [goal]
        return Session(edition, document)

    def stored(self, session: Session) -> list[object]:
        return [row.get("评分标准") for row in session.document.rows(self.TABLE)]

    def shown(self, session: Session) -> list[str]:
        places = (session.place((*self.TABLE, row, "评分标准")) for row in range(len(self.stored(session))))
        return [place.text for place in places if place is not None]

    def test_a_row_in_between_does_not_take_the_text_away(self) -> None:
        session = self.opened("按比例", DITTO, DITTO)
        session.insert_row(self.TABLE, 1)
        assert self.stored(session) == ["按比例", None, "按比例", DITTO]
        assert self.shown(session) == ["按比例", "", "按比例", DITTO]
        session.undo()
        assert self.stored(session) == ["按比例", DITTO, DITTO]

    def test_a_row_before_all_of_them_changes_nothing(self) -> None:
        session = self.opened("按比例", DITTO)
        session.insert_row(self.TABLE, 0)
        assert self.stored(session) == [None, "按比例", DITTO]

    @pytest.mark.parametrize(
        ("texts", "moved", "by", "stored", "shown"),
        [
            (("甲", DITTO, "乙"), [1], -1, ["甲", "甲", "乙"], ["甲", DITTO, "乙"]),
            (("甲", DITTO, "乙"), [2], -1, ["甲", "乙", "甲"], ["甲", "乙", "甲"]),
            (("甲", "乙", DITTO), [1], -1, ["乙", "甲", "乙"], ["乙", "甲", "乙"]),
            (("甲", DITTO, "乙"), [1], 1, ["甲", "乙", "甲"], ["甲", "乙", "甲"]),
            (("甲", "甲", "乙"), [2], -1, ["甲", "乙", "甲"], ["甲", "乙", "甲"]),
            (("甲", "乙", "甲"), [2], -1, ["甲", "甲", "乙"], ["甲", DITTO, "乙"]),
            (("甲", DITTO, DITTO), [1, 2], -1, ["甲", DITTO, "甲"], ["甲", DITTO, DITTO]),
        ],
    )
    def test_a_row_that_moves_says_what_it_said(
        self, texts: tuple[str, ...], moved: list[int], by: int, stored: list[str], shown: list[str]
    ) -> None:
        session = self.opened(*texts)
        session.move_rows(self.TABLE, moved, by)
        assert self.stored(session) == stored
        assert self.shown(session) == shown
        session.undo()
        assert self.stored(session) == list(texts)


def test_every_form_with_groups_can_be_parted() -> None:
    """The groups of each definition are found from its layout, whatever they are called."""
    for name, table, column in (("A-示例", "年度绩效指标", "一级指标"), ("E-示例", "考核内容", "类别")):
        document = new_document(edition_of(sample(name)), sample(name).year)
        rows: list[Row] = [{column: "一组", "三级指标": "x"}] if name[0] == "A" else [{column: "一组"}]
        document.data[table] = [{**rows[0]}, {**rows[0]}]
        session = Session(edition_of(document), document)
        assert session.begin_group((table, 1, column)).cursor == (table, 1, column)
