"""Filled summaries with charts: the small form of the chart tests, with departments as they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop.forms.calculation import Evaluation
from desktop.forms.document import Document, Row
from desktop.forms.loader import parse_edition

FILE = Path(__file__).parent / "definitions" / "图表.toml"
TEXT = FILE.read_text(encoding="utf-8")
GRADES = ("优", "良", "中", "差")
SOURCES = ("一般公共预算", "政府性基金", "其他资金")
NAMES = (
    "财政局", "教育体育局", "卫生健康局", "人力资源和社会保障局", "交通运输局", "农业农村局", "水利局",
    "审计局", "自然资源和规划局", "住房和城乡建设局", "民政局", "公安局", "司法局", "统计局", "应急管理局",
    "文化广播电视和旅游局",
)  # fmt: skip


def department(
    name: str | None, budget: object = None, spent: object = None, grades: Iterable[object] = ()
) -> dict[str, str | None]:
    """One row; None is blank."""
    row = {"部门": name, "预算数": budget, "执行数": spent} | dict(zip(GRADES, grades, strict=False))
    return {key: None if value is None else str(value) for key, value in row.items()}


def departments(count: int) -> list[dict[str, str | None]]:
    """So many, each a little smaller than the one before, every third below 80 %."""
    return [
        department(
            f"某县{NAMES[at % len(NAMES)]}{'' if at < len(NAMES) else f'第{at}中心'}",
            budget := 1000 - 10 * at,
            budget * (70 if at % 3 == 0 else 95) / 100,
            (at % 5, 3, at % 2, int(at % 4 == 0)),
        )
        for at in range(count)
    ]  # fmt: skip


def summary(
    rows: Iterable[Mapping[str, str | None]], sources: Mapping[str, str] | None = None, *, text: str = TEXT
) -> Evaluation:
    """A summary of these departments; `text` in place of the definition."""
    table: list[Row] = [{**row} for row in rows]
    data: Row = {"各部门": table, **(sources or {})}
    edition = parse_edition(text.encode(), FILE.name)
    return Evaluation(edition, Document(edition.form, edition.edition, 2024, data))
