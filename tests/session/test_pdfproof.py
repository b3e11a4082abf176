"""What a PDF proves by itself: printed codes against what is attached, and its signatures."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.export.official import pages_of, pdf_of
from desktop.export.pdf import PdfDocument, write_pdf
from desktop.export.signing import sign_pdf
from desktop.forms import jsonio
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.code import code_of
from desktop.forms.document import Document
from desktop.forms.standing import Standing
from desktop.session import pdfproof
from desktop.session.intake import read_file
from desktop.session.pdfproof import prove
from tests.export.certificates import PASSWORD, UNIT, p12
from tests.forms.samples import edition_of, evaluated, grown, sample


@pytest.fixture
def passed() -> Document:
    """A form on several pages that passed."""
    document = grown("D-示例", "绩效指标", 40)
    document.revision = 2
    return document


def written(tmp_path: Path, data: bytes) -> Path:
    file = tmp_path / "表.pdf"
    file.write_bytes(data)
    return file


def test_the_codes_on_the_pages_are_those_of_what_is_attached(passed: Document, tmp_path: Path) -> None:
    other = sample("B-示例")
    other.revision = 1
    evaluations = [evaluated(passed), evaluated(other)]
    pages = sum(len(pages_of(one)) for one in evaluations)
    proof = prove(written(tmp_path, pdf_of(evaluations, [Standing(), Standing()])), bundled())
    assert proof.holds
    assert proof.lines == [f"{pages} 页印的核对码都与附带的表相符", "没有电子签名"]


def test_another_document_in_the_place_of_the_printed_one_is_noticed(passed: Document, tmp_path: Path) -> None:
    shown = pages_of(evaluated(passed), Standing())
    code = code_of(digest(edition_of(passed), passed))
    passed.data["项目负责人"] = "李某"
    file = written(tmp_path, write_pdf([PdfDocument("表", shown, jsonio.dumps(passed))], title="表"))
    proof = prove(file, bundled())
    assert not proof.holds
    assert proof.strange == tuple((page, code) for page in range(1, len(shown) + 1))
    assert proof.lines[0] == f"第 1 页印的核对码 {code} 与附带的表不符"
    assert read_file(file, bundled()).notes == (f"第 1 页印的核对码 {code} 与附带的表不符，这个 PDF 可能被改动过",)


def test_a_draft_bears_no_code_and_what_looks_like_one_is_none(tmp_path: Path) -> None:
    document = sample("B-示例")
    document.data["项目名称"] = "型号 ABCD-EFGH-JKMN-PQRS 设备购置"
    proof = prove(written(tmp_path, pdf_of([evaluated(document)])), bundled())
    assert (proof.coded, proof.strange, proof.holds) == (0, (), True)


def test_signatures_and_codes_together(passed: Document, tmp_path: Path) -> None:
    signed = sign_pdf(pdf_of([evaluated(passed)], [Standing()]), p12(), PASSWORD)
    proof = prove(written(tmp_path, signed), bundled())
    assert proof.holds
    assert [one.signer for one in proof.signatures] == [UNIT]
    assert proof.lines[0] == f"{len(pages_of(evaluated(passed)))} 页印的核对码都与附带的表相符"
    assert proof.lines[1].startswith(f"电子签名：{UNIT}　")


def test_without_pyhanko_the_line_says_what_was_not_looked_at(
    passed: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, sign_pdf(pdf_of([evaluated(passed)]), p12(), PASSWORD))
    monkeypatch.setattr(pdfproof, "signing_available", lambda: False)
    proof = prove(file, bundled())
    assert proof.lines == ["有电子签名，但没有安装签名组件 pyHanko，无法核对"]
    assert proof.holds


def test_a_pdf_of_others_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="已损坏"):
        prove(written(tmp_path, b"%PDF-1.7\n"), bundled())
