"""Invented exports of several offices: the same code as the real ones, the same files in every run."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from desktop.bench.many_tables import main


def test_each_machine_has_documents_of_its_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([str(tmp_path), "--units", "3", "--machines", "2"]) == 0
    digests = [
        {line.split(",")[0] for line in file.read_text(encoding="utf-8-sig").splitlines()[1:]}
        for file in sorted(tmp_path.glob("*/D_部门预算项目支出绩效自评表.csv"))
    ]
    assert len(digests) == 2
    assert not digests[0] & digests[1]
    assert capsys.readouterr().out == f"{sum(map(len, digests))} documents\n"
    assert len(list(tmp_path.glob("机器1/*.parquet"))) == 3


def test_the_queries_of_the_guide_run_on_such_files(tmp_path: Path) -> None:
    main([str(tmp_path), "--units", "20", "--machines", "2"])
    guide = (Path(__file__).parents[2] / "docs" / "汇总.md").read_text(encoding="utf-8")
    queries = re.findall(r"```sql\n(.*?)```", guide, re.DOTALL)
    assert len(queries) == 4
    behind, grades, missed, once = (
        duckdb.execute(query.replace("数据/", f"{tmp_path}/")).fetchall() for query in queries
    )
    assert all(len(row) == 5 and row[-1] <= 80 for row in behind)
    assert sum(row[1] for row in grades) == 20
    assert once == [(sum(row[2] for row in missed),)]
