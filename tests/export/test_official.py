"""Every sample in the official layout: what the PDF says when copied out is what the form shows, to the character."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from desktop.export.official import bookmark, file_stem, pages_of, pdf_of, workbook_of
from desktop.export.workbook import read_workbook
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest as content_digest
from desktop.forms.code import code_of
from desktop.forms.document import Document
from desktop.forms.page import Page
from desktop.forms.resolve import resolve
from desktop.resources import asset
from tests.forms.samples import edition_of, evaluated, grown, sample

NAMES = sorted(file.stem for file in asset("samples").glob("*.json"))
RARE = "䶮㛃𬭎𫖯𡋤"
"""Characters of names at level 3 of GB 18030-2022, three of them beyond U+FFFF."""


def said(pages: list[Page]) -> str:
    """All words on the pages in drawing order, without blanks."""
    pieces = (
        piece.text
        for page in pages
        for box in page.boxes
        for placed in box.lines
        for piece in placed.line.pieces
    )  # fmt: skip
    return "".join("".join(pieces).split())


def copied(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return "".join("".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("name", NAMES)
def test_the_text_copies_out_exactly(name: str) -> None:
    evaluation = evaluated(sample(name))
    pages = pages_of(evaluation)
    assert copied(pdf_of([evaluation])) == said(pages)
    shown = "".join(cell.text for cell in resolve(evaluation).cells)
    assert set("".join(shown.split())) <= set(said(pages)), "nothing of the grid is lost on the way to paper"


@pytest.mark.parametrize(("name", "table"), [("B-示例", "年度绩效指标"), ("D-示例", "绩效指标")])
@pytest.mark.parametrize("count", [1, 15, 120])
def test_long_and_short_forms_stay_within_their_pages(name: str, table: str, count: int) -> None:
    evaluation = evaluated(grown(name, table, count))
    pages = pages_of(evaluation)
    assert (len(pages) == 1) is (count < 120)
    for page in pages:
        for box in page.boxes:
            assert box.x >= -0.01
            assert box.x + box.width <= page.width + 0.01
            assert box.y + box.height <= page.height + 0.01
            for placed in box.lines:
                assert placed.baseline <= box.y + box.height + 0.01
                assert placed.x >= box.x - box.size / 2
                assert placed.x + placed.line.width <= box.x + box.width + box.size / 2
    assert copied(pdf_of([evaluation])) == said(pages)


def test_rare_characters_of_names_reach_paper_and_workbook_and_come_back() -> None:
    document = sample("D-示例")
    document.data["项目负责人"] = RARE
    evaluation = evaluated(document)
    assert RARE in copied(pdf_of([evaluation]))
    (back,) = read_workbook(workbook_of([evaluation]), name="表.xlsx").documents
    assert back == document


def test_the_same_document_gives_the_same_file() -> None:
    when = datetime(2022, 11, 21, 9, 0, tzinfo=UTC)
    first, second = (pdf_of([evaluated(sample("B-示例"))], created=when) for _ in range(2))
    assert first == second


def test_names_for_people_and_for_files() -> None:
    document: Document = sample("B-示例")
    document.data["项目名称"] = '档案/整理: "甲" *'
    evaluation = Evaluation(edition_of(document), document)
    assert bookmark(evaluation) == '档案/整理: "甲" *\u30002022年部门预算项目支出绩效目标批复表'
    assert file_stem(evaluation) == "B部门预算项目支出绩效目标批复表_2022_档案 整理 甲"
    assert Path(file_stem(evaluation)).name == file_stem(evaluation)


def test_the_workbook_carries_the_hash_of_its_content_and_not_on_the_sheet() -> None:
    evaluation = evaluated(sample("B-示例"))
    whole = content_digest(evaluation.edition, evaluation.document)
    with zipfile.ZipFile(io.BytesIO(workbook_of([evaluation]))) as book:
        properties = book.read("docProps/core.xml").decode()
        shown = [book.read(name).decode() for name in book.namelist() if name != "docProps/core.xml"]
    assert f"sha256:{whole.hex()}" in properties
    assert f"核对码 {code_of(whole)}" in properties
    assert not any(code_of(whole) in part for part in shown)
