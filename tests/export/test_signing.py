"""Signatures of units under a PDF: one after the other, checked without a network, none to be tampered with."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from desktop.errors import UserError
from desktop.export import signing
from desktop.export.official import pdf_of
from desktop.export.pdf.reading import read_attachments
from desktop.export.signing import Rect, sign_pdf, verify_signatures
from desktop.forms import jsonio
from desktop.forms.page import MM
from tests.export import certificates, pdf_pages
from tests.export.certificates import AUTHORITY, PASSWORD, SUPERIOR, UNIT, p12
from tests.forms.samples import evaluated, grown, sample


@pytest.fixture(scope="module")
def plain() -> bytes:
    return pdf_of([evaluated(sample("D-示例"))])


@pytest.fixture(scope="module")
def once(plain: bytes) -> bytes:
    return sign_pdf(plain, p12(), PASSWORD, reason="上报")


@pytest.fixture(scope="module")
def twice(once: bytes) -> bytes:
    return sign_pdf(once, p12(SUPERIOR), PASSWORD, reason="审核通过")


def test_a_signature_tells_who_when_and_why(once: bytes) -> None:
    (signature,) = verify_signatures(once)
    assert (signature.signer, signature.issuer, signature.reason) == (UNIT, AUTHORITY, "上报")
    assert signature.when is not None
    assert abs(datetime.now(UTC) - signature.when) < timedelta(hours=1)
    assert signature.holds
    assert signature.whole
    assert not signature.trusted
    assert f"签名有效；证书由“{AUTHORITY}”签发，本机无法核实" in signature.line


def test_an_authority_that_is_known_makes_the_certificate_trusted(once: bytes) -> None:
    (signature,) = verify_signatures(once, roots=[certificates.root()])
    assert signature.trusted
    assert signature.line.endswith("签名有效；证书可信")


def test_the_second_signature_leaves_the_first_as_it_is(once: bytes, twice: bytes) -> None:
    assert twice.startswith(once)
    first, second = verify_signatures(twice, roots=[certificates.root()])
    assert [(one.field, one.signer) for one in (first, second)] == [("签名1", UNIT), ("签名2", SUPERIOR)]
    assert [(one.holds, one.whole, one.trusted) for one in (first, second)] == [(True, False, True), (True, True, True)]
    assert "其后只加了别的签名" in first.line


def test_a_signed_file_still_gives_its_document_back(twice: bytes) -> None:
    assert read_attachments(twice, name="表.pdf") == [jsonio.dumps(sample("D-示例"))]


def test_a_file_without_signatures_has_none(plain: bytes) -> None:
    assert verify_signatures(plain) == []
    assert not signing.has_signature(plain)


def test_what_was_there_before_is_not_touched(plain: bytes, twice: bytes) -> None:
    assert twice.startswith(plain)
    before, after = pdf_pages.mupdf(plain)[0], pdf_pages.mupdf(twice)[0]
    assert after.get_text().startswith(before.get_text())


@pytest.mark.parametrize("part", [0.02, 0.2, 0.5, 0.8, 0.97])
def test_one_byte_changed_anywhere_in_what_was_signed_is_noticed(once: bytes, plain: bytes, part: float) -> None:
    changed = bytearray(once)
    changed[int(len(plain) * part)] ^= 1
    with contextlib.suppress(UserError):  # said to be damaged, which is noticed too
        found = verify_signatures(bytes(changed))
        assert not any(signature.holds for signature in found)
        assert all("有效；" not in signature.line for signature in found)


@pytest.mark.parametrize("added", [b"\n% hi\n", b"\0"])
def test_bytes_behind_the_last_signature_are_noticed(once: bytes, twice: bytes, added: bytes) -> None:
    for signed in (once, twice):
        *before, last = verify_signatures(signed + added)
        assert not last.holds
        assert last.line.endswith("签名后文件里另加了内容，不能作数")
        assert all(signature.holds for signature in before)


def test_a_page_added_after_signing_is_noticed(once: bytes) -> None:
    writer = PdfWriter(fileobj=io.BytesIO(once), incremental=True)
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(once)
    (signature,) = verify_signatures(out.getvalue())
    assert signature.intact
    assert signature.changed
    assert not signature.holds
    assert "不能作数" in signature.line


def widgets(data: bytes) -> list[Any]:
    pages = PdfReader(io.BytesIO(data)).pages
    return [entry.get_object() for page in pages for entry in page.get("/Annots", [])]


def test_signatures_are_shown_at_the_foot_of_the_last_page_and_printed() -> None:
    data = pdf_of([evaluated(grown("D-示例", "绩效指标", 60))])
    signed = sign_pdf(sign_pdf(data, p12(), PASSWORD), p12(SUPERIOR), PASSWORD)
    reader = PdfReader(io.BytesIO(signed))
    assert len(reader.pages) > 1
    assert all("/Annots" not in page for page in reader.pages[:-1])
    first, second = (tuple(float(value) / MM for value in widget["/Rect"]) for widget in widgets(signed))
    assert first[0] == pytest.approx(20, abs=0.3)
    assert second[2] == pytest.approx(210 - 18, abs=0.3)
    assert first[2] < 105 - 10 < 105 + 10 < second[0], "the page number between them stays free"
    assert max(first[3], second[3]) < 18
    for widget in widgets(signed):
        assert widget["/F"] & 4, "printed"
        assert not widget["/F"] & (1 | 2 | 32), "neither invisible nor hidden"


def test_the_picture_names_the_signer_in_words_that_can_be_read(once: bytes) -> None:
    (widget,) = pdf_pages.mupdf(once)[0].widgets()
    text = pdf_pages.mupdf(once)[0].get_textbox(widget.rect)
    assert UNIT in text
    assert "电子签名" in text


@pytest.mark.parametrize("name", ["张𡋤", "某县" * 40, ""])
def test_any_name_can_be_shown(plain: bytes, name: str) -> None:
    signed = sign_pdf(plain, p12(), PASSWORD, name=name)
    (widget,) = pdf_pages.mupdf(signed)[0].widgets()
    shown = "".join(pdf_pages.mupdf(signed)[0].get_textbox(widget.rect).split())
    assert (name or UNIT)[:12] in shown


def test_a_signed_file_is_the_same_kind_of_record(plain: bytes, twice: bytes) -> None:
    """Signing names neither another version of PDF nor another program, and draws with embedded fonts."""
    before, after = PdfReader(io.BytesIO(plain)), PdfReader(io.BytesIO(twice))
    assert after.metadata == before.metadata
    root: Any = after.trailer["/Root"]
    assert "/Version" not in root
    assert {str(item["/BaseVersion"]) for item in root["/Extensions"].values()} == {"/1.7"}
    assert root["/Metadata"].get_data() == before.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
    for widget in widgets(twice):
        drawn = widget["/AP"]["/N"]["/Resources"]["/XObject"]["/Stamp"]
        for font in drawn["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_a_place_of_ones_own(plain: bytes) -> None:
    (widget,) = widgets(sign_pdf(plain, p12(), PASSWORD, box=Rect(100, 60, 42, 20), field="财务"))
    assert [float(value) / MM for value in widget["/Rect"]] == pytest.approx([100, 60, 142, 80], abs=0.3)
    assert widget["/T"] == "财务"


def test_a_file_of_another_program_can_be_signed_too() -> None:
    writer = PdfWriter()
    writer.add_blank_page(842, 595)
    writer.root_object["/Pages"][NameObject("/MediaBox")] = writer.pages[0].pop("/MediaBox")  # type: ignore[index]
    out = io.BytesIO()
    writer.write(out)
    signed = sign_pdf(sign_pdf(out.getvalue(), p12(), PASSWORD), p12(SUPERIOR), PASSWORD)
    assert [one.holds for one in verify_signatures(signed)] == [True, True]
    assert widgets(signed)[1]["/Rect"][2] / MM == pytest.approx(842 / MM - 18, abs=0.3)


def test_beyond_four_signatures_are_kept_without_being_shown(plain: bytes) -> None:
    data = plain
    for _ in range(5):
        data = sign_pdf(data, p12(), PASSWORD)
    assert [one.holds for one in verify_signatures(data)] == [True] * 5
    places = [tuple(float(value) for value in widget["/Rect"]) for widget in widgets(data)]
    assert len(set(places[:4])) == 4
    assert places[4:] in ([], [(0, 0, 0, 0)])


@pytest.mark.parametrize(
    ("certificate", "password", "words"),
    [
        (b"", PASSWORD, "证书打不开"),
        (b"not a certificate", PASSWORD, "证书打不开"),
        (None, "不对", "口令不对"),
        (None, "", "口令不对"),
    ],
)
def test_a_certificate_that_does_not_open(plain: bytes, certificate: bytes | None, password: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        sign_pdf(plain, p12() if certificate is None else certificate, password)


def test_a_certificate_without_password(plain: bytes) -> None:
    assert verify_signatures(sign_pdf(plain, p12(password=""), ""))[0].holds


def test_a_certificate_that_ran_out_or_has_not_begun(plain: bytes) -> None:
    for begins in (datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(days=2)):
        with pytest.raises(UserError, match="证书的有效期是"):
            sign_pdf(plain, p12(begins=begins), PASSWORD)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no pdf at all", b"%PDF-1.7\n" + b"obj " * 999])
def test_what_is_no_pdf_is_told_in_a_line(data: bytes) -> None:
    with pytest.raises(UserError, match="不能签名"):
        sign_pdf(data, p12(), PASSWORD)
    with pytest.raises(UserError, match="已损坏"):
        verify_signatures(data)


def test_a_name_that_is_taken(once: bytes) -> None:
    with pytest.raises(UserError, match="已有名为“签名1”的签名"):
        sign_pdf(once, p12(), PASSWORD, field="签名1")


def test_without_pyhanko_one_line_says_so(plain: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "signing_available", lambda: False)
    for act in (lambda: sign_pdf(plain, p12(), PASSWORD), lambda: verify_signatures(plain)):
        with pytest.raises(UserError, match="没有安装签名组件"):
            act()


def test_pyhanko_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, desktop.export.signing as s; s.signing_available(); print('pyhanko' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "False"
