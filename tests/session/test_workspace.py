"""Drafts on disk: what is typed is kept, whatever happens to the program."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.resources import asset
from desktop.session.desk import free_name
from desktop.session.draft import PASSED
from desktop.session.workspace import Workspace
from desktop.store import DRAFT, Store

FORM, EDITION = "部门预算项目支出绩效目标批复表", "巴中市-2022"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "数据.db"


@pytest.fixture
def workspace(file: Path) -> Iterator[Workspace]:
    with Store.open(file) as store:
        yield Workspace(store, bundled)


def test_a_blank_form_has_the_rows_of_the_printed_one(workspace: Workspace) -> None:
    draft = workspace.open(workspace.create(FORM, EDITION, 2022, "某局"))
    rows = draft.session.document.rows(("年度绩效指标",))
    assert [row["二级指标"] for row in rows][:4] == ["数量指标", "数量指标", "质量指标", "质量指标"]
    assert len(rows) == 11
    assert draft.row.unit == "某局"
    assert draft.row.state == DRAFT


def test_every_cell_is_in_the_file_before_anything_is_flushed(workspace: Workspace, file: Path) -> None:
    draft_id = workspace.create(FORM, EDITION, 2022, "")
    draft = workspace.open(draft_id)
    draft.session.set_text(("项目名称",), "档案整理")
    draft.session.insert_row(("年度绩效指标",), 0)
    assert draft.saved_at is not None
    with Store.open(file) as second:
        other = Workspace(second, bundled).open(draft_id)
        assert other.session.document == draft.session.document
        assert other.row.project == "档案整理", "the window's title names what was typed, not what was written whole"


def test_flushing_brings_the_list_up_to_date(workspace: Workspace) -> None:
    draft = workspace.open(workspace.create(FORM, EDITION, 2022, ""))
    draft.session.set_text(("项目名称",), "档案整理")
    draft.flush()
    assert draft.row.project == "档案整理"
    assert [row.project for row in workspace.drafts("档案")] == ["档案整理"]


def test_review_passes_a_clean_form_and_an_edit_takes_it_back(workspace: Workspace) -> None:
    draft = workspace.open(workspace.create_sample())
    draft.review()
    assert draft.row.state == PASSED
    draft.session.set_text(("项目名称",), "另一个名称")
    draft.flush()
    assert draft.row.state == DRAFT


def test_the_sample_is_made_once(workspace: Workspace) -> None:
    assert workspace.create_sample() == workspace.create_sample()


def test_bin_and_back(workspace: Workspace) -> None:
    draft_id = workspace.create_sample()
    workspace.delete([draft_id])
    assert workspace.drafts() == []
    workspace.restore([draft_id])
    assert [row.id for row in workspace.drafts()] == [draft_id]


def test_a_copy_holds_what_was_typed_a_moment_ago(workspace: Workspace) -> None:
    draft = workspace.open(workspace.create_sample())
    draft.session.set_text(("政府采购",), "7")
    copy = workspace.open(workspace.duplicate(draft.row.id))
    assert copy.session.document.data["政府采购"] == "7"


def test_files_are_written_beside_each_other(workspace: Workspace, tmp_path: Path) -> None:
    draft_id = workspace.create_sample()
    first, second = (workspace.export([draft_id], "pdf", tmp_path)[0] for _ in range(2))
    assert first.name == "B部门预算项目支出绩效目标批复表_2022_干部人事档案整理工作经费.pdf"
    assert second.name.endswith("-2.pdf")
    assert first.read_bytes()[:5] == b"%PDF-"


def test_a_file_is_called_the_same_wherever_it_is_written(workspace: Workspace, tmp_path: Path) -> None:
    draft = workspace.open(workspace.create_sample())
    (written,) = workspace.export([draft.row.id], "xlsx", tmp_path)
    assert draft.file_stem == written.stem


@pytest.mark.parametrize(
    ("project", "stem"),
    [
        ("考务经费", f"B{FORM}_2022_考务经费"),
        ("", f"B{FORM}_2022_某局"),
        ("收入/支出:“A”*?", f"B{FORM}_2022_收入 支出 “A”"),
        ("项" * 60, f"B{FORM}_2022_{'项' * 60}"[:80]),
    ],
)
def test_file_names_hold_nothing_a_system_refuses(workspace: Workspace, project: str, stem: str) -> None:
    draft = workspace.open(workspace.create(FORM, EDITION, 2022, "某局"))
    draft.session.set_text(("项目名称",), project)
    assert draft.file_stem == stem


def test_a_full_folder_of_the_same_name_is_told(tmp_path: Path) -> None:
    for number in range(1, 1001):
        (tmp_path / f"表{'' if number == 1 else f'-{number}'}.pdf").touch()
    with pytest.raises(UserError, match="同名的文件太多"):
        free_name(tmp_path, "表", ".pdf")


def test_a_file_is_taken_in_whole_or_not_at_all(workspace: Workspace, tmp_path: Path) -> None:
    bad = json.loads(asset("samples/B-示例.json").read_bytes())
    bad["数据"]["没有的字段"] = "1"
    path = tmp_path / "坏.json"
    path.write_text(json.dumps(bad), encoding="utf-8")
    with pytest.raises(UserError, match="没有的字段"):
        workspace.import_file(path)
    assert workspace.drafts() == []


def test_what_a_workbook_holds_beside_the_form_is_told(workspace: Workspace, tmp_path: Path) -> None:
    (file,) = workspace.export([workspace.create_sample()], "xlsx", tmp_path)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet.cell(sheet.max_row + 3, 2).value = "另附说明一份"
    book.save(file)
    imported = workspace.import_file(file)
    assert len(imported.ids) == 1
    (note,) = imported.notes
    assert "另附说明一份" in note
    assert "没有读入" in note


def test_the_edition_taken_for_a_file_that_names_none_is_told(workspace: Workspace, tmp_path: Path) -> None:
    data = json.loads(asset("samples/B-示例.json").read_bytes())
    path = tmp_path / "旧.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert workspace.import_file(path).notes == ()
    del data["版式"]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert workspace.import_file(path).notes == ("没有写版式，按“巴中市-2022”处理",)


def test_a_full_disk_does_not_lose_what_is_typed(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = workspace.open(workspace.create_sample())

    def full(*_: object, **__: object) -> int:
        raise UserError("磁盘已满")

    with monkeypatch.context() as patch:
        patch.setattr(type(workspace.store.drafts), "append_edits", full)
        draft.session.set_text(("政府采购",), "7")
        assert draft.saved_at is None
    draft.session.set_text(("政府购买服务",), "1")
    assert draft.saved_at is None, "a journal with a gap is not written on"
    draft.flush()
    assert draft.saved_at is not None
    stored = workspace.store.drafts.load(draft.row.id)
    assert jsonio.loads(stored.document_json.encode(), name="", catalogue=bundled()).data["政府采购"] == "7"


TYPING = """
import sys
from pathlib import Path
from desktop.forms.catalogue import bundled
from desktop.session.workspace import Workspace
from desktop.store import Store
store = Store.open(Path(sys.argv[1]))
draft = Workspace(store, bundled).open(int(sys.argv[2]))
for number in range(1, 10_000):
    draft.session.set_text(("年度绩效指标", number % 9, "指标值"), str(number))
    print(number, flush=True)
"""


def test_a_killed_program_loses_no_committed_cell(file: Path) -> None:
    with Store.open(file) as store:
        draft_id = Workspace(store, bundled).create_sample()
    program = [sys.executable, "-c", TYPING, str(file), str(draft_id)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        for line in typist.stdout:
            if line.strip() == "40":
                typist.kill()
                break
    with Store.open(file) as store:
        rows = Workspace(store, bundled).open(draft_id).session.document.rows(("年度绩效指标",))
    for number in range(32, 41):
        assert int(str(rows[number % 9]["指标值"])) >= number
