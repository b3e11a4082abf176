"""考评 and the summary filled from it: figures a clerk can check by hand, and nothing typed is lost when more comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.collect.answering import accept, send_back
from desktop.errors import UserError
from desktop.forms.carrying import Line
from desktop.forms.catalogue import bundled
from desktop.forms.shown import shown_value
from desktop.session.assessing import AssessDesk
from desktop.session.carrydesk import Offer
from desktop.session.session import Session
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.store.collect_records import Unit
from tests.collect.packages import goals
from tests.collect.targets import E, F, accept_one, at, receive_one, targets
from tests.forms.samples import sample

WATER, AUDIT, FOREST = "某市水利局", "某市审计局", "某市林业局"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "收表.db") as store:
        yield Workspace(store, bundled)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "U盘"


@pytest.fixture
def desk(workspace: Workspace) -> AssessDesk:
    return workspace.assessing


# the sheet


def test_a_sheet_has_both_scores_and_what_they_come_to(workspace: Workspace, desk: AssessDesk, stick: Path) -> None:
    number = receive_one(workspace.store, stick, targets(WATER))
    sheet = desk.sheet(number)
    assert (sheet.own.total, sheet.result, sheet.open, sheet.is_whole) == ("50", None, 3, False)
    desk.put(number, at(0), "25")
    desk.put(number, at(1), "9.5", "超时一次，扣0.5分")
    sheet = desk.put(number, at(2), "14.7", "少一项")
    assert [(row.own, row.score, row.difference, row.why) for row in sheet.rows] == [
        ("25", "25", "", ""),
        ("10", "9.5", "-0.5", "超时一次，扣0.5分"),
        ("15", "14.7", "-0.3", "少一项"),
    ]
    assert sheet.result is not None
    assert (sheet.result.total, sheet.is_whole) == ("49.2", True)


def test_a_projects_grade_goes_down_with_its_score(workspace: Workspace, desk: AssessDesk, stick: Path) -> None:
    document = sample("D-示例")
    document.revision = 1
    number = receive_one(workspace.store, stick, document)
    assert desk.sheet(number).rows[0].listed
    own = desk.sheet(number).own
    assert (own.total, own.grade) == ("98.50", "优")
    desk.put(number, ("绩效指标", 0, "得分"), "10.5", "面积按验收单核减")
    sheet = desk.put(number, ("绩效指标", 3, "得分"), "8", "台账只有八百人")
    assert sheet.result is not None
    assert (sheet.result.total, sheet.result.grade) == ("82.00", "良"), "98.5 - 4.5 - 12"
    assert sheet.open == 4, "the others count as the unit has them, and are still to be judged"


def test_a_score_without_its_reason_is_kept_and_does_not_count(
    workspace: Workspace, desk: AssessDesk, stick: Path
) -> None:
    number = receive_one(workspace.store, stick, targets(WATER))
    desk.put_same(number)
    sheet = desk.put(number, at(1), "9.5")
    assert (sheet.rows[1].score, sheet.rows[1].lacks, sheet.lacking, sheet.is_whole) == ("9.5", True, 1, False)
    assert sheet.result is not None
    assert sheet.result.total == "40"
    sheet = desk.put(number, at(1), "9.5", " 超时一次 ")
    assert (sheet.rows[1].why, sheet.result and sheet.result.total, sheet.is_whole) == ("超时一次", "49.5", True)


def test_a_reason_stays_with_another_score_while_it_is_needed(
    workspace: Workspace, desk: AssessDesk, stick: Path
) -> None:
    number = receive_one(workspace.store, stick, targets(WATER))
    desk.put(number, at(1), "9.5", "超时一次")
    assert desk.put(number, at(1), "9").rows[1].why == "超时一次"
    assert desk.put(number, at(1), "10").rows[1].why == ""
    assert desk.put(number, at(1), "").rows[1].score == ""


@pytest.mark.parametrize(
    ("own", "score", "why", "misnamed"),
    [
        ("10", "9.5", "超时一次，扣0.5分", False),
        ("10", "9", "超时一次，扣0.5分", True),
        ("10", "9", "超时两次", False),
        ("10", "9", "超时一次，扣0.3分；漏报一次，扣0.7分", False),
        ("9.5", "9", "再扣0.5分", False),  # off the self-given score
    ],
)
def test_a_reason_that_names_other_points_is_seen(
    workspace: Workspace, desk: AssessDesk, stick: Path, own: str, score: str, why: str, *, misnamed: bool
) -> None:
    number = receive_one(workspace.store, stick, targets(WATER, ("25", own, "15")))
    row = desk.put(number, at(1), score, why).rows[1]
    assert (row.misnamed, row.lacks) == (misnamed, False)


def test_what_is_refused_changes_nothing(workspace: Workspace, desk: AssessDesk, stick: Path) -> None:
    number = receive_one(workspace.store, stick, targets(WATER))
    desk.put(number, at(1), "9.5", "超时一次")
    for path, score, why, says in (
        (at(1), "11", "", "不在 0 到 10 之间"),
        (at(1), "9", "长" * 2001, "最多"),
        (at(7), "1", "", "不考评"),
    ):
        with pytest.raises(UserError, match=says):
            desk.put(number, path, score, why)
    assert (desk.sheet(number).rows[1].score, desk.sheet(number).rows[1].why) == ("9.5", "超时一次")


def test_all_as_the_unit_has_it_but_for_what_needs_a_reason(
    workspace: Workspace, desk: AssessDesk, stick: Path
) -> None:
    number = receive_one(workspace.store, stick, targets(WATER, ("25", "9", "")))
    sheet, done = desk.put_same(number)
    assert done == [at(0)], "9 of 10 needs a reason, and the third has no score of its own"
    assert [row.score for row in sheet.rows] == ["25", "", ""]
    assert desk.put_same(number)[1] == []
    assert [row.score for row in desk.clear(number, done).rows] == ["", "", ""]


def test_a_row_that_came_back_changed_shows_the_former_score(
    workspace: Workspace, desk: AssessDesk, stick: Path
) -> None:
    old = receive_one(workspace.store, stick, targets(WATER))
    desk.put(old, at(1), "9.5", "超时一次")
    number = receive_one(workspace.store, stick, targets(WATER, ("25", "9", "15"), revision=2))
    row = desk.sheet(number).rows[1]
    assert (row.score, row.former, row.why) == ("", "9.5", "超时一次")
    assert desk.put(number, at(1), "9", "超时一次").rows[1].former == ""
    with pytest.raises(UserError, match="已被较新的一份替换"):
        desk.put(old, at(1), "9")


def test_what_went_back_is_judged_when_it_comes_again_and_what_was_accepted_may_be(
    workspace: Workspace, desk: AssessDesk, stick: Path
) -> None:
    number = receive_one(workspace.store, stick, targets(WATER))
    accept(workspace.store, bundled(), number)
    assert desk.sheet(number).closed == ""
    other = receive_one(workspace.store, stick, targets(AUDIT))
    send_back(workspace.store, bundled(), [other], "请补盖章")
    assert "重报以后再考评" in desk.sheet(other).closed
    with pytest.raises(UserError, match="重报以后再考评"):
        desk.put_same(other)


def test_a_form_without_scores_has_nothing_to_judge(workspace: Workspace, desk: AssessDesk, stick: Path) -> None:
    number = receive_one(workspace.store, stick, goals())
    assert not desk.applies(number)
    assert (desk.sheet(number).rows, desk.sheet(number).closed) == ((), "这份表没有要考评的得分")
    assert desk.applies(receive_one(workspace.store, stick, targets(WATER)))


# the summary


def judged(workspace: Workspace, stick: Path, unit: str, *off: tuple[int, str, str]) -> int:
    """An accepted sheet with full points but for these: row, score, reason."""
    number = accept_one(workspace.store, stick, targets(unit))
    workspace.assessing.put_same(number)
    for row, score, why in off:
        workspace.assessing.put(number, at(row), score, why)
    return number


def three(workspace: Workspace, stick: Path) -> tuple[int, int, int]:
    """49.2, 50 and 50 of 50 points, in the order of the list of units."""
    workspace.store.board.put_units([Unit(name, name) for name in (WATER, AUDIT, FOREST)])
    return (
        judged(workspace, stick, WATER, (1, "9.5", "超时一次，扣0.5分"), (2, "14.7", "少一项竞赛")),
        judged(workspace, stick, AUDIT),
        judged(workspace, stick, FOREST),
    )


def figures(session: Session, *columns: str) -> list[list[str]]:
    """Columns of the summary as they are printed."""
    scalars, value = session.edition.scalars, session.evaluation.value
    rows = range(len(session.document.rows(("单位考评",))))
    return [[shown_value(scalars["单位考评", key], value(("单位考评", row, key))) for key in columns] for row in rows]


def test_the_summary_is_filled_added_up_and_ranked(workspace: Workspace, stick: Path) -> None:
    three(workspace, stick)
    made = workspace.assessing.make_summary(F, 2022)
    assert made.new
    assert made.line == f"《{E}》已接受并考评完 3 份"
    draft = workspace.open(made.draft)
    session = draft.session
    for row, points in enumerate(("50", "50", "49.2")):
        session.set_text(("单位考评", row, "过程管控得分"), points)
    assert [[one["事由"], one["加扣分"]] for one in session.document.rows(("单位考评", 0, "目标任务加扣分情况"))] == [
        ["超时一次，扣0.5分", "-0.5"],
        ["第3项扣0.3分：少一项竞赛", "-0.3"],
    ]
    assert figures(session, "单位", "目标任务得分", "总分", "名次") == [
        [WATER, "49.2", "99.2", "2"],
        [AUDIT, "50", "100", "1"],
        [FOREST, "50", "99.2", "2"],
    ]
    assert not [finding.code for finding in session.findings if finding.code == "F04"]
    draft.close()


def test_what_is_not_ready_is_named_and_left_out(workspace: Workspace, desk: AssessDesk, stick: Path) -> None:
    three(workspace, stick)
    units = [Unit(name, name) for name in (WATER, AUDIT, FOREST, "某市民政局", "某市司法局", "某市体育局")]
    workspace.store.board.put_units(units)
    received = receive_one(workspace.store, stick, targets("某市民政局"))
    desk.put_same(received)
    half = accept_one(workspace.store, stick, targets("某市司法局"))
    desk.put(half, at(0), "25")
    (plan,) = (one for one in desk.summary_plans(2022) if one.form == F)
    assert (plan.missing, plan.unaccepted, plan.unassessed, plan.draft) == (
        ("某市体育局",),
        ("某市民政局",),
        ("某市司法局",),
        0,
    )
    assert plan.line == (
        f"《{E}》已接受并考评完 3 份；未收 1 个（某市体育局）；未接受 1 个（某市民政局）；未考评完 1 个（某市司法局）"
    )
    made = desk.make_summary(F, 2022)
    draft = workspace.open(made.draft)
    assert [row["单位"] for row in draft.session.document.rows(("单位考评",))] == [WATER, AUDIT, FOREST]
    draft.close()
    assert [one.draft for one in desk.summary_plans(2022) if one.form == F] == [made.draft]


def test_of_nothing_there_is_no_summary(workspace: Workspace, desk: AssessDesk, stick: Path) -> None:
    receive_one(workspace.store, stick, targets(WATER))
    with pytest.raises(UserError, match=f"还没有可以汇总的《{E}》.*未接受 1 个（{WATER}）"):
        desk.make_summary(F, 2022)
    assert workspace.drafts() == []
    with pytest.raises(UserError, match="不是由各单位报来的表汇总的"):
        desk.make_summary(E, 2022)
    assert [plan.form for plan in desk.summary_plans(2022)] == [F]
    assert desk.summary_plans(1999) == []


def test_it_is_begun_once_and_the_sheets_say_so(workspace: Workspace, desk: AssessDesk, stick: Path) -> None:
    number = three(workspace, stick)[0]
    assert desk.sheet(number).summary == ""
    first = desk.make_summary(F, 2022)
    assert desk.sheet(number).summary == F
    again = desk.make_summary(F, 2022)
    assert (again.draft, again.new) == (first.draft, False)
    assert len(workspace.drafts()) == 1


# what comes later


def received_offer(workspace: Workspace, draft: int) -> Offer:
    return next(offer for offer in workspace.carry_offers(draft) if offer.received)


def proposed(workspace: Workspace, draft: int) -> list[Line]:
    offer = received_offer(workspace, draft)
    return list(workspace.carry_proposal(draft, offer, [one.id for one in offer.sources]).lines)


def test_later_scores_come_as_a_proposal_and_what_was_typed_stays(
    workspace: Workspace, desk: AssessDesk, stick: Path
) -> None:
    water, audit, _ = three(workspace, stick)
    draft = workspace.open(desk.make_summary(F, 2022).draft)
    session, inner = draft.session, "目标任务加扣分情况"
    session.set_text(("单位考评", 0, "过程管控得分"), "49.5")
    session.insert_row(("单位考评", 0, inner), 2)
    session.set_text(("单位考评", 0, inner, 2, "事由"), "媒体宣传，加1分")
    session.set_text(("单位考评", 0, inner, 2, "加扣分"), "1")
    draft.flush()
    assert proposed(workspace, draft.row.id) == []
    desk.put(water, at(1), "10")  # the deduction is withdrawn
    desk.put(water, at(2), "14", "少两项竞赛")  # this one grows
    desk.put(audit, at(0), "24", "就业任务没有完成")  # a new one
    judged(workspace, stick, "某市体育局", (0, "24.5", "缺一次台账"))  # and another unit
    lines = proposed(workspace, draft.row.id)
    assert [(line.new, line.gone, line.ticked) for line in lines] == [
        ("第3项扣1分：少两项竞赛", False, False),
        ("-1", False, False),
        ("删去这一行", True, False),
        ("第1项扣1分：就业任务没有完成  -1  稳定就业", False, True),
        ("某市体育局（连同里面 1 行）", False, True),
    ]
    session.carry_over(lines)
    assert [(row["事由"], row["加扣分"]) for row in session.document.rows(("单位考评", 0, inner))] == [
        ("第3项扣1分：少两项竞赛", "-1"),
        ("媒体宣传，加1分", "1"),
    ]
    assert figures(session, "单位", "目标任务得分")[:2] == [[WATER, "50"], [AUDIT, "49"]]
    assert session.document.get(("单位考评", 0, "过程管控得分")) == "49.5"
    assert len(session.document.rows(("单位考评",))) == 4
    assert proposed(workspace, draft.row.id) == []
    session.undo()
    assert len(session.document.rows(("单位考评", 0, inner))) == 3
    draft.close()


def test_what_was_taken_over_before_it_had_a_name_is_not_taken_over_twice(
    workspace: Workspace, desk: AssessDesk, stick: Path
) -> None:
    three(workspace, stick)
    draft = workspace.open(desk.make_summary(F, 2022).draft)
    for row in draft.session.document.rows(("单位考评", 0, "目标任务加扣分情况")):
        row.pop("考核事项")
    lines = proposed(workspace, draft.row.id)
    assert [(line.path[-1], line.new) for line in lines] == [("考核事项", "办文办会"), ("考核事项", "技能竞赛")]
    draft.close()


def test_the_offer_says_what_it_leaves_out(workspace: Workspace, desk: AssessDesk, stick: Path) -> None:
    three(workspace, stick)
    receive_one(workspace.store, stick, targets("某市体育局"))
    accept_one(workspace.store, stick, targets("某市民政局"))
    offer = received_offer(workspace, desk.make_summary(F, 2022).draft)
    assert offer.title == f"收到的《{E}》"
    assert offer.several
    assert len(offer.sources) == 3
    assert offer.note.startswith("另有 1 份没有接受、1 份没有考评完，不带；")


def test_who_receives_nothing_is_offered_nothing(workspace: Workspace) -> None:
    draft = workspace.create(F, "巴中市-2022", 2022, "")
    assert [offer for offer in workspace.carry_offers(draft) if offer.received] == []
