"""From the year's self-evaluations to the report on the desk: drafted, edited, checked, written as Word, PDF, Excel."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pymupdf
import pytest

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.session.draft import PASSED
from desktop.session.workspace import Workspace
from desktop.store import Store
from tests.forms.samples import sample

UNIT = "某县人力资源和社会保障局"
_open: Any = pymupdf.open  # only part of it has types


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "数据.db") as store:
        yield Workspace(store, bundled)


def self_evaluation(folder: Path, project: str, code: str, executed: str) -> Path:
    document = sample("D-示例")
    document.data.update({"项目名称": project, "项目编码": code})
    for row in document.rows(("预算执行情况",))[:2]:
        row.update({"年初预算": "20", "调整后预算数": "20", "预算执行数": executed})
    target = folder / f"{project}.json"
    target.write_bytes(jsonio.dumps(document))
    return target


def test_the_report_of_a_year(workspace: Workspace, tmp_path: Path) -> None:
    for number, (project, executed) in enumerate((("档案整理", "18.6"), ("考务经费", "20")), 1):
        workspace.import_file(self_evaluation(tmp_path, project, f"51322322T00000123456{number}", executed))
    draft_id = workspace.create("项目支出绩效自评报告", "四川省-2022", 2022, UNIT)

    (offer,) = [item for item in workspace.carry_offers(draft_id) if "自评表" in item.carry.form]
    assert {source.project for source in offer.sources} == {"考务经费", "档案整理"}
    proposal = workspace.carry_proposal(draft_id, offer, [source.id for source in offer.sources])
    draft = workspace.open(draft_id)
    session = draft.session
    session.carry_over(proposal.lines)
    assert session.evaluation.value(("项目个数",)) == 2
    assert session.evaluation.value(("预算数合计",)) == 40

    session.undo()
    assert not session.document.data.get("基本情况"), "one step back is all of it"
    session.redo()

    for path, text in {
        ("管理情况",): "项目按规定采购、签订合同并验收后付款。",
        ("监管情况",): "县局按季度检查进度和资金使用，未发现违规问题，检查人𡋤某。",
        ("报告日期",): "2023年3月10日",
    }.items():
        session.set_text(path, text)
    draft.review()
    assert draft.row.state == PASSED, [finding.message for finding in session.findings]

    files = {kind: tmp_path / f"报告.{kind}" for kind in ("docx", "pdf", "xlsx")}
    for kind, target in files.items():
        draft.export(kind, target)
    report = docx.Document(io.BytesIO(files["docx"].read_bytes()))
    said = "\n".join(part.text for part in report.paragraphs)
    assert "档案整理：年初预算20万元，调整后预算数20万元，全年执行18.6万元，预算执行率93.00%。" in said
    assert "检查人𡋤某" in said
    with _open(files["pdf"]) as printed:
        shown = "".join("".join(page.get_text().split()) for page in printed)
    assert "执行数合计38.60万元" in shown
    assert "检查人𡋤某" in shown

    # Edited in Excel or not: it comes back as it was.
    back = workspace.import_file(files["xlsx"])
    (back_id,) = back.ids
    again = workspace.open(back_id).session.document
    assert {key: again.data[key] for key in ("基本情况", "监管情况", "相关建议")} == {
        key: session.document.data[key] for key in ("基本情况", "监管情况", "相关建议")
    }
    columns = ("项目名称", "项目编码", "自评得分", "决算段落")
    assert [[row[key] for key in columns] for row in again.rows(("项目",))] == [
        [row[key] for key in columns] for row in session.document.rows(("项目",))
    ]
