"""What the form does not print is filled at a printed place of the same row."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.document import Row
from desktop.forms.fresh import new_document
from desktop.forms.paths import Path
from desktop.session.session import Session
from tests.forms.samples import edition_of, sample

LINES: Path = ("单位考评", 0, "目标任务加扣分情况")
SCORE: Path = ("绩效指标", 0, "得分")


def opened(name: str) -> Session:
    document = sample(name)
    return Session(edition_of(document), document)


def blank(name: str) -> Session:
    edition = edition_of(sample(name))
    return Session(edition, new_document(edition, edition.first_year))


@pytest.mark.parametrize(
    ("name", "path", "columns"),
    [
        ("F-示例", (*LINES, 1, "事由"), ["加扣分", "上限", "考核事项"]),
        ("F-示例", ("单位考评", 0, "单位"), []),
        ("F-示例", ("备注",), []),
        ("E-示例", ("考核内容", 1, "序号"), ["自评得分", "考评得分", "扣分原因"]),
        ("E-示例", ("被考核单位",), []),
        ("D-示例", SCORE, ["得分说明"]),
        ("D-示例", ("绩效指标", 0, "完成值"), []),
        ("D-示例", ("预算执行情况", 0, "年初预算"), []),
        ("B-示例", ("中长期绩效指标", 0, "三级指标"), []),
        ("F-示例", (*LINES, 1, "加扣分"), []),
        ("D-示例", ("合计得分",), ["等级"]),
        ("C-示例", ("自评得分",), ["等级"]),
        ("C-示例", ("约束性指标", 0, "得分"), []),
    ],
)
def test_what_is_filled_besides(name: str, path: Path, columns: list[str]) -> None:
    assert opened(name).unprinted(path) == tuple((*path[:-1], column) for column in columns)


def test_nothing_at_a_cell_that_stands_for_several_rows() -> None:
    session = opened("E-示例")
    place = session.place(("考核内容", 0, "类别"))
    assert place is not None
    assert len(place.covers) > 1
    assert session.unprinted(place.path) == ()


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ((*LINES, 2, "加扣分"), (*LINES, 2, "事由")),
        ((*LINES, 2, "事由"), (*LINES, 2, "事由")),
        (LINES, LINES),
        ((), ()),
    ],
)
def test_where_the_cursor_stands_to_fill_it(path: Path, at: Path) -> None:
    assert opened("F-示例").printed(path) == at


def test_the_cursor_stands_in_the_row_itself_and_not_in_its_group() -> None:
    assert opened("E-示例").printed(("考核内容", 0, "扣分原因")) == ("考核内容", 0, "序号")


def test_a_reason_is_written_at_its_score() -> None:
    assert opened("D-示例").printed((*SCORE[:-1], "得分说明")) == SCORE


def test_no_reason_is_asked_for_where_a_person_decides() -> None:
    session = opened("D-示例")
    for column, value in (("指标性质", "定性"), ("指标值", "按时完成"), ("完成值", "已完成")):
        session.set_text((*SCORE[:-1], column), value)
    assert session.unprinted(SCORE) == ()
    session.set_text(SCORE, "9")
    assert session.unprinted(SCORE) == ()


def test_a_reason_left_behind_can_be_taken_out() -> None:
    session = opened("D-示例")
    reason = (*SCORE[:-1], "得分说明")
    session.set_text(reason, "按专家意见")
    session.set_text((*SCORE[:-1], "指标性质"), "定性")
    assert session.unprinted(SCORE) == (reason,)
    session.set_text(reason, "")
    assert session.unprinted(SCORE) == ()


def test_points_are_filled_before_the_words_of_the_first_line() -> None:
    session = blank("F-示例")
    before = jsonio.dumps(session.document)
    place, points = (*LINES, 0, "事由"), (*LINES, 0, "加扣分")
    assert points in session.unprinted(place)
    change = session.set_text(points, "０.3")
    assert change.cursor is None, "the cursor stays where it is"
    assert session.document.rows(LINES) == [{"加扣分": "0.3"}]
    assert [finding.path for finding in session.findings if finding.path[:-1] == (*LINES, 0)] == [place]
    session.undo()
    assert jsonio.dumps(session.document) == before


@pytest.mark.parametrize(("gone", "at"), [([0], 0), ([1], 1), ([2], 1), ([1, 2], 0), ([0, 1, 2], 0)])
def test_after_a_line_is_deleted_the_cursor_is_at_the_one_that_moved_up(gone: list[int], at: int) -> None:
    session = opened("F-示例")
    assert session.delete_rows(LINES, gone).cursor == (*LINES, at)


def test_total_follows_the_points_and_their_limit() -> None:
    session = opened("F-示例")
    rows: list[Row] = session.document.rows(LINES)
    assert [row["加扣分"] for row in rows] == ["0.3", "0.2", "-0.05"]
    session.set_text((*LINES, 0, "加扣分"), "3")
    session.set_text((*LINES, 0, "上限"), "2")
    total = session.place(("单位考评", 0, "目标任务得分"))
    assert total is not None
    assert total.text == "52.15"


def test_the_grade_follows_from_the_score_and_is_only_looked_at() -> None:
    session = opened("D-示例")
    assert session.evaluation.value(("等级",)) == "优"
    session.set_text(("预算执行情况", 0, "预算执行数"), "20")
    assert session.evaluation.value(("等级",)) == "良"
    with pytest.raises(UserError, match="由程序计算"):
        session.set_text(("等级",), "优")
