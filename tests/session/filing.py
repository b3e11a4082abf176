"""Drafts of approved forms and self-evaluations, as the tests of 带入, 结转 and 生成 begin them."""

from __future__ import annotations

from desktop.resources import asset
from desktop.session.draft import PASSED
from desktop.session.workspace import Workspace

APPROVAL, REVIEW = "部门预算项目支出绩效目标批复表", "部门预算项目支出绩效自评表"
UNIT = "某市人力资源和社会保障局"
PROJECT = "干部人事档案整理工作经费"
OWN = "项目验收表"
OWN_FORM = """
format = 1
[form]
name = "项目验收表"
letter = "Y"
edition = "某局-2022"
years = [2022]
source = "某局财务科"
unit = "单位名称"
project = "项目名称"
[fields]
"单位名称" = { type = "text" }
"项目名称" = { type = "text" }
"资金总额" = { type = "money" }
[layout]
title = "项目验收表"
columns = [40, 60]
grid = '''
| 单位名称 | {单位名称} |
| 项目名称 | {项目名称} |
| 资金总额（万元） | {资金总额} |
'''
[[carry]]
title = "批复的金额"
from = "部门预算项目支出绩效目标批复表"
match = "项目"
[carry.set]
"资金总额" = "年度资金总额"
"""
"""A form that a unit wrote itself, which takes over an amount and neither unit nor project."""


def taken_in(workspace: Workspace, name: str) -> int:
    (draft_id,) = workspace.import_file(asset(f"samples/{name}.json")).ids
    return draft_id


def approval(workspace: Workspace, project: str = PROJECT, unit: str = UNIT, *, passed: bool = False) -> int:
    draft_id = taken_in(workspace, "B-示例")
    draft = workspace.open(draft_id)
    draft.session.set_text(("项目名称",), project)
    draft.session.set_text(("预算单位",), unit)
    if passed:
        draft.review()
        assert draft.row.state == PASSED or workspace.store.drafts.info(draft_id).state == PASSED
    draft.flush()
    draft.close()
    return draft_id


def review(workspace: Workspace, project: str = "", unit: str = UNIT, year: int = 2022) -> int:
    draft_id = workspace.create(REVIEW, "四川省-2022", year, unit)
    if project:
        draft = workspace.open(draft_id)
        draft.session.set_text(("项目名称",), project)
        draft.flush()
        draft.close()
    return draft_id
