"""`jibiao pack --accepted`: from the county to the city on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli import sign
from desktop.cli.main import main
from desktop.session.packages import load_package
from desktop.store import Store
from tests.collect.packages import UNITS, goals, package, put
from tests.export.certificates import PASSWORD, p12

COUNTY = "某县财政局"


@pytest.fixture
def db(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The county's data file: of two units' forms one is accepted."""
    file = str(tmp_path / "县.db")
    for unit in UNITS[:2]:
        main(["collect", str(put(tmp_path / "U盘", unit, package([goals(unit)]))), "--db", file])
    main(["accept", "1", "--db", file])
    capsys.readouterr()
    return file


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "转报.jbz"


def words(db: str, target: Path, *more: str) -> list[str]:
    return ["pack", "--accepted", "--unit", COUNTY, "--db", db, "-o", str(target), *more]


def test_what_was_accepted_goes_on_and_the_city_takes_it_in(
    db: str, target: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words(db, target.with_suffix(""))) == 0
    first, last = capsys.readouterr().err.splitlines()
    assert first == "2022 年度已接受 1 个单位的 1 张表，可以转报，另有 1 张还没有接受"
    assert last.startswith(f"已写出并核对 {target}：转报 1 个单位，")
    assert last.endswith(f"上报包核对码 {load_package(target).code}")
    city = str(tmp_path / "市.db")
    assert main(["collect", str(target), "--db", city, "--json"]) == 0
    outer, unit = json.loads(capsys.readouterr().out)["results"]
    code = load_package(tmp_path / "U盘" / f"{UNITS[0]}.jbz").code
    assert (outer["单位"], outer["documents"], outer["inner"], outer["package"]) == (COUNTY, [], 1, 1)
    assert (unit["单位"], unit["via"]) == (UNITS[0], [COUNTY])
    assert unit["origins"] == [{"核对码": code, "signed": False}]
    assert main(["status", "--db", city]) == 0
    assert f"经{COUNTY}报来 1 张表：{UNITS[0]}" in capsys.readouterr().out
    assert main(["status", "--db", city, "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert (document["via"], document["origins"]) == ([COUNTY], [code])
    back = ["return", str(document["id"]), "--why", "请改", "-o", str(tmp_path / "退回.jbt"), "--db", city]
    assert main(back) == 0
    assert f"请经{COUNTY}交给该单位" in capsys.readouterr().err


def test_verify_tells_of_what_is_within(db: str, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(words(db, target))
    capsys.readouterr()
    assert main(["verify", str(target), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["packages"]
    (within,) = told["packages"]
    assert (told["holds"], told["documents"], within["单位"], within["faults"]) == (True, [], UNITS[0], [])
    (origin,) = within["origins"]
    assert (origin["documents"], origin["signatures"]) == (1, [])
    assert main(["verify", origin["code"], within["documents"][0]["code"], str(target)]) == 0
    assert f"这张上报清单是 {UNITS[0]} 原来的" in capsys.readouterr().out
    assert main(["check", str(target)]) == 2
    assert "包里没有自己的表，是转报的 1 个下级的包。请用收表来收" in capsys.readouterr().err


def test_signed_and_under_a_password(
    db: str, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    certificate = tmp_path / "单位.p12"
    certificate.write_bytes(p12())
    monkeypatch.setenv(sign.PASSWORD_ENV, PASSWORD)
    monkeypatch.setenv("JIBIAO_PASSWORD", "口令")
    assert main(words(db, target, "--password", "--sign", str(certificate))) == 0
    assert "，已加密码，" in capsys.readouterr().err
    assert main(["verify", str(target)]) == 0
    assert "清单上的电子签名" in capsys.readouterr().out


def test_what_came_in_before_manifests_were_kept_is_said(
    db: str, target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(Path(db)) as store, store.collected._connection.writing() as raw:
        raw.execute("DELETE FROM origins")
    assert main(words(db, target)) == 0
    assert f"收的时候还没有留原清单，没有附：{UNITS[0]}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--accepted"], "没有写转报的单位"),
        (["--accepted", "--unit", COUNTY, "--year", "2019"], "2019 年度没有已接受的表可转报"),
        (["--accepted", "--unit", COUNTY, "表.json"], "不另写文件"),
        (["--accepted", "--unit", COUNTY, "--attach", "没有.pdf"], "打不开附件"),
        (["--accepted", "--unit", COUNTY, "--sign", "没有.p12"], "打不开证书文件"),
        ([], "没有写要上报的表"),
        (["表.json", "--unit", COUNTY], "--unit、--year 只用于转报"),
    ],
)
def test_wrong_calls_are_one_line(
    db: str, target: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["pack", *arguments, "--db", db, "-o", str(target)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert not target.exists()


def test_without_a_data_file_there_is_nothing(tmp_path: Path, target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nothing = tmp_path / "没有.db"
    assert main(words(str(nothing), target)) == 2
    assert "没有这个数据文件" in capsys.readouterr().err
    assert not nothing.exists()
