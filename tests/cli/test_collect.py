"""The receiving office on the command line: collect, status, return, accept."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import collect as commands
from desktop.cli.main import main
from desktop.collect.outcome import Outcome
from desktop.errors import UserError
from desktop.export.package.locking import lock
from desktop.export.package.returning import loads
from desktop.store import Store
from tests.collect.packages import UNITS, B, goals, package, put
from tests.collect.test_board import LIST


@pytest.fixture
def db(tmp_path: Path) -> str:
    """The office's data file, not there yet."""
    return str(tmp_path / "收表.db")


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(arguments)
    loaded: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, loaded


def test_a_folder_is_taken_in_and_each_package_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str
) -> None:
    stick = tmp_path / "U盘"
    put(stick, "1-好", package([goals()]))
    put(stick, "2-错", package([goals(UNITS[1], 年度其他资金="4")]))
    put(stick, "3-坏", b"x")
    code, told = run_json(capsys, "collect", str(stick), "--db", db, "--json")
    assert (code, told["packages"], told["stopped"]) == (2, 3, False)
    assert [(one["file"], one["result"], one["fault"]) for one in told["results"]] == [
        ("1-好.jbz", "received", None),
        ("2-错.jbz", "received-with-errors", None),
        ("3-坏.jbz", "refused", "damaged"),
    ]
    (document,) = told["results"][1]["documents"]
    assert (document["表"], document["修订"], document["result"]) == (B, 1, "received-with-errors")
    assert document["errors"] > 0
    (stick / "3-坏.jbz").unlink()
    assert main(["--db", db, "collect", str(stick)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == f"1-好.jbz：收过了（{UNITS[0]} 2022 年，1 张表）"
    assert "看了 2 个包：2 个收过了。" in err


def test_newer_ones_wait_with_their_differences_and_yes_replaces(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str
) -> None:
    stick = tmp_path / "U盘"
    assert main(["collect", str(put(stick, "一", package([goals()]))), "--db", db]) == 0
    newer = str(put(stick, "二", package([goals(revision=2, 以前年度预算安排="13")])))
    capsys.readouterr()
    assert main(["collect", newer, "--db", db]) == 1
    assert "以前年度预算安排：已收的是 12.00，新报的是 13.00" in capsys.readouterr().out
    assert main(["status", "--db", db]) == 0
    assert (
        "[2] 某市人力资源和社会保障局《部门预算项目支出绩效目标批复表》档案整理经费 修订 2 待确认"
        in capsys.readouterr().out
    )
    code, told = run_json(capsys, "collect", newer, "--yes", "--db", db, "--json")
    assert (code, told["results"][0]["result"]) == (0, "replaced")
    _, board = run_json(capsys, "status", "--db", db, "--json")
    assert [(one["id"], one["修订"]) for one in board["documents"]] == [(2, 2)]
    assert board["waiting"] == []


def test_the_board_with_units_and_what_is_due(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str) -> None:
    units = tmp_path / "名单.xlsx"
    units.write_bytes(LIST)
    assert main(["collect", "--units", str(units), "--db", db]) == 0
    assert "单位名单已换成 名单.xlsx 里的 3 个单位" in capsys.readouterr().err
    main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db])
    capsys.readouterr()
    paper = tmp_path / "催报.pdf"
    words = ("status", "--db", db, "--due", f"{B}=2022-03-01", "--out", str(paper), "--json")
    _, board = run_json(capsys, *words)
    assert (board["year"], board["forms"], board["due"]) == (2022, [B], {B: "2022-03-01"})
    assert [(one["代码"], one["forms"][B]["state"], one["late"]) for one in board["units"]] == [
        ("101", "已收", []),
        ("102", "未收", [B]),
        ("103", "未收", [B]),
    ]
    assert board["counts"] == {B: {"已收": 1, "未收": 2}}
    assert paper.read_bytes().startswith(b"%PDF-")
    assert main(["status", "--db", db, "--late"]) == 0
    shown = capsys.readouterr().out
    assert UNITS[0] not in shown
    assert "未收，迟" in shown


def test_returned_with_a_file_and_accepted(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str) -> None:
    both = package([goals(), goals(project="培训经费")])
    main(["collect", str(put(tmp_path / "U盘", "一", both)), "--db", db])
    back = tmp_path / "退回.jbt"
    remark = "年度绩效指标/3/指标值=请核实时间"
    assert main(["return", "1", "--why", "请改", "--remark", remark, "-o", str(back), "--db", db]) == 0
    (document,) = loads(back.read_bytes(), name=back.name).documents
    assert (document.project, document.why) == ("档案整理经费", "请改")
    assert document.remarks[0].path == ("年度绩效指标", 2, "指标值")
    assert main(["accept", "2", "--db", db]) == 0
    assert "已接受 某市人力资源和社会保障局《部门预算项目支出绩效目标批复表》培训经费 修订 1" in capsys.readouterr().err
    _, board = run_json(capsys, "status", "--db", db, "--json")
    assert [(one["id"], one["state"], one["why"]) for one in board["documents"]] == [
        (1, "已退回", "请改"),
        (2, "已接受", ""),
    ]


def test_an_answer_says_what_it_takes_back(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str) -> None:
    main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db])
    back = str(tmp_path / "退回.jbt")
    title = f"[1] 《{B}》档案整理经费 修订 1"
    capsys.readouterr()
    assert main(["accept", "1", "--db", db]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["return", "1", "--why", "金额不对", "-o", back, "--db", db]) == 0
    assert capsys.readouterr().err.splitlines()[0] == f"{title} 原已接受，接受撤销，改为退回"
    assert main(["accept", "1", "--db", db]) == 0
    assert capsys.readouterr().err.splitlines()[0] == f"{title} 原已退回（金额不对），退回撤销，改为接受"
    _, board = run_json(capsys, "status", "--db", db, "--json")
    assert [one["state"] for one in board["documents"]] == ["已接受"]


def test_a_folder_without_packages_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str) -> None:
    (tmp_path / "U盘").mkdir()
    assert main(["collect", str(tmp_path / "U盘"), "--db", db]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"没有看到上报包（.jbz）：{tmp_path / 'U盘'}\n")


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["return", "1", "--why", "x"],
        ["accept", "1"],
        ["pack", "--accepted", "--unit", "某局", "-o", "x.jbz"],
        ["verify", "PQ9C-GQ8P-669K-Q3YZ"],
    ],
)
def test_looking_at_an_empty_file_makes_no_data_file_of_it(
    capsys: pytest.CaptureFixture[str], db: str, words: list[str]
) -> None:
    Path(db).touch()
    assert main([*words, "--db", db]) == 2
    assert "是空文件，不是数据文件" in capsys.readouterr().err
    assert Path(db).stat().st_size == 0


def test_receiving_may_begin_in_an_empty_file(tmp_path: Path, db: str) -> None:
    Path(db).touch()
    assert main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db]) == 0
    assert main(["status", "--db", db]) == 0


def test_who_asked_for_json_gets_an_object_also_of_a_fault(capsys: pytest.CaptureFixture[str], db: str) -> None:
    code, told = run_json(capsys, "status", "--db", db, "--json")
    assert (code, list(told)) == (2, ["error"])
    assert "没有这个数据文件" in told["error"]
    assert not Path(db).exists()


def test_a_year_of_which_nothing_is_there(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str) -> None:
    main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db])
    capsys.readouterr()
    for year in (0, 2019):
        _, board = run_json(capsys, "status", "--year", str(year), "--db", db, "--json")
        assert (board["year"], board["documents"]) == (year, [])


def test_who_sent_it_before_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str) -> None:
    main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db])
    capsys.readouterr()
    newer = put(tmp_path / "U盘", "二", package([goals(revision=2, 年度目标="改了")], unit=UNITS[1]))
    _, told = run_json(capsys, "collect", str(newer), "--db", db, "--json")
    (document,) = told["results"][0]["documents"]
    assert (document["held_from"], document["held_accepted"]) == (UNITS[0], False)
    assert document["message"].endswith(f"，已收的是{UNITS[0]}报来的")


def test_a_return_that_cannot_be_written_returns_nothing(tmp_path: Path, db: str) -> None:
    main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db])
    nowhere = tmp_path / "没有这个文件夹" / "退回.jbt"
    assert main(["return", "1", "--why", "请改", "-o", str(nowhere), "--db", db]) == 2
    with Store.open(Path(db)) as store:
        assert store.collected.document(1).answer == ""
    back = tmp_path / "退回.jbt"
    assert main(["return", "1", "--why", " ", "-o", str(back), "--db", db]) == 2
    assert not back.exists()


def test_a_stick_that_is_full_when_the_return_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db])
    room = 0

    def full(path: Path, data: bytes) -> None:
        if len(data) > room:
            raise UserError("磁盘已满", where=str(path), remedy="请清理空间")

    monkeypatch.setattr(commands, "write_file", full)
    assert main(["return", "1", "--why", "请改", "-o", str(tmp_path / "退回.jbt"), "--db", db]) == 2
    assert "退回文件没有写出：磁盘已满。表已记为退回，请用 -o 换一个位置再退回一次。" in capsys.readouterr().err
    room = 10_000
    assert main(["return", "1", "--why", "请改", "-o", str(tmp_path / "退回.jbt"), "--db", db]) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ["1", "--why", " ", "--remark", "年度目标=请核实"],
        ["1", "9", "--why", "请改", "--remark", "年度目标=请核实"],
        ["1", "--why", "请改", "--remark", "年度目标=请核实", "--remark", "没有这一处=请核实"],
    ],
)
def test_a_slip_in_a_return_leaves_no_remark_behind(tmp_path: Path, db: str, wrong: list[str]) -> None:
    main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db])
    assert main(["return", *wrong, "-o", str(tmp_path / "退回.jbt"), "--db", db]) == 2
    with Store.open(Path(db)) as store:
        assert (store.remarks.of(1), store.collected.document(1).answer) == ([], "")


def test_a_slip_in_one_number_accepts_none(tmp_path: Path, db: str) -> None:
    main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db])
    assert main(["accept", "1", "9", "--db", db]) == 2
    with Store.open(Path(db)) as store:
        assert store.collected.document(1).answer == ""


def test_a_password_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str
) -> None:
    path = str(put(tmp_path / "U盘", "密", lock(package([goals()]), "口令")))
    assert main(["collect", path, "--db", db]) == 2
    assert "加了密码" in capsys.readouterr().out
    monkeypatch.setenv("JIBIAO_PASSWORD", "口令")
    assert main(["collect", path, "--db", db]) == 0


def test_ctrl_c_stops_between_two_packages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str
) -> None:
    stick = tmp_path / "U盘"
    for number in range(4):
        put(stick, str(number), package([goals(project=f"第{number}个项目经费")]))

    def press(_: object, outcome: Outcome) -> None:
        if outcome.number == 2:
            os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    with monkeypatch.context() as patched:
        patched.setattr(commands._Progress, "tell", press)
        assert main(["collect", str(stick), "--db", db]) == 130
    assert signal.getsignal(signal.SIGINT) is before
    assert "停下了：看了 2 个包：2 个已收。" in capsys.readouterr().err
    assert main(["collect", str(stick), "--db", db]) == 0
    assert "看了 4 个包：2 个已收，2 个收过了。" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["collect"], "没有写要收的文件或文件夹"),
        (["status"], "没有这个数据文件"),
        (["return", "1", "--why", "x"], "没有这个数据文件"),
        (["return", "1"], "缺少 --why"),
        (["accept", "甲"], "命令写得不对"),
        (["accept", "9" * 30], "太大。请核对年度或编号"),
        (["status", "--year", "9" * 30], "太大。请核对年度或编号"),
        (["collect", "--units", "没有.xlsx"], "打不开文件"),
    ],
)
def test_wrong_calls_are_one_line(
    capsys: pytest.CaptureFixture[str], db: str, arguments: list[str], words: str
) -> None:
    assert main([*arguments, "--db", db]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["status", "--due", "没有这种表"], "不认识《没有这种表》"),
        (["status", "--due", f"{B}=三月"], "“三月”不是日期"),
        (["return", "9", "--why", "x"], "没有收到过编号 9 的表"),
        (["return", "1", "--why", " "], "没有写退回的理由"),
        (["return", "1", "--why", "x", "--remark", "年度目标"], "写成 位置=意见"),
        (["return", "1", "--why", "x", "-o", "长" * 300 + ".jbt"], "文件名太长"),
    ],
)
def test_wrong_words_about_what_is_held(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, db: str, arguments: list[str], words: str
) -> None:
    main(["collect", str(put(tmp_path / "U盘", "一", package([goals()]))), "--db", db])
    assert main([*arguments, "--db", db]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.glob("*.jbt")) == []
