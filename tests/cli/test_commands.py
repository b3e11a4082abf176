"""The program without its window, as the receiving office and the tests of others use it."""

from __future__ import annotations

import errno
import io
import json
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

from desktop.cli.main import main
from desktop.resources import asset
from tests.forms.samples import raw_sample

B, D = (asset(f"samples/{letter}-示例.json") for letter in "BD")
SAMPLES = sorted(asset("samples").glob("*.json"))


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """A form with one error: the year's total is not the sum of its two parts."""
    raw = raw_sample("B-示例")
    raw["数据"]["年度其他资金"] = "4"
    raw["数据"]["年度绩效指标"][1]["指标值"] = ""
    path = tmp_path / "错.json"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return path


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(arguments)
    loaded: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, loaded


def test_forms_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = run_json(capsys, "forms", "--json")
    assert code == 0
    assert {"部门预算项目支出绩效目标批复表", "部门预算项目支出绩效自评表"} <= {item["表"] for item in found["forms"]}
    assert main(["forms"]) == 0
    assert "B  部门预算项目支出绩效目标批复表  巴中市-2022" in capsys.readouterr().out


def test_a_clean_form_leaves_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = run_json(capsys, "check", str(B), str(D), "--json")
    assert (code, found) == (0, {"documents": 2, "findings": []})


def test_findings_have_the_agreed_shape(capsys: pytest.CaptureFixture[str], spoiled: Path) -> None:
    code, found = run_json(capsys, "check", str(spoiled), "--json")
    assert code == 1
    total, value = found["findings"]
    assert total == {
        "code": "B01",
        "level": "E",
        "file": str(spoiled),
        "表": "部门预算项目支出绩效目标批复表",
        "field": "年度资金总额",
        "row": None,
        "message": "年度资金总额应为财政拨款加其他资金 14.00，表中是 15.00",
        "expected": "14.00",
        "actual": "15.00",
    }
    assert (value["code"], value["field"], value["row"]) == ("B09", "指标值", 2)


def test_findings_for_people(capsys: pytest.CaptureFixture[str], spoiled: Path) -> None:
    assert main(["check", str(spoiled)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "错.json  B01 错误  年度资金总额应为财政拨款加其他资金 14.00，表中是 15.00"
    assert "2 处错误" in err


def test_one_unreadable_file_does_not_hide_the_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "坏.json").write_bytes(b"{")
    assert main(["check", str(tmp_path / "坏.json"), str(tmp_path / "无.json"), str(B), "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["documents"] == 1
    assert [line.split("：")[0] for line in err.splitlines()[:2]] == ["坏.json", "无.json"]


def test_a_form_without_an_edition_is_told_which_one_was_taken(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    raw = raw_sample("D-示例")
    del raw["版式"]
    (tmp_path / "d.json").write_text(json.dumps(raw), encoding="utf-8")
    assert main(["check", str(tmp_path / "d.json")]) == 0
    assert "按“四川省-2022”处理" in capsys.readouterr().err


def test_export_writes_both_and_one_bound_pdf(tmp_path: Path) -> None:
    out = tmp_path / "新" / "出"
    assert main(["export", str(B), str(D), "--out", str(out)]) == 0
    assert {file.name for file in out.iterdir()} == {
        "B-示例.pdf",
        "B-示例.xlsx",
        "D-示例.pdf",
        "D-示例.xlsx",
    }
    assert main(["export", str(B), str(D), "--out", str(out), "--one-pdf", "全部"]) == 0
    bound = pypdf.PdfReader(out / "全部.pdf")
    assert len(bound.pages) == 2
    assert [item.title for item in bound.outline] == [  # type: ignore[union-attr]  # no nested bookmarks here
        "干部人事档案整理工作经费\u30002022年部门预算项目支出绩效目标批复表",
        "东西部协作联络站建设\u30002022年部门预算项目支出绩效自评表",
    ]


def test_export_writes_nothing_when_one_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "坏.json").write_bytes(b"{")
    out = tmp_path / "出"
    assert main(["export", str(B), str(tmp_path / "坏.json"), "--out", str(out)]) == 2
    assert not out.exists()


def test_same_names_from_two_folders_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "表.json").write_bytes(B.read_bytes())
    files = [str(tmp_path / folder / "表.json") for folder in ("甲", "乙")]
    assert main(["export", *files, "--out", str(tmp_path / "出"), "--pdf"]) == 0
    assert {file.name for file in (tmp_path / "出").iterdir()} == {"表.pdf", "表-2.pdf"}


@pytest.mark.parametrize("source", SAMPLES, ids=lambda file: file.stem)
def test_an_exported_workbook_reads_back_as_the_same_document(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(source), "--out", str(tmp_path), "--xlsx"]) == 0
    workbook = tmp_path / f"{source.stem}.xlsx"
    assert main(["read", str(workbook), "-o", str(tmp_path / "回.json")]) == 0
    assert (tmp_path / "回.json").read_bytes() == source.read_bytes()
    capsys.readouterr()
    assert main(["read", str(workbook)]) == 0
    assert capsys.readouterr().out.encode() == source.read_bytes()


class _Full(io.StringIO):
    """An output that takes nothing, as a file on a full disk."""

    def __init__(self, fault: OSError) -> None:
        super().__init__()
        self._fault = fault

    def write(self, text: str) -> int:
        raise self._fault


@pytest.mark.parametrize("arguments", [["forms"], ["forms", "--json"], ["read", str(B)]])
def test_a_full_disk_behind_the_output_is_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", _Full(OSError(errno.ENOSPC, "No space left on device")))
    assert main(arguments) == 2
    assert capsys.readouterr().err.endswith("结果写不出去（磁盘已满）。请检查磁盘空间，或换一个位置。\n")


def test_a_reader_who_left_is_no_fault(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", _Full(BrokenPipeError()))
    assert main(["forms"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("arguments", [["forms"], ["check", str(D)], ["read", str(B)]])
def test_without_an_output_the_exit_code_still_tells(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(arguments) == 0


@pytest.mark.parametrize("name", ["", "上级/合订", "../合订", "."])
def test_the_bound_pdf_takes_a_name_and_no_place(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(B), "--out", str(tmp_path / "出"), "--one-pdf", name]) == 2
    assert "--one-pdf" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_demo_does_the_whole_road_without_a_display(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--out", str(tmp_path / "out")]) == 0
    written = [file.suffix for file in (tmp_path / "out").iterdir()]
    assert written.count(".pdf") == written.count(".xlsx") == len(SAMPLES)
    assert capsys.readouterr().err.count("没有发现问题") == len(SAMPLES)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["frob"], "没有 'frob' 这个命令"),
        (["check"], "缺少 文件"),
        (["export", "a.json"], "缺少 --out"),
        (["check", "a.json", "--jsn"], "不认识 --jsn"),
        (["export", "a.json", "--out"], "--out 后面要写内容"),
    ],
)
def test_a_wrong_call_is_one_chinese_line(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["", "forms", "check", "export", "read", "demo", "bench"])
def test_every_command_has_help_in_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*([command] if command else []), "--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("用法：")
    for english in ("usage", "options", "positional", "show this help"):
        assert english not in out


def test_a_bug_is_one_line_and_a_log_without_contents(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("张某的身份证号")

    monkeypatch.setattr("desktop.cli.commands.run_checks", broken)
    assert main(["check", str(B)]) == 70
    err = capsys.readouterr().err
    assert "程序出错，已记录在" in err
    assert "Traceback" not in err
    logs = list(tmp_path.rglob("*错误记录*/*"))
    assert logs
    assert all("身份证" not in log.read_text(encoding="utf-8") for log in logs)


def test_an_unwritable_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "文件").touch()
    assert main(["export", str(B), "--out", str(tmp_path / "文件")]) == 2
    assert "建不了文件夹" in capsys.readouterr().err


def test_forms_that_contradict_each_other_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What stands in one file is compared with the others; each finding names the file it is in."""
    raw = raw_sample("G-示例")
    raw["数据"]["行"][7]["项目名称"] = "干部人事档案整理费"
    budget = tmp_path / "预算.json"
    budget.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    assert run_json(capsys, "check", str(budget), "--json") == (0, {"documents": 1, "findings": []})
    code, found = run_json(capsys, "check", str(budget), str(B), "--json")
    assert code == 0
    (finding,) = found["findings"]
    assert finding == {
        "code": "K03",
        "level": "W",
        "file": str(B),
        "表": "部门预算项目支出绩效目标批复表",
        "field": "项目名称",
        "row": None,
        "message": finding["message"],
        "expected": "干部人事档案整理费",
        "actual": "干部人事档案整理工作经费",
    }
    assert "干部人事档案整理费" in finding["message"]


def test_the_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = run_json(capsys, "rules", "--json")
    assert code == 0
    by_code = {item["code"]: item for item in found["rules"]}
    assert by_code["B03"] == {
        "code": "B03",
        "levels": ["E"],
        "表": "B 部门预算项目支出绩效目标批复表",
        "about": "资金来源合计等于年度资金总额",
        "source": "巴中市人力资源和社会保障局 2022 年部门预算公开",
    }
    assert main(["rules"]) == 0
    assert "  B03  错误  资金来源合计等于年度资金总额" in capsys.readouterr().out.splitlines()


def test_the_rules_are_printed_on_two_pages(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "规则.pdf"
    assert main(["rules", "--out", str(file)]) == 0
    assert len(pypdf.PdfReader(file).pages) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"已写出 {file}\n")
