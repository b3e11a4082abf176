"""Three small forms with the traits of the real ones.

`project` is like form B (ticks, wording with places, two lists side by side), `goals` like C (a list in a list, lines
above the table), `budget` like D (fixed rows, percentages, codes).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from typing import Any

from desktop.forms.document import Document, Row
from desktop.forms.grid import Align, Paper, Place, TextLine
from desktop.forms.paths import Path
from tests.export.workbook_forms import (
    Box,
    Sample,
    TableRow,
    box,
    cell_of,
    choice,
    computed,
    grid_of,
    list_rows,
    merging,
    number,
    row,
    text,
    ticks,
)  # fmt: skip

ATTRIBUTES = ("新增项目", "延续项目")
REASONS = ("法律法规", "上级文件要求", "其他")
GROUPS = ("数量指标", "质量指标", "成本指标")


def project_document() -> Document:
    data: dict[str, Any] = {
        "项目名称": "档案数字化",
        "项目属性": "延续项目",
        "立项依据": ["上级文件要求"],
        "年度资金总额": "30",
        "政府采购": "12.5",
        "政府购买服务": None,
        "合计": None,
        "一般公共预算收入": "30.00",
        "其他收入": None,
        "备注": "=不是公式",
        "没有印在表上": "也要原样回来",
        "中长期指标": [],
        "年度指标": [
            {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "扫描页数", "指标值": "8万页"},
            {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "案卷数", "指标值": "90"},
            {"一级指标": "产出指标", "二级指标": "质量指标", "三级指标": "合格率", "指标值": "≥98%"},
            {
                "一级指标": "效益指标",
                "二级指标": "成本指标",
                "三级指标": "费用",
                "指标值": "30万元",
                "内部": "留着",
            },
        ],
    }
    return Document("部门预算项目支出绩效目标批复表", "测试-2022", 2022, data, unit="某某局")


def project(document: Document | None = None) -> Sample:
    """Like form B: the right list has rows, the left one only room for them."""
    doc = document or project_document()
    rows = [
        row("项目名称", box(text(doc, "项目名称"), across=5)),
        row(
            "项目属性",
            box(ticks(doc, "项目属性", options=ATTRIBUTES), across=2),
            "立项依据",
            box(ticks(doc, "立项依据", options=REASONS, many=True), across=2),
        ),
        row(
            box("年度资金总额：", number(doc, "年度资金总额"), " 万元", across=3),
            box(
                "政府采购 ", number(doc, "政府采购"), " 万元（政府购买服务 ", number(doc, "政府购买服务"), " 万元）",
                across=3, down=2,
            ),
        ),
        row(box("其他说明", across=2), "无"),
        row("合计", "1.一般公共预算收入", "2.其他收入", "备注", box("", across=2)),
        row(
            box(computed(replace(number(doc, "合计"), text="30.00", number=Decimal("30.00")))),
            box(number(doc, "一般公共预算收入"), align=Align.RIGHT),
            box(number(doc, "其他收入"), align=Align.RIGHT),
            box(text(doc, "备注")),
            box("", across=2),
        ),
        row("一级指标", "二级指标", "中长期指标", "指标值", "年度指标", "指标值", header=True),
    ]  # fmt: skip
    rows.extend(_side_by_side(doc, index) for index in range(len(doc.rows(("年度指标",)))))
    return Sample(doc, grid_of("项目支出绩效目标批复表", rows, paper=Paper(fit_one_page=True)))


def _side_by_side(doc: Document, index: int) -> TableRow:
    """A row of the right list; on the left its group is there, and room."""
    right, left = ("年度指标", index), ("中长期指标", len(doc.rows(("中长期指标",))) + index)
    listed = doc.rows(("年度指标",))
    group = tuple(str(listed[index][key]) for key in ("一级指标", "二级指标"))
    presets = tuple(zip(("一级指标", "二级指标"), group, strict=True))
    boxes = []
    for position, key in enumerate(("一级指标", "二级指标")):
        run = _run_of(listed, index, position)
        if run is not None:
            covers = tuple(("年度指标", at, key) for at in run)
            place = replace(choice(doc, *right, key, options=("产出指标", "效益指标", *GROUPS)), covers=covers)
            boxes.append(box(place, down=len(run), align=Align.CENTER))
    boxes += [box(Place((*left, key), virtual=True, presets=presets)) for key in ("三级指标", "指标值")]
    boxes += [box(text(doc, *right, "三级指标", long=True)), box(text(doc, *right, "指标值"))]
    return row(*boxes, bands=[(("年度指标",), index)])


def _run_of(rows: list[Row], index: int, position: int) -> list[int] | None:
    """The rows from `index` on that share a group, None when it begins further up."""
    keys = ("一级指标", "二级指标")[: position + 1]

    def group(at: int) -> list[object]:
        return [rows[at][key] for key in keys]

    if index and group(index - 1) == group(index):
        return None
    return [at for at in range(index, len(rows)) if all(group(to) == group(index) for to in range(index, at + 1))]


def goals_document() -> Document:
    def measure(name: str, points: str, kind: str = "数量指标") -> Row:
        return {"一级指标": "产出指标", "一级权重": "60%", "二级指标": kind, "三级指标": name, "分值": points}

    data: dict[str, Any] = {
        "填报人": "张某",
        "联系电话": "811",
        "填报日期": "2022年4月14日",
        "年度目标": [
            {
                "目标": "稳定就业",
                "分值": "18",
                "备忘": "不印",
                "指标": [measure("新增就业", "10"), measure("培训", "8")],
            },
            {"目标": "优化服务", "分值": "12", "指标": [measure("窗口满意", "12", "质量指标")]},
        ],
        "合计": "30",
    }
    return Document("部门整体支出绩效自评表", "测试-2021", 2021, data)


def goals(document: Document | None = None) -> Sample:
    """Like form C: goals, and indicators in each."""
    doc = document or goals_document()
    line = (
        box("填报单位（公章）", across=2),
        box("填报人及电话：", text(doc, "填报人"), "/", text(doc, "联系电话"), across=2),
        box("填报日期：", text(doc, "填报日期"), across=1),
    )
    starts = accumulate((item.across for item in line), initial=0)
    above = TextLine(tuple(cell_of(item, 0, col) for item, col in zip(line, starts, strict=False)))
    rows = [row("一级指标", box("二级指标", across=2), "三级指标", "分值", "说明", header=True)]
    for at in range(len(doc.rows(("年度目标",)))):
        goal: Path = ("年度目标", at)
        title = box("年度目标：", text(doc, *goal, "目标"), "（", text(doc, *goal, "分值"), "分）", across=6)
        rows.append(row(title, bands=[(("年度目标",), at)]))
        rows += list_rows(doc, (*goal, "指标"), lambda index, item, goal=goal: _measure(doc, (*goal, "指标", index)))  # type: ignore[misc]
    rows.append(row(box("合计", across=4), box(number(doc, "合计", decimals=None)), ""))
    paper = Paper(297.0, 210.0)
    columns = (30.0, 30.0, 20.0, 89.0, 30.0, 60.0)
    return Sample(doc, grid_of("部门整体支出绩效自评表", rows, columns=columns, paper=paper, above=(above,)))


def _measure(doc: Document, path: Path) -> list[Box]:
    weight = (text(doc, *path, "一级指标"), "（权重", text(doc, *path, "一级权重"), "）")
    second = replace(merging(text(doc, *path, "二级指标")), across=2)
    points = number(doc, *path, "分值", unit="分", decimals=None)
    return [merging(*weight), second, box(text(doc, *path, "三级指标")), box(points), box(text(doc, *path, "说明"))]


def budget_document() -> Document:
    data: dict[str, Any] = {
        "项目编码": "00051322T0000059685",
        "预算执行情况": [
            {"资金来源": "总额", "调整后预算数": "219.13", "预算执行数": "219.10", "预算执行率": "99.98", "原因": ""},
            {"资金来源": "财政资金", "调整后预算数": "0.00", "预算执行数": None, "预算执行率": "100", "原因": ""},
        ],
        "权重": "10",
        "总分": "12345678901234567.5",
        "存疑": "约30万",
    }
    return Document("部门预算项目支出绩效自评表", "测试-2022", 2022, data)


def budget(document: Document | None = None) -> Sample:
    """Like form D: fixed rows with captions of their own, codes, percentages, numbers that are none."""
    doc = document or budget_document()
    rows = [
        row("项目编码", box(text(doc, "项目编码"), across=5)),
        row("来源", "预算数", "执行数", "执行率", box("原因", across=2), header=True),
    ]
    for index, caption in enumerate(("总额", "其中：财政资金")):
        path = ("预算执行情况", index)
        rows.append(
            row(
                caption,
                box(number(doc, *path, "调整后预算数")),
                box(number(doc, *path, "预算执行数")),
                box(number(doc, *path, "预算执行率", unit="%")),
                box(text(doc, *path, "原因"), across=2),
                bands=[(("预算执行情况",), index)],
            )
        )
    rows.append(
        row(
            "权重", box(number(doc, "权重", decimals=None)), "总分", box(number(doc, "总分", decimals=None)), "存疑",
            box(number(doc, "存疑")),
        )
    )  # fmt: skip
    return Sample(doc, grid_of("项目支出绩效自评表", rows))
