"""A definition is loaded whole or refused with file, key and remedy. One broken file per mistake lies beside this."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.forms.catalogue import bundled, load_catalogue
from desktop.forms.loader import load_edition, parse_edition
from desktop.resources import definitions_dir

HERE = Path(__file__).parent / "definitions"
BROKEN = sorted((HERE / "broken").glob("*.toml"))


def expectation(file: Path) -> str:
    first = file.read_bytes().split(b"\n", 1)[0].decode()
    assert first.startswith("# 期望：")
    return first.removeprefix("# 期望：")


def test_the_small_form_itself_is_sound() -> None:
    edition = load_edition(HERE / "小表.toml")
    assert edition.form == "小表"
    assert list(edition.lists) == [("明细",), ("来源",)]


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_each_mistake_is_told_in_one_line(file: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_edition(file)
    line = str(caught.value)
    assert file.name in line, "the line names the file"
    assert expectation(file) in line
    assert "\n" not in line
    assert "Traceback" not in line


def test_a_mistake_is_made_in_every_broken_file_only_once() -> None:
    sound = (HERE / "小表.toml").read_text(encoding="utf-8").splitlines()[1:]
    for file in BROKEN:
        if file.stem != "不是utf8":
            lines = file.read_text(encoding="utf-8").splitlines()[1:]
            assert len([line for line in lines if line not in sound]) <= 2, file.name


def test_an_oversized_file_is_refused() -> None:
    with pytest.raises(UserError, match="太大"):
        parse_edition(b"#" * 600_000, "大.toml")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(UserError, match=r"深\.toml"):
        parse_edition(b"a = " + b"[" * 20_000, "深.toml")


def test_a_long_chain_of_brackets_in_an_expression_is_refused() -> None:
    text = (HERE / "小表.toml").read_text(encoding="utf-8")
    text = text.replace("总额 - 合计", "(" * 20_000 + "总额")
    with pytest.raises(UserError, match="嵌套太深"):
        parse_edition(text.encode(), "深.toml")


def test_a_missing_file_is_told() -> None:
    with pytest.raises(UserError, match=r"没有\.toml"):
        load_edition(HERE / "没有.toml")


def test_the_bundled_forms_load() -> None:
    assert {(edition.letter, edition.edition) for edition in bundled().editions} >= {
        ("B", "巴中市-2022"),
        ("D", "四川省-2022"),
    }


def test_one_faulty_file_of_the_person_does_not_take_the_others_down(tmp_path: Path) -> None:
    (tmp_path / "好.toml").write_bytes((HERE / "小表.toml").read_bytes())
    (tmp_path / "坏.toml").write_bytes(b"format = ")
    catalogue = load_catalogue(tmp_path)
    assert "小表" in {edition.form for edition in catalogue.editions}
    assert [("坏.toml" in str(fault)) for fault in catalogue.faults] == [True]


def test_a_doubled_edition_is_told(tmp_path: Path) -> None:
    for name in ("一.toml", "二.toml"):
        (tmp_path / name).write_bytes((HERE / "小表.toml").read_bytes())
    assert "重名" in str(load_catalogue(tmp_path).faults[0])


def test_a_carry_from_a_form_that_there_is_not_is_told(tmp_path: Path) -> None:
    text = (definitions_dir() / "D" / "四川省-2022.toml").read_text(encoding="utf-8")
    text = text.replace('edition = "四川省-2022"', 'edition = "某县-2022"', 1)
    wrong = text.replace('from = "部门预算项目支出绩效目标批复表"', 'from = "部门预算项目支出绩效目标批付表"', 1)
    assert wrong != text
    (tmp_path / "自评.toml").write_text(wrong, encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    (fault,) = catalogue.faults
    assert str(fault) == (
        "自评.toml：“带入”的来源《部门预算项目支出绩效目标批付表》没有这种表。是不是《部门预算项目支出绩效目标批复表》。"
    )
    assert catalogue.for_document("部门预算项目支出绩效自评表", "某县-2022", 2022).file == "自评.toml"
