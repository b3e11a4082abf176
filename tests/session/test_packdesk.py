"""上报 from the drafts: judged as they stand, passed where nothing is open, with the revision before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.export.package.reading import read_package
from desktop.forms.catalogue import bundled
from desktop.resources import asset
from desktop.session.draft import PASSED
from desktop.session.packdesk import Plan
from desktop.session.packing import Packed
from desktop.session.workspace import Workspace
from desktop.store import Store

UNIT = "某市人力资源和社会保障局"
APPROVAL = "部门预算项目支出绩效目标批复表"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A (1) and B (2) of the same unit and year, B passed."""
    with Store.open(tmp_path / "数据.db") as store:
        workspace = Workspace(store, bundled)
        for name in ("A-示例", "B-示例"):
            workspace.import_file(asset(f"samples/{name}.json"))
        draft = workspace.open(2)
        draft.review()
        draft.close()
        yield workspace


def edit(workspace: Workspace, draft_id: int, key: str, text: str, *, review: bool = False) -> None:
    draft = workspace.open(draft_id)
    draft.session.set_text((key,), text)
    if review:
        draft.review()
    draft.flush()
    draft.close()


def pack(workspace: Workspace, plan: Plan, *chosen: int) -> Packed:
    packing = workspace.packing(plan, chosen, ())
    for _ in packing.work():
        pass
    assert packing.packed is not None
    return packing.packed


def words(plan: Plan) -> dict[int, str]:
    return {one.info.id: one.words for one in plan.candidates}


def test_the_unit_s_year_is_listed_and_each_judged_as_it_stands(workspace: Workspace) -> None:
    other = workspace.create(APPROVAL, "巴中市-2022", 2022, "某市审计局")
    blank = workspace.create(APPROVAL, "巴中市-2022", 2022, UNIT)
    plan = workspace.pack_plan([2])
    found = words(plan)
    assert other not in found
    assert found[1] == "没有问题，打包时记为审核通过"
    assert found[2] == "审核通过　修订 1"
    assert found[blank].startswith("错误 11 处：X01 项目名称没有填")
    assert [one.place for one in plan.candidates if one.info.id == blank] == [("项目名称",)]


def test_a_draft_that_contradicts_another_is_held_back_though_it_had_passed(workspace: Workspace) -> None:
    draft = workspace.open(1)
    rows = draft.session.document.rows(("年度主要任务",))
    named = next(at for at, row in enumerate(rows) if "干部人事档案整理" in str(row.get("主要内容")))
    text = str(rows[named]["主要内容"])
    draft.session.set_text(("年度主要任务", named, "主要内容"), text.replace("15万元", "16万元"))
    draft.flush()
    draft.close()
    found = words(workspace.pack_plan([2]))
    assert "K02" in found[2]
    assert workspace.store.drafts.info(2).state == PASSED


def test_packing_passes_what_had_nothing_open(workspace: Workspace) -> None:
    plan = workspace.pack_plan([1, 2])
    packed = pack(workspace, plan, 1, 2)
    assert [entry.revision for entry in packed.manifest.entries] == [1, 1]
    assert workspace.store.drafts.info(1).state == PASSED
    last = workspace.store.revisions.last(1)
    assert last is not None
    assert last.digest == packed.manifest.entries[0].digest
    assert words(plan)[1] == "审核通过　修订 1"
    assert words(workspace.pack_plan([1]))[1] == "审核通过　修订 1"


def test_the_revision_before_goes_along(workspace: Workspace) -> None:
    first = workspace.store.revisions.last(2)
    assert first is not None
    edit(workspace, 2, "年度目标", "完成全部档案的整理", review=True)
    (entry,) = pack(workspace, workspace.pack_plan([2]), 2).manifest.entries
    assert entry.revision == 2
    assert entry.previous is not None
    assert (entry.previous.revision, entry.previous.digest) == (1, first.digest)


def test_an_edit_after_the_list_was_shown_is_noticed(workspace: Workspace) -> None:
    plan = workspace.pack_plan([2])
    edit(workspace, 2, "年度目标", "别的目标")
    with pytest.raises(UserError, match="列表打开以后，有的表又改过"):
        workspace.packing(plan, [2], ())


def test_nothing_passes_when_something_is_held_back(workspace: Workspace) -> None:
    edit(workspace, 2, "年度资金总额", "31")
    plan = workspace.pack_plan([1, 2])
    with pytest.raises(UserError, match="还不能上报：“干部人事档案整理工作经费”"):
        workspace.packing(plan, [1, 2], ())
    assert workspace.store.revisions.last(1) is None


def test_what_is_missing_and_how_the_package_is_called(workspace: Workspace) -> None:
    plan = workspace.pack_plan([2])
    assert plan.lacking([2])[0] == "缺：部门整体支出绩效目标批复表（这里有，这次没有选）"
    assert plan.lacking([1, 2])[0] == "缺：部门预算收支总表"
    assert plan.stem([1, 2]) == f"上报_{UNIT}_2022_年初"


def test_put_and_printed(workspace: Workspace, tmp_path: Path) -> None:
    packed = pack(workspace, workspace.pack_plan([2]), 2)
    target = tmp_path / "包.jbz"
    assert workspace.put_package(packed, target, "口令") == target.stat().st_size
    assert read_package(target.read_bytes(), name="包", password="口令").code == packed.code
    printout = workspace.note_printout(packed)
    (page,) = printout.make(None)
    assert any(box.cell.text == packed.code for box in page.boxes)
    assert workspace.import_file(target, "口令").ids
