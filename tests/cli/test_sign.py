"""Signing and reading PDFs on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from desktop.cli import sign
from desktop.cli.main import main
from desktop.export import signing
from desktop.export.signing import verify_signatures
from desktop.resources import asset
from tests.export.certificates import PASSWORD, SUPERIOR, UNIT, p12

SAMPLE, OTHER = asset("samples/D-示例.json"), asset("samples/B-示例.json")


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The unit's; its password stands in the environment."""
    file = tmp_path / "单位.p12"
    file.write_bytes(p12())
    monkeypatch.setenv(sign.PASSWORD_ENV, PASSWORD)
    return file


def test_what_is_exported_can_be_signed_at_once(
    certificate: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(SAMPLE), "--out", str(tmp_path), "--sign", str(certificate)]) == 0
    assert "D-示例.pdf，已签名" in capsys.readouterr().err
    (found,) = verify_signatures((tmp_path / "D-示例.pdf").read_bytes())
    assert (found.signer, found.holds) == (UNIT, True)
    assert main(["read", str(tmp_path / "D-示例.pdf")]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(SAMPLE.read_bytes())


def test_a_bound_file_is_signed_and_its_documents_come_back(
    certificate: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", str(SAMPLE), str(OTHER), "--out", str(tmp_path), "--one-pdf", "全部", "--sign", str(certificate)]
    assert main(words) == 0
    bound = tmp_path / "全部.pdf"
    assert len(verify_signatures(bound.read_bytes())) == 1
    assert main(["read", str(bound)]) == 2
    assert main(["read", str(bound), "-o", str(tmp_path / "一.json")]) == 2
    assert capsys.readouterr().err.count("文件里有 2 张表。请在 -o 后面写一个文件夹") == 2
    assert main(["read", str(bound), "-o", str(tmp_path / "读回")]) == 0
    for name, source in (("全部-1.json", SAMPLE), ("全部-2.json", OTHER)):
        assert json.loads((tmp_path / "读回" / name).read_bytes()) == json.loads(source.read_bytes())


def test_a_pdf_is_checked_and_exported_like_any_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(SAMPLE), "--out", str(tmp_path), "--pdf"]) == 0
    capsys.readouterr()
    codes = []
    for file in (SAMPLE, tmp_path / "D-示例.pdf"):
        main(["check", str(file), "--json"])
        codes.append([finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]])
    assert codes[0] == codes[1]


def test_the_superior_signs_below(certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["export", str(SAMPLE), "--out", str(tmp_path), "--pdf", "--sign", str(certificate)])
    superior = tmp_path / "上级.pfx"
    superior.write_bytes(p12(SUPERIOR, password="别的"))
    monkeypatch.setenv(sign.PASSWORD_ENV, "别的")
    assert main(["sign", str(tmp_path / "D-示例.pdf"), "--with", str(superior), "--reason", "审核通过"]) == 0
    first, second = verify_signatures((tmp_path / "D-示例-已签名.pdf").read_bytes())
    assert (first.signer, first.holds) == (UNIT, True)
    assert (second.signer, second.reason) == (SUPERIOR, "审核通过")


def test_the_password_is_asked_for_on_the_terminal(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(sign.PASSWORD_ENV)
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr("getpass.getpass", answer)
    monkeypatch.setattr("sys.stdin", type("Terminal", (io.StringIO,), {"isatty": lambda self: True})())
    assert main(["export", str(SAMPLE), "--out", str(tmp_path), "--pdf", "--sign", str(certificate)]) == 0
    assert asked == ["单位.p12 的口令："]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--pdf", "--sign", "没有.p12"], "没有.p12：打不开证书文件：找不到。"),
        (["--xlsx", "--sign", "单位.p12"], "--sign 只用于 PDF。"),
        (["--pdf", "--sign", "错.p12"], "证书打不开"),
    ],
)
def test_what_cannot_be_signed_is_told_in_a_line_and_nothing_is_written(
    certificate: Path, tmp_path: Path, words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "错.p12").write_bytes(b"no certificate")
    *rest, name = words
    assert main(["export", str(SAMPLE), "--out", str(tmp_path), *rest, str(tmp_path / name)]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert said[-1].startswith(line)
    assert not list(tmp_path.glob("*.pdf"))


def test_without_a_terminal_nobody_is_asked(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(sign.PASSWORD_ENV)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["sign", str(SAMPLE), "--with", str(certificate)]) == 2
    assert "没有给证书的口令" in capsys.readouterr().err


def test_verify_tells_the_signatures_of_a_file(
    certificate: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", str(SAMPLE), "--out", str(tmp_path), "--pdf", "--sign", str(certificate)])
    signed = tmp_path / "D-示例.pdf"
    capsys.readouterr()
    assert main(["verify", str(signed)]) == 0
    assert f"D-示例.pdf  电子签名：{UNIT}　" in capsys.readouterr().out
    main(["verify", str(signed), "--json"])
    (proof,) = json.loads(capsys.readouterr().out)["pdf"]
    assert [(one["signer"], one["intact"], one["whole"]) for one in proof["signatures"]] == [(UNIT, True, True)]
    data = bytearray(signed.read_bytes())
    at = data.index(b"</pdfaid:part>")
    data[at + 20] = ord(" ")
    signed.write_bytes(data)
    assert main(["verify", str(signed)]) == 1
    assert "签名无效，文件在签名后被改动" in capsys.readouterr().out


def test_without_pyhanko_export_says_so_before_anything_is_written(
    certificate: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(signing, "signing_available", lambda: False)
    assert main(["export", str(SAMPLE), "--out", str(tmp_path), "--pdf", "--sign", str(certificate)]) == 2
    assert "没有安装签名组件" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.pdf"))
