"""Documents into a package: what may go, what it holds, that it is written whole or not at all."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from desktop.errors import PasswordError, UserError
from desktop.export.package.manifest import Previous
from desktop.export.package.reading import Package, read_package
from desktop.export.package.writing import write_package
from desktop.export.pdf.reading import read_page_texts
from desktop.export.signing import sign_pdf
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.checks import check
from desktop.forms.code import code_of
from desktop.forms.document import Document
from desktop.forms.notes import replaced, with_notes
from desktop.forms.standing import Standing
from desktop.session.intake import read_file
from desktop.session.packages import load_package, prove_package
from desktop.session.packing import NOTE_FILE, Packed, Packing, PackItem, Proof, held_back, put_package, units_of
from tests.export.certificates import PASSWORD, UNIT, p12
from tests.forms.samples import edition_of, evaluated, sample

MADE = datetime(2022, 3, 1, 9, tzinfo=UTC)
A, B = "部门整体支出绩效目标批复表", "部门预算项目支出绩效目标批复表"
PDF = b"%PDF-1.4 scanned"


def item(document: Document, previous: Previous | None = None) -> PackItem:
    evaluation = evaluated(document)
    findings = with_notes(check(evaluation), evaluation.edition, document)
    return PackItem(evaluation, findings, Standing(), previous)


def packed(*items: PackItem, proofs: tuple[Proof, ...] = (), sign: bool = False) -> Packed:
    put = partial(sign_pdf, p12=p12(), password=PASSWORD) if sign else None
    packing = Packing(items, proofs, bundled(), made=MADE, sign=put)
    assert list(packing.work()) == list(range(1, len(items) + 1))
    assert packing.packed is not None
    return packing.packed


def opened(made: Packed) -> Package:
    return read_package(made.data, name="某局.jbz")


def spoiled(**values: str | None) -> Document:
    document = sample("B-示例")
    document.data.update(values)
    return document


WARNED = {"以前年度预算安排": None, "延续项目以前年度预算安排": None}
"""B05: an old project without what earlier years gave."""


def warned() -> Document:
    """A form with one W."""
    document = spoiled(**{key: None for key in WARNED if key in sample("B-示例").data})
    found = [one for one in check(evaluated(document)) if one.level == "W"]
    assert found, "the sample has nothing to warn of"
    return document


def test_a_package_holds_documents_prints_findings_and_its_note() -> None:
    document = sample("B-示例")
    document.revision = 3
    package = opened(packed(item(sample("A-示例")), item(document, Previous(2, "b" * 64))))
    manifest = package.manifest
    assert (manifest.unit, manifest.year, manifest.period) == ("某市人力资源和社会保障局", 2022, "年初")
    assert manifest.made == "2022-03-01T09:00:00+00:00"
    whole, project = manifest.entries
    assert (whole.form, whole.project, whole.revision, whole.previous) == (A, "", 1, None)
    assert (project.form, project.project, project.revision) == (B, "干部人事档案整理工作经费", 3)
    assert project.previous == Previous(2, "b" * 64)
    assert project.digest == digest(edition_of(document), document).hex()
    assert [Path(name).suffix for name in project.printed] == [".pdf", ".xlsx"]
    assert manifest.note == NOTE_FILE
    assert set(package.files) == {
        "文档/01.json", "文档/02.json", *whole.printed, *project.printed, NOTE_FILE
    }  # fmt: skip


def test_a_document_that_never_passed_goes_as_the_first_revision_and_its_pages_bear_the_code() -> None:
    document = sample("B-示例")
    package = opened(packed(item(document)))
    (entry,) = package.manifest.entries
    code = code_of(bytes.fromhex(entry.digest))
    assert all(code in text for text in read_page_texts(package.files[entry.printed[0]], name="版面"))


def test_the_note_bears_the_code_of_all_the_rest() -> None:
    made = packed(item(sample("A-示例")), item(sample("B-示例")))
    package = opened(made)
    (text,) = read_page_texts(package.files[NOTE_FILE], name="清单")
    assert package.code == made.code
    assert package.code in text
    for entry in package.manifest.entries:
        assert code_of(bytes.fromhex(entry.digest)) in text


def test_a_report_goes_with_its_text() -> None:
    (entry,) = opened(packed(item(sample("H-示例")))).manifest.entries
    assert [Path(name).suffix for name in entry.printed] == [".pdf", ".xlsx", ".docx"]


@pytest.mark.parametrize("name", ["水质　监测", "水质\n监测（二期）", "𡋤镇𬭎河治理", "水质\u200b监测", "工" * 60])
def test_whatever_a_project_is_called_the_package_can_be_read(tmp_path: Path, name: str) -> None:
    made = packed(item(spoiled(项目名称=name)))
    put_package(made, tmp_path / "某局.jbz")
    assert prove_package(load_package(tmp_path / "某局.jbz"), bundled(), name="某局.jbz").holds


def test_an_open_error_keeps_a_document_back_and_is_named() -> None:
    broken = item(spoiled(年度资金总额="31"))
    assert held_back([item(sample("A-示例")), broken])[0].startswith(f"“干部人事档案整理工作经费”《{B}》：B0")
    with pytest.raises(UserError, match=r"还不能上报：“干部人事档案整理工作经费”《.*》：B0"):
        Packing([item(sample("A-示例")), broken], (), bundled(), made=MADE)


def test_a_warning_passes_with_its_note_which_travels() -> None:
    document = warned()
    before = item(document)
    assert held_back([before])
    for finding in before.open:
        document.notes = replaced(finding, "上年由局机关列支", edition_of(document), document)
    after = item(document)
    assert held_back([after]) == []
    (entry,) = opened(packed(after)).manifest.entries
    assert [(told.level, told.note) for told in entry.findings if told.note] == [
        ("W", "上年由局机关列支") for _ in before.open
    ]


def test_what_cannot_go_together_is_refused() -> None:
    other = sample("A-示例")
    other.year = 2023
    nobody = spoiled(预算单位=None)
    nobody.unit = None
    for items, said in (
        ((), "没有要上报的表"),
        ((item(sample("B-示例")), item(other)), "有 2022、2023 几个年度的表"),
        ((item(sample("B-示例")), item(sample("B-示例"))), "有两份，只能报一份"),
        ((item(nobody),), "表里都没有写单位"),
    ):
        with pytest.raises(UserError, match=said):
            Packing(items, (), bundled(), made=MADE)


def test_the_department_sends_whoever_carries_out_its_projects() -> None:
    project = sample("B-示例")
    project.data["预算单位"] = "某市人事考试中心"
    assert units_of([item(project), item(sample("A-示例"))]) == ["某市人力资源和社会保障局", "某市人事考试中心"]


def test_proofs_are_about_a_document_or_about_all(tmp_path: Path) -> None:
    for name in ("合同.pdf", "批示"):
        (tmp_path / name).write_bytes(PDF)
    proofs = Proof(tmp_path / "合同.pdf", 1), Proof(tmp_path / "批示")
    package = opened(packed(item(sample("A-示例")), item(sample("B-示例")), proofs=proofs))
    found = [(one.file, one.title, one.about) for one in package.manifest.attachments]
    assert found == [("附件/01-合同.pdf", "合同", "文档/02.json"), ("附件/02-批示.pdf", "批示", "")]
    assert package.files["附件/02-批示.pdf"] == PDF


def test_what_is_put_is_read_again(tmp_path: Path) -> None:
    made, target = packed(item(sample("B-示例"))), tmp_path / "某局.jbz"
    assert put_package(made, target) == target.stat().st_size
    assert [one.form for one in read_file(target, bundled()).documents] == [B]
    put_package(made, target, "口令")
    with pytest.raises(PasswordError, match="加了密码"):
        read_file(target, bundled())
    assert [one.revision for one in read_file(target, bundled(), "口令").documents] == [1]


def test_a_stick_that_keeps_something_else_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, target, write = packed(item(sample("B-示例"))), tmp_path / "某局.jbz", os.write
    target.write_bytes(b"what was sent last time")

    def worn(descriptor: int, data: memoryview) -> int:
        return write(descriptor, bytes(data[:-1]) + bytes([data[-1] ^ 1]))

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", worn)
        with pytest.raises(UserError, match="磁盘或U盘读写出错"):
            put_package(made, target)
    assert target.read_bytes() == b"what was sent last time"
    assert [file.name for file in tmp_path.iterdir()] == ["某局.jbz"]


@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, "磁盘已满"), (errno.ENODEV, "已拔出")])
def test_a_full_stick_or_one_pulled_out_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    made = packed(item(sample("B-示例")))

    def refuse(*_: object) -> int:
        raise OSError(code, "refused")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", refuse)
        with pytest.raises(UserError, match=said):
            put_package(made, tmp_path / "某局.jbz")
    assert list(tmp_path.iterdir()) == []


def proven(package: Package) -> list[str]:
    return list(prove_package(package, bundled(), name="某局.jbz").faults)


def changed(made: Packed, name: str, content: bytes) -> Package:
    """The package with one of its files another, sums and all made to fit."""
    return read_package(write_package(made.manifest, opened(made).files | {name: content}), name="某局.jbz")


def test_a_good_package_holds(tmp_path: Path) -> None:
    made = packed(item(sample("A-示例")), item(sample("B-示例")))
    put_package(made, tmp_path / "某局.jbz")
    proof = prove_package(load_package(tmp_path / "某局.jbz"), bundled(), name="某局.jbz")
    assert proof.holds
    assert proof.lines[0] == "上报包完整，各表与清单相符：某市人力资源和社会保障局 2022 年度（年初），2 份表"
    assert proof.lines[-1] == "没有电子签名"


def test_a_document_that_was_swapped_is_noticed_though_all_sums_fit(tmp_path: Path) -> None:
    made = packed(item(sample("B-示例")))
    text = opened(made).files["文档/01.json"].decode().replace("干部人事档案", "干部人事文书")
    package = changed(made, "文档/01.json", text.encode())
    assert proven(package) == [
        f"“干部人事档案整理工作经费”《{B}》的项目名称与清单写的不符", "上报清单不是这个包的",
    ]  # fmt: skip
    (tmp_path / "某局.jbz").write_bytes(write_package(package.manifest, package.files))
    with pytest.raises(UserError, match="与清单写的不符"):
        read_file(tmp_path / "某局.jbz", bundled())


def test_prints_of_another_content_are_noticed() -> None:
    made, other = packed(item(sample("B-示例"))), packed(item(spoiled(年度目标="别的目标")))
    name = made.manifest.entries[0].printed[0]
    faults = proven(changed(made, name, opened(other).files[name]))
    assert f"{name} 印的不是“干部人事档案整理工作经费”《{B}》的这份内容" in faults
    assert any("印的核对码" in fault for fault in faults)


def test_a_signature_under_the_note_covers_the_package() -> None:
    made = packed(item(sample("B-示例")), sign=True)
    proof = prove_package(opened(made), bundled(), name="某局.jbz")
    assert proof.holds
    assert [(one.signer, one.holds) for one in proof.signatures] == [(UNIT, True)]
    text = opened(made).files["文档/01.json"].decode().replace("干部人事档案", "干部人事文书")
    assert "上报清单不是这个包的" in proven(changed(made, "文档/01.json", text.encode()))
