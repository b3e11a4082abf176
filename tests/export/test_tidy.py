"""Plain tables as files: what Excel reads, what DuckDB reads, and that a broken run leaves the old file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from desktop.errors import UserError
from desktop.export.parquet import parquet_table, require_pyarrow
from desktop.export.tidy import Column, Kind, csv_table

COLUMNS = (Column("单位"), Column("金额", Kind.NUMBER), Column("行号", Kind.WHOLE))


def written(tmp_path: Path, *cells: object) -> str:
    with csv_table(tmp_path / "表.csv", COLUMNS) as table:
        table.write([cells])  # type: ignore[list-item]  # as the test names them
    return (tmp_path / "表.csv").read_bytes().decode("utf-8-sig").split("\r\n")[1]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (("某局", Decimal("10.50"), 1), "某局,10.50,1"),
        (("某局", Decimal("1E+3"), 2), "某局,1000,2"),
        (("某局", Decimal("-0.00000001"), 3), "某局,-0.00000001,3"),
        ((None, None, None), ",,"),
        (('甲,"乙"\n丙', Decimal(0), 0), '"甲,""乙""\n丙",0,0'),
        (("=1+1", Decimal(-5), 1), "'=1+1,-5,1"),
        (("+86", None, None), "'+86,,"),
        (("-无", None, None), "'-无,,"),
        (("@公式", None, None), "'@公式,,"),
        (("＝100", None, None), "'＝100,,"),
        (("\t=1", None, None), "'\t=1,,"),
    ],
)
def test_numbers_are_plain_and_a_text_is_no_formula(cells: tuple[object, ...], line: str, tmp_path: Path) -> None:
    assert written(tmp_path, *cells) == line


def test_a_run_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "表.csv"
    file.write_text("旧的", encoding="utf-8")

    def broken_off() -> Iterator[tuple[str, None, int]]:
        yield "某局", None, 1
        raise KeyError

    with pytest.raises(KeyError), csv_table(file, COLUMNS) as table:
        table.write(broken_off())
    assert file.read_text(encoding="utf-8") == "旧的"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件夹不存在"), csv_table(tmp_path / "没有" / "表.csv", COLUMNS):
        pass


def test_without_pyarrow_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UserError, match="没有装 pyarrow"):
        require_pyarrow()


class TestParquet:
    def test_numbers_are_exact_and_blanks_are_blank(self, tmp_path: Path) -> None:
        rows = [("某局", Decimal("0.1"), 1), (None, None, None), ("=甲", Decimal("-3.0000005"), 2)]
        with parquet_table(tmp_path / "表.parquet", COLUMNS) as table:
            table.write(rows)
        found = pq.read_table(tmp_path / "表.parquet")
        assert [str(field.type) for field in found.schema] == ["string", "decimal128(18, 6)", "int32"]
        assert found.column("金额").to_pylist() == [Decimal("0.100000"), None, Decimal("-3.000001")]
        assert found.column("单位").to_pylist() == ["某局", None, "=甲"]

    def test_a_number_that_no_amount_is_as_long_as_is_left_blank(self, tmp_path: Path) -> None:
        with parquet_table(tmp_path / "表.parquet", COLUMNS) as table:
            table.write([("甲", Decimal(10) ** 12, 1), ("乙", Decimal(10) ** 12 - 1, 1)])
        assert pq.read_table(tmp_path / "表.parquet").column("金额").to_pylist() == [None, Decimal(10) ** 12 - 1]

    def test_a_table_without_rows_still_has_its_columns(self, tmp_path: Path) -> None:
        with parquet_table(tmp_path / "表.parquet", COLUMNS):
            pass
        found = pq.read_table(tmp_path / "表.parquet")
        assert (found.num_rows, found.column_names) == (0, ["单位", "金额", "行号"])
