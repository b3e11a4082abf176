"""What the other drafts of the year say about the one being filled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.findings import Finding, Level
from desktop.session.draft import PASSED, Draft
from desktop.session.neighbours import Elsewhere, Shelf
from desktop.session.workspace import Workspace
from desktop.store import DRAFT, Store
from tests.forms.samples import sample

TOTAL = ("年度资金总额",)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "数据.db") as store:
        yield Workspace(store, bundled)


def take_in(workspace: Workspace, folder: Path, name: str, **values: str) -> int:
    """A sample as a draft, with values of its own."""
    document = sample(name)
    document.data.update(values)
    file = folder / f"{name}.json"
    file.write_bytes(jsonio.dumps(document))
    (draft_id,) = workspace.import_file(file).ids
    return draft_id


@pytest.fixture
def goals(workspace: Workspace, tmp_path: Path) -> Draft:
    """The project's B, beside the department's A and the budget table, all in agreement."""
    draft_id = take_in(workspace, tmp_path, "B-示例")
    take_in(workspace, tmp_path, "A-示例")
    take_in(workspace, tmp_path, "G-示例")
    return workspace.open(draft_id)


def compared(draft: Draft) -> list[Finding]:
    """What other documents say, after all was compared."""
    while not draft.compare(0.01):
        pass
    return [finding for finding in draft.session.findings if finding.code.startswith("K")]


def codes(findings: list[Finding]) -> list[str]:
    return [f"{finding.code} {finding.level}" for finding in findings]


def test_what_agrees_is_not_mentioned(goals: Draft) -> None:
    assert compared(goals) == []
    assert goals.session.elsewhere == ()


def test_a_changed_amount_contradicts_the_others_until_it_is_put_right(goals: Draft) -> None:
    compared(goals)
    session = goals.session
    heard: list[bool] = []
    session.listeners.append(lambda change: heard.append(change.findings_changed and not change.edits))
    session.set_text(TOTAL, "31")
    assert codes(compared(goals)) == ["K02 W", "K03 E"]
    assert {finding.path for finding in compared(goals)} == {TOTAL}
    assert heard.count(True) == 1, "the window hears of it once"
    session.undo()
    assert compared(goals) == []


def test_it_is_seen_from_the_other_side_as_well(workspace: Workspace, goals: Draft) -> None:
    goals.session.set_text(TOTAL, "31")
    goals.close()
    (other,) = [row.id for row in workspace.drafts() if row.form == "部门整体支出绩效目标批复表"]
    draft = workspace.open(other)
    assert compared(draft) == [], "its place is not here"
    (found,) = draft.session.elsewhere
    assert isinstance(found, Elsewhere)
    assert (found.code, found.path, found.draft_id) == ("K02", TOTAL, goals.row.id)
    assert found.document.startswith("干部人事档案整理工作经费")
    assert "那张表的年度资金总额是 31.00 万元" in found.message, "told from here"


def test_another_projects_contradictions_are_none_of_ones_business(
    workspace: Workspace, goals: Draft, tmp_path: Path
) -> None:
    goals.session.set_text(TOTAL, "31")
    goals.close()
    other = workspace.open(take_in(workspace, tmp_path, "D-示例", 项目名称="人事考试考务经费"))
    assert compared(other) == []
    assert other.session.elsewhere == ()


def test_an_error_against_another_document_blocks_like_an_own_one(workspace: Workspace, goals: Draft) -> None:
    copy_id = workspace.duplicate(goals.row.id)
    copy = workspace.open(copy_id)
    copy.review()
    assert copy.row.state == DRAFT
    assert [finding.code for finding in copy.session.findings] == ["K09"], "by itself nothing is wrong with it"
    copy.close()
    goals.review()
    assert goals.row.state == PASSED, "what is wrong in another draft counts there"
    workspace.delete([goals.row.id])
    copy = workspace.open(copy_id)
    copy.review()
    assert copy.row.state == PASSED


def test_a_draft_in_the_bin_and_one_of_another_year_say_nothing(
    workspace: Workspace, goals: Draft, tmp_path: Path
) -> None:
    goals.session.set_text(TOTAL, "31")
    goals.close()
    table = next(row for row in workspace.drafts() if row.form == "一般公共预算项目支出预算表")
    workspace.delete([table.id])
    assert codes(compared(workspace.open(goals.row.id))) == ["K02 W"]


def test_a_neighbour_that_was_changed_is_read_again_and_only_that(workspace: Workspace, goals: Draft) -> None:
    shelf = Shelf(workspace.store, bundled())
    infos = shelf.beside(goals.row.id, 2022)
    first = [shelf.laid(info) for info in infos]
    other = workspace.open(infos[0].id)
    other.session.set_text(("部门名称",), "另一个局")
    again = shelf.beside(goals.row.id, 2022)
    assert [shelf.knows(info) for info in again] == [False, True]
    assert [shelf.laid(info) is before for info, before in zip(again, first, strict=True)] == [False, True]


def test_a_neighbour_that_cannot_be_read_keeps_nobody_from_working(workspace: Workspace, goals: Draft) -> None:
    goals.session.set_text(TOTAL, "31")
    form = next(row for row in workspace.drafts() if row.form == "部门整体支出绩效目标批复表")
    stored = workspace.store.drafts.load(form.id)
    workspace.store.drafts.append_edits(form.id, ["no edit"], revision=stored.info.revision)
    assert codes(compared(goals)) == ["K03 E"]


def test_reading_the_others_is_done_in_slices(goals: Draft) -> None:
    steps = 0
    while not goals.compare(0.0):
        steps += 1
    assert steps > 2, "each document that is read is a slice of its own, and so is each rule"
    assert goals.compare(0.0), "from then on there is nothing to wait for"


def test_what_is_typed_between_two_slices_is_compared_too(goals: Draft) -> None:
    assert not goals.compare(0.0)
    goals.session.set_text(TOTAL, "31")
    assert codes(compared(goals)) == ["K02 W", "K03 E"]
    goals.session.set_text(TOTAL, "15")
    assert not goals.compare(0.0)
    goals.session.set_text(TOTAL, "31")
    assert codes(compared(goals)) == ["K02 W", "K03 E"]


def test_where_rows_came_or_went_nothing_old_is_said_about_them(goals: Draft) -> None:
    session = goals.session
    below, beside = (Finding("K07", Level.WARNING, path, "不同") for path in (("年度绩效指标", 1, "指标值"), TOTAL))
    session.set_across((below, beside), ())
    session.insert_row(("年度绩效指标",), 0)
    assert below not in session.findings, "another row stands there now"
    assert beside in session.findings


def test_two_copies_of_a_projects_form_are_told_in_the_later_one(workspace: Workspace, goals: Draft) -> None:
    copy = workspace.open(workspace.duplicate(goals.row.id))
    assert codes(compared(copy)) == ["K09 E"]
    goals.close()
    first = workspace.open(goals.row.id)
    assert compared(first) == []
    assert [(finding.code, getattr(finding, "draft_id", 0)) for finding in first.session.elsewhere] == [
        ("K09", copy.row.id)
    ]
