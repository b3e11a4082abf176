"""Files from the command line: what is open is marked 草稿, what passed carries its code, the rest neither."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from desktop.cli.main import main
from desktop.forms.code import read_code
from tests.forms.samples import raw_sample


def exported(folder: Path, raw: dict[str, Any]) -> str:
    """The words of the first page."""
    file = folder / "表.json"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    assert main(["export", str(file), "--out", str(folder), "--pdf"]) == 0
    return pypdf.PdfReader(folder / "表.pdf").pages[0].extract_text()


@pytest.fixture
def raw() -> dict[str, Any]:
    return raw_sample("B-示例")


def test_a_form_with_an_error_is_a_draft_whatever_it_passed_before(tmp_path: Path, raw: dict[str, Any]) -> None:
    raw["数据"]["年度其他资金"] = "4"
    raw["修订"] = 2
    words = exported(tmp_path, raw)
    assert "草稿" in words
    assert "核对码" not in words


def test_a_form_that_never_passed_carries_nothing(tmp_path: Path, raw: dict[str, Any]) -> None:
    words = exported(tmp_path, raw)
    assert "草稿" not in words
    assert "核对码" not in words


def test_a_form_that_passed_carries_its_code(tmp_path: Path, raw: dict[str, Any]) -> None:
    raw["修订"] = 2
    words = exported(tmp_path, raw)
    assert "草稿" not in words
    code = words.split("核对码")[1].split()[0]
    assert read_code(code) == code
    assert "修订2" in words


def test_what_another_document_contradicts_is_a_draft(tmp_path: Path, raw: dict[str, Any]) -> None:
    """K09: the same form, unit, year and project twice."""
    for name in ("一.json", "二.json"):
        (tmp_path / name).write_text(json.dumps({**raw, "修订": 1}, ensure_ascii=False), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("一.json", "二.json")]
    assert main(["export", *files, "--out", str(tmp_path), "--one-pdf", "合.pdf"]) == 0
    marked = ["草稿" in page.extract_text() for page in pypdf.PdfReader(tmp_path / "合.pdf").pages]
    assert any(marked), "the one the check names"


def test_the_help_says_when_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    told = "".join(capsys.readouterr().out.split())
    assert "草稿" in told
    assert "核对码" in told
