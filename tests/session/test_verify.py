"""Paper against file: the same, an earlier revision, another content, or nobody's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.canonical import digest as content_digest
from desktop.forms.catalogue import bundled
from desktop.forms.code import code_of
from desktop.forms.document import Document
from desktop.forms.qr import encode, page_code
from desktop.resources import asset
from desktop.session.draft import PASSED, Draft
from desktop.session.verdict import Outcome, gathered
from desktop.session.verify import Paper, Verifier, read_any, read_paper
from desktop.session.workspace import Workspace
from desktop.store import Store
from tests.forms.samples import edition_of, raw_sample

B = asset("samples/B-示例.json")
VALUE = ("年度绩效指标", 2, "指标值")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "数据.db") as opened:
        yield opened


@pytest.fixture
def workspace(store: Store) -> Workspace:
    return Workspace(store, bundled)


@pytest.fixture
def draft(workspace: Workspace) -> Draft:
    """A filled form that passed once."""
    opened = workspace.open(workspace.import_file(B).ids[0])
    opened.review()
    assert opened.row.state == PASSED
    return opened


def code(draft: Draft) -> str:
    return code_of(content_digest(draft.session.edition, draft.session.document))


def scanned(document: Document, revision: int, page: int = 1, count: int = 1) -> str:
    return encode(page_code(edition_of(document), document, revision, page, count))


def test_passing_counts_only_when_the_content_is_another(draft: Draft, store: Store) -> None:
    session = draft.session
    assert session.document.revision == 1
    draft.review()
    assert session.document.revision == 1
    session.set_text(VALUE, "≥97%")
    assert session.document.revision == 1
    draft.review()
    assert session.document.revision == 2
    session.set_text(("年度资金总额",), "15.00")
    draft.review()
    assert session.document.revision == 2
    session.set_text(VALUE, "≥98%")
    draft.review()
    assert session.document.revision == 3
    assert [item.revision for item in store.revisions.of_code(code(draft))] == [3, 1]
    stored = json.loads(store.drafts.load(draft.row.id).document_json)
    assert stored["修订"] == 3


def test_what_does_not_pass_is_no_revision(draft: Draft, store: Store) -> None:
    draft.session.set_text(("年度其他资金",), "4")
    draft.review()
    assert draft.session.document.revision == 1
    last = store.revisions.last(draft.row.id)
    assert last is not None
    assert last.revision == 1


def test_a_form_that_comes_with_a_revision_keeps_it(workspace: Workspace, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "来文.json"
    file.write_text(json.dumps({**raw_sample("B-示例"), "修订": 4}, ensure_ascii=False), encoding="utf-8")
    draft = workspace.open(workspace.import_file(file).ids[0])
    draft.review()
    assert draft.session.document.revision == 4
    draft.session.set_text(VALUE, "≥97%")
    draft.review()
    assert draft.session.document.revision == 5
    assert store.revisions.last(draft.row.id) is not None


def test_a_copy_is_another_document_that_never_passed(workspace: Workspace, draft: Draft) -> None:
    copy = workspace.open(workspace.duplicate(draft.row.id))
    assert copy.session.document.revision == 0
    assert copy.session.document.data == draft.session.document.data
    copy.session.set_text(("项目名称",), "人才市场维护经费")
    copy.review()
    assert (copy.row.state, copy.session.document.revision) == (PASSED, 1)
    assert draft.session.document.revision == 1


def test_the_paper_is_what_is_held(workspace: Workspace, draft: Draft) -> None:
    (verdict,) = workspace.verify(code(draft).lower().replace("-", " "))
    assert (verdict.outcome, verdict.draft_id, verdict.revision, verdict.held) == (Outcome.SAME, draft.row.id, 1, 1)
    assert verdict.title.startswith("一致：这张纸就是某市人力资源和社会保障局“干部人事档案整理工作经费”2022年《")


def test_the_paper_is_an_earlier_revision(workspace: Workspace, draft: Draft) -> None:
    paper = code(draft)
    for value in ("≥97%", "≥96%"):
        draft.session.set_text(VALUE, value)
        draft.review()
    (verdict,) = workspace.verify(paper)
    assert (verdict.outcome, verdict.revision, verdict.held) == (Outcome.DIFFERS, 1, 3)
    assert "的修订 1，您手里的是修订 3，以下 1 处不同" in verdict.title
    assert verdict.difference_lines == ["年度绩效指标第3行的指标值：纸上是“≥98%”，您手里是“≥96%”"]
    assert verdict.place(0) == VALUE


def test_the_draft_was_changed_since_and_not_even_left_yet(workspace: Workspace, draft: Draft) -> None:
    paper = code(draft)
    draft.session.set_text(VALUE, "≥97%")
    (verdict,) = workspace.verify(paper)
    assert "您手里的是修订 1 之后改过的草稿，以下 1 处不同" in verdict.title


def test_a_draft_that_never_passed_is_found_by_its_content(workspace: Workspace) -> None:
    (number,) = workspace.import_file(B).ids
    draft = workspace.open(number)
    (verdict,) = workspace.verify(scanned(draft.session.document, 2))
    assert (verdict.outcome, verdict.draft_id, verdict.revision, verdict.held) == (Outcome.SAME, number, 2, 0)


def test_a_content_nobody_here_knows_of_a_form_that_is_here(workspace: Workspace, draft: Draft) -> None:
    other = draft.session.document.copy()
    other.data["年度目标"] = "别的目标"
    (verdict,) = workspace.verify(scanned(other, 7, 2, 3))
    assert (verdict.outcome, verdict.draft_id, verdict.revision) == (Outcome.FOREIGN, draft.row.id, 7)
    assert "的修订 7，您手里的是修订 1，内容不同" in verdict.title


def test_a_paper_of_somebody_else_says_whose_it_is(workspace: Workspace, draft: Draft) -> None:
    other = draft.session.document.copy()
    other.data["项目名称"], other.data["预算单位"] = "水质监测", "某县水务局"
    (verdict,) = workspace.verify(scanned(other, 2, 1, 2))
    assert verdict.outcome is Outcome.UNKNOWN
    assert verdict.details[-1] == (
        "纸上写着：某县水务局　水质监测　2022年《部门预算项目支出绩效目标批复表》　修订 2　第 1 页，共 2 页"
    )
    (verdict,) = workspace.verify(code_of(bytes(32)))
    assert verdict.outcome is Outcome.UNKNOWN
    assert verdict.draft_id is None


def test_a_draft_in_the_bin_is_said_to_be_there(workspace: Workspace, draft: Draft) -> None:
    workspace.delete([draft.row.id])
    (verdict,) = workspace.verify(code(draft))
    assert (verdict.outcome, verdict.draft_id) == (Outcome.SAME, None)
    assert verdict.details == ("这份草稿在回收站里，恢复以后才能打开",)


def test_the_same_short_code_is_not_enough_when_the_whole_hash_is_there(workspace: Workspace, draft: Draft) -> None:
    page = page_code(draft.session.edition, draft.session.document, 1, 1, 1)
    forged = replace(page, digest=page.digest[:-1] + bytes([page.digest[-1] ^ 1]))
    assert forged.code == page.code
    (verdict,) = workspace.verify(encode(forged))
    assert verdict.outcome is Outcome.FOREIGN


def test_the_pages_of_one_document_are_one_answer(workspace: Workspace, draft: Draft, store: Store) -> None:
    verifier = Verifier(store, bundled())
    papers = [read_paper(scanned(draft.session.document, 1, page, 3)) for page in (3, 1)]
    (verdict,) = gathered([verifier.against_drafts(paper) for paper in papers])
    assert verdict.details[0] == "看到的是第 1、3 页，全文共 3 页"


def test_a_file_takes_the_place_of_a_paper(workspace: Workspace, draft: Draft, tmp_path: Path) -> None:
    draft.export("xlsx", tmp_path / "报.xlsx")
    draft.session.set_text(VALUE, "≥97%")
    (verdict,) = workspace.verify_file(tmp_path / "报.xlsx")
    assert verdict.title.startswith("不一致：这份文件是")
    assert verdict.difference_lines == ["年度绩效指标第3行的指标值：文件里是“≥98%”，您手里是“≥97%”"]


def test_a_paper_against_a_file(draft: Draft, store: Store) -> None:
    verifier = Verifier(store, bundled())
    document = draft.session.document.copy()
    paper = Paper(code(draft))
    assert verifier.against_documents(paper, [document], "报.json").title.startswith("一致：这张纸就是 报.json 里的")
    document.data["年度目标"] = "别的目标"
    verdict = verifier.against_documents(paper, [document], "报.json")
    assert verdict.outcome is Outcome.DIFFERS
    assert verdict.difference_lines[0].endswith("文件里是“别的目标”")
    elsewhere = Verifier(None, bundled()).against_documents(paper, [document], "报.json")
    assert elsewhere.outcome is Outcome.FOREIGN
    assert elsewhere.details[0].startswith("报.json 的核对码是 ")


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "没有核对码"), ("今天天气", "这不是核对码"), ("ABCD", "应是 16 个字符"), ("JB1" + "A" * 60, "内容不完整")],
)
def test_what_is_no_code_is_said(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_paper(text)


def test_files_that_cannot_be_verified_yet(tmp_path: Path) -> None:
    (tmp_path / "包.jbz").write_bytes(b"PK")
    (tmp_path / "假.png").write_bytes(b"%PDF")
    with pytest.raises(UserError, match="上报包不完整或已损坏"):
        read_any(tmp_path / "包.jbz", bundled())
    with pytest.raises(UserError, match=r"不是能读的图片.*扫描成 PDF 的请改扫成图片"):
        read_any(tmp_path / "假.png", bundled())
    with pytest.raises(UserError, match="打不开文件"):
        read_any(tmp_path / "无.png", bundled())


def test_the_stored_revision_is_the_document_as_it_passed(draft: Draft, store: Store) -> None:
    last = store.revisions.last(draft.row.id)
    assert last is not None
    then = jsonio.loads(last.document_json.encode(), name="修订", catalogue=bundled())
    assert then.data == draft.session.document.data
    assert then.revision == 1


def test_a_workbook_that_was_changed_names_the_cell(draft: Draft, store: Store, tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415  # the workspace has set it up

    file = tmp_path / "表.xlsx"
    draft.export("xlsx", file)
    verifier = Verifier(store, bundled())
    assert verifier.against_drafts(read_any(file, bundled())[0]).outcome is Outcome.SAME
    book = load_workbook(file)
    (cell,) = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "9000卷"]
    cell.value = "9500卷"
    book.save(file)
    verdict = verifier.against_drafts(read_any(file, bundled())[0])
    assert verdict.outcome is Outcome.DIFFERS
    assert "（修订 1）有 1 处不同" in verdict.title
    (line,) = verdict.difference_lines
    assert "9500卷" in line
    assert "9000卷" in line


def test_a_file_of_something_else_is_not_found(draft: Draft, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "别的.json"
    raw = raw_sample("B-示例")
    raw["数据"]["项目名称"] = "另一个项目"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    verdict = Verifier(store, bundled()).against_drafts(read_any(file, bundled())[0])
    assert verdict.outcome is Outcome.UNKNOWN
    assert verdict.code in verdict.title
