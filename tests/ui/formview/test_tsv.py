"""Blocks as Excel and WPS write them."""

from __future__ import annotations

import pytest

from desktop.ui.formview import tsv

EXCEL = [
    ("one cell", "8台\r\n", [["8台"]]),
    ("no line end", "8台", [["8台"]]),
    ("nothing", "", [[""]]),
    ("a row", "a\tb\tc\r\n", [["a", "b", "c"]]),
    ("rows", "a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
    ("blank cells", "\t\r\n\tx\r\n", [["", ""], ["", "x"]]),
    ("unix lines", "a\nb\n", [["a"], ["b"]]),
    ("line break in a cell", '"第一行\n第二行"\tb\r\n', [["第一行\n第二行", "b"]]),
    ("quotes in a broken cell", '"称""优""者\n加分"\r\n', [['称"优"者\n加分']]),
    ("break in the last cell", 'a\t"b\r\nc"\r\n', [["a", "b\nc"]]),
    ("tab in a cell", '"a\tb"\tc\r\n', [["a\tb", "c"]]),
    ("inch sign", '5"口径\tx\r\n', [['5"口径', "x"]]),
    ("begins with an inch sign", '"口径\tx\r\n', [['"口径', "x"]]),
    ("typed with quotes", '"优"\tx\r\n', [['"优"', "x"]]),
    ("two ordinary rows after", 'a\r\n"b\nc"\r\nd\r\n', [["a"], ["b\nc"], ["d"]]),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in EXCEL], ids=[case[0] for case in EXCEL])
def test_reads_what_excel_copies(text: str, rows: list[list[str]]) -> None:
    assert tsv.parse(text) == rows


BLOCKS = [
    [["a", "b"], ["", "d"]],
    [["第一行\n第二行", '说"好"']],
    [['"开头', "x\ty"]],
    [["", ""], ["", ""]],
]


@pytest.mark.parametrize("rows", BLOCKS)
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    assert tsv.parse(tsv.render(rows)) == rows


def test_writes_lines_as_excel_does() -> None:
    assert tsv.render([["a", "b\nc"]]) == 'a\t"b\nc"\r\n'
