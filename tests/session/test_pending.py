"""What was being typed when the program ended is there again, and the list knows what was typed before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.forms.catalogue import bundled
from desktop.session.draft import PASSED, Draft, Restored
from desktop.session.workspace import Workspace
from desktop.store import DRAFT, Pending, Store

FORM, EDITION = "部门预算项目支出绩效目标批复表", "巴中市-2022"
NAME = ("项目名称",)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "数据.db"


@pytest.fixture
def workspace(file: Path) -> Iterator[Workspace]:
    with Store.open(file) as store:
        yield Workspace(store, bundled)


@pytest.fixture
def draft(workspace: Workspace) -> Draft:
    return workspace.open(workspace.create(FORM, EDITION, 2022, "某局"))


def after_a_power_cut(file: Path, draft: Draft) -> Draft:
    """The draft as the next start finds it. The first window never closed it."""
    with Store.open(file) as store:
        return Workspace(store, bundled).open(draft.row.id)


def test_the_text_of_the_open_cell_comes_back_as_a_step_that_undo_takes_back(file: Path, draft: Draft) -> None:
    draft.keep_pending(NAME, "档案整")
    with Store.open(file) as store:
        other = Workspace(store, bundled).open(draft.row.id)
        assert other.restored == Restored(NAME, "档案整")
        assert other.session.document.get(NAME) == "档案整"
        assert store.drafts.load(draft.row.id).pending is None, "it is in the journal now"
        other.session.undo()
        assert other.session.document.get(NAME) is None
    assert after_a_power_cut(file, draft).restored is None, "told once"


def test_nothing_comes_back_that_was_handed_in_or_given_up(file: Path, draft: Draft) -> None:
    draft.keep_pending(NAME, "档案")
    draft.session.set_text(NAME, "档案整理")
    assert after_a_power_cut(file, draft).restored is None
    draft.keep_pending(NAME, "另一个")
    draft.drop_pending()
    assert after_a_power_cut(file, draft).restored is None


def test_a_row_that_was_only_on_paper_is_made(file: Path, draft: Draft) -> None:
    draft.session.delete_rows(("年度绩效指标",), range(11))
    draft.keep_pending(("年度绩效指标", 0, "三级指标"), "整理档案卷数")
    rows = after_a_power_cut(file, draft).session.document.rows(("年度绩效指标",))
    assert [row.get("三级指标") for row in rows] == ["整理档案卷数"]


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        (("年度目标",), "目" * 20_000, "最多 10000 个字"),
        (("没有的",), "x", "没有这一格"),
        (("资金来源合计",), "3", "程序计算"),
    ],
)
def test_what_cannot_stand_there_is_given_back_in_words(
    file: Path, draft: Draft, path: tuple[str, ...], text: str, why: str
) -> None:
    draft.keep_pending(path, text)
    restored = after_a_power_cut(file, draft).restored
    assert restored is not None
    assert restored.text == text
    assert why in restored.refused


def test_a_draft_that_is_only_printed_keeps_it_for_whoever_opens_it(
    workspace: Workspace, draft: Draft, tmp_path: Path
) -> None:
    draft.keep_pending(NAME, "档案整")
    draft.close()
    workspace.export([draft.row.id], "pdf", tmp_path)
    assert workspace.store.drafts.load(draft.row.id).pending == Pending('["项目名称"]', "档案整")


def test_the_list_shows_the_project_before_the_document_was_written_whole(workspace: Workspace, draft: Draft) -> None:
    draft.session.set_text(NAME, "档案整理")
    assert [row.project for row in workspace.drafts("档案")] == ["档案整理"]
    draft.session.undo()
    assert [row.project for row in workspace.drafts()] == [""]


def test_the_list_shows_that_an_edit_took_the_review_back(workspace: Workspace) -> None:
    draft = workspace.open(workspace.create_sample())
    draft.review()
    assert [row.state for row in workspace.drafts()] == [PASSED]
    draft.session.set_text(("政府采购",), "7")
    assert [row.state for row in workspace.drafts()] == [DRAFT]
