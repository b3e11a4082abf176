"""`jibiao verify`: codes, photographs and files against files and against the data file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.main import main
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.code import code_of
from desktop.forms.qr import encode, page_code
from desktop.resources import DATABASE_ENV, asset
from desktop.session.workspace import Workspace
from desktop.store import Store
from tests.export.photographs import Camera, file_of, printed
from tests.forms.samples import edition_of, raw_sample, sample

B = asset("samples/B-示例.json")
CODE = code_of(digest(edition_of(sample("B-示例")), sample("B-示例")))


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No data file unless the test names one."""
    monkeypatch.setenv(DATABASE_ENV, str(tmp_path / "无.db"))


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A data file in which the form passed and was changed and passed again."""
    path = tmp_path / "数据.db"
    with Store.open(path) as store:
        workspace = Workspace(store, bundled)
        draft = workspace.open(workspace.import_file(B).ids[0])
        draft.review()
        draft.session.set_text(("年度绩效指标", 2, "指标值"), "≥97%")
        draft.review()
        draft.close()
    return path


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The form as a file with another goal."""
    raw = raw_sample("B-示例")
    raw["数据"]["年度目标"] = "别的目标"
    path = tmp_path / "改.json"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return path


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(arguments)
    results: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["results"]
    return code, results


def test_a_file_alone_says_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(B)]) == 0
    out = capsys.readouterr().out.strip()
    assert out == f"B-示例.json  《部门预算项目支出绩效目标批复表》2022年，还没有审核通过，核对码 {CODE}"


def test_the_code_belongs_to_the_file_or_does_not(capsys: pytest.CaptureFixture[str], changed: Path) -> None:
    assert main(["verify", CODE.lower(), str(B)]) == 0
    assert "一致：这张纸就是 B-示例.json 里的" in capsys.readouterr().out
    assert main(["verify", CODE.replace("-", ""), str(changed)]) == 1
    assert "不一致：这张纸不是 改.json 打印的" in capsys.readouterr().out


def test_where_the_paper_is_known_the_cells_that_differ_are_listed(
    capsys: pytest.CaptureFixture[str], held: Path, changed: Path
) -> None:
    code, (result,) = run_json(capsys, "--db", str(held), "verify", CODE, str(changed), "--json")
    assert (code, result["result"], result["revision"], result["held_revision"]) == (1, "differs", 1, None)
    (difference,) = result["differences"]
    assert (difference["field"], difference["row"], difference["held"]) == ("年度目标", None, "别的目标")


def test_a_code_against_the_data_file(capsys: pytest.CaptureFixture[str], held: Path) -> None:
    code, (result,) = run_json(capsys, "--db", str(held), "verify", CODE, "--json")
    assert code == 1
    assert (result["result"], result["draft"], result["revision"], result["held_revision"]) == ("differs", 1, 1, 2)
    assert result["differences"] == [
        {
            "kind": "changed",
            "field": "指标值",
            "row": 3,
            "paper": "≥98%",
            "held": "≥97%",
            "message": "年度绩效指标第3行的指标值：纸上是“≥98%”，您手里是“≥97%”",
        }
    ]
    assert main(["verify", CODE, "--db", str(held)]) == 1
    assert "修订 1，您手里的是修订 2，以下 1 处不同\n  年度绩效指标第3行" in capsys.readouterr().out


def test_a_photograph_against_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path, changed: Path) -> None:
    picture = tmp_path / "照片.jpg"
    picture.write_bytes(file_of(Camera(angle=8, noise=15, ink=40, paper=210).taken(printed("B-示例", 200)[0])))
    code, (result,) = run_json(capsys, "verify", str(picture), str(B), "--json")
    assert (code, result["source"], result["result"], result["page"], result["pages"]) == (0, "照片.jpg", "same", 1, 1)
    assert result["项目"] == "干部人事档案整理工作经费"
    assert result["digest"] == digest(edition_of(sample("B-示例")), sample("B-示例")).hex()
    assert main(["verify", str(picture), str(changed)]) == 1
    assert "纸上写着：某市人力资源和社会保障局　干部人事档案整理工作经费" in capsys.readouterr().out


def test_what_a_scanner_typed(capsys: pytest.CaptureFixture[str], held: Path) -> None:
    document = sample("B-示例")
    scanned = encode(page_code(edition_of(document), document, 1, 1, 1))
    code, (result,) = run_json(capsys, "--db", str(held), "verify", scanned, "--json")
    assert (code, result["code"], result["revision"]) == (1, CODE, 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["verify", CODE[:-1] + ("2" if CODE[-1] != "2" else "3")], "核对码第 4 组打错了"),
        (["verify", "没有这个文件.json"], "打不开文件"),
        (["verify", "没有这个包.jbz"], "打不开文件"),
        (["verify", "名字太长" * 80 + ".jbz"], "打不开文件：文件名太长"),
        (["--db", "名字太长" * 80, "verify", CODE], "没有这个数据文件"),
        (["verify", "无.png"], "打不开文件"),
        (["--db", "没有.db", "verify", CODE], "没有这个数据文件"),
    ],
)
def test_what_cannot_be_verified_leaves_with_two(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


def test_nothing_is_created_by_looking(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["verify", CODE]) == 1
    assert "没有找到" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
