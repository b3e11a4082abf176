"""Word files from the command line: asked for, for any form; by themselves, for a report."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from desktop.cli.main import main
from desktop.resources import asset

B, H = (asset(f"samples/{letter}-示例.json") for letter in "BH")


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((), {"B-示例.pdf", "B-示例.xlsx", "H-示例.pdf", "H-示例.xlsx", "H-示例.docx"}),
        (("--docx",), {"B-示例.docx", "H-示例.docx"}),
        (("--docx", "--pdf"), {"B-示例.docx", "H-示例.docx", "B-示例.pdf", "H-示例.pdf"}),
        (("--one-pdf", "合订"), {"合订.pdf"}),
    ],
)
def test_what_is_written(tmp_path: Path, flags: tuple[str, ...], expected: set[str]) -> None:
    assert main(["export", str(B), str(H), "--out", str(tmp_path), *flags]) == 0
    assert {file.name for file in tmp_path.iterdir()} == expected


def test_the_file_opens_as_a_word_document(tmp_path: Path) -> None:
    assert main(["export", str(H), "--out", str(tmp_path), "--docx"]) == 0
    document = docx.Document(str(tmp_path / "H-示例.docx"))
    assert document.paragraphs[0].text == "某县人力资源和社会保障局\n2022年度项目支出绩效自评报告"
    assert document.core_properties.title == "某县人力资源和社会保障局　2022年项目支出绩效自评报告"
