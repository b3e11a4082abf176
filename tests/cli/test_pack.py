"""`jibiao pack` and what the other commands do with a package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli import passwords, sign
from desktop.cli.main import main
from desktop.resources import asset
from desktop.session.packages import load_package
from tests.export.certificates import PASSWORD, UNIT, p12
from tests.forms.samples import raw_sample

A, B = str(asset("samples/A-示例.json")), str(asset("samples/B-示例.json"))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "某局.jbz"


@pytest.fixture
def packed(target: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["pack", A, B, "-o", str(target)]) == 0
    capsys.readouterr()
    return target


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    raw = raw_sample("B-示例")
    raw["数据"]["年度资金总额"] = "31"
    file = tmp_path / "错.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return file


def test_what_is_missing_is_said_and_the_package_is_there(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", A, B, "-o", str(target.with_suffix(""))]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert "缺：部门预算收支总表" in lines
    assert lines[-1].startswith(f"已写出并核对 {target}：2 份表，")
    assert lines[-1].endswith(f"上报包核对码 {load_package(target).code}")


def test_an_open_error_is_named_and_nothing_is_written(
    target: Path, broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", A, str(broken), "-o", str(target)]) == 1
    err = capsys.readouterr().err
    assert "“干部人事档案整理工作经费”《部门预算项目支出绩效目标批复表》：B0" in err
    assert "没有打包" in err
    assert not target.exists()


def test_check_and_read_take_packages(packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(packed), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] == 2
    assert main(["read", str(packed), "-o", str(tmp_path / "读")]) == 0
    read = json.loads((tmp_path / "读" / "某局-2.json").read_bytes())
    assert read.pop("修订") == 1
    assert read == raw_sample("B-示例")
    assert main(["export", str(packed), "--out", str(tmp_path / "导"), "--pdf"]) == 0
    assert len(list((tmp_path / "导").glob("*.pdf"))) == 2


def test_verify_tells_of_the_package_its_documents_and_its_codes(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = load_package(packed)
    assert main(["verify", str(packed), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["packages"]
    assert (told["holds"], told["code"], told["locked"], told["faults"]) == (True, package.code, False, [])
    code = told["documents"][1]["code"]
    assert main(["verify", code, str(packed)]) == 0
    assert "一致：这张纸就是 某局.jbz 里的" in capsys.readouterr().out
    assert main(["verify", package.code, str(packed)]) == 0
    assert "一致：这张上报清单就是 某局.jbz 的" in capsys.readouterr().out


def test_a_damaged_package_is_one_line(packed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed.write_bytes(packed.read_bytes()[:-100])
    for command in ("verify", "check"):
        assert main([command, str(packed)]) == 2
        assert "某局.jbz：上报包不完整或已损坏" in capsys.readouterr().err


def test_a_password_comes_from_the_environment(
    target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(passwords.PASSWORD_ENV, "口令一")
    assert main(["pack", B, "-o", str(target), "--password"]) == 0
    assert "已加密码" in capsys.readouterr().err
    assert main(["check", str(target)]) == 0
    monkeypatch.setenv(passwords.PASSWORD_ENV, "口令二")
    assert main(["check", str(target)]) == 2
    assert "密码不对，或上报包已损坏。请核对环境变量 JIBIAO_PASSWORD" in capsys.readouterr().err
    monkeypatch.delenv(passwords.PASSWORD_ENV)
    assert main(["verify", str(target)]) == 2
    assert "上报包加了密码。请在终端里运行，或设环境变量 JIBIAO_PASSWORD" in capsys.readouterr().err


def test_a_password_is_never_put_on_unasked(
    target: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(passwords.PASSWORD_ENV, "口令一")
    assert main(["pack", B, "-o", str(target)]) == 0
    assert "没有写 --password，上报包不加密码" in capsys.readouterr().err
    assert not load_package(target).locked


def test_attachments_go_along(target: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "合同.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "程序.exe").write_bytes(b"MZ")
    words = ["pack", A, B, "-o", str(target)]
    file = str(tmp_path / "合同.pdf")
    assert main([*words, "--attach", file, "--attach-to", "2", file]) == 0
    assert [one.about for one in load_package(target).manifest.attachments] == ["", "文档/02.json"]
    assert main([*words, "--attach-to", "3", file]) == 2
    assert main([*words, "--attach", str(tmp_path / "程序.exe")]) == 2
    err = capsys.readouterr().err
    assert "--attach-to 后面的“3”不是表的序号。请写 1 到 2" in err
    assert "程序.exe：附件应是 PDF 或图片" in err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--attach-to", "9", "没有.pdf"], "不是表的序号"),
        (["--attach", "没有.pdf"], "打不开附件"),
        (["--sign", "没有.p12"], "打不开证书文件"),
    ],
)
def test_a_wrong_call_is_told_alone(
    target: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    """And not after a page of forms that are still missing."""
    assert main(["pack", A, B, "-o", str(target), *more]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_the_note_is_signed(
    target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "单位.p12").write_bytes(p12())
    monkeypatch.setenv(sign.PASSWORD_ENV, PASSWORD)
    assert main(["pack", B, "-o", str(target), "--sign", str(tmp_path / "单位.p12")]) == 0
    assert main(["verify", str(target)]) == 0
    assert f"清单上的电子签名：{UNIT}" in capsys.readouterr().out
