"""带入 with real drafts: where it comes from, what it brings, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.forms.calculation import Evaluation
from desktop.forms.carrying import Line, Proposal
from desktop.forms.catalogue import Catalogue, bundled
from desktop.forms.document import Row
from desktop.forms.edition import Edition
from desktop.forms.loader import parse_edition
from desktop.forms.together import check_together
from desktop.resources import definitions_dir
from desktop.session.carrydesk import Offer
from desktop.session.draft import PASSED
from desktop.session.workspace import Workspace
from desktop.store import Store
from tests.forms.samples import edition_of, sample
from tests.session.filing import PROJECT, UNIT, approval, review, taken_in


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "数据.db") as store:
        yield Workspace(store, bundled)


def offered(workspace: Workspace, draft_id: int) -> list[Offer]:
    return workspace.carry_offers(draft_id)


def proposed(workspace: Workspace, draft_id: int, number: int = 0) -> Proposal:
    offer = offered(workspace, draft_id)[number]
    chosen = offer.sources if offer.several else offer.sources[:1]
    return workspace.carry_proposal(draft_id, offer, [info.id for info in chosen])


# where from


def test_the_passed_one_comes_first_then_the_newest(workspace: Workspace) -> None:
    passed = approval(workspace, "甲", passed=True)
    older, newer = approval(workspace, "乙"), approval(workspace, "丙")
    (offer,) = offered(workspace, review(workspace))
    assert offer.title == "批复的绩效目标"
    assert not offer.several
    assert [info.id for info in offer.sources] == [passed, newer, older]
    assert [info.state for info in offer.sources] == [PASSED, "草稿", "草稿"]


def test_what_has_its_form_already_comes_last(workspace: Workspace) -> None:
    first = approval(workspace, "乙", passed=True)
    second = approval(workspace, "甲", passed=True)
    review(workspace, "甲")
    (offer,) = offered(workspace, review(workspace))
    assert [info.id for info in offer.sources] == [first, second]


def test_only_of_the_same_unit_and_year_while_the_project_is_not_named(workspace: Workspace) -> None:
    approval(workspace, unit="某市审计局")
    assert not offered(workspace, review(workspace))
    approval(workspace)
    assert not offered(workspace, review(workspace, year=2023))
    assert len(offered(workspace, review(workspace))[0].sources) == 1
    assert len(offered(workspace, review(workspace, unit=""))[0].sources) == 2, "a form without a unit can be of any"


def test_the_project_named_finds_its_own(workspace: Workspace) -> None:
    approval(workspace, "考务经费")
    own = approval(workspace, "干部人事档案整理费")
    elsewhere = approval(workspace, "干部人事档案整理经费", unit="某市档案局")
    (offer,) = offered(workspace, review(workspace, PROJECT))
    assert [info.id for info in offer.sources] == [own, elsewhere], "the unit's own first, whatever it is called"


def test_of_two_forms_of_one_project_the_passed_one_counts(workspace: Workspace) -> None:
    passed = approval(workspace, passed=True)
    approval(workspace)
    (offer,) = offered(workspace, review(workspace))
    assert [info.id for info in offer.sources] == [passed]


def test_what_lies_in_the_bin_is_no_source(workspace: Workspace) -> None:
    workspace.delete([approval(workspace)])
    assert not offered(workspace, review(workspace))


def test_a_form_does_not_take_from_itself(workspace: Workspace) -> None:
    draft_id = taken_in(workspace, "F-示例")
    assert not offered(workspace, draft_id)


# what is done


def test_everything_ticked_is_one_step_that_can_be_taken_back(workspace: Workspace) -> None:
    approval(workspace)
    draft_id = review(workspace)
    draft = workspace.open(draft_id)
    before = draft.session.document.copy()
    draft.session.carry_over(proposed(workspace, draft_id).lines)
    after = draft.session.document.copy()
    rows = draft.session.document.rows(("绩效指标",))
    assert len(rows) == 9, "the blank rows gave way"
    assert rows[0] == {
        "一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "整理档案卷数",
        "指标性质": "＝", "指标值": "3000", "度量单位": "卷",
    }  # fmt: skip
    assert draft.session.undo_text == "带入"
    draft.session.undo()
    assert draft.session.document == before
    assert not draft.session.can_undo
    draft.session.redo()
    assert draft.session.document == after


def test_what_was_taken_over_is_in_the_journal_at_once(workspace: Workspace) -> None:
    approval(workspace)
    draft_id = review(workspace)
    draft = workspace.open(draft_id)
    draft.session.carry_over(proposed(workspace, draft_id).lines)
    with Store.open(workspace.store.path) as second:
        assert Workspace(second, bundled).open(draft_id).session.document == draft.session.document


def test_only_what_is_ticked_comes_in(workspace: Workspace) -> None:
    approval(workspace)
    draft_id = review(workspace, "档案")
    session = workspace.open(draft_id).session
    session.set_text(("项目名称",), PROJECT)
    session.set_text(("项目年度目标",), "我们自己的目标。")
    lines = proposed(workspace, draft_id).lines
    (goal,) = (line for line in lines if line.label == "项目年度目标")
    assert (goal.old, goal.ticked) == ("我们自己的目标。", False), "nothing typed is written over by itself"
    session.carry_over([line for line in lines if line.ticked])
    assert session.document.get(("项目年度目标",)) == "我们自己的目标。"
    session.carry_over([goal])
    assert session.document.get(("项目年度目标",)) == goal.new


def test_some_of_the_rows_of_a_blank_list_can_be_taken(workspace: Workspace) -> None:
    approval(workspace)
    draft_id = review(workspace)
    session = workspace.open(draft_id).session
    rows = [line for line in proposed(workspace, draft_id).lines if line.row is not None]
    session.carry_over([rows[1], rows[-1]])
    assert [row["三级指标"] for row in session.document.rows(("绩效指标",))] == ["聘用专业档案管理人员", "购买服务费"]


def test_a_new_row_takes_the_place_of_a_blank_one_of_its_group(workspace: Workspace) -> None:
    approval(workspace)
    draft_id = review(workspace)
    session = workspace.open(draft_id).session
    session.set_text(("绩效指标", 0, "三级指标"), "自己加的指标")
    blank = len(session.document.rows(("绩效指标",)))
    session.carry_over([line for line in proposed(workspace, draft_id).lines if line.ticked])
    rows = [(row.get("二级指标"), row.get("三级指标")) for row in session.document.rows(("绩效指标",))]
    assert rows == [
        ("数量指标", "自己加的指标"),
        ("数量指标", "整理档案卷数"),
        ("数量指标", "聘用专业档案管理人员"),
        ("质量指标", "整理合格率"),
        ("时效指标", "完成时间"),
        ("社会效益指标", "查档当日办结率"),
        ("可持续影响指标", "档案管理制度"),
        ("服务对象满意度指标", "查档人员满意度"),
        ("经济成本指标", "整理费"),
        ("经济成本指标", "购买服务费"),
    ]
    assert blank == 7
    assert proposed(workspace, draft_id).lines == (), "everything is there now"


def test_a_text_too_long_for_a_cell_is_refused_and_nothing_comes_in(workspace: Workspace) -> None:
    session = workspace.open(review(workspace)).session
    before = session.document.copy()
    lines = [
        Line(("项目名称",), "项目名称", "", "档案", "批复表", "档案"),
        Line(("评价结论",), "评价结论", "", "长", "批复表", "长" * 20_000),
    ]
    with pytest.raises(UserError, match="评价结论"):
        session.carry_over(lines)
    assert session.document == before


# K08 holds by itself


@pytest.mark.parametrize("weight", ["", "10"])
def test_a_form_that_was_taken_over_agrees_with_what_was_approved(workspace: Workspace, weight: str) -> None:
    source = approval(workspace)
    draft_id = review(workspace)
    session = workspace.open(draft_id).session
    session.carry_over(proposed(workspace, draft_id).lines)
    for row in range(9):
        session.set_text(("绩效指标", row, "权重"), weight)
    approved = workspace.open(source).session.evaluation
    assert "K08" not in {placed.finding.code for placed in check_together([approved, session.evaluation], bundled())}
    session.set_text(("绩效指标", 0, "指标值"), "2999")
    assert [
        placed.finding.path
        for placed in check_together([approved, session.evaluation], bundled())
        if placed.finding.code == "K08"
    ] == [("绩效指标", 0, "指标值")]


def with_weights() -> Edition:
    """The approved form as another edition has it, with a column for weights."""
    file = definitions_dir() / "B" / "巴中市-2022.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace('edition = "巴中市-2022"', 'edition = "某市-2024"')
    text = text.replace(
        '"指标值" = { type = "text", hint', '"权重" = { type = "number" }\n"指标值" = { type = "text", hint', 1
    )
    return parse_edition(text.encode(), file.name)


def test_weights_are_compared_where_the_approved_form_has_them() -> None:
    catalogue = Catalogue((*bundled().editions, with_weights()))
    approved, own = sample("B-示例"), sample("D-示例")
    own.data["项目名称"] = PROJECT
    own.data["主管部门"] = UNIT
    approved.edition = "某市-2024"
    weighed: Row = {
        "一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "改造面积", "指标值": "≥600平方米", "权重": "20",
    }  # fmt: skip
    unweighed: Row = {"一级指标": "产出指标", "二级指标": "质量指标", "三级指标": "验收合格率", "指标值": "100%"}
    approved.data["年度绩效指标"] = [weighed, unweighed]
    own.data["绩效指标"] = [row for row in own.rows(("绩效指标",)) if row["三级指标"] in {"改造面积", "验收合格率"}]
    edition = catalogue.for_document(approved.form, approved.edition, approved.year)
    found = check_together([Evaluation(edition, approved), Evaluation(edition_of(own), own)], catalogue)
    (weight,) = (placed.finding for placed in found if placed.finding.code == "K08")
    assert weight.path == ("绩效指标", 0, "权重")
    assert (weight.expected, weight.actual) == ("20", "15")
