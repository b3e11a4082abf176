"""A department's whole year to measure with: one A, one B and one D for each project, ten budget tables, C and E.

The documents agree with each other as real ones do that were put in order: the projects' amounts stand in A's text,
in the budget tables and in their own forms, so that the checks across documents have everything to compare.
"""

from __future__ import annotations

from decimal import Decimal

from desktop.bench.samples import budget_forms, sample
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document, Row
from desktop.forms.fresh import new_document

_UNIT, _YEAR, _CODE = "某市人力资源和社会保障局", 2022, "2080199"
_BUDGET, _SPENDING, _PURCHASES = "一般公共预算项目支出预算表", "部门预算支出总表", "政府采购预算表"
_TARGETED, _PAID = "特定目标类项目", "资金来源/合计"


def department_year(projects: int, *, seed: int = 1) -> list[Document]:
    """All documents of one year of one department with so many projects (2 × projects + 13)."""
    plans = budget_forms(projects, seed=seed)
    for plan in plans:
        plan.unit = plan.data["预算单位"] = _UNIT
    return [_whole(plans), *plans, *_budget(plans), *map(_evaluated, plans), *map(_of_this_year, ("C", "E"))]


def _whole(plans: list[Document]) -> Document:
    document = sample("A-示例.json")
    document.data["部门名称"] = _UNIT
    for row in document.rows(("年度主要任务",)):
        if row["任务名称"] == _TARGETED:
            row["主要内容"] = "，".join(f"{plan.data['项目名称']}{plan.data['年度资金总额']}万元" for plan in plans)
            row["合计"], row["财政拨款"], row["其他资金"] = (
                str(_sum(plans, key)) for key in ("年度资金总额", "年度财政拨款", "年度其他资金")
            )
    return document


def _budget(plans: list[Document]) -> list[Document]:
    """The ten tables; the three that name projects are filled, the others are printed with their captions alone."""
    filled = {_BUDGET: _by_project, _SPENDING: _spending, _PURCHASES: _purchases}
    tables = []
    for edition in bundled().editions:
        if edition.letter == "G":
            table = new_document(edition, _YEAR, _UNIT)
            if edition.form in filled:
                table.data["行"] = filled[edition.form](plans)
            tables.append(table)
    return tables


def _by_project(plans: list[Document]) -> list[Row]:
    name, code = "单位名称（科目名称）", "功能科目编码（类款项）"
    rows: list[Row] = [{name: "合计", "金额": str(_sum(plans, "年度资金总额"))}]
    rows += [
        {name: "综合业务管理", code: _CODE, "项目名称": plan.data["项目名称"], "金额": plan.data["年度资金总额"]}
        for plan in plans
    ]
    return rows


def _spending(plans: list[Document]) -> list[Row]:
    name, total = "项目/单位名称（科目名称）", str(_sum(plans, "年度资金总额"))
    return [{name: "合计", "合计": total, "基本支出": "0", "项目支出": total}]


def _purchases(plans: list[Document]) -> list[Row]:
    bought = [(plan.data["项目名称"], {_PAID: plan.data["政府采购"]}) for plan in plans]
    return [row for name, paid in bought for row in ({"项目名称": name, **paid}, {"采购品目": "办公设备", **paid})]


def _evaluated(plan: Document) -> Document:
    """The project's self-evaluation at year's end: everything spent."""
    document = sample("D-示例.json")
    document.unit, document.year = _UNIT, _YEAR
    document.data |= {"项目名称": plan.data["项目名称"], "主管部门": _UNIT, "实施单位": _UNIT}
    for row in document.rows(("预算执行情况",)):
        if row["资金来源"] in {"总额", "财政资金"}:
            row.update(dict.fromkeys(("年初预算", "调整后预算数", "预算执行数"), plan.data["年度资金总额"]))
    return document


def _of_this_year(letter: str) -> Document:
    document = sample(f"{letter}-示例.json")
    document.year, document.unit = _YEAR, _UNIT
    return document


def _sum(documents: list[Document], key: str) -> Decimal:
    return sum((Decimal(str(document.data[key])) for document in documents), Decimal(0))
