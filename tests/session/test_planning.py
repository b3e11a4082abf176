"""结转 and 生成 with real drafts: what is planned, what is not and why, and what is made of it in one go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue, bundled
from desktop.forms.checks import check
from desktop.forms.loader import parse_edition
from desktop.forms.together import check_together
from desktop.resources import definitions_dir
from desktop.session.planning import Prospect
from desktop.session.workspace import Workspace
from desktop.store import DraftInfo, Store, Summary
from tests.session.filing import APPROVAL, OWN, OWN_FORM, PROJECT, REVIEW, UNIT, approval, review, taken_in

NUMERALS = "一二三四五六七八九十"
PROJECTS = [f"第{one}片区{kind}补助经费" for one in NUMERALS for kind in ("公益性岗位", "技能培训", "人才招引")]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "数据.db") as store:
        yield Workspace(store, bundled)


def with_own_form(store: Store, **changed: str) -> Workspace:
    """A catalogue to which a unit added a form of its own, in these words instead."""
    text = OWN_FORM
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    own = parse_edition(text.encode(), "验收表.toml")
    return Workspace(store, lambda: Catalogue((*bundled().editions, own)))


def plans_of(workspace: Workspace, ids: list[int], form: str = REVIEW) -> list[Prospect]:
    """What 生成 would make of these drafts."""
    return [plan for one in workspace.successors(ids) if one.form == form for plan in one.plans]


def faults(plans: list[Prospect]) -> dict[str, str]:
    return {plan.info.project: plan.fault for plan in plans}


# 生成


def test_thirty_approved_forms_become_thirty_self_evaluations(workspace: Workspace) -> None:
    ids = [approval(workspace, project, passed=True) for project in PROJECTS]
    (one,) = workspace.successors(ids)
    assert one.form == REVIEW
    assert [(plan.info.project, plan.fault, plan.warning) for plan in one.plans] == [
        (name, "", "") for name in PROJECTS
    ]
    assert len(workspace.drafts()) == 30, "nothing is made before the person says so"
    made = workspace.make(one.plans)
    rows = [workspace.store.drafts.info(draft_id) for draft_id in made]
    assert [(row.form, row.year, row.unit, row.project) for row in rows] == [
        (REVIEW, 2022, UNIT, name) for name in PROJECTS
    ]
    documents = [workspace.open(draft_id).session.document for draft_id in (*ids, *made)]
    for document in documents[30:]:
        assert document.unit == UNIT
        assert document.get(("绩效指标", 0, "三级指标")) == "整理档案卷数"
        assert document.get(("预算执行情况", 0, "年初预算")) == "15"
    editions = [bundled().for_document(one.form, one.edition, one.year) for one in documents]
    evaluations = [Evaluation(edition, document) for edition, document in zip(editions, documents, strict=True)]
    assert not {placed.finding.code for placed in check_together(evaluations, bundled())} & {"K08", "K09"}
    assert set(faults(plans_of(workspace, ids)).values()) == {"已有这份表"}


def test_a_single_one_stands_for_its_unit_and_year(workspace: Workspace) -> None:
    ids = [approval(workspace, project) for project in PROJECTS[:3]]
    approval(workspace, "别的单位的项目", unit="某市审计局")
    whole = taken_in(workspace, "A-示例")
    assert [plan.info.id for plan in plans_of(workspace, ids[1:2])] == ids
    assert [plan.info.id for plan in plans_of(workspace, [whole])] == ids, "whichever form it is"
    assert [plan.info.id for plan in plans_of(workspace, [ids[2], whole])] == [ids[2]], "of several only those selected"


def test_nothing_is_made_of_what_no_form_takes_from_by_project(workspace: Workspace) -> None:
    assert not workspace.successors([taken_in(workspace, "A-示例"), review(workspace, "甲")])


def test_what_did_not_pass_says_so_and_can_be_taken(workspace: Workspace) -> None:
    ids = [approval(workspace, "甲", passed=True), approval(workspace, "乙")]
    plans = plans_of(workspace, ids)
    assert [plan.warning for plan in plans] == ["", "来源还没有审核通过"]
    assert len(workspace.make(plans)) == 2


def test_what_has_its_form_already_is_not_made_again(workspace: Workspace) -> None:
    ids = [approval(workspace, "甲补助经费"), approval(workspace, "乙补助经费"), approval(workspace, "")]
    review(workspace, "甲补助费")
    plans = plans_of(workspace, ids)
    assert faults(plans) == {"甲补助经费": "已有这份表", "乙补助经费": "", "": "没有填项目名称"}
    assert [workspace.store.drafts.info(made).project for made in workspace.make(plans)] == ["乙补助经费"]


def test_the_form_of_another_unit_is_not_this_ones(workspace: Workspace) -> None:
    own, other = approval(workspace, "考务经费"), approval(workspace, "考务经费", unit="某市教育局")
    review(workspace, "考务经费", unit="某市教育局")
    assert [plan.fault for plan in plans_of(workspace, [own, other])] == ["", "已有这份表"]


def test_a_unit_that_has_two_names_is_found_by_both(workspace: Workspace) -> None:
    draft = workspace.open(review(workspace, "考务经费", unit="某市人事考试中心"))
    draft.session.set_text(("实施单位",), UNIT)
    draft.flush()
    draft.close()
    assert [
        plan.fault for plan in plans_of(workspace, [approval(workspace, "考务经费"), taken_in(workspace, "A-示例")])
    ] == ["已有这份表"]


def test_of_two_for_the_same_project_the_one_that_passed_is_taken(workspace: Workspace) -> None:
    passed = approval(workspace, "甲", passed=True)
    plans = plans_of(workspace, [approval(workspace, "甲"), passed])
    assert [plan.fault for plan in plans] == ["同单位、同项目的另有一份", ""]


def test_what_is_typed_and_not_yet_written_whole_is_generated(workspace: Workspace) -> None:
    draft_id = approval(workspace)
    workspace.open(draft_id).session.set_text(("年度目标",), "改过的目标")
    (made,) = workspace.make(plans_of(workspace, [draft_id]))
    assert workspace.open(made).session.document.get(("项目年度目标",)) == "改过的目标"


def test_a_units_own_form_is_made_as_well(tmp_path: Path) -> None:
    with Store.open(tmp_path / "数据.db") as store:
        workspace = with_own_form(store)
        ids = [approval(workspace, "甲"), approval(workspace, "乙")]
        assert [one.form for one in workspace.successors(ids)] == [REVIEW, OWN]
        made = [workspace.open(one) for one in workspace.make(plans_of(workspace, ids, OWN))]
        assert [(draft.row.unit, draft.row.project) for draft in made] == [(UNIT, "甲"), (UNIT, "乙")], (
            "its definition takes over neither"
        )
        assert [draft.session.document.get(("资金总额",)) for draft in made] == ["15", "15"]


@pytest.mark.parametrize(
    ("what", "changed", "years"),
    [
        ("of last year's form", {'match = "项目"': 'match = "项目"\nyears = -1'}, [2023]),
        ("of another edition only", {'match = "项目"': 'match = "项目"\neditions = ["某市-2030"]'}, []),
        ("by unit, which 新建 and 带入 are for", {'match = "项目"': 'match = "单位"'}, []),
        ("in no edition for that year", {"years = [2022]": "years = [2030]"}, []),
    ],
)
def test_the_definition_says_what_is_made(tmp_path: Path, what: str, changed: dict[str, str], years: list[int]) -> None:
    with Store.open(tmp_path / "数据.db") as store:
        workspace = with_own_form(store, **changed)
        plans = plans_of(workspace, [approval(workspace)], OWN)
        assert [workspace.store.drafts.info(made).year for made in workspace.make(plans)] == years, what


def test_what_gives_nothing_is_not_made(tmp_path: Path) -> None:
    with Store.open(tmp_path / "数据.db") as store:
        workspace = with_own_form(store, **{'match = "项目"': 'match = "项目"\nwhere = "年度资金总额 > 100"'})
        assert faults(plans_of(workspace, [approval(workspace)], OWN)) == {PROJECT: "没有可以带入的内容"}


def test_all_are_made_or_none(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = plans_of(workspace, [approval(workspace, "甲"), approval(workspace, "乙")])
    create, calls = workspace.store.drafts.create, []

    def full(summary: Summary, document_json: str) -> DraftInfo:
        calls.append(summary.project)
        if len(calls) == 2:
            raise UserError("磁盘满了", remedy="请清理磁盘")
        return create(summary, document_json)

    monkeypatch.setattr(workspace.store.drafts, "create", full)
    with pytest.raises(UserError, match="磁盘满了"):
        workspace.make(plans)
    assert calls == ["甲", "乙"]
    assert [row.form for row in workspace.drafts()] == [APPROVAL, APPROVAL]
    assert not workspace.drafts(deleted=True)


# 结转


def test_last_years_form_becomes_this_years(workspace: Workspace) -> None:
    draft_id = approval(workspace)
    (plan,) = workspace.rollovers([draft_id])
    assert (plan.year, plan.fault) == (2023, "")
    assert len(workspace.drafts()) == 1, "nothing is made before the person says so"
    (made,) = workspace.make([plan])
    draft = workspace.open(made)
    assert (draft.row.form, draft.row.year, draft.row.project) == (APPROVAL, 2023, PROJECT)
    session = draft.session
    assert session.document.unit == UNIT
    assert session.document.get(("项目属性",)) == "延续项目"
    assert session.document.get(("以前年度预算安排",)) == "15"
    assert session.document.get(("年度资金总额",)) is None
    assert all(finding.blank for finding in check(session.evaluation)), "only what is still to be filled"
    assert not session.can_undo, "the new form begins here"


def test_a_form_that_is_there_already_is_not_made_twice(workspace: Workspace) -> None:
    draft_id = approval(workspace)
    workspace.make(workspace.rollovers([draft_id]))
    (plan,) = workspace.rollovers([draft_id])
    assert plan.fault == "已有2023年度的这份表"
    assert workspace.make([plan]) == []
    assert len(workspace.drafts()) == 2


def test_two_copies_of_one_form_become_one(workspace: Workspace) -> None:
    draft_id = approval(workspace)
    plans = workspace.rollovers([draft_id, workspace.duplicate(draft_id)])
    assert [bool(plan.fault) for plan in plans] == [False, True]


def test_each_form_goes_into_the_year_after_its_own(workspace: Workspace) -> None:
    ids = [taken_in(workspace, f"{letter}-示例") for letter in "ABCDEFG"]
    plans = workspace.rollovers(ids)
    assert [plan.fault for plan in plans] == [""] * 7
    made = [workspace.open(draft_id).row for draft_id in workspace.make(plans)]
    assert [row.year for row in made] == [workspace.open(draft_id).row.year + 1 for draft_id in ids]
    assert [(row.form, row.unit, row.project) for row in made] == [
        (row.form, row.unit, row.project) for row in (workspace.open(draft_id).row for draft_id in ids)
    ]


def test_what_is_typed_and_not_yet_written_whole_comes_over(workspace: Workspace) -> None:
    draft_id = approval(workspace)
    workspace.open(draft_id).session.set_text(("年度目标",), "改过的目标")
    (made,) = workspace.make(workspace.rollovers([draft_id]))
    assert workspace.open(made).session.document.get(("年度目标",)) == "改过的目标"


def test_a_form_without_a_rule_for_it_says_so(tmp_path: Path) -> None:
    file = definitions_dir() / "F" / "巴中市-2022.toml"
    text = file.read_text(encoding="utf-8").replace("years = -1", "years = -2")
    with Store.open(tmp_path / "数据.db") as store:
        workspace = Workspace(store, lambda: Catalogue((parse_edition(text.encode(), file.name),)))
        draft_id = workspace.create("目标考评情况汇总表", "巴中市-2022", 2022, "")
        assert [plan.fault for plan in workspace.rollovers([draft_id])] == ["表样里没有写怎样结转"]


def test_a_year_no_edition_is_for_says_so(tmp_path: Path) -> None:
    file = definitions_dir() / "F" / "巴中市-2022.toml"
    text = file.read_text(encoding="utf-8").replace("years = [2022]", "years = [2022, 2022]")
    with Store.open(tmp_path / "数据.db") as store:
        workspace = Workspace(store, lambda: Catalogue((parse_edition(text.encode(), file.name),)))
        draft_id = workspace.create("目标考评情况汇总表", "巴中市-2022", 2022, "")
        assert "没有适用于 2023 年度的版式" in workspace.rollovers([draft_id])[0].fault
