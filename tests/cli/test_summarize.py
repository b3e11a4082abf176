"""Summaries and plain tables on the command line."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli import summarize as commands
from desktop.cli.main import main
from desktop.collect.summarizing import Progress
from desktop.store import Store
from tests.collect.summing_up import A, Office, small_office
from tests.forms.summing import project


@pytest.fixture
def db(tmp_path: Path) -> str:
    """The data file of an office that received and accepted."""
    stick = tmp_path / "U盘"
    with Store.open(tmp_path / "收表.db") as store:
        small_office(store, stick)
    return str(tmp_path / "收表.db")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("form", ["S5", "预算执行率汇总表"])
def test_a_summary_by_name_or_number(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str, form: str) -> None:
    out = tmp_path / "汇总"
    assert main(["summarize", "--form", form, "--out", str(out), "--db", db, "--unit", "某市财政局"]) == 0
    stem = "S5预算执行率汇总表_2022_某市财政局"
    assert names(out) == sorted([f"{stem}.csv", f"{stem}.部门.csv", f"{stem}.pdf", f"{stem}.xlsx"])
    assert capsys.readouterr().err.count("已写出") == 4
    text = (out / f"{stem}.部门.csv").read_text(encoding="utf-8-sig")
    assert [line.split(",")[2:4] for line in text.splitlines()[1:]] == [["某市审计局", "1"], ["某市水利局", "2"]]


def test_whose_figures_leave_a_total_blank_is_told_by_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str
) -> None:
    wrong = project(A, "泵站维修", "5", "5")
    wrong.rows(("绩效指标",))[0]["完成值"] = "若干"
    (tmp_path / "补报").mkdir()
    with Store.open(Path(db)) as store:
        Office(store, tmp_path / "补报").take([wrong])
    assert main(["summarize", "--form", "S4", "--out", str(tmp_path / "汇总"), "--db", db]) == 0
    said = capsys.readouterr()
    assert f"{A}《部门预算项目支出绩效自评表》泵站维修" in said.out + said.err


def test_who_makes_the_summaries_is_remembered(tmp_path: Path, db: str) -> None:
    arguments = ["summarize", "--form", "S1", "--db", db, "--out"]
    assert main([*arguments, str(tmp_path / "甲"), "--unit", "某市财政局"]) == 0
    assert main([*arguments, str(tmp_path / "乙")]) == 0
    assert names(tmp_path / "甲") == names(tmp_path / "乙")


def test_all_that_came_in_when_that_is_asked_for(tmp_path: Path, db: str) -> None:
    assert main(["summarize", "--form", "S5", "--out", str(tmp_path / "甲"), "--db", db, "--all"]) == 0
    (file,) = (tmp_path / "甲").glob("*.部门.csv")
    assert "某市档案馆" in file.read_text(encoding="utf-8-sig")


def test_a_form_becomes_plain_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str) -> None:
    out = tmp_path / "数据"
    assert main(["summarize", "--form", "D", "--out", str(out), "--db", db]) == 0
    assert names(out) == [
        "D_部门预算项目支出绩效自评表.csv",
        "D_部门预算项目支出绩效自评表.绩效指标.csv",
        "D_部门预算项目支出绩效自评表.预算执行情况.csv",
    ]
    assert "2022 年度已接受的 3 份" in capsys.readouterr().err


def test_all_forms_that_are_there(tmp_path: Path, db: str) -> None:
    assert main(["summarize", "--form", "all", "--out", str(tmp_path / "数据"), "--db", db]) == 0
    assert {name[:2] for name in names(tmp_path / "数据")} == {"D_"}


def test_parquet_beside_the_csv(tmp_path: Path, db: str) -> None:
    assert main(["summarize", "--form", "D", "--out", str(tmp_path / "数据"), "--db", db, "--parquet"]) == 0
    assert len(list((tmp_path / "数据").glob("*.parquet"))) == 3


def test_without_pyarrow_nothing_is_begun(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert main(["summarize", "--form", "D", "--out", str(tmp_path / "数据"), "--db", db, "--parquet"]) == 2
    assert "没有装 pyarrow" in capsys.readouterr().err
    assert not (tmp_path / "数据").exists()


def test_a_year_of_which_nothing_came(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str) -> None:
    (tmp_path / "汇总").mkdir()
    (tmp_path / "汇总" / "上一年.pdf").write_bytes(b"%PDF")
    assert main(["summarize", "--form", "S5", "--out", str(tmp_path / "汇总"), "--db", db, "--year", "2019"]) == 0
    assert "2019 年度没有已接受的这种表，没有写文件" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["没有的表", "Z"])
def test_what_there_is_not(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str, form: str) -> None:
    assert main(["summarize", "--form", form, "--out", str(tmp_path / "汇总"), "--db", db]) == 2
    assert f"没有叫“{form}”的汇总表" in capsys.readouterr().err


def test_ctrl_c_leaves_no_file_and_the_next_run_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    through = commands.through

    def pressed(work: Iterator[Progress], stopped: list[bool]) -> bool:
        os.kill(os.getpid(), signal.SIGINT)
        return through(work, stopped)

    monkeypatch.setattr(commands, "through", pressed)
    arguments = ["summarize", "--form", "S5", "--out", str(tmp_path / "汇总"), "--db", db]
    assert main(arguments) == 130
    assert "停下了" in capsys.readouterr().err
    assert names(tmp_path / "汇总") == []
    monkeypatch.undo()
    assert main(arguments) == 0


def test_the_forms_command_lists_summaries_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms"]) == 0
    forms, _, summaries = capsys.readouterr().out.partition("\n\n")
    assert "汇总表（由收到的表做成" in summaries
    assert "S5  预算执行率汇总表" in summaries
    assert "预算执行率汇总表" not in forms
