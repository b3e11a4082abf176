"""Rare characters in names: those of old GBK files get their Unicode, those no font holds are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.forms.catalogue import bundled
from desktop.forms.checks import check
from desktop.forms.findings import Finding
from desktop.forms.printable import missing
from desktop.forms.privateuse import modern
from desktop.session.intake import read_file
from desktop.session.session import Session
from tests.forms.samples import edition_of, evaluated, raw_sample, sample

PERSON = ("实施单位及责任人",)

OLD: list[tuple[str, str, str]] = [
    ("GBK FE50", "\ue815", "⺁"),
    ("GBK FE51", "\ue816", "𠂇"),
    ("GBK FE59", "\ue81e", "龴"),
    ("GBK FE6C", "\ue831", "𡗗"),
    ("GBK FE76", "\ue83b", "𢦏"),
    ("GBK FE7E，后面跳过 FE7F", "\ue843", "龹"),
    ("GBK FE80", "\ue844", "䜣"),
    ("GBK FE91", "\ue855", "𤇾"),
    ("GBK FEA0，最后一个", "\ue864", "龻"),
    ("GBK A2E3", "\ue76c", "€"),
    ("GBK A6D9，竖排逗号", "\ue78d", "︐"),
    ("GBK A6F3，竖排省略号", "\ue796", "︙"),
    ("GBK A8BC", "\ue7c7", "ḿ"),
    ("GBK A8BF", "\ue7c8", "ǹ"),
    ("GBK A989", "\ue7e7", "〾"),
    ("GBK A995", "\ue7f3", "⿻"),
]


@pytest.mark.parametrize(("what", "old", "new"), OLD, ids=[row[0] for row in OLD])
def test_an_old_code_point_becomes_the_character_it_stood_for(what: str, old: str, new: str) -> None:
    assert modern(f"张{old}某") == f"张{new}某"


@pytest.mark.parametrize("text", ["张某", "\ue000", "\ue765", "\ue810", "\ue865", "\uf8ff", "𡋤䶮"])
def test_everything_else_stays(text: str) -> None:
    assert modern(text) == text


def test_a_file_that_comes_in_is_turned_and_that_is_said(tmp_path: Path) -> None:
    raw = raw_sample("B-示例")
    raw["单位"] = "某市\ue81e局"
    raw["数据"]["实施单位及责任人"] = "张\ue831某"
    raw["数据"]["年度绩效指标"][0]["三级指标"] = "\ue831\ue81e两字"
    file = tmp_path / "旧.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    intake = read_file(file, bundled())
    (document,) = intake.documents
    assert document.unit == "某市龴局"
    assert document.data["实施单位及责任人"] == "张𡗗某"
    assert document.rows(("年度绩效指标",))[0]["三级指标"] == "𡗗龴两字"
    assert intake.notes == ("旧编码的字已换成现在的字：𡗗、龴，请核对",)


def test_what_is_typed_or_pasted_is_turned_too() -> None:
    document = sample("B-示例")
    session = Session(edition_of(document), document)
    session.set_text(PERSON, "张\ue831某")
    assert session.document.data["实施单位及责任人"] == "张𡗗某"


def unprintable(text: str) -> list[Finding]:
    document = sample("B-示例")
    document.data["实施单位及责任人"] = text
    return [finding for finding in check(evaluated(document)) if finding.code == "X05"]


@pytest.mark.parametrize("text", ["张某", "䶮㛃𬭎𫖯𡋤", "℃ ㎡ ② Ⅲ ≥ ☑ ●", "两行\n一行　空"])
def test_what_the_fonts_hold_is_no_finding(text: str) -> None:
    assert missing(text) == ""
    assert unprintable(text) == []


def test_what_no_font_holds_is_named_with_its_code() -> None:
    (finding,) = unprintable("张\ue000某、李\U0002a6d7\ue000")
    assert finding.path == PERSON
    assert "“\ue000”（U+E000）" in finding.message
    assert "U+2A6D7" in finding.message
    assert finding.actual == "\ue000\U0002a6d7"
